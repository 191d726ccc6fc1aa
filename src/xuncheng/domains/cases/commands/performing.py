"""Performing: payment, the late fee, lodging an on-the-spot decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from xuncheng.domains.cases import owing
from xuncheng.domains.cases.commands import booking
from xuncheng.domains.cases.commands.shared import Amount, case_act, make
from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.cases.papers import finishing as papers
from xuncheng.domains.cases.papers.parts import penalty_words
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text

PAID = {
    "bank": Text("银行（电子）缴款", "at the bank"),
    "on_the_spot": Text("当场收缴", "collected on the spot"),
}


@case_act("fine.pay")
def pay_fine(
    deed: Deed, case: Case, amount: Amount,
    way: Annotated[str, field("缴款方式", "Way of payment", "choice", choices=PAID)],
    receipt: Annotated[str, field("票据号码", "Receipt number", "text", max_length=40)],
    payer: Annotated[str, field("缴款人", "Payer", "text", max_length=120)] = "",
    reason: Annotated[str, field("当场收缴理由", "Why collected on the spot", "text", max_length=200)] = "",
    paid_on: Annotated[date | None, field("缴款日期（不填即今天）", "Day of payment (today if empty)", "date")] = None,
) -> Payment:  # fmt: skip
    """Enter money received on the decision, with the number of its receipt (缴纳罚款). Art. 67-70."""
    decision = _decision(case)
    _check_payment(decision, way, receipt, paid_on or deed.day)
    payment = Payment(
        case=case, amount=amount, way=way, receipt=receipt, payer=payer or case.party.name,
        paid_on=paid_on or deed.day, area_path=case.area_path,
    )  # fmt: skip
    payment.save(force_insert=True)
    booking.received(deed, case, payment)
    payments = owing.counting(case)
    purpose = "加处罚款" if case.facts.late_fee else "罚款"
    make(deed, case, "payment_record",
         papers.payment_record(case, decision.number, payments, purpose, deed.actor.name))  # fmt: skip
    return payment


@case_act("fine.hand_in")
def hand_in_money(
    deed: Deed, case: Case, receiver: Annotated[str, field("接收人", "Received by", "text", max_length=50)] = ""
) -> Case:  # fmt: skip
    """Note that the officers handed in what they collected on the spot (上缴当场收缴的罚款). Art. 71."""
    booking.handed_in(deed, case, receiver)
    return case


@case_act("fine.deposit")
def deposit_money(
    deed: Deed,
    case: Case,
    voucher: Annotated[
        str, field("缴款凭证号", "Number of the voucher", "text", min_length=1, max_length=40)
    ],
    deposited_on: Annotated[
        date | None, field("缴付日期（不填即今天）", "Day of the deposit (today if empty)", "date")
    ] = None,
) -> Case:
    """Note that the agency paid what was collected on the spot into the bank (缴付银行). Art. 71.

    Raises `Refused` (`invalid_input`) for a day that lies ahead.
    """
    if deposited_on and deposited_on > deed.day:
        raise invalid(
            FieldError("deposited_on", Text("缴付日期不能晚于今天", "It was not deposited ahead of today"))
        )
    booking.deposited(deed, case, voucher, deposited_on)
    return case


@case_act("latefee.impose")
def impose_late_fee(deed: Deed, case: Case, amount: Amount) -> Document:
    """Impose the late fee on an overdue fine, as the law reckons it (加处罚款). Art. 72(1)(1).

    It accrues until the fine is paid in full, or else until today. Raises `Refused` (`late_fee_differs`) when
    the sum is another.
    """
    decision = _decision(case)
    due = owing.first_due(decision)
    fee = owing.accrued(case, decision, deed.day)
    if fee.amount != amount:
        raise Refused(
            "late_fee_differs",
            Text(f"按每日百分之三计算，应加处{fee.amount}元", f"At 3 % a day the late fee is {fee.amount}"),
            422, (Basis("行政处罚法", "72(1)(1)"),), errors=(FieldError("amount", Text(f"应为{fee.amount}", f"It is {fee.amount}")),),
        )  # fmt: skip
    booking.settle(deed, case)
    return make(deed, case, "late_fee_decision", papers.late_fee_decision(deed, case, decision, due, fee))


@case_act("decision.lodge")
def lodge_decision(
    deed: Deed,
    case: Case,
    remarks: Annotated[str, field("备案意见", "Remarks", "text", max_length=200)] = "准予备案。",
) -> Document:
    """Lodge an on-the-spot decision with the agency (报所属机关备案). Art. 52(3)."""
    decided = case.facts.decided
    if decided is None:
        raise RuntimeError("lodging without a decision passed the procedure table")
    penalty = penalty_words(decided.kinds, decided.amount)
    return make(
        deed, case, "lodging_record", papers.lodging_record(deed, case, _decision(case), penalty, remarks)
    )


def _check_payment(decision: Document, way: str, receipt: str, paid_on: date) -> None:
    if way not in PAID:
        raise invalid(FieldError("way", Text("请选择缴款方式", "Choose how it was paid")))
    if paid_on < decision.made_at.astimezone(SHANGHAI).date():
        raise invalid(
            FieldError("paid_on", Text("缴款日期不能早于决定日期", "It was not paid before the decision"))
        )
    check_receipt(receipt)


def check_receipt(receipt: str) -> None:
    """Refuse a receipt that was entered before: each serves once."""
    if Payment.objects.filter(receipt=receipt).exists():
        raise invalid(FieldError("receipt", Text("该票据号码已登记", "That receipt was entered already")))


def _decision(case: Case) -> Document:
    decision = owing.decision_of(case)
    if decision is None:
        raise RuntimeError("a payment without a decision passed the procedure table")
    return decision
