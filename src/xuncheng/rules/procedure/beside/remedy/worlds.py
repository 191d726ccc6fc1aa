"""What is tried on remedies: each main procedure with them beside it.

A case begins with none, with a reconsideration behind it, or as one that the agency sent back to itself while the party's
reconsideration goes on; and then meets at most one remedy more (the last kind: none). It has evidence from
the outset, for none is gathered while a remedy is pending. So every rule that speaks of an earlier remedy, or of one
pending beside another, is met. Of the main procedure those acts are done that a remedy can meet: what lies between filing and
decision is all one to remedies, for a case that begins anew forgets it, and its own universe walks it in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.remedy.effects import RESULTS
from xuncheng.rules.procedure.beside.remedy.invariants import REMEDY_INVARIANTS
from xuncheng.rules.procedure.beside.remedy.state import Remedy
from xuncheng.rules.procedure.beside.remedy.table import REMEDY, SPOT_REMEDY
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact
from xuncheng.rules.procedure.model import Person, Procedure
from xuncheng.rules.procedure.universe import AHEAD, PAST, TODAY, Domain, Drop, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    EVERYTHING,
    FINE,
    HEAD,
    NO_KIND,
    PROPOSER,
    REVIEWER,
    UNKNOWN,
    beside,
    core,
    ordinary,
    simple,
)

CHIEF = Person("y", certified=True, roles=frozenset({"officer", "head"}))
"""A head who is himself in charge of the case."""

BEHIND = Remedy(key=1, kind="reconsideration", since=PAST, until=PAST, result="stands")
GOING_ON = Remedy(key=1, kind="reconsideration", since=PAST, state="answered")
SENT_BACK = Remedy(
    key=2, kind="own", since=PAST, until=PAST, result="redone", barred=FINE, barred_amount=Decimal(500)
)

_DECIDED = Drop(
    lambda f: f.decided is not None or f.unpunished,
    ("told", "notified", "hearing", "presider", "review", "panel", "extensions"),
)  # fmt: skip
"""What a case that begins anew forgets anyhow."""

APART = {
    "ordinary": {
        "case.decline", "case.suspend", "case.resume", "deadline.extend", "recusal.decide", "panel.discuss",
        "legality.review", "hearing.request", "hearing.convene", "hearing.designate", "hearing.hold", "hearing.report", "hearing.waive",
        "statement.hear", "statement.submit", "statement.recheck", "statement.waive", "decision.waive",
    },
    "simple": {
        "case.terminate", "correction.order", "correction.recheck", "statement.hear", "statement.recheck", "statement.waive",
    },
}  # fmt: skip
"""Acts before the decision of which nothing is left once a case begins anew."""


def _fixed(*values: object) -> Domain:
    return lambda _: values


NO_YES = _fixed(False, True)


def _keys(facts: Facts) -> tuple[int, ...]:
    return tuple(range(1, len(facts.remedies) + 2))


DOMAINS: Mapping[str, Domain] = {
    "remedy": _keys, "kind": _fixed("reconsideration", "litigation", "own"), "through_us": NO_YES, "brief": NO_YES,
    "lodged_on": _fixed(TODAY, AHEAD), "received_by_us": _fixed(TODAY, AHEAD), "decided_on": _fixed(PAST, TODAY, AHEAD),
    "ordered_by": _fixed("body", "agency", "nobody"), "outcome": _fixed(*RESULTS, "lost"), "redo": NO_YES,
    "refund": lambda f: (Decimal(0), *(one.refund for one in f.remedies)), "kinds": _fixed(FINE, NO_KIND, FINE | UNKNOWN),
    "corrected": _fixed(True), "officers": _fixed((ANNA, CHIEF)), "certificates_shown": _fixed(True), "delivered": _fixed(True),
}  # fmt: skip


def _untouched(facts: Facts) -> bool:
    """No remedy came since the case began."""
    return all(one.since == PAST for one in facts.remedies)


def _sent_back(facts: Facts) -> bool:
    return any(one.kind == "own" for one in facts.remedies)


LODGED_ONCE = fact(
    "more_than_one",
    lambda f: _untouched(f) and (not _sent_back(f) or any(one.pending for one in f.remedies)),
    Text("此前之外至多再一次", "at most one more than there was before"),
    (),
)
REVOKED_ONCE = fact(
    "more_than_one_revoked", lambda f: _untouched(f) and not _sent_back(f),
    Text("至多一次，且此前没有其他救济", "at most once, and after no other remedy"), (),
)  # fmt: skip
BEGUN = fact("more_than_tried", lambda f: f.proposed, Text("立案呈批以后", "once a case was proposed"), ())


def bounded(procedure: Procedure) -> Procedure:
    """The table of remedies as far as it is walked: no act before the case exists, and at most one remedy more."""
    few = dict.fromkeys((rule.name for rule in procedure.acts), (BEGUN,))
    few |= {"remedy.lodge": (LODGED_ONCE,), "decision.revoke": (REVOKED_ONCE,)}
    return replace(procedure, conditions={**procedure.conditions, **few})


def _beside(universe: Universe, procedure: Procedure, earlier: tuple[tuple[Remedy, ...], ...]) -> Universe:
    main = universe.procedure
    met = replace(main, acts=tuple(rule for rule in main.acts if rule.name not in APART[main.name]))
    start = universe.start.but(
        evidence=True,
        recorded=True,
        recused=frozenset({EVERYTHING.id}) if main.name == "ordinary" else frozenset(),
    )
    small = replace(universe, procedure=met, start=start, people=(CHIEF, HEAD, REVIEWER, EVERYTHING))
    whole = beside(small, (bounded(procedure),), DOMAINS, REMEDY_INVARIANTS)
    return replace(whole, choices={"remedies": earlier}, drops=(PROPOSER, _DECIDED))


def remedy() -> Universe:
    """The ordinary procedure with remedies beside it."""
    return _beside(core(ordinary(), 500, FINE), REMEDY, ((), (BEHIND,), (GOING_ON, SENT_BACK)))


def remedy_on_the_spot() -> Universe:
    """The simple procedure with remedies beside it."""
    barred = replace(SENT_BACK, barred_amount=Decimal(110))
    return _beside(core(simple(), 110, FINE), SPOT_REMEDY, ((), (BEHIND,), (GOING_ON, barred)))
