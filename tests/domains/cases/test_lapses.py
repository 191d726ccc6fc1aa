"""Time passes by itself: each hour the program notes which periods ran out, once, and the case moves on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Town

from xuncheng.domains.cases.jobs import note_lapses

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

LAPSES = {
    "statement": ("serve_notice", (3, 9), (3, 10), ("party", "statement.hear"), ("head", "decision.make")),
    "payment": ("publish", (3, 17), (3, 18), ("party", "fine.pay"), ("handler", "fine.pay")),
    "decision": ("waive", (5, 31), (6, 1), ("head", "decision.make"), ("head", "case.terminate")),
}
"""A period: after which step it runs, its last day in 2026, the day after it, and for what the case waits before and after."""


@pytest.fixture(autouse=True)
def _nothing_due(town: Town, clock: Clock) -> None:
    """Cases of other tests have had their lapses noted."""
    note_lapses(clock.now.replace(year=2027))


def waits(file: File) -> tuple[str, str]:
    """For whom the case waits, and for which act."""
    page = file.page()
    return page["waits_for"], page["next_act"]


@pytest.mark.parametrize("period", LAPSES)
def test_a_period_that_ran_out_is_noted_once_on_the_day_after_its_last(
    town: Town, clock: Clock, period: str
) -> None:
    step, last, after, before_it, after_it = LAPSES[period]
    file = road.ordinary(town, town.a, step)
    clock.on(*last, hour=23)
    assert note_lapses(clock.now) == 0
    assert waits(file) == before_it
    clock.on(*after, hour=0)
    assert [note_lapses(clock.now) for _ in range(2)] == [1, 0]
    assert waits(file) == after_it
    told = file.page()["timeline"][-1]
    assert (told["act"], told["actor"]) == ("case.lapse", {"id": None, "name": "期限管理"})
    assert [basis["label"] for basis in told["basis"]] == ["行政处罚法第八十五条"]


def test_a_worker_that_was_down_for_weeks_catches_up(town: Town, clock: Clock) -> None:
    files = [road.ordinary(town, town.a, "serve_notice") for _ in range(3)]
    clock.on(3, 30)
    assert note_lapses(clock.now) == 3
    assert {waits(file) for file in files} == {("head", "decision.make")}


def test_a_case_that_goes_on_by_itself_is_left_alone(town: Town, clock: Clock) -> None:
    road.ordinary(town, town.a, "decide")
    road.ordinary(town, town.a, "archive")
    clock.on(3, 30)
    assert note_lapses(clock.now) == 0


def test_nobody_sends_a_lapse(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_notice")
    assert town.head.send("case.lapse", file.key, period="statement").status_code == 404
    one = {"id": file.key, "name": "case.lapse", "on": file.key, "input": {"period": "statement"}}
    (result,) = town.head.call("POST", "/api/v1/acts", {"acts": [one]}).json()["results"]
    assert result["status"] == 422


def test_what_waits_rightly_is_not_judged_again_before_it_changes(town: Town, clock: Clock) -> None:
    """Given cases with a period behind them that wait for whom they should, then only one that was acted on is read again."""
    file = road.ordinary(town, town.a, "publish")
    clock.on(3, 18)
    assert note_lapses(clock.now) == 1

    def read() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert note_lapses(clock.now) == 0
        return sum("facts_json" in one["sql"] for one in asked.captured_queries)

    read()
    assert read() == 0
    file.act(town.officer, "fine.pay", amount="100.00", way="bank", receipt=road.receipt())
    assert read() == 1
    assert read() == 0
    clock.on(3, 19)
    assert read() == 1
