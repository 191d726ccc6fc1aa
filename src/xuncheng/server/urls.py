"""Every path of the program that Django answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, include, path, register_converter
from django.views.decorators.csrf import csrf_exempt

from xuncheng.domains.patrol.feed import stream_positions
from xuncheng.foundation.messages.stream import stream
from xuncheng.gateways.ogc.api import landing
from xuncheng.gateways.open311.api import api as open311
from xuncheng.server.api import api

_VIEWS = {
    str(route.pattern): route.callback
    for route in api.urls[0]
    if isinstance(route, URLPattern) and not route.pattern.converters
}
"""The views of the API's paths that have no variable part: every act, every list."""


class KnownPath:
    """Converts a path into its view: one look into a table, where Django tries one pattern after the other."""

    regex = ".+"

    def to_python(self, value: str) -> Any:
        """The view. What is not in the table goes on to the patterns."""
        if value not in _VIEWS:
            raise ValueError(value)
        return _VIEWS[value]

    def to_url(self, value: str) -> str:
        """The path itself."""
        return value


register_converter(KnownPath, "known")


@csrf_exempt  # the API asks for the token itself, where there is a session: people/authentication.py
def known(request: HttpRequest, view: Any) -> HttpResponseBase:
    """Answer at a path of the table."""
    response: HttpResponseBase = view(request)
    return response


urlpatterns = [
    path("_allauth/browser/v1/", include("xuncheng.foundation.people.urls")),
    path("", include("xuncheng.foundation.people.oidc.urls")),
    path("", include("xuncheng.foundation.people.upstream.urls")),
    path("api/v1/stream", stream),
    path("api/v1/stream/positions", stream_positions),
    path("api/v1/<known:view>", known),
    path("api/v1/", api.urls),
    path("open311/v2/", open311.urls),
    path("ogc", landing),
    path("ogc/", include("xuncheng.gateways.ogc.api")),
    path("scim/v2/", include("xuncheng.gateways.scim.api")),
]
