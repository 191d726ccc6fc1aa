"""What the explorer tries: kinds of cases, people, and entered values, small and complete.

Values stand for classes: below the range, in it, high enough for a hearing, above it. The people cover every
relation that a guard can tell apart: in charge, certified, not certified, head, reviewer, party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from xuncheng.rules.procedure.explore import AHEAD, FAR, PAST, TODAY, Domain, Universe
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import ORDINARY_INVARIANTS, SIMPLE_INVARIANTS
from xuncheng.rules.procedure.model import Person
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.simple import SIMPLE

ANNA, BO, CHEN = (Person(name, certified=True, roles=frozenset({"officer"})) for name in ("a", "b", "c"))
UNCERTIFIED = Person("u")
HEAD = Person("h", roles=frozenset({"head"}))
SECOND_HEAD = Person("k", roles=frozenset({"head"}))
REVIEWER = Person("r", roles=frozenset({"reviewer"}))
EVERYTHING = Person("x", certified=True, roles=frozenset({"officer", "head", "reviewer"}))
"""An officer who is also a head and a reviewer: lawful in each part, but not in two parts of one case."""
PEOPLE = (ANNA, HEAD, REVIEWER, EVERYTHING)

FINE, WARNING = frozenset({"fine"}), frozenset({"warning"})
BELOW, LOW, HIGH, ABOVE = Decimal(50), Decimal(150), Decimal(900), Decimal(2000)

BASE = Facts(kinds=FINE, fine_min=Decimal(100), fine_max=Decimal(1000), hearing_over=Decimal(800))

PARTIES: Mapping[str, Mapping[str, object]] = {
    "adult": {}, "minor": {"age": "minor"}, "organisation": {"party": "organisation"},
}  # fmt: skip
WEIGHTS: Mapping[str, Mapping[str, object]] = {
    "plain": {}, "public interest": {"public_interest": True}, "grave": {"grave": True},
}  # fmt: skip
ORDERS: Mapping[str, Mapping[str, object]] = {"at once": {}, "correct first": {"correct_first": True}}


def _worlds(*axes: Mapping[str, Mapping[str, object]]) -> dict[str, Facts]:
    """Every combination of the axes: cases that may lead to a penalty."""
    return {
        ", ".join(name for name, _ in choice): replace(
            BASE, **{k: v for _, fields in choice for k, v in fields.items()}
        )  # type: ignore[arg-type] # fields of Facts by name
        for choice in product(*(axis.items() for axis in axes))
    }


UNSOUND: Mapping[str, Facts] = {
    "child": replace(BASE, age="child"),
    "not capable": replace(BASE, capable=False),
    "not competent": replace(BASE, competent=False),
    "time-barred": replace(BASE, time_barred=True),
    "filed before": replace(BASE, filed_before=True),
    "fined before": replace(BASE, fined_before=True),
    "old matter": replace(BASE, matter_applies=False),
}
"""Cases that may not."""


def _fixed(*values: object) -> Domain:
    return lambda facts: values


def _amounts(facts: Facts) -> tuple[Decimal, ...]:
    """What may be proposed or decided before a decision, paid or added after it."""
    if facts.decided is None:
        return (Decimal(0), BELOW, LOW, HIGH, ABOVE)
    return (Decimal(0), facts.fine / 2, facts.owed, facts.fine * 3)


YES_NO = _fixed(True, False)
DOMAINS: Mapping[str, Domain] = {
    "officers": _fixed((ANNA, BO), (ANNA,), (ANNA, ANNA), (ANNA, UNCERTIFIED), (ANNA, EVERYTHING)),
    "officer": _fixed(BO, CHEN),
    "replacement": _fixed(CHEN, UNCERTIFIED, ANNA),
    "members": _fixed((HEAD, SECOND_HEAD), (HEAD,), (HEAD, CHEN), (HEAD, EVERYTHING)),
    "kinds": _fixed(FINE, WARNING),
    "amount": _amounts,
    "ground": _fixed("", "lighter", "reduced"),
    "certificates_shown": YES_NO,
    "lawful": YES_NO,
    "accepted": _fixed((), ("e",)),
    "until": _fixed(AHEAD),
    "delivered": YES_NO,
    "corrected": YES_NO,
    "signed": YES_NO,
    "passed": YES_NO,
    "absent": YES_NO,
    "discussed": YES_NO,
    "consented": YES_NO,
    "hearing_on": _fixed(PAST, AHEAD, FAR),
    "document": _fixed("prior_notice", "decision"),
    "way": _fixed("direct", "electronic", "announcement"),
    "reason": _fixed("", "下落不明"),
    "received_on": _fixed(TODAY, AHEAD),
    "receipt": _fixed("", "0001"),
}


def _over(facts: Facts) -> bool:
    return facts.decided is not None or facts.unpunished or facts.terminated


def forget(facts: Facts) -> Facts:
    """Drop what nothing looks at any more: how the party was heard, and once decided, how it came to that."""
    if not _over(facts):
        return replace(facts, statement="waived") if facts.statement == "rechecked" else facts
    return replace(
        facts, told=False, pending=False, evidence=False, recorded=False, notified=None, statement="", ceiling=None,
        hearing="", review="", panel=None, extensions=0,
    )  # fmt: skip


def ordinary() -> Universe:
    """Everything that is tried on the ordinary procedure. No guard there asks what kind of party it is."""
    parties = {name: fields for name, fields in PARTIES.items() if name != "organisation"}
    return Universe(
        ORDINARY, _worlds(parties, WEIGHTS, ORDERS) | UNSOUND, PEOPLE, DOMAINS, ORDINARY_INVARIANTS, forget
    )


def simple() -> Universe:
    """Everything that is tried on the simple procedure. No guard there asks how weighty the case is."""
    worlds = {
        name: replace(facts, kinds=FINE | WARNING)
        for name, facts in (_worlds(PARTIES, ORDERS) | UNSOUND).items()
    }
    return Universe(
        SIMPLE, worlds, PEOPLE, {**DOMAINS, "way": _fixed("bank", "on_the_spot")}, SIMPLE_INVARIANTS, forget
    )


UNIVERSES = (simple, ordinary)
