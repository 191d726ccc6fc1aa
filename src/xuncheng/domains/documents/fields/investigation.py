"""Documents of filing and investigation (立案、调查取证)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Discretion,
    Envelope,
    EvidenceItems,
    Line,
    Minute,
    Officer,
    Officers,
    Opinion,
    Part,
    Party,
    Prose,
    Remedies,
    Signature,
    said,
    wrong,
)


class CaseSource(StrEnum):
    """Where a case comes from: the fixed list of the form."""

    INSPECTION = "检查发现"
    COMPLAINT = "投诉"
    REPORT = "举报"
    ASSIGNED = "上级交办"
    TRANSFERRED = "移送"
    MEDIA = "媒体披露"


class FilingApproval(Envelope):
    """立案审批表; `declined`: 不予立案审批表."""

    declined: bool = said("不予立案", "declined", default=False)
    cause: Line = said("案由", "cause")
    source: CaseSource = said("案件来源", "source of the case")
    discovered_on: Day = said("发现日期", "day of discovery")
    place: Line = said("案发地点", "place")
    party: Party = said("当事人", "party")
    summary: Prose = said("简要案情", "summary of the facts")
    evidence: list[Line] = said("初步证据", "initial evidence", min_length=1)
    violated: Citations = said("涉嫌违反条款", "articles presumably violated")
    officers: Officers = said("承办人", "handlers")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")
    note: Prose | None = said("备注", "note", default=None)


class Span(Envelope):
    """Something that is recorded while it happens, from a beginning to an end."""

    started_at: Minute = said("开始时间", "start")
    ended_at: Minute = said("结束时间", "end")
    place: Line = said("地点", "place")

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.ended_at < self.started_at:
            raise wrong("结束时间早于开始时间", "the end is before the start")
        return self


class OnSitePerson(Part):
    """Who was there: the party, the person in charge on site, or a witness."""

    name: Line = said("姓名", "name")
    role: Line = said("身份", "role, such as 现场负责人 or 见证人")
    id_number: Line | None = said("证件号码", "identity number", default=None)
    phone: Line | None = said("联系电话", "telephone", default=None)


class InspectionRecord(Span):
    """现场检查(勘验)笔录."""

    party: Party = said("被检查人", "who is inspected")
    present: OnSitePerson | None = said("在场人", "who was present", default=None)
    officers: Officers = said("检查人", "inspecting officers")
    recorder: Officer = said("记录人", "recorder")
    weather: Line | None = said("天气", "weather", default=None)
    certificates_shown: Literal[True] = said("出示执法证件", "certificates were shown")
    recusal_reply: Line = said("回避权利告知及答复", "answer on the right to ask for recusal")
    findings: Prose = said("检查情况", "what was found")
    attachments: list[Line] = said("附件（照片、示意图）", "photos and sketches", default_factory=list)
    party_signature: Signature | None = said(
        "被检查人签名", "signature of the inspected person", default=None
    )
    witness_signature: Signature | None = said("见证人签名", "signature of the witness", default=None)


class Interviewee(Part):
    """Who is questioned."""

    name: Line = said("姓名", "name")
    sex: Literal["男", "女"] | None = said("性别", "sex", default=None)
    born: Day | None = said("出生日期", "date of birth", default=None)
    id_type: Line = said("证件类型", "kind of identity document", default="居民身份证")
    id_number: Line = said("证件号码", "identity number")
    employer: Line | None = said("工作单位及职务", "employer and post", default=None)
    address: Line = said("住址", "address")
    phone: Line | None = said("联系电话", "telephone", default=None)
    relation: Line = said("与本案关系", "relation to the case")


class Exchange(Part):
    """One question and its answer."""

    question: Prose = said("问", "question")
    answer: Prose = said("答", "answer")


class InterviewRecord(Span):
    """询问笔录."""

    session: int = said("第几次询问", "number of the session", default=1, ge=1, le=99)
    person: Interviewee = said("被询问人", "who is questioned")
    questioner: Officer = said("询问人", "questioner")
    recorder: Officer = said("记录人", "recorder")
    certificates_shown: Literal[True] = said("出示执法证件", "certificates were shown")
    recusal_reply: Line = said("回避权利告知及答复", "answer on the right to ask for recusal")
    exchanges: list[Exchange] = said("问答", "questions and answers", min_length=1)
    person_signature: Signature | None = said("被询问人签名", "signature of the person", default=None)

    @model_validator(mode="after")
    def _two_officers(self) -> InterviewRecord:
        if self.questioner.certificate == self.recorder.certificate:
            raise wrong("询问人和记录人须为两名执法人员", "questioner and recorder must be two officers")
        return self


class EvidenceFile(Part):
    """One electronic file of an item of evidence, by its digest."""

    item: int = said("证据序号", "number of the item in the list", ge=1)
    name: Line = said("文件名", "name of the file")
    sha256: str = said("SHA-256校验值", "SHA-256 digest", pattern=r"^[0-9a-f]{64}$")


class EvidenceList(Envelope):
    """证据清单."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    items: EvidenceItems = said("证据", "evidence")
    files: list[EvidenceFile] = said("电子文件", "electronic files", default_factory=list)
    officers: Officers = said("办案人员", "handlers")


