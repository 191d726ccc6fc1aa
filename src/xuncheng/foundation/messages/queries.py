"""Reading notifications: each user's own, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

MOST_COUNTED = 1000
"""Above this a count says only that there are more."""


class Page(NamedTuple):
    """A piece of a list, where the next begins, and how long the list is (at most `MOST_COUNTED`)."""

    items: Sequence[Notification]
    next: str | None
    counted: int


def readable_by(viewer: Viewer) -> QuerySet[Notification]:
    """The viewer's own notifications; nobody else's."""
    return Notification.objects.filter(Q(recipient=viewer.id)).order_by("-at", "-id")


def unread(viewer: Viewer) -> QuerySet[Notification]:
    """The viewer's notifications that he has not read."""
    return readable_by(viewer).filter(read_at=None)


def page(viewer: Viewer, *, only_unread: bool = False, cursor: str = "", limit: int = 50) -> Page:
    """One page of notifications. Raises `Refused` (`invalid_input`) for a cursor that is none of ours."""
    found = unread(viewer) if only_unread else readable_by(viewer)
    counted = found.order_by()[: MOST_COUNTED + 1].count()
    if cursor:
        at, key = _place(cursor)
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=key))
    rows = list(found[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], f"{last.at.isoformat()}~{last.id}" if last else None, counted)


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, key = cursor.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError as error:
        raise invalid(FieldError("cursor", Text("分页位置有误", "The cursor is not one of ours"))) from error
