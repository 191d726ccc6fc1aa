"""Documents of a transfer to the police or to another authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.beside.transfer.table import RULES


def _about(case: Case) -> Fields:
    return {"cause": case.cause, "party": parts.party(case)}


def transfer_report(
    deed: Deed, case: Case, team: Sequence[Officer], crime: str, suspected_at: datetime, findings: str
) -> Fields:
    """移送涉嫌犯罪案件报告."""
    return {
        **_about(case), "crime": crime, "suspected_at": suspected_at, "facts": findings, "evidence": parts.evidence(case),
        "officers": parts.officers(team), "handlers_opinion": parts.own_opinion(deed, "建议移送公安机关。"),
    }  # fmt: skip


def transfer_approval(
    deed: Deed, case: Case, report: Document, crime: str, words: str, *, reasons: str = "", delay: str = ""
) -> Fields:
    """移送涉嫌犯罪案件审批表; with `reasons` it is refused."""
    return {
        **_about(case), "crime": crime, "report_number": report.number, "reported_at": report.made_at,
        "approved": not reasons, "reasons": reasons or None, "delay": delay or None,
        "handlers_opinion": parts.handlers_opinion(case, "经核实，涉嫌犯罪，建议移送公安机关。", report.made_at),
        "head_opinion": parts.own_opinion(deed, words),
    }  # fmt: skip


def transfer_letter(
    deed: Deed, case: Case, approval: Document, crime: str, police: str, attachments: list[str], goods: list[str], delay: str
) -> Fields:  # fmt: skip
    """涉嫌犯罪案件移送书."""
    return {
        **_about(case), "police": police, "crime": crime, "facts": case.summary,
        "basis": parts.citations([Basis("行政处罚法", "27(1)"), Basis(RULES, "3;5(2);6")]), "approval_number": approval.number,
        "approved_at": approval.made_at, "attachments": attachments, "goods": goods, "delay": delay or None,
        "contact": parts.contact(case), "sent_at": deed.at,
    }  # fmt: skip


def transfer_review_request(deed: Deed, case: Case, letter: Document, answer: str, grounds: str) -> Fields:
    """提请复议意见书."""
    return {
        **_about(case), "police": letter.data["police"], "letter_number": letter.number, "answer_number": answer,
        "grounds": grounds, "basis": parts.citations([Basis(RULES, "9(1)")]), "contact": parts.contact(case),
        "asked_on": deed.day,
    }  # fmt: skip


def transfer_goods_list(
    deed: Deed, case: Case, letter: Document, answer: str, items: list[str], receiver: Fields
) -> Fields:
    """涉案物品和材料移交清单."""
    return {
        "cause": case.cause, "party_name": case.party.name, "police": letter.data["police"], "answer_number": answer,
        "items": items, "delivered_at": deed.at, "officers": parts.handlers(case),
        "receiver": receiver,
    }  # fmt: skip


def case_handover(deed: Deed, case: Case, authority: str, reasons: str, materials: list[str]) -> Fields:
    """案件移送函."""
    return {
        **_about(case), "authority": authority, "facts": case.summary, "reasons": reasons,
        "basis": parts.citations([Basis("行政处罚法", "22;23;25")]), "materials": materials, "contact": parts.contact(case),
        "handed_on": deed.day,
    }  # fmt: skip
