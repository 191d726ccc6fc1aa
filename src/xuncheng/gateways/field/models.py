"""What terminals sent: each act with what became of it, and how far each terminal's queue is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.field.order import STATES, UNSETTLED


class FieldQueue(models.Model):
    """How far the queue of a terminal is: the number that comes next, and when the last one was done."""

    terminal = models.OneToOneField(
        "equipment.Terminal", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    following = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "field_queue"


class FieldAct(models.Model):
    """An act that a terminal sent, and what became of it. What was done stands in the trail; here it says under which number it came.

    `closed` is what was sent, of an act that was not done: encrypted, for it may hold what the trail masks. `result`, `object` and
    `document` are what later acts of the terminal mean when they point to this one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    terminal = models.ForeignKey(
        "equipment.Terminal", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    act_id = models.UUIDField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was sent")
    name = models.CharField(max_length=60)
    said_at = models.DateTimeField(help_text="when it was done by the clock of the device")
    at = models.DateTimeField(help_text="when it was done")
    skew = models.DurationField(help_text="by how much the device's clock was moved")
    doubts = ArrayField(models.CharField(max_length=10), default=list)
    received_at = models.DateTimeField()
    hangs_on = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=10)
    closed = models.TextField(blank=True)
    answer = models.TextField(blank=True, help_text="what was answered where it was done")
    result = models.UUIDField(null=True)
    object = models.UUIDField(null=True)
    document = models.UUIDField(null=True)
    problem = models.JSONField(null=True, help_text="why it was not done (RFC 9457)")
    settled_by = models.UUIDField(null=True, help_text="the act that was done in its place")
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True, help_text="why it was dropped or settled so")

    class Meta:
        db_table = "field_act"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=[str(one) for one in STATES]), name="field_act_state_known"
            ),
            models.UniqueConstraint(fields=["terminal", "seq"], name="one_act_of_a_number"),
        )
        indexes = (
            models.Index(fields=["terminal", "act_id"], name="field_act_by_id"),
            models.Index(fields=["-received_at", "-id"], name="field_act_newest"),
            models.Index(
                fields=["terminal", "seq"],
                condition=models.Q(state__in=sorted(map(str, UNSETTLED))),
                name="field_act_unsettled",
            ),
            models.Index(fields=["user", "-received_at", "-id"], name="field_act_newest_of_user"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.name}"

    @property
    def area_path(self) -> str:
        """Where the officer works."""
        return self.user.area_path

    @property
    def stage(self) -> str:
        """What became of it, by the name that all objects of acts share."""
        return self.state


class FieldActFile(models.Model):
    """A file that an act names which was not done: as long as it is kept, so is the file."""

    act = models.ForeignKey(FieldAct, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "field_act_file"
        constraints = (models.UniqueConstraint(fields=["act", "file"], name="one_row_of_a_kept_file"),)
