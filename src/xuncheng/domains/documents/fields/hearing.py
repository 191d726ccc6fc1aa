"""Documents of a hearing (听证): asked for, notified, announced, held, reported on. Administrative Penalty Law, art. 63-65."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from xuncheng.domains.documents.fields.investigation import Span
from xuncheng.domains.documents.fields.parts import (
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Opinion,
    Part,
    Party,
    Prose,
    Signature,
    said,
    wrong,
)


class HearingApplication(Envelope):
    """听证申请书（笔录）: handed in by the party, or taken down as he says it."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    notice_number: Line = said("告知书编号", "number of the prior notice")
    notice_served_on: Day = said("告知书送达日期", "day on which the notice was served")
    proposed: Line = said("拟作出的行政处罚", "penalty proposed")
    manner: Literal["written", "oral"] = said("申请方式", "how it is asked for")
    request: Prose = said("听证要求和理由", "what is asked for, and why")
    applied_at: Minute = said("申请时间", "time of the request")
    receiver: Line = said("接收（记录）人", "who receives or writes it down")
    party_signature: Signature = said("申请人签名", "signature of the party")


class HearingNotice(Envelope):
    """听证通知书."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    applied_on: Day = said("申请听证日期", "day of the request")
    hearing_at: Minute = said("听证时间", "time of the hearing")
    place: Line = said("听证地点", "place of the hearing")
    presider: Line = said("听证主持人", "presider")
    assistants: list[Line] = said("听证员", "assistants", default_factory=list)
    recorder: Line = said("听证记录人", "recorder")
    investigators: list[Line] = said("案件调查人员", "investigators", min_length=1)
    closed_ground: Line | None = said("不公开理由", "why it is not public (none: public)", default=None)
    change: Prose | None = said("变更事项", "what changes in the notice before it", default=None)
    contact: Contact = said("联系方式", "contact")


class HearingAnnouncement(Envelope):
    """听证公告: a public hearing is made known before it is held (第六十四条第三项)."""

    cause: Line = said("听证案由", "cause")
    party_name: Line = said("当事人", "party")
    hearing_at: Minute = said("听证时间", "time of the hearing")
    place: Line = said("听证地点", "place of the hearing")
    presider: Line = said("听证主持人", "presider")
    recorder: Line = said("听证记录人", "recorder")
    attending: Prose = said("旁听事项", "how to attend it")
    contact: Contact = said("联系方式", "contact")


class Speech(Part):
    """What one speaker said at a hearing."""

    speaker: Line = said("发言人", "speaker")
    words: Prose = said("发言内容", "words")


class Session(Span):
    """Who sat together at a hearing, and about what."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    agents: list[Line] = said("委托代理人", "agents of the party", default_factory=list, max_length=2)
    third_parties: list[Line] = said("第三人", "third parties", default_factory=list)
    presider: Line = said("听证主持人", "presider")
    assistants: list[Line] = said("听证员", "assistants", default_factory=list)
    recorder: Line = said("听证记录人", "recorder")
    investigators: list[Line] = said("案件调查人员", "investigators", min_length=1)
    public: bool = said("是否公开", "whether public")

    @model_validator(mode="after")
    def _presider_is_no_investigator(self) -> Session:
        if self.presider in self.investigators:
            raise wrong("听证主持人不得为本案调查人员", "the presider may not be an investigator of the case")
        return self


class HearingRecord(Session):
    """听证笔录."""

    speeches: list[Speech] = said("听证情况", "speeches", min_length=1)
    party_signature: Signature | None = said("当事人签名", "signature of the party", default=None)


class HearingReport(Session):
    """听证报告: the presider to the head, on the record of the hearing (第六十五条)."""

    record_number: Line = said("听证笔录编号", "number of the record of the hearing")
    proposed: Line = said("拟作出的行政处罚", "penalty proposed")
    claims: Prose = said("调查人员的意见", "what the investigators claim")
    defence: Prose = said("当事人的陈述申辩", "what the party states in his defence")
    evidence: Prose = said("举证和质证情况", "evidence, and what was said of it")
    opinion: Opinion = said("听证主持人意见", "presider's opinion")
