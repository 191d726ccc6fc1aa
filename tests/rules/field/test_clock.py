"""The clock of a device: whatever it shows, what it did gets a time that can be, and both times are known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.field.clock import DOUBTS, LONGEST, TOLERANCE, Doubt, Timed, check_age, skew_of, timed
from xuncheng.rules.legal import RuleError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
spans = st.timedeltas(timedelta(days=-4000), timedelta(days=4000))
near = st.timedeltas(timedelta(0), timedelta(days=50))
MONTH_AGO = NOON - timedelta(days=30)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("clock", "said", "at", "doubts"),
    [
        # A right clock, and one that differs by what the network may take
        (minutes(0), NOON - minutes(30), NOON - minutes(30), ()),
        (minutes(-2), NOON - minutes(30), NOON - minutes(30), ()),
        # Seven minutes slow, and three years fast: all is moved
        (minutes(-7), NOON - minutes(37), NOON - minutes(30), (Doubt.SKEWED,)),
        (timedelta(days=1096), NOON + timedelta(days=1096) - minutes(5), NOON - minutes(5), (Doubt.SKEWED,)),
        # A clock that was put back between the act and the sending: no later than the receipt
        (minutes(0), NOON + timedelta(hours=8), NOON, (Doubt.AHEAD,)),
        # A phone that began anew at 1970 and has learnt the time since: no earlier than what it did before
        (minutes(0), datetime(1970, 1, 1, tzinfo=UTC), MONTH_AGO, (Doubt.BEHIND,)),
        # A clock that is a minute fast: no later than the receipt, and no word of it
        (minutes(1), NOON + minutes(1), NOON, ()),
    ],
)
def test_the_rule_by_examples(
    clock: timedelta, said: datetime, at: datetime, doubts: tuple[Doubt, ...]
) -> None:
    skew = skew_of(NOON + clock, NOON)
    assert timed(said, skew, NOON, MONTH_AGO) == Timed(said, at, skew, doubts)


def test_what_was_done_too_long_ago_is_not_taken_as_it_is() -> None:
    long_ago = NOON - LONGEST - minutes(1)
    found = timed(long_ago, timedelta(0), NOON, NOON - timedelta(days=400))
    assert found.at == long_ago
    check_age(NOON - LONGEST, NOON)
    with pytest.raises(RuleError) as refused:
        check_age(found.at, NOON)
    assert (refused.value.code, refused.value.field) == ("too_long_ago", "at")


@given(offset=spans, ago=near, delay=st.timedeltas(timedelta(0), minutes(2)))
def test_a_clock_that_is_wrong_by_however_much_gives_the_right_time(
    offset: timedelta, ago: timedelta, delay: timedelta
) -> None:
    # Given an act done so long before it was sent, on a device whose clock is wrong by the same all the while
    sent = NOON - delay
    done = sent - ago
    # When it is timed
    found = timed(done + offset, skew_of(sent + offset, NOON), NOON, NOON - LONGEST)
    # Then it comes out right, as far as the network lets it be known
    assert abs(found.at - done) <= 2 * TOLERANCE


@given(said=spans, sent=spans, since=near)
def test_no_act_is_later_than_its_receipt_or_earlier_than_the_one_before(
    said: timedelta, sent: timedelta, since: timedelta
) -> None:
    found = timed(NOON + said, skew_of(NOON + sent, NOON), NOON, NOON - since)
    assert NOON - since <= found.at <= NOON
    assert found.said == NOON + said


@given(times=st.lists(spans, min_size=1, max_size=8), sent=spans)
def test_acts_of_one_device_keep_their_order(times: list[timedelta], sent: timedelta) -> None:
    skew, last = skew_of(NOON + sent, NOON), MONTH_AGO
    for said in times:
        now = timed(NOON + said, skew, NOON, last).at
        assert now >= last
        last = now


@given(said=near, sent=st.timedeltas(-TOLERANCE, TOLERANCE))
def test_within_the_tolerance_nothing_is_corrected(said: timedelta, sent: timedelta) -> None:
    found = timed(NOON - said, skew_of(NOON + sent, NOON), NOON, NOON - LONGEST)
    assert (found.at, found.doubts) == (NOON - said, ())


def test_every_doubt_has_its_words() -> None:
    assert set(DOUBTS) == set(Doubt)
