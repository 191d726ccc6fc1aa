"""Facts that note what is looked at and what is changed.

A guard, an effect or an invariant is a pure function: what it answers rests on what it looked at, and on
nothing else. The explorer therefore asks each question once, with watched facts, and remembers the answer
for every other state that agrees in what was looked at.

Two marks may stand where a value is missing. `OPEN` is a fact of the case that was not settled yet: whoever
looks at it first makes the explorer go on with each of its values. `DROPPED` is a fact that is not needed any
more: looking at it is an error, so that the walk itself proves that it could be dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, Self

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.periods import PERIODS


class Mark(Enum):
    """What stands where a value is missing."""

    OPEN = "open"
    DROPPED = "dropped"


class OpenFact(LookupError):
    """An open fact was looked at: it must be settled first."""

    def __init__(self, column: str) -> None:
        super().__init__(f"“{column}” is open")
        self.column = column


class DroppedFact(LookupError):
    """A dropped fact was looked at, although nothing was to look at it any more."""

    def __init__(self, column: str) -> None:
        super().__init__(f"“{column}” was dropped, but the table looks at it")


FIELDS = frozenset(field.name for field in fields(Facts)) - {"clocks"}
_CLOCK = "last day of "
COLUMNS = (*sorted(FIELDS), *(_CLOCK + name for name in PERIODS))
"""What there is to look at: every field, and every period by itself."""


class WatchedFacts(Facts):
    """Facts of a state, for one question.

    Looking at an open fact raises `OpenFact`, looking at a dropped one `DroppedFact`.
    """

    _row: Mapping[str, Any]
    _changes: dict[str, Any]
    _looked: dict[str, None]

    @classmethod
    def of(cls, row: Mapping[str, Any], looked: dict[str, None] | None = None) -> WatchedFacts:
        """The facts of a state, by column; `looked` takes in, in order, the columns that are looked at."""
        return cls._make(row, {}, {} if looked is None else looked)

    @classmethod
    def _make(cls, row: Mapping[str, Any], changes: dict[str, Any], looked: dict[str, None]) -> Self:
        made = object.__new__(cls)
        made.__dict__.update(_row=row, _changes=changes, _looked=looked)
        return made

    @property
    def changes(self) -> Mapping[str, Any]:
        """The columns that were given a value since `of`, whether or not it differs."""
        return self._changes

    def _look(self, column: str) -> Any:
        if column in self._changes:
            value = self._changes[column]
        else:
            self._looked[column] = None
            value = self._row[column]
        if isinstance(value, Mark):
            raise OpenFact(column) if value is Mark.OPEN else DroppedFact(column)
        return value

    def agrees(self, other: Facts, *names: str) -> bool:
        """As `Facts.agrees`; what was not changed since agrees without being looked at."""
        changed = other.changes if isinstance(other, WatchedFacts) else FIELDS
        return all(name not in changed or getattr(self, name) == getattr(other, name) for name in names)

    def due(self, clock: str) -> date | None:
        """As `Facts.due`, looking at that period alone."""
        day: date | None = self._look(_CLOCK + clock)
        return day

    def start(self, clock: str, due: date) -> Self:
        """As `Facts.start`, without looking at any period."""
        return self._with({_CLOCK + clock: due})

    def stop(self, *clocks: str) -> Self:
        """As `Facts.stop`, without looking at any period."""
        return self._with({_CLOCK + clock: None for clock in clocks})

    def but(self, **changes: Any) -> Self:
        """As `Facts.but`; all periods together can only be given anew."""
        if "clocks" in changes:
            running = dict(changes.pop("clocks"))
            changes |= {_CLOCK + clock: running.get(clock) for clock in PERIODS}
        return self._with(changes)

    def _with(self, changes: Mapping[str, Any]) -> Self:
        return self._make(self._row, {**self._changes, **changes}, self._looked)


def _looking_at(column: str) -> property:
    return property(lambda facts: facts._look(column))


def _all_clocks(facts: Facts) -> tuple[tuple[str, date], ...]:
    return tuple((clock, day) for clock in sorted(PERIODS) if (day := facts.due(clock)) is not None)


for _field in FIELDS:
    setattr(WatchedFacts, _field, _looking_at(_field))
WatchedFacts.clocks = property(_all_clocks)  # type: ignore[assignment] # a field that is looked at, like all others


def clock_column(clock: str) -> str:
    """The column of the last day of a period."""
    return _CLOCK + clock


def as_before(column: str, before: Facts, after: Facts) -> Facts:
    """The later facts with one column as it was before."""
    if column in FIELDS:
        return after.but(**{column: getattr(before, column)})
    clock = column.removeprefix(_CLOCK)
    day = before.due(clock)
    return after.start(clock, day) if day else after.stop(clock)


def row_of(facts: Facts) -> dict[str, Any]:
    """Plain facts by column."""
    running = dict(facts.clocks)
    row = {name: getattr(facts, name) for name in FIELDS}
    return row | {_CLOCK + clock: running.get(clock) for clock in PERIODS}
