"""Warnings of limits of reports: whose step it is first, then his head; each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.domains import road
from tests.domains.town import Clock, Person, Town, messages_of, pass_on

from xuncheng.domains.intake.jobs import warn_of_limits, warnings

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(autouse=True)
def _anew(town: Town) -> Iterator[None]:
    """What earlier tests left is told of, and the process knows nothing."""
    pass_on()
    warn_of_limits(town.clock.now)
    warnings.TOLD.keep({})
    return


def told(person: Person, report: str) -> list[str]:
    """The warnings that somebody got of a report, oldest first."""
    titles = [one["title"]["zh"] for one in messages_of(person) if one["link"] == f"/reports/{report}"]
    return [title.partition("：")[2] for title in reversed(titles) if "时限" in title]


def test_the_dispatcher_first_and_his_heads_once_it_is_over(town: Town, clock: Clock) -> None:
    report = road.submit(town, town.a)  # at nine, to be verified within two working hours
    warn_of_limits(clock.now)
    assert told(town.dispatcher, report) == ["核实时限即将到期（03-02 11:00）"]
    assert told(town.head, report) == []
    clock.pass_by(hours=3)
    warn_of_limits(clock.now)
    over = "核实时限已超期（03-02 11:00）"
    assert told(town.dispatcher, report) == ["核实时限即将到期（03-02 11:00）", over]
    assert told(town.head, report) == told(town.deputy, report) == [over]
    assert told(town.officer, report) == []


def test_each_is_said_once_also_by_a_worker_that_knows_nothing(town: Town, clock: Clock) -> None:
    report = road.submit(town, town.a)
    clock.pass_by(hours=3)
    warn_of_limits(clock.now)
    before = told(town.head, report)
    warnings.TOLD.keep({})
    assert warn_of_limits(clock.now + timedelta(minutes=10)) == 0
    assert told(town.head, report) == before


def test_the_team_hears_of_what_it_has_to_handle(town: Town, clock: Clock) -> None:
    report = road.dispatch(town, town.a, "SR-028")  # four working hours, until 14:30
    warn_of_limits(clock.now)
    assert told(town.officer, report) == []
    clock.pass_by(hours=2)
    warn_of_limits(clock.now)
    for officer in town.a.officers:
        assert told(officer, report) == ["处置时限即将到期（03-02 14:30）"]
    assert told(town.b.officers[0], report) == told(town.dispatcher, report) == []


def test_an_officer_it_was_given_to_hears_of_it_alone(town: Town, clock: Clock) -> None:
    one, other = town.a.officers
    report = road.judge(town, town.a, "SR-028")
    town.dispatcher.does("report.dispatch", report, team=town.a.team.pk, officer=one.key)
    clock.pass_by(hours=2)
    warn_of_limits(clock.now)
    assert len(told(one, report)) == 1
    assert told(other, report) == []


def test_orders_and_joint_tasks_are_watched_too(town: Town, clock: Clock) -> None:
    report = road.dispatch(town, town.a)
    until = (clock.now + timedelta(hours=3)).isoformat()
    town.head.does("report.supervise", report, order="请抓紧办理。", until=until)
    town.dispatcher.does("report.join", report, work="请配合。", organisations=[town.bureau.pk], due_at=until)
    warn_of_limits(clock.now)
    assert told(town.officer, report) == ["督办回复时限即将到期（03-02 12:00）"]
    assert told(town.dispatcher, report) == ["协办时限即将到期（03-02 12:00）"]


def test_a_report_that_waits_for_nobody_is_not_warned_of(town: Town, clock: Clock) -> None:
    lead, double = road.submit(town, town.a), road.submit(town, town.a)
    town.dispatcher.does("report.merge", double, lead=lead, reason="同一问题。")
    clock.pass_by(hours=3)
    warn_of_limits(clock.now)
    assert told(town.dispatcher, double) == []
    assert len(told(town.dispatcher, lead)) == 1


def test_a_new_limit_is_told_of_anew(town: Town, clock: Clock) -> None:
    report = road.submit(town, town.a)
    warn_of_limits(clock.now)
    town.dispatcher.does("report.verify", report)
    warn_of_limits(clock.now)
    assert [title[:4] for title in told(town.dispatcher, report)] == ["核实时限", "判定时限"]
