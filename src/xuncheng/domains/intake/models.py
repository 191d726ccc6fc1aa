"""Reports (案源): anything that may become a case."""

from __future__ import annotations

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.streets import street_of_area
from xuncheng.rules.reporting import OPEN

_IS_OPEN, _HAS_MATTER = models.Q(status__in=OPEN), models.Q(matter__isnull=False)


def _listing(*fields: str, name: str, condition: models.Q | None = None) -> models.Index:
    """The index of one list, in its order, with what row-level security asks of a row: so rows are counted from it alone."""
    return models.Index(fields=fields, name=name, condition=condition, include=["area_path", "submitted_by"])


class Report(models.Model):
    """One notice of something on the street, and how far it has come.

    Each list of reports has the index that begins with what it is narrowed by and goes on in its order; no foreign
    key has one of its own besides, since every index is written with every report.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=30, unique=True)
    text = models.TextField()
    source = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()
    point = PointField(srid=4326, null=True, spatial_index=False)
    address = models.CharField(max_length=200, blank=True)
    reporter_name = models.CharField(max_length=50, blank=True)
    reporter_phone = models.CharField(max_length=20, blank=True)
    submitted_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField()
    matter = models.ForeignKey(
        "law.Matter", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        "people.Officer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True, help_text="by when the next step is due")
    outcome = models.TextField(blank=True, help_text="what was done on the spot, or what became of the case")
    answer = models.TextField(blank=True, help_text="what the reporter was told")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_report"
        indexes = (
            _listing("-submitted_at", "-id", name="report_newest"),
            _listing("street", "-submitted_at", "-id", name="report_newest_of_street"),
            _listing("status", "-submitted_at", "-id", name="report_newest_by_status"),
            _listing("street", "status", "-submitted_at", "-id", name="report_newest_by_both"),
            _listing("due_at", "id", name="report_by_due"),
            _listing("street", "due_at", "id", name="report_by_due_of_street"),
            _listing("status", "due_at", "id", name="report_due", condition=_IS_OPEN),
            _listing("street", "status", "due_at", "id", name="report_due_of_street", condition=_IS_OPEN),
            _listing("status", "source", "-submitted_at", "-id", name="report_newest_open_by_source", condition=_IS_OPEN),
            models.Index(
                fields=["team", "due_at", "id"], condition=models.Q(status="dispatched"), name="report_due_of_team",
            ),
            _listing("matter", "-submitted_at", "-id", name="report_newest_of_matter", condition=_HAS_MATTER),
            _listing("matter", "status", "-submitted_at", "-id", name="report_newest_of_matter_by", condition=_HAS_MATTER),
            _listing("street", "matter", "-submitted_at", "-id", name="report_newest_of_matter_there", condition=_HAS_MATTER),
            models.Index(fields=["submitted_by", "-submitted_at", "-id"], name="report_newest_of_reporter"),
            GistIndex(fields=["point"], name="report_point"),
        )  # fmt: skip
        constraints = (
            # Lists of what presses narrow by the limit alone, since only what is open has one.
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=True) | models.Q(status__in=OPEN), name="report_due_while_open",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def stage(self) -> str:
        """Where the report stands, by the name that all objects of acts share."""
        return self.status
