"""Documents of performance on the party's behalf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.people.models import Officer
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.beside.behalf.state import owed, paid


def letter(
    case: Case, basis: Sequence[Basis], target: str, reasons: str, manner: str, *, order: str | None = None,
    until: date | None = None, planned_at: datetime | None = None, estimate: Decimal | None = None, performer: str = "",
    contestable: bool = False,
) -> Fields:  # fmt: skip
    """催告书, 代履行决定书, 再次催告书, 立即代履行决定书, 立即代履行通知书: what they all say."""
    return {
        "cause": case.cause, "party": parts.party(case), "order_number": order, "target": target, "reasons": reasons,
        "basis": parts.citations(basis), "until": until, "manner": manner, "planned_at": planned_at, "estimate": estimate,
        "performer": performer or None, "remedies": parts.remedies() if contestable else None, "contact": parts.contact(case),
    }  # fmt: skip


def record(
    case: Case, team: Sequence[Officer], at: datetime, decision: str, target: str, *, performer: str, course: str, signed_by: str,
    signature: Fields,
) -> Fields:  # fmt: skip
    """代履行现场笔录."""
    return {
        **_about(case), "decision_number": decision, "carried_out_at": at, "target": target, "performer": performer, "course": course,
        "signed_by": signed_by, "signature": signature, "officers": parts.officers(team),
    }  # fmt: skip


def recheck(case: Case, team: Sequence[Officer], at: datetime, findings: str) -> Fields:
    """自行履行情况复查笔录."""
    return {**_about(case), "checked_at": at, "findings": findings, "officers": parts.officers(team)}


def cost_decision(
    case: Case, decision: str, performer: str, items: list[str], evidenced: Decimal, excess: str, until: date, basis: Sequence[Basis]
) -> Fields:  # fmt: skip
    """代履行费用缴纳决定书. The cost itself stands in the facts."""
    one = case.facts.behalfs[-1]
    return {
        "cause": case.cause, "party": parts.party(case), "decision_number": decision, "performer": performer,
        "estimate": None if one.immediate else one.estimate, "items": items, "evidenced": evidenced, "cost": one.cost,
        "excess": excess or None, "basis": parts.citations(basis), "until": until, "payment": parts.payment(),
        "remedies": parts.remedies(), "contact": parts.contact(case),
    }  # fmt: skip


def payment(case: Case, decision: str, received: Payment, handler: str) -> Fields:
    """代履行费用缴纳凭证."""
    return {
        "cause": case.cause, "party_name": case.party.name, "payer": received.payer, "decision_number": decision,
        "amount": received.amount, "paid_on": received.paid_on, "receipt_number": received.receipt,
        "paid": paid(case.facts.behalfs), "outstanding": owed(case.facts.behalfs), "handler": handler,
    }  # fmt: skip


def _about(case: Case) -> Fields:
    return {"cause": case.cause, "party_name": case.party.name, "place": case.place}
