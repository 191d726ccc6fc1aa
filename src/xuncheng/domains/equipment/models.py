"""Terminals on which the field app runs, what is cached on them is closed with, and how much they are used."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.field.terminals import ACTIVE, STATES


class Terminal(models.Model):
    """A device of one user on which the field app runs (移动执法终端). Where it belongs follows from where its user works.

    Of its secret only the SHA-256 is kept (`proof`): it is random and long.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="terminals")
    name = models.CharField(max_length=60, help_text="what its user calls it")
    platform = models.CharField(max_length=120)
    proof = models.CharField(max_length=64)
    asset = models.CharField(max_length=40, blank=True, help_text="number in the bureau's own inventory")
    sim = models.CharField(max_length=30, blank=True, help_text="telephone number or ICCID of its card")
    state = models.CharField(max_length=10, default=ACTIVE)
    state_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, help_text="why it is in this state")
    registered_at = models.DateTimeField()

    class Meta:
        db_table = "equipment_terminal"
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="terminal_state_known"),
        )
        indexes = (models.Index(fields=["-registered_at", "-id"], name="terminal_newest"),)

    def __str__(self) -> str:
        return self.name

    @property
    def area_path(self) -> str:
        """Where its user works."""
        return self.user.area_path

    @property
    def stage(self) -> str:
        """Its state, by the name that all objects of acts share."""
        return self.state


class TerminalKey(models.Model):
    """The key of what a terminal caches, closed under the installation's secret. Without it the cache is noise."""

    terminal = models.OneToOneField(
        Terminal, primary_key=True, on_delete=models.CASCADE, related_name="cache_key"
    )
    closed = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "equipment_terminal_key"


class TerminalUse(models.Model):
    """When a terminal was last here, with which version, and how much it was used: a technical note, nobody's act."""

    terminal = models.OneToOneField(Terminal, primary_key=True, on_delete=models.CASCADE, related_name="use")
    at = models.DateTimeField()
    version = models.CharField(max_length=20, blank=True)
    calls = models.PositiveIntegerField(help_text="how often it called")
    acts = models.PositiveIntegerField(help_text="how many of its acts were done")
    minutes = models.PositiveIntegerField(help_text="minutes in which it called")

    class Meta:
        db_table = "equipment_terminal_use"


class TerminalDay(models.Model):
    """The same for one day."""

    pk = models.CompositePrimaryKey("terminal", "day")
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="days", db_index=False)
    day = models.DateField()
    calls = models.PositiveIntegerField()
    acts = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()

    class Meta:
        db_table = "equipment_terminal_day"
