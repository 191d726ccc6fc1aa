"""Documents of registration and preservation in advance."""

from __future__ import annotations

from collections.abc import Sequence

from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody.models import Measure, MeasureItem
from xuncheng.domains.documents.queries import latest
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.beside.preservation.table import OUTCOMES

_ART_56 = (Basis("行政处罚法", "56"),)


def approval(deed: Deed, case: Case, measure: Measure, approved: bool, opinion: str) -> Fields:
    """先行登记保存审批表."""
    return {
        "cause": case.cause, "party": parts.party(case), "place": measure.place, "reason": measure.reason,
        "basis": parts.citations(_ART_56), "approved": approved,
        "handlers_opinion": parts.handlers_opinion(case, "证据可能灭失或者以后难以取得，建议先行登记保存。", measure.proposed_at),
        "head_opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip


def notice(
    case: Case, measure: Measure, team: Sequence[Officer], items: Sequence[MeasureItem], keeping: str, signature: Fields,
) -> Fields:  # fmt: skip
    """先行登记保存证据通知书及清单."""
    return {
        "party": parts.party(case), "cause": case.cause, "reason": measure.reason, "basis": parts.citations(_ART_56),
        "place": measure.place, "keeping": keeping, "until": measure.until, "items": listed(items),
        "officers": parts.officers(team), "contact": parts.contact(case),
        "party_signature": signature,
    }  # fmt: skip


def disposal(
    case: Case, measure: Measure, items: Sequence[MeasureItem], outcome: str, reasons: str, receiver: Fields
) -> Fields:  # fmt: skip
    """先行登记保存证据处理决定书."""
    told = latest(case.pk, "preservation_notice")
    return {
        "party": parts.party(case), "notice_number": told.number if told else "", "preserved_at": measure.started_at,
        "outcome": OUTCOMES[outcome].zh, "reasons": reasons, "basis": parts.citations(_ART_56), "items": listed(items),
        "remedies": parts.remedies(), "receiver": receiver, "officers": parts.handlers(case),
    }  # fmt: skip


def listed(items: Sequence[MeasureItem]) -> list[Fields]:
    """The objects as a list prints them."""
    return [
        {
            "name": item.name, "kind": item.kind, "specification": item.specification or None,
            "quantity": f"{item.quantity.normalize():f}{item.unit}", "condition": item.condition, "value": item.value,
        }
        for item in items
    ]  # fmt: skip
