"""The small documents of an investigation: summons, extraction, sampling, commission, application for recusal."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xuncheng.domains.documents.fields.parts import (
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Officers,
    Part,
    Party,
    Prose,
    Signature,
    said,
)

Lines = Annotated[list[Line], Field(min_length=1)]


class PartySummons(Envelope):
    """询问（调查）通知书."""

    person: Line = said("被通知人", "who is summoned")
    cause: Line = said("案由", "cause")
    appear_at: Minute = said("接受询问时间", "when to appear")
    place: Line = said("接受询问地点", "where to appear")
    materials: list[Line] = said("需要携带的材料", "papers to bring", default_factory=list)
    contact: Contact = said("联系方式", "contact")
    summoned_on: Day = said("通知日期", "day of the summons")


class EvidenceExtract(Envelope):
    """证据提取单: a copy with its origin, and that it is the same as the original (第四十六条)."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    name: Line = said("证据名称", "name of the evidence")
    proves: Line = said("证明内容", "what it proves")
    origin: Line = said("出处（持有人）", "where the original is")
    copied_on: Day = said("提取日期", "day of the copy")
    place: Line = said("提取地点", "place")
    officers: Officers = said("提取人", "officers")
    holder: Signature = said("持有人签名", "signature of the holder")


class SampleItem(Part):
    """One sample that was taken."""

    name: Line = said("样品名称", "name of the sample")
    batch: Line | None = said("批号、规格", "batch or size", default=None)
    quantity: Line = said("数量", "quantity")
    seal: Line = said("封条编号", "number of the seal")


class SampleVoucher(Envelope):
    """抽样取证凭证 (第五十六条)."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    place: Line = said("抽样地点", "place")
    taken_at: Minute = said("抽样时间", "time")
    samples: Annotated[list[SampleItem], Field(min_length=1)] = said("样品", "samples")
    officers: Officers = said("抽样人", "officers")
    party_signature: Signature = said("当事人签名", "signature of the party")


class Commission(Envelope):
    """检测（鉴定）委托书: the agency bears the cost."""

    institute: Line = said("受委托机构", "who is commissioned")
    cause: Line = said("案由", "cause")
    items: Lines = said("送检材料", "what is tested")
    question: Prose = said("检测（鉴定）事项", "question")
    report_by: Day = said("出具报告期限", "by when the report is due")
    contact: Contact = said("联系方式", "contact")
    commissioned_on: Day = said("委托日期", "day of the commission")


class RecusalApplication(Envelope):
    """回避申请书（笔录） (第四十三条)."""

    applicant: Line = said("申请人", "who asks for it")
    cause: Line = said("案由", "cause")
    person: Line = said("被申请回避人员", "who is to step back")
    ground: Prose = said("申请理由", "ground")
    applied_at: Minute = said("申请时间", "time")
    signature: Signature = said("申请人签名", "signature")
