"""The small documents of an investigation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed


def party_summons(
    deed: Deed, case: Case, person: str, appear_at: datetime, place: str, materials: list[str]
) -> Fields:
    """询问（调查）通知书."""
    return {
        "person": person, "cause": case.cause, "appear_at": appear_at, "place": place, "materials": materials,
        "contact": parts.contact(case), "summoned_on": deed.day,
    }  # fmt: skip


def evidence_extract(
    deed: Deed, case: Case, team: Sequence[Officer], name: str, proves: str, origin: str, place: str,
    holder: Fields,
) -> Fields:  # fmt: skip
    """证据提取单."""
    return {
        "cause": case.cause, "party_name": case.party.name, "name": name, "proves": proves, "origin": origin,
        "copied_on": deed.day, "place": place or case.place, "officers": parts.officers(team),
        "holder": holder,
    }  # fmt: skip


def sample_voucher(
    deed: Deed,
    case: Case,
    team: Sequence[Officer],
    samples: list[Fields],
    place: str,
    signature: Fields,
) -> Fields:
    """抽样取证凭证."""
    return {
        "cause": case.cause, "party": parts.party(case), "place": place or case.place, "taken_at": deed.at, "samples": samples,
        "officers": parts.officers(team), "party_signature": signature,
    }  # fmt: skip


def test_commission(
    deed: Deed, case: Case, institute: str, items: list[str], question: str, report_by: date
) -> Fields:
    """检测（鉴定）委托书."""
    return {
        "institute": institute, "cause": case.cause, "items": items, "question": question, "report_by": report_by,
        "contact": parts.contact(case), "commissioned_on": deed.day,
    }  # fmt: skip


def recusal_application(
    deed: Deed, case: Case, person: Officer, applicant: str, ground: str, signature: Fields
) -> Fields:
    """回避申请书（笔录）."""
    return {
        "applicant": applicant, "cause": case.cause, "person": person.user.name, "ground": ground, "applied_at": deed.at,
        "signature": signature,
    }  # fmt: skip
