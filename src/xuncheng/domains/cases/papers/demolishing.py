"""Documents of a duty to demolish and its enforcement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.people.models import Officer
from xuncheng.rules.legal import Basis


def letter(
    case: Case, basis: Sequence[Basis], structure: str, reasons: str, manner: str, *, until: date | None = None,
    approval: str = "", contestable: bool = True,
) -> Fields:  # fmt: skip
    """限期拆除决定书, 责令停止建设通知书, 公告, 催告书, 行政强制执行决定书: what they all say."""
    return {
        "cause": case.cause, "party": parts.party(case), "structure": structure, "reasons": reasons, "basis": parts.citations(basis),
        "until": until, "manner": manner, "approval": approval or None, "remedies": parts.remedies() if contestable else None,
        "contact": parts.contact(case),
    }  # fmt: skip


def recheck(case: Case, team: Sequence[Officer], at: datetime, findings: str) -> Fields:
    """拆除情况复查笔录."""
    return {**_about(case, team), "checked_at": at, "findings": findings}


def record(
    case: Case, team: Sequence[Officer], at: datetime, course: str, decision: str, *, goods: list[str], confirmed_by: str,
    kept_at: str, video: str, signature: Fields,
) -> Fields:  # fmt: skip
    """强制执行现场笔录."""
    return {
        **_about(case, team), "carried_out_at": at, "course": course, "decision_number": decision, "goods": goods,
        "confirmed_by": confirmed_by, "kept_at": kept_at, "video": video, "signature": signature,
    }  # fmt: skip


def _about(case: Case, team: Sequence[Officer]) -> Fields:
    return {
        "cause": case.cause, "party_name": case.party.name, "place": case.place, "officers": parts.officers(team),
    }  # fmt: skip
