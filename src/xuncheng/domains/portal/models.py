"""What the portal keeps beside a report: the hash of its follow code, and what the reporter thought of the answer."""

from __future__ import annotations

from django.db import models


class Receipt(models.Model):
    """One report that came in by the portal. Of the code that follows it only the SHA-256 is kept.

    `solved` is what the reporter says, not what the bureau found; None until he says so.
    """

    report = models.OneToOneField(
        "intake.Report", primary_key=True, on_delete=models.PROTECT, related_name="receipt"
    )
    digest = models.CharField(max_length=64)
    kind = models.CharField(
        max_length=40, help_text="what it is about, in the reporter's eyes: a domain of matters, or other"
    )
    given_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = models.CharField(max_length=60, db_collation="C")
    score = models.SmallIntegerField(null=True, help_text="1 (bad) to 5 (very good)")
    solved = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    rated_at = models.DateTimeField(null=True)
    disputed_at = models.DateTimeField(
        null=True, help_text="when the reporter said that it is not solved, and it was taken up again: once"
    )

    class Meta:
        db_table = "portal_receipt"
        indexes = (
            models.Index(fields=["score"], condition=models.Q(score__isnull=False), name="receipt_rated"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__range=(1, 5)), name="receipt_score"
            ),
        )
