"""Areas of the district, and the places in it that have a name.

An area's code follows the standards: a district by GB/T 2260 (6 digits), its streets (9) and communities
(12) by the statistical coding rules, a grid (15) by GB/T 30428.1. Its path repeats the code level by level,
so that one area lies under another exactly if its path starts with the other's.
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.db.models import MultiPolygonField, PointField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from uuid_utils.compat import uuid7

WGS84 = 4326
"""The coordinate system of every geometry in the database (EPSG code)."""


class Area(models.Model):
    """A district, street (街道), community (社区) or grid (单元网格), with its boundary if it is known."""

    class Kind(models.TextChoices):
        """Level of an area, from the widest to the smallest."""

        DISTRICT = "district", "区"
        STREET = "street", "街道"
        COMMUNITY = "community", "社区"
        GRID = "grid", "单元网格"

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=15, unique=True)
    short_code = models.CharField(max_length=6, help_text="the code's own part, below its parent's")
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=60, unique=True, db_collation="C")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    geometry: Any = MultiPolygonField(srid=WGS84, null=True, spatial_index=False)
    area_m2 = models.FloatField(
        null=True, help_text="square metres on the ellipsoid; null without a boundary"
    )
    source = models.CharField(max_length=200, blank=True, help_text="where the boundary comes from")

    class Meta:
        db_table = "places_area"
        ordering = ("path",)
        indexes = (
            GistIndex(fields=["geometry"], name="area_geometry"),
            models.Index(fields=["parent", "code"], name="area_parent"),
            models.Index(fields=["kind", "code"], name="area_kind"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(path__endswith="."), name="area_path_ends_with_dot"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def area_path(self) -> str:
        """Where the area lies: it is itself the area of the acts on it."""
        return self.path


class AreaImport(models.Model):
    """One file of boundaries taken in as one act: what it was and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file as it was given")
    datum = models.CharField(max_length=10, help_text="coordinate system of the file, before conversion")
    kind = models.CharField(max_length=10, choices=Area.Kind)
    area_path = models.CharField(max_length=60, db_collation="C", help_text="the area above all that came in")
    added = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    notes = models.JSONField(default=list, help_text="what was repaired or looks odd: [{code, zh, en}]")
    at = models.DateTimeField()

    class Meta:
        db_table = "places_areaimport"


class Address(models.Model):
    """A place people name when they report something: a park, a station, a market, a lane."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=100)
    point: Any = PointField(srid=WGS84)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "places_address"
        verbose_name_plural = "addresses"
        indexes = (
            GinIndex(fields=["name"], name="address_name", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["area_path"], name="address_area"),
        )
        constraints = (
            models.UniqueConstraint(fields=["name", "area_path"], name="one_address_per_name_and_area"),
        )

    def __str__(self) -> str:
        return self.name
