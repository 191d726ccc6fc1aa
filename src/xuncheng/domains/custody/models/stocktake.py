"""Stock-taking (盘点): what ought to be there, what was scanned, and the difference."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.domains.custody.models.warehouse import CustodyItem, StoragePlace, Warehouse


class Stocktake(models.Model):
    """One counting of a warehouse, or of one place in it. The numbers are filled in when it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=40, unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="stocktakes")
    place = models.ForeignKey(
        StoragePlace, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    expected = models.PositiveIntegerField()
    found = models.PositiveIntegerField(null=True)
    missing = models.PositiveIntegerField(null=True)
    surplus = models.PositiveIntegerField(null=True)
    remarks = models.CharField(max_length=500, blank=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "custody_stocktake"
        indexes = (
            models.Index(fields=["-opened_at", "-id"], name="stocktake_newest", include=["area_path"]),
        )

    def __str__(self) -> str:
        return self.number


class StocktakeLine(models.Model):
    """One label of a stock-taking: expected there, scanned, or both."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="lines", db_index=False)
    label = models.CharField(max_length=20)
    item = models.ForeignKey(
        CustodyItem, null=True, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="null for a label that nothing here has",
    )  # fmt: skip
    expected = models.BooleanField()
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "custody_stocktake_line"
        constraints = (models.UniqueConstraint(fields=["stocktake", "label"], name="one_line_per_label"),)
