"""Signing in by allauth: nobody signs up, every sign-in and refusal stands in the trail of the user.

What allauth does not ask an adapter it says by its signals; `watch` listens to those.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as second_factor
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazystr
from django.utils.translation import get_language

from xuncheng.foundation.people.commands import (
    RefusedSignIn,
    change_second_factor,
    close_session,
    open_session,
    refuse_session,
    refuse_unknown,
    set_password,
)
from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.models import Organisation, OrganisationKind, User
from xuncheng.foundation.people.passwords import faults
from xuncheng.foundation.people.second_factors import decrypt, encrypt
from xuncheng.foundation.people.sessions import end_elsewhere
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Grant, Viewer, program
from xuncheng.rules.legal import Text

DOORKEEPER = program(
    "登录服务",
    ("session.open", "session.refuse", "session.refuse_unknown", "session.close", "second_factor.change"),
)
"""The part of the program that records who comes and goes."""


def _spoken(text: Text) -> Any:
    """A sentence that takes the language of the request when it is shown."""

    class Spoken:
        def __str__(self) -> str:
            return text.en if (get_language() or "").startswith("en") else text.zh

    return lazystr(Spoken())


_WRONG_CODE = {"incorrect_code": _spoken(Text("验证码不正确。", "Incorrect code."))}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Signing in with a password."""

    error_messages = DefaultAccountAdapter.error_messages | _WRONG_CODE

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are added by the bureau; nobody adds himself."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while there were too many failures; the first such refusal is recorded, not every one."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            username = str(credentials.get("username", "")).lower()
            if cache.add(f"locked:{username}", True, settings.LOCKED_SECONDS):
                _refused(request, username, RefusedSignIn.LOCKED)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password, or a name that nobody has."""
        _refused(request, str(credentials.get("username", "")).lower(), RefusedSignIn.PASSWORD)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Accept a new password, or say in our own words which rules it breaks."""
        broken = faults(password, user)
        if broken:
            raise ValidationError([ValidationError(_spoken(text), code) for code, text in broken.items()])
        return password

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Record that a deactivated user knew his password."""
        _refused(request, user.username, RefusedSignIn.INACTIVE)
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session once all factors were given."""
        super().login(request, user)
        open_session(_deed(request), user, _provider(request, user))

    def logout(self, request: HttpRequest) -> None:
        """End the session, in this process at once."""
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            close_session(_deed(request), user)
            end_elsewhere(user.pk)
            changed(user.pk)

    def set_password(self, user: User, password: str) -> None:
        """Change one's own password, which ends one's other sessions."""
        set_password(Deed(actor=_himself(user), device=device_of(self.request)), user, password)
        user.refresh_from_db(fields=["password"])
        end_other_sessions(self.request, user)
        changed(user.pk)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """Signing in with a one-time password as well."""

    error_messages = DefaultMFAAdapter.error_messages | _WRONG_CODE

    def encrypt(self, text: str) -> str:
        """Close a secret before it is stored."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return decrypt(encrypted_text)


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc] # allauth is untyped
    """The list of one's sessions, and ending them."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """End sessions, here and on the live streams they opened."""
        super().end_sessions(sessions)
        for user_id, count in Counter(session.user_id for session in sessions).items():
            close_session(_deed(self.request), User.objects.get(pk=user_id), count)
            end_elsewhere(user_id)
            changed(user_id)


def watch() -> None:
    """Listen to what allauth says about second factors."""
    second_factor.authentication_failed.connect(_wrong_code, dispatch_uid="people.wrong_code")
    for change, signal in (
        ("added", second_factor.authenticator_added),
        ("removed", second_factor.authenticator_removed),
        ("renewed", second_factor.authenticator_reset),
    ):
        signal.connect(_Changed(change), weak=False, dispatch_uid=f"people.{change}")


def _wrong_code(request: HttpRequest, user: User, **_more: Any) -> None:
    _refused(request, user.username, RefusedSignIn.SECOND_FACTOR)


class _Changed:
    """Receiver for one kind of change of a second factor."""

    def __init__(self, change: str) -> None:
        self.change = change

    def __call__(self, request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
        change_second_factor(_deed(request), user, f"{self.change} {authenticator.type}")


def _provider(request: HttpRequest, user: User) -> str:
    """By whose provider somebody has just signed in; nothing where he gave his password here."""
    given = [one for one in get_authentication_records(request, user) if one["method"] == "socialaccount"]
    return str(given[-1].get("provider", "")) if given else ""


def _refused(request: HttpRequest, username: str, reason: RefusedSignIn) -> None:
    user = User.objects.filter(username=username).first()
    if user is None:
        note_unknown(request)
    else:
        note_refusal(request, user, reason)


def note_refusal(request: HttpRequest, user: User, reason: RefusedSignIn) -> None:
    """Record that a sign-in as this user failed."""
    refuse_session(_deed(request), user, reason)


def note_unknown(request: HttpRequest) -> None:
    """Record at the bureau that somebody tried whom nobody here knows."""
    bureau = Organisation.objects.filter(kind=OrganisationKind.BUREAU).first()
    if bureau is not None:  # before there is one, nobody can sign in anyway
        refuse_unknown(_deed(request), bureau)


def _deed(request: HttpRequest) -> Deed:
    return Deed(actor=DOORKEEPER, device=device_of(request))


def device_of(request: HttpRequest) -> str:
    """Where a request comes from, as the trail keeps it: address and browser."""
    address = DefaultAccountAdapter().get_client_ip(request)
    return f"{address} {request.headers.get('User-Agent', '')}"[:100]


def _himself(user: User) -> Viewer:
    """A user who has just proved who he is, for the one act on himself that asks for that proof."""
    key: UUID = user.pk
    own = Grant(role="self", acts=frozenset({"password.set"}), path=user.area_path, reads=False)
    return Viewer(id=key, name=user.name, grants=(own,))
