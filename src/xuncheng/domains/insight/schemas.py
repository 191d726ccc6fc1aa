"""Shapes of the API of figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Field

from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import Coded, Day, Schema, Words
from xuncheng.rules.insight.stretches import Kind, Stretch, around, between


class FigureQuery(Schema):
    """Over which days is counted, and where."""

    period: Kind = Field(
        Kind.MONTH, description="a week, month, quarter or year of the calendar; days: from a day to a day"
    )
    on: Day | None = Field(
        None, description="a day of the week, month, quarter or year; without one the current one"
    )
    since: Day | None = Field(None, alias="from", description="only with days: the first day")
    until: Day | None = Field(None, alias="to", description="only with days: the last day, included")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")

    def stretch(self) -> Stretch:
        """The days that are asked for. Raises `RuleError` (`invalid_input`) for days that do not fit."""
        if self.period is Kind.DAYS:
            return between(self.since, self.until)
        return around(self.period, self.on or today(), today())

    @property
    def area(self) -> str:
        """The path of the street; empty for all."""
        return path_of(self.street) if self.street else ""


class DaysOut(Schema):
    """From a day to a day, both included."""

    since: date
    until: date


class StretchOut(DaysOut):
    """What is counted over: how it was chosen, and the days with which it is compared."""

    kind: str
    before: DaysOut


class StatisticOut(Coded):
    """One figure with its definition: what is counted, by which day, of which acts; `unit`: number, share, average, yuan (CNY)."""

    unit: str
    counted: Words
    by_day: Words
    acts: list[Coded]


class StatisticCell(Schema):
    """One figure of one line, now and before; `opens` is the filter of the list that holds what was counted."""

    value: int | float | Decimal | None
    before: int | float | Decimal | None
    opens: dict[str, str] | None


class StatisticLine(Coded):
    """One line of a table, its cells in the order of the table's figures; `group`: what it belongs to."""

    group: Words | None
    cells: list[StatisticCell]


class StatisticTable(Coded):
    """One table: the codes of its figures, and its lines."""

    figures: list[str]
    rows: list[StatisticLine]


class StatisticsOut(Schema):
    """The figures of a stretch, the whole first; `opens`: the list that cells open."""

    period: StretchOut
    opens: str
    figures: list[StatisticOut]
    tables: list[StatisticTable]
