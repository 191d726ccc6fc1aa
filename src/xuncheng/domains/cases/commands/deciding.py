"""Deciding: legality review, collective discussion, the decision, its limit, suspension and termination."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, JsonValue

from xuncheng.domains.cases.commands.rights import note_statement
from xuncheng.domains.cases.commands.shared import (
    GROUNDS,
    Amount,
    Ground,
    Kinds,
    Refusal,
    case_act,
    filed_at,
    make,
    words,
)
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import deciding as papers
from xuncheng.domains.cases.papers import finishing
from xuncheng.domains.cases.papers.parts import notice_account, penalty_words
from xuncheng.domains.documents.commands import record_service
from xuncheng.domains.documents.fields.outcome import NoPenaltyGround
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text

NO_PENALTY_BASIS = {
    NoPenaltyGround.UNDER_14: "30", NoPenaltyGround.NO_CAPACITY: "31", NoPenaltyGround.SLIGHT: "33(1)",
    NoPenaltyGround.FIRST: "33(1)", NoPenaltyGround.NO_FAULT: "33(2)", NoPenaltyGround.TIME_BARRED: "36",
    NoPenaltyGround.SLIGHT_BY_FACTS: "57(1)(2)", NoPenaltyGround.NOT_ESTABLISHED: "57(1)(3)",
}  # fmt: skip
"""Article of the Administrative Penalty Law behind each ground for no penalty."""


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

    name: str = Field(title="姓名", min_length=1, max_length=50)
    post: str = Field(title="职务", min_length=1, max_length=50)
    view: str = Field(title="意见", min_length=1, max_length=2000)
    vote: Literal["agree", "disagree", "abstain"] = Field(
        title="表决", json_schema_extra={"x-choices": _VOTES}
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
) -> Document:  # fmt: skip
    """Discuss a complex or major case among the heads (集体讨论). Art. 57(2)."""
    spoken = [view.model_dump() for view in views]
    conclusion = f"经讨论，同意给予{penalty_words(kinds, amount)}的行政处罚。"
    return make(deed, case, "panel_record", papers.panel_record(deed, case, spoken, recorder, conclusion))


@case_act("decision.make")
def decide(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount, ground: Ground = "",
    circumstances: Annotated[str, field("裁量情节", "Circumstances", "longtext", max_length=1000)] = "",
    opinion: Annotated[str, field("审批意见", "Opinion", "longtext", max_length=1000)] = "同意。",
    delivered: Annotated[bool, field("决定书已当场交付（简易程序）", "Delivered on the spot (simple procedure)", "bool")] = False,
    statement: Annotated[str, field("陈述申辩情况（简易程序）", "Statement (simple procedure)", "longtext", max_length=1000)] = "",
    refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Decide the penalty: by the head (作出处罚决定, art. 57, 59), or on the spot by the officers (art. 51, 52)."""
    case.amount = amount
    case.save(update_fields=["amount"])
    if case.procedure == "simple":
        team = (case.handler, case.partner)
        said = statement or "已当场告知，当事人未提出异议。"
        document = make(
            deed, case, "spot_decision", papers.spot_decision(deed, case, team, kinds, amount, said, refusal)
        )
        record_service(deed, document, "direct", case.party.name, deed.at, deed.day)
        return document
    return _decide_in_writing(deed, case, kinds, amount, _weighed(ground, circumstances), opinion)


def _weighed(ground: str, circumstances: str) -> str:
    return f"{GROUNDS[ground].zh}：{circumstances}" if ground else circumstances


def _decide_in_writing(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount, circumstances: str, opinion: str
) -> Document:
    if latest(case.pk, "statement_record") is None:
        note_statement(deed, case, "none", "", None, "当事人在规定期限内未提出陈述申辩。")
    account = notice_account(case)
    proposal = f"拟给予{penalty_words(kinds, amount)}的行政处罚。"
    make(
        deed,
        case,
        "decision_approval",
        papers.decision_approval(deed, case, filed_at(case), proposal, opinion, account),
    )
    return make(
        deed, case, "decision", papers.decision(case, deed.day, kinds, amount, circumstances, account)
    )


@case_act("decision.waive")
def waive_penalty(
    deed: Deed, case: Case,
    reason: Annotated[NoPenaltyGround, field("不予处罚情形", "Ground", "choice",
                                             choices={g.value: Text(g.value, g.name) for g in NoPenaltyGround})],
    explanation: Annotated[str, words("理由", "Reasons")],
    education: Annotated[str, field("教育情况", "Education given", "longtext", max_length=1000)] = "",
) -> Document:  # fmt: skip
    """Decide that no penalty is given (不予行政处罚). Art. 30, 31, 33, 36, 57(1)."""
    account = notice_account(case) if latest(case.pk, "prior_notice") else "不予行政处罚，未作处罚告知。"
    make(deed, case, "decision_approval",
         papers.decision_approval(deed, case, filed_at(case), "不予行政处罚。", "同意。", account))  # fmt: skip
    basis = Basis("行政处罚法", NO_PENALTY_BASIS[reason])
    data = papers.no_penalty_decision(case, deed.day, reason.value, basis, explanation, education)
    return make(deed, case, "no_penalty_decision", data)


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
    return make(deed, case, "termination", finishing.termination(deed, case, filed_at(case), reason))
