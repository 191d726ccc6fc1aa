"""Collecting banks, their daily files line by line, differences, remittances, reconciled days, and charges.

A line's amount is at any time what it paid, what is held of it and what went back, and the database says so itself:
nothing that the bank collected is ever lost between the two.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7


def _money(**more: object) -> models.DecimalField:  # type: ignore[type-arg] # as Django declares it
    return models.DecimalField(max_digits=14, decimal_places=2, **more)  # type: ignore[arg-type] # keywords of the field


def _key() -> models.UUIDField:  # type: ignore[type-arg] # as Django declares it
    return models.UUIDField(primary_key=True, default=uuid7)


def _area() -> models.CharField:  # type: ignore[type-arg] # as Django declares it
    return models.CharField(max_length=60, db_collation="C")


class CollectingBank(models.Model):
    """A bank that collects for the agency under an agreement (代收机构)."""

    id = _key()
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    account = models.CharField(max_length=40)
    agreement = models.CharField(max_length=60, help_text="number of the agreement")
    agreed_on = models.DateField()
    filed_on = models.DateField(null=True, help_text="when the agreement was filed with superior and finance")
    area_path = _area()

    class Meta:
        db_table = "collection_bank"

    def __str__(self) -> str:
        return self.name


class BankFile(models.Model):
    """One file of a bank about one day. `waiting` counts the lines that are not settled yet."""

    id = _key()
    number = models.CharField(max_length=60, unique=True)
    bank = models.ForeignKey(CollectingBank, on_delete=models.PROTECT, related_name="files", db_index=False)
    day = models.DateField()
    batch = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, unique=True)
    lines = models.PositiveIntegerField()
    total = _money()
    waiting = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    area_path = _area()

    class Meta:
        db_table = "collection_bankfile"
        constraints = (
            models.UniqueConstraint(fields=["bank", "day", "batch"], name="one_file_of_each_batch"),
            models.CheckConstraint(condition=Q(waiting__lte=F("lines")), name="no_more_wait_than_there_are"),
        )
        indexes = (models.Index(fields=["-taken_at", "-id"], name="bankfile_newest", include=["area_path"]),)

    def __str__(self) -> str:
        return self.number


class BankLine(models.Model):
    """One payment as the bank told of it, and what became of it."""

    id = _key()
    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="rows", db_index=False)
    bank = models.ForeignKey(CollectingBank, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField(help_text="line of the file")
    serial = models.CharField(max_length=40)
    payment_number = models.CharField(max_length=60)
    payer = models.CharField(max_length=120)
    amount = _money()
    paid_on = models.DateField()
    receipt = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    settled_at = models.DateTimeField(null=True)
    paid = _money(default=0, help_text="what of it pays debts")
    held = _money(default=0, help_text="what of it is held until it is clear")
    refunded = _money(default=0, help_text="what of it went back to the payer")
    area_path = _area()

    class Meta:
        db_table = "collection_bankline"
        constraints = (
            models.UniqueConstraint(fields=["bank", "serial"], name="one_line_of_each_serial"),
            models.CheckConstraint(
                condition=Q(settled_at=None, paid=0, held=0, refunded=0)
                | Q(settled_at__isnull=False, amount=F("paid") + F("held") + F("refunded")),
                name="nothing_of_a_line_is_lost",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, paid__gte=0, held__gte=0, refunded__gte=0), name="line_is_positive"
            ),
        )
        indexes = (
            models.Index(fields=["file", "paid_on", "id"], name="bankline_of_file"),
            models.Index(fields=["bank", "paid_on"], name="bankline_of_day"),
            models.Index(fields=["id"], condition=Q(settled_at=None), name="bankline_waiting"),
        )

    def __str__(self) -> str:
        return self.serial


class Charge(models.Model):
    """A fee or compensation that is no fine (占用费、修复费、赔偿费): a receivable of its own."""

    id = _key()
    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    debtor = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200)
    grounds = models.TextField(help_text="what it is for, and how the sum was reckoned")
    payee = models.CharField(max_length=120, help_text="the body for which it is collected")
    amount = _money()
    assessed_on = models.DateField()
    due_on = models.DateField()
    area_path = _area()

    class Meta:
        db_table = "collection_charge"
        constraints = (models.CheckConstraint(condition=Q(amount__gt=0), name="charge_is_positive"),)
        indexes = (
            models.Index(fields=["-assessed_on", "-id"], name="charge_newest", include=["area_path"]),
            models.Index(fields=["due_on", "id"], name="charge_by_due", include=["area_path"]),
        )

    def __str__(self) -> str:
        return self.number


class Allocation(models.Model):
    """What of a line pays which case or charge."""

    id = _key()
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="allocations")
    case = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    charge = models.ForeignKey(Charge, null=True, on_delete=models.PROTECT, related_name="+")
    payment = models.OneToOneField("cases.Payment", null=True, on_delete=models.PROTECT, related_name="+")
    amount = _money()
    remittance = models.ForeignKey(
        "Remittance", null=True, on_delete=models.PROTECT, related_name="allocations"
    )
    area_path = _area()

    class Meta:
        db_table = "collection_allocation"
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_is_positive"),
            models.CheckConstraint(
                condition=Q(case=None, charge__isnull=False) | Q(case__isnull=False, charge=None),
                name="allocated_to_a_case_or_a_charge",
            ),
        )
        indexes = (models.Index(fields=["id"], condition=Q(remittance=None), name="allocation_to_remit"),)


class LineDifference(models.Model):
    """Why a line could not be settled by itself, and what was done about it. `open` is what is still to be cleared."""

    id = _key()
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=20)
    amount = _money()
    open = _money(help_text="what of it is still to be cleared; nothing once it is resolved")
    note = models.CharField(max_length=300, blank=True)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    charge = models.ForeignKey(Charge, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    found_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    area_path = _area()

    class Meta:
        db_table = "collection_difference"
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0, open__gte=0, open__lte=F("amount")), name="difference_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, open__gt=0) | Q(resolved_at__isnull=False, open=0),
                name="resolved_when_nothing_is_open",
            ),
        )
        indexes = (
            models.Index(fields=["-found_at", "-id"], name="difference_newest", include=["area_path"]),
            models.Index(
                fields=["found_at", "id"], name="difference_open", include=["area_path"], condition=Q(resolved_at=None)
            ),
        )  # fmt: skip


class Remittance(models.Model):
    """Money that a bank paid into the treasury, through a day (上缴国库)."""

    id = _key()
    bank = models.ForeignKey(CollectingBank, on_delete=models.PROTECT, related_name="remittances")
    through = models.DateField(help_text="all that was collected up to this day")
    remitted_on = models.DateField()
    voucher = models.CharField(max_length=40, unique=True)
    amount = _money()
    area_path = _area()

    class Meta:
        db_table = "collection_remittance"


class ReconciledDay(models.Model):
    """A bank's day after its reconciliation (对账): both totals, what differed, and who says why."""

    id = _key()
    bank = models.ForeignKey(CollectingBank, on_delete=models.PROTECT, related_name="days", db_index=False)
    day = models.DateField()
    bank_total = _money()
    paid = _money(help_text="what of it pays debts")
    held = _money(help_text="what of it was held or given back")
    differences = models.PositiveIntegerField(help_text="differences that were open")
    unclaimed = _money(help_text="entered by hand as paid at a bank that day, and told by no bank")
    remarks = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField()
    area_path = _area()

    class Meta:
        db_table = "collection_day"
        constraints = (
            models.UniqueConstraint(fields=["bank", "day"], name="one_reconciliation_of_each_day"),
        )
