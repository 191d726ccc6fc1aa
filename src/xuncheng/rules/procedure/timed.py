"""What runs against time: named periods with their last days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Timed:
    """Something with periods of its own, by their names in `periods.PERIODS`.

    A period that lapsed stays until an act stops it, for its end is a fact too.
    """

    clocks: tuple[tuple[str, date], ...] = ()

    def but(self, **changes: Any) -> Self:
        """The same with some facts changed."""
        return replace(self, **changes)

    def due(self, clock: str) -> date | None:
        """Last day of the named period, or None if it does not run."""
        return next((day for name, day in self.clocks if name == clock), None)

    def lapsed(self, clock: str, now: date) -> bool:
        """Whether the named period ran and is over on that day."""
        day = self.due(clock)
        return day is not None and now > day

    def start(self, clock: str, due: date) -> Self:
        """The same with the named period running until that day, its last day included."""
        kept = tuple(pair for pair in self.clocks if pair[0] != clock)
        return self.but(clocks=tuple(sorted((*kept, (clock, due)))))

    def stop(self, *clocks: str) -> Self:
        """The same without the named periods."""
        return self.but(clocks=tuple(pair for pair in self.clocks if pair[0] not in clocks))
