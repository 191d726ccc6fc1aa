"""Documents between investigation and decision: notice, statement, review, discussion, approval."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from xuncheng.domains.documents.fields.investigation import Span
from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Discretion,
    Envelope,
    EvidenceItems,
    Line,
    Minute,
    Officers,
    Opinion,
    Part,
    Party,
    Penalties,
    Prose,
    Signature,
    said,
    wrong,
)


class PriorNotice(Envelope):
    """行政处罚事先告知书; with `hearing_ground`, the notice of the right to a hearing too (听证告知)."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    facts: Prose = said("违法事实", "facts")
    evidence: EvidenceItems = said("证据", "evidence")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    discretion: Discretion = said("裁量理由", "reasons of discretion")
    penalties: Penalties = said("拟作出的行政处罚", "penalty proposed")
    statement_days: int = said("陈述申辩期限（工作日）", "working days for a statement", ge=1, le=60)
    hearing_ground: Line | None = said(
        "听证事由", "why a hearing is due, as art. 63 names it (none: it is not)", default=None
    )
    contact: Contact = said("联系方式", "contact")
    check_code: Line | None = said("网上查询码", "code that opens the case on the portal", default=None)


class StatementRecord(Envelope):
    """陈述申辩笔录及复核意见. `manner` none: nothing came within the period; waived: given up in writing."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    notice_number: Line = said("告知书编号", "number of the prior notice")
    notice_served_on: Day = said("告知书送达日期", "day on which the notice was served")
    manner: Literal["oral", "written", "none", "waived"] = said("陈述申辩方式", "how the statement was made")
    heard_at: Minute | None = said("陈述申辩时间", "time of the statement", default=None)
    place: Line | None = said("陈述申辩地点", "place of the statement", default=None)
    speaker: Line | None = said("陈述申辩人", "who speaks", default=None)
    statement: Prose | None = said("陈述申辩内容", "the statement", default=None)
    evidence: list[Line] = said("提交的证据", "evidence handed in", default_factory=list)
    adopted: Literal["adopted", "partly", "not"] | None = said("是否采纳", "whether adopted", default=None)
    review: Opinion = said("复核意见", "re-check and its reasons")
    officers: Officers = said("听取人", "who hears it")
    party_signature: Signature | None = said("陈述申辩人签名", "signature of the speaker", default=None)

    @model_validator(mode="after")
    def _statement_answered(self) -> StatementRecord:
        made = self.manner in ("oral", "written")
        if made and None in (self.heard_at, self.speaker, self.statement, self.adopted):
            raise wrong(
                "有陈述申辩的，须写明时间、陈述申辩人、内容和是否采纳",
                "a statement needs its time, speaker, words and whether it was adopted",
            )
        return self


class Check(Part):
    """One point of a legality review."""

    passed: bool = said("是否符合", "whether it holds")
    note: Line | None = said("说明", "note", default=None)

    @model_validator(mode="after")
    def _failure_explained(self) -> Check:
        if not self.passed and self.note is None:
            raise wrong("审核认为不符合的，须写明说明", "a point that does not hold needs a note")
        return self


class LegalityReview(Envelope):
    """法制审核意见书."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    unit: Line = said("送审机构", "unit that submits it")
    submitted_on: Day = said("送审日期", "day of submission")
    triggers: list[Line] = said("应当审核的情形", "why the review is due", min_length=1)
    competence: Check = said("执法主体、管辖权限和执法人员资格", "competence and certificates")
    facts: Check = said("事实是否清楚", "facts")
    evidence: Check = said("证据是否合法充分", "evidence")
    law: Check = said("适用依据是否准确", "law applied")
    discretion: Check = said("裁量是否适当", "discretion")
    procedure: Check = said("程序是否合法", "procedure")
    papers: Check = said("文书是否完备规范", "papers")
    crime: Check = said("是否超越职权、有无应移送司法机关情形", "powers kept, no crime to transfer")
    conclusion: Literal["pass", "amend", "fail"] = said("审核结论", "conclusion")
    qualification: Line | None = said(
        "法律职业资格", "reviewer's legal-profession qualification", default=None
    )
    review: Opinion = said("审核意见", "reviewer's opinion")
    head_opinion: Opinion | None = said(
        "审核机构负责人意见", "opinion of the reviewing unit's head", default=None
    )


class Member(Part):
    """A responsible member of the agency in the collective discussion, with view and vote."""

    name: Line = said("姓名", "name")
    post: Line = said("职务", "post")
    view: Prose = said("发表意见", "view")
    vote: Literal["agree", "disagree", "abstain"] = said("表决", "vote")


class PanelRecord(Span):
    """集体讨论记录."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    presider: Line = said("主持人", "presider")
    members: list[Member] = said("参加讨论的负责人", "members", min_length=2)
    attendees: list[Line] = said("列席人员", "others present", default_factory=list)
    reporter: Line = said("汇报人", "who reports the case")
    recorder: Line = said("记录人", "recorder")
    reason: Line = said("提交讨论的理由", "why it is discussed")
    summary: Prose = said("案情汇报", "report of the case")
    conclusion: Prose = said("讨论结论", "conclusion")


class DecisionApproval(Envelope):
    """案件处理呈批表."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    filed_on: Day = said("立案日期", "day of filing")
    facts: Prose = said("查明的事实", "facts established")
    evidence: EvidenceItems = said("证据", "evidence")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    discretion: Discretion = said("裁量", "discretion")
    notice_account: Prose = said("告知、陈述申辩及听证情况", "notice, statement and hearing")
    review_account: Prose | None = said("法制审核情况", "legality review", default=None)
    panel_account: Prose | None = said("集体讨论情况", "collective discussion", default=None)
    proposal: Prose = said("拟处理意见", "proposal")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)
    legal_opinion: Opinion | None = said("法制机构意见", "legal unit's opinion", default=None)
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")
