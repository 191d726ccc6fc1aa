"""The hearing (听证): asked for, convened, held and reported on, or given up. Administrative Penalty Law, art. 63-65."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xuncheng.domains.cases.commands import scheduling
from xuncheng.domains.cases.commands.rights import MANNERS, Signed
from xuncheng.domains.cases.commands.shared import (
    Drawn,
    Place,
    Refusal,
    StartedAt,
    case_act,
    check_start,
    done_at,
    given_at,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.models import Case, HearingState
from xuncheng.domains.cases.papers import hearing as papers
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.documents.drawn import ON_PAPER, excuse, pad
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.guards import law

ABSENT = "当事人及其代理人缺席听证或者中途退出。"


class Speech(BaseModel):
    """What one speaker said."""

    speaker: str = Field(
        title="发言人", json_schema_extra={"x-title-en": "Speaker"}, min_length=1, max_length=100
    )
    words: str = Field(
        title="发言内容", json_schema_extra={"x-title-en": "What was said"}, min_length=1, max_length=5000
    )


Presider = Annotated[User, field("主持人", "Presider", "ref", ref="user")]
Recorder = Annotated[str, field("记录人", "Recorder", "text", min_length=1, max_length=50)]
CLOSED = {
    "": Text("公开举行", "public"),
    "state_secret": Text("涉及国家秘密", "state secret"),
    "business_secret": Text("涉及商业秘密", "business secret"),
    "privacy": Text("涉及个人隐私", "privacy"),
}
"""Why a hearing is not public (第六十四条第三项)."""

Closed = Annotated[
    Literal["", "state_secret", "business_secret", "privacy"],
    field("是否公开举行", "Whether it is public", "choice", choices=CLOSED),
]


@case_act("hearing.request")
def request_hearing(
    deed: Deed, case: Case, request: Annotated[str, words("听证要求", "Request")] = "当事人要求听证。",
    manner: Annotated[str, field("申请方式", "How it is asked for", "choice", choices=MANNERS)] = "written",
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Record that the party asks for a hearing, within five working days of the notice (要求听证).

    Who asks in writing signed his own paper; who asks by word of mouth signs what was taken down.
    """
    scheduling.asked_for(deed, case)
    notice = latest(case.pk, "prior_notice")
    if notice is None:
        raise RuntimeError("a hearing without a notice passed the procedure table")
    why = refusal or (ON_PAPER if manner == "written" and not signature else "")
    by_party = party_signed(deed, case, signature, why, law("64()(1)"))
    told = (notice.number, notice.service.effective_on)
    data = papers.hearing_application(deed, case, told, manner, request, by_party)
    return make(deed, case, "hearing_application", data)


@case_act("hearing.convene")
def convene_hearing(
    deed: Deed, case: Case,
    hearing_on: Annotated[date, field("听证日期", "Day of the hearing", "date")],
    presider: Presider,
    recorder: Recorder,
    place: Annotated[str, field("听证地点", "Place", "text", min_length=2, max_length=200)],
    starts: Annotated[time, field("开始时刻", "Time", "time")] = time(9, 30),
    closed: Closed = "",
) -> Document:  # fmt: skip
    """Tell the party when and where the hearing is, seven working days before, and announce it if it is public (通知听证)."""
    at = datetime.combine(hearing_on, starts, SHANGHAI)
    scheduling.set_for(deed, case, at, place, presider, recorder)
    people = (presider.name, recorder)
    ground = CLOSED[closed].zh if closed else ""
    applied_on = parts.day(done_at(case, "hearing.request") or deed.at)
    data = papers.hearing_notice(case, applied_on, at, place, people, ground)
    notice = make(deed, case, "hearing_notice", data)
    if not closed:
        make(deed, case, "hearing_announcement", papers.hearing_announcement(case, at, place, people))
    return notice


@case_act("hearing.designate")
def designate_presider(
    deed: Deed, case: Case, presider: Presider,
    reason: Annotated[str, field("更换原因", "Why another presides", "text", min_length=2, max_length=200)],
) -> Document:  # fmt: skip
    """Let another preside over the hearing that was set, on its day and at its place, and tell the party (更换听证主持人).

    Also where the party asked for the presider's recusal. Art. 64, item 4. Raises `Refused` for an investigator or a recused person.
    """
    notice, announced = latest(case.pk, "hearing_notice"), latest(case.pk, "hearing_announcement")
    if notice is None:
        raise RuntimeError("a hearing without its notice passed the procedure table")
    scheduling.preside(case, presider)
    if announced and not notice.data["closed_ground"]:
        make(deed, case, "hearing_announcement", papers.with_presider(announced, presider.name))
    return make(deed, case, "hearing_notice", papers.notice_of_change(notice, presider.name, reason))


@case_act("hearing.hold")
def hold_hearing(
    deed: Deed, case: Case,
    absent: Annotated[bool, field("当事人无正当理由缺席或者中途退出", "The party stayed away or left", "bool")],
    recorder: Recorder, started_at: StartedAt,
    speeches: Annotated[list[Speech], field("发言", "Speeches", "speeches", min_length=1)],
    place: Place = "",
    agent: Annotated[str, field("签名的代理人（当事人本人签名的不填）", "Agent who signs (none: the party)", "text", max_length=50)] = "",
    signature: Annotated[list[StoredFile] | None, pad("当事人或者代理人", "the party or his agent")] = None,
    refusal: Annotated[str, excuse("当事人或者代理人", "the party or his agent")] = "",
) -> Document:  # fmt: skip
    """Hold the hearing and take its record; presided by whoever its notice names, who did not investigate (举行听证).

    The party or his agent checks and signs it; the presider notes why not. Art. 64, item 8. Whoever stayed away signs nothing.
    """
    check_start(deed, started_at)
    why = refusal or (ABSENT if absent else "")
    by_party = party_signed(deed, case, signature, why, law("64()(8)"), agent)
    scheduling.end(deed, case, HearingState.ABSENT if absent else HearingState.HELD)
    spoken = [speech.model_dump() for speech in speeches]
    public = not given_at(case, "hearing.convene").get("closed")
    data = papers.hearing_record(
        deed, case, started_at, place or case.place, recorder, spoken, public, agent, by_party
    )
    return make(deed, case, "hearing_record", data)


@case_act("hearing.report")
def report_on_hearing(
    deed: Deed, case: Case,
    claims: Annotated[str, words("调查人员提出的事实、证据和建议", "What the investigators claim")],
    defence: Annotated[str, words("当事人的陈述和申辩", "What the party states in his defence")],
    evidence: Annotated[str, words("举证和质证情况", "Evidence, and what was said of it")],
    opinion: Annotated[str, words("听证意见", "Presider's opinion")],
) -> Document:  # fmt: skip
    """Report on the hearing to the head, by whoever presided: the decision rests on its record (听证报告). Art. 64, 65."""
    record = latest(case.pk, "hearing_record")
    if record is None:
        raise RuntimeError("a report without the record of a hearing passed the procedure table")
    data = papers.hearing_report(deed, case, record, claims, defence, evidence, opinion)
    return make(deed, case, "hearing_report", data)


@case_act("hearing.waive")
def waive_hearing(
    deed: Deed, case: Case, signed: Signed, signature: Drawn | None = None, refusal: Refusal = ""
) -> Case:
    """Record that the party gives up the hearing in writing (放弃听证)."""
    party_signed(deed, case, signature, refusal, law("64"))
    scheduling.given_up(deed, case)
    return case
