"""What the documents of remedies and corrections say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import day
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.documents.queries import Document, in_file
from xuncheng.domains.remedies.models import Remedy
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.queries import lines_of
from xuncheng.rules.legal import Basis

__all__ = ["NOTHING", "Decimal", "correction", "day", "evidence", "monitored", "reply", "revocation"]

NOTHING = Decimal("0.00")
Fields = dict[str, Any]


def monitored(case: Case) -> bool:
    """Whether some evidence of the case is what a monitoring device recorded."""
    collected = (line for line in lines_of(case.pk) if line["name"] == "evidence.collect")
    return any('"monitored":true' in line["input"] for line in collected)


def _against(row: Remedy) -> Fields:
    return {
        "applicant": row.applicant, "body": row.body, "body_number": row.body_number or None, "lodged_on": row.lodged_on,
        "decision_title": row.document.title, "decision_number": row.document.number,
    }  # fmt: skip


def reply(deed: Deed, case: Case, row: Remedy, answer: str) -> Fields:
    """行政复议答复书, 行政诉讼答辩状."""
    return {
        **_against(row), "cause": case.cause, "received_on": row.received_on, "facts": case.summary,
        "violated": parts.violated(case), "penalty_basis": parts.citations(case.matter_version.penalty_basis), "answer": answer,
        "counsel": row.counsel.name if row.counsel else None, "contact": parts.contact(case), "answered_on": deed.day,
    }  # fmt: skip


def evidence(case: Case, row: Remedy) -> Fields:
    """证据目录: the evidence of the case, and the papers that show its procedure."""
    return {
        **_against(row), "cause": case.cause, "items": parts.evidence(case), "papers": [_paper(one) for one in in_file(case.pk)],
        "officers": parts.handlers(case),
    }  # fmt: skip


def _paper(document: Document) -> Fields:
    return {
        "title": document.title,
        "number": document.number,
        "made_on": day(document.made_at),
        "pages": document.pages,
    }


def _about(case: Case, decision: Document) -> Fields:
    return {
        "party": parts.party(case), "cause": case.cause, "decision_title": decision.title, "decision_number": decision.number,
        "decided_on": day(decision.made_at), "basis": parts.citations([Basis("行政处罚法", "75(2)")]),
    }  # fmt: skip


def correction(deed: Deed, case: Case, decision: Document, wrong: str, right: str) -> Fields:
    """更正决定书."""
    return {**_about(case, decision), "wrong": wrong, "right": right, "effective_on": deed.day}


def revocation(deed: Deed, case: Case, decision: Document, reasons: str, redo: bool) -> Fields:
    """撤销决定书."""
    return {
        **_about(case, decision), "reasons": reasons, "redo": redo, "remedies": parts.remedies(), "effective_on": deed.day,
        "refund": _paid_back(case),
    }  # fmt: skip


def _paid_back(case: Case) -> Decimal | None:
    return case.facts.remedies[-1].refund or None
