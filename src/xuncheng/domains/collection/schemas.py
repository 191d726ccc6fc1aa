"""Shapes of the API for collection."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Field

from xuncheng.foundation.trail.schemas import (
    Coded,
    CountOut,
    Day,
    FileOut,
    PossibleAct,
    Schema,
    TimelineEntry,
)

Called = Annotated[str, Field(max_length=100)]


class BankFileQuery(Schema):
    """What the files of banks are narrowed and sorted by; `open`: only where lines wait or differ."""

    bank: UUID | None = None
    open_only: bool = Field(False, alias="open", description="only where lines wait or differ")
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    sort: str = "-taken_at"


class DifferenceQuery(Schema):
    """What the differences are narrowed and sorted by."""

    kind: str = ""
    state: str = ""
    q: Called = ""
    sort: str = "-found_at"


class ReceivableQuery(Schema):
    """What that which is owed is narrowed and sorted by."""

    account: str = ""
    overdue: bool = False
    q: Called = ""
    sort: str = "since"


class MovementQuery(Schema):
    """What the movements are narrowed by; `paid`: only those by which a debt was paid."""

    event: str = ""
    paid: bool = False
    q: Called = ""
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")


class ChargeQuery(Schema):
    """What the charges are narrowed and sorted by; `owed`: only those that are not paid."""

    kind: str = ""
    owed: bool = False
    q: Called = ""
    sort: str = "-assessed_on"


class Link(Schema):
    """A case or a charge by its key and number; `kind` says which."""

    kind: str
    id: UUID
    number: str


class BankOut(Schema):
    """A collecting bank; `to_remit` is what it has collected for debts and has not paid into the treasury."""

    id: UUID
    code: str
    name: str
    account: str
    agreement: str
    agreed_on: date
    filed_on: date | None
    to_remit: Decimal


class Banks(Schema):
    """The banks that collect for the viewer's areas."""

    items: list[BankOut]


class BankFileItem(Schema):
    """A bank's file as lists show it; `waiting` lines of it are not settled yet."""

    id: UUID
    number: str
    bank: str
    day: date
    batch: int
    lines: int
    total: Decimal
    waiting: int
    taken_at: datetime


class BankFilePage(Schema):
    """Some files."""

    items: list[BankFileItem]
    next: str | None
    count: CountOut


class BankFileOut(BankFileItem):
    """A bank's file: how much of it pays debts, how much is held or went back, and what may be done."""

    paid: Decimal
    held: Decimal
    refunded: Decimal
    differences: int
    files: list[FileOut]
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


class BankLineItem(Schema):
    """One line of a file and what became of it."""

    id: UUID
    serial: str
    payment_number: str
    payer: str
    amount: Decimal
    receipt: str
    kind: Coded
    settled: bool
    paid: Decimal
    held: Decimal
    refunded: Decimal
    pays: list[Link]


class BankLinePage(Schema):
    """Some lines."""

    items: list[BankLineItem]
    next: str | None
    count: CountOut


class DifferenceItem(Schema):
    """A difference as lists show it."""

    id: UUID
    kind: Coded
    serial: str
    payment_number: str
    payer: str
    amount: Decimal
    open: Decimal
    bank: str
    file: UUID
    paid_on: date
    found_at: datetime
    resolution: Coded | None
    resolved_at: datetime | None
    link: Link | None


class DifferencePage(Schema):
    """Some differences."""

    items: list[DifferenceItem]
    next: str | None
    count: CountOut


class DifferenceOut(DifferenceItem):
    """A difference with the line that it is about, and what may be done."""

    receipt: str
    collected: Decimal
    note: str
    reason: str
    pays: list[Link]
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


class ReceivableItem(Schema):
    """What is owed on one account of a case or charge."""

    id: UUID
    link: Link
    account: Coded
    name: str
    charged: Decimal
    settled: Decimal
    owed: Decimal
    since: date
    due: date | None
    urgency: str


class ReceivablePage(Schema):
    """Some receivables."""

    items: list[ReceivableItem]
    next: str | None
    count: CountOut


class MovementItem(Schema):
    """One movement of the books."""

    id: UUID
    event: Coded
    debit: Coded
    credit: Coded
    amount: Decimal
    day: date
    number: str
    memo: str
    posted_at: datetime
    link: Link | None


class MovementPage(Schema):
    """Some movements."""

    items: list[MovementItem]
    next: str | None
    count: CountOut


class SpotItem(Schema):
    """Money taken on the spot that is not in the bank yet."""

    link: Link
    officer: str
    account: Coded
    amount: Decimal
    due: date | None
    urgency: str


class SpotMoney(Schema):
    """All of it that the viewer sees."""

    items: list[SpotItem]


class BankDay(Schema):
    """A bank's day: what it says, what of it pays debts, and what differs; closed once it was reconciled."""

    bank: UUID
    name: str
    version: int
    lines: int
    waiting: int
    total: Decimal
    paid: Decimal
    held: Decimal
    refunded: Decimal
    differences: int
    unclaimed: Decimal
    closed_at: datetime | None
    remarks: str
    possible_acts: list[PossibleAct]


class Unclaimed(Schema):
    """A payment entered by hand that no file tells of."""

    link: Link
    receipt: str
    payer: str
    amount: Decimal


class PastDay(Schema):
    """A day on which a bank collected: what it told of, what of it differs or waits, and when it was reconciled."""

    day: date
    bank: str
    lines: int
    total: Decimal
    differences: int
    waiting: int
    closed_at: datetime | None


class DayOut(Schema):
    """All banks' day, what was entered by hand and no file tells of, and the days of the month up to then, newest first."""

    day: date
    banks: list[BankDay]
    unclaimed: list[Unclaimed]
    recent: list[PastDay]


class ChargeItem(Schema):
    """A fee or compensation as lists show it."""

    id: UUID
    number: str
    kind: Coded
    debtor: str
    place: str
    payee: str
    amount: Decimal
    owed: Decimal
    paid: Decimal
    assessed_on: date
    due: date
    urgency: str


class ChargePage(Schema):
    """Some charges."""

    items: list[ChargeItem]
    next: str | None
    count: CountOut


class ChargeOut(ChargeItem):
    """A charge with what moved on it, and what may be done."""

    contact: str
    grounds: str
    waived: Decimal
    refunded: Decimal
    movements: list[MovementItem]
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]
