"""Electronic monitoring equipment (电子技术监控设备). Administrative Penalty Law, art. 41."""

from __future__ import annotations

from datetime import date

from django.contrib.gis.db.models import PointField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.procedure.monitor import Monitor


class DeviceKind(models.TextChoices):
    """What a device records with."""

    CAMERA = "camera", "视频监控"
    CAPTURE = "capture", "抓拍设备"
    NOISE = "noise", "噪声监测设备"
    DUST = "dust", "扬尘监测设备"
    OTHER = "other", "其他设备"


class Device(models.Model):
    """One device at its place.

    It is reviewed twice before use, legally and technically, by different people; it is plainly marked; its place is published
    at an address that anybody can open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=DeviceKind.choices)
    place = models.CharField(max_length=200)
    point = PointField(srid=4326, spatial_index=False)
    area_path = models.CharField(max_length=60, db_collation="C")
    basis = models.CharField(max_length=200, help_text="law or administrative regulation that allows its use")
    standard = models.CharField(max_length=100, help_text="standard that it conforms to, by number")
    sign = models.CharField(max_length=200, blank=True, help_text="the sign that marks it; empty for none")
    legal_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    legal_on = models.DateField(null=True)
    technical_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    technical_on = models.DateField(null=True)
    published_at = models.URLField(max_length=300, blank=True, help_text="where its place is published")
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawal = models.CharField(max_length=300, blank=True, help_text="why it records no more")
    added_at = models.DateTimeField()

    class Meta:
        db_table = "monitoring_device"
        indexes = (models.Index(fields=["-added_at", "-id"], name="device_newest", include=["area_path"]),)

    def __str__(self) -> str:
        return self.number

    @property
    def reviewed_on(self) -> date | None:
        """The day since which it has passed both reviews."""
        return max(self.legal_on, self.technical_on) if self.legal_on and self.technical_on else None

    def as_fact(self, on: date) -> Monitor:
        """The device as the procedure tables see it."""
        return Monitor(str(self.pk), self.reviewed_on, bool(self.sign), self.published_on, self.withdrawn_on)
