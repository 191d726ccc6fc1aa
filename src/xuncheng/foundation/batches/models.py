"""Batches and their lines."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.legal import Text

WAITING, DONE, REFUSED, CANCELLED = "waiting", "done", "refused", "cancelled"

STATES = {
    WAITING: Text("待办", "waiting"),
    DONE: Text("已办", "done"),
    REFUSED: Text("未办成", "refused"),
    CANCELLED: Text("已取消", "cancelled"),
}
"""What may become of a line."""


class Batch(models.Model):
    """One act, asked for by one person on many objects. What of it is done, its lines say."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    act = models.CharField(max_length=60)
    input = models.JSONField(help_text="what was entered for all lines")
    total = models.PositiveIntegerField(help_text="how many lines there are")
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    device = models.CharField(max_length=100, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    area_path = models.CharField(
        max_length=60, db_collation="C", help_text="where whoever asked for it works"
    )

    class Meta:
        db_table = "batches_batch"
        indexes = (models.Index(fields=["-asked_at", "-id"], name="batch_newest", include=["area_path"]),)


class Line(models.Model):
    """One line of a batch. Its key is the id of its act: done twice, it is done once.

    What was asked stands in the trail entry of `batch.ask`, what was done in the entry of the act itself; a line only says how
    far the batch has come. `refusal` is the problem (RFC 9457) by which it was refused.
    """

    id = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines", db_index=False)
    place = models.PositiveIntegerField(help_text="1, 2, 3 … in the order in which they were asked for")
    subject = models.UUIDField(help_text="the object that the act is to be done on")
    seen = models.PositiveIntegerField(
        null=True, help_text="the version of the object that whoever asked saw, where he said so"
    )
    number = models.CharField(max_length=200, blank=True, help_text="what the object is called")
    input = models.JSONField(help_text="what was entered for this line alone")
    state = models.CharField(max_length=10, default=WAITING)
    refusal = models.JSONField(null=True)
    at = models.DateTimeField(null=True, help_text="when it was done, refused or cancelled")

    class Meta:
        db_table = "batches_line"
        constraints = (
            models.UniqueConstraint(fields=["batch", "place"], name="one_line_of_each_place"),
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="line_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=REFUSED) ^ models.Q(refusal__isnull=True),
                name="refused_line_says_why",
            ),
        )
        indexes = (models.Index(fields=["batch", "state", "place"], name="line_by_state"),)
