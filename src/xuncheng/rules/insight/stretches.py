"""Stretches of days over which figures are counted (统计期), and the one before with which each is compared (环比).

The current week, month, quarter or year is counted up to today, and compared with the same part of the one before: figures of
eleven days say little beside those of a whole month.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xuncheng.rules.legal import RuleError, Text

YEAR = 12
LONGEST = 3 * 366
"""Days of the longest stretch: three years."""


class Kind(StrEnum):
    """How a stretch is chosen: by the calendar, or from a day to a day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.YEAR: YEAR}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `since` to `until`, both included."""

    kind: Kind
    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    @property
    def before(self) -> Stretch:
        """The one before: as many days right before it, or the same days of the week, month, quarter or year before.

        A month that has come to its end is compared with the whole one before, however many days that had; one that is
        under way with as many days of that as there are.
        """
        months = _MONTHS.get(self.kind)
        if months is None:
            step = timedelta(days=7 if self.kind is Kind.WEEK else self.days)
            return Stretch(self.kind, self.since - step, self.until - step)
        since, last = _months_on(self.since, -months), self.since - timedelta(days=1)
        whole = self.until == _end(self.since, months)
        until = last if whole else min(last, _months_on(self.until, -months))
        return Stretch(self.kind, since, until)


def around(kind: Kind, day: date, today: date) -> Stretch:
    """The week (from Monday), month, quarter or year that the day lies in; the current one up to today."""
    if kind is Kind.WEEK:
        since = day - timedelta(days=day.weekday())
        return Stretch(kind, since, _so_far(since, since + timedelta(days=6), today))
    months = _MONTHS[kind]
    since = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Stretch(kind, since, _so_far(since, _end(since, months), today))


def between(since: date | None, until: date | None) -> Stretch:
    """The days from one to the other. Raises `RuleError` naming the day that is missing or does not fit."""
    if since is None or until is None:
        raise RuleError(
            "stretch_unset",
            Text("请填写起止日期", "Say from which day to which day"),
            field="from" if since is None else "to",
        )
    if until < since:
        raise RuleError(
            "stretch_inverted",
            Text("截止日期不得早于起始日期", "The last day must not lie before the first"),
            field="to",
        )
    found = Stretch(Kind.DAYS, since, until)
    if found.days > LONGEST:
        raise RuleError(
            "stretch_too_long",
            Text("统计期最长三年", "A stretch has three years at the most"),
            field="to",
        )
    return found


def _so_far(since: date, end: date, today: date) -> date:
    return today if since <= today < end else end


def _end(since: date, months: int) -> date:
    return _months_on(since, months) - timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that has fewer days."""
    years, month = divmod(day.month - 1 + months, YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
