"""Documents of filing and investigation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.opening import SOURCES
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.rules.legal import Basis

END_OF_DAY = time(23, 59)

_CORRECTION = {
    "ordered": "已责令当事人改正，改正情况尚待复查。",
    "met": "已责令当事人改正，经复查，当事人已改正。",
    "unmet": "已责令当事人改正，经复查，当事人逾期未改正。",
}
"""How the correction stands, by what the facts of the case say of it."""


def filing_approval(deed: Deed, case: Case, words: str, *, declined: bool = False) -> Fields:
    """立案审批表; 不予立案审批表 where it is declined."""
    return {
        "declined": declined, "cause": case.cause, "source": SOURCES[case.report.source] if case.report else "检查发现",
        "discovered_on": case.discovered_on, "place": case.place, "party": parts.party(case), "summary": case.summary,
        "evidence": [item["name"] for item in parts.evidence(case)] or ["案源登记信息"],
        "violated": parts.violated(case), "officers": parts.handlers(case),
        "handlers_opinion": parts.handlers_opinion(case, "经初步核查，涉嫌违法事实存在，建议立案查处。", case.opened_at),
        "head_opinion": parts.own_opinion(deed, words),
    }  # fmt: skip


def inspection_record(
    deed: Deed,
    case: Case,
    team: Sequence[Officer],
    findings: str,
    started_at: datetime,
    place: str,
    signature: Fields,
    witness: Fields | None,
) -> Fields:
    """现场检查（勘验）笔录, signed by the party, and by the witness where one was called."""
    return {
        "party": parts.party(case), "officers": parts.officers(team), "recorder": parts.officer(team[-1]),
        "started_at": started_at, "ended_at": deed.at, "place": place or case.place, "certificates_shown": True,
        "recusal_reply": "已告知回避权利，当事人不申请回避。", "findings": findings,
        "party_signature": signature, "witness_signature": witness,
    }  # fmt: skip


def interview_record(
    deed: Deed, case: Case, team: Sequence[Officer], person: Fields, exchanges: list[Fields], started_at: datetime,
    place: str, signature: Fields,
) -> Fields:  # fmt: skip
    """询问笔录."""
    questioner, *_, recorder = parts.officers(team)
    return {
        "person": person, "questioner": questioner, "recorder": recorder,
        "started_at": started_at, "ended_at": deed.at, "place": place or case.place, "certificates_shown": True,
        "recusal_reply": "已告知回避权利，被询问人不申请回避。", "exchanges": exchanges,
        "person_signature": signature,
    }  # fmt: skip


def correction_order(case: Case, requirement: str, until: date) -> Fields:
    """责令改正通知书."""
    return {
        "party": parts.party(case), "facts": case.summary, "violated": parts.violated(case),
        "basis": parts.citations([Basis("行政处罚法", "28(1)")]), "requirement": requirement,
        "deadline": datetime.combine(until, END_OF_DAY, SHANGHAI),
        "contact": parts.contact(case), "remedies": parts.remedies(), "officers": parts.handlers(case),
    }  # fmt: skip


def correction_recheck(
    case: Case,
    team: Sequence[Officer],
    order: tuple[str, date],
    findings: str,
    corrected: bool,
    span: tuple[datetime, datetime],
    signature: Fields,
) -> Fields:
    """复查笔录; `order` is the number of the order and its last day, `span` when the re-check began and ended."""
    (order_number, until), (began, ended) = order, span
    return {
        "party": parts.party(case), "order_number": order_number, "order_deadline": datetime.combine(until, END_OF_DAY, SHANGHAI),
        "officers": parts.officers(team),
        "recorder": parts.officer(team[-1]), "started_at": began, "ended_at": ended, "place": case.place,
        "certificates_shown": True, "findings": findings, "outcome": "corrected" if corrected else "not",
        "party_signature": signature,
    }  # fmt: skip


def recusal_decision(
    deed: Deed, case: Case, person: Officer, applicant: str, ground: str, reasons: str
) -> Fields:
    """回避决定书."""
    return {
        "applicant": applicant, "applied_on": deed.day, "person": person.user.name, "post": "本案承办人员",
        "cause": case.cause, "ground": ground, "granted": True, "reasons": reasons, "decided_on": deed.day,
    }  # fmt: skip


def investigation_report(deed: Deed, case: Case, filed_on: datetime, course: str, established: str, proposal: str,
                         circumstances: str) -> Fields:  # fmt: skip
    """调查终结报告."""
    return {
        "cause": case.cause, "party": parts.party(case), "filed_on": parts.day(filed_on), "course": course,
        "facts": established, "evidence": parts.evidence(case),
        "violated": parts.violated(case),
        "penalty_basis": parts.citations(case.matter_version.penalty_basis),
        "discretion": parts.discretion(case, circumstances=circumstances),
        "correction": _CORRECTION.get(case.facts.correction), "proposal": proposal, "officers": parts.handlers(case),
        "handlers_opinion": parts.own_opinion(deed, "调查终结，报请审查。"),
    }  # fmt: skip


def evidence_list(case: Case) -> Fields:
    """证据清单."""
    return {
        "cause": case.cause, "party_name": case.party.name, "items": parts.evidence(case), "files": parts.evidence_files(case),
        "officers": parts.handlers(case),
    }  # fmt: skip
