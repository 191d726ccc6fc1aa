"""What a procedure table is made of: acts, guards, periods, and the answer they give.

A table lists the acts of one statutory procedure. Each act names what the law requires first (guards), who
may do it, what it changes (effect), and which documents it makes. Guards and effects are pure functions of
the case's facts, the person, the day and what the person enters, so that the same table judges a real case
and is walked exhaustively by the explorer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.facts import Facts

Timer = Callable[[str, date], date]
"""Last day of the named period that starts on the given day."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts, as the law sees him on the day of the act.

    Whoever serves a body to which the agency delegated its penalties (行政处罚法第二十条) is not `own` to it.
    """

    id: str
    certified: bool = False
    roles: frozenset[str] = frozenset()
    own: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a guard or an effect may look at.

    `given` holds what the actor enters, by the names in `ActRule.inputs`; it is empty when one asks
    beforehand what would be possible.
    """

    facts: Facts
    who: Person
    now: date
    timer: Timer
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of the law. `message` is what a person is told when it does not hold.

    A `limit` on the agency binds also on the day on which the act is received: nobody dates an act back into it.
    """

    code: str
    holds: Callable[[Situation], bool]
    message: Text
    basis: tuple[Basis, ...]
    missing: Text | None = None
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not allowed: the first guard that did not hold, and all that is still missing."""

    code: str
    message: Text
    basis: tuple[Basis, ...]
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ActRule:
    """One row of a procedure table.

    `requires` look at the facts and the day, `by` at the person as well, `checks` also at what is entered;
    they are asked in this order. A row names no condition that its other conditions already imply.
    `starts` names the periods that the act sets running, `makes` the documents that it makes. `procedure` is the name of the
    procedure that the row belongs to where several run side by side; empty for the main one.
    """

    name: str
    label: Text
    basis: tuple[Basis, ...]
    effect: Callable[[Situation], Facts]
    requires: tuple[Guard, ...] = ()
    by: tuple[Guard, ...] = ()
    checks: tuple[Guard, ...] = ()
    inputs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    procedure: str = ""

    def guards(self) -> Iterator[Guard]:
        """All guards, in the order in which they are asked."""
        yield from self.requires
        yield from self.by
        yield from self.checks


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may this be done?" for one act: allowed where `refusal` is None."""

    rule: ActRule
    refusal: Refusal | None = None

    @property
    def allowed(self) -> bool:
        """Whether the act may be done."""
        return self.refusal is None


Following = Callable[[Situation, Facts], Facts]
"""What follows from an act of another procedure, given the situation and the facts that the act leaves."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A statutory procedure as a table, in force from `since` until `until` (exclusive).

    One that runs beside others names them in `beside`. `conditions` are what it asks, besides its own acts, of acts of the
    procedures that it runs beside: they look at the facts alone, as `ActRule.requires` does.
    `checks` are those that look at what is entered as well. `following` is what of its own state follows from acts of the
    others: each is given the situation and the facts that the act leaves.
    """

    name: str
    label: Text
    version: str
    since: date
    acts: tuple[ActRule, ...]
    until: date = date.max
    beside: frozenset[str] = frozenset()
    conditions: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)
    checks: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)
    following: Mapping[str, Following] = field(default_factory=dict)

    def rule(self, name: str) -> ActRule | None:
        """The row of the named act, if this procedure has one."""
        return next((rule for rule in self.acts if rule.name == name), None)

    def covers(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.since <= day < self.until


def combined(main: Procedure, *beside: Procedure) -> Procedure:
    """A procedure with those that run beside it, as one table.

    It has all their acts, each under the conditions of all the others and with what follows from it in them.
    """
    rules = (*main.acts, *(replace(rule, procedure=one.name) for one in beside for rule in one.acts))
    return replace(main, acts=tuple(_under(rule, beside) for rule in rules))


def _under(rule: ActRule, procedures: tuple[Procedure, ...]) -> ActRule:
    more = tuple(guard for one in procedures for guard in one.conditions.get(rule.name, ()))
    checks = tuple(guard for one in procedures for guard in one.checks.get(rule.name, ()))
    follows = tuple(one.following[rule.name] for one in procedures if rule.name in one.following)
    if not (more or checks or follows):
        return rule
    effect = _followed(rule.effect, follows)
    return replace(rule, requires=(*rule.requires, *more), checks=(*rule.checks, *checks), effect=effect)


def _followed(
    effect: Callable[[Situation], Facts], follows: tuple[Following, ...]
) -> Callable[[Situation], Facts]:
    def whole(s: Situation) -> Facts:
        facts = effect(s)
        for follow in follows:
            facts = follow(s, facts)
        return facts

    return whole


def without(rule: ActRule, *codes: str) -> ActRule:
    """The row without the guards of those codes."""

    def keep(guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        return tuple(guard for guard in guards if guard.code not in codes)

    return replace(rule, requires=keep(rule.requires), by=keep(rule.by), checks=keep(rule.checks))


def judge(rule: ActRule, situation: Situation, received_on: date | None = None) -> Refusal | None:
    """Ask every guard; the first that does not hold gives the reason.

    An act that was received later than it was done is asked the limits of that day as well. What is missing
    is collected from the guards on the facts, so that a person learns of all of it at once.
    """
    limits = tuple(guard for guard in rule.guards() if guard.limit)
    return _first_refusal(rule, tuple(rule.guards()), situation) or _first_refusal(
        rule, limits, replace(situation, now=received_on or situation.now)
    )


def possible(procedure: Procedure, facts: Facts, who: Person, now: date, timer: Timer) -> tuple[Verdict, ...]:
    """For each act of the table: allowed, or refused with the reason, the basis and what is missing.

    Conditions on what is entered are not asked here: they are asked when the act is done.
    """
    situation = Situation(facts, who, now, timer)
    return tuple(
        Verdict(rule, _first_refusal(rule, (*rule.requires, *rule.by), situation)) for rule in procedure.acts
    )


def _first_refusal(rule: ActRule, asked: tuple[Guard, ...], situation: Situation) -> Refusal | None:
    failed = next((guard for guard in asked if not guard.holds(situation)), None)
    if failed is None:
        return None
    missing = tuple(g.missing for g in rule.requires if g.missing and not g.holds(situation))
    return Refusal(failed.code, failed.message, failed.basis, missing)
