"""The late fee over random deferrals, remedies and part payments: never above the fine, and only on lawful days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.penalty import late_fee

DUE = date(2026, 3, 17)
FINE = Decimal("600.00")

offsets = st.integers(min_value=-20, max_value=120)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[date, date]:
    first = DUE + timedelta(days=draw(offsets))
    return first, first + timedelta(days=draw(st.integers(min_value=0, max_value=60)))


@st.composite
def payments(draw: st.DrawFn) -> tuple[tuple[date, Decimal], ...]:
    """Payments on some days, together not above the fine."""
    rest, made = FINE, []
    for offset in sorted(draw(st.lists(offsets, max_size=4))):
        amount = min(rest, Decimal(draw(st.integers(min_value=1, max_value=60_000))) / 100)
        if amount > 0:
            made.append((DUE + timedelta(days=offset), amount))
        rest -= amount
    return tuple(made)


stretches = st.lists(pauses(), max_size=4)
days = offsets.map(lambda offset: DUE + timedelta(days=offset))


@given(on=days, paused=stretches, parts=payments())
def test_never_above_the_fine_and_only_on_lawful_days(
    on: date, paused: list[tuple[date, date]], parts: tuple[tuple[date, Decimal], ...]
) -> None:
    fee = late_fee(FINE, DUE, on, paused, payments=parts)
    lawful = [
        day
        for day in (DUE + timedelta(days=n) for n in range(1, 200))
        if day <= on
        and not any(first <= day <= last for first, last in paused)
        and sum((amount for paid_on, amount in parts if paid_on < day), Decimal(0)) < FINE
    ]
    assert 0 <= fee.amount <= FINE
    assert fee.days == len(lawful)
    assert (fee.first_on, fee.last_on) == ((lawful[0], lawful[-1]) if lawful else (None, None))
    assert (fee.amount == 0) == (not lawful) or fee.amount < Decimal("0.01") * len(lawful)


@given(on=days, paused=stretches, parts=payments())
def test_on_the_rest_it_is_never_more_than_on_the_whole(
    on: date, paused: list[tuple[date, date]], parts: tuple[tuple[date, Decimal], ...]
) -> None:
    assert late_fee(FINE, DUE, on, paused, payments=parts).amount <= late_fee(FINE, DUE, on, paused).amount


@given(on=days, paused=stretches, extra=pauses())
def test_another_pause_never_makes_it_more(
    on: date, paused: list[tuple[date, date]], extra: tuple[date, date]
) -> None:
    assert late_fee(FINE, DUE, on, [*paused, extra]).amount <= late_fee(FINE, DUE, on, paused).amount


@given(on=days, paused=stretches)
def test_it_never_shrinks_with_time(on: date, paused: list[tuple[date, date]]) -> None:
    later = on + timedelta(days=1)
    assert late_fee(FINE, DUE, later, paused).amount >= late_fee(FINE, DUE, on, paused).amount


@pytest.mark.parametrize(
    ("paid_on", "amount"),
    [(DUE, Decimal("90.00")), (DUE + timedelta(days=5), Decimal("135.00"))],
    ids=["half paid in time", "half paid on the fifth day, which still counts in full"],
)
def test_half_paid_counts_half_from_the_next_day_on(paid_on: date, amount: Decimal) -> None:
    ten_days_late = DUE + timedelta(days=10)
    fee = late_fee(FINE, DUE, ten_days_late, payments=((paid_on, FINE / 2),))
    assert fee.amount == amount


def test_the_cap_is_reached_later_on_the_rest() -> None:
    on = DUE + timedelta(days=100)
    whole = late_fee(FINE, DUE, on)
    rest = late_fee(FINE, DUE, on, payments=((DUE, FINE / 2),))
    assert (whole.cap_reached_on, rest.cap_reached_on) == (
        DUE + timedelta(days=34), DUE + timedelta(days=67),
    )  # fmt: skip
