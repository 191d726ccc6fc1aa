"""Two procedures beside one case, walked together: those of which one lays a condition on the other's acts, or changes its state.

Only so much is tried as the two need to meet: the acts of both in every order, with the few acts of the case that end it, one
lawful value of what neither asks of the other, and a case that begins where they can meet. What each does with all other
values, it is walked with alone (`together`).

All other pairs meet in facts of the case only: whether it is filed, suspended, decided, over. No act of one is asked for
anything of the other's, and none changes what the other holds; each is walked with the whole case, in which those facts
change in every order whoever changes them. `unmet` names these pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import combinations
from typing import Any

from xuncheng.rules.procedure.beside.behalf.invariants import BEHALF_INVARIANTS
from xuncheng.rules.procedure.beside.behalf.table import BEHALF
from xuncheng.rules.procedure.beside.behalf.worlds import payments
from xuncheng.rules.procedure.beside.demolition.invariants import DEMOLITION_INVARIANTS
from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.beside.demolition.table import DEMOLITION
from xuncheng.rules.procedure.beside.execution import worlds as execution
from xuncheng.rules.procedure.beside.execution.invariants import EXECUTION_INVARIANTS
from xuncheng.rules.procedure.beside.execution.state import Execution
from xuncheng.rules.procedure.beside.execution.table import EXECUTION
from xuncheng.rules.procedure.beside.inquiry.invariants import INQUIRY_INVARIANTS
from xuncheng.rules.procedure.beside.inquiry.table import INQUIRY
from xuncheng.rules.procedure.beside.monitoring.invariants import MONITORING_INVARIANTS
from xuncheng.rules.procedure.beside.monitoring.table import MONITORING, QUALITIES
from xuncheng.rules.procedure.beside.preservation.invariants import PRESERVATION_INVARIANTS
from xuncheng.rules.procedure.beside.preservation.state import Preservation
from xuncheng.rules.procedure.beside.preservation.table import OUTCOMES, PRESERVATION
from xuncheng.rules.procedure.beside.publication import worlds as publications
from xuncheng.rules.procedure.beside.publication.invariants import PUBLICATION_INVARIANTS
from xuncheng.rules.procedure.beside.publication.table import PUBLICATION
from xuncheng.rules.procedure.beside.remedy import worlds as remedies
from xuncheng.rules.procedure.beside.remedy.invariants import REMEDY_INVARIANTS
from xuncheng.rules.procedure.beside.remedy.table import REMEDY, SPOT_REMEDY
from xuncheng.rules.procedure.beside.service import worlds as consents
from xuncheng.rules.procedure.beside.service.invariants import SERVICE_INVARIANTS
from xuncheng.rules.procedure.beside.service.table import SERVICE
from xuncheng.rules.procedure.facts import Penalty
from xuncheng.rules.procedure.invariants import Invariant
from xuncheng.rules.procedure.model import ActRule, Procedure
from xuncheng.rules.procedure.steps import SHANGHAI
from xuncheng.rules.procedure.tables import BESIDE
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Domain, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    CHEN,
    FINE,
    GOOD_DEVICE,
    HEAD,
    YES_NO,
    at_most,
    beside,
    core,
    ordinary,
    simple,
)

HOLDS: Mapping[str, str] = {
    "remedy": "remedies", "remedy_on_the_spot": "remedies", "demolition": "demolitions", "behalf": "behalfs",
    "preservation": "preservations", "monitoring": "monitorings", "transfer": "transfers", "execution": "executions",
    "seizure": "seizures",
    "service": "consented_on", "publication": "publications",
}  # fmt: skip
"""What each procedure beside a case keeps in the facts."""

ENDING = frozenset({"case.terminate", "case.close", "case.archive"})
"""The acts of the case by which it ends."""


def only(*values: object) -> Domain:
    """These values are tried, whatever the facts."""
    return lambda _: values


def at(day: date, hour: int) -> datetime:
    """That hour of the day, in China."""
    return datetime.combine(day, time(hour), SHANGHAI)


ONE_REMEDY: Mapping[str, Domain] = {
    **remedies.DOMAINS,
    "kind": only("reconsideration"), "through_us": only(False), "brief": only(False), "lodged_on": only(TODAY),
    "received_by_us": only(TODAY), "decided_on": only(TODAY), "ordered_by": only("body"),
    "outcome": only("upheld", "changed", "revoked", "redone"), "kinds": only(FINE, frozenset()),
}  # fmt: skip
"""A reconsideration that the body sends, with each thing that its result may make of the decision."""

FORCE: Mapping[str, Domain] = {
    "officers": only((ANNA, CHEN)), "delivered": only(True), "perform_by": only(AHEAD), "owner_unknown": only(False),
    "upheld": YES_NO, "approval": only("示政批1号"), "planned_at": only(at(FAR, 10)), "urgency": only(""),
    "carried_out_at": only(at(PAST, 10)), "cut_off": only(False), "video": only(True), "confirmed_by": only("party"),
    "grounds": only("当事人死亡"),
}  # fmt: skip
"""A forced demolition in which everything is as it should be."""

ON_BEHALF: Mapping[str, Domain] = {
    **FORCE, "hazard": only("traffic"), "structure": only(False), "estimate": only(Decimal(100)), "interested": only(False),
    "violence": only(False), "performer_signed": only(True), "signed_by": only("party"), "place_kind": only("road"),
    "object_kind": only("spill"), "unable": only("没有清运车辆"), "present": YES_NO, "cost": only(Decimal(100)),
    "evidenced": only(Decimal(100)), "excess": only(""), "pay_by": only(AHEAD), "cost_paid": payments, "corrected": only(True),
}  # fmt: skip
"""A performance on the party's behalf in which everything is as it should be."""

