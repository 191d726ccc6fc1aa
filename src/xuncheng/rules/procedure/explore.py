"""The explorer: walks every state that a procedure table can reach, and checks every invariant on the way.

A world is one kind of case at its start. From each state the explorer tries every act, by every person, with
every combination of entered values from the domains; and, since time passes by itself, it lets any running
period lapse at any moment. Days are therefore only of four kinds: long past, today, ahead, far ahead. That is
more than reality allows (periods may lapse in any order), so what holds here holds in reality.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import ActRule, Guard, Person, Procedure, Situation

NOBODY = Person("")
PAST, TODAY, AHEAD, FAR = (date(2026, 1, day) for day in (1, 2, 3, 4))

Domain = Callable[[Facts], Iterable[Any]]


def timer(clock: str, start: date) -> date:
    """Every period that starts ends ahead: when it lapses is the explorer's choice."""
    return AHEAD


@dataclass(frozen=True, slots=True)
class Step:
    """One act that the table allowed: what an invariant looks at."""

    before: Facts
    act: str
    who: Person
    given: Mapping[str, Any]
    after: Facts


@dataclass(frozen=True, slots=True)
class Invariant:
    """What may never happen, whatever the order of acts. `code` is its number in the rulebook.

    An invariant about certain acts names them in `acts`; an empty set means every act.
    """

    code: str
    says: str
    holds: Callable[[Step], bool]
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Universe:
    """All that the explorer tries on one table: the worlds, the people, the values, and what must hold.

    `forget` maps states that no guard, effect or invariant can tell apart any more to one of them.
    """

    procedure: Procedure
    worlds: Mapping[str, Facts]
    people: tuple[Person, ...]
    domains: Mapping[str, Domain]
    invariants: tuple[Invariant, ...]
    forget: Callable[[Facts], Facts] = lambda facts: facts


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, and the acts that led there."""

    invariant: Invariant
    world: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the explorer did."""

    procedure: str
    worlds: int
    states: int
    steps: int
    invariants: int
    seconds: float
    violations: tuple[Violation, ...]

    @property
    def proved(self) -> bool:
        """Whether every invariant held on every step."""
        return not self.violations


def explore(universe: Universe, *, first_only: bool = False) -> Report:
    """Walk every reachable state. With `first_only` stop at the first violation.

    At most one violation of each invariant is kept: the one with the shortest path.
    """
    began = time.perf_counter()
    states = steps = 0
    found: dict[str, Violation] = {}
    for world, start in universe.worlds.items():
        walk = _Walk(universe, world, start, found, first_only)
        walk.run()
        states, steps = states + len(walk.seen), steps + walk.steps
        if found and first_only:
            break
    return Report(
        universe.procedure.name, len(universe.worlds), states, steps, len(universe.invariants),
        time.perf_counter() - began, tuple(found.values()),
    )  # fmt: skip


class _Walk:
    """Breadth-first walk from one world."""

    def __init__(
        self, universe: Universe, world: str, start: Facts, found: dict[str, Violation], first_only: bool
    ) -> None:
        self.universe, self.world, self.found, self.first_only = universe, world, found, first_only
        self.seen: dict[Facts, tuple[Facts, str] | None] = {start: None}
        self.queue = deque([start])
        self.steps = 0
        self.asked = {
            rule.name: [i for i in universe.invariants if not i.acts or rule.name in i.acts]
            for rule in universe.procedure.acts
        }

    def run(self) -> None:
        while self.queue:
            facts = self.queue.popleft()
            for later in _time_passes(facts):
                self._reach(later, facts, "时间经过")
            for rule in self.universe.procedure.acts:
                for step in _allowed(rule, facts, self.universe):
                    self._take(step)
                    if self.found and self.first_only:
                        return

    def _take(self, step: Step) -> None:
        self.steps += 1
        for invariant in self.asked[step.act]:
            if not invariant.holds(step) and invariant.code not in self.found:
                path = (*self._path(step.before), step.act)
                self.found[invariant.code] = Violation(invariant, self.world, path)
        self._reach(self.universe.forget(step.after), step.before, step.act)

    def _reach(self, facts: Facts, origin: Facts, act: str) -> None:
        if facts not in self.seen:
            self.seen[facts] = (origin, act)
            self.queue.append(facts)

    def _path(self, facts: Facts) -> tuple[str, ...]:
        acts: list[str] = []
        link = self.seen[facts]
        while link is not None:
            acts.append(link[1])
            link = self.seen[link[0]]
        return tuple(reversed(acts))


def _time_passes(facts: Facts) -> Iterator[Facts]:
    for name, due in facts.clocks:
        if due > TODAY:
            yield facts.start(name, PAST)


def _allowed(rule: ActRule, facts: Facts, universe: Universe) -> Iterator[Step]:
    """Every way in which the table lets the act be done in this state."""
    if not _all(rule.requires, Situation(facts, NOBODY, TODAY, timer)):
        return
    actors = [who for who in universe.people if _all(rule.by, Situation(facts, who, TODAY, timer))]
    if not actors:
        return
    values = [tuple(universe.domains[name](facts)) for name in rule.inputs]
    for combination in product(*values):
        given = dict(zip(rule.inputs, combination, strict=True))
        for who in actors:
            situation = Situation(facts, who, TODAY, timer, given)
            if _all(rule.checks, situation):
                yield Step(facts, rule.name, who, given, rule.effect(situation))


def _all(guards: tuple[Guard, ...], situation: Situation) -> bool:
    return all(guard.holds(situation) for guard in guards)


def without(procedure: Procedure, act: str, code: str) -> Procedure:
    """The table with one guard taken out of one act: what a mutation test feeds to the explorer."""

    def keep(guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        return tuple(guard for guard in guards if guard.code != code)

    acts = tuple(
        replace(rule, requires=keep(rule.requires), by=keep(rule.by), checks=keep(rule.checks))
        if rule.name == act
        else rule
        for rule in procedure.acts
    )
    return replace(procedure, acts=acts)
