"""The duty to demolish and its enforcement (强制拆除). Administrative Coercion Law, art. 34 to 44."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime

from xuncheng.domains.cases.commands.shared import Team, case_act, given_at, make, party_signed, words
from xuncheng.domains.cases.commands.transferring import listed
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import demolishing as papers
from xuncheng.domains.documents.drawn import excuse, pad
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.beside.demolition.table import BPR, PLANNING
from xuncheng.rules.procedure.beside.force import acl

CONFIRMED = {
    "party": Text("当事人签字", "the party signed"),
    "committee": Text("居民委员会、村民委员会确认", "the committee confirmed"),
    "": Text("未确认", "nobody"),
}
_NAMES = {"committee": "居民（村民）委员会"}
"""Who signs the list, where it is not the party."""
Structure = Annotated[
    str, words("建筑物、构筑物、设施的位置、面积和状况", "The structure: place, size and state")
]
Reasons = Annotated[str, words("事实和理由", "Facts and reasons")]
Until = Annotated[date, field("自行履行的最后一日", "Last day to perform", "date")]
Delivered = Annotated[bool, field("已送达当事人", "Given to the party", "bool")]
Why = Annotated[str, field("理由", "Reason", "longtext", max_length=2000)]
Note = Annotated[str, words("内容", "What it says")]


@case_act("duty.impose")
def impose_duty(
    deed: Deed, case: Case, structure: Structure, reasons: Reasons, perform_by: Until
) -> Document:
    """Order the party to demolish by a day (城乡规划法第六十四条); it binds once it is served."""
    data = papers.letter(
        case, [Basis(PLANNING, "64")], structure, reasons, "自行拆除并清理现场。", until=perform_by
    )
    return make(deed, case, "demolition_order", data)


@case_act("works.stop")
def stop_works(
    deed: Deed, case: Case, structure: Structure, reasons: Reasons, perform_by: Until, delivered: Delivered
) -> Document:  # fmt: skip
    """Order unfinished works to stop and go; whoever refuses is forced without more (北京市城乡规划条例第七十四条)."""
    data = papers.letter(
        case, [Basis(BPR, "74")], structure, reasons, "立即停止建设并自行拆除。", until=perform_by
    )
    return make(deed, case, "works_stop_order", data)


@case_act("duty.serve")
def serve_duty(deed: Deed, case: Case, delivered: Delivered) -> Case:
    """Note that the order was served: both periods for remedies begin."""
    return case


@case_act("demolition.announce")
def announce_demolition(
    deed: Deed, case: Case, perform_by: Until,
    owner_unknown: Annotated[bool, field("所有人、管理人不明", "The owner is unknown", "bool")] = False,
) -> Document:  # fmt: skip
    """Announce the day by which the party demolishes by himself (第四十四条)."""
    return _again(deed, case, "demolition_announcement", "44", "自行拆除并清理现场。", until=perform_by)


@case_act("duty.performed")
def find_performed(
    deed: Deed, case: Case, officers: Team, findings: Annotated[str, words("复查情况", "What was found")]
) -> Document:  # fmt: skip
    """Two officers find that the party demolished by himself: nothing is enforced any more."""
    return make(deed, case, "demolition_recheck", papers.recheck(case, officers, deed.at, findings))


@case_act("duty.contest")
def record_contest(deed: Deed, case: Case, note: Note) -> Case:
    """Record that the party asked for reconsideration or sued: force waits for its end (第四十四条)."""
    return case


@case_act("duty.contest_end")
def record_contest_end(
    deed: Deed, case: Case, note: Note, upheld: Annotated[bool, field("限期拆除决定被维持", "The order stands", "bool")]
) -> Case:  # fmt: skip
    """Record the final outcome; an order that was revoked is not enforced."""
    return case


@case_act("enforcement.remind")
def remind(deed: Deed, case: Case, perform_by: Until, delivered: Delivered) -> Document:
    """Remind the party in writing: term, manner, and the right to speak (第三十五条)."""
    return _again(deed, case, "demolition_reminder", "35", "自行拆除并清理现场。", until=perform_by)


@case_act("enforcement.object")
def take_objection(deed: Deed, case: Case, note: Note) -> Case:
    """Take what the party says after the reminder; it is answered before anything is decided (第三十六条)."""
    return case


@case_act("enforcement.answer")
def answer_objection(deed: Deed, case: Case, note: Note) -> Case:
    """Answer the objection, after checking what it says (第三十六条)."""
    return case


@case_act("enforcement.decide")
def decide_enforcement(
    deed: Deed, case: Case, manner: Annotated[str, words("强制执行的方式", "How it is enforced")],
    approval: Annotated[str, field("人民政府责成或者批准文号", "Number of the government's approval", "text", max_length=80)],
) -> Document:  # fmt: skip
    """Decide that the structure is demolished by force, on the approval of the competent government (第三十七条, 第四十四条)."""
    return _again(deed, case, "enforcement_decision", "37;44", manner, approval=approval)


@case_act("enforcement.schedule")
def schedule_enforcement(
    deed: Deed, case: Case, delivered: Delivered,
    planned_at: Annotated[AwareDatetime, field("强制拆除时间", "Time of the demolition", "datetime")],
    urgency: Annotated[
        str, field("情况紧急的理由（夜间、节假日必填）", "Why it is urgent (at night, on a holiday)", "longtext", max_length=1000)
    ] = "",
) -> Case:  # fmt: skip
    """Hand the decision to the party with the time of the demolition: by day and on a working day, unless urgent (第四十三条)."""
    return case


@case_act("demolition.carry_out")
def demolish(
    deed: Deed, case: Case, officers: Team,
    carried_out_at: Annotated[AwareDatetime, field("执行时间", "Time", "datetime")],
    course: Annotated[str, words("执行过程", "What was done")],
    goods: Annotated[str, words("物品清单（每行一项；没有的写“无”）", "Goods (one a line)")],
    confirmed_by: Annotated[str, field("物品清单确认", "Who confirmed the list", "choice", choices=CONFIRMED)],
    kept_at: Annotated[str, field("物品存放地点", "Where the goods are kept", "text", min_length=1, max_length=200)],
    video: Annotated[str, field("全过程音像记录编号", "Number of the video", "text", max_length=100)],
    cut_off: Annotated[bool, field("停止供水、供电、供热、供燃气", "Water, power, heat or gas was cut off", "bool")] = False,
    signature: Annotated[list[StoredFile] | None, pad("清单确认人", "whoever confirmed the list")] = None,
    refusal: Annotated[str, excuse("清单确认人", "whoever confirmed the list")] = "",
) -> Document:  # fmt: skip
    """Demolish on the day told, by two officers at least, on video, with the goods cleared and listed (北京市城乡规划条例第六十七条)."""
    if carried_out_at > deed.at:
        raise invalid(
            FieldError("carried_out_at", Text("执行时间不能晚于现在", "It cannot be later than now"))
        )
    confirmed = party_signed(
        deed, case, signature, refusal, (Basis(BPR, "67"),), _NAMES.get(confirmed_by, "")
    )
    data = papers.record(
        case, officers, carried_out_at, course, _paper(case, "enforcement_decision").number, goods=listed(goods),
        confirmed_by=CONFIRMED[confirmed_by].zh, kept_at=kept_at, video=video, signature=confirmed,
    )  # fmt: skip
    return make(deed, case, "demolition_record", data)


@case_act("enforcement.suspend")
def suspend_enforcement(deed: Deed, case: Case, grounds: Why) -> Case:
    """Stop enforcement: on one of the grounds of art. 39, or because a reviewing body, a court or the agency ordered it."""
    return case


@case_act("enforcement.resume")
def resume_enforcement(deed: Deed, case: Case) -> Case:
    """Resume enforcement once the ground is gone (第三十九条第二款)."""
    return case


@case_act("enforcement.end")
def end_enforcement(deed: Deed, case: Case, grounds: Why) -> Case:
    """End enforcement on one of the grounds of art. 40: nothing is left to enforce."""
    return case


def _again(
    deed: Deed, case: Case, kind: str, article: str, manner: str, *, until: date | None = None, approval: str = ""
) -> Document:  # fmt: skip
    """A document on the structure and for the reasons of the order itself."""
    ordered = given_at(case, "works.stop" if latest(case.pk, "works_stop_order") else "duty.impose")
    data = papers.letter(
        case,
        [*acl(article)],
        ordered["structure"],
        ordered["reasons"],
        manner,
        until=until, approval=approval,
        contestable=bool(approval),
    )  # fmt: skip
    return make(deed, case, kind, data)


def _paper(case: Case, kind: str) -> Document:
    """The newest document of a kind. The table lets nothing come here without it."""
    found = latest(case.pk, kind)
    if found is None:
        raise RuntimeError(f"a demolition without its {kind} passed the procedure table")
    return found