class CorrectionOrder(Envelope):
    """责令改正通知书."""

    party: Party = said("当事人", "party")
    facts: Prose = said("违法事实", "facts")
    violated: Citations = said("违反条款", "articles violated")
    basis: Citations = said("责令改正依据", "basis of the order")
    requirement: Prose = said("改正要求", "what is to be corrected")
    deadline: Minute | None = said("改正期限", "deadline (none: at once)", default=None)
    recheck_on: Day | None = said("复查日期", "day of the re-check", default=None)
    contact: Contact = said("联系方式", "contact")
    remedies: Remedies = said("救济途径", "remedies")
    officers: Officers = said("执法人员", "officers")


class CorrectionRecheck(Span):
    """复查笔录."""

    party: Party = said("被检查人", "who is inspected")
    order_number: Line = said("责令改正通知书编号", "number of the correction order")
    order_deadline: Minute | None = said(
        "责令改正期限", "deadline of the order (none: at once)", default=None
    )
    officers: Officers = said("复查人", "officers")
    recorder: Officer = said("记录人", "recorder")
    certificates_shown: Literal[True] = said("出示执法证件", "certificates were shown")
    findings: Prose = said("复查情况", "what was found")
    outcome: Literal["corrected", "partly", "not"] = said("改正结果", "whether it was corrected")
    attachments: list[Line] = said("附件（照片）", "photos", default_factory=list)
    party_signature: Signature | None = said(
        "被检查人签名", "signature of the inspected person", default=None
    )
    witness_signature: Signature | None = said("见证人签名", "signature of the witness", default=None)


class InvestigationReport(Envelope):
    """调查终结报告."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    filed_on: Day = said("立案日期", "day of filing")
    course: Prose = said("调查经过", "course of the investigation")
    facts: Prose = said("查明的事实", "facts established")
    evidence: EvidenceItems = said("证据", "evidence")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    discretion: Discretion = said("裁量", "discretion")
    correction: Prose | None = said("责令改正情况", "how correction stands", default=None)
    proposal: Prose = said("处理建议", "proposal")
    officers: Officers = said("办案人员", "handlers")
    handlers_opinion: Opinion = said("办案人员签署", "handlers' signature")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)


class RecusalDecision(Envelope):
    """回避决定书."""

    applicant: Line = said("申请人", "who asks for it (or 本人 for the person's own request)")
    applied_on: Day = said("申请日期", "day of the request")
    person: Line = said("被申请回避人员", "who is to step back")
    post: Line = said("职务", "post in the case")
    cause: Line = said("案由", "cause")
    ground: Prose = said("申请理由", "ground")
    granted: bool = said("是否回避", "whether granted")
    reasons: Prose = said("决定理由", "reasons")
    decided_on: Day = said("决定日期", "day of the decision")
