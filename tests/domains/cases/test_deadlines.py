"""All running periods in one place, kept by the database itself; and who is warned of them, once each."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Town

from xuncheng.domains.cases.jobs import warn_of_deadlines
from xuncheng.domains.cases.jobs.warnings import TOLD

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def periods(town: Town, file: File, **query: str) -> list[dict[str, Any]]:
    """The listed periods of one case, as its handler sees them."""
    asked = "&".join(f"{name}={value}" for name, value in ({"limit": "200"} | query).items())
    page = town.head.call("GET", f"/api/v1/deadlines?{asked}").json()
    return [one for one in page["items"] if one["case"]["id"] == file.key]


def warnings(person: Any) -> list[str]:
    """The titles of a person's messages about periods, the newest first."""
    items = person.call("GET", "/api/v1/notifications").json()["items"]
    return [
        one["title"]["zh"] for one in items if "还有" in one["title"]["zh"] or "超期" in one["title"]["zh"]
    ]


def test_what_runs_in_a_case_is_listed_and_moves_with_it(town: Town) -> None:
    # Given a filed case
    file = road.ordinary(town, town.a, "file")
    (limit,) = periods(town, file)
    assert (limit["clock"]["code"], limit["whose"], limit["due"]) == ("decision", "agency", "2026-05-31")
    assert limit["lapse"]["zh"] == "逾期不得再作出处罚决定，只能终止"
    assert [basis["label"] for basis in limit["basis"]] == ["行政处罚法第六十条"]
    # When its notice is served, the party's periods run beside it
    noticed = road.ordinary(town, town.a, "serve_notice")
    assert {one["clock"]["code"]: one["whose"] for one in periods(town, noticed)} == {
        "decision": "agency", "statement": "party",
    }  # fmt: skip
    # And nothing runs any more in a case that is closed: for how long its decision is shown at least presses nobody
    closed = road.ordinary(town, town.a, "close")
    assert periods(town, closed) == []
    assert town.head.get(f"/cases/{closed.key}/publication")["least"]["until"] == "2026-06-02"


def test_the_list_is_narrowed_by_day_whose_it_is_and_how_it_presses(town: Town, clock: Clock) -> None:
    file = road.ordinary(town, town.a, "serve_notice")
    assert [one["clock"]["code"] for one in periods(town, file, whose="party")] == ["statement"]
    assert [one["clock"]["code"] for one in periods(town, file, whose="agency")] == ["decision"]
    assert periods(town, file, to="2026-02-28") == []
    assert [one["clock"]["code"] for one in periods(town, file, clock="decision")] == ["decision"]
    assert periods(town, file, urgency="overdue") == []
    # A period of the party that is over makes nobody late; one of the agency does
    clock.on(6, 1)
    assert [one["clock"]["code"] for one in periods(town, file, urgency="overdue")] == ["decision"]


def test_the_calendar_counts_both_by_day(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_notice")
    (statement,) = periods(town, file, whose="party")
    days = town.head.call("GET", "/api/v1/deadlines/calendar?from=2026-03-01&to=2026-03-31").json()["days"]
    found = {one["day"]: one for one in days}
    assert found[statement["due"]]["party"] >= 1
    assert all("2026-03-01" <= day <= "2026-03-31" for day in found)


def test_the_responsible_is_warned_on_day_75_and_three_and_one_working_days_ahead_and_then_his_head(
    town: Town, clock: Clock
) -> None:
    # Given a case whose limit ends on Sunday, 2026-05-31
    file = road.ordinary(town, town.a, "file")
    number = file.page()["number"]
    officer, head = town.a.officers[0], town.head

    def told(person: Any) -> list[str]:
        return [title.removeprefix(f"{number}：") for title in warnings(person) if number in title]

    # When 74 of its ninety days are over, nobody is told; on day 75 the officer in charge is, once
    clock.on(5, 15)
    warn_of_deadlines(clock.now)
    assert (told(officer), told(head)) == ([], [])
    early = "作出处罚决定还有15日（2026-05-31）"
    for day in (16, 17, 25):
        clock.on(5, day)
        warn_of_deadlines(clock.now)
        assert (told(officer), told(head)) == ([early], [])
    # With three working days left, he is again; with one, his head as well; however often it is looked at
    clock.on(5, 27)
    for _ in range(2):
        warn_of_deadlines(clock.now)
    assert (told(officer), told(head)) == (["作出处罚决定还有3个工作日（2026-05-31）", early], [])
    clock.on(5, 29)
    warn_of_deadlines(clock.now)
    assert told(head) == ["作出处罚决定还有1个工作日（2026-05-31）"]
    # Once it is over, both
    clock.on(6, 1)
    warn_of_deadlines(clock.now)
    assert told(officer)[0] == told(head)[0] == "作出处罚决定已超期（2026-05-31）"
    assert len(told(officer)) == 4


def test_only_what_is_new_is_said_again(town: Town, clock: Clock) -> None:
    """Given periods of which everybody was told, then the next sweep lays nothing before the database but what changed."""
    file = road.ordinary(town, town.a, "file")
    clock.on(5, 29)
    warn_of_deadlines(clock.now)

    def swept() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            told = warn_of_deadlines(clock.now)
        return told, sum("messages_notification" in one["sql"] for one in asked.captured_queries)

    assert swept() == swept() == (0, 0)
    # Another head hears of what the first was told
    town.grant(town.reviewer, "head", town.district)
    assert swept()[0] > 0
    assert [title for title in warnings(town.reviewer) if file.page()["number"] in title]
    assert swept() == (0, 0)
    # And the next day its next level
    clock.on(6, 1)
    assert swept()[0] > 0


def test_a_worker_just_started_asks_who_heard_before_it_words_anything(town: Town, clock: Clock) -> None:
    """Given periods of which everybody was told, then a process that knows of nothing asks once and reads no case."""
    road.ordinary(town, town.a, "file")
    clock.on(5, 29)
    warn_of_deadlines(clock.now)
    TOLD.keep({})
    with CaptureQueriesContext(connection) as asked:
        assert warn_of_deadlines(clock.now) == 0
    statements = [one["sql"] for one in asked.captured_queries]
    assert sum("messages_notification" in one for one in statements) == 1
    assert not any("cases_case" in one for one in statements)


def test_nobody_writes_the_periods(town: Town) -> None:
    from django.db import ProgrammingError, connection, transaction

    for statement in ("DELETE FROM cases_deadline", "UPDATE cases_deadline SET due_on = now()"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
