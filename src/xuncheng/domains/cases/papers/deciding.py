"""Documents from the prior notice to the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.procedure.sparing import GROUNDS, NoPenaltyGround


def _grounds(case: Case) -> Fields:
    return {
        "violated": parts.violated(case),
        "penalty_basis": parts.citations(case.matter_version.penalty_basis),
    }


def prior_notice(case: Case, kinds: Iterable[str], amount: Decimal, weighed: Fields, hearing: bool) -> Fields:
    """行政处罚事先告知书."""
    return {
        "party": parts.party(case), "cause": case.cause, "facts": case.summary, "evidence": parts.evidence(case),
        **_grounds(case), "discretion": weighed, "penalties": parts.penalties(kinds, amount),
        "statement_days": int(settings.LOCALITY.figure("statement_days")),
        "hearing_ground": "较大数额罚款" if hearing else None, "contact": parts.contact(case), "check_code": case.check_code or None,
    }  # fmt: skip


def statement_record(
    deed: Deed,
    case: Case,
    notice: tuple[str, date],
    manner: str,
    statement: str,
    adopted: str | None,
    review: str,
    heard_at: datetime | None,
    signature: Fields | None,
) -> Fields:
    """陈述申辩笔录及复核意见; `heard_at` where a statement was made."""
    return {
        "party": parts.party(case), "cause": case.cause, "notice_number": notice[0], "notice_served_on": notice[1],
        "manner": manner, "heard_at": heard_at, "speaker": case.party.name if heard_at else None,
        "statement": statement or None, "adopted": adopted, "review": parts.own_opinion(deed, review),
        "officers": parts.handlers(case), "party_signature": signature,
    }  # fmt: skip


_POINTS = ("competence", "facts", "evidence", "law", "discretion", "procedure", "papers", "crime")


def legality_review(deed: Deed, case: Case, passed: bool, faults: dict[str, str], words: str) -> Fields:
    """法制审核意见书."""
    facts = case.facts
    triggers = {
        "案件情况疑难复杂": facts.grave, "涉及重大公共利益": facts.public_interest,
        "直接关系当事人重大权益并经过听证程序": facts.heard,
    }  # fmt: skip
    return {
        "cause": case.cause, "party_name": case.party.name, "unit": parts.unit(case), "submitted_on": deed.day,
        "triggers": [name for name, due in triggers.items() if due] or ["本机关决定审核"],
        **{point: {"passed": point not in faults, "note": faults.get(point)} for point in _POINTS},
        "conclusion": "pass" if passed else "amend", "review": parts.own_opinion(deed, words),
    }  # fmt: skip


def _why_discussed(case: Case) -> str:
    """A case that is neither complex nor major is discussed because its fine is to leave the benchmark's band."""
    left = case.facts.bands and not case.facts.grave
    return "拟处罚款超出裁量基准对应档次的幅度" if left else "情节复杂或者重大违法行为"


def panel_record(
    deed: Deed, case: Case, members: Sequence[Fields], recorder: str, conclusion: str, held: tuple[datetime, datetime, str]
) -> Fields:  # fmt: skip
    """集体讨论记录; `held` is when the discussion began and ended, and where it was."""
    began, ended, place = held
    return {
        "cause": case.cause, "party_name": case.party.name, "presider": deed.actor.name, "members": list(members),
        "reporter": case.handler.user.name, "recorder": recorder, "reason": _why_discussed(case),
        "summary": case.summary, "conclusion": conclusion, "started_at": began, "ended_at": ended, "place": place,
    }  # fmt: skip


def decision_approval(
    deed: Deed,
    case: Case,
    filed_on: datetime,
    proposal: str,
    words: str,
    account: str,
    weighed: Fields | None = None,
) -> Fields:
    """案件处理呈批表."""
    facts = case.facts
    return {
        "cause": case.cause, "party": parts.party(case), "filed_on": parts.day(filed_on), "facts": case.summary,
        "evidence": parts.evidence(case), **_grounds(case), "discretion": weighed or parts.discretion(case), "notice_account": account,
        "review_account": "法制审核通过。" if facts.review == "passed" else None,
        "panel_account": "经集体讨论，同意上述处理意见。" if facts.panel else None, "proposal": proposal,
        "handlers_opinion": parts.handlers_opinion(case, "建议按拟处理意见办理。", deed.at),
        "head_opinion": parts.own_opinion(deed, words),
    }  # fmt: skip


def decision(
    case: Case, day: date, kinds: Iterable[str], amount: Decimal, weighed: Fields, account: str
) -> Fields:
    """行政处罚决定书."""
    return {
        "party": parts.party(case), "cause": case.cause, "facts": case.summary, "evidence": parts.evidence(case),
        "notice_account": account, **_grounds(case), "discretion": weighed,
        "penalties": parts.penalties(kinds, amount), "correction": "改正违法行为",
        "payment": parts.payment() if amount else None, "remedies": parts.remedies(), "decided_on": day,
        "check_code": case.check_code or None,
    }  # fmt: skip


def no_penalty_decision(
    case: Case, day: date, ground: NoPenaltyGround, reasons: str, education: str
) -> Fields:
    """不予行政处罚决定书."""
    return {
        "party": parts.party(case), "cause": case.cause, "facts": case.summary, "evidence": parts.evidence(case),
        "ground": ground, "basis": parts.citations(GROUNDS[ground].basis), "reasons": reasons, "education": education or None,
        "remedies": parts.remedies(), "decided_on": day,
    }  # fmt: skip


def education_record(
    deed: Deed, case: Case, ground: NoPenaltyGround, education: str, signature: Fields, place: str = ""
) -> Fields:
    """教育记录."""
    met = case.facts.correction == "met"
    return {
        "party": parts.party(case), "cause": case.cause, "place": place or case.place, "facts": case.summary,
        "violated": parts.violated(case), "ground": ground,
        "basis": parts.citations([*GROUNDS[ground].basis, Basis("行政处罚法", "33(3)")]), "education": education,
        "correction": "已改正，并经复查确认。" if met else "已告知当事人（监护人）依法改正。", "officers": parts.handlers(case),
        "educated_at": deed.at, "party_signature": signature,
    }  # fmt: skip


def spot_decision(
    deed: Deed,
    case: Case,
    team: Sequence[Officer],
    kinds: Iterable[str],
    amount: Decimal,
    statement: str,
    weighed: Fields,
    signature: Fields,
) -> Fields:
    """当场行政处罚决定书: names reconsideration as the first remedy (行政复议法第二十三条)."""
    return {
        "party": parts.party(case), "cause": case.cause, "happened_at": case.opened_at, "place": case.place,
        "facts": case.summary, **_grounds(case), "penalties": parts.penalties(kinds, amount), "certificates_shown": True,
        "discretion": weighed, "statement": statement, "correction": "责令当场改正",
        "collection": {**parts.payment(), "way": "bank"} if amount else None, "remedies": parts.remedies(),
        "officers": parts.officers(team), "decided_at": deed.at,
        "party_signature": signature, "check_code": case.check_code or None,
    }  # fmt: skip