ASIDE = frozenset({
    "behalf.object", "behalf.answer", "behalf.suspend", "behalf.resume", "behalf.performed", "behalf.immediate", "behalf.tell",
})  # fmt: skip
"""Acts of which a remedy asks nothing."""

LAWFUL: Mapping[str, Domain] = {
    "officers": only((ANNA, CHEN)), "certificates_shown": only(True), "delivered": only(True), "officer": only(CHEN),
    "preservation": only(1, 2, 3), "approved": only(True), "outcome": only(*OUTCOMES, "upheld"), "device": only(GOOD_DEVICE),
    "recorded_at": only(TODAY), "lookup": only("公众号"), **dict.fromkeys(QUALITIES, only(True)),
}  # fmt: skip
"""Evidence that is gathered as it should be."""

EXECUTED: Mapping[str, Domain] = {
    "asked": only("deferral"), "written": only(True), "instalments": lambda f: (((AHEAD, f.owed),),), "delivered": only(True),
    "served_on": only(TODAY), "court_result": only("withdrawn"), "end_ground": only("other"),
}  # fmt: skip
"""An execution in which everything is as it should be."""

_STEPS = frozenset({
    "deferral.apply", "deferral.approve", "fine.remind", "reminder.serve", "court.apply", "court.record", "execution.end",
})  # fmt: skip
_EXECUTED = replace(
    EXECUTION, acts=tuple(rule for rule in EXECUTION.acts if rule.name in _STEPS),
    conditions={**EXECUTION.conditions, "deferral.apply": (execution.ONCE,)},
)  # fmt: skip

TEAM = {
    "proposed": True,
    "proposer": ANNA.id,
    "investigators": frozenset({ANNA.id, CHEN.id}),
    "evidence": True,
    "recorded": True,
}
_PENALTY = Penalty(FINE, Decimal(500))


def _decided(universe: Universe) -> Universe:
    """A case that begins with its decision served and its fine paid."""
    start = universe.start.but(
        **TEAM, filed=True, concluded=True, correction="met", notified=_PENALTY, notice_served=True, statement="waived",
        decided=_PENALTY, decision_served=True, paid=_PENALTY.amount,
    )  # fmt: skip
    return replace(universe, start=start)


def _sent_back(universe: Universe) -> Universe:
    """A case that the agency sent back to itself while the party's reconsideration goes on: it gathers evidence anew."""
    start = universe.start.but(
        **TEAM, filed=universe.procedure.name == "ordinary", remedies=(remedies.GOING_ON, remedies.SENT_BACK)
    )
    return replace(universe, start=start)


def pair(
    universe: Universe, tables: tuple[Procedure, ...], domains: Mapping[str, Domain], *invariants: Invariant,
    more: frozenset[str] = frozenset(),
) -> Universe:  # fmt: skip
    """The universe with those tables beside the acts by which a case ends, and `more` acts of the case."""
    main = universe.procedure
    few = replace(main, acts=tuple(rule for rule in main.acts if rule.name in ENDING | more))
    small = replace(universe, procedure=few, people=(ANNA, HEAD), drops=())
    return beside(small, tables, domains, invariants)


