"""HTTP for notifications: the list, and marking them as read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Query, Router

from xuncheng.foundation.messages import marks, queries
from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.schemas import Schema

router = Router(tags=["messages"])


class Words(Schema):
    """A sentence in both languages."""

    zh: str
    en: str


class NotificationItem(Schema):
    """One notification; `link` is a path of the screens, or empty."""

    id: UUID
    title: Words
    body: Words
    at: datetime
    read: bool
    link: str


class Count(Schema):
    """How many there are; `capped` where there are more than were counted."""

    value: int
    capped: bool


class NotificationPage(Schema):
    """One page of notifications, the newest first; `next` is the cursor of the following one."""

    items: list[NotificationItem]
    next: str | None
    count: Count


class Marked(Schema):
    """How many are still unread."""

    unread: int = Field(ge=0)


@router.get("/notifications", response=NotificationPage, summary="My notifications")
def notifications(
    request: ViewerRequest,
    unread: bool = False,
    cursor: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The viewer's notifications, or those that he has not read."""
    page = queries.page(request.viewer, only_unread=unread, cursor=cursor, limit=limit)
    return {
        "items": [_item(notification) for notification in page.rows],
        "next": page.next,
        "count": page.count,
    }


@router.post("/notifications/{uuid:notification}/read", response=Marked, summary="Mark one as read")
def read(request: ViewerRequest, notification: UUID) -> dict[str, int]:
    """Mark a notification of the viewer as read."""
    marks.mark_read(request.viewer, notification)
    return {"unread": queries.unread(request.viewer).count()}


@router.post("/notifications/read-all", response=Marked, summary="Mark all as read")
def read_all(request: ViewerRequest) -> dict[str, int]:
    """Mark all notifications of the viewer as read."""
    marks.mark_all_read(request.viewer)
    return {"unread": 0}


def _item(notification: Notification) -> dict[str, Any]:
    return {
        "id": notification.id,
        "title": {"zh": notification.title_zh, "en": notification.title_en},
        "body": {"zh": notification.body_zh, "en": notification.body_en},
        "at": notification.at,
        "read": notification.read_at is not None,
        "link": notification.link,
    }
