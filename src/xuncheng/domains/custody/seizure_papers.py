"""Documents of sealing and seizure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody.measure_papers import listed
from xuncheng.domains.custody.models import Measure, MeasureItem, MeasureKind
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.procedure.beside.seizure.checks import OUTCOMES, PRESENT, acl

NAMES = {MeasureKind.SEAL: "查封", MeasureKind.SEIZE: "扣押"}
"""What the party reads."""


def about(case: Case, measure: Measure) -> Fields:
    """What every one of them names."""
    return {"cause": case.cause, "party": parts.party(case), "measure": NAMES[MeasureKind(measure.kind)]}


def after(case: Case, measure: Measure) -> Fields:
    """What comes after the decision names besides."""
    return {**about(case, measure), "decision_number": measure.decision_number}


def approval(deed: Deed, case: Case, measure: Measure, approved: bool, opinion: str) -> Fields:
    """查封（扣押）审批表."""
    proposal = f"建议予以{NAMES[MeasureKind(measure.kind)]}。"
    return {
        **about(case, measure), "place": measure.place, "reason": measure.reason, "provision": measure.basis,
        "basis": parts.citations(acl("18;19") if measure.urgent else acl("18")), "started_at": measure.started_at,
        "approved": approved, "handlers_opinion": parts.handlers_opinion(case, proposal, measure.proposed_at),
        "head_opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip


def decision(case: Case, measure: Measure, items: Sequence[MeasureItem], keeping: str) -> Fields:
    """查封（扣押）决定书."""
    objects = "、".join(f"{item['name']}{item['quantity']}" for item in listed(items))
    return {
        **about(case, measure), "reason": measure.reason, "provision": measure.basis, "basis": parts.citations(acl("18;24")),
        "place": measure.place, "objects": f"{objects}（详见清单）。", "started_at": measure.started_at, "until": measure.until,
        "keeping": keeping, "remedies": parts.remedies(), "contact": parts.contact(case),
    }  # fmt: skip


def goods_list(
    case: Case, measure: Measure, items: Sequence[MeasureItem], team: Sequence[Officer], signatures: Fields
) -> Fields:  # fmt: skip
    """查封（扣押）物品清单."""
    return {
        **after(case, measure), "place": measure.place, "items": sold_or_not(items), "officers": parts.officers(team), **signatures,
    }  # fmt: skip


def minutes(
    case: Case, measure: Measure, team: Sequence[Officer], present: str, words: tuple[str, str], signatures: Fields
) -> Fields:  # fmt: skip
    """查封（扣押）现场笔录; `words` are the course of it and what the party said."""
    course, statement = words
    return {
        **about(case, measure), "place": measure.place, "started_at": measure.started_at, "present": PRESENT[present].zh,
        "urgency": measure.reason if measure.urgent else None, "course": course, "statement": statement,
        "officers": parts.officers(team), **signatures,
    }  # fmt: skip


def test_notice(case: Case, measure: Measure, body: str, subject: str, test_until: date) -> Fields:
    """检测（鉴定）期间告知书."""
    return {
        **after(case, measure), "body": body, "subject": subject, "test_until": test_until, "until": measure.until,
        "contact": parts.contact(case),
    }  # fmt: skip


def extension(case: Case, measure: Measure, reasons: str, extended_until: date) -> Fields:
    """延长查封（扣押）期限决定书."""
    return {
        **after(case, measure), "reasons": reasons, "basis": parts.citations(acl("25(1);25(2)")), "until": measure.until,
        "extended_until": extended_until, "remedies": parts.remedies(), "contact": parts.contact(case),
    }  # fmt: skip


def handling(
    case: Case, measure: Measure, items: Sequence[MeasureItem], outcome: str, provision: str, reasons: str
) -> Fields:  # fmt: skip
    """查封（扣押）物品处理决定书."""
    return {
        **after(case, measure), "outcome": OUTCOMES[outcome].zh, "provision": provision or None, "reasons": reasons,
        "basis": parts.citations(acl("27")), "items": sold_or_not(items), "remedies": parts.remedies(), "contact": parts.contact(case),
    }  # fmt: skip


def lifting(
    case: Case, measure: Measure, items: Sequence[MeasureItem], ground: str, article: str, reasons: str, *,
    forced: bool,
) -> Fields:  # fmt: skip
    """解除查封（扣押）决定书."""
    return {
        **after(case, measure), "ground": ground, "forced": forced, "reasons": reasons,
        "basis": parts.citations(acl(article)), "items": sold_or_not(items), "contact": parts.contact(case),
    }  # fmt: skip


def sold_or_not(items: Sequence[MeasureItem]) -> list[Fields]:
    """The objects as lists print them, with what they were sold for."""
    return [{**row, "sold_for": item.sold_for} for row, item in zip(listed(items), items, strict=True)]
