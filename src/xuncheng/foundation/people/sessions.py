"""Sessions as rows: ending them where a user is shut out."""

from __future__ import annotations

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session


def end_sessions(user: UUID) -> int:
    """End all sessions of a user; returns how many there were."""
    listed = UserSession.objects.filter(user_id=user)
    Session.objects.filter(session_key__in=listed.values("session_key")).delete()
    ended: int = listed.delete()[0]
    return ended
