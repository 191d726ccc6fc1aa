"""The hearing (听证): asked for, convened, held or given up. Administrative Penalty Law, art. 63-65."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from pydantic import BaseModel, Field

from xuncheng.domains.cases.commands import scheduling
from xuncheng.domains.cases.commands.rights import Signed
from xuncheng.domains.cases.commands.shared import Place, StartedAt, case_act, check_start, make, words
from xuncheng.domains.cases.models import Case, HearingState
from xuncheng.domains.cases.papers import deciding as papers
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field


class Speech(BaseModel):
    """What one speaker said."""

    speaker: str = Field(title="发言人", min_length=1, max_length=100)
    words: str = Field(title="发言内容", min_length=1, max_length=5000)


Presider = Annotated[User, field("主持人", "Presider", "ref", ref="user")]
Recorder = Annotated[str, field("记录人", "Recorder", "text", min_length=1, max_length=50)]


@case_act("hearing.request")
def request_hearing(
    deed: Deed, case: Case, request: Annotated[str, words("听证要求", "Request")] = "当事人要求听证。"
) -> Case:
    """Record that the party asks for a hearing, within five working days of the notice (要求听证)."""
    scheduling.asked_for(deed, case)
    return case


@case_act("hearing.convene")
def convene_hearing(
    deed: Deed, case: Case,
    hearing_on: Annotated[date, field("听证日期", "Day of the hearing", "date")],
    presider: Presider,
    recorder: Recorder,
    place: Annotated[str, field("听证地点", "Place", "text", min_length=2, max_length=200)],
    starts: Annotated[time, field("开始时刻", "Time", "time")] = time(9, 30),
) -> Document:  # fmt: skip
    """Tell the party when and where the hearing is, seven working days before (通知听证)."""
    at = datetime.combine(hearing_on, starts, SHANGHAI)
    scheduling.set_for(deed, case, at, place, presider, recorder)
    return make(
        deed, case, "hearing_notice", papers.hearing_notice(deed, case, at, place, presider.name, recorder)
    )


@case_act("hearing.hold")
def hold_hearing(
    deed: Deed, case: Case,
    absent: Annotated[bool, field("当事人无正当理由缺席或者中途退出", "The party stayed away or left", "bool")],
    recorder: Recorder, started_at: StartedAt,
    speeches: Annotated[list[Speech], field("发言", "Speeches", "speeches", min_length=1)],
    place: Place = "",
) -> Document:  # fmt: skip
    """Hold the hearing and take its record; presided by somebody who did not investigate (举行听证)."""
    check_start(deed, started_at)
    scheduling.end(deed, case, HearingState.ABSENT if absent else HearingState.HELD)
    spoken = [speech.model_dump() for speech in speeches]
    data = papers.hearing_record(deed, case, started_at, place or case.place, recorder, spoken)
    return make(deed, case, "hearing_record", data)


@case_act("hearing.waive")
def waive_hearing(deed: Deed, case: Case, signed: Signed) -> Case:
    """Record that the party gives up the hearing in writing (放弃听证)."""
    scheduling.given_up(deed, case)
    return case
