"""What a course of a case is: its name, how it ends, and the story that goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.scene import Scene


@dataclass(frozen=True)
class Course:
    """One way that a case may take. `play` goes it through HTTP and returns the case, which is archived by then."""

    code: str
    title: Text
    result: Text
    play: Callable[[Scene], UUID]
