"""What a sweep over many rows found settled: within one process the next sweep looks only at what is new or became another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from uuid import UUID

AT_ONCE = 2000
"""Rows that are read and judged together."""


class Settled:
    """Rows by their keys, each with all on which its being settled rests: of a row that changed, that is another.

    A process starts out knowing nothing, so its first sweep goes over everything, and what was done before is done again to no
    effect: the sweeps that use this are such that doing twice is doing once.
    """

    def __init__(self) -> None:
        self._known: Mapping[UUID, object] = {}

    def besides(self, seen: Mapping[UUID, object]) -> list[UUID]:
        """The keys of what is not known to be settled, in the order given."""
        return [key for key, state in seen.items() if self._known.get(key) != state]

    def keep(self, seen: Mapping[UUID, object]) -> None:
        """Take all this for settled, and nothing else any more. To be called once what was done about it is in the database."""
        self._known = seen


def in_pieces(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    """The keys, so many together as are read at once."""
    left = iter(keys)
    while piece := list(islice(left, AT_ONCE)):
        yield piece
