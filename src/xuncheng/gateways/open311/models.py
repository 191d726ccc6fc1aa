"""How often somebody called of late: a technical note, no business of the bureau."""

from __future__ import annotations

from django.db import models


class CallCount(models.Model):
    """Calls of one kind by one caller in one stretch of time. Of the caller there is only a SHA-256."""

    caller = models.CharField(primary_key=True, max_length=64)
    since = models.BigIntegerField(help_text="when the stretch began, in seconds of the epoch")
    number = models.IntegerField()

    class Meta:
        db_table = "open311_callcount"
