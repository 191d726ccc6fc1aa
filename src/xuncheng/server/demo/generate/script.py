"""Scripts, and playing them: what people do one after the other, all matters together in the order of time.

A script is a generator that yields steps and is sent what came of each. Acts are numbered and hashed as they
are done, so the steps of all scripts are done in the order of their times, a few of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import Any, Protocol
from uuid import UUID, uuid5

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer

DEMO = UUID("6b6f1d1e-5d1c-5b0e-9c55-110199110199")
"""Space of the act ids of the demo: they follow from its scripts, so that loading again does nothing twice."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act that somebody does at a time. `arguments` are those of the command, by name."""

    at: datetime
    actor: Viewer
    command: Callable[..., Any]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    device: str = ""
    place: tuple[float, float] | None = None

    @property
    def act(self) -> str:
        """Name of the act, or of the function that is no command."""
        spec = getattr(self.command, "act", None)
        return spec.name if spec else self.command.__name__

    def do(self, key: UUID) -> Any:
        """Do the act under this id, as if it had reached the server at once."""
        deed = Deed(
            actor=self.actor, id=key, at=self.at, received_at=self.at, device=self.device, place=self.place
        )
        return self.command(deed, **self.arguments)


Script = Generator[Step, Any, Any]


class ScriptFailed(Exception):
    """A step was refused: the script does not know the law, or the program has a fault. Says which step and why."""


def halted(script: Script, before: str, time: int = 1) -> Script:
    """The script as far as the step before it does the named act for that time."""
    try:
        step = next(script)
        while step.act != before or (time := time - 1):
            step = script.send((yield step))
    except StopIteration:
        return


class Hands(Protocol):
    """Those who do the steps, one or a few at the same time."""

    def free(self) -> bool:
        """Whether another step can be begun now."""
        ...

    def begin(self, name: str, number: int, step: Step) -> None:
        """Have a step done: that of this number in the script of this name."""
        ...

    def finished(self) -> Iterable[tuple[str, Any]]:
        """Wait until steps that were begun are done: the scripts' names and what came of their steps."""
        ...


def play(
    scripts: Mapping[str, Script], until: datetime, told: Callable[[datetime], None], hands: Hands
) -> int:
    """Have all steps done that lie before `until`; returns how many. `told` hears of the time that has been reached.

    Raises `ScriptFailed` for the first step that is refused.
    """
    done = dict.fromkeys(scripts, 0)
    queue: list[tuple[datetime, str]] = []
    steps: dict[str, Step] = {}

    def put(name: str, step: Step | None) -> None:
        if step is not None and step.at < until:
            steps[name] = step
            heappush(queue, (step.at, name))

    for name, script in scripts.items():
        put(name, next(script, None))
    while steps or queue:
        while queue and hands.free():
            at, name = heappop(queue)
            told(at)
            done[name] += 1
            hands.begin(name, done[name], steps[name])
        for name, result in hands.finished():
            del steps[name]
            put(name, _sent(scripts[name], result))
    return sum(done.values())


def do(name: str, number: int, step: Step) -> Any:
    """Do a step now. Raises `ScriptFailed`."""
    try:
        return step.do(uuid5(DEMO, f"{name}/{number}"))
    except Exception as reason:
        raise ScriptFailed(f"{name}, {step.act}, {step.at:%Y-%m-%d %H:%M}: {reason}") from reason


def _sent(script: Script, result: Any) -> Step | None:
    try:
        return script.send(result)
    except StopIteration:
        return None
