"""However the requests of a queue come, twice, in pieces, out of order, cut off: the end is the same as if all went well.

`XUNCHENG_ORDERS` says how many ways are tried (3 unless it says otherwise), `XUNCHENG_QUEUE` how many acts a queue holds (60; the whole
measure is 200).
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from tests.domains.town import HOUSE, START, Town
from tests.gateways.field.phone import Act, Phone, of

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.verify import verify
from xuncheng.gateways.field import doing
from xuncheng.gateways.field.models import FieldAct

pytestmark = pytest.mark.usefixtures("unprinted")

ORDERS = int(os.environ.get("XUNCHENG_ORDERS", "3"))
ACTS = int(os.environ.get("XUNCHENG_QUEUE", "60"))
WHOLE = 200


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 # it is to be repeated, not to be unguessable


def fills(phone: Phone, seed: int, acts: int) -> None:
    """A day's work of a dispatcher on the road: reports, what is done with them, and some things that are refused."""
    choice, town = _dice(seed), phone.town
    matters = [town.matters["SR-010"], town.matters["SR-028"]]
    while len(phone.queue) < acts:
        town.clock.pass_by(minutes=2)
        # The first, and some later ones, come from where no report comes: they are refused, and what hangs on them is held
        source = "patrol" if phone.queue and choice.random() > 0.15 else "moon"
        text = f"第{len(phone.queue)}处占道"
        report = phone.does("report.submit", text=text, source=source, **town.a.point)
        for name, given in _road(choice, matters, town):
            if len(phone.queue) < acts and (len(phone.queue) == 1 or choice.random() > 0.15):
                phone.does(name, of(report), **given)


def _road(choice: random.Random, matters: list[str], town: Town) -> Iterator[tuple[str, Act]]:
    yield "report.verify", {}
    yield "report.judge", {"matter": choice.choice(matters)}
    yield "report.dispatch", {"team": str(town.a.team.pk)}
    yield "report.supervise", {"order": "请尽快处置"}  # a dispatcher may not


class Network:
    """A network that cuts, repeats, delays and changes places, as a seed says."""

    def __init__(self, seed: int, phone: Phone) -> None:
        self.choice, self.phone, self.late = _dice(seed), phone, list[list[Act]]()

    def carries(self, queue: list[Act]) -> None:
        """Send until the server has all of it."""
        left = {act["id"]: act for act in queue}
        while left:
            batch = self._batch(list(left.values()))
            if self.choice.random() < 0.2:
                continue  # lost on the way there
            if self.choice.random() < 0.2:
                self.late.append(batch)  # comes later, when it was sent again long since
                continue
            answer = self._sends(batch)
            if self.choice.random() < 0.2:
                continue  # the answer is lost
            for one in answer["results"]:
                if one["state"] != "waiting":
                    left.pop(one["id"], None)
        for batch in self.late:
            self._sends(batch)

    def _batch(self, waiting: list[Act]) -> list[Act]:
        """A piece of what is left, mostly of its beginning, sometimes shuffled, sometimes with an act twice."""
        start = 0 if self.choice.random() < 0.7 else self.choice.randrange(len(waiting))
        batch = waiting[start : start + self.choice.randint(1, 40)]
        if self.choice.random() < 0.5:
            self.choice.shuffle(batch)
        return [*batch, self.choice.choice(batch)][:50]

    def _sends(self, batch: list[Act]) -> Any:
        if self.late and self.choice.random() < 0.3:
            self.phone.sends(self.late.pop())
        return self.phone.sends(batch)


def end_of(phone: Phone) -> list[Any]:
    """What has come of a queue, in words that are the same for two that were filled alike: keys are told by their act's number."""
    numbers = {act["id"]: act["seq"] for act in phone.queue}
    with reading(HOUSE):
        rows = list(FieldAct.objects.filter(terminal=phone.pk).order_by("seq"))
        entries = {str(one.act_id): one for one in TrailEntry.objects.filter(act_id__in=list(numbers))}
    chains = {str(entry.chain): numbers[key] for key, entry in entries.items() if entry.seq == 1}
    return [
        [
            row.seq, row.name, row.state, (row.problem or {}).get("code"), [numbers[str(key)] for key in row.hangs_on],
            row.at - phone.queue[0]["began"], *_told(entries.get(str(row.act_id)), chains),
        ]
        for row in rows
    ]  # fmt: skip


def _told(entry: TrailEntry | None, chains: dict[str, int]) -> list[Any]:
    if entry is None:
        return []
    stage = orjson.loads(entry.output).get("stage")
    return [chains[str(entry.chain)], entry.seq, entry.name, entry.device.partition(" ")[0], stage]


def numbers_of(phone: Phone) -> list[str]:
    """The numbers that the reports of a phone were given, in the order in which they were made."""
    with reading(HOUSE):
        rows = FieldAct.objects.filter(terminal=phone.pk, name="report.submit", state="done").order_by("seq")
        return [orjson.loads(row.answer)["object"]["number"] for row in rows]


def filled(town: Town, seed: int, acts: int) -> Phone:
    """A phone with a queue that follows from the seed, begun at the same hour of the same day."""
    town.clock.now = START
    phone = Phone(town, town.dispatcher)
    fills(phone, seed, acts)
    town.clock.on(3, 3)
    return phone


def told(phone: Phone) -> list[Any]:
    """`end_of`, with times as they are from the beginning."""
    phone.queue[0]["began"] = START
    return end_of(phone)


@pytest.mark.parametrize("seed", range(ORDERS))
def test_the_end_is_the_same_however_the_queue_comes(
    town: Town, clock: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doing, "SECONDS", 60.0)
    # Given two phones with the same queue
    calm, stormy = filled(town, seed, ACTS), filled(town, seed, ACTS)
    # When one sends it all in order, and the other through a bad network
    for start in range(0, ACTS, 50):
        calm.sends(calm.queue[start : start + 50])
    Network(seed, stormy).carries(stormy.queue)
    # Then the end is the same: each act once, in its order, with the same answers, in chains that verify
    expected, found = told(calm), told(stormy)
    assert found == expected
    assert [row[0] for row in found] == list(range(1, ACTS + 1))
    states = [row[2] for row in found]
    assert states.count("done") > ACTS // 3
    assert {"refused", "held"} <= set(states)
    assert stormy.asks("/sync/state")["next_seq"] == ACTS + 1
    # And numbers were given in the order in which things were done
    for phone in (calm, stormy):
        numbers = numbers_of(phone)
        assert numbers == sorted(numbers)


@pytest.mark.skipif(ACTS < WHOLE, reason="the whole measure: XUNCHENG_QUEUE=200 XUNCHENG_ORDERS=20")
def test_the_whole_measure_was_asked_for() -> None:
    assert ACTS == WHOLE


def test_requests_of_two_tabs_at_once_do_nothing_twice(town: Town, clock: Any) -> None:
    """One queue sent by turns in halves that overlap, as two open windows of the app would."""
    phone = filled(town, 7, 20)
    for start in (0, 5, 0, 10, 5, 15):
        phone.sends(phone.queue[start : start + 10])
    with reading(HOUSE):
        keys = [act["id"] for act in phone.queue]
        entries = list(TrailEntry.objects.filter(act_id__in=keys).values_list("act_id", flat=True))
        done = FieldAct.objects.filter(terminal=phone.pk, state="done").count()
    assert len(entries) == len(set(entries)) == done
    assert verify().sound
