"""Acts on collecting banks: the agreement, what goes to the treasury, and the reconciliation of a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from xuncheng.domains.cases.commands.booking import ledger_of
from xuncheng.domains.collection.commands.shared import (
    Remarks,
    Sum,
    Voucher,
    check_past,
    ledger_of_charge,
)
from xuncheng.domains.collection.models import Allocation, CollectingBank, ReconciledDay, Remittance
from xuncheng.domains.collection.queries.days import figures
from xuncheng.domains.collection.queries.targets import Target
from xuncheng.domains.money.commands import Ledger, post
from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.collecting import AGREEING, COMPARING, REMITTING
from xuncheng.rules.legal import Text
from xuncheng.rules.money_books import ZERO, Account


@act("bank.register", Text("登记代收机构", "Register a collecting bank"), basis=AGREEING)
def register_bank(
    deed: Deed,
    code: Annotated[str, field("代码（代收文件第一行）", "Code, as in its files", "text", pattern=r"^[0-9A-Z-]{2,20}$")],
    name: Annotated[str, field("名称", "Name", "text", min_length=2, max_length=60)],
    account: Annotated[str, field("代收账户", "Account", "text", min_length=4, max_length=40)],
    agreement: Annotated[str, field("代收罚款协议编号", "Number of the agreement", "text", min_length=2, max_length=60)],
    agreed_on: Annotated[date, field("签订日期", "Signed on", "date")],
    filed_on: Annotated[date | None, field("报上级机关和财政部门备案日期", "Filed with superior and finance on", "date")] = None,
    area_path: Area = "",
) -> CollectingBank:  # fmt: skip
    """Register a bank that collects under an agreement, or change the one of that code; its area stays as it is.

    The agreement is filed with the superior and with finance within 15 days (FSC art. 6).
    """
    area_path = area_of(deed, area_path)
    bank = CollectingBank.objects.filter(code=code).first() or CollectingBank(
        id=deed.id, code=code, area_path=area_path
    )
    if bank.area_path != area_path:
        raise invalid(
            FieldError("area_path", Text("代收机构的区域不能更改", "The area of a bank does not change"))
        )
    bank.name, bank.account, bank.agreement = name.strip(), account.strip(), agreement.strip()
    bank.agreed_on, bank.filed_on = agreed_on, filed_on
    bank.save()
    return bank


@act("bank.remit", Text("登记上缴国库", "Enter what went to the treasury"), on="bank", basis=REMITTING)
def remit(
    deed: Deed, bank: CollectingBank,
    through: Annotated[date, field("截至（含当日）", "All collected through", "date")],
    amount: Sum, voucher: Voucher,
    remitted_on: Annotated[date | None, field("上缴日期（不填即今天）", "Day of remittance (today if empty)", "date")] = None,
) -> Remittance:  # fmt: skip
    """Enter that the bank paid into the treasury all that it collected through a day, less what went back from it since.

    Raises `Refused`: `nothing_to_remit`, `remittance_differs` with both sums, `invalid_input` for a voucher entered before.
    """
    day = check_past(deed, "remitted_on", remitted_on)
    if Remittance.objects.filter(voucher=voucher).exists():
        raise invalid(FieldError("voucher", Text("该凭证号已登记", "That voucher was entered already")))
    allocations, parts = _to_remit(bank, through)
    ours = sum((part for _, part in parts), ZERO)
    _check_sum(ours, amount)
    remittance = Remittance(
        id=deed.id, bank=bank, through=through, remitted_on=day, voucher=voucher, amount=amount, area_path=bank.area_path
    )  # fmt: skip
    remittance.save(force_insert=True)
    for ledger, part in parts:
        post(deed, ledger, "bank.remitted", part, day, f"凭证{voucher}")
    Allocation.objects.filter(pk__in=allocations).update(remittance=remittance)
    return remittance


def _to_remit(bank: CollectingBank, through: date) -> tuple[list[UUID], list[tuple[Ledger, Decimal]]]:
    """What of the bank is not in the treasury yet, case by case, as far as it still lies there."""
    found = (
        Allocation.objects.filter(remittance=None, line__bank=bank, line__paid_on__lte=through)
        .select_related("case", "charge")
        .order_by("id")
        .select_for_update(of=("self",))
    )
    keys, sums, ledgers = [], defaultdict[UUID, Decimal](lambda: ZERO), {}
    for one in found:
        ledger = _ledger(one)
        keys.append(one.pk)
        ledgers[ledger.subject_id] = ledger
        sums[ledger.subject_id] += one.amount
    return keys, [
        (ledgers[key], min(part, balances_of(key)[Account.BANK])) for key, part in sums.items()
    ]  # fmt: skip


def _ledger(one: Allocation) -> Ledger:
    target = Target(one.case, one.charge)
    return ledger_of_charge(target.charge) if target.charge else ledger_of(target.the_case)


def _check_sum(ours: Decimal, amount: Decimal) -> None:
    if ours == ZERO:
        raise Refused("nothing_to_remit", Text("没有待上缴的款项", "There is nothing to remit"), basis=REMITTING)  # fmt: skip
    if ours != amount:
        raise Refused(
            "remittance_differs",
            Text(f"账上待上缴{ours}元，与上缴的{amount}元不一致", f"By the books {ours} are to be remitted, not {amount}"),
            422, REMITTING, errors=(FieldError("amount", Text(f"账上为{ours}", f"By the books {ours}")),),
        )  # fmt: skip


@act("bankday.close", Text("日对账", "Reconcile a day"), on="bank", basis=COMPARING)
def close_day(
    deed: Deed, bank: CollectingBank,
    day: Annotated[date, field("日期", "Day", "date")],
    remarks: Remarks = "",
) -> ReconciledDay:  # fmt: skip
    """Compare what the bank says of a day with the books, once; what differs is explained.

    Raises `Refused`: `day_reconciled`, `lines_waiting`, `difference_unexplained`.
    """
    check_past(deed, "day", day)
    if ReconciledDay.objects.filter(bank=bank, day=day).exists():
        raise Refused("day_reconciled", Text("该日已对账", "That day was reconciled already"))
    found = figures(deed.actor, [bank], day)[bank.pk]
    if found.waiting:
        raise Refused("lines_waiting", Text(f"还有{found.waiting}笔没有核对完", f"{found.waiting} lines are not settled yet"))  # fmt: skip
    if (found.differences or found.unclaimed) and not remarks.strip():
        raise Refused(
            "difference_unexplained",
            Text(
                f"有{found.differences}项差异、{found.unclaimed}元未见于代收文件，应当说明",
                f"{found.differences} differences, and {found.unclaimed} yuan that no file tells of: explain them",
            ),
            basis=COMPARING,
        )
    row = ReconciledDay(
        id=deed.id, bank=bank, day=day, bank_total=found.total, paid=found.paid, held=found.total - found.paid,
        differences=found.differences, unclaimed=found.unclaimed, remarks=remarks.strip(), closed_at=deed.at,
        area_path=bank.area_path,
    )  # fmt: skip
    row.save(force_insert=True)
    return row
