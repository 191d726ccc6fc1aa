"""Warehouses (库房), the places in them, and the goods that lie there (暂扣罚没物品)."""

from __future__ import annotations

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area


class Warehouse(models.Model):
    """A warehouse. It serves the area of its path: whoever works there, or above, sees it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    hours = models.CharField(max_length=100, blank=True, help_text="when goods are handed out")
    point = PointField(srid=4326, null=True, spatial_index=False)
    area_path = models.CharField(max_length=60, db_collation="C", help_text="the area that it serves")

    class Meta:
        db_table = "custody_warehouse"

    def __str__(self) -> str:
        return self.name


class StoragePlace(models.Model):
    """A place in a warehouse (库位): a shelf, a bay of the yard, a cold room; `row` and `column` are where the plan shows it.

    `capacity` says for each category how many of it alone fill the place; `stored` what lies there now. Both count in the
    category's unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="places", db_index=False)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()
    capacity = models.JSONField()
    stored = models.JSONField(default=dict)

    class Meta:
        db_table = "custody_place"
        constraints = (
            models.UniqueConstraint(fields=["warehouse", "code"], name="one_place_per_code"),
            models.UniqueConstraint(fields=["warehouse", "row", "column"], name="one_place_per_spot"),
        )

    def __str__(self) -> str:
        return self.code


def _listing(*fields: str, name: str) -> models.Index:
    """The index of one list, in its order, with what row-level security asks of a row: so rows are counted from it alone."""
    return models.Index(fields=fields, name=name, include=["area_path"])


class CustodyItem(models.Model):
    """One thing, or several alike, in custody: taken by a measure or by a decision that confiscates, of a case."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=20, unique=True)
    category = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    quantity = models.PositiveIntegerField(help_text="in the unit of the category")
    condition = models.CharField(max_length=500, help_text="what it looks like: marks, damage, accessories")
    perishable = models.BooleanField(default=False)
    keeps_until = models.DateField(null=True, help_text="perishables: until when they keep")
    state = models.CharField(max_length=20)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    listed = models.ForeignKey(
        "custody.MeasureItem", null=True, on_delete=models.PROTECT, related_name="goods",
        help_text="the line of the list by which it was seized; null for what a decision confiscated",
    )  # fmt: skip
    owner = models.CharField(max_length=120, help_text="the party's name")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="items", db_index=False)
    place = models.ForeignKey(StoragePlace, null=True, on_delete=models.PROTECT, related_name="items")
    received_at = models.DateTimeField()
    moved_at = models.DateTimeField(help_text="since when it lies where it lies, or is gone")
    proceeds = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="of its sale, CNY")
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "custody_item"
        indexes = (
            _listing("-received_at", "-id", name="item_newest"),
            _listing("street", "-received_at", "-id", name="item_newest_of_street"),
            _listing("state", "-received_at", "-id", name="item_newest_by_state"),
            _listing("street", "state", "-received_at", "-id", name="item_newest_by_both"),
            _listing("warehouse", "-received_at", "-id", name="item_newest_of_warehouse"),
            models.Index(fields=["case"], name="item_of_case"),
        )
        constraints = (models.CheckConstraint(condition=models.Q(quantity__gt=0), name="item_is_something"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Placement(models.Model):
    """An item at a place for a stretch of time. The database itself keeps it from being at two places at once."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    item = models.ForeignKey(CustodyItem, on_delete=models.PROTECT, related_name="placements", db_index=False)
    place = models.ForeignKey(StoragePlace, on_delete=models.PROTECT, related_name="placements")
    during = DateTimeRangeField(help_text="open at its end while the item lies there")

    class Meta:
        db_table = "custody_placement"
        constraints = (
            ExclusionConstraint(
                name="one_place_at_a_time",
                expressions=[("item", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        )


class Handover(models.Model):
    """An item passes from one hand into another, with both signatures: names, and the drawn signatures if there are any."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    item = models.ForeignKey(CustodyItem, on_delete=models.PROTECT, related_name="handovers")
    act = models.CharField(max_length=30)
    giver = models.CharField(max_length=50)
    receiver = models.CharField(max_length=50)
    giver_signature = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    receiver_signature = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "custody_handover"
