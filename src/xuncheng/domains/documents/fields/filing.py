"""Documents of service, payment, closing and the case file (送达、缴纳、结案、归档)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import model_validator

from xuncheng.domains.documents.fields.parts import (
    Day,
    Envelope,
    Line,
    Minute,
    Money,
    Officers,
    Opinion,
    Part,
    Party,
    Prose,
    Signature,
    said,
    wrong,
)


class PaidSum(Part):
    """One payment with its receipt."""

    purpose: Literal["罚款", "没收违法所得", "加处罚款"] = said("款项", "what is paid")
    amount: Money = said("金额", "sum")
    paid_on: Day = said("缴款日期", "day of payment")
    way: Line = said("缴款方式", "way of payment")
    receipt_number: Line = said("票据号码", "number of the receipt")


class PaymentRecord(Envelope):
    """罚款缴纳凭证: the sheet to which the receipts are attached."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    payer: Line = said("缴款人", "payer")
    decision_number: Line = said("行政处罚决定书编号", "number of the decision")
    due: Money = said("应缴金额", "sum due")
    payments: list[PaidSum] = said("缴款情况", "payments", min_length=1)
    paid: Money = said("已缴合计", "paid in all")
    outstanding: Money = said("未缴金额", "outstanding")
    handler: Line = said("经办人", "who enters it")

    @model_validator(mode="after")
    def _sums_agree(self) -> PaymentRecord:
        if self.paid != sum(payment.amount for payment in self.payments):
            raise wrong("已缴合计与各笔缴款之和不符", "paid in all is not the sum of the payments")
        return self


class ServedDocument(Part):
    """One document that is served."""

    title: Line = said("文书名称", "title")
    number: Line = said("文书编号", "number")
    copies: int = said("份数", "copies", default=1, ge=1)


class ServiceWay(StrEnum):
    """The lawful ways of service. Civil Procedure Law, art. 87-95; Administrative Penalty Law, art. 61."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    ELECTRONIC = "电子送达"
    ENTRUSTED = "委托送达"
    POST = "邮寄送达"
    FORWARDED = "转交送达"
    ANNOUNCED = "公告送达"


class ServiceReceipt(Envelope):
    """送达回证."""

    cause: Line = said("案由", "cause")
    recipient: Line = said("受送达人", "to whom it is served")
    documents: list[ServedDocument] = said("送达文书", "documents served", min_length=1)
    place: Line = said("送达地点", "place (or electronic address)")
    way: ServiceWay = said("送达方式", "way of service")
    served_at: Minute = said("送达时间", "time of service")
    effective_on: Day | None = said("送达生效日期", "day from which periods run", default=None)
    receiver: Signature | None = said("受送达人签收", "who receives it", default=None)
    receiver_relation: Line | None = said(
        "代收人与受送达人关系", "relation of the receiver to the recipient", default=None
    )
    refusal: Prose | None = said(
        "拒收或无法送达情况", "refusal, or why it could not be handed over", default=None
    )
    witnesses: list[Line] = said("见证人", "witnesses", default_factory=list)
    witness_signature: Signature | None = said("见证人签名", "signature of the witnesses", default=None)
    servers: Officers = said("送达人", "servers")
    note: Prose | None = said("备注", "note", default=None)

    @model_validator(mode="after")
    def _leaving_explained(self) -> ServiceReceipt:
        if self.way in (ServiceWay.LEFT, ServiceWay.ANNOUNCED) and self.refusal is None:
            raise wrong(
                "留置送达、公告送达须记明拒收或无法送达的情况",
                "service by leaving or notice needs its reason",
            )
        return self


class ElectronicAddress(Part):
    """An address for electronic service."""

    channel: Line = said("电子送达渠道", "channel, such as 手机短信")
    address: Line = said("电子送达地址", "address")


class ConsentOfService(Envelope):
    """送达地址与电子送达确认书."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    recipient: Line = said("收件人", "who receives it")
    address: Line = said("送达地址", "address")
    postcode: Line | None = said("邮政编码", "postcode", default=None)
    phone: Line = said("联系电话", "telephone")
    agent: Line | None = said("代收人", "who may receive it instead", default=None)
    electronic: bool = said("是否同意电子送达", "whether electronic service is agreed")
    channels: list[ElectronicAddress] = said("电子送达地址", "electronic addresses", default_factory=list)
    officers: Officers = said("执法人员", "officers")
    party_signature: Signature | None = said("当事人签名", "signature of the party", default=None)

    @model_validator(mode="after")
    def _where_to(self) -> ConsentOfService:
        if self.electronic and not self.channels:
            raise wrong("同意电子送达的，须填写电子送达地址", "electronic service needs an address")
        return self


