"""The periods that run in a case, as a table, and the one function that computes their last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuncheng.rules.calendar import Calendar, Period, Roll, Unit, deadline
from xuncheng.rules.legal import Basis, Text

APL = "行政处罚法"


@dataclass(frozen=True, slots=True)
class Clock:
    """One kind of period: how long, whose, and on what basis.

    `figure` names the locality's figure that gives its length where no statute settles it. A period of the
    party rolls to the next working day when it ends on a rest day (by analogy with 民事诉讼法第八十五条);
    a limit on the agency does not.
    """

    name: str
    label: Text
    amount: int
    unit: Unit
    basis: tuple[Basis, ...]
    roll: Roll = Roll.NONE
    figure: str = ""


PERIODS = {
    clock.name: clock
    for clock in (
        Clock(
            "decision", Text("作出处罚决定", "Decision"), 90, Unit.CALENDAR_DAYS, (Basis(APL, "60"),),
            figure="decision_days",
        ),
        Clock(
            "decision_extended_once", Text("作出处罚决定（第一次延期）", "Decision (first extension)"), 30,
            Unit.CALENDAR_DAYS, (Basis(APL, "60"),), figure="decision_first_extension_days",
        ),
        Clock(
            "decision_extended_twice", Text("作出处罚决定（第二次延期）", "Decision (second extension)"), 60,
            Unit.CALENDAR_DAYS, (Basis(APL, "60"),), figure="decision_second_extension_days",
        ),
        Clock(
            "statement", Text("当事人陈述申辩", "Statement and defence"), 5, Unit.WORKING_DAYS,
            (Basis(APL, "44"), Basis(APL, "45")), Roll.FORWARD, figure="statement_days",
        ),
        Clock(
            "hearing_request", Text("当事人要求听证", "Request for a hearing"), 5, Unit.WORKING_DAYS,
            (Basis(APL, "64(1)(1)"),), Roll.FORWARD,
        ),
        Clock(
            "hearing_notice", Text("听证七个工作日前通知", "Notice seven working days before the hearing"), 7,
            Unit.WORKING_DAYS, (Basis(APL, "64(1)(2)"),),
        ),
        Clock(
            "payment", Text("当事人缴纳罚款", "Payment of the fine"), 15, Unit.CALENDAR_DAYS,
            (Basis(APL, "67(3)"),), Roll.FORWARD,
        ),
        Clock(
            "announcement", Text("公告送达", "Service by announcement"), 30, Unit.CALENDAR_DAYS,
            (Basis("民事诉讼法", "95"),),
        ),
        Clock(
            "service", Text("送达决定书", "Service of the decision"), 7, Unit.WORKING_DAYS, (Basis(APL, "61(1)"),),
        ),
        Clock(
            "lodging", Text("当场处罚决定备案", "Lodging of the on-the-spot decision"), 3, Unit.CALENDAR_DAYS,
            (Basis(APL, "52(3)"),), figure="lodging_days",
        ),
        Clock(
            "hearing_day", Text("举行听证", "Hearing"), 0, Unit.CALENDAR_DAYS, (Basis(APL, "64(1)(2)"),),
        ),
        Clock(
            "correction", Text("当事人改正违法行为", "Correction of the violation"), 0, Unit.CALENDAR_DAYS,
            (Basis(APL, "28(1)"),),
        ),
    )
}  # fmt: skip
"""Every period by its name. `correction` and `hearing_day` end on a day that an act itself names."""


def last_day(name: str, start: date, calendar: Calendar, figure: Callable[[str], Decimal]) -> date:
    """Last day of the named period that starts on the given day (行政处罚法第八十五条; the day itself is not counted).

    Raises `CalendarUnknown` where the calendar does not know the year that the period runs into.
    """
    clock = PERIODS[name]
    amount = int(figure(clock.figure)) if clock.figure else clock.amount
    return deadline(start, Period(amount, clock.unit), calendar, clock.roll)
