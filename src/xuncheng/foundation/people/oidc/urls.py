"""The paths of the OpenID Connect provider: those of allauth's that the house offers.

There are no device codes, no registration by strangers and no introspection: clients are registered by acts.
"""

from __future__ import annotations

from allauth.idp.oidc import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from xuncheng.foundation.people.oidc.pages import Consent, SignOut, shown


def _not_offered(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is given its request
    """The flow for devices without a browser: allauth wants its path to have a name."""
    raise Http404


_OIDC = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path(".well-known/jwks.json", views.jwks, name="jwks"),
    path("identity/o/authorize", shown(Consent.as_view()), name="authorization"),
    path("identity/o/logout", shown(SignOut.as_view()), name="logout"),
    path("identity/o/api/token", views.token, name="token"),
    path("identity/o/api/revoke", views.revoke, name="revoke"),
    path("identity/o/api/userinfo", views.user_info, name="userinfo"),
    path("identity/o/api/device/code", _not_offered, name="device_code"),
]
_IDP = [path("", include((_OIDC, "oidc")))]

app_name = "idp"
urlpatterns = [path("", include(_IDP))]
