"""Counting: one statement reads the rows of two stretches once, and counts them by each of several columns.

It starts from a queryset that is narrowed to what the viewer may read. PostgreSQL's grouping sets count the whole and each part
of it together, so that a page of five tables costs one pass over the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import Combinable

from xuncheng.foundation.trail.days import midnight
from xuncheng.rules.insight.stretches import Stretch

TOTAL = ""
"""The part that is the whole."""

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in the stretch and in the one before: by column and value of it, and then by figure."""

    now: dict[str, dict[Any, Figures]] = field(default_factory=lambda: defaultdict(dict))
    before: dict[str, dict[Any, Figures]] = field(default_factory=lambda: defaultdict(dict))

    def values(self, column: str) -> set[Any]:
        """All values that the column has in either."""
        return {*self.now[column], *self.before[column]}


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted: rows by `moment`, those that meet each of `conditions`, and the `sums` of columns.

    `by_day`: that column holds days and no times of day.
    """

    moment: str
    columns: Sequence[str]
    conditions: Mapping[str, Q]
    sums: Mapping[str, Combinable] = field(default_factory=dict)
    by_day: bool = False

    def since(self, day: date) -> Q:
        """The condition that a row is not from before the day."""
        return Q((f"{self.moment}__gte", day if self.by_day else midnight(day)))

    def until(self, day: date) -> Q:
        """The condition that a row is not from after the day."""
        next_day = day + timedelta(days=1)
        return Q((f"{self.moment}__lt", next_day if self.by_day else midnight(next_day)))


def count(found: QuerySet[Any], stretch: Stretch, asked: Counting) -> Counted:
    """Count the rows of a stretch and of the one before it, by each of the columns and in all. To be asked inside `reading`."""
    sql, given = _rows(found, stretch, asked).query.sql_with_params()
    counted = Counted()
    with connection.cursor() as cursor:
        cursor.execute(_statement(sql, asked), given)
        for now, grouping, *rest in cursor.fetchall():
            column, value = _part(asked.columns, grouping, rest)
            figures = dict(zip((*asked.conditions, *asked.sums), rest[len(asked.columns) :], strict=True))
            (counted.now if now else counted.before)[column][value] = figures
    return counted


def _rows(found: QuerySet[Any], stretch: Stretch, asked: Counting) -> QuerySet[Any]:
    """The rows of both stretches, each with the columns, what it meets, and in which of the two it lies."""
    within = asked.since(stretch.before.since) & asked.until(stretch.until)
    of_one = asked.until(stretch.before.until) | asked.since(stretch.since)
    met = {f"if_{name}": _as_bool(condition) for name, condition in asked.conditions.items()}
    summed = {f"of_{name}": column for name, column in asked.sums.items()}
    lies = {"in_stretch": _as_bool(asked.since(stretch.since))}
    rows: QuerySet[Any] = (
        found.filter(within, of_one)
        .order_by()
        .annotate(**met, **summed, **lies)
        .values(*asked.columns, *met, *summed, *lies)
    )
    return rows


def _as_bool(condition: Q) -> Combinable:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _statement(rows: str, asked: Counting) -> str:
    columns = ", ".join(asked.columns)
    counts = [f"count(*) FILTER (WHERE if_{name})" for name in asked.conditions]
    sums = [f"coalesce(sum(of_{name}), 0)" for name in asked.sums]
    sets = ", ".join(["(in_stretch)", *(f"(in_stretch, {column})" for column in asked.columns)])
    return (  # names of columns and figures are the program's own, values are parameters of the rows
        f"SELECT in_stretch, GROUPING({columns}), {columns}, {', '.join(counts + sums)}"  # noqa: S608 # as said
        f" FROM ({rows}) AS counted GROUP BY GROUPING SETS ({sets})"
    )


def _part(columns: Sequence[str], grouping: int, values: Sequence[Any]) -> tuple[str, Any]:
    """Which column a line is counted by, and its value: in the mask each column that is left out has a bit, the first the highest."""
    for place, column in enumerate(columns):
        if not grouping & 1 << (len(columns) - 1 - place):
            return column, values[place]
    return TOTAL, None
