"""How far the monitoring records of a case have come."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed


@dataclass(frozen=True, kw_only=True)
class Monitoring(Timed):
    """The monitoring records of a case together, which are taken and reviewed one after the other.

    `unreviewed` says that one waits for its review, `untold` that the party was not told of one that passed.
    """

    unreviewed: bool = False
    untold: bool = False
