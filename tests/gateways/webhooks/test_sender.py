"""The sender itself: where it may call, how several share the work, and what it outlives."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from tests.domains import road
from tests.domains.town import HOUSE, Town, pass_on
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.hooks import orders
from tests.gateways.webhooks.receiver import Receiver, Say

from xuncheng.foundation.messages.models import FailedEvent, OutboxEvent
from xuncheng.foundation.messages.relay import retry_failed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.gateways.webhooks import addresses, delivering, letters, sending, taking
from xuncheng.gateways.webhooks.clearing import clear_old
from xuncheng.gateways.webhooks.sending import send_forever
from xuncheng.rules.locality import Receivers

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def eventually(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


# --- where to -----------------------------------------------------------------------------------------------


def test_a_name_that_leads_elsewhere_when_it_is_called_is_not_called(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a host that was public when it was entered, and is this machine afterwards (DNS rebinding)."""
    one = hook()
    road.submit(town, town.a)
    locality = settings.LOCALITY
    plain = {name: getattr(locality, name) for name in locality.__dataclass_fields__}
    monkeypatch.setattr(settings, "LOCALITY", type(locality)(**plain | {"receivers": Receivers()}))
    one.send()
    (delivery,) = one.deliveries()
    assert (receiver.got, delivery["state"]["code"]) == ([], "failed")
    assert delivery["error"].startswith("receiver_not_encrypted")


def test_a_name_is_looked_up_once_and_what_was_found_is_called(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(receiver.url.rpartition(":")[2].partition("/")[0])
    real, asked = addresses.socket.getaddrinfo, count()

    def lookup(host: Any, *args: Any, **named: Any) -> Any:
        if host != "hook.example":
            return real(host, *args, **named)
        next(asked)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
    one = hook(url=f"http://hook.example:{port}/events")
    road.submit(town, town.a)
    before = next(asked)
    one.send()
    assert next(asked) == before + 2  # the one look-up of the attempt, and this question
    assert receiver.got[0].headers["host"] == f"hook.example:{port}"


# --- the sender itself --------------------------------------------------------------------------------------


def test_several_senders_share_the_work_and_keep_the_order(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    reports = [road.judge(town, town.a) for _ in range(8)]
    receiver.answer = lambda _: Say(after=0.02)
    pass_on()
    threads = [threading.Thread(target=sending.send_due) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.send()
    assert sorted(receiver.ids()) == sorted(set(receiver.ids()))
    assert {report: [got.seq for got in receiver.got if got.chain == report] for report in reports} == {
        report: [1, 2, 3] for report in reports
    }


def test_what_is_taken_later_does_not_overtake_what_still_lies_in_the_outbox(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    """Given a second act taken by one relay while another has not yet taken the first."""
    one = hook()
    report = road.submit(town, town.a)
    town.dispatcher.does("report.verify", report)
    with reading(HOUSE):
        second = TrailEntry.objects.get(chain=report, seq=2)
    with transaction.atomic():
        set_scope(HOUSE)
        taking.take([second])
    assert sending.send_due() == 0
    assert OutboxEvent.objects.filter(chain=report).count() == 2
    one.send()
    assert orders(receiver) == {report: [1, 2]}


def test_whoever_dies_while_sending_leaves_it_to_the_next(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    report = road.judge(town, town.a)
    pass_on()
    assert [claimed.subscription for claimed in delivering.claim(10)] != []
    assert one.send() == 0
    town.clock.now += delivering.LEASE
    one.send()
    assert orders(receiver) == {report: [1, 2, 3]}


def test_the_sender_outlives_the_database(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hook()
    trouble = iter([True, True, False])
    claim = delivering.claim

    def failing(limit: int) -> Any:
        if next(trouble, False):
            raise OperationalError("the database went away")
        return claim(limit)

    monkeypatch.setattr(delivering, "claim", failing)
    stop = threading.Event()
    sender = threading.Thread(target=send_forever, args=(stop,))
    sender.start()
    try:
        road.submit(town, town.a)
        pass_on()
        assert eventually(lambda: len(receiver.got) == 1)
    finally:
        stop.set()
        sender.join(10)
    assert not sender.is_alive()
    assert one.states() == ["delivered"]


def test_an_event_over_which_the_program_fails_does_not_hold_up_others(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hook()
    ill, well = road.submit(town, town.a), road.submit(town, town.a)
    make = letters.event_of

    def failing(entry: TrailEntry, viewer: Any) -> Any:
        if str(entry.chain) == ill:
            raise KeyError("number")
        return make(entry, viewer)

    monkeypatch.setattr(letters, "event_of", failing)
    one.send()
    assert orders(receiver) == {well: [1]}
    (failed,) = one.deliveries("failed")
    assert (failed["object"], failed["error"]) == (ill, "internal: KeyError")


def test_a_taker_that_fails_sets_aside_only_what_ails_it(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hook()
    ill, well = road.submit(town, town.a), road.submit(town, town.a)
    make = taking.row_of

    def failing(subscription: Any, entry: TrailEntry, at: Any) -> Any:
        if str(entry.chain) == ill:
            raise ValueError("no number")
        return make(subscription, entry, at)

    with monkeypatch.context() as broken:
        broken.setattr(taking, "row_of", failing)
        one.send()
    assert orders(receiver).keys() == {well}
    assert [str(event.chain) for event in FailedEvent.objects.all()] == [ill]
    assert retry_failed() == 1
    one.send()
    assert orders(receiver).keys() == {ill, well}
    assert not FailedEvent.objects.exists()


def test_deliveries_that_are_over_are_cleared_away_and_those_that_go_on_are_not(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    road.judge(town, town.a)
    one.send()
    receiver.answer = lambda _: Say(500)
    road.submit(town, town.a)
    one.send()
    assert clear_old(town.clock.now + timedelta(days=29)) == 0
    assert clear_old(town.clock.now + timedelta(days=31)) >= 3
    assert one.states() == ["failed"]


def test_only_what_is_due_is_looked_at_by_index(town: Town, hook: Hooking) -> None:
    """The statement that takes what is due enters the index of what is open, whatever lies in the table."""
    hook()
    given = {"now": town.clock.now, "until": town.clock.now, "each": 4, "limit": 16}
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(HOUSE)
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + delivering._CLAIM, given)
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "delivery_due" in plan
    assert "delivery_open_of_chain" in plan
