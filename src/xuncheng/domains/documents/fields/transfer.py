"""Documents of a transfer: to the police where a crime is suspected, or to the authority that has jurisdiction."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    EvidenceItems,
    Line,
    Minute,
    Officers,
    Opinion,
    Party,
    Prose,
    Signature,
    said,
    wrong,
)

Lines = Annotated[list[Line], Field(min_length=1)]


class TransferReport(Envelope):
    """移送涉嫌犯罪案件报告: what the team that verified the case reports to the head (移送规定第五条第一款)."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    crime: Line = said("涉嫌罪名", "crime suspected")
    suspected_at: Minute = said("认定涉嫌犯罪时间", "time at which a crime was first suspected")
    facts: Prose = said("核实的情况", "what was verified")
    evidence: EvidenceItems = said("证据", "evidence")
    officers: Officers = said("专案组成员", "officers who verified it")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")


class TransferApproval(Envelope):
    """移送涉嫌犯罪案件审批表: the head approves, or refuses and says why (第五条第二款)."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    crime: Line = said("涉嫌罪名", "crime suspected")
    report_number: Line = said("报告编号", "number of the report")
    reported_at: Minute = said("报告时间", "time of the report")
    approved: bool = said("是否批准移送", "whether approved")
    reasons: Prose | None = said("不予批准的理由", "why it is refused", default=None)
    delay: Prose | None = said("逾期原因", "why the decision is late", default=None)
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")

    @model_validator(mode="after")
    def _says_why(self) -> TransferApproval:
        if not self.approved and self.reasons is None:
            raise wrong("不批准移送的，须写明理由", "a refusal needs its reasons")
        return self


class TransferLetter(Envelope):
    """涉嫌犯罪案件移送书, with the papers that art. 6 of the rules on transfers lists."""

    police: Line = said("受移送公安机关", "police to which it goes")
    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    crime: Line = said("涉嫌罪名", "crime suspected")
    facts: Prose = said("涉嫌犯罪的事实", "facts")
    basis: Citations = said("移送依据", "basis")
    approval_number: Line = said("审批表编号", "number of the approval")
    approved_at: Minute = said("批准移送时间", "time of the approval")
    attachments: Lines = said("随案移送的材料", "papers that go with it")
    goods: list[Line] = said("涉案物品清单", "list of goods", default_factory=list)
    delay: Prose | None = said("逾期移送原因", "why it is sent late", default=None)
    contact: Contact = said("联系方式", "contact")
    sent_at: Minute = said("移送时间", "time of sending")


class TransferReviewRequest(Envelope):
    """提请复议意见书: the police are asked to review that they did not take the case up (第九条第一款)."""

    police: Line = said("公安机关", "police")
    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    letter_number: Line = said("移送书编号", "number of the letter of transfer")
    answer_number: Line = said("不予立案通知书文号", "number of the refusal")
    grounds: Prose = said("提请复议的理由", "grounds")
    basis: Citations = said("依据", "basis")
    contact: Contact = said("联系方式", "contact")
    asked_on: Day = said("提请日期", "day of the request")


class TransferGoodsList(Envelope):
    """涉案物品和材料移交清单: handed over within three days of the notice that the police take the case up (第十二条)."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    police: Line = said("接收公安机关", "police that receive it")
    answer_number: Line = said("立案通知书文号", "number of the notice of filing")
    items: Lines = said("移交的物品和材料", "what is handed over")
    delivered_at: Minute = said("移交时间", "time of handing over")
    officers: Officers = said("移交人", "who hands over")
    receiver: Signature = said("接收人", "who receives")


class CaseHandover(Envelope):
    """案件移送函: to the authority that has jurisdiction. Administrative Penalty Law, art. 22, 23, 25."""

    authority: Line = said("受移送机关", "authority to which it goes")
    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    facts: Prose = said("简要案情", "facts")
    reasons: Prose = said("移送理由", "why it is handed over")
    basis: Citations = said("移送依据", "basis")
    materials: Lines = said("移送材料", "papers that go with it")
    contact: Contact = said("联系方式", "contact")
    handed_on: Day = said("移送日期", "day of the transfer")
