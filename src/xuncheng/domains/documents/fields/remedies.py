"""What the documents of remedies and of corrected decisions say."""

from __future__ import annotations

from pydantic import Field

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    EvidenceItems,
    Line,
    Money,
    Officers,
    Part,
    Party,
    Prose,
    Remedies,
    said,
)


class _Against(Envelope):
    """A remedy against a decision: whose, before whom, against what."""

    applicant: Line = said("申请人（原告）", "applicant or plaintiff")
    body: Line = said("复议机关（法院）", "reviewing body or court")
    body_number: Line | None = said("复议（诉讼）案号", "number of its file", default=None)
    lodged_on: Day = said("申请（起诉）日期", "day on which it was lodged")
    decision_title: Line = said("被申请复议（被诉）的决定", "decision")
    decision_number: Line = said("决定书编号", "number of the decision")
    cause: Line = said("案由", "cause")


class RemedyReply(_Against):
    """行政复议答复书, 行政诉讼答辩状. Reconsideration Law, art. 48; Litigation Law, art. 67."""

    received_on: Day = said("收到副本日期", "day on which the copy was received")
    facts: Prose = said("事实", "facts")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    answer: Prose = said("答复（答辩）意见", "answer")
    counsel: Line | None = said("代理律师", "counsel", default=None)
    contact: Contact = said("联系方式", "contact")
    answered_on: Day = said("答复日期", "day of the answer")


class Paper(Part):
    """One paper of the file."""

    title: Line = said("名称", "title")
    number: Line = said("编号", "number")
    made_on: Day = said("日期", "day")
    pages: int = said("页数", "pages", ge=0)


class RemedyEvidence(_Against):
    """证据目录: evidence, and the papers that show the procedure."""

    items: EvidenceItems = said("证据", "evidence")
    papers: list[Paper] = Field(title="程序材料", min_length=1, json_schema_extra={"x-title-en": "papers"})
    officers: Officers = said("办案人员", "handlers")


class _Corrected(Envelope):
    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    decision_title: Line = said("原决定", "decision")
    decision_number: Line = said("原决定编号", "number of the decision")
    decided_on: Day = said("原决定日期", "day of the decision")
    basis: Citations = said("依据", "basis")
    effective_on: Day = said("决定日期", "day of this decision")


class DecisionCorrection(_Corrected):
    """更正决定书."""

    wrong: Prose = said("原文", "as it reads")
    right: Prose = said("更正为", "as it should read")


class DecisionRevocation(_Corrected):
    """撤销决定书. Administrative Penalty Law, art. 75(2)."""

    reasons: Prose = said("撤销理由", "why it is revoked")
    redo: bool = said("重新处理", "decided anew")
    refund: Money | None = said("退还金额", "paid back", default=None)
    remedies: Remedies = said("救济途径", "remedies")
