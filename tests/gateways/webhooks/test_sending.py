"""Every act that a subscription is about reaches its receiver, in order for each object, and what its receiver answers counts."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from email.utils import format_datetime

import pytest
from tests.domains import road
from tests.domains.town import HOUSE, Hiring, Town, messages_of, pass_on
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.hooks import orders, subscribe
from tests.gateways.webhooks.receiver import Got, Receiver, Say, listening

from xuncheng.foundation.people.commands import deactivate_user, end_grant
from xuncheng.foundation.people.models import Grant
from xuncheng.foundation.trail.deed import Deed
from xuncheng.gateways.webhooks import delivering, posting
from xuncheng.rules.delivering import ATTEMPTS, WAITS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

VERIFY = "cn.xuncheng.report.verify"


# --- what arrives, and what does not ------------------------------------------------------------------------


def test_what_is_done_arrives_in_order(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook()
    reports = [road.judge(town, town.a) for _ in range(3)]
    assert one.send() == 9
    assert orders(receiver) == {report: [1, 2, 3] for report in reports}
    assert one.states() == ["delivered"] * 9
    assert one.send() == 0


def test_acts_that_no_pattern_names_do_not(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook("report.verify case.*")
    road.judge(town, town.a)
    one.send()
    assert receiver.types() == [VERIFY]


def test_of_another_street_nothing_does(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook("*")
    road.judge(town, town.b)
    assert one.send() == 0
    assert one.deliveries() == []


def test_what_the_owner_may_no_longer_see_is_withheld(town: Town, receiver: Receiver, hook: Hooking) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person("hub-x", "对接", "clerk", town.a.team)
    one = hook(owner=person.key)
    road.submit(town, town.a)
    end_grant(Deed(HOUSE), Grant.objects.get(user=person.user), "合作结束")
    assert one.send() == 0
    assert (receiver.got, one.states()) == ([], ["withheld"])


def test_a_subscription_of_the_district_hears_of_what_its_owner_may_see(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person("hub-d", "对接", "clerk")
    one = hook(owner=person.key, area_path=town.district.path)
    here, there = road.submit(town, town.a), road.submit(town, town.b)
    one.send()
    assert orders(receiver).keys() == {here, there}
    town.grant(person, "clerk", town.a.area)
    wide = Grant.objects.get(user=person.user, area=town.district)
    end_grant(Deed(HOUSE), wide, "只保留甲街道")
    after, withheld = road.submit(town, town.a), road.submit(town, town.b)
    one.send()
    assert after in orders(receiver)
    assert withheld not in orders(receiver)


def test_an_owner_who_is_gone_pauses_the_subscription(town: Town, receiver: Receiver, hook: Hooking) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person("hub-y", "对接", "clerk", town.a.team)
    one = hook(owner=person.key)
    road.submit(town, town.a)
    deactivate_user(Deed(HOUSE), person.user, "合作结束")
    one.send()
    page = one.page()
    assert (receiver.got, one.states(), page["state"]["code"]) == ([], ["waiting"], "paused")
    assert "已停用" in page["reason"]["zh"]


# --- receivers that fail ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 503, 400, 404, 301, 302])
def test_what_is_not_taken_is_tried_again_and_a_redirect_is_not_followed(
    town: Town, receiver: Receiver, hook: Hooking, status: int
) -> None:
    one = hook()
    receiver.answer = lambda _: Say(status, (("Location", f"{receiver.url}/elsewhere"),))
    road.submit(town, town.a)
    assert one.send() == 1
    assert [got.path for got in receiver.got] == ["/events"]
    (delivery,) = one.deliveries()
    assert (delivery["state"]["code"], delivery["status"], delivery["error"]) == (
        "failed",
        status,
        f"HTTP {status}",
    )
    assert one.send() == 0
    town.clock.pass_by(seconds=7)
    receiver.answer = lambda _: Say(200)
    assert one.send() == 1
    assert len(set(receiver.ids())) == 1
    assert one.states() == ["delivered"]


def test_the_next_act_on_an_object_waits_and_other_objects_do_not(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    ill, well = road.judge(town, town.a), road.judge(town, town.a)
    receiver.answer = lambda got: Say(500 if got.chain == ill else 204)
    one.send()
    assert [(got.chain, got.seq) for got in receiver.got if got.chain == ill] == [(ill, 1)]
    assert orders(receiver)[well] == [1, 2, 3]
    receiver.answer = lambda _: Say()
    town.clock.pass_by(seconds=7)
    one.send()
    assert orders(receiver)[ill] == [1, 2, 3]
    assert set(one.states()) == {"delivered"}


def test_waits_grow_by_the_table_and_at_its_end_the_delivery_is_dead(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    well = road.submit(town, town.a)
    report = road.submit(town, town.a)
    receiver.answer = lambda got: Say(204 if got.chain == well else 500)
    one.send()
    for wait in WAITS:
        town.clock.pass_by(seconds=wait.total_seconds() * 0.99)
        well = road.submit(town, town.a)  # other things do arrive, so that the subscription goes on
        assert one.send() == 1
        town.clock.pass_by(seconds=wait.total_seconds() * 0.22)
        assert one.send() == 1
    (dead,) = one.deliveries("dead")
    assert (dead["object"], dead["attempts"], dead["next_at"]) == (report, ATTEMPTS, None)
    assert one.page()["dead"] == 1
    # And what comes after a dead letter goes on
    receiver.answer = lambda _: Say()
    town.dispatcher.does("report.verify", report)
    one.send()
    assert receiver.got[-1].seq == 2


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_receiver_says_how_long_to_wait(town: Town, receiver: Receiver, hook: Hooking, form: str) -> None:
    one = hook()
    at = town.clock.now + timedelta(minutes=3)
    header = "180" if form == "seconds" else format_datetime(at)
    receiver.answer = lambda _: Say(503, (("Retry-After", header),))
    road.submit(town, town.a)
    one.send()
    town.clock.pass_by(seconds=178)
    assert one.send() == 0
    town.clock.pass_by(seconds=3)
    assert one.send() == 1


def test_a_receiver_that_answers_too_late_gets_it_again(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "TIMEOUT_SECONDS", 0.3)
    one = hook()
    receiver.answer = lambda _: Say(204, after=0.8)
    road.submit(town, town.a)
    one.send()
    (delivery,) = one.deliveries()
    assert (delivery["state"]["code"], delivery["status"], delivery["error"]) == (
        "failed",
        None,
        "timeout: 0.3 s",
    )
    receiver.answer = lambda _: Say()
    town.clock.pass_by(seconds=7)
    one.send()
    first, second = receiver.got
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert one.states() == ["delivered"]


def test_a_receiver_that_drips_does_not_hold_the_sender(
    town: Town, receiver: Receiver, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten seconds are all it has, however often it says another word."""
    monkeypatch.setattr(posting, "TIMEOUT_SECONDS", 0.4)
    one = hook()
    slow = threading.Event()

    def drip(got: Got) -> Say:
        return Say(204, after=0.2 if slow.is_set() else 5)

    receiver.answer = drip
    road.submit(town, town.a)
    began = time.monotonic()
    one.send()
    assert time.monotonic() - began < 3
    slow.set()
    assert one.states() == ["failed"]


