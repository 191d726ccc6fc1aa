"""A published benchmark narrows the range, never widens it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.penalty import Band, Range, Scale, propose

ALLOWED = Range(Decimal(500), Decimal(5000))
ORDINARY = Text("一般", "ordinary")

fractions = st.decimals(min_value=0, max_value=1, places=3)
amounts = st.decimals(min_value=0, max_value=10**7, places=2)


def test_a_band_of_fractions_is_a_part_of_the_range() -> None:
    band = Band("B", ORDINARY, Decimal("0.3"), Decimal("0.7"))
    assert propose(ALLOWED, band) == Range(Decimal(1850), Decimal(3650))


def test_a_band_in_yuan_is_taken_as_it_is() -> None:
    band = Band("B", ORDINARY, Decimal(1000), Decimal(2000), Scale.AMOUNT)
    assert propose(ALLOWED, band) == Range(Decimal(1000), Decimal(2000))


@pytest.mark.parametrize(("low", "high"), [(400, 2000), (1000, 5001)])
def test_a_band_in_yuan_may_not_leave_the_range(low: int, high: int) -> None:
    band = Band("B", ORDINARY, Decimal(low), Decimal(high), Scale.AMOUNT)
    with pytest.raises(RuleError, match="band_outside_range") as refusal:
        propose(ALLOWED, band)
    assert refusal.value.basis[0].label == "行政处罚法第三十四条"


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [("0.7", "0.3", Scale.FRACTION), ("0", "1.1", Scale.FRACTION), ("-1", "5", Scale.AMOUNT)],
)
def test_figures_that_make_no_band_are_refused(low: str, high: str, scale: Scale) -> None:
    with pytest.raises(RuleError, match="band_inconsistent"):
        Band("B", ORDINARY, Decimal(low), Decimal(high), scale)


@given(amounts, amounts, fractions, fractions)
def test_a_band_of_fractions_never_leaves_the_range(
    one: Decimal, other: Decimal, start: Decimal, end: Decimal
) -> None:
    allowed = Range(min(one, other), max(one, other))
    proposed = propose(allowed, Band("B", ORDINARY, min(start, end), max(start, end)))
    assert allowed.minimum <= proposed.minimum <= proposed.maximum <= allowed.maximum


@given(amounts, amounts)
def test_the_whole_band_is_the_whole_range(one: Decimal, other: Decimal) -> None:
    allowed = Range(min(one, other), max(one, other))
    assert propose(allowed, Band("all", ORDINARY, Decimal(0), Decimal(1))) == allowed
