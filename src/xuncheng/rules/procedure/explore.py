"""The explorer: walks every state that the procedure tables can reach, and checks every invariant on the way.

Two things are proved at once. Safety: no step breaks an invariant. Ending: from every state of a case that
began, some order of acts leads to the archive. What is tried is said in `worlds`, how it is walked in `walk`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from xuncheng.rules.procedure.pairs import PAIRS
from xuncheng.rules.procedure.together import TOGETHER
from xuncheng.rules.procedure.twice import TWICE
from xuncheng.rules.procedure.universe import DOABLE, Universe
from xuncheng.rules.procedure.walk import ENDS, Violation, Walk
from xuncheng.rules.procedure.worlds import PARTED_BY, UNIVERSES

WHOLE = {**TOGETHER, **PAIRS, **TWICE}
"""What is walked in one piece each: a case with a procedure beside it, two procedures beside one case, two measures of one kind."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the explorer did on one table, or on several side by side.

    `worlds` are the kinds of cases tried, `states` those reached, `steps` the acts that the table allowed from
    them, `invariants` what was checked on each of these, `seconds` the time that it took on one processor.
    """

    procedure: str
    worlds: int
    states: int
    steps: int
    invariants: int
    seconds: float
    violations: tuple[Violation, ...]

    @property
    def proved(self) -> bool:
        """Whether every invariant held on every step, and every case can end."""
        return not self.violations


def explore(universe: Universe, *, first_only: bool = False) -> Report:
    """Walk every reachable state. With `first_only` stop at the first violation.

    At most one violation of each invariant is kept: the one with the shortest path.
    """
    began = time.process_time()
    walk = Walk(universe)
    walk.run(first_only=first_only)
    return Report(
        universe.procedure.name, universe.worlds, len(walk.links), walk.steps,
        len((*universe.invariants, DOABLE, ENDS)),
        time.process_time() - began, walk.violations,
    )  # fmt: skip


def explore_tables(processes: int | None = None) -> tuple[Report, ...]:
    """Walk the whole of every table, in several processes at once (by default one for each processor)."""
    parts: list[tuple[str, int | None]] = [
        (name, number) for name, make in UNIVERSES.items() for number in range(len(make().parts(PARTED_BY)))
    ]
    parts += [(name, None) for name in WHOLE]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        reports = list(pool.map(_explore_part, parts))
    return tuple(
        _together(name, [report for (of, _), report in zip(parts, reports, strict=True) if of == name])
        for name in (*UNIVERSES, *WHOLE)
    )


def _explore_part(part: tuple[str, int | None]) -> Report:
    """In a process of its own, which makes the universe anew: guards cannot be sent to it."""
    name, number = part
    return explore(WHOLE[name]() if number is None else UNIVERSES[name]().parts(PARTED_BY)[number])


def _together(name: str, reports: Iterable[Report]) -> Report:
    first, *others = reports
    one = replace(first, procedure=name)
    for other in others:
        one = replace(
            one, worlds=one.worlds + other.worlds, states=one.states + other.states, steps=one.steps + other.steps,
            seconds=one.seconds + other.seconds, violations=(*one.violations, *other.violations),
        )  # fmt: skip
    return one
