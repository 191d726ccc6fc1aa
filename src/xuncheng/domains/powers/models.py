"""Powers: decisions that hand them down, what each organisation holds of them, and the published lists.

A list is public, as the law is: no area narrows what is read of it. `area_path` says where the act that wrote a row was done.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from uuid_utils.compat import uuid7


class HandDown(models.Model):
    """One decision (下放、授予决定) by which an authority gives matters to organisations, or recognises what they hold."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    document = models.CharField(max_length=100, help_text="number of the decision")
    title = models.CharField(max_length=200)
    authority = models.CharField(max_length=100, help_text="who decided it")
    decided_on = models.DateField()
    begins = models.DateField(help_text="first day on which the powers may be used")
    recorded_at = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "powers_hand_down"
        indexes = (models.Index(fields=["-decided_on", "-id"], name="hand_down_newest"),)

    def __str__(self) -> str:
        return self.document


class Power(models.Model):
    """One matter that one organisation holds by one decision, from `begins` to `ends`, both included.

    It may be used once it stands in a published list: `listed_from` is the day of the first one. A withdrawal ends it by its
    own day, whether or not a new list was published since.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    hand_down = models.ForeignKey(HandDown, on_delete=models.PROTECT, related_name="powers")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    matter = models.ForeignKey("law.Matter", on_delete=models.PROTECT, related_name="+", db_index=False)
    matter_code = models.CharField(max_length=20, db_collation="C", help_text="by which lists are sorted")
    kinds = ArrayField(models.CharField(max_length=20))
    begins = models.DateField()
    ends = models.DateField(null=True)
    listed_from = models.DateField(null=True)
    withdrawn_by = models.CharField(
        max_length=100, blank=True, help_text="number of the decision that ends it"
    )
    withdrawn_authority = models.CharField(max_length=100, blank=True)
    withdrawn_on = models.DateField(null=True, help_text="day of that decision")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "powers_power"
        indexes = (
            models.Index(fields=["matter_code", "id"], name="power_by_matter"),
            models.Index(fields=["organisation", "matter_code", "id"], name="power_of_organisation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("begins")),
                name="power_begins_first",
            ),
            ExclusionConstraint(
                name="one_power_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("matter", RangeOperators.EQUAL),
                    (
                        models.Func("begins", "ends", models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def covers(self, on: date) -> bool:
        """Whether it may be used on that day."""
        listed = self.listed_from is not None and self.listed_from <= on
        return listed and self.begins <= on and (self.ends is None or on <= self.ends)


class PowerList(models.Model):
    """A published version of the list. Neither it nor its lines change any more: the database refuses it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.PositiveIntegerField(unique=True, help_text="1, 2, 3 …")
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=100, help_text="number of the document by which it was published")
    published_on = models.DateField(unique=True)
    line_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over its lines")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "powers_list"
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"


class PowerLine(models.Model):
    """One line of a published list, in the words of that day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    power_list = models.ForeignKey(PowerList, on_delete=models.PROTECT, related_name="lines", db_index=False)
    organisation_code = models.CharField(max_length=20, db_collation="C")
    organisation_name = models.CharField(max_length=100)
    matter_code = models.CharField(max_length=20, db_collation="C")
    matter_name_zh = models.CharField(max_length=100)
    matter_name_en = models.CharField(max_length=200)
    kinds = ArrayField(models.CharField(max_length=20))
    document = models.CharField(max_length=100)
    authority = models.CharField(max_length=100)
    begins = models.DateField()
    ends = models.DateField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "powers_line"
        indexes = (models.Index(fields=["power_list", "matter_code", "id"], name="line_of_list"),)
        constraints = (
            models.UniqueConstraint(
                fields=["power_list", "organisation_code", "matter_code", "begins"], name="one_line_each"
            ),
        )
