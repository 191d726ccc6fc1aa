"""What one script is about: which nuisance, where, who deals with it, and how the matter goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from xuncheng.foundation.people.models import Officer, User
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.photographs import take_photograph
from xuncheng.server.demo.generate.script import Step
from xuncheng.server.demo.generate.texts import Topic
from xuncheng.server.demo.generate.town import Crew, Spot, Town

TERMINAL = "执法终端"
"""The device of officers on the street."""


@dataclass
class Course:
    """The course of one matter. `turns` name what is out of the ordinary in it; `serial` numbers the courses, `goods`
    name the lot that it brings to a warehouse. What people say, and what they think of the answer, is drawn from `voice` alone:
    more words there change nothing of what is done. `by_portal` says that its citizen wrote on the portal.

    `officers` are the two in charge, the handler first.
    """

    town: Town
    chance: Random
    voice: Random
    clock: Clock
    serial: int
    topic: Topic
    spot: Spot
    crew: Crew
    officers: list[Officer]
    party: str = "adult"
    turns: frozenset[str] = frozenset()
    goods: str = ""
    by_portal: bool = False

    def __post_init__(self) -> None:
        self.n = self.chance.randint(*self.topic.n)
        self.dispatcher = self.chance.choice(self.town.dispatchers)
        self.head = self.town.heads[0] if self.chance.random() < 0.7 else self.chance.choice(self.town.heads)
        self.reviewer = self.town.reviewers[0]

    @property
    def handler(self) -> User:
        """The officer who keeps the file."""
        return self.officers[0].user

    def act(self, user: User, command: Callable[..., Any], **arguments: Any) -> Step:
        """A step that somebody takes at his desk, now."""
        return Step(self.clock.now, self.town.viewer(user), command, arguments)

    def outside(self, command: Callable[..., Any], **arguments: Any) -> Step:
        """A step that the handler takes on the spot, with the terminal in his hand."""
        spot = self.spot
        viewer = self.town.viewer(self.handler)
        return Step(self.clock.now, viewer, command, arguments, TERMINAL, (spot.lon, spot.lat))

    def find(self, command: Callable[..., Any], **arguments: Any) -> Step:
        """A look at the database between two steps: no act of anybody."""
        return Step(self.clock.now, self.town.viewer(self.dispatcher), command, arguments)

    def photograph(self, user: User, title: str) -> Step:
        """A photograph that somebody takes on the spot."""
        scene = {"scene": self.topic.scene, "seed": self.serial, "place": self.spot.address, "title": title}
        return Step(self.clock.now, self.town.viewer(user), take_photograph, scene, TERMINAL, self.place)

    @property
    def place(self) -> tuple[float, float]:
        """Where it is, as the trail notes it."""
        return self.spot.lon, self.spot.lat

    def tells(self, source: str) -> str:
        """What somebody of a source says about the topic, in words of his own."""
        whole = self.chance.choice(self.topic.reports)
        return self.says(self.town.wordings.sentence(source, self.topic, whole, self.voice))

    def says(self, sentence: str, **more: str) -> str:
        """A sentence of the texts with its places filled in."""
        today, now = self.clock.today, self.clock.now_here
        known: dict[str, Any] = {
            "place": self.spot.address, "n": self.n, "day": f"{today.year}年{today.month}月{today.day}日",
            "clock": f"{now.hour}时{now.minute:02}分",
        }  # fmt: skip
        return sentence.format(**known | more)
