"""Movements of money with their postings, and the balances that the database reckons from them.

Nobody changes or deletes what was posted; a mistake is corrected by a counter-movement. The database holds all of this
itself: migrations/0002_database_locks.py.
"""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.money_books import CHART, RECEIVABLES, Account

ACCOUNTS = [(account.value, CHART[account].label.zh) for account in Account]


class Movement(models.Model):
    """One event of the books (分录): which act posted it, on what, on which day the money moved."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    event = models.CharField(max_length=30, help_text="row of the posting table")
    act_id = models.UUIDField(help_text="the act that posted it")
    written_in = models.UUIDField(
        null=True, help_text="outermost act of its transaction; set by the database"
    )
    day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    subject_type = models.CharField(max_length=30)
    subject_id = models.UUIDField(help_text="the case, or the charge")
    number = models.CharField(max_length=60, help_text="number of the subject, for people")
    memo = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "money_movement"
        constraints = (models.CheckConstraint(condition=models.Q(amount__gt=0), name="movement_is_positive"),)
        indexes = (
            models.Index(fields=["-posted_at", "-id"], name="movement_newest", include=["area_path"]),
            models.Index(fields=["subject_id", "posted_at"], name="movement_of_subject"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.number}"


class Posting(models.Model):
    """One side of a movement."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=30, choices=ACCOUNTS)
    debit = models.BooleanField(help_text="on the debit side, or on the credit side")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "money_posting"
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="posting_is_positive"),
            models.CheckConstraint(
                condition=models.Q(account__in=[a.value for a in Account]), name="posting_is_on_the_chart"
            ),
        )

    def __str__(self) -> str:
        return f"{'借' if self.debit else '贷'} {self.account} {self.amount}"


_SHORT = models.Q(account__in=[a.value for a in Account if CHART[a].debit], debit__lt=models.F("credit")) | models.Q(
    account__in=[a.value for a in Account if not CHART[a].debit], credit__lt=models.F("debit")
)  # fmt: skip


class Balance(models.Model):
    """What stands on an account for one case or charge: kept by the database with each posting, written by nothing else."""

    id = models.UUIDField(primary_key=True)
    account = models.CharField(max_length=30, choices=ACCOUNTS)
    subject_type = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    number = models.CharField(max_length=60)
    debit = models.DecimalField(max_digits=16, decimal_places=2)
    credit = models.DecimalField(max_digits=16, decimal_places=2)
    since = models.DateField(help_text="day of its first posting")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "money_balance"
        constraints = (
            models.UniqueConstraint(fields=["subject_id", "account"], name="one_balance_of_each_account"),
            models.CheckConstraint(condition=~_SHORT, name="balance_not_below_zero"),
        )
        indexes = (
            models.Index(
                fields=["since", "id"],
                name="balance_open",
                condition=~models.Q(debit=models.F("credit")),
                include=["area_path"],
            ),
            models.Index(
                fields=["since", "id"],
                name="balance_owed",
                condition=~models.Q(debit=models.F("credit"))
                & models.Q(account__in=[a.value for a in RECEIVABLES]),
                include=["area_path", "account"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.number}"
