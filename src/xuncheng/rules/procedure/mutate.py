"""Whether the explorer would notice: each guard is taken out in turn, and something must break.

A table without one of its guards allows all that it allowed before, and more. So it is enough to go through
the states that the whole table reaches, and to do there what the missing guard would have refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.memory import Memory
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.walk import Violation, Walk
from xuncheng.rules.procedure.watch import DroppedFact
from xuncheng.rules.procedure.worlds import TRIALS


@dataclass(frozen=True, slots=True)
class Mutant:
    """A row as the table does not have it, and what was done to it."""

    rule: ActRule
    change: str


@dataclass(frozen=True, slots=True)
class Trial:
    """Whether a mutant was noticed, and by what: None if nothing broke."""

    act: str
    change: str
    violation: Violation | None


def try_table(name: str) -> tuple[Trial, ...]:
    """Try every guard and every period of the named table, in the small universes that remember more of a case."""
    walks = [_walked(universe) for universe in TRIALS[name]()]
    procedure = walks[0].universe.procedure
    return try_out(walks, (*guards_removed(procedure), *periods_not_started(procedure)))


def _walked(universe: Universe) -> Walk:
    """A finished walk; it must be without fault, or what a mutant breaks would say nothing of the mutant."""
    walk = Walk(universe)
    walk.run()
    if walk.violations:
        raise RuntimeError(f"{universe.procedure.name} breaks {walk.violations[0].code} as it stands")
    return walk


def guards_removed(procedure: Procedure) -> Iterator[Mutant]:
    """Every row without each of its guards in turn."""
    for rule in procedure.acts:
        for guard in rule.guards():
            yield Mutant(without(rule, guard.code), f"without {guard.code}")


def without(rule: ActRule, code: str) -> ActRule:
    """The row without the guard of that code."""

    def keep(guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        return tuple(guard for guard in guards if guard.code != code)

    return replace(rule, requires=keep(rule.requires), by=keep(rule.by), checks=keep(rule.checks))


def periods_not_started(procedure: Procedure) -> Iterator[Mutant]:
    """Every row that starts a period, without starting it."""
    for rule in procedure.acts:
        for clock in rule.starts:
            yield Mutant(changed(rule, _stopping(clock)), f"does not start {clock}")


def _stopping(clock: str) -> Callable[[Situation, Facts], Facts]:
    return lambda _, after: after.stop(clock)


def changed(rule: ActRule, change: Callable[[Situation, Facts], Facts]) -> ActRule:
    """The row with another effect: `change` is given the situation, and the facts that the row would leave."""
    return replace(rule, effect=lambda s: change(s, rule.effect(s)))


def try_out(walks: Iterable[Walk], mutants: Iterable[Mutant]) -> tuple[Trial, ...]:
    """Try the mutants on one finished walk after the other, each until it is noticed."""
    waiting = list(mutants)
    trials: list[Trial] = []
    for walk in walks:
        found = [(mutant, noticed(walk, mutant.rule)) for mutant in waiting]
        trials += [Trial(mutant.rule.name, mutant.change, broken) for mutant, broken in found if broken]
        waiting = [mutant for mutant, broken in found if not broken]
    return (*trials, *(Trial(mutant.rule.name, mutant.change, None) for mutant in waiting))


def noticed(walk: Walk, rule: ActRule) -> Violation | None:
    """What breaks first if the table had this row instead of its own, in the states of a finished walk.

    States in which the row looks at what the walk dropped are left out: nothing is said about them.
    """
    memory = Memory(rule, walk.universe, walk.coding)
    for state in walk.links:
        try:
            broken = memory.outcome(state).broken
        except DroppedFact:
            continue
        if broken:
            return Violation(broken[0].code, broken[0].says, (*walk.path(state), rule.name))
    return None
