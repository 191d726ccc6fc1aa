"""Charges: fees and compensations as receivables of their own, asked for, paid, waived and given back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.conf import settings

from xuncheng.domains.collection.commands.shared import (
    Reason,
    Sum,
    Voucher,
    check_past,
    ledger_of_charge,
)
from xuncheng.domains.collection.models import Charge
from xuncheng.domains.money.commands import post, post_refund
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.collecting import CHARGES, CHARGING, GIVING_BACK
from xuncheng.rules.legal import Text

KINDS = {code: kind.label for code, kind in CHARGES.items()}


@act("charge.assess", Text("核定费用、赔偿", "Assess a fee or compensation"), basis=CHARGING)
def assess_charge(
    deed: Deed,
    kind: Annotated[str, field("种类", "Kind", "choice", choices=KINDS)],
    debtor: Annotated[str, field("缴费人（赔偿人）", "Who owes it", "text", min_length=2, max_length=120)],
    place: Annotated[str, field("地点", "Place", "text", min_length=2, max_length=200)],
    grounds: Annotated[str, field("事由和计算依据", "What for, and how it was reckoned", "longtext", min_length=2, max_length=2000)],
    payee: Annotated[str, field("收费主体", "Body for which it is collected", "text", min_length=2, max_length=120)],
    amount: Sum,
    due_on: Annotated[date, field("缴纳期限", "Due on", "date")],
    contact: Annotated[str, field("联系方式", "How to reach them", "text", max_length=120)] = "",
    area_path: Area = "",
) -> Charge:  # fmt: skip
    """Enter a fee for occupying or digging up a road, or a compensation, with what it was reckoned from.

    Raises `Refused` (`invalid_input`) for an unknown kind or area, or a due day that is over.
    """
    if kind not in CHARGES:
        raise invalid(FieldError("kind", Text("请选择种类", "Choose the kind")))
    if due_on < deed.day:
        raise invalid(FieldError("due_on", Text("缴纳期限不能早于今天", "That day is over")))
    year = deed.at.astimezone(SHANGHAI).year
    serial = next_number("charge", settings.LOCALITY.area_code, year)
    charge = Charge(
        id=deed.id, number=f"应收{year}-{serial:05}", kind=kind, debtor=debtor.strip(), contact=contact.strip(), place=place,
        grounds=grounds, payee=payee.strip(), amount=amount, assessed_on=deed.day, due_on=due_on,
        area_path=area_of(deed, area_path),
    )  # fmt: skip
    charge.save(force_insert=True)
    post(deed, ledger_of_charge(charge), "compensation.assessed", amount)
    return charge


@act("charge.pay", Text("缴纳费用、赔偿", "Pay a fee or compensation"), on="charge", basis=CHARGING)
def pay_charge(
    deed: Deed, charge: Charge, amount: Sum,
    receipt: Annotated[str, field("票据号码", "Receipt number", "text", max_length=40)],
    payer: Annotated[str, field("缴款人", "Payer", "text", max_length=120)],
    paid_on: Annotated[date, field("缴款日期", "Day of payment", "date")],
) -> Charge:  # fmt: skip
    """Note what the bank collected on the charge. Raises `RuleError` (`balance_exceeded`) for more than is owed."""
    post(deed, ledger_of_charge(charge), "compensation.paid", amount, paid_on, f"票据{receipt} {payer}"[:200])
    return charge


@act("charge.waive", Text("减免费用、赔偿", "Waive a fee or compensation"), on="charge", basis=CHARGING)
def waive_charge(deed: Deed, charge: Charge, amount: Sum, reason: Reason) -> Charge:
    """Waive what is still owed, or a part of it. Raises `RuleError` (`balance_exceeded`) for more than that."""
    post(deed, ledger_of_charge(charge), "compensation.waived", amount, memo=reason[:200])
    return charge


@act(
    "charge.refund", Text("退还费用、赔偿", "Give a fee or compensation back"), on="charge", basis=GIVING_BACK
)
def refund_charge(
    deed: Deed, charge: Charge, amount: Sum, voucher: Voucher, reason: Reason,
    refunded_on: Annotated[date | None, field("退款日期（不填即今天）", "Day of the refund (today if empty)", "date")] = None,
) -> Charge:  # fmt: skip
    """Note that money paid on the charge went back. Raises `RuleError` (`balance_exceeded`) for more than was paid."""
    ledger, day = ledger_of_charge(charge), check_past(deed, "refunded_on", refunded_on)
    post(deed, ledger, "refund.owed", amount, day, reason[:200])
    post_refund(deed, ledger, Decimal(amount), day, f"凭证{voucher}")
    return charge