class LodgingRecord(Envelope):
    """当场处罚备案表."""

    decision_number: Line = said("当场行政处罚决定书编号", "number of the decision")
    decided_at: Minute = said("处罚时间", "time of the decision")
    place: Line = said("处罚地点", "place")
    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    penalty: Line = said("处罚内容", "penalty")
    collection: Line | None = said("罚款收缴方式", "how the fine is paid", default=None)
    officers: Officers = said("执法人员", "officers")
    lodged_at: Minute = said("报送备案时间", "time of lodging")
    received: Opinion = said("备案登记意见", "entry of the agency")


class ClosingResult(StrEnum):
    """How a case may end."""

    PERFORMED = "行政处罚决定履行完毕"
    COURT = "人民法院强制执行终结或者依法受理强制执行申请"
    NO_PENALTY = "决定不予行政处罚"
    TRANSFERRED = "案件移送并已受理"
    REVOKED = "行政处罚决定依法撤销"
    ENDED = "终结执行"
    WITHDRAWN = "撤销案件或者终止调查"


class ClosingApproval(Envelope):
    """结案审批表."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    filed_on: Day | None = said("立案日期", "day of filing", default=None)
    decided_on: Day | None = said("处理决定日期", "day of the decision", default=None)
    decision_number: Line | None = said("处理决定文号", "number of the decision", default=None)
    summary: Prose = said("案情及处理结果", "facts and outcome")
    result: ClosingResult = said("结案方式", "how the case ends")
    performance: Prose = said("履行（执行）情况", "performance")
    paid: Money | None = said("罚没款缴纳金额", "paid in all", default=None)
    receipts: list[Line] = said("票据号码", "numbers of receipts", default_factory=list)
    correction: Prose | None = said("改正情况", "correction", default=None)
    goods: Prose | None = said("涉案物品处理", "what became of goods", default=None)
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")


class CaseCover(Envelope):
    """卷宗封面."""

    title: Line = said("案卷题名", "title of the file")
    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    procedure: Literal["普通程序", "简易程序"] = said("办案程序", "procedure")
    filed_on: Day | None = said("立案日期", "day of filing", default=None)
    closed_on: Day = said("结案日期", "day of closing")
    result: Prose = said("处理结果", "outcome")
    handlers: list[Line] = said("承办人", "handlers", min_length=1)
    unit: Line = said("承办机构", "unit")
    volume: int = said("卷次", "which volume", default=1, ge=1)
    volumes: int = said("卷数", "of how many volumes", default=1, ge=1)
    documents: int = said("件数", "how many documents", ge=1)
    pages: int = said("页数", "how many pages", ge=1)
    retention: Line | None = said("保管期限", "how long it is kept", default=None)
    archived_on: Day = said("归档日期", "day of archiving")
    archivist: Line = said("立卷人", "who makes the file")
    file_number: Line | None = said("档案号", "archive number", default=None)


class IndexEntry(Part):
    """One document in the index."""

    title: Line = said("文书名称", "title")
    number: Line | None = said("文书编号", "number", default=None)
    day: Day = said("日期", "day")
    pages: Line = said("页号", "pages, such as 3-5")
    note: Line | None = said("备注", "note", default=None)


class CaseIndex(Envelope):
    """卷内目录, with the note on the state of the file (备考表)."""

    title: Line = said("案卷题名", "title of the file")
    entries: list[IndexEntry] = said("卷内文书", "documents", min_length=1)
    state: Prose = said("本卷情况说明", "state of the file")
    archivist: Line = said("立卷人", "who makes the file")
    checker: Line = said("检查人", "who checks it")
    archived_on: Day = said("归档日期", "day of archiving")