def remedy_demolition() -> Universe:
    """Remedies and forced demolition: a stop holds, a pending remedy bars force, and a duty ends with its decision."""
    return pair(
        _decided(core(ordinary(), 500, FINE)), (remedies.bounded(REMEDY), DEMOLITION), {**ONE_REMEDY, **FORCE},
        *REMEDY_INVARIANTS, *DEMOLITION_INVARIANTS,
    )  # fmt: skip


def remedy_behalf() -> Universe:
    """Remedies and performance on behalf: a stop holds, and with its decision a duty ends and its cost goes back."""
    decided = _decided(core(ordinary(), 500, FINE))
    unmet = replace(decided, start=decided.start.but(correction="unmet"))
    few = replace(BEHALF, acts=tuple(rule for rule in BEHALF.acts if rule.name not in ASIDE))
    return pair(
        unmet, (remedies.bounded(REMEDY), few), {**ONE_REMEDY, **ON_BEHALF}, *REMEDY_INVARIANTS, *BEHALF_INVARIANTS,
        more=frozenset({"correction.recheck"}),
    )  # fmt: skip


def remedy_preservation() -> Universe:
    """Remedies and registration in advance: nothing is preserved against a party whose remedy is pending."""
    tables = (remedies.bounded(REMEDY), at_most(PRESERVATION, 3, "preservation.propose", "preservations"))
    sent_back = _sent_back(core(ordinary(), 500, FINE))
    begun = (Preservation(key=1), Preservation(key=2, state="approved"))
    universe = replace(sent_back, start=sent_back.start.but(preservations=begun))
    return pair(universe, tables, {**ONE_REMEDY, **LAWFUL}, *REMEDY_INVARIANTS, *PRESERVATION_INVARIANTS)


def remedy_inquiry() -> Universe:
    """Remedies and the small steps of an investigation."""
    universe = _sent_back(core(ordinary(), 500, FINE))
    return pair(
        universe, (remedies.bounded(REMEDY), INQUIRY), {**ONE_REMEDY, **LAWFUL}, *REMEDY_INVARIANTS, *INQUIRY_INVARIANTS
    )  # fmt: skip


def remedy_monitoring() -> Universe:
    """Remedies and monitoring records."""
    universe = _sent_back(core(ordinary(), 500, FINE))
    return pair(
        universe, (remedies.bounded(REMEDY), MONITORING), {**ONE_REMEDY, **LAWFUL}, *REMEDY_INVARIANTS, *MONITORING_INVARIANTS
    )  # fmt: skip


def spot_remedy_monitoring() -> Universe:
    """The same where the case began on the spot."""
    universe = _sent_back(core(simple(), 110, FINE))
    return pair(
        universe, (remedies.bounded(SPOT_REMEDY), MONITORING), {**ONE_REMEDY, **LAWFUL},
        *REMEDY_INVARIANTS, *MONITORING_INVARIANTS,
    )  # fmt: skip


def _owing(universe: Universe, **more: Any) -> Universe:
    """A case whose fine is overdue, with the time to sue running."""
    one = Execution().start("litigation", AHEAD).start("court_application", AHEAD)
    start = universe.start.but(
        **TEAM, filed=True, concluded=True, correction="met", decided=_PENALTY, decision_served=True, executions=(one,), **more
    )  # fmt: skip
    return replace(universe, start=start.start("payment", PAST))


def remedy_execution() -> Universe:
    """Remedies and the execution of a fine: nothing comes before the court meanwhile, and the result reaches execution."""
    return pair(
        _owing(core(ordinary(), 500, FINE)), (remedies.bounded(REMEDY), _EXECUTED), {**ONE_REMEDY, **EXECUTED},
        *REMEDY_INVARIANTS, *EXECUTION_INVARIANTS,
    )  # fmt: skip


def spot_remedy_execution() -> Universe:
    """The same where the case began on the spot."""
    return pair(
        _owing(core(simple(), 500, FINE), lodged=True), (remedies.bounded(SPOT_REMEDY), _EXECUTED), {**ONE_REMEDY, **EXECUTED},
        *REMEDY_INVARIANTS, *EXECUTION_INVARIANTS,
    )  # fmt: skip


