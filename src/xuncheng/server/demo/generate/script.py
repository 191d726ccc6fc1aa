"""Scripts, and playing them: what people do one after the other, all matters together in the order of time.

A script is a generator that yields steps and is sent what came of each. Acts are numbered and hashed as they
are done, so the steps of all scripts are done in the order of their times, a few of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import Any
from uuid import UUID, uuid5

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer

AT_ONCE = 4
"""Steps that are done at the same time: two use the processors, the others wait for the disk."""

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


def play(
    scripts: Mapping[str, Script],
    until: datetime,
    told: Callable[[datetime], None],
    workers: Executor,
    at_once: int = AT_ONCE,
) -> int:
    """Let the workers do all steps that lie before `until`; returns how many. `told` hears of the time reached.

    Workers may be other processes: steps, and what comes of them, are then pickled. Raises `ScriptFailed` for the
    first step that is refused.
    """
    return _Play(scripts, until, workers, at_once).run(told)


def _do(name: str, number: int, step: Step) -> Any:
    try:
        return step.do(uuid5(DEMO, f"{name}/{number}"))
    except Exception as reason:
        raise ScriptFailed(f"{name}, {step.act}, {step.at:%Y-%m-%d %H:%M}: {reason}") from reason


class _Play:
    def __init__(
        self, scripts: Mapping[str, Script], until: datetime, workers: Executor, at_once: int
    ) -> None:
        self.scripts, self.until, self.workers, self.at_once = scripts, until, workers, at_once
        self.done = dict.fromkeys(scripts, 0)
        self.next: dict[str, Step] = {}
        self.queue: list[tuple[datetime, str]] = []

    def run(self, told: Callable[[datetime], None]) -> int:
        for name, script in self.scripts.items():
            self._queue(name, next(script, None))
        heapify(self.queue)
        running: dict[Future[Any], str] = {}
        while self.queue or running:
            while self.queue and len(running) < self.at_once:
                at, name = heappop(self.queue)
                told(at)
                running[self._begin(name)] = name
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                self._go_on(running.pop(future), future.result())
        return sum(self.done.values())

    def _queue(self, name: str, step: Step | None) -> None:
        if step is not None and step.at < self.until:
            self.next[name] = step
            heappush(self.queue, (step.at, name))

    def _begin(self, name: str) -> Future[Any]:
        self.done[name] += 1
        return self.workers.submit(_do, name, self.done[name], self.next.pop(name))

    def _go_on(self, name: str, result: Any) -> None:
        try:
            self._queue(name, self.scripts[name].send(result))
        except StopIteration:
            return
