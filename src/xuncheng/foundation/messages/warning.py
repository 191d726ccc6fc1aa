"""Warnings of what ends: a sweep over all limits of one kind, after which everybody who is to know of one was told of it, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from xuncheng.foundation.messages.relay import heard, tell
from xuncheng.foundation.messages.settled import Settled, in_pieces
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer


class Warned(Protocol):
    """One limit of which somebody is to know."""

    @property
    def event(self) -> UUID:
        """Under which each of them is told once."""

    @property
    def people(self) -> tuple[UUID, ...]:
        """Who they are."""

    @property
    def state(self) -> object:
        """On what it rests that they were told: with another one they are looked at again."""


Limit = TypeVar("Limit", bound=Warned)
Worded = Callable[[Sequence[Limit]], Iterable[tuple[UUID, NotificationDraft]]]
"""Makes the messages of limits, each with its event."""


def warn(
    clerk: Viewer, told: Settled, due: Callable[[], Mapping[UUID, Limit]], worded: Worded[Limit], at: datetime
) -> int:
    """Tell, as the clerk, of all that is due, and note it as settled; returns how many messages were new.

    A limit that this process knows to be settled is passed over. One that it does not know of is asked for first: only where somebody
    has not heard of it are words made, which is most of the work.
    """
    with reading(clerk):
        limits = due()
        seen: dict[UUID, object] = {key: one.state for key, one in limits.items()}
        unknown = in_pieces(told.besides(seen))
        count = sum(tell(worded(_unheard([limits[key] for key in piece])), at) for piece in unknown)
    told.keep(seen)
    return count


def _unheard(limits: Sequence[Limit]) -> list[Limit]:
    known = heard([one.event for one in limits])
    return [one for one in limits if any((one.event, who) not in known for who in one.people)]
