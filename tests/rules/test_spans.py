"""Years, quarters and months by their names."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.spans import Span, span_of

YEARS = st.integers(1900, 2999)


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_name_stands_for_its_days(name: str, since: date, until: date) -> None:
    assert span_of(name) == Span(name, since, until)


@pytest.mark.parametrize(
    "name", ["", "26", "2026-13", "2026-Q5", "2026-00", "2026-1", "1899", "3000", "2026-11\n"]
)
def test_another_form_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        span_of(name)


@given(YEARS)
def test_the_parts_of_a_year_follow_on_each_other(year: int) -> None:
    for names in ([f"{year}-Q{at}" for at in range(1, 5)], [f"{year}-{at:02}" for at in range(1, 13)]):
        spans = [span_of(name) for name in names]
        whole = span_of(str(year))
        assert (spans[0].since, spans[-1].until) == (whole.since, whole.until)
        assert all(
            later.since - earlier.until == timedelta(days=1) for earlier, later in itertools.pairwise(spans)
        )
