"""The log of what platforms sent: what became of each message. What was done about it stands in the trail."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.reporting.exchange import KINDS, RESULTS


class Received(models.Model):
    """One message of a platform and how it was answered. `file` and `row` say where it stood, if it came in a file."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    sender = models.ForeignKey("intake.Sender", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    message = models.CharField(
        max_length=60, blank=True, help_text="the platform's own number of the message"
    )
    number = models.CharField(max_length=60, blank=True, help_text="the platform's number of the work order")
    result = models.CharField(max_length=10)
    report = models.UUIDField(null=True)
    report_number = models.CharField(max_length=30, blank=True)
    field = models.CharField(max_length=40, blank=True, help_text="what was wrong")
    reason_zh = models.CharField(max_length=500, blank=True)
    reason_en = models.CharField(max_length=500, blank=True)
    file = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file")
    row = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "exchange_received"
        indexes = (
            models.Index(fields=["-at", "-id"], name="received_newest"),
            models.Index(fields=["sender", "-at", "-id"], name="received_newest_of"),
            models.Index(fields=["result", "-at", "-id"], name="received_newest_by_result"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(result__in=list(RESULTS)), name="received_result_known"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=[*KINDS, ""]), name="received_kind_known"),
            models.UniqueConstraint(fields=["sender", "digest", "row"], name="received_row_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
