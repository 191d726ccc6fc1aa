"""What the acts of collection share: the part of the books that a line or a charge has, and common inputs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from xuncheng.domains.collection.models import BankLine, Charge
from xuncheng.domains.money.commands import Ledger
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

Reason = Annotated[str, field("理由", "Reason", "longtext", min_length=2, max_length=500)]
Voucher = Annotated[str, field("凭证号", "Number of the voucher", "text", min_length=1, max_length=40)]
Sum = Annotated[Decimal, field("金额（元）", "Sum (CNY)", "money", gt=0, max_digits=14, decimal_places=2)]
Remarks = Annotated[str, field("说明", "Remarks", "longtext", max_length=500)]


def ledger_of_line(line: BankLine) -> Ledger:
    """Where money of a line stands while it is held."""
    return Ledger("bankline", line.pk, line.serial, line.area_path)


def ledger_of_charge(charge: Charge) -> Ledger:
    """The charge's part of the books."""
    return Ledger("charge", charge.pk, charge.number, charge.area_path)


def check_past(deed: Deed, name: str, day: date | None) -> date:
    """The day that was entered in the field, or today; refused where it lies ahead."""
    if day and day > deed.day:
        raise invalid(FieldError(name, Text("日期不能晚于今天", "That day lies ahead")))
    return day or deed.day
