"""Stretches of days, and the one before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.insight.stretches import LONGEST, Kind, Stretch, around, between
from xuncheng.rules.legal import RuleError

DAYS = st.dates(date(1950, 1, 1), date(2900, 1, 1))
BY_CALENDAR = st.sampled_from([Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.YEAR])
SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("kind", "since", "before"),
    [
        (Kind.WEEK, date(2026, 11, 23), (date(2026, 11, 16), date(2026, 11, 21))),
        (Kind.MONTH, date(2026, 11, 1), (date(2026, 10, 1), date(2026, 10, 28))),
        (Kind.QUARTER, date(2026, 10, 1), (date(2026, 7, 1), date(2026, 8, 28))),
        (Kind.YEAR, date(2026, 1, 1), (date(2025, 1, 1), date(2025, 11, 28))),
    ],
)
def test_the_current_one_ends_today_and_is_compared_with_the_same_part(
    kind: Kind, since: date, before: tuple[date, date]
) -> None:
    found = around(kind, SATURDAY, SATURDAY)
    assert (found.since, found.until) == (since, SATURDAY)
    assert (found.before.since, found.before.until) == before


@pytest.mark.parametrize(
    ("day", "kind", "before"),
    [
        (date(2026, 3, 5), Kind.MONTH, (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 2, 5), Kind.MONTH, (date(2026, 1, 1), date(2026, 1, 31))),
        (date(2026, 1, 5), Kind.QUARTER, (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2025, 1, 5), Kind.YEAR, (date(2024, 1, 1), date(2024, 12, 31))),
        (date(2026, 11, 18), Kind.WEEK, (date(2026, 11, 9), date(2026, 11, 15))),
    ],
)
def test_a_whole_one_is_compared_with_the_whole_one_before(
    day: date, kind: Kind, before: tuple[date, date]
) -> None:
    found = around(kind, day, SATURDAY)
    assert (found.before.since, found.before.until) == before


def test_the_thirtieth_of_march_is_compared_with_a_whole_february() -> None:
    found = around(Kind.MONTH, date(2026, 3, 30), date(2026, 3, 30))
    assert (found.before.since, found.before.until) == (date(2026, 2, 1), date(2026, 2, 28))


def test_days_are_compared_with_as_many_right_before() -> None:
    found = between(date(2026, 3, 5), date(2026, 3, 14))
    assert found.before == Stretch(Kind.DAYS, date(2026, 2, 23), date(2026, 3, 4))


@given(BY_CALENDAR, DAYS, DAYS)
def test_a_stretch_holds_its_day_or_ends_today(kind: Kind, day: date, today: date) -> None:
    found = around(kind, day, today)
    assert found.since <= day
    assert found.since <= found.until
    assert day <= found.until or found.until == today


@given(BY_CALENDAR, DAYS, DAYS)
def test_the_one_before_ends_before_this_one_and_is_not_longer_than_it_was(
    kind: Kind, day: date, today: date
) -> None:
    found = around(kind, day, today)
    before = found.before
    assert before.since <= before.until < found.since
    assert around(kind, before.since, before.until).since == before.since
    assert before.until <= found.since - timedelta(days=1)


@given(DAYS, st.integers(0, LONGEST - 1))
def test_days_before_days_follow_without_a_gap(since: date, more: int) -> None:
    found = between(since, since + timedelta(days=more))
    assert found.before.until == since - timedelta(days=1)
    assert found.before.days == found.days


@pytest.mark.parametrize(
    ("since", "until", "code", "field"),
    [
        (None, SATURDAY, "stretch_unset", "from"),
        (SATURDAY, None, "stretch_unset", "to"),
        (SATURDAY, SATURDAY - timedelta(days=1), "stretch_inverted", "to"),
        (SATURDAY, SATURDAY + timedelta(days=LONGEST), "stretch_too_long", "to"),
    ],
)
def test_days_that_do_not_fit_are_named(
    since: date | None, until: date | None, code: str, field: str
) -> None:
    with pytest.raises(RuleError) as wrong:
        between(since, until)
    assert (wrong.value.code, wrong.value.field) == (code, field)
