"""Documents of forced demolition: orders, announcement, reminder, decision, and records."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Officers,
    Party,
    Prose,
    Remedies,
    Signature,
    said,
)


class EnforcementLetter(Envelope):
    """What goes out to the party, or is announced. Administrative Coercion Law, art. 35, 37, 44."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    structure: Prose = said("建筑物、构筑物、设施的位置和状况", "the structure, and where it is")
    reasons: Prose = said("事实和理由", "facts and reasons")
    basis: Citations = said("依据", "basis")
    until: Day | None = said("履行期限", "last day to perform", default=None)
    manner: Prose = said("履行或者执行的方式", "how it is performed or enforced")
    approval: Line | None = said(
        "人民政府责成或者批准文号", "number of the government's approval", default=None
    )
    remedies: Remedies | None = said("救济途径", "remedies", default=None)
    contact: Contact = said("联系方式", "contact")


class DemolitionRecheck(Envelope):
    """拆除情况复查笔录: two officers find that the party demolished by himself."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    place: Line = said("地点", "place")
    checked_at: Minute = said("复查时间", "time")
    findings: Prose = said("复查情况", "what was found")
    officers: Officers = said("复查人员", "officers")


class DemolitionRecord(Envelope):
    """强制执行现场笔录 with the list of goods, who confirmed it and where they went (北京市城乡规划条例第六十七条)."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    place: Line = said("地点", "place")
    decision_number: Line = said("强制执行决定书文号", "number of the decision")
    carried_out_at: Minute = said("执行时间", "time")
    course: Prose = said("执行过程", "course")
    goods: Annotated[list[Line], Field(min_length=1)] = said("物品清单", "list of goods")
    confirmed_by: Line = said("清单确认人", "who confirmed the list")
    kept_at: Line = said("物品存放地点", "where the goods are kept")
    video: Line = said("音像记录编号", "number of the video")
    signature: Signature | None = said(
        "清单确认人签名", "signature of whoever confirmed the list", default=None
    )
    officers: Officers = said("执行人员", "officers")
