"""Whether the explorer would notice: each guard is taken out in turn, and something must break.

A table without one of its guards allows all that it allowed before, and more. So it is enough to go through
the states that the whole table reaches, and to do there what the missing guard would have refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xuncheng.rules.procedure.memory import Memory
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure
from xuncheng.rules.procedure.walk import Violation, Walk


def mutants(procedure: Procedure) -> Iterator[tuple[ActRule, str]]:
    """Every row without each of its guards in turn, and the code of the guard that it lacks."""
    for rule in procedure.acts:
        for guard in rule.guards():
            yield without(rule, guard.code), guard.code


def without(rule: ActRule, code: str) -> ActRule:
    """The row without the guard of that code."""

    def keep(guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        return tuple(guard for guard in guards if guard.code != code)

    return replace(rule, requires=keep(rule.requires), by=keep(rule.by), checks=keep(rule.checks))


def noticed(walk: Walk, rule: ActRule) -> Violation | None:
    """What breaks first if the table had this row instead of its own, in the states of a finished walk.

    States in which the row looks at what the walk dropped are left out: nothing is said about them.
    """
    memory = Memory(rule, walk.universe, walk.coding)
    for state in walk.links:
        try:
            broken = memory.outcome(state).broken
        except LookupError:
            continue
        if broken:
            return Violation(broken[0].code, broken[0].says, (*walk.path(state), rule.name))
    return None