def remedy_publication() -> Universe:
    """Remedies and publication: what is changed or falls is called back, whatever became of its publication."""
    decided = _decided(core(ordinary(), 500, FINE))
    ordered = publications.ORDERED.but(state="waiting").start("publication", AHEAD)
    begun = decided.start.but(publications=(ordered,), demolitions=(Demolition(state="performed"),))
    waiting = replace(decided, start=begun)
    domains = {
        **ONE_REMEDY,
        **publications.DOMAINS,
        "outcome": only("upheld", "changed", "revoked", "redone", "unlawful"),
    }
    return pair(
        waiting, (remedies.bounded(REMEDY), PUBLICATION), domains,
        *REMEDY_INVARIANTS, *PUBLICATION_INVARIANTS,
    )  # fmt: skip


def publication_demolition() -> Universe:
    """Publication and forced demolition: the order is published or not, and called back once it is gone."""
    decided = _decided(core(ordinary(), 500, FINE))
    waiting = replace(decided, start=decided.start.but(publications=(publications.WAITING,)))
    return pair(
        waiting, (PUBLICATION, DEMOLITION), {**FORCE, **publications.DOMAINS, "shown_until": only(AHEAD)},
        *PUBLICATION_INVARIANTS, *DEMOLITION_INVARIANTS,
    )  # fmt: skip


def publication_service() -> Universe:
    """Publication and the correction of documents: what is shown of a corrected order follows."""
    decided = _decided(core(ordinary(), 500, FINE))
    ordered = publications.ORDERED.but(state="waiting").start("publication", AHEAD)
    begun = decided.start.but(publications=(ordered,), demolitions=(Demolition(state="performed"),))
    return pair(
        replace(decided, start=begun), (PUBLICATION, SERVICE), {**consents.DOMAINS, **publications.DOMAINS, "shown_until": only(AHEAD)},
        *PUBLICATION_INVARIANTS, *SERVICE_INVARIANTS,
    )  # fmt: skip


PAIRS: Mapping[str, Callable[[], Universe]] = {
    "remedy + demolition": remedy_demolition,
    "remedy + behalf": remedy_behalf,
    "remedy + preservation": remedy_preservation,
    "remedy + inquiry": remedy_inquiry,
    "remedy + monitoring": remedy_monitoring,
    "remedy_on_the_spot + monitoring": spot_remedy_monitoring,
    "remedy + execution": remedy_execution,
    "remedy_on_the_spot + execution": spot_remedy_execution,
    "remedy + publication": remedy_publication,
    "publication + demolition": publication_demolition,
    "publication + service": publication_service,
}
"""Every pair that is walked, by what it is called in reports: the one that lays the condition first."""


def side_by_side() -> Iterator[tuple[Procedure, Procedure]]:
    """Each two procedures that may run beside the same case."""
    yield from ((one, other) for one, other in combinations(BESIDE, 2) if one.beside & other.beside)


def meets(one: Procedure, other: Procedure) -> bool:
    """Whether one lays a condition on acts of the other, or something follows in it from them."""
    asked = {*one.conditions, *one.checks, *one.following}
    return any(rule.name in asked for rule in other.acts)


def unmet() -> tuple[tuple[str, str], ...]:
    """The pairs that are not walked, by their names: neither asks anything of the other's acts."""
    return tuple(
        (one.name, other.name) for one, other in side_by_side() if not (meets(one, other) or meets(other, one))
    )  # fmt: skip


def laid_on(procedure: Procedure) -> Iterator[tuple[ActRule, str]]:
    """The rows of two procedures beside a case, each with the conditions that the other lays on it."""
    own = {
        (one.name, rule.name): {guard.code for guard in rule.guards()} for one in BESIDE for rule in one.acts
    }
    for rule in procedure.acts:
        if rule.procedure:
            yield from (
                (rule, guard.code)
                for guard in rule.guards()
                if guard.code not in own[rule.procedure, rule.name]
            )


def foreign(procedure: str) -> frozenset[str]:
    """What another keeps in the facts than this procedure beside a case; nothing for the case itself."""
    return frozenset(HOLDS.values()) - {HOLDS.get(procedure, "")} if procedure else frozenset()
