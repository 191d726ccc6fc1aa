"""From the ordinary band, by what lightens and aggravates, to the range of the fine."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.penalty import Band, Factor, Range, grades, weigh

ALLOWED = Range(Decimal(500), Decimal(5000))
MARKS = (Decimal(0), Decimal("0.2"), Decimal("0.6"), Decimal(1))


def bands(marks: tuple[Decimal, ...] = MARKS, lightest: int = -1) -> list[Band]:
    """Bands between the marks, one step after the other."""
    return [
        Band(str(step), Text(f"第{step}档", f"band {step}"), low, high, step=step)
        for step, (low, high) in enumerate(pairwise(marks), start=lightest)
    ]


FOUND = grades(bands(), ALLOWED)


@pytest.mark.parametrize(
    ("factors", "step"),
    [
        ((), 0),
        ((Factor.HARM_LESSENED,), -1),
        ((Factor.REFUSED,), 1),
        ((Factor.REFUSED, Factor.COERCED), 0),
        ((Factor.REFUSED, Factor.REPEATED), 1),
        ((Factor.REFUSED, Factor.REPEATED, Factor.COERCED), 0),
        ((Factor.MINOR, Factor.COERCED, Factor.MERIT), -1),
    ],
)
def test_each_circumstance_moves_the_case_one_step_as_far_as_there_are_bands(
    factors: tuple[Factor, ...], step: int
) -> None:
    weighing = weigh(FOUND, factors)
    assert (weighing.base.step, weighing.grade.step) == (0, step)
    assert {*weighing.heavier, *weighing.lighter} == set(factors)


def test_the_band_that_applies_holds_its_ends_and_nothing_beyond() -> None:
    weighing = weigh(FOUND, ())
    assert (weighing.grade.low, weighing.grade.high) == (1400, 3200)
    assert [weighing.holds(Decimal(sum_)) for sum_ in ("1399.99", "1400", "3200", "3200.01")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("steps", [(-1, 1), (1, 2), (0, 0)])
def test_bands_without_the_ordinary_one_or_with_a_gap_are_no_benchmark(steps: tuple[int, int]) -> None:
    found = [Band(str(step), Text("档", "band"), Decimal(0), Decimal(1), step=step) for step in steps]
    with pytest.raises(RuleError, match="benchmark_incomplete"):
        grades(found, ALLOWED)


def test_every_circumstance_has_its_words_and_its_article() -> None:
    for factor in Factor:
        assert factor.label.zh
        assert factor.basis.label


marks = (
    st.lists(st.decimals(min_value=0, max_value=1, places=2), min_size=2, max_size=6).map(sorted).map(tuple)
)
some = st.frozensets(st.sampled_from(Factor))


@given(marks, some, st.integers(0, 4))
def test_whatever_weighs_the_range_stays_within_the_law(
    ends: tuple[Decimal, ...], factors: frozenset[Factor], lighter: int
) -> None:
    found = grades(bands(ends, -min(lighter, len(ends) - 2)), ALLOWED)
    grade = weigh(found, factors).grade
    assert grade in found
    assert ALLOWED.minimum <= grade.low <= grade.high <= ALLOWED.maximum


@given(some, st.sampled_from(Factor))
def test_one_circumstance_more_never_moves_the_other_way(factors: frozenset[Factor], more: Factor) -> None:
    before, after = weigh(FOUND, factors).grade.step, weigh(FOUND, factors | {more}).grade.step
    assert after <= before if more.lightens else after >= before


@given(some)
def test_a_lightening_circumstance_always_tells_unless_the_lightest_band_is_reached(
    factors: frozenset[Factor],
) -> None:
    before = weigh(FOUND, factors - {Factor.MERIT}).grade.step
    assert weigh(FOUND, factors | {Factor.MERIT}).grade.step == max(before - 1, -1)
