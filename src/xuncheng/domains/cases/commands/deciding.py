"""Deciding: legality review, collective discussion, the decision, its limit, suspension and termination."""

from __future__ import annotations

from typing import Annotated, Literal

from django.conf import settings
from pydantic import BaseModel, Field, JsonValue

from xuncheng.domains.cases.commands import booking, scheduling
from xuncheng.domains.cases.commands.rights import note_statement
from xuncheng.domains.cases.commands.shared import (
    GROUNDS,
    Amount,
    Began,
    Departure,
    Drawn,
    Ended,
    Factors,
    Ground,
    Kinds,
    Refusal,
    case_act,
    check_span,
    filed_at,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.looking_back import one_by_one, record_of
from xuncheng.domains.cases.models import Case, HearingState
from xuncheng.domains.cases.papers import deciding as papers
from xuncheng.domains.cases.papers import finishing, parts
from xuncheng.domains.cases.papers.parts import notice_account, penalty_words
from xuncheng.domains.documents.commands import record_service
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import law

LIGHTER = {
    "": Text("无", "none"),
    "30": Text("已满十四周岁不满十八周岁（第三十条）", "aged 14 to 17 (art. 30)"),
    "31": Text("尚未完全丧失辨认或者控制能力（第三十一条）", "partly unable to control his acts (art. 31)"),
    "32()(1)": Text("主动消除或者减轻危害后果（第三十二条第一项）", "removed or lessened the harm (art. 32, 1)"),
    "32()(2)": Text("受他人胁迫或者诱骗（第三十二条第二项）", "coerced or induced (art. 32, 2)"),
    "32()(3)": Text("主动供述尚未掌握的违法行为（第三十二条第三项）", "volunteered what was not known (art. 32, 3)"),
    "32()(4)": Text("配合查处有立功表现（第三十二条第四项）", "gave meritorious help (art. 32, 4)"),
    "32()(5)": Text("法律、法规、规章规定的其他情形（第三十二条第五项）", "another ground by law (art. 32, 5)"),
}  # fmt: skip
"""The articles by which a penalty is lighter or reduced."""

_POINTS = {
    "competence": Text("执法主体、管辖权限和执法人员资格", "Competence and certificates"),
    "facts": Text("事实", "Facts"), "evidence": Text("证据", "Evidence"), "law": Text("法律适用", "Law applied"),
    "discretion": Text("裁量", "Discretion"), "procedure": Text("程序", "Procedure"),
    "papers": Text("文书", "Papers"), "crime": Text("涉嫌犯罪移送", "Suspected crime"),
}  # fmt: skip
"""The points of a legality review (行政处罚法第五十八条), as the record names them."""

_VOTES: JsonValue = [
    {"value": "agree", "zh": "同意", "en": "Agree"}, {"value": "disagree", "zh": "不同意", "en": "Disagree"},
    {"value": "abstain", "zh": "弃权", "en": "Abstain"},
]  # fmt: skip


class View(BaseModel):
    """One member's view and vote in the collective discussion."""

    name: str = Field(title="姓名", json_schema_extra={"x-title-en": "Name"}, min_length=1, max_length=50)
    post: str = Field(title="职务", json_schema_extra={"x-title-en": "Post"}, min_length=1, max_length=50)
    view: str = Field(title="意见", json_schema_extra={"x-title-en": "View"}, min_length=1, max_length=2000)
    vote: Literal["agree", "disagree", "abstain"] = Field(
        title="表决", json_schema_extra={"x-title-en": "Vote", "x-choices": _VOTES}
    )


@case_act("legality.review")
def review_legality(
    deed: Deed, case: Case,
    passed: Annotated[bool, field("审核通过", "Passed", "bool")],
    opinion: Annotated[str, words("审核意见", "Opinion")],
    faults: Annotated[dict[str, str] | None, field("不符合项及说明", "Points that fail", "faults", choices=_POINTS)] = None,
) -> Document:  # fmt: skip
    """Review the case before the decision (法制审核), by somebody who did not investigate. Art. 58."""
    if not passed and not faults:
        raise invalid(
            FieldError("faults", Text("审核不通过的，应当写明不符合之处", "Name the points that fail"))
        )
    return make(
        deed, case, "legality_review", papers.legality_review(deed, case, passed, faults or {}, opinion)
    )


@case_act("panel.discuss")
def discuss_case(
    deed: Deed, case: Case,
    members: Annotated[list[User], field("参加讨论的负责人", "Members", "refs", ref="user", min_length=1)],
    kinds: Kinds, amount: Amount,
    views: Annotated[list[View], field("各成员意见", "Views", "views", min_length=2)],
    recorder: Annotated[str, field("记录人", "Recorder", "text", min_length=1, max_length=50)],
    began: Began, ended: Ended,
    venue: Annotated[
        str, field("讨论地点（不填即本机关会议室）", "Where (left empty: the agency's meeting room)", "text", max_length=200)
    ] = "",
) -> Document:  # fmt: skip
    """Discuss a complex or major case among the heads (集体讨论), from its first minute to its last. Art. 57(2)."""
    check_span(deed, began, ended)
    spoken = [view.model_dump() for view in views]
    conclusion = f"经讨论，同意给予{penalty_words(kinds, amount)}的行政处罚。"
    where = venue.strip() or settings.LOCALITY.rooms["panel"]
    data = papers.panel_record(deed, case, spoken, recorder, conclusion, (began, ended, where))
    return make(deed, case, "panel_record", data)


def _fined_by_now(deed: Deed, case: Case) -> None:
    """Take into the facts whether the act stands fined today, for the same matter or another that it breaches.

    They say how that was when the case was opened: since then another case may have been decided, or its fine have fallen.
    """
    if "fine" not in deed.arguments["kinds"]:
        return
    one_by_one(case.party)
    fined = record_of(deed, case.party, case.matter, case.happened_on, besides=case.pk).fined
    if fined != case.facts.fined_before:
        case.put(case.facts.but(fined_before=fined), deed.day)


@case_act("decision.make", first=_fined_by_now)
def decide(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount, ground: Ground = "",
    circumstances: Annotated[str, field("裁量情节", "Circumstances", "longtext", max_length=1000)] = "",
    opinion: Annotated[str, field("审批意见", "Opinion", "longtext", max_length=1000)] = "同意。",
    delivered: Annotated[bool, field("决定书已当场交付（简易程序）", "Delivered on the spot (simple procedure)", "bool")] = False,
    statement: Annotated[str, field("陈述申辩情况（简易程序）", "Statement (simple procedure)", "longtext", max_length=1000)] = "",
    signature: Drawn | None = None, refusal: Refusal = "",
    ground_article: Annotated[str, field("从轻、减轻依据", "Article for a lighter penalty", "choice", choices=LIGHTER)] = "",
    factors: Factors = frozenset(), departure: Departure = "",
) -> Document:  # fmt: skip
    """Decide the penalty: by the head (作出处罚决定, art. 57, 59), or on the spot by the officers (art. 51, 52)."""
    article = _article(case, ground, ground_article)
    case.amount, case.decided_on = amount, deed.day
    case.save(update_fields=["amount", "decided_on"])
    booking.settle(deed, case)
    said_of = _weighed(ground, article, circumstances)
    weighed = parts.discretion(case, kinds, amount, factors, departure, said_of)
    if case.procedure == "simple":
        team = (case.handler, case.partner)
        said = statement or "已当场告知，当事人未提出异议。"
        receipt = party_signed(deed, case, signature, refusal, law("52(1)"))
        data = papers.spot_decision(deed, case, team, kinds, amount, said, weighed, receipt)
        document = make(deed, case, "spot_decision", data)
        record_service(deed, document, "direct", case.party.name, deed.at, deed.day)
        return document
    return _decide_in_writing(deed, case, kinds, amount, weighed, opinion)


def _article(case: Case, ground: str, given: str) -> str:
    """The article behind a lighter or reduced penalty: for a minor art. 30, and that for nobody else."""
    if not ground:
        return ""
    article = given or ("30" if case.facts.age == "minor" else "")
    if not article or (article == "30" and case.facts.age != "minor"):
        raise Refused(
            "ground_without_article",
            Text("从轻、减轻处罚应当写明所依据的条款；第三十条只适用于已满十四周岁不满十八周岁的当事人",
                 "A lighter or reduced penalty cites its article; article 30 is for minors alone"), 409, law("30;31;32"),
        )  # fmt: skip
    return article


def _weighed(ground: str, article: str, circumstances: str) -> str:
    if not ground:
        return circumstances
    return f"依据{Basis('行政处罚法', article).label}{GROUNDS[ground].zh}。{circumstances}"


def _decide_in_writing(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount, weighed: parts.Fields, opinion: str
) -> Document:
    if latest(case.pk, "statement_record") is None:
        note_statement(deed, case, "none", "", None, "当事人在规定期限内未提出陈述申辩。")
    account = notice_account(case)
    proposal = f"拟给予{penalty_words(kinds, amount)}的行政处罚。"
    make(
        deed,
        case,
        "decision_approval",
        papers.decision_approval(deed, case, filed_at(case), proposal, opinion, account, weighed),
    )
    return make(deed, case, "decision", papers.decision(case, deed.day, kinds, amount, weighed, account))


@case_act("deadline.extend")
def extend_deadline(
    deed: Deed, case: Case, reasons: Annotated[str, words("延期理由", "Reasons")],
    discussed: Annotated[bool, field("经集体讨论（第二次延期）", "Discussed collectively (second time)", "bool")] = False,
) -> Document:  # fmt: skip
    """Extend the limit for the decision (延长办案期限)."""
    before, after = Case.objects.get(pk=case.pk).facts.due("decision"), case.facts.due("decision")
    if before is None or after is None:
        raise RuntimeError("an extension without a running limit passed the procedure table")
    return make(deed, case, "extension_approval",
                finishing.extension_approval(deed, case, filed_at(case), (before, after), reasons))  # fmt: skip


Reason = Annotated[str, words("理由", "Reasons")]


@case_act("case.suspend")
def suspend_case(deed: Deed, case: Case, reason: Reason) -> Document:
    """Suspend the investigation (中止调查)."""
    return make(deed, case, "suspension", finishing.suspension(deed, case, filed_at(case), reason, None))


@case_act("case.resume")
def resume_case(deed: Deed, case: Case, reason: Reason) -> Document:
    """Resume a suspended investigation (恢复调查)."""
    suspended = latest(case.pk, "suspension")
    number = suspended.number if suspended else ""
    return make(deed, case, "suspension", finishing.suspension(deed, case, filed_at(case), reason, number))


@case_act("case.terminate")
def terminate_case(deed: Deed, case: Case, reason: Reason) -> Document:
    """Terminate the investigation (终止调查)."""
    scheduling.end(deed, case, HearingState.VOID)
    return make(deed, case, "termination", finishing.termination(deed, case, filed_at(case), reason))
