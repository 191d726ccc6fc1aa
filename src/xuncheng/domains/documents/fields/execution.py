"""What the documents of the execution of a fine say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Money,
    Opinion,
    Part,
    Party,
    Payment,
    Prose,
    Signature,
    said,
    wrong,
)


class Instalment(Part):
    """One part of what is owed."""

    due_on: Day = said("最后一日", "last day")
    amount: Money = said("金额", "sum")


class _OfFine(Envelope):
    """A fine under execution: whose, by which decision, and what is owed."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    decision_title: Line = said("决定书名称", "decision")
    decision_number: Line = said("决定书编号", "number of the decision")
    penalised_on: Day = said("处罚决定日期", "day of the penalty decision")
    fine: Money = said("罚款数额", "fine")
    late_fee: Money | None = said("加处罚款", "late fee", default=None)
    paid: Money = said("已缴数额", "paid")
    owed: Money = said("未缴数额", "owed")


class DeferralApplication(_OfFine):
    """延期（分期）缴纳罚款申请书. Administrative Penalty Law, art. 66(2)."""

    asked: Line = said("申请事项", "what is asked for")
    difficulty: Prose = said("经济困难的情况和理由", "the hardship, and why")
    proposal: Prose = said("申请的期限、金额和承诺", "days, sums and promise")
    applied_on: Day = said("申请日期", "day of the application")
    signature: Signature | None = said("申请人签名", "signature of the applicant", default=None)


class DeferralApproval(_OfFine):
    """延期（分期）缴纳罚款审批表: what was asked, what is proposed, and what the head decides."""

    applied_on: Day = said("申请日期", "day of the application")
    difficulty: Prose = said("经济困难的情况和理由", "the hardship, and why")
    proposal: Prose = said("申请的期限、金额和承诺", "days, sums and promise")
    instalments: list[Instalment] = said("拟批准的各期", "instalments")
    basis: Citations = said("依据", "basis")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")


class DeferralDecision(_OfFine):
    """延期（分期）缴纳罚款决定书: granted with its days and sums, or refused."""

    granted: bool = said("批准", "granted")
    instalments: list[Instalment] = said("各期", "instalments")
    reasons: Prose = said("理由", "reasons")
    basis: Citations = said("依据", "basis")
    payment: Payment = said("缴纳方式", "where to pay")
    decided_on: Day = said("决定日期", "day of the decision")

    @model_validator(mode="after")
    def _adds_up(self) -> DeferralDecision:
        total = sum(one.amount for one in self.instalments)
        if self.granted and total != self.owed:
            raise wrong("各期合计应当等于未缴数额", "the instalments add up to what is owed")
        return self


class ExecutionAgreement(_OfFine):
    """执行协议. Administrative Coercion Law, art. 42."""

    instalments: Annotated[list[Instalment], Field(min_length=1)] = said("各期", "instalments")
    waiver: Money | None = said("减免的加处罚款", "late fee let go", default=None)
    remedial_action: Prose | None = said("补救措施", "remedial action", default=None)
    terms: Prose = said("其他约定", "other terms")
    signed_on: Day = said("签订日期", "day of signing")
    signature: Signature | None = said("当事人签名", "signature of the party", default=None)


class PaymentReminder(_OfFine):
    """催告书（缴纳罚款）. Administrative Coercion Law, art. 35 and 54."""

    served_on: Day = said("决定书送达日期", "day on which the decision was served")
    until: Day = said("履行期限", "last day to perform")
    payment: Payment = said("缴纳方式", "where to pay")
    contact: Contact = said("联系方式", "contact")


class CourtApplication(_OfFine):
    """强制执行申请书. Administrative Coercion Law, art. 55."""

    court: Line = said("法院", "court")
    violation: Prose = said("违法事实", "the violation")
    object_state: Prose = said("标的情况", "state of what is to be executed")
    party_views: Prose = said("当事人的意见及催告情况", "the party's views, and the reminder")
    annexes: Annotated[list[Line], Field(min_length=1)] = said("附件", "annexes")
    head: Line = said("行政机关负责人", "head of the agency")
    applied_on: Day = said("申请日期", "day of the application")
    contact: Contact = said("联系方式", "contact")


class _Turn(_OfFine):
    ground: Line = said("情形", "ground")
    reasons: Prose = said("事实和理由", "facts and reasons")


class ExecutionSuspension(_Turn):
    """中止（恢复）执行通知书. Administrative Coercion Law, art. 39."""

    resumes: bool = said("恢复执行", "resumed")
    effective_on: Day = said("日期", "day")


class ExecutionEnd(_Turn):
    """终结执行决定书. Administrative Coercion Law, art. 39(2) and 40."""

    decided_on: Day = said("决定日期", "day of the decision")
