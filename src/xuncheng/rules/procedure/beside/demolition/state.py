"""How far the enforcement of a duty to demolish has come."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed


@dataclass(frozen=True, kw_only=True)
class Demolition(Timed):
    """The duty to demolish of a case, and its enforcement; a case has one, and another once it ended.

    `state` is imposed, served, decided (that it is enforced), scheduled, performed (by the party), done (by force) or ended.
    `progress` says that the works were not finished, `objection` is "", open or answered, `contest` (reconsideration or suit)
    is "", open or over, `suspended` says that enforcement rests, `urgent` that it may be at night or on a day of rest.
    """

    state: str
    progress: bool = False
    objection: str = ""
    contest: str = ""
    suspended: bool = False
    urgent: bool = False


OPEN = frozenset({"imposed", "served", "decided", "scheduled"})
"""The party may still demolish by himself, or be made to."""


def without_decision(one: Demolition) -> Demolition:
    """The duty once the decision that it went with has fallen: what was still to be done ends."""
    return Demolition(state="ended") if one.state in OPEN else one