def test_a_receiver_that_restarts_misses_nothing(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook()
    receiver.stop()
    report = road.judge(town, town.a)
    one.send()
    (first, *others) = one.deliveries()
    assert first["error"].startswith("ConnectError")
    assert [other["state"]["code"] for other in others] == ["waiting", "waiting"]
    receiver.start()
    town.clock.pass_by(seconds=7)
    one.send()
    assert orders(receiver) == {report: [1, 2, 3]}


def test_a_slow_receiver_does_not_hold_up_another(town: Town, receiver: Receiver, hook: Hooking) -> None:
    slow = hook()
    receiver.answer = lambda _: Say(after=0.4)
    with listening() as quick:
        other = subscribe(town, quick, "report.*", town.a)
        for _ in range(12):
            road.submit(town, town.a)
        slow.send()
        assert (len(receiver.got), len(quick.got)) == (12, 12)
        assert max(got.at for got in quick.got) < sorted(got.at for got in receiver.got)[-1]
        town.admin.does("webhook.end", other.key, reason="试验结束")
    assert most_at_once(receiver.got, 0.4) <= delivering.EACH


def most_at_once(got: list[Got], lasting: float) -> int:
    """How many requests were under way at the same moment."""
    return max(sum(one.at <= moment.at < one.at + lasting - 0.05 for one in got) for moment in got)


def test_410_pauses_the_subscription_and_administrators_are_told(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    receiver.answer = lambda _: Say(410)
    road.judge(town, town.a)
    one.send()
    page = one.page()
    assert (len(receiver.got), page["state"]["code"]) == (1, "paused")
    assert "410" in page["reason"]["zh"]
    assert page["timeline"][-1]["actor"]["id"] is None
    pass_on()
    assert f"/webhooks/{one.key}" in [note["link"] for note in messages_of(town.admin)]
    # What happens meanwhile is kept, and sent once it is resumed
    road.submit(town, town.a)
    town.clock.pass_by(days=3)
    assert one.send() == 0
    receiver.answer = lambda _: Say()
    town.admin.does("webhook.resume", one.key)
    one.send()
    assert sorted(orders(receiver).values()) == [[1], [1, 2, 3]]


def test_a_receiver_that_took_nothing_for_a_day_is_paused(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    receiver.answer = lambda _: Say(500)
    for _ in range(3):
        road.submit(town, town.a)
    one.send()
    for hours in (1, 2, 6, 8, 9):
        town.clock.pass_by(hours=hours)
        road.submit(town, town.a)
        one.send()
    assert one.page()["state"]["code"] == "paused"
    assert "一天" in one.page()["reason"]["zh"]
    assert one.page()["dead"] == 0
