"""Reading notifications: each user's own, the newest first."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.trail import paging
from xuncheng.foundation.trail.paging import Page, Sorting
from xuncheng.foundation.trail.viewer import Viewer

NEWEST_FIRST = Sorting("at", descending=True)


def readable_by(viewer: Viewer) -> QuerySet[Notification]:
    """The viewer's own notifications; nobody else's."""
    return Notification.objects.filter(Q(recipient=viewer.id)).order_by("-at", "-id")


def unread(viewer: Viewer) -> QuerySet[Notification]:
    """The viewer's notifications that he has not read."""
    return readable_by(viewer).filter(read_at=None)


def page(
    viewer: Viewer, *, only_unread: bool = False, cursor: str = "", limit: int = 50
) -> Page[Notification]:
    """One page of notifications. Raises `Refused` (`invalid_input`) for a cursor that is none of ours."""
    found = unread(viewer) if only_unread else readable_by(viewer)
    return paging.page(found, NEWEST_FIRST, cursor, limit)
