"""States of which a case may have several: which one an act is about, and that one changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar


class Keyed(Protocol):
    """A state with its key, the place among those of its kind in the case, from 1."""

    @property
    def key(self) -> int:
        """The key."""
        ...


K = TypeVar("K", bound=Keyed)


def one_of(states: Iterable[K], key: int) -> K | None:
    """The state of that key; None where the case has none."""
    return next((state for state in states if state.key == key), None)


def is_one(states: Iterable[K], key: int, fits: Callable[[K], bool]) -> bool:
    """Whether there is a state of that key, and it fits."""
    state = one_of(states, key)
    return state is not None and fits(state)


def with_one(states: tuple[K, ...], key: int, change: Callable[[K], K]) -> tuple[K, ...]:
    """The states with the one of that key changed."""
    return tuple(change(state) if state.key == key else state for state in states)


def next_key(states: tuple[Any, ...]) -> int:
    """The key of the state that is added next."""
    return len(states) + 1
