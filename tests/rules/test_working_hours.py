"""Working hours: a limit ends only while somebody works, and two limits one after the other are one of both lengths."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.calendar import Calendar, CalendarYear
from xuncheng.rules.legal import RuleError
from xuncheng.rules.working_hours import CHINA, Limit, LimitUnit, WorkingHours

SPANS = ((time(8, 30), time(12)), (time(13, 30), time(18)))
HOURS = WorkingHours(Calendar(), SPANS)

BEGIN = datetime(2025, 1, 1, tzinfo=CHINA)
moments = st.integers(0, 667 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
lengths = st.integers(1, 100 * 60).map(lambda minutes: timedelta(minutes=minutes))


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "written", "end"),
    [
        (at(3, 2, 9), "2wh", at(3, 2, 11)),
        (at(3, 2, 11), "2wh", at(3, 2, 14, 30)),  # over noon
        (at(3, 6, 17), "4wh", at(3, 9, 11, 30)),  # over a weekend
        (at(3, 7, 12), "1wh", at(3, 9, 9, 30)),  # reported on a Saturday
        (at(3, 2, 8), "1wh", at(3, 2, 9, 30)),  # before anybody works
        (at(9, 30, 17), "2wh", at(10, 8, 9, 30)),  # over the National Day
        (at(10, 9, 17), "2wh", at(10, 10, 9, 30)),  # a Saturday that is worked (调休)
        (at(3, 5, 16), "7wd", at(3, 16, 18)),
        (at(3, 6, 23), "24h", at(3, 7, 23)),  # round the clock
    ],
)
def test_when_a_limit_ends(start: datetime, written: str, end: datetime) -> None:
    assert Limit.read(written).ends(start, HOURS) == end


@given(moments, lengths)
def test_a_limit_never_ends_while_nobody_works(start: datetime, length: timedelta) -> None:
    assert HOURS.is_open(HOURS.after(start, length))


@given(moments, lengths, lengths)
def test_limits_add_up(start: datetime, first: timedelta, second: timedelta) -> None:
    assert HOURS.after(HOURS.after(start, first), second) == HOURS.after(start, first + second)


@given(moments, st.integers(0, 10_000), lengths)
def test_who_begins_later_ends_no_sooner(start: datetime, minutes: int, length: timedelta) -> None:
    assert HOURS.after(start, length) <= HOURS.after(start + timedelta(minutes=minutes), length)


@given(moments, lengths, lengths)
def test_a_longer_limit_ends_later(start: datetime, length: timedelta, more: timedelta) -> None:
    assert HOURS.after(start, length) < HOURS.after(start, length + more)


@given(moments, lengths)
def test_so_much_was_worked_until_then(start: datetime, length: timedelta) -> None:
    assert HOURS.between(start, HOURS.after(start, length)) == length


@given(moments, st.integers(1, 30))
def test_working_days_end_when_work_ends(start: datetime, days: int) -> None:
    end = HOURS.close_of(start, days)
    assert end.time() == time(18)
    assert HOURS.works_on(end.date())
    between = [start.date() + timedelta(days=n) for n in range(1, (end.date() - start.date()).days + 1)]
    assert sum(HOURS.works_on(day) for day in between) == days


def test_a_holiday_of_the_locality_counts() -> None:
    own = WorkingHours(Calendar([CalendarYear(2026, frozenset({date(2026, 3, 3)}))]), SPANS)
    assert own.after(at(3, 2, 17), timedelta(hours=2)) == at(3, 4, 9, 30)


def test_a_year_without_a_calendar_counts_with_its_plain_weeks() -> None:
    late = datetime(2031, 1, 3, 17, tzinfo=CHINA)  # a Friday
    assert HOURS.after(late, timedelta(hours=2)) == datetime(2031, 1, 6, 9, 30, tzinfo=CHINA)


def test_nothing_is_worked_backwards() -> None:
    assert HOURS.between(at(3, 2, 12), at(3, 2, 9)) == timedelta()


@pytest.mark.parametrize("spans", [(), ((time(9), time(9)),), ((time(9), time(12)), (time(11), time(18)))])
def test_hours_out_of_order(spans: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(RuleError, match="office_hours_inconsistent"):
        WorkingHours(Calendar(), spans)


@pytest.mark.parametrize("written", ["", "4", "wh", "-1wh", "4x", "４wh", "4 wh", "1h2wh"])
def test_what_is_no_limit(written: str) -> None:
    with pytest.raises(RuleError, match="limit_unreadable"):
        Limit.read(written)


def test_a_limit_of_nothing() -> None:
    with pytest.raises(RuleError, match="period_not_positive"):
        Limit(0, LimitUnit.HOURS)
    with pytest.raises(RuleError, match="period_not_positive"):
        HOURS.after(at(3, 2, 9), timedelta())


def test_a_time_without_a_zone() -> None:
    with pytest.raises(RuleError, match="time_without_zone"):
        HOURS.after(datetime(2026, 3, 2, 9), timedelta(hours=1))  # noqa: DTZ001 - naive on purpose


def test_a_limit_in_words() -> None:
    assert Limit.read("4wh").label.zh == "4个工作时"
    assert Limit.read("5wd").label.en == "5 working days"
