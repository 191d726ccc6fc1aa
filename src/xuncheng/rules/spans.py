"""Spans over which work is counted (统计期): a year, a quarter or a month, each by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

FORM = r"(?:19|2\d)\d\d(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?"
"""How a span is named: `2026`, `2026-Q4`, `2026-11`."""

_PARTS = re.compile(r"(\d{4})(?:-Q(\d)|-(\d\d))?")
QUARTER, YEAR = 3, 12
"""Months of each."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `since` to `until`, both included."""

    name: str
    since: date
    until: date


def span_of(name: str) -> Span:
    """The span of that name. Raises ValueError for a name of another form."""
    if not re.fullmatch(FORM, name):
        raise ValueError(name)
    year, quarter, month = _PARTS.fullmatch(name).groups()  # type: ignore[union-attr] # the form is the narrower one
    if month:
        return _months(name, int(year), int(month), 1)
    if quarter:
        return _months(name, int(year), QUARTER * (int(quarter) - 1) + 1, QUARTER)
    return _months(name, int(year), 1, YEAR)


def _months(name: str, year: int, first: int, count: int) -> Span:
    years, month = divmod(first - 1 + count, YEAR)
    return Span(name, date(year, first, 1), date(year + years, month + 1, 1) - timedelta(days=1))
