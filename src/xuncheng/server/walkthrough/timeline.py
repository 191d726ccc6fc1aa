"""Stories told side by side: what happens first in any of them happens first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime


class Timeline:
    """Lets one story at a time go on, always the one whose next moment is the earliest, and sets the clock to it.

    Each story runs in a thread of its own, so that it reads from top to bottom whatever happens in the others.
    """

    def __init__(self, stories: int, set_clock: Callable[[datetime], None]) -> None:
        self._stories, self._set_clock = stories, set_clock
        self._waiting: dict[int, tuple[datetime, int]] = {}
        self._turn = threading.Condition()
        self._now: datetime | None = None

    def reach(self, story: int, at: datetime) -> None:
        """Wait until it is that time and no other story has anything to do before."""
        with self._turn:
            self._waiting[story] = (at, story)
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._is_next(story))
            del self._waiting[story]
            if self._now is None or at > self._now:
                self._now = at
                self._set_clock(at)

    def leave(self) -> None:
        """A story is over: the others wait for it no longer."""
        with self._turn:
            self._stories -= 1
            self._turn.notify_all()

    def _is_next(self, story: int) -> bool:
        return len(self._waiting) == self._stories and min(self._waiting.values())[1] == story
