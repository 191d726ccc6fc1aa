"""Who wants to hear of which acts, and what he makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.rules.legal import Text

NOTHING = Text("", "")
LONGEST = 200
"""Characters of a title or a link."""


@dataclass(frozen=True, slots=True)
class NotificationDraft:
    """A message to one user; `link` is a path of the screens, such as /reports/<id>.

    Raises ValueError for a title or link of more than `LONGEST` characters.
    """

    recipient: UUID
    title: Text
    body: Text = NOTHING
    link: str = ""

    def __post_init__(self) -> None:
        if max(len(self.title.zh), len(self.title.en), len(self.link)) > LONGEST:
            raise ValueError(f"title or link of more than {LONGEST} characters: {self.title.zh}")


Subscriber = Callable[[TrailEntry], Iterable[NotificationDraft]]

SUBSCRIBERS: dict[str, list[Subscriber]] = {}
"""By the name of the act."""


def subscriber(*acts: str) -> Callable[[Subscriber], Subscriber]:
    """Let a function hear of every doing of the named acts, after it was committed.

    It runs in the worker, with everything readable, and may run again after a crash: all it should do is
    say who is to be notified. An act notifies a person once; the first draft for him stands.
    """

    def register(function: Subscriber) -> Subscriber:
        for act in acts:
            SUBSCRIBERS.setdefault(act, []).append(function)
        return function

    return register
