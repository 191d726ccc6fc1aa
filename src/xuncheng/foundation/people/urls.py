"""The paths of signing in: those parts of allauth's headless browser interface that the house offers.

There is no signing up, and no e-mail: users are added, and forgotten passwords set, by the bureau.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.headless.account import views as account
from allauth.headless.base import views as general
from allauth.headless.constants import Client
from allauth.headless.mfa import views as second_factor
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils import translation

from xuncheng.foundation.people.sessions import SessionList

VIEWS = {
    "config": general.ConfigView,
    "auth/login": account.LoginView,
    "auth/session": account.SessionView,
    "auth/reauthenticate": account.ReauthenticateView,
    "auth/2fa/authenticate": second_factor.AuthenticateView,
    "auth/2fa/reauthenticate": second_factor.ReauthenticateView,
    "auth/sessions": SessionList,
    "account/password/change": account.ChangePasswordView,
    "account/authenticators": second_factor.AuthenticatorsView,
    "account/authenticators/totp": second_factor.ManageTOTPView,
    "account/authenticators/recovery-codes": second_factor.ManageRecoveryCodesView,
}
"""Paths below `/_allauth/browser/v1/`."""

View = Callable[..., HttpResponseBase]


def _in_language(view: View) -> View:
    """Let a view speak the language that the request asks for, Chinese where it asks for none we have."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(translation.get_language_from_request(request)):
            return view(request, *args, **kwargs)

    return spoken


urlpatterns = [
    path(route, _in_language(view.as_api_view(client=Client.BROWSER))) for route, view in VIEWS.items()
]
