"""Parties (当事人): whom a case is about."""

from __future__ import annotations

from django.db import models
from uuid_utils.compat import uuid7


class PartyKind(models.TextChoices):
    """The law sets other limits for a citizen than for an organisation."""

    PERSON = "person", "公民"
    ORGANISATION = "organisation", "法人或者其他组织"


class Party(models.Model):
    """A person or an organisation. `number` is a resident ID (GB 11643) or a credit code (GB 32100)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=15, choices=PartyKind.choices)
    name = models.CharField(max_length=120)
    identity = models.CharField(
        max_length=18, blank=True, help_text="resident ID or credit code, without spaces"
    )
    born_on = models.DateField(null=True, help_text="persons: from the resident ID or as stated")
    sex = models.CharField(max_length=1, blank=True)
    representative = models.CharField(max_length=50, blank=True, help_text="organisations: who represents it")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    capable = models.BooleanField(
        default=True, help_text="can understand and control his acts (行政处罚法第三十一条)"
    )
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "subjects_party"
        indexes = (
            models.Index(fields=["identity"], name="party_identity"),
            models.Index(fields=["name"], name="party_name_begins", opclasses=["varchar_pattern_ops"]),
        )

    def __str__(self) -> str:
        return self.name
