"""What the worker tells the web processes by NOTIFY: keys only, in pieces that the database accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

CHANNEL = "xuncheng"
LIMIT = 7_900
"""Bytes of one payload; PostgreSQL takes less than 8,000."""


class ObjectNews(NamedTuple):
    """An object has a new version; `path` is its area, for those who may see it."""

    type: str
    id: str
    version: int
    path: str


class UserNews(NamedTuple):
    """A user has a new notification, and so many unread in all."""

    user: str
    notification: str
    unread: int


class News(NamedTuple):
    """What happened in one batch."""

    objects: Sequence[ObjectNews] = ()
    users: Sequence[UserNews] = ()


def pack(news: News) -> Iterator[str]:
    """The news as payloads, each below `LIMIT` bytes."""
    size, objects, users = 0, list[ObjectNews](), list[UserNews]()
    items: list[ObjectNews | UserNews] = [*news.objects, *news.users]
    for item in items:
        length = len(orjson.dumps(item, default=tuple)) + 1
        if size + length > LIMIT - 50:  # leave room for the frame around the items
            yield _framed(objects, users)
            size, objects, users = 0, [], []
        size += length
        if isinstance(item, ObjectNews):
            objects.append(item)
        else:
            users.append(item)
    if objects or users:
        yield _framed(objects, users)


def unpack(payload: str) -> News:
    """The news of one payload."""
    data: dict[str, Any] = orjson.loads(payload)
    return News(
        tuple(ObjectNews(*item) for item in data["objects"]), tuple(UserNews(*item) for item in data["users"])
    )


def _framed(objects: Sequence[ObjectNews], users: Sequence[UserNews]) -> str:
    return orjson.dumps({"objects": objects, "users": users}, default=tuple).decode()
