"""Marking notifications as read: a technical note of one user to himself, so not an act."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from xuncheng.foundation.messages.queries import readable_by, unread
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text


def mark_read(viewer: Viewer, notification: UUID) -> None:
    """Mark one of the viewer's notifications as read; once read it stays so. Raises `Refused` (404)."""
    if not readable_by(viewer).filter(pk=notification).exists():
        raise not_found(Text("该通知", "notification"))
    unread(viewer).filter(pk=notification).update(read_at=timezone.now())


def mark_all_read(viewer: Viewer) -> int:
    """Mark all of the viewer's notifications as read; returns how many were not."""
    return unread(viewer).update(read_at=timezone.now())
