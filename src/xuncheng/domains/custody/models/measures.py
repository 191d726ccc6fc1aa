"""Measures of a case by which objects or places come into the agency's hands, and the objects named in their lists."""

from __future__ import annotations

from datetime import date

from django.db import models
from uuid_utils.compat import uuid7


class MeasureKind(models.TextChoices):
    """By which measure: 行政处罚法第五十六条, 行政强制法第九条."""

    PRESERVATION = "preservation", "先行登记保存"
    SEAL = "seal", "查封场所、设施"
    SEIZE = "seize", "扣押财物"


class Measure(models.Model):
    """One registration in advance, sealing or seizure of a case.

    `key` is its place among the preservations, or among the coercive measures, in the case's facts, from 1. `state` is what the
    facts say of it, kept as a column so that lists can be narrowed by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=15, choices=MeasureKind.choices)
    key = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=15)
    urgent = models.BooleanField(
        default=False, help_text="done first and ratified afterwards (行政强制法第十九条)"
    )
    reason = models.TextField(help_text="why it is needed")
    basis = models.CharField(max_length=200, help_text="the provision that grants it, as the matter cites it")
    place = models.CharField(max_length=200, help_text="where the objects are, or which place is sealed")
    proposed_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    until = models.DateField(null=True, help_text="last day of its term")
    decision_number = models.CharField(
        max_length=60, blank=True, help_text="of the decision that seals or seizes"
    )
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=15, blank=True, help_text="what became of the objects")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "custody_measure"
        constraints = (models.UniqueConstraint(fields=["case", "kind", "key"], name="one_measure_per_key"),)
        indexes = (models.Index(fields=["state", "until", "id"], name="measure_by_end"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.key}"

    def as_fact(self, on: date) -> int:
        """Its key in the case's facts."""
        return self.key


class MeasureItem(models.Model):
    """An object named in a measure's list (清单). Its photographs hang on it by `files.StoredFile.attached_to`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="its line in the list, from 1")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40, help_text="kind of object, as the list words it")
    specification = models.CharField(max_length=100, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=10)
    condition = models.CharField(max_length=200, help_text="state in which it was taken")
    value = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="CNY, where it is known"
    )
    sold_for = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="proceeds of its sale before the decision, CNY"
    )
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "custody_measure_item"
        constraints = (
            models.UniqueConstraint(fields=["measure", "position"], name="one_item_per_line"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="quantity_is_positive"),
        )

    def __str__(self) -> str:
        return self.name
