"""Documents of performance on the party's behalf: reminders, decisions, notice, record, and what it costs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Money,
    Officers,
    Party,
    Payment,
    Prose,
    Remedies,
    Signature,
    said,
    wrong,
)


class BehalfLetter(Envelope):
    """What goes out to the party before and after. Administrative Coercion Law, art. 35, 51(1), 52."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    order_number: Line | None = said("责令改正通知书编号", "number of the order to correct", default=None)
    target: Prose = said("标的", "what is removed or restored")
    reasons: Prose = said("事实和理由", "facts and reasons")
    basis: Citations = said("依据", "basis")
    until: Day | None = said("履行期限", "last day to perform", default=None)
    manner: Prose = said("履行或者代履行的方式", "how it is performed")
    planned_at: Minute | None = said("代履行的时间", "time of the performance", default=None)
    estimate: Money | None = said("费用预算", "what it will cost", default=None)
    performer: Line | None = said("代履行人", "who performs it", default=None)
    remedies: Remedies | None = said("救济途径", "remedies", default=None)
    contact: Contact = said("联系方式", "contact")


class BehalfRecord(Envelope):
    """代履行现场笔录: the paper that all sign (第五十一条第一款第四项)."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    place: Line = said("地点", "place")
    decision_number: Line = said("代履行决定书编号", "number of the decision")
    carried_out_at: Minute = said("代履行时间", "time")
    target: Prose = said("标的", "what was removed or restored")
    performer: Line = said("代履行人", "who performed it")
    course: Prose = said("代履行过程", "course")
    signed_by: Line = said("当事人或者见证人", "party or witness")
    signature: Signature | None = said(
        "当事人或者见证人签名", "signature of the party or the witness", default=None
    )
    officers: Officers = said("到场监督人员", "supervisors")


class BehalfRecheck(Envelope):
    """自行履行情况复查笔录: two officers find that the party performed by himself."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    place: Line = said("地点", "place")
    checked_at: Minute = said("复查时间", "time")
    findings: Prose = said("复查情况", "what was found")
    officers: Officers = said("复查人员", "officers")


class BehalfCostDecision(Envelope):
    """代履行费用缴纳决定书: the cost as it was, by its vouchers (第五十一条第二款)."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    decision_number: Line = said("代履行决定书编号", "number of the decision")
    performer: Line = said("代履行人", "who performed it")
    estimate: Money | None = said("费用预算", "the estimate", default=None)
    items: Annotated[list[Line], Field(min_length=1)] = said("费用明细", "what was spent on what")
    evidenced: Money = said("凭证金额合计", "sum of the vouchers")
    cost: Money = said("代履行费用", "the cost")
    excess: Prose | None = said("超出预算的理由", "why it is above the estimate", default=None)
    basis: Citations = said("依据", "basis")
    until: Day = said("缴纳期限", "last day to pay")
    payment: Payment = said("缴纳方式", "where to pay")
    remedies: Remedies = said("救济途径", "remedies")
    contact: Contact = said("联系方式", "contact")

    @model_validator(mode="after")
    def _never_above_what_is_proved(self) -> BehalfCostDecision:
        if self.cost > self.evidenced:
            raise wrong("代履行费用不得超过有凭证的支出", "the cost is never above what vouchers show")
        return self


class BehalfPayment(Envelope):
    """代履行费用缴纳凭证: the sheet to which the receipt is attached."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    payer: Line = said("缴款人", "payer")
    decision_number: Line = said("费用缴纳决定书编号", "number of the decision on the cost")
    amount: Money = said("本次缴款", "paid this time")
    paid_on: Day = said("缴款日期", "day of the payment")
    receipt_number: Line = said("票据号码", "number of the receipt")
    paid: Money = said("已缴合计", "paid in all")
    outstanding: Money = said("未缴金额", "outstanding")
    handler: Line = said("经办人", "who enters it")
