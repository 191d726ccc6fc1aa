"""Working hours (工作时): when so many of them have passed, by the calendar and by the hours in which a locality works.

Digital urban management measures each stage of a report in working hours or working days (GB/T 30428, CJJ/T 106). The clock
stands still when nobody works: at night, over noon, on days of rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from itertools import pairwise
from typing import Self

from xuncheng.rules.calendar import Calendar
from xuncheng.rules.legal import RuleError, Text

CHINA = timezone(timedelta(hours=8))
"""The one time of the country, which has had no summer time since 1991."""

Span = tuple[time, time]
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours of a working day, and which days are worked.

    A year whose holidays are not known yet counts with its plain weeks, Monday to Friday: these limits are the bureau's own
    and bind no citizen, so that a report which comes in is not turned down for want of a calendar. Raises `RuleError`
    (`office_hours_inconsistent`) for a day without hours, or whose hours are not in order.
    """

    calendar: Calendar
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        ends = [moment for span in self.spans for moment in span]
        if not ends or any(later <= earlier for earlier, later in pairwise(ends)):
            raise RuleError(
                "office_hours_inconsistent",
                Text("每日工作时段应当从早到晚、互不重叠", "The hours of a day must be in order and apart"),
                field="office_hours",
            )

    def works_on(self, day: date) -> bool:
        """Whether the day is worked."""
        if self.calendar.knows(day.year):
            return self.calendar.is_workday(day)
        return day.weekday() < _SATURDAY

    def is_open(self, at: datetime) -> bool:
        """Whether somebody works at that moment, opening and closing included."""
        here = _here(at)
        return self.works_on(here.date()) and any(
            begin <= here.timetz().replace(tzinfo=None) <= end for begin, end in self.spans
        )

    def after(self, start: datetime, worked: timedelta) -> datetime:
        """The first moment at which so much time was worked since the start.

        Raises `RuleError`: `period_not_positive`, or `time_without_zone` for a naive time.
        """
        _check(worked)
        left = worked
        for begin, end in self._from(_here(start)):
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise AssertionError("days go on without end")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much time was worked between two moments; none where the end lies before the start."""
        worked, last = timedelta(), _here(end)
        for opened, closed in self._from(_here(start)):
            if opened >= last:
                break
            worked += min(closed, last) - opened
        return worked

    def close_of(self, start: datetime, days: int) -> datetime:
        """When work ends on the last of so many working days after that of the start, which is not counted."""
        _check(timedelta(days=days))
        day = _here(start).date()
        for _ in range(days):
            day += _DAY
            while not self.works_on(day):
                day += _DAY
        return datetime.combine(day, self.spans[-1][1], CHINA)

    def _from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches that are worked from then on, the first perhaps begun already."""
        day = start.date()
        while True:
            if self.works_on(day):
                for opens, closes in self.spans:
                    begin = max(datetime.combine(day, opens, CHINA), start)
                    end = datetime.combine(day, closes, CHINA)
                    if begin < end:
                        yield begin, end
            day += _DAY


def _here(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise RuleError(
            "time_without_zone", Text("起算时刻缺少时区", "The start time has no zone"), field="start"
        )
    return at.astimezone(CHINA)


def _check(length: timedelta) -> None:
    if length <= timedelta():
        raise RuleError(
            "period_not_positive", Text("期限必须大于零", "A period must be above zero"), field="amount"
        )


class LimitUnit(StrEnum):
    """What a limit is counted in."""

    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"
    HOURS = "h"

    @property
    def label(self) -> Text:
        """Word for screens."""
        return _LABELS[self]


_LABELS = {
    LimitUnit.WORKING_HOURS: Text("个工作时", "working hours"),
    LimitUnit.WORKING_DAYS: Text("个工作日", "working days"),
    LimitUnit.HOURS: Text("小时", "hours"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a stage may take. Hours run around the clock. Raises `RuleError` (`period_not_positive`) below 1."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        _check(timedelta(hours=self.amount))

    @classmethod
    def read(cls, written: str) -> Self:
        """A limit as tables write it: 4wh, 5wd, 24h. Raises `RuleError` (`limit_unreadable`)."""
        amount = written.rstrip("whd")
        unit = written.removeprefix(amount)
        if not (amount.isascii() and amount.isdecimal() and unit in set(LimitUnit)):
            raise RuleError(
                "limit_unreadable",
                Text(
                    f"无法识别的时限：{written}，应如4wh（工作时）、5wd（工作日）、24h（小时）",
                    f"Not a limit: {written}; write 4wh, 5wd or 24h",
                ),
                field="limit",
            )
        return cls(int(amount), LimitUnit(unit))

    @property
    def label(self) -> Text:
        """The limit in words: 4个工作时."""
        return Text(f"{self.amount}{self.unit.label.zh}", f"{self.amount} {self.unit.label.en}")

    def ends(self, start: datetime, hours: WorkingHours) -> datetime:
        """When the limit is over that began to run then."""
        if self.unit is LimitUnit.WORKING_DAYS:
            return hours.close_of(start, self.amount)
        length = timedelta(hours=self.amount)
        return hours.after(start, length) if self.unit is LimitUnit.WORKING_HOURS else _here(start) + length
