"""What the explorer tries: kinds of cases, people, and entered values, small and complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants_ordinary import ORDINARY_INVARIANTS
from xuncheng.rules.procedure.invariants_simple import SIMPLE_INVARIANTS
from xuncheng.rules.procedure.model import Person
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.simple import SIMPLE
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Domain, Drop, Universe

ANNA, BO, CHEN = (Person(name, certified=True, roles=frozenset({"officer"})) for name in ("a", "b", "c"))
UNCERTIFIED = Person("u")
HEAD = Person("h", roles=frozenset({"head"}))
SECOND_HEAD = Person("k", roles=frozenset({"head"}))
REVIEWER = Person("r", roles=frozenset({"reviewer"}))
EVERYTHING = Person("x", certified=True, roles=frozenset({"officer", "head", "reviewer"}))
"""An officer who is also a head and a reviewer: lawful in each part, but not in two parts of one case."""
PEOPLE = (ANNA, HEAD, REVIEWER, EVERYTHING)

FINE, WARNING = frozenset({"fine"}), frozenset({"warning"})
CLOSURE, UNKNOWN = frozenset({"close_business"}), frozenset({"detention"})
NO_KIND: frozenset[str] = frozenset()

YES, NO = (True, False), (False, True)
CHOICES: Mapping[str, tuple[Any, ...]] = {
    "party": ("person", "organisation"),
    "age": ("adult", "minor", "child"),
    "capable": YES,
    "correct_first": NO,
    "matter_applies": YES,
    "competent": YES,
    "time_barred": NO,
    "filed_before": NO,
    "fined_before": NO,
    "grave": NO,
    "public_interest": NO,
}


def _fixed(*values: object) -> Domain:
    return lambda facts: values


def _kinds(facts: Facts) -> tuple[frozenset[str], ...]:
    """None, each kind that the matter allows, all of them, and one that it does not."""
    single = tuple(frozenset({kind}) for kind in sorted(facts.kinds))
    return tuple(dict.fromkeys((NO_KIND, *single, facts.kinds, UNKNOWN)))


def _replacements(facts: Facts) -> tuple[Person, ...]:
    """Somebody new, somebody uncertified, somebody in charge, and whoever was recused."""
    return (CHEN, UNCERTIFIED, ANNA, *(Person(one, certified=True) for one in sorted(facts.recused)))


def _amounts(*proposed: int) -> Domain:
    """What may be proposed or decided before a decision, paid or added after it."""
    before = tuple(Decimal(amount) for amount in (0, *proposed))
    return lambda f: before if f.decided is None else (Decimal(0), f.fine / 2, f.owed, f.fine * 3)


YES_NO = _fixed(*YES)
DOMAINS: Mapping[str, Domain] = {
    "officers": _fixed((ANNA, BO), (ANNA,), (ANNA, ANNA), (ANNA, UNCERTIFIED), (ANNA, EVERYTHING)),
    "officer": _fixed(BO, EVERYTHING, CHEN),
    "replacement": _replacements,
    "members": _fixed((HEAD, SECOND_HEAD), (HEAD,), (HEAD, HEAD), (HEAD, CHEN), (HEAD, EVERYTHING)),
    "kinds": _kinds,
    "ground": _fixed("", "lighter", "reduced"),
    "certificates_shown": YES_NO,
    "lawful": YES_NO,
    "accepted": _fixed((), ("e",)),
    "until": _fixed(PAST, AHEAD),
    "delivered": YES_NO,
    "corrected": YES_NO,
    "signed": YES_NO,
    "passed": YES_NO,
    "absent": YES_NO,
    "discussed": YES_NO,
    "consented": YES_NO,
    "hearing_on": _fixed(PAST, TODAY, AHEAD, FAR),
    "document": _fixed("prior_notice", "decision", "no_penalty_decision"),
    "reason": _fixed("", "下落不明"),
    "received_on": _fixed(PAST, TODAY, AHEAD),
    "receipt": _fixed("", "0001"),
}


def _over(facts: Facts) -> bool:
    return facts.decided is not None or facts.unpunished or facts.terminated


_FIXED = (*CHOICES, "kinds", "fine_min", "fine_max", "hearing_over")
_HISTORY = (
    "told", "evidence", "recorded", "notified", "ceiling", "hearing", "heard", "review", "panel",
    "extensions",
)  # fmt: skip
PROPOSER = Drop(lambda facts: facts.proposed, ("proposer",))
SIMPLE_DROPS = (PROPOSER, Drop(_over, (*_FIXED, *_HISTORY)))
ORDINARY_DROPS = (
    PROPOSER,
    Drop(lambda facts: facts.lapsed("decision", TODAY), ("extensions", "review", "panel", "heard")),
    Drop(lambda facts: facts.declined, _FIXED),
    Drop(_over, (*_FIXED, *_HISTORY, "statement")),
)


PARTED_BY = "kinds"
"""The choice by which a universe is walked in parts."""
UNSURE = frozenset({"decision.make", "recusal.decide"})


def ordinary() -> Universe:
    """Everything that is tried on the ordinary procedure. No guard there asks what kind of party it is."""
    start = Facts(fine_min=Decimal(100), fine_max=Decimal(1000), hearing_over=Decimal(800))
    choices = {**CHOICES, "kinds": (FINE, WARNING | CLOSURE)}
    domains = {
        **DOMAINS,
        "amount": _amounts(50, 500, 900, 2000),
        "way": _fixed("direct", "electronic", "announcement", "on_the_spot"),
    }
    return Universe(ORDINARY, start, choices, PEOPLE, domains, ORDINARY_INVARIANTS, ORDINARY_DROPS, UNSURE)


def simple() -> Universe:
    """Everything that is tried on the simple procedure. No guard there asks how weighty the case is."""
    choices = {
        **CHOICES,
        "kinds": (FINE | WARNING, WARNING | CLOSURE),
        "fine_max": (Decimal(120), Decimal(5000)),
    }
    domains = {
        **DOMAINS,
        "amount": _amounts(50, 110, 150, 900, 4000, 6000),
        "way": _fixed("bank", "on_the_spot"),
    }
    return Universe(
        SIMPLE,
        Facts(fine_min=Decimal(100)),
        choices,
        PEOPLE,
        domains,
        SIMPLE_INVARIANTS,
        SIMPLE_DROPS,
        UNSURE,
    )


def _narrow(universe: Universe, amount: int) -> Universe:
    """A small part of a universe that remembers the history of a case until its decision is served.

    One lawful sum, one team, and officers enough to be recused twice: for asking what would happen if an act
    were done although the case was decided or terminated, or by somebody who was recused.
    """
    domains = {
        **universe.domains, "amount": _amounts(amount), "officers": _fixed((ANNA, EVERYTHING)),
        "officer": _fixed(EVERYTHING, CHEN), "replacement": _fixed(CHEN, BO), "members": _fixed((HEAD, SECOND_HEAD)),
    }  # fmt: skip
    late = Drop(lambda f: f.closed or (f.filed and f.decision_served), (*_FIXED, *_HISTORY))
    unsure = frozenset(rule.name for rule in universe.procedure.acts)
    return replace(universe.parts(PARTED_BY)[0], domains=domains, drops=(PROPOSER, late), unsure=unsure)


def narrow_ordinary() -> Universe:
    """A small part of `ordinary`."""
    return _narrow(ordinary(), 900)


def narrow_simple() -> Universe:
    """A small part of `simple`."""
    return _narrow(simple(), 110)


UNIVERSES = {"simple": simple, "ordinary": ordinary}
