"""Three per cent a day, and never more than the fine."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError
from xuncheng.rules.penalty import LateFee, late_fee

FINE, DUE = Decimal(1000), date(2026, 12, 7)

fines = st.decimals(min_value="0.01", max_value=10**7, places=2)
lengths = st.integers(min_value=0, max_value=90)
offsets = st.integers(min_value=-40, max_value=90)
pauses = st.lists(st.tuples(offsets, st.integers(min_value=0, max_value=30)), max_size=4)


def days_of(spans: list[tuple[int, int]]) -> list[tuple[date, date]]:
    return [(DUE + timedelta(days=start), DUE + timedelta(days=start + length)) for start, length in spans]


@pytest.mark.parametrize(
    ("on", "days", "amount"),
    [
        (date(2026, 11, 1), 0, 0),
        (date(2026, 12, 7), 0, 0),
        (date(2026, 12, 8), 1, 30),
        (date(2026, 12, 17), 10, 300),
        (date(2027, 1, 9), 33, 990),
    ],
)
def test_thirty_a_day_from_the_day_after_the_due_date(on: date, days: int, amount: int) -> None:
    fee = late_fee(FINE, DUE, on)
    assert fee == LateFee(days, Decimal(amount), None)
    assert not fee.capped


def test_the_cap_is_reached_on_day_34() -> None:
    fee = late_fee(FINE, DUE, date(2027, 1, 10))
    assert fee == LateFee(34, Decimal(1000), date(2027, 1, 10))
    assert fee.capped


def test_after_the_cap_days_go_on_but_not_the_amount() -> None:
    fee = late_fee(FINE, DUE, date(2027, 3, 1))
    assert fee == LateFee(84, Decimal(1000), date(2027, 1, 10))


def test_days_of_litigation_do_not_count() -> None:
    litigation = (date(2026, 12, 10), date(2026, 12, 19))
    fee = late_fee(FINE, DUE, date(2026, 12, 21), paused=[litigation])
    assert fee == LateFee(4, Decimal(120), None)


def test_a_pause_moves_the_day_of_the_cap() -> None:
    litigation = (date(2026, 12, 10), date(2026, 12, 19))
    fee = late_fee(FINE, DUE, date(2027, 3, 1), paused=[litigation])
    assert fee.cap_reached_on == date(2027, 1, 20)


def test_pauses_that_overlap_are_not_counted_twice() -> None:
    deferral, review = (date(2026, 12, 8), date(2026, 12, 12)), (date(2026, 12, 11), date(2026, 12, 14))
    assert late_fee(FINE, DUE, date(2026, 12, 16), paused=[deferral, review]).days == 2


def test_an_open_pause_stops_the_fee_until_further_notice() -> None:
    fee = late_fee(FINE, DUE, date(2027, 6, 1), paused=[(date(2026, 12, 9), date.max)])
    assert fee == LateFee(1, Decimal(30), None)


def test_fen_are_rounded_once_at_the_end() -> None:
    # 20.35 x 3 % = 0.6105 a day
    assert late_fee(Decimal("20.35"), DUE, date(2026, 12, 10)).amount == Decimal("1.83")


def test_another_rate_has_another_cap() -> None:
    fee = late_fee(FINE, DUE, DUE + timedelta(days=60), rate=Decimal("0.02"))
    assert fee.cap_reached_on == DUE + timedelta(days=50)


@pytest.mark.parametrize("rate", ["0", "-0.03", "3"])
def test_a_rate_that_is_none_is_refused(rate: str) -> None:
    with pytest.raises(RuleError, match="rate_invalid"):
        late_fee(FINE, DUE, DUE, rate=Decimal(rate))


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleError, match="pause_inverted"):
        late_fee(FINE, DUE, DUE, paused=[(date(2026, 12, 9), date(2026, 12, 8))])


def test_a_fine_of_nothing_has_no_late_fee() -> None:
    with pytest.raises(RuleError, match="amount_invalid") as refusal:
        late_fee(Decimal(0), DUE, DUE)
    assert refusal.value.field == "principal"


@given(fines, lengths, pauses)
def test_the_fee_never_exceeds_the_fine_nor_shrinks(
    fine: Decimal, length: int, spans: list[tuple[int, int]]
) -> None:
    paused, on = days_of(spans), DUE + timedelta(days=length)
    today, tomorrow = (late_fee(fine, DUE, day, paused) for day in (on, on + timedelta(days=1)))
    assert 0 <= today.amount <= tomorrow.amount <= fine
    assert today.days <= tomorrow.days <= today.days + 1
    assert today.capped == (today.days >= 34)


@given(fines, lengths, pauses)
def test_a_pause_never_costs_the_party(fine: Decimal, length: int, spans: list[tuple[int, int]]) -> None:
    on = DUE + timedelta(days=length)
    with_pauses, without = late_fee(fine, DUE, on, days_of(spans)), late_fee(fine, DUE, on)
    assert with_pauses.amount <= without.amount
    assert without.days == length
    if with_pauses.cap_reached_on and without.cap_reached_on:
        assert with_pauses.cap_reached_on >= without.cap_reached_on


@given(fines, st.integers(min_value=34, max_value=120), pauses)
def test_on_the_day_of_the_cap_the_fee_equals_the_fine_and_the_day_before_it_did_not_count_34(
    fine: Decimal, length: int, spans: list[tuple[int, int]]
) -> None:
    paused = days_of(spans)
    day = late_fee(fine, DUE, DUE + timedelta(days=length), paused).cap_reached_on
    assume(day is not None)
    assert day is not None
    assert late_fee(fine, DUE, day, paused).amount == fine
    assert late_fee(fine, DUE, day - timedelta(days=1), paused).days == 33
