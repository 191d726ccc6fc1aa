"""Whether the explorer would notice: each guard and each result is left out in turn, and something must break.

A table without one of its guards allows all that it allowed before, and more. So it is enough to go through
the states that the whole table reaches, and to do there what the missing guard would have refused. A row that
forgets a result is judged in the same states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from xuncheng.rules.procedure.facts import BESIDE, Facts
from xuncheng.rules.procedure.memory import Memory, State
from xuncheng.rules.procedure.model import ActRule, Procedure, Situation, without
from xuncheng.rules.procedure.pairs import PAIRS, foreign, laid_on
from xuncheng.rules.procedure.tables import in_force
from xuncheng.rules.procedure.together import TOGETHER
from xuncheng.rules.procedure.universe import TIME, Universe
from xuncheng.rules.procedure.walk import Violation, Walk
from xuncheng.rules.procedure.watch import COLUMNS, DroppedFact, Mark, as_before
from xuncheng.rules.procedure.worlds import BOUNDED, TRIALS


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
    """Try every guard, period and result of the named table, in the small universes that remember more of a case."""
    walks = [_walked(universe) for universe in TRIALS[name]()]
    procedure = walks[0].universe.procedure
    mutants = (*guards_removed(procedure), *periods_not_started(procedure), *results_forgotten(walks))
    return try_out(walks, mutants)


def try_beside(name: str) -> tuple[Trial, ...]:
    """As `try_table`, for what is walked together: the acts beside, and what they ask of the main procedure's acts or make of them."""
    universe = TOGETHER[name]()
    walks = [_walked(universe)]
    procedure = universe.procedure
    changes = (*guards_removed(procedure), *periods_not_started(procedure), *results_forgotten(walks))
    main = {
        rule.name: {guard.code for guard in rule.guards()}
        for rule in in_force(procedure.name, procedure.since).acts
    }
    added = [
        m
        for m in changes
        if m.rule.procedure
        or m.change.removeprefix("without ") in _added(m.rule, procedure, main)
        or m.change.removeprefix("forgets ") in BESIDE
    ]
    return try_out(walks, [mutant for mutant in added if BOUNDED not in mutant.change])


def try_pair(name: str) -> tuple[Trial, ...]:
    """As `try_beside`, for two procedures beside one case: the conditions and changes that one lays on the other."""
    walk = _walked(PAIRS[name]())
    conditions = (
        Mutant(without(rule, code), f"without {code}") for rule, code in laid_on(walk.universe.procedure)
    )
    changes = (
        mutant
        for mutant in results_forgotten([walk])
        if mutant.change.removeprefix("forgets ") in foreign(mutant.rule.procedure)
    )
    return try_out([walk], [one for one in (*conditions, *changes) if BOUNDED not in one.change])


def _added(rule: ActRule, procedure: Procedure, main: Mapping[str, set[str]]) -> set[str]:
    """The conditions that procedures beside it lay on an act of the main procedure."""
    whole = procedure.rule(rule.name)
    return (
        {guard.code for guard in whole.guards()} - main[rule.name] if whole and rule.name in main else set()
    )


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


def periods_not_started(procedure: Procedure) -> Iterator[Mutant]:
    """Every row that starts a period, without starting it."""
    for rule in procedure.acts:
        for clock in rule.starts:
            yield Mutant(changed(rule, _stopping(clock)), f"does not start {clock}")


def _stopping(clock: str) -> Callable[[Situation, Facts], Facts]:
    """The facts without the period, in the case and beside it."""

    def stopped(_: Situation, after: Facts) -> Facts:
        beside = {name: tuple(state.stop(clock) for state in getattr(after, name)) for name in BESIDE}
        return after.stop(clock).but(
            **{name: states for name, states in beside.items() if states != getattr(after, name)}
        )

    return stopped


def changed(rule: ActRule, change: Callable[[Situation, Facts], Facts]) -> ActRule:
    """The row with another effect: `change` is given the situation, and the facts that the row would leave."""
    return replace(rule, effect=lambda s: change(s, rule.effect(s)))


def results_forgotten(walks: Iterable[Walk]) -> Iterator[Mutant]:
    """Every row without each of the facts and periods in turn that it changed on a finished walk."""
    found = {pair for walk in walks for pair in _results(walk)}
    rules = {rule.name: rule for walk in walks for rule in walk.universe.procedure.acts}
    for act, column in sorted(found):
        yield Mutant(changed(rules[act], _keeping(column)), f"forgets {column}")


def _results(walk: Walk) -> set[tuple[str, str]]:
    """Which column each act changed in some state."""
    found: set[tuple[str, int]] = set()
    for state in walk.links:
        for act, outcome in walk.onward(state):
            for place, number in outcome.written:
                if (
                    ord(state[place]) != number
                    and (act, place) not in found
                    and _differs(walk, state, place, number)
                ):
                    found.add((act, place))
    return {(act, COLUMNS[place]) for act, place in found if act != TIME.name}


def _differs(walk: Walk, state: State, place: int, number: int) -> bool:
    """Whether a change gives a fact another value; settling or dropping it does not."""
    values = (walk.coding.value(place, one) for one in (ord(state[place]), number))
    return not any(isinstance(value, Mark) for value in values)


def _keeping(column: str) -> Callable[[Situation, Facts], Facts]:
    return lambda s, after: as_before(column, s.facts, after)


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
