"""Files of lists that were asked for, and how far each has come."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.legal import Text

WAITING, MAKING, DONE, FAILED, CANCELLED, EXPIRED = (
    "waiting", "making", "done", "failed", "cancelled", "expired",
)  # fmt: skip

STATES = {
    WAITING: Text("排队中", "waiting"),
    MAKING: Text("生成中", "being made"),
    DONE: Text("已生成", "ready"),
    FAILED: Text("未能生成", "failed"),
    CANCELLED: Text("已取消", "cancelled"),
    EXPIRED: Text("已过期", "expired"),
}
"""What may become of an export."""

UNDER_WAY = (WAITING, MAKING)
"""States in which it is not over."""


class Export(models.Model):
    """A list that one person asked for as a file. What he asked for stands in the trail; a row only says how far it is.

    `attempt` names the file as well as whoever makes it: who finds another attempt in the row leaves it alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    listing = models.CharField(max_length=60, help_text="the list's path in the API")
    title = models.CharField(max_length=120, help_text="what the file is called, without its ending")
    format = models.CharField(max_length=4)
    language = models.CharField(max_length=2)
    filter = models.JSONField(help_text="how the list was narrowed and sorted")
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    area_path = models.CharField(
        max_length=60, db_collation="C", help_text="where whoever asked for it works"
    )
    state = models.CharField(max_length=10, default=WAITING)
    tries = models.PositiveIntegerField(default=0, help_text="how often it was begun")
    attempt = models.UUIDField(null=True)
    moved_at = models.DateTimeField(null=True, help_text="when its maker last gave a sign of life")
    found = models.PositiveIntegerField(null=True, help_text="how many rows the list had when it was begun")
    rows = models.PositiveIntegerField(default=0, help_text="how many rows are written")
    size = models.BigIntegerField(null=True, help_text="bytes of the file")
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="until when the file may be fetched")
    refusal = models.JSONField(null=True, help_text="the problem (RFC 9457) for which it failed")

    class Meta:
        db_table = "exports_export"
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="export_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=DONE)
                | models.Q(attempt__isnull=False, size__isnull=False, expires_at__isnull=False),
                name="export_done_has_file",
            ),
            models.CheckConstraint(
                condition=models.Q(state=FAILED) ^ models.Q(refusal__isnull=True),
                name="export_failed_says_why",
            ),
        )
        indexes = (
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="export_newest"),
            models.Index(
                fields=["asked_at"], name="export_under_way", condition=models.Q(state__in=UNDER_WAY)
            ),
            models.Index(fields=["expires_at"], name="export_expiring", condition=models.Q(state=DONE)),
        )
