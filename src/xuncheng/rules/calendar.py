"""Working days and periods (期间): which day a period that the law sets runs out.

The day on which a period starts is never counted (民事诉讼法第八十五条, which the other statutes follow).
Which days are worked is no formula: the State Council publishes the shifted weekends (调休) year by year.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count, groupby
from typing import Self

import chinese_calendar

from xuncheng.rules.legal import Basis, RuleError, Text

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class CalendarYear:
    """The exceptions of one year from "Monday to Friday are worked", as its State Council notice lists them.

    `holidays` are days of rest, `workdays` are weekend days that are worked; a notice may also name days of
    the December before or the January after its year. `confirmed` is false while the notice is not out.
    Raises `RuleError` (`calendar_year_inconsistent`) if a day is both, or lies outside that span.
    """

    year: int
    holidays: frozenset[date]
    workdays: frozenset[date] = frozenset()
    confirmed: bool = True

    def __post_init__(self) -> None:
        first, last = date(self.year - 1, 12, 1), date(self.year + 1, 1, 31)
        strays = {day for day in self.holidays | self.workdays if not first <= day <= last}
        wrong = sorted(strays | (self.holidays & self.workdays))
        if wrong:
            days = "、".join(day.isoformat() for day in wrong)
            raise RuleError(
                "calendar_year_inconsistent",
                Text(
                    f"{self.year}年放假安排有误：{days}", f"Wrong days in the calendar of {self.year}: {days}"
                ),
                field="holidays",
            )

    @classmethod
    def before_notice(
        cls, year: int, *, spring_festival: date, qingming: date, dragon_boat: date, mid_autumn: date
    ) -> Self:
        """The 13 days that 全国年节及纪念日放假办法 art. 2 fixes, to be used until the notice is out.

        The four dates are those of the moon and sun calendar: first day of the first month, Qingming, and the
        festivals of the fifth and the eighth month. Shifted weekends, and days made up for a holiday that
        falls on one, are left out: only the notice says which they are.
        """
        fixed = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
        days = {date(year, month, day) for month, day in fixed} | {qingming, dragon_boat, mid_autumn}
        days |= {spring_festival + offset * _DAY for offset in (-1, 0, 1, 2)}
        return cls(year, frozenset(days), confirmed=False)


class CalendarUnknown(RuleError):
    """The working days of a year are asked for that neither the built-in nor a given table knows."""

    def __init__(self, year: int) -> None:
        super().__init__(
            "calendar_unknown",
            Text(
                f"缺少{year}年放假调休安排，请先录入国务院办公厅通知",
                f"The working days of {year} are unknown; enter the State Council notice first",
            ),
            field="year",
        )
        self.year = year


def _built_in_years() -> dict[int, CalendarYear]:
    """The notices that the library `chinese_calendar` carries, year by year."""

    def by_year(days: Iterable[date]) -> dict[int, frozenset[date]]:
        return {year: frozenset(group) for year, group in groupby(sorted(days), key=lambda day: day.year)}

    holidays, workdays = by_year(chinese_calendar.holidays), by_year(chinese_calendar.workdays)
    return {
        year: CalendarYear(year, days, workdays.get(year, frozenset())) for year, days in holidays.items()
    }


_BUILT_IN = _built_in_years()


class Calendar:
    """Knows of every day whether it is worked (工作日).

    Years given by the caller replace the built-in table of the same year; where two notices name the same
    day (around New Year), the notice of the later year prevails.
    """

    def __init__(self, years: Iterable[CalendarYear] = ()) -> None:
        self._years = _BUILT_IN | {year.year: year for year in years}
        self._worked: dict[date, bool] = {}
        for year in sorted(self._years.values(), key=lambda year: year.year):
            self._worked |= dict.fromkeys(year.holidays, False) | dict.fromkeys(year.workdays, True)

    def knows(self, year: int) -> bool:
        """Whether the working days of the year can be told at all."""
        return year in self._years

    def is_confirmed(self, year: int) -> bool:
        """Whether the year rests on a published notice; if not, a date computed through it is provisional."""
        return year in self._years and self._years[year].confirmed

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked. Raises `CalendarUnknown` for a year without a table."""
        if not self.knows(day.year):
            raise CalendarUnknown(day.year)
        return self._worked.get(day, day.weekday() < _SATURDAY)

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def workdays_after(self, day: date) -> Iterator[date]:
        """The worked days after the given one, without end, soonest first."""
        return (later for step in count(1) if self.is_workday(later := day + step * _DAY))

    def workdays_before(self, day: date) -> Iterator[date]:
        """The worked days before the given one, without end, latest first."""
        return (earlier for step in count(1) if self.is_workday(earlier := day - step * _DAY))


class Unit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "days"
    MONTHS = "months"
    YEARS = "years"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _UNIT_LABELS[self]


_UNIT_LABELS = {
    Unit.HOURS: Text("小时", "hours"),
    Unit.WORKING_DAYS: Text("个工作日", "working days"),
    Unit.CALENDAR_DAYS: Text("日", "days"),
    Unit.MONTHS: Text("个月", "months"),
    Unit.YEARS: Text("年", "years"),
}


