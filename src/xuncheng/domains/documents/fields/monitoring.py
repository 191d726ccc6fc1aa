"""Documents of evidence by monitoring equipment. Administrative Penalty Law, art. 41."""

from __future__ import annotations

from pydantic import model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Opinion,
    Party,
    Prose,
    said,
    wrong,
)


class DeviceReview(Envelope):
    """电子技术监控设备审核表: both reviews, by different people."""

    device_number: Line = said("设备编号", "number of the device")
    device_kind: Line = said("设备类型", "kind of device")
    place: Line = said("设置地点", "place")
    use_basis: Line = said("使用依据", "law or regulation that allows it")
    standard: Line = said("符合的标准", "standard")
    sign: Line | None = said("标志", "sign", default=None)
    legal_reviewer: Line = said("法制审核人", "legal reviewer")
    legal_on: Day = said("法制审核日期", "day of the legal review")
    technical_reviewer: Line = said("技术审核人", "technical reviewer")
    technical_on: Day = said("技术审核日期", "day of the technical review")
    review: Opinion = said("审核意见", "opinion")

    @model_validator(mode="after")
    def _two_people(self) -> DeviceReview:
        if self.legal_reviewer == self.technical_reviewer:
            raise wrong("法制审核和技术审核须由不同人员进行", "the two reviews are by different people")
        return self


class RecordReview(Envelope):
    """监控记录审核表: whether a record is genuine, clear, complete and accurate (第四十一条第二款)."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    device_number: Line = said("设备编号", "number of the device")
    device_place: Line = said("设备地点", "place of the device")
    published_at: Line = said("地点公布网址", "where its place is published")
    recorded_at: Minute = said("记录时间", "time of the record")
    content: Prose = said("记录内容", "what it shows")
    genuine: bool = said("真实", "genuine")
    clear: bool = said("清晰", "clear")
    complete: bool = said("完整", "complete")
    accurate: bool = said("准确", "accurate")
    review: Opinion = said("审核意见", "opinion")


class ViolationNotice(Envelope):
    """违法行为告知书: the party is told what was recorded, how to look it up, speak and defend himself (第四十一条第三款)."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    device_number: Line = said("设备编号", "number of the device")
    device_place: Line = said("设备地点", "place of the device")
    recorded_at: Minute = said("记录时间", "time of the record")
    facts: Prose = said("违法事实", "facts")
    violated: Citations = said("违反条款", "articles violated")
    lookup: Line = said("查询途径", "how to look it up")
    respond_by: Day = said("陈述申辩截止日", "last day of the answer that is waited for")
    contact: Contact = said("联系方式", "contact")
    told_on: Day = said("告知日期", "day of the notice")
