"""What the approval of a publication says, of an exemption, an update, an early end and a withdrawal (处罚信息公示、撤回审批表)."""

from __future__ import annotations

from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.masked import PUBLISH, UPDATE
from xuncheng.domains.publication.models import About, Publication
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.beside.publication import guards

EXEMPT, SHORTEN, WITHDRAW = "不予公示", "提前终止公示", "撤回公示"
_BASIS: dict[str, tuple[Basis, ...]] = {
    PUBLISH: guards.SECRECY, EXEMPT: guards.SECRECY, UPDATE: guards.FOLLOWING, SHORTEN: guards.CURE, WITHDRAW: guards.RECALL,
}  # fmt: skip
_PROPOSALS = {
    PUBLISH: "已核对并遮蔽拟公示内容，建议予以公示。",
    EXEMPT: "建议不予公示。",
    UPDATE: "决定书已经更正，已核对并遮蔽更新后的内容，建议更新公示信息。",
    SHORTEN: "已满最短公示期，当事人已全部履行处罚决定并改正违法行为，建议提前终止公示。",
    WITHDRAW: "公示的决定已变更、撤销或者被确认违法、无效，建议撤回公示信息。",
}


def _about(deed: Deed, case: Case, row: Publication, measure: str, opinion: str) -> Fields:
    return {
        "measure": measure, "cause": case.cause, "party_name": case.party.name, "decision_number": row.number,
        "decided_on": row.decided_on, "basis": parts.citations(_basis(row, measure)),
        "handlers_opinion": parts.handlers_opinion(case, _PROPOSALS[measure], deed.at),
        "head_opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip


def _basis(row: Publication, measure: str) -> tuple[Basis, ...]:
    return guards.ORDERS if measure == PUBLISH and row.about == About.ORDER else _BASIS[measure]


def publishing(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """公示审批表: exactly what is shown, and what was left out of it."""
    return {**_about(deed, case, row, PUBLISH, opinion), **_shown(row)}


def updating(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """更新公示审批表: exactly what is shown from now on."""
    return {**_about(deed, case, row, UPDATE, opinion), **_shown(row), "updated_on": row.updated_on}


def shortening(deed: Deed, case: Case, row: Publication, reasons: str, opinion: str) -> Fields:
    """提前终止公示审批表."""
    return {
        **_about(deed, case, row, SHORTEN, opinion), "shown_from": row.day, "shown_until": row.shown_until, "reasons": reasons,
    }  # fmt: skip


def _shown(row: Publication) -> Fields:
    return {
        "shown_party": row.party, "credit_code": row.credit_code or None,
        "account": row.account, "penalty": row.penalty, "left_out": row.left_out,
        "photos": [f"{one['name']}（SHA-256：{one['sha256'][:16]}）" for one in row.photos], "shown_from": row.day,
        "shown_until": row.shown_until,
    }  # fmt: skip


def exempting(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """不予公示审批表."""
    reasons = f"{guards.GROUNDS[row.ground].zh}。{row.reasons}"
    return {**_about(deed, case, row, EXEMPT, opinion), "reasons": reasons}


def withdrawing(deed: Deed, case: Case, row: Publication, opinion: str) -> Fields:
    """撤回审批表."""
    return {
        **_about(deed, case, row, WITHDRAW, opinion), "shown_from": row.day, "withdrawn_on": row.withdrawn_on,
        "reasons": row.explanation,
    }  # fmt: skip
