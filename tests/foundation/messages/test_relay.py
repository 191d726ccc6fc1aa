"""Each committed act is passed on once, whoever fails meanwhile."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from xuncheng.foundation.messages import relay
from xuncheng.foundation.messages.hub import database_conninfo
from xuncheng.foundation.messages.models import FailedEvent, Notification, OutboxEvent
from xuncheng.foundation.messages.news import CHANNEL, News, unpack
from xuncheng.foundation.messages.relay import relay_forever, relay_once, retry_failed
from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.commands import deactivate_user
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

Moved = Callable[[Any, User], Deed]
MOVED = Text("您已调动", "You were moved")


def tell_the_moved(entry: TrailEntry) -> Iterable[NotificationDraft]:
    yield NotificationDraft(entry.chain, MOVED, link=f"/users/{entry.chain}")


def drain() -> int:
    taken = 0
    while batch := relay_once():
        taken += batch
    return taken


@pytest.fixture
def li(committed: Any) -> User:
    user = committed.officer("li", "李明", committed.street_a.team)
    drain()
    return user


@pytest.fixture
def wire(committed: Any) -> Iterator[Callable[[], list[News]]]:
    """What the relay sends to the web processes."""
    with psycopg.connect(database_conninfo(), autocommit=True) as database:
        database.execute(f"LISTEN {CHANNEL}")
        yield lambda: [unpack(heard.payload) for heard in database.notifies(timeout=0.2)]


def test_an_act_becomes_one_notification(committed: Any, li: User, moved: Moved, subscribers: Any) -> None:
    subscriber("user.move")(tell_the_moved)
    deed = moved(committed, li)
    assert relay_once() == 1
    assert relay_once() == 0
    told = Notification.objects.get()
    assert (told.recipient_id, told.event, told.title_zh, told.title_en) == (
        li.pk,
        deed.id,
        "您已调动",
        "You were moved",
    )
    assert told.read_at is None
    assert not OutboxEvent.objects.exists()


def test_an_act_notifies_a_person_once_whoever_else_subscribes(
    committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    subscriber("user.move")(tell_the_moved)
    subscriber("user.move")(lambda entry: [NotificationDraft(entry.chain, Text("再次", "again"))])
    moved(committed, li)
    relay_once()
    assert Notification.objects.get().title_zh == "您已调动"


def test_who_was_deactivated_meanwhile_is_told_nothing(
    committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    subscriber("user.move")(tell_the_moved)
    moved(committed, li)
    deactivate_user(Deed(committed.house), li, "离职")
    drain()
    assert not Notification.objects.exists()


def test_the_web_hears_of_new_versions_and_notifications(
    committed: Any, li: User, moved: Moved, subscribers: Any, wire: Callable[[], list[News]]
) -> None:
    subscriber("user.move")(tell_the_moved)
    moved(committed, li)
    moved(committed, li)
    with reading(committed.house):
        version = TrailEntry.objects.filter(chain=li.pk).count()
    assert relay_once() == 2
    (news,) = wire()
    assert [tuple(thing) for thing in news.objects] == [("user", str(li.pk), version, "110199.001.")]
    assert [(note.user, note.unread) for note in news.users] == [(str(li.pk), 2)] * 2


def test_many_acts_are_announced_in_several_pieces(
    committed: Any, li: User, moved: Moved, subscribers: Any, wire: Callable[[], list[News]]
) -> None:
    subscriber("user.move")(tell_the_moved)
    for _ in range(100):
        moved(committed, li)
    assert relay_once() == 100
    pieces = wire()
    assert len(pieces) > 1
    assert sum(len(news.users) for news in pieces) == 100


def test_a_subscriber_that_fails_holds_nobody_up(
    committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    def broken(entry: TrailEntry) -> Iterable[NotificationDraft]:
        yield NotificationDraft(entry.chain, Text("长" * 201, "too long"))

    wang = committed.officer("wang", "王芳", committed.street_a.team)
    drain()
    subscriber("user.move")(lambda entry: broken(entry) if entry.chain == li.pk else tell_the_moved(entry))
    moved(committed, li)
    moved(committed, wang)
    assert relay_once() == 2
    assert Notification.objects.get().recipient_id == wang.pk
    assert "more than 200 characters" in FailedEvent.objects.get().error

    subscribers.clear()
    subscriber("user.move")(tell_the_moved)
    assert retry_failed() == 1
    assert Notification.objects.filter(recipient=li).exists()
    assert not FailedEvent.objects.exists()


def test_what_was_not_committed_is_taken_again(
    committed: Any, li: User, moved: Moved, subscribers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(news: News) -> None:
        raise OperationalError("the database went away")

    subscriber("user.move")(tell_the_moved)
    moved(committed, li)
    with monkeypatch.context() as broken:
        broken.setattr(relay, "_announce", power_cut)
        with pytest.raises(OperationalError):
            relay_once()
    assert not Notification.objects.exists()
    assert relay_once() == 1
    assert Notification.objects.count() == 1


def test_several_relays_share_the_work(committed: Any, li: User, moved: Moved, subscribers: Any) -> None:
    subscriber("user.move")(tell_the_moved)
    for _ in range(60):
        moved(committed, li)

    def work(_: int) -> int:
        try:
            taken = 0
            while batch := relay_once(limit=5):
                taken += batch
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(work, range(3))) == 60
    assert Notification.objects.count() == 60


def test_a_relay_does_not_wait_for_what_another_holds(
    committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    moved(committed, li)
    moved(committed, li)
    with psycopg.connect(database_conninfo()) as other:
        other.execute("SELECT FROM messages_outbox ORDER BY id LIMIT 1 FOR UPDATE")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        assert relay_once() == 1
    assert relay_once() == 1


def test_the_relay_goes_on_after_its_connection_was_killed(
    committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    subscriber("user.move")(tell_the_moved)
    stop, served = threading.Event(), threading.Event()
    backend: list[int] = []

    def note_backend(entry: TrailEntry) -> Iterable[NotificationDraft]:
        backend.append(connection.connection.info.backend_pid)
        served.set()
        return ()

    subscriber("user.move")(note_backend)
    worker = threading.Thread(target=relay_forever, args=(stop,))
    worker.start()
    try:
        moved(committed, li)
        assert served.wait(5)
        os.kill(backend[0], signal.SIGTERM)
        time.sleep(0.1)
        moved(committed, li)
        assert eventually(lambda: Notification.objects.count() == 2)
    finally:
        stop.set()
        worker.join(5)
    assert not worker.is_alive()


def eventually(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False
