"""Lets in whom a provider has signed in: one of our users, by a claim, who is not switched off. Nothing is kept of it but the act."""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from requests import RequestException

from xuncheng.foundation.people.accounts import device_of, note_refusal, note_unknown
from xuncheng.foundation.people.commands import RefusedSignIn, add_user
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.upstream.matching import NotIn, claimed, found
from xuncheng.foundation.people.upstream.providers import Upstream
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program

REGISTRAR = program("统一身份认证", ("user.add",))
"""The part of the program that adds a user whom a provider vouches for, where the installation wants that."""


def provider_of(provider_id: str) -> Upstream:
    """The provider of that name. Raises `KeyError`."""
    return {one.id: one for one in settings.SIGN_IN_PROVIDERS}[provider_id]


def not_in(reason: NotIn) -> HttpResponseRedirect:
    """Back to the page of signing in, which says why."""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'refused': reason.value})}")


class UpstreamAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Matches whoever comes from a provider with our users, each time anew: no account of there is tied to one of here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Users are added by acts alone."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Say who of our users it is, or refuse him."""
        provider = provider_of(sociallogin.account.provider)
        value = claimed(provider, sociallogin.account.extra_data)
        if value is None:
            _refuse(NotIn.FAILED)
        user = found(provider, value) or _added(request, provider, value, sociallogin)
        if user is None:
            note_unknown(request)
            _refuse(NotIn.UNKNOWN)
        if not user.is_active:
            note_refusal(request, user, RefusedSignIn.INACTIVE)
            _refuse(NotIn.INACTIVE)
        sociallogin.user = sociallogin.account.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say on our own page why nobody came of it."""
        context = extra_context or {}
        if isinstance(exception, RequestException):
            _refuse(NotIn.DOWN)
        if "state_id" in context and "state" not in context:
            _refuse(NotIn.STATE)
        _refuse(NotIn.CANCELLED if error == AuthError.CANCELLED else NotIn.FAILED)


def _added(request: HttpRequest, provider: Upstream, value: str, login: SocialLogin) -> User | None:
    """Whom nobody here knows becomes a user without any grant, where the installation wants that and his name is one."""
    if not provider.create:
        return None
    said = login.account.extra_data
    name = str(said.get("userinfo", {}).get("name") or said["id_token"].get("name") or value)[:50]
    deed = Deed(actor=REGISTRAR, device=device_of(request))
    try:
        entered = checked(REGISTER["user.add"], {"username": value, "name": name})
        return add_user(deed, entered["username"], entered["name"])
    except Refused:
        return None


def _refuse(reason: NotIn) -> NoReturn:
    raise ImmediateHttpResponse(not_in(reason))
