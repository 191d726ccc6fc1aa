"""All that the explorer tries on one procedure table: kinds of cases, people, entered values, days.

From each state it tries every act, by every person, with every combination of entered values from the
domains; and, since time passes by itself, it lets any running period lapse at any moment. Days are therefore
only of four kinds: past, today, ahead, far ahead. That is more than reality allows (periods may lapse in any
order), so what holds here holds in reality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.facts import BESIDE, Facts
from xuncheng.rules.procedure.invariants import Invariant, Step, never
from xuncheng.rules.procedure.model import ActRule, Guard, Person, Procedure, Situation
from xuncheng.rules.procedure.periods import PERIODS

NOBODY = Person("")
PAST, TODAY, AHEAD, FAR = (date(2026, 1, day) for day in (1, 2, 3, 4))

Domain = Callable[[Facts], Iterable[Any]]

TIME = ActRule("时间经过", Text("时间经过", "time passes"), (), lambda s: s.facts)


def timer(clock: str, _start: date) -> date:
    """Every period that starts ends ahead: when it lapses is the explorer's choice. Of the days to come FAR is worked."""
    return FAR if clock == "enforcement_day" else AHEAD


DOABLE = never("O-1", "可办的行为确能办理", "what is offered can be done", lambda _: True)
"""Checked on what is not done: see `offered_in_vain`."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Facts that nothing looks at any more once `when` holds; the walk fails if something does."""

    when: Callable[[Facts], bool]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Universe:
    """All that is tried on one table, and what must hold.

    `choices` are the values of each fact that is fixed when the case begins, and `start` the rest of the facts;
    a world is one value for each choice. `drops` merges states that differ only in what nothing looks at any
    more. Acts in `unsure` may be offered although nothing that is tried can be entered. `began` says that a case
    exists; `ended`, that it has come to its end.
    """

    procedure: Procedure
    start: Facts
    choices: Mapping[str, tuple[Any, ...]]
    people: tuple[Person, ...]
    domains: Mapping[str, Domain]
    invariants: tuple[Invariant, ...]
    drops: tuple[Drop, ...] = ()
    unsure: frozenset[str] = frozenset()
    began: Callable[[Facts], bool] = lambda facts: facts.proposed
    ended: Callable[[Facts], bool] = lambda facts: facts.archived

    @property
    def worlds(self) -> int:
        """How many kinds of cases are tried."""
        return prod(len(values) for values in self.choices.values())

    def parts(self, fact: str) -> tuple[Universe, ...]:
        """The universe in parts, one for each value of a choice: to be walked side by side."""
        others = {name: values for name, values in self.choices.items() if name != fact}
        return tuple(
            replace(self, start=self.start.but(**{fact: value}), choices=others)
            for value in self.choices[fact]
        )


def allowed_steps(rule: ActRule, facts: Facts, universe: Universe) -> Iterator[Step]:
    """Every way in which the table lets the act be done in this state."""
    for who in _offered_to(rule, facts, universe):
        asked = Situation(facts, who, TODAY, timer)
        for given in _entries(asked, rule.inputs, rule.checks, universe.domains):
            after = rule.effect(Situation(facts, who, TODAY, timer, given))
            yield Step(facts, rule.name, who, given, after, TODAY, timer)


def offered_in_vain(rule: ActRule, facts: Facts, universe: Universe) -> bool:
    """Whether the act, of which `allowed_steps` knows no way, is offered to somebody all the same."""
    return rule.name not in universe.unsure and any(_offered_to(rule, facts, universe))


def _offered_to(rule: ActRule, facts: Facts, universe: Universe) -> Iterator[Person]:
    if _all(rule.requires, Situation(facts, NOBODY, TODAY, timer)):
        yield from (who for who in universe.people if _all(rule.by, Situation(facts, who, TODAY, timer)))


def lapses(_: ActRule, facts: Facts, __: Universe) -> Iterator[Step]:
    """Each running period may lapse: those of the case, and those beside it."""
    later = (*_lapses_of_case(facts), *_lapses_beside(facts))
    yield from (Step(facts, TIME.name, NOBODY, {}, after, TODAY, timer) for after in later)


def _lapses_of_case(facts: Facts) -> Iterator[Facts]:
    for clock in PERIODS:
        due = facts.due(clock)
        if due is not None and due > TODAY:
            yield facts.start(clock, PAST)


def _lapses_beside(facts: Facts) -> Iterator[Facts]:
    for name in BESIDE:
        states = getattr(facts, name)
        for place, state in enumerate(states):
            for clock, due in state.clocks:
                if due > TODAY:
                    yield facts.but(
                        **{name: (*states[:place], state.start(clock, PAST), *states[place + 1 :])}
                    )


def _all(guards: tuple[Guard, ...], situation: Situation) -> bool:
    return all(guard.holds(situation) for guard in guards)


def _entries(
    asked: Situation, inputs: tuple[str, ...], checks: tuple[Guard, ...], domains: Mapping[str, Domain]
) -> Iterator[Mapping[str, Any]]:
    """Every combination of values that passes the checks; each is asked as soon as what it looks at is there."""
    waiting = []
    for check in checks:
        try:
            if not check.holds(asked):
                return
        except KeyError:
            waiting.append(check)
    if not inputs:
        yield asked.given
        return
    name, *later = inputs
    for value in domains[name](asked.facts):
        more = Situation(asked.facts, asked.who, asked.now, asked.timer, {**asked.given, name: value})
        yield from _entries(more, tuple(later), tuple(waiting), domains)
