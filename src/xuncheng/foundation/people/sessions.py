"""Sessions as rows: listing one's own, ending them where a user is shut out, clearing away those that ran out."""

from __future__ import annotations

from uuid import UUID

from allauth.headless.usersessions.response import SessionsResponse
from allauth.headless.usersessions.views import SessionsView
from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from xuncheng.foundation.people.oidc.gone import have_told


class SessionList(SessionsView):  # type: ignore[misc] # allauth is untyped
    """The list of one's sessions, in one query where allauth looks for each session by itself."""

    def _respond_session_list(self) -> SessionsResponse:
        alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
        own = UserSession.objects.filter(user=self.request.user, session_key__in=alive).order_by("-pk")
        return SessionsResponse(self.request, own)


def end_sessions(user: UUID) -> int:
    """End all sessions of a user, also what other systems hold of him; returns how many sessions there were."""
    _end_tokens(user)
    listed = UserSession.objects.filter(user_id=user)
    Session.objects.filter(session_key__in=listed.values("session_key")).delete()
    ended: int = listed.delete()[0]
    return ended


def end_elsewhere(user: UUID) -> None:
    """Where a user has signed out of his last session here, end what other systems hold of him."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    if not UserSession.objects.filter(user_id=user, session_key__in=alive).exists():
        _end_tokens(user)


def _end_tokens(user: UUID) -> None:
    """End what other systems hold of a user, and have them told."""
    held = Token.objects.filter(user_id=user)
    systems = sorted(set(held.exclude(client=None).values_list("client_id", flat=True)))
    held.delete()
    have_told([user], systems)


def end_at(system: str) -> int:
    """End what a system holds of everybody, and have it told of each; returns how many people that were."""
    held = Token.objects.filter(client_id=system)
    users = sorted(set(held.exclude(user=None).values_list("user_id", flat=True)))
    held.delete()
    have_told(users, [system])
    return len(users)


def clear_expired() -> int:
    """Clear away sessions that have run out, and what was noted of them; returns how many there were."""
    Token.objects.expired().delete()
    cleared: int = Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return cleared
