"""Documents of a hearing."""

from __future__ import annotations

from datetime import date, datetime

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.fields.parts import Envelope
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.trail.deed import Deed

_ATTENDING = (
    "公民、法人或者其他组织要求旁听的，请于听证举行前持本人有效身份证件与本机关联系；"
    "旁听人员应当遵守听证纪律，未经允许不得发言、录音、录像。"
)


def _investigators(case: Case) -> list[str]:
    return [case.handler.user.name, case.partner.user.name]


def _proposed(case: Case) -> str:
    proposed = case.facts.notified
    if proposed is None:
        raise RuntimeError("a hearing without a notice passed the procedure table")
    return parts.penalty_words(proposed.kinds, proposed.amount)


def hearing_application(
    deed: Deed, case: Case, notice: tuple[str, date], manner: str, request: str, signature: Fields
) -> Fields:
    """听证申请书（笔录）; `notice` is the number of the prior notice and the day from which its service counts."""
    return {
        "party": parts.party(case), "cause": case.cause, "notice_number": notice[0], "notice_served_on": notice[1],
        "proposed": _proposed(case), "manner": manner, "request": request, "applied_at": deed.at, "receiver": deed.actor.name,
        "party_signature": signature,
    }  # fmt: skip


def hearing_notice(
    case: Case, applied_on: date, hearing_at: datetime, place: str, people: tuple[str, str], closed: str
) -> Fields:  # fmt: skip
    """听证通知书; `people` are presider and recorder, `closed` says why it is not public."""
    return {
        "party": parts.party(case), "cause": case.cause, "applied_on": applied_on, "hearing_at": hearing_at, "place": place,
        "presider": people[0], "recorder": people[1], "investigators": _investigators(case), "closed_ground": closed or None,
        "contact": parts.contact(case),
    }  # fmt: skip


def hearing_announcement(case: Case, hearing_at: datetime, place: str, people: tuple[str, str]) -> Fields:
    """听证公告."""
    return {
        "cause": case.cause, "party_name": case.party.name, "hearing_at": hearing_at, "place": place, "presider": people[0],
        "recorder": people[1], "attending": _ATTENDING, "contact": parts.contact(case),
    }  # fmt: skip


def with_presider(made: Document, presider: str) -> Fields:
    """A notice or announcement once more, with another presider."""
    return {name: value for name, value in made.data.items() if name not in Envelope.model_fields} | {
        "presider": presider
    }


def notice_of_change(notice: Document, presider: str, reason: str) -> Fields:
    """听证通知书 once more: who presides instead of whom, and why."""
    before, why = notice.data["presider"], reason.rstrip("。")
    change = f"原通知的听证主持人{before}更换为{presider}，原因：{why}。听证时间、地点等其他事项不变。"
    return with_presider(notice, presider) | {"change": change}


def hearing_record(
    deed: Deed, case: Case, started_at: datetime, place: str, recorder: str, speeches: list[Fields], public: bool,
    agent: str, signature: Fields,
) -> Fields:  # fmt: skip
    """听证笔录, signed by the party or by his agent."""
    return {
        "cause": case.cause, "party": parts.party(case), "agents": [agent] if agent else [], "presider": deed.actor.name,
        "recorder": recorder, "investigators": _investigators(case), "public": public, "speeches": speeches,
        "started_at": started_at, "ended_at": deed.at, "place": place,
        "party_signature": signature,
    }  # fmt: skip


def hearing_report(
    deed: Deed, case: Case, record: Document, claims: str, defence: str, evidence: str, opinion: str
) -> Fields:
    """听证报告: who sat together, where and when is what the record of the hearing says."""
    sat = (
        "cause", "party", "agents", "third_parties", "presider", "assistants", "recorder", "investigators", "public", "started_at",
        "ended_at", "place",
    )  # fmt: skip
    return {
        **{name: record.data[name] for name in sat}, "record_number": record.number, "proposed": _proposed(case),
        "claims": claims, "defence": defence, "evidence": evidence, "opinion": parts.own_opinion(deed, opinion),
    }  # fmt: skip
