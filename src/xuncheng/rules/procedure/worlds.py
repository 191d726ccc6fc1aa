"""What the explorer tries: kinds of cases, people, and entered values, small and complete.

The claim is: whatever holds on every step of these universes holds in every case. It rests on this.

Facts. Every fact that is fixed when a case begins takes each value that a guard can tell apart, in every
combination: who the party is (kind, age, capacity), whether the matter applies and asks for correction first,
jurisdiction, time bar, earlier filing, earlier fine, weight, public interest, and which kinds of penalty the
matter allows: a fine alone (simple: fine and warning), or kinds without a fine of which one needs a hearing.

Sums. Guards only compare sums: with the range, with the sum above which a hearing is due, with the limits of
the simple procedure, with the sum notified, discussed, owed or decided. There is one sum for each stretch
between these marks, nothing, and, once a penalty is decided, half of it, what is owed, and more than that.

People. Guards only ask whether somebody is in charge, recused, certified, head, or reviewer, and whether two
are the same. There is an officer in charge; a head and a reviewer who are nothing else; one who is officer,
head and reviewer at once, and may be in charge, recused or neither; and, where people are named in an act,
also one too few, one twice, one uncertified, one in charge and one recused. A partner may be replaced once.

Days. Guards only ask whether a day lies before another. There is a past day, today, a day ahead, on which
every period ends, and one beyond it; any period may lapse at any moment, in any order.

Other values are yes or no, empty or not, or one of a list that is tried in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact
from xuncheng.rules.procedure.invariants import Invariant
from xuncheng.rules.procedure.invariants_ordinary import ORDINARY_INVARIANTS
from xuncheng.rules.procedure.invariants_simple import SIMPLE_INVARIANTS
from xuncheng.rules.procedure.model import ActRule, Person, Procedure, combined, without
from xuncheng.rules.procedure.monitor import Monitor
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.simple import SIMPLE
from xuncheng.rules.procedure.sparing import NoPenaltyGround
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Domain, Drop, Universe

# --- people ---------------------------------------------------------------------------------------------

ANNA, BO, CHEN = (Person(name, certified=True, roles=frozenset({"officer"})) for name in ("a", "b", "c"))
UNCERTIFIED = Person("u")
HEAD = Person("h", roles=frozenset({"head"}))
SECOND_HEAD = Person("k", roles=frozenset({"head"}))
REVIEWER = Person("r", roles=frozenset({"reviewer"}))
EVERYTHING = Person("x", certified=True, roles=frozenset({"officer", "head", "reviewer"}))
"""An officer who is also a head and a reviewer: lawful in each part, but not in two parts of one case."""
PEOPLE = (ANNA, HEAD, REVIEWER, EVERYTHING)

GOOD_DEVICE = Monitor("m", reviewed_on=PAST, marked=True, published_on=PAST)
UNFIT_DEVICES = (
    Monitor("m", marked=True, published_on=PAST), Monitor("m", reviewed_on=PAST, published_on=PAST),
    Monitor("m", reviewed_on=PAST, marked=True), Monitor("m", reviewed_on=PAST, marked=True, published_on=AHEAD),
    Monitor("m", reviewed_on=PAST, marked=True, published_on=PAST, withdrawn_on=TODAY),
)  # fmt: skip

UNFIT_TEAMS = ((ANNA,), (ANNA, ANNA), (ANNA, UNCERTIFIED))
UNFIT_PANELS = ((HEAD,), (HEAD, HEAD), (HEAD, CHEN), (HEAD, EVERYTHING))

# --- kinds of cases -------------------------------------------------------------------------------------

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
    "designated": NO,
    "time_barred": NO,
    "filed_before": NO,
    "fined_before": NO,
    "offended_before": NO,
    "waivable": YES,
    "grave": NO,
    "public_interest": NO,
}
PARTED_BY = "kinds"
"""The choice by which a universe is walked in parts."""

# --- entered values -------------------------------------------------------------------------------------


def _fixed(*values: object) -> Domain:
    return lambda _: values


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
    "officers": _fixed((ANNA, BO), (ANNA, EVERYTHING), *UNFIT_TEAMS),
    "officer": _fixed(BO, EVERYTHING, CHEN),
    "replacement": _replacements,
    "members": _fixed((HEAD, SECOND_HEAD), *UNFIT_PANELS),
    "kinds": _kinds,
    "ground": _fixed("", "lighter", "reduced"),
    "factors": _fixed(frozenset()),
    "departure": _fixed(""),
    "no_penalty_ground": _fixed(*NoPenaltyGround),
    "harmless": YES_NO,
    "education": _fixed("", "已教育"),
    "proof": _fixed((), ("e",)),
    "certificates_shown": YES_NO,
    "lawful": YES_NO,
    "device": _fixed(None, GOOD_DEVICE, *UNFIT_DEVICES),
    "accepted": _fixed((), ("e",)),
    "until": _fixed(PAST, AHEAD),
    "delivered": YES_NO,
    "corrected": YES_NO,
    "began": _fixed(PAST, TODAY, AHEAD),
    "signed": YES_NO,
    "passed": YES_NO,
    "started_at": _fixed(PAST, TODAY, AHEAD, FAR),
    "absent": YES_NO,
    "discussed": YES_NO,
    "witnesses": _fixed(""),
    "filmed": _fixed(False),
    "hearing_on": _fixed(PAST, TODAY, AHEAD, FAR),
    "presider": _fixed(REVIEWER, HEAD, ANNA),
    "document": _fixed("prior_notice", "decision", "no_penalty_decision"),
    "reason": _fixed("", "下落不明"),
    "received_on": _fixed(PAST, TODAY, AHEAD),
    "receipt": _fixed("", "0001"),
    "paid_on": _fixed(None, PAST, AHEAD),
}
WAYS = _fixed("direct", "announcement", "bank", "on_the_spot")

# --- what nothing looks at any more -----------------------------------------------------------------------


def _over(facts: Facts) -> bool:
    return facts.decided is not None or facts.unpunished or facts.terminated


_FIXED = (*CHOICES, "kinds", "fine_min", "fine_max", "bands", "hearing_over")
_HISTORY = (
    "told",
    "evidence",
    "recorded",
    "notified",
    "ceiling",
    "hearing",
    "presider",
    "heard",
    "review",
    "panel",
    "extensions",
)

PROPOSER = Drop(lambda facts: facts.proposed, ("proposer",))
JURISDICTION = ("competent", "designated")
SIMPLE_DROPS = (PROPOSER, Drop(_over, (*_FIXED, *_HISTORY)))
ORDINARY_DROPS = (
    PROPOSER,
    Drop(lambda facts: facts.filed or facts.declined, JURISDICTION),
    Drop(lambda facts: facts.lapsed("decision", TODAY), ("extensions", "review", "panel", "heard")),
    Drop(lambda facts: facts.declined, _FIXED),
    Drop(_over, (*_FIXED, *_HISTORY, "statement")),
)

# --- the universes --------------------------------------------------------------------------------------

UNSURE = frozenset({"decision.make", "recusal.decide"})
"""A decision may be offered although no lawful sum is left; a replacement, although nobody else is tried."""


def ordinary() -> Universe:
    """Everything that is tried on the ordinary procedure."""
    return Universe(
        ORDINARY,
        start=Facts(fine_min=Decimal(100), fine_max=Decimal(1000), hearing_over=Decimal(800)),
        choices={**CHOICES, "kinds": (FINE, WARNING | CLOSURE)},
        people=PEOPLE,
        domains={**DOMAINS, "amount": _amounts(50, 500, 900, 2000), "way": WAYS},
        invariants=ORDINARY_INVARIANTS,
        drops=ORDINARY_DROPS,
        unsure=UNSURE,
    )


def simple() -> Universe:
    """Everything that is tried on the simple procedure: its limits lie above a narrow range, or within a wide one."""
    return Universe(
        SIMPLE,
        start=Facts(fine_min=Decimal(100)),
        choices={
            **CHOICES, "kinds": (FINE | WARNING, WARNING | CLOSURE), "fine_max": (Decimal(120), Decimal(5000)),
        },
        people=PEOPLE,
        domains={**DOMAINS, "amount": _amounts(50, 110, 150, 900, 4000, 6000), "way": WAYS},
        invariants=SIMPLE_INVARIANTS,
        drops=SIMPLE_DROPS,
        unsure=UNSURE,
    )  # fmt: skip


UNIVERSES: Mapping[str, Callable[[], Universe]] = {"simple": simple, "ordinary": ordinary}


# --- the core of a main procedure, for walking it together with what runs beside it ------------------------------


def core(
    universe: Universe,
    amount: int,
    kinds: frozenset[str],
    *,
    open_facts: Mapping[str, tuple[Any, ...]] | None = None,
) -> Universe:
    """A main procedure whole, but for one lawful sum, one team, and only those kinds of cases that procedures beside it can tell apart.

    What it proves of the main procedure, the main procedure's own universe proves of every kind of case. Here all its acts are
    done in every order between those of the procedures beside it.
    """
    domains = {
        **universe.domains, "officers": _fixed((ANNA, EVERYTHING), (ANNA, CHEN), (ANNA, UNCERTIFIED)), "amount": _amounts(amount),
        "officer": _fixed(EVERYTHING), "replacement": _fixed(CHEN), "members": _fixed((HEAD, SECOND_HEAD)),
        "ground": _fixed(""), "lawful": _fixed(True), "no_penalty_ground": _fixed(NoPenaltyGround.NOT_ESTABLISHED, NoPenaltyGround.SLIGHT),
        "harmless": _fixed(True), "education": _fixed("已教育"), "proof": _fixed(()),
        "device": _fixed(None), "discussed": _fixed(True),
        "absent": _fixed(False), "hearing_on": _fixed(FAR), "presider": _fixed(REVIEWER), "started_at": _fixed(PAST),
        "way": _fixed("direct", "bank"),
        "kinds": _fixed(kinds), "paid_on": _fixed(None), "received_on": _fixed(TODAY), "reason": _fixed(""), "until": _fixed(AHEAD),
        "receipt": _fixed("0001"), "corrected": YES_NO, "began": _fixed(TODAY), "accepted": _fixed(("e",)), "signed": _fixed(True),
        "certificates_shown": YES_NO, "delivered": YES_NO, "passed": _fixed(True),
    }  # fmt: skip
    choices = dict(open_facts or {})
    fixed = {name: values[0] for name, values in CHOICES.items() if name not in choices}
    start = universe.start.but(kinds=kinds, fine_max=Decimal(5000), **fixed)
    return replace(universe, start=start, choices=choices, domains=domains)


BOUNDED = "more_than"
"""How the codes of conditions begin that no law asks for: they are the bounds up to which the explorer counts."""


def bounds(procedure: Procedure) -> Iterator[tuple[ActRule, Text]]:
    """The rows of a table as it is walked that are bounded, each with what is tried of it."""
    for rule in procedure.acts:
        yield from ((rule, guard.message) for guard in rule.guards() if guard.code.startswith(BOUNDED))


def at_most(procedure: Procedure, most: int, act: str, states: str) -> Procedure:
    """The procedure with no more than so many of its states in a case: the bound up to which the explorer counts."""
    few = fact(
        f"more_than_{most}",
        lambda f: len(getattr(f, states)) < most,
        Text(f"每案至多{most}次", f"at most {most} in a case"),
        (),
    )
    return replace(
        procedure, conditions={**procedure.conditions, act: (*procedure.conditions.get(act, ()), few)}
    )


def bare(procedure: Procedure, *codes: str, acts: frozenset[str] | None = None) -> Procedure:
    """The procedure without some guards that the main one never lets fail, on all acts or on some: it allows all that it did."""
    rules = (without(rule, *codes) if acts is None or rule.name in acts else rule for rule in procedure.acts)
    return replace(procedure, acts=tuple(rules))


def beside(
    universe: Universe,
    procedures: tuple[Procedure, ...],
    domains: Mapping[str, Domain],
    invariants: tuple[Invariant, ...],
) -> Universe:
    """The universe with procedures that run beside its own: all acts of all of them, in every order."""
    together = combined(universe.procedure, *procedures)
    return replace(
        universe, procedure=together, domains={**universe.domains, **domains}, invariants=(*universe.invariants, *invariants),
        unsure=frozenset(rule.name for rule in universe.procedure.acts),
    )  # fmt: skip


# --- small parts of them, on which guards are taken out ---------------------------------------------------


def with_history(universe: Universe, amount: int) -> Universe:
    """A small part that remembers the history of a case until its decision is served.

    One kind of penalty, one lawful sum, one team, and officers enough to be recused twice: for asking what would happen if an act
    were done although the case was decided or terminated, or by somebody who was recused.
    """
    domains = {
        **universe.domains, "amount": _amounts(amount), "officers": _fixed((ANNA, EVERYTHING), *UNFIT_TEAMS),
        "officer": _fixed(EVERYTHING, CHEN), "replacement": _fixed(CHEN, BO),
    }  # fmt: skip
    late = Drop(lambda f: f.closed or (f.filed and f.decision_served), (*_FIXED, *_HISTORY))
    unsure = frozenset(rule.name for rule in universe.procedure.acts)
    part = universe.parts(PARTED_BY)[0]
    fine = part.start.but(kinds=FINE)
    return replace(part, start=fine, domains=domains, drops=(PROPOSER, late), unsure=unsure)


def with_sums(universe: Universe) -> Universe:
    """A small part with every sum, but nobody recused and no extension."""
    domains = {**universe.domains, "officer": _fixed(REVIEWER), "discussed": _fixed()}
    unsure = UNSURE | {"deadline.extend"}
    return replace(universe.parts(PARTED_BY)[0], domains=domains, unsure=unsure)


TRIALS: Mapping[str, Callable[[], tuple[Universe, ...]]] = {
    "simple": lambda: (with_history(simple(), 110), simple()),
    "ordinary": lambda: (with_history(ordinary(), 900), with_sums(ordinary())),
}
"""For each table where its guards are tried."""
