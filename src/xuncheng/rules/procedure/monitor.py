"""A monitoring device as the procedure tables see it. Administrative Penalty Law, art. 41(1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Monitor:
    """Electronic monitoring equipment: since when it is reviewed, legally and technically, marked, and its place published.

    A day is None for what was not done; `withdrawn_on` is the day from which it records nothing more.
    """

    id: str
    reviewed_on: date | None = None
    marked: bool = False
    published_on: date | None = None
    withdrawn_on: date | None = None

    def usable_on(self, day: date) -> bool:
        """Whether a record of that day may be evidence: all was done by then, and the device stood there still."""
        done = (self.reviewed_on, self.published_on)
        in_time = all(since is not None and since <= day for since in done)
        return in_time and self.marked and (self.withdrawn_on is None or day < self.withdrawn_on)
