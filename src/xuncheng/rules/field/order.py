"""In which order acts of one device are done, and what becomes of those that hang on one that was refused.

They are done in the order of their numbers and in no other, so the end is the same however often, and in which pieces, they
are sent. What hangs on a refused act is held until that one is settled; what hangs on nothing goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from xuncheng.rules.legal import Text


class State(StrEnum):
    """What became of an act of a device."""

    DONE = "done"
    REFUSED = "refused"
    HELD = "held"
    DROPPED = "dropped"
    AMENDED = "amended"
    ATTACHED = "attached"
    WITHDRAWN = "withdrawn"


STATES = {
    State.DONE: Text("已办理", "done"),
    State.REFUSED: Text("已退回", "refused"),
    State.HELD: Text("等待前项", "held behind a refused one"),
    State.DROPPED: Text("发送前放弃", "dropped before it was sent"),
    State.AMENDED: Text("已更正办理", "amended and done"),
    State.ATTACHED: Text("已归入其他对象", "attached elsewhere"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}

GOOD = frozenset({State.DONE, State.AMENDED, State.ATTACHED})
"""States in which something has come of the act, to which others may point."""

UNSETTLED = frozenset({State.REFUSED, State.HELD})
"""States in which the officer still has to say what is to become of it."""


class Turn(StrEnum):
    """What happens to an act whose turn it is."""

    DO = "do"
    HOLD = "hold"
    REFUSE = "refuse"


def turn(earlier: Iterable[State | None]) -> Turn:
    """What happens to an act, by what became of those that it hangs on; None is one of which nobody knows."""
    states = list(earlier)
    if any(state not in GOOD | UNSETTLED for state in states):
        return Turn.REFUSE
    return Turn.HOLD if any(state in UNSETTLED for state in states) else Turn.DO


class Place(StrEnum):
    """Where the number of an act stands to the next one that the server waits for."""

    NEXT = "next"
    LATER = "later"
    BEFORE = "before"


def place(number: int, following: int) -> Place:
    """Whether it is the act's turn, or that is still to come, or was."""
    if number == following:
        return Place.NEXT
    return Place.LATER if number > following else Place.BEFORE