@dataclass(frozen=True)
class Period:
    """A length of time as a statute names it. Raises `RuleError` (`period_not_positive`) below 1."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise RuleError(
                "period_not_positive", Text("期限必须大于零", "A period must be above zero"), field="amount"
            )

    @property
    def label(self) -> Text:
        """The period in words: 5个工作日."""
        return Text(f"{self.amount}{self.unit.label.zh}", f"{self.amount} {self.unit.label.en}")


class Roll(StrEnum):
    """What becomes of a last day that is a day of rest.

    `FORWARD`: it moves to the next working day; periods in which a party may or must act
    (民事诉讼法第八十五条). `NONE`: it stays; caps on what an agency may do, such as the term of a seizure,
    which protect the party and may not grow by a weekend.
    """

    FORWARD = "forward"
    NONE = "none"


def deadline(start: date, period: Period, calendar: Calendar, roll: Roll) -> date:
    """The last day of a period that begins with an event on `start`.

    The start day is not counted. Months and years end on the day of the same number, or on the last day of a
    month that has none. The calendar is asked only for working days or to roll, so that a period in days,
    months or years that does not roll needs no knowledge of the year's holidays.
    Raises `RuleError` (`hours_need_a_time`) for hours, `CalendarUnknown` for a year without a table.
    """
    last = _last_day(start, period, calendar)
    return calendar.next_workday(last) if roll is Roll.FORWARD else last


def _last_day(start: date, period: Period, calendar: Calendar) -> date:
    match period.unit:
        case Unit.WORKING_DAYS:
            return _nth(calendar.workdays_after(start), period.amount)
        case Unit.CALENDAR_DAYS:
            return start + period.amount * _DAY
        case Unit.MONTHS:
            return _months_later(start, period.amount)
        case Unit.YEARS:
            return _months_later(start, 12 * period.amount)
        case Unit.HOURS:
            raise RuleError(
                "hours_need_a_time",
                Text(
                    "以小时计算的期限须从具体时刻起算", "A period in hours runs from a time, not from a day"
                ),
                field="period",
            )


def _nth(days: Iterator[date], position: int) -> date:
    return next(day for number, day in enumerate(days, start=1) if number == position)


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def hour_deadline(start: datetime, period: Period) -> datetime:
    """The moment at which a period in hours runs out, days of rest included (行政强制法第十九条).

    Counted from the moment itself, not from the next full hour: these periods bind the agency.
    Raises `RuleError`: `period_not_in_hours`, or `time_without_zone` for a naive time.
    """
    if period.unit is not Unit.HOURS:
        raise RuleError(
            "period_not_in_hours", Text("期限不以小时计算", "The period is not in hours"), field="period"
        )
    if start.tzinfo is None:
        raise RuleError(
            "time_without_zone", Text("起算时刻缺少时区", "The start time has no zone"), field="start"
        )
    return (start.astimezone(UTC) + timedelta(hours=period.amount)).astimezone(start.tzinfo)


def clear_working_days(notice: date, event: date, calendar: Calendar) -> int:
    """How many full working days lie between a notice and the event: neither day itself is counted."""
    days = ((notice + step * _DAY) for step in range(1, (event - notice).days))
    return sum(calendar.is_workday(day) for day in days)


def latest_notice(event: date, period: Period, calendar: Calendar) -> date:
    """The last day on which notice "not less than `period` before" the event can be served.

    That many full days lie between notice and event, as the seven working days before a hearing do
    (行政处罚法第六十四条). Raises `RuleError` (`notice_not_in_days`) for a period in any other unit.
    """
    match period.unit:
        case Unit.WORKING_DAYS:
            return _nth(calendar.workdays_before(event), period.amount) - _DAY
        case Unit.CALENDAR_DAYS:
            return event - (period.amount + 1) * _DAY
        case _:
            raise RuleError(
                "notice_not_in_days",
                Text("提前通知的期限须以日计算", "A period of notice is counted in days"),
                field="period",
            )


@dataclass(frozen=True)
class DayRule:
    """Which numbers of days a statute means as working days, and the article that says so."""

    basis: Basis
    working: frozenset[int]


DAY_RULES = {
    rule.basis.statute: rule
    for rule in (
        DayRule(Basis("行政处罚法", "85"), frozenset({2, 3, 5, 7})),
        DayRule(Basis("行政强制法", "69"), frozenset(range(1, 11))),
        DayRule(Basis("行政复议法", "88"), frozenset({3, 5, 7, 10})),
        DayRule(Basis("行政诉讼法", "101"), frozenset()),
        DayRule(Basis("民事诉讼法", "85"), frozenset()),
    )
}


def period_of(statute: str, days: int) -> Period:
    """The period that a statute means by a number of days (日): working days or calendar days.

    Raises `RuleError` (`day_rule_unknown`) for a statute that is not in `DAY_RULES`: whether its days are
    working days must then be settled by a lawyer, not guessed.
    """
    rule = DAY_RULES.get(statute)
    if rule is None:
        raise RuleError(
            "day_rule_unknown",
            Text(
                f"{statute}的“日”是否为工作日未作规定，请直接指定期限单位",
                f"Whether the days of {statute} are working days is not settled; name the unit yourself",
            ),
            field="statute",
        )
    return Period(days, Unit.WORKING_DAYS if days in rule.working else Unit.CALENDAR_DAYS)
