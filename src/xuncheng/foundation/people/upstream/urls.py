"""The two paths of signing in by a provider: going there, and coming back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET
from requests import RequestException

from xuncheng.foundation.people.upstream.adapter import not_in
from xuncheng.foundation.people.upstream.matching import NotIn

_log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def _answering(view: View) -> View:
    """Send somebody back to the page of signing in where the provider cannot be reached or answers nonsense."""

    @wraps(view)
    def answering(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except (
            RequestException,
            KeyError,
        ) as fault:  # KeyError: its own description lacks what it has to say
            _log.warning("sign-in provider %s: %r", provider_id, fault)
            return not_in(NotIn.DOWN)

    return answering


@require_GET
@_answering
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send a browser to the provider; `next` is the page of the desk that was asked for."""
    back = {"via": provider_id, "next": request.GET.get("next", "/")}
    provider = get_adapter().get_provider(request, provider_id)
    there: HttpResponse = provider.redirect(
        request, AuthProcess.LOGIN, next_url=f"{settings.LOGIN_URL}?{urlencode(back)}", headless=True
    )
    return there


urlpatterns = [
    path("identity/via/<slug:provider_id>", leave, name="openid_connect_login"),
    path("identity/via/<slug:provider_id>/back", _answering(views.callback), name="openid_connect_callback"),
]
