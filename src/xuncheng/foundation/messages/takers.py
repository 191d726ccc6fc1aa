"""Who takes every act that is passed on, to do more with it than to notify people: the doors to other systems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xuncheng.foundation.trail.models import TrailEntry

Taker = Callable[[Sequence[TrailEntry]], None]

TAKERS: list[Taker] = []
"""In the order in which they registered."""


def taker(function: Taker) -> Taker:
    """Let a function take all acts, some at a time, in the transaction in which the relay takes them from the outbox.

    It sees everything, and only writes rows that say what is to be done later: what fails in it is taken back and set aside. An
    act that was set aside may come again, so taking it twice must be as good as once.
    """
    TAKERS.append(function)
    return function
