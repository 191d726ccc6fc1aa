"""What the approval of a publication says, of an exemption, and of a withdrawal (处罚信息公示、撤回审批表)."""

from __future__ import annotations

from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.models import Publication
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS

PUBLISH, EXEMPT, WITHDRAW = "公示", "不予公示", "撤回公示"
APL = "行政处罚法"
_BASIS = {
    PUBLISH: (Basis(APL, "48(1)"), Basis(APL, "50")),
    EXEMPT: (Basis(APL, "48(1)"), Basis(APL, "50")),
    WITHDRAW: (Basis(APL, "48(2)"), Basis(APL, "85")),
}
_PROPOSALS = {
    PUBLISH: "已核对并遮蔽拟公示内容，建议予以公示。",
    EXEMPT: "建议不予公示。",
    WITHDRAW: "原处罚决定已变更、撤销或者被确认违法、无效，建议撤回公示信息。",
}


def _about(deed: Deed, case: Case, row: Publication, measure: str, opinion: str) -> Fields:
    return {
        "measure": measure, "cause": case.cause, "party_name": case.party.name, "decision_number": row.number,
        "decided_on": row.decided_on, "basis": parts.citations(_BASIS[measure]),
        "handlers_opinion": parts.handlers_opinion(case, _PROPOSALS[measure], deed.at),
        "head_opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip


def publishing(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """公示审批表: exactly what is shown, and what was left out of it."""
    return {
        **_about(deed, case, row, PUBLISH, opinion), "shown_party": row.party, "credit_code": row.credit_code or None,
        "account": row.account, "penalty": row.penalty, "left_out": row.left_out, "shown_from": row.day,
        "shown_until": row.shown_until,
    }  # fmt: skip


def exempting(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """不予公示审批表."""
    reasons = f"{GROUNDS[row.ground].zh}。{row.reasons}"
    return {**_about(deed, case, row, EXEMPT, opinion), "reasons": reasons}


def withdrawing(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """撤回审批表."""
    return {
        **_about(deed, case, row, WITHDRAW, opinion), "shown_from": row.day, "withdrawn_on": row.withdrawn_on,
        "reasons": row.explanation,
    }  # fmt: skip
