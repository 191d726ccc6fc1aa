"""The relay: from the outbox to notifications, live news and the takers, each act once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from threading import Event
from uuid import UUID

from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from xuncheng.foundation.messages.models import FailedEvent, OutboxEvent
from xuncheng.foundation.messages.news import CHANNEL, News, ObjectNews, UserNews, pack
from xuncheng.foundation.messages.subscribers import SUBSCRIBERS, NotificationDraft
from xuncheng.foundation.messages.takers import TAKERS, Taker
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program

BATCH = 200
IDLE_SECONDS = 0.25
LONGEST_PAUSE = 10.0
QUIET = "session."
"""Acts whose names begin so change nothing that anybody looks at: they are not told as news."""

_RELAY = program("消息服务", ())
_log = logging.getLogger(__name__)

_TAKE = """
DELETE FROM {table} WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id, chain, seq, name
"""
_TAKE_NEW = _TAKE.format(table="messages_outbox")
_TAKE_FAILED = _TAKE.format(table="messages_failed")

# Whoever was deactivated meanwhile is told nothing; whoever was told of this act already, nothing again.
_WRITE = """
INSERT INTO messages_notification (id, recipient_id, event, title_zh, title_en, body_zh, body_en, link, at)
SELECT d.id, d.recipient, d.event, d.title_zh, d.title_en, d.body_zh, d.body_en, d.link, d.at
  FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
              %s::timestamptz[])
       AS d (id, recipient, event, title_zh, title_en, body_zh, body_en, link, at)
  JOIN people_user u ON u.id = d.recipient AND u.is_active
ON CONFLICT (event, recipient_id) DO NOTHING
RETURNING id, recipient_id
"""

_UNREAD = """
SELECT recipient_id, count(*) FROM messages_notification
 WHERE read_at IS NULL AND recipient_id = ANY(%s) GROUP BY recipient_id
"""


def relay_once(limit: int = BATCH) -> int:
    """Pass on up to `limit` events, the oldest first; returns how many were taken.

    Taking, notifying and announcing are one transaction: either all of it happened or none. Several relays
    may run at once; each takes what the others have not.
    """
    return _relay(_TAKE_NEW, limit)


def retry_failed(limit: int = BATCH) -> int:
    """Pass on up to `limit` events that were set aside, once what ailed their subscriber is mended."""
    return _relay(_TAKE_FAILED, limit)


def relay_forever(stop: Event) -> None:
    """Pass on events until told to stop; outlives the database going away and coming back.

    What the database did not refuse is a fault of the program and is raised: the worker is to end with it.
    """
    pause = IDLE_SECONDS
    while not stop.is_set():
        try:
            taken = relay_once()
            pause = 0.0 if taken == BATCH else IDLE_SECONDS
        except Error as error:
            connection.close()
            pause = min(max(pause, IDLE_SECONDS) * 2, LONGEST_PAUSE)
            _log.warning("the relay waits %.1f s for the database: %s", pause, str(error).strip())
        stop.wait(pause)
    connection.close()


def _relay(take: str, limit: int) -> int:
    with transaction.atomic():
        set_scope(_RELAY)
        events = _take(take, limit)
        if not events:
            return 0
        entries = _entries(events)
        for take_in in TAKERS:
            _hand_over(take_in, events, entries)
        drafts = [pair for event in events for pair in _drafts(event, entries[event.chain, event.seq])]
        users = _notify([(entry.act_id, entry.at, draft) for entry, draft in drafts])
        _announce(News(_objects(entries.values()), users))
    return len(events)


def _take(take: str, limit: int) -> list[OutboxEvent]:
    with connection.cursor() as cursor:
        cursor.execute(take, [limit])
        rows = sorted(cursor.fetchall())
    return [OutboxEvent(id=key, chain=chain, seq=seq, name=name) for key, chain, seq, name in rows]


def _entries(events: Sequence[OutboxEvent]) -> dict[tuple[UUID, int], TrailEntry]:
    keys = [(event.chain, event.seq) for event in events]
    return {(entry.chain, entry.seq): entry for entry in TrailEntry.objects.filter(Q(pk__in=keys))}


def _hand_over(
    take_in: Taker, events: Sequence[OutboxEvent], entries: Mapping[tuple[UUID, int], TrailEntry]
) -> None:
    """Give events to a taker: all at once, and where that fails one by one, so that only what ails it is set aside."""
    try:
        with transaction.atomic():
            take_in([entries[event.chain, event.seq] for event in events])
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, those behind must not wait for it
        if len(events) > 1:
            for event in events:
                _hand_over(take_in, [event], entries)
            return
        _log.exception("a taker failed on %s of %s", events[0].name, events[0].chain)
        _set_aside(events[0], error)


def _drafts(event: OutboxEvent, entry: TrailEntry) -> list[tuple[TrailEntry, NotificationDraft]]:
    """What the subscribers make of an event. One that fails sets the event aside, with the reason."""
    try:
        with transaction.atomic():
            return [(entry, draft) for tell in SUBSCRIBERS.get(event.name, ()) for draft in tell(entry)]
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, those behind must not wait for it
        _log.exception("a subscriber failed on %s of %s", event.name, event.chain)
        _set_aside(event, error)
        return []


def _set_aside(event: OutboxEvent, error: Exception) -> None:
    row = FailedEvent(
        id=event.id, chain=event.chain, seq=event.seq, name=event.name, error=repr(error), at=timezone.now()
    )
    FailedEvent.objects.bulk_create(
        [row], ignore_conflicts=True
    )  # a taker and a subscriber may both have failed


def tell(drafts: Iterable[tuple[UUID, NotificationDraft]], at: datetime) -> int:
    """Tell people what no act caused, each under the key of its event: of one event a person is told once.

    Returns how many messages were new. To be called inside a transaction.
    """
    users = _notify([(event, at, draft) for event, draft in drafts])
    _announce(News([], users))
    return len(users)


def heard(events: Sequence[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Who was told of which of these events: pairs of event and person.."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event, recipient_id FROM messages_notification WHERE event = ANY(%s)", [list(events)]
        )
        return frozenset(cursor.fetchall())


def _notify(drafts: Sequence[tuple[UUID, datetime, NotificationDraft]]) -> list[UserNews]:
    if not drafts:
        return []
    first = {(event, draft.recipient): (event, at, draft) for event, at, draft in reversed(drafts)}
    rows = [
        (uuid7(), d.recipient, event, d.title.zh, d.title.en, d.body.zh, d.body.en, d.link, at)
        for event, at, d in first.values()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(column) for column in zip(*rows, strict=True)])
        written = cursor.fetchall()
        cursor.execute(_UNREAD, [[recipient for _, recipient in written]])
        unread = dict(cursor.fetchall())
    return [UserNews(str(user), str(key), unread[user]) for key, user in written]


def _objects(entries: Iterable[TrailEntry]) -> list[ObjectNews]:
    """The newest version of each object that the batch touched."""
    newest: dict[UUID, ObjectNews] = {}
    for entry in sorted(entries, key=lambda entry: entry.seq):
        if not entry.name.startswith(QUIET):
            news = ObjectNews(entry.chain_type, str(entry.chain), entry.seq, entry.area_path)
            newest[entry.chain] = news
    return list(newest.values())


def _announce(news: News) -> None:
    with connection.cursor() as cursor:
        for payload in pack(news):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
