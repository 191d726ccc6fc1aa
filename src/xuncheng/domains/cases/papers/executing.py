"""Documents of the execution of a fine: application and decision on a deferral, agreement, reminder, application to the court."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.queries import Document, in_file
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.facts import ZERO

ANNEXES = (
    "decision", "spot_decision", "service_receipt", "statement_record", "hearing_record", "hearing_report",
    "late_fee_decision", "payment_record",
    "deferral_decision", "payment_reminder",
)  # fmt: skip
"""What is annexed to an application to the court (行政强制法第五十五条第一款)."""


class Part(Protocol):
    """One instalment."""

    due_on: date
    amount: Decimal


def parts_of(instalments: Iterable[Part]) -> list[Fields]:
    """Instalments as documents list them."""
    return [{"due_on": one.due_on, "amount": one.amount} for one in instalments]


def application(
    deed: Deed, case: Case, decision: Document, asked: str, difficulty: str, proposal: str, signature: Fields
) -> Fields:
    """延期（分期）缴纳罚款申请书."""
    return {
        **_sums(case, decision), "asked": asked, "difficulty": difficulty, "proposal": proposal, "applied_on": deed.day,
        "signature": signature,
    }  # fmt: skip


def approval(
    deed: Deed, case: Case, decision: Document, asked: Document, opinion: str, *, instalments: list[Fields]
) -> Fields:
    """延期（分期）缴纳罚款审批表, on the application `asked`; without instalments it is refused."""
    told = asked.data
    return {
        **_sums(case, decision), "applied_on": told["applied_on"], "difficulty": told["difficulty"], "proposal": told["proposal"],
        "instalments": instalments, "basis": parts.citations([Basis("行政处罚法", "66(2)")]),
        "handlers_opinion": parts.handlers_opinion(case, f"当事人申请{told['asked']}，报请审批。", asked.made_at),
        "head_opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip


def deferral(
    deed: Deed, case: Case, decision: Document, reasons: str, *, instalments: list[Fields]
) -> Fields:
    """延期（分期）缴纳罚款决定书; without instalments the application was refused."""
    return {
        **_sums(case, decision), "granted": bool(instalments), "instalments": instalments, "reasons": reasons,
        "basis": parts.citations([Basis("行政处罚法", "66(2)")]), "payment": parts.payment(), "decided_on": deed.day,
    }  # fmt: skip


def agreement(
    deed: Deed, case: Case, decision: Document, instalments: list[Fields], terms: str, *, waiver: Decimal, remedial_action: str,
    signature: Fields,
) -> Fields:  # fmt: skip
    """执行协议."""
    return {
        **_sums(case, decision), "instalments": instalments, "waiver": waiver or None, "remedial_action": remedial_action or None,
        "terms": terms, "signed_on": deed.day, "signature": signature,
    }  # fmt: skip


def reminder(case: Case, decision: Document, until: date) -> Fields:
    """催告书（缴纳罚款）."""
    return {
        **_sums(case, decision), "served_on": decision.service.effective_on if _served(decision) else parts.day(decision.made_at),
        "until": until, "payment": parts.payment(), "contact": parts.contact(case),
    }  # fmt: skip


def court_application(
    deed: Deed, case: Case, decision: Document, court: str, object_state: str, party_views: str
) -> Fields:
    """强制执行申请书, with its annexes."""
    return {
        **_sums(case, decision), "court": court, "violation": case.summary, "object_state": object_state, "party_views": party_views,
        "annexes": [f"{one.title}（{one.number}）" for one in in_file(case.pk) if one.kind in ANNEXES],
        "head": deed.actor.name, "applied_on": deed.day, "contact": parts.contact(case),
    }  # fmt: skip


def suspension(
    deed: Deed, case: Case, decision: Document, ground: str, reasons: str, *, resumes: bool
) -> Fields:
    """中止（恢复）执行通知书."""
    return {
        **_sums(case, decision), "resumes": resumes, "ground": ground, "reasons": reasons, "effective_on": deed.day,
    }  # fmt: skip


def ending(
    deed: Deed, case: Case, decision: Document, ground: str, reasons: str, *, amount: Decimal
) -> Fields:
    """终结执行决定书."""
    return {
        **_sums(case, decision), "owed": amount, "ground": ground, "reasons": reasons, "decided_on": deed.day,
    }  # fmt: skip


def _served(decision: Document) -> bool:
    return getattr(decision, "service", None) is not None


def _sums(case: Case, decision: Document) -> Fields:
    facts = case.facts
    return {
        "party": parts.party(case), "cause": case.cause, "decision_title": decision.title, "decision_number": decision.number,
        "penalised_on": parts.day(decision.made_at), "fine": facts.fine, "late_fee": facts.late_fee or None, "paid": facts.paid,
        "owed": max(facts.owed, ZERO),
    }  # fmt: skip
