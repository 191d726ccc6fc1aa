"""Duties (上岗), rosters (排班), routes with their points (巡查路线、打卡点), and positions, kept by consent and on duty only."""

from __future__ import annotations

from typing import Any

from django.contrib.gis.db.models import MultiPolygonField, PointField
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.foundation.places.models import WGS84
from xuncheng.foundation.places.streets import street_of_area


def _apart(name: str, since: str, until: str, **only: Any) -> ExclusionConstraint:
    """Stretches of time of one person do not overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            ("person", RangeOperators.EQUAL),
            (models.Func(since, until, function="tstzrange"), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(**only) if only else None,
    )


class PositionConsent(models.Model):
    """Somebody agreed that his positions are kept while he is on duty (个人信息保护法第十三、十四条), until he withdraws it.

    Each time it is given it is a row of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "patrol_consent"
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(withdrawn_at=None), name="one_consent_at_a_time"
            ),
        )


class Route(models.Model):
    """What is patrolled: an area that whoever walks it does not leave, and points to visit."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=60)
    boundary: Any = MultiPolygonField(srid=WGS84, null=True, spatial_index=False)
    area_path = models.CharField(max_length=60, db_collation="C")
    drawn_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "patrol_route"
        indexes = (
            models.Index(fields=["-drawn_at", "-id"], name="route_newest", include=["area_path"]),
            GistIndex(fields=["boundary"], condition=models.Q(retired_at=None), name="route_boundary"),
        )

    def __str__(self) -> str:
        return self.name


class RoutePoint(models.Model):
    """A point of a route that is to be visited (打卡点), from no further than `within` metres."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="points", db_index=False)
    place = models.SmallIntegerField(help_text="its place in the route: 1, 2, 3 …")
    name = models.CharField(max_length=60)
    point: Any = PointField(srid=WGS84, spatial_index=False)
    within = models.SmallIntegerField(help_text="metres")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "patrol_point"
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["route", "place"], name="one_point_at_a_place"),)

    def __str__(self) -> str:
        return self.name


class RosterLine(models.Model):
    """One person is to be on duty from when to when, on which route (排班)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField(help_text="the day in China on which it begins")
    since = models.DateTimeField()
    until = models.DateTimeField()
    route = models.ForeignKey(Route, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    remarks = models.CharField(max_length=200, blank=True)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "patrol_roster"
        constraints = (_apart("one_roster_at_a_time", "since", "until", cancelled_at=None),)
        indexes = (
            models.Index(fields=["-since", "-id"], name="roster_newest", include=["area_path"]),
            models.Index(fields=["street", "-since", "-id"], name="roster_newest_of_street"),
        )


class Duty(models.Model):
    """Somebody is on duty (在岗), from when to when.

    `shares` says whether his positions are kept, because he had agreed when he began; `positions` how many there were when he ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    route = models.ForeignKey(Route, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    roster = models.ForeignKey(
        RosterLine, null=True, on_delete=models.PROTECT, related_name="duties", db_index=False
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    shares = models.BooleanField()
    positions = models.IntegerField(null=True)
    remarks = models.CharField(max_length=200, blank=True)
    area_path = models.CharField(max_length=60, db_collation="C")
    street = street_of_area()

    class Meta:
        db_table = "patrol_duty"
        constraints = (_apart("one_duty_at_a_time", "begun_at", "ended_at"),)
        indexes = (
            models.Index(fields=["-begun_at", "-id"], name="duty_newest", include=["area_path"]),
            models.Index(fields=["street", "-begun_at", "-id"], name="duty_newest_of_street"),
            models.Index(
                fields=["-begun_at", "-id"],
                name="duty_open",
                condition=models.Q(ended_at=None),
                include=["area_path"],
            ),
            models.Index(fields=["person", "-begun_at"], name="duty_of_person"),
        )


class Visit(models.Model):
    """Somebody on duty was at a point of a route (打卡), so many metres from it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="visits", db_index=False)
    point = models.ForeignKey(RoutePoint, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    metres = models.IntegerField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "patrol_visit"
        indexes = (models.Index(fields=["duty", "at"], name="visit_of_duty"),)


class Watch(models.Model):
    """Somebody opened the positions of an area to himself (查看在岗位置), for a reason and until a time."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "patrol_watch"
        indexes = (models.Index(fields=["person", "-until"], name="watch_of_person"),)


class Latest(models.Model):
    """Where somebody on duty was last, for the map and for whoever is nearest; without a point once he is off duty."""

    person = models.OneToOneField("people.User", primary_key=True, on_delete=models.CASCADE, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    point: Any = PointField(srid=WGS84, null=True, spatial_index=False)
    accuracy = models.FloatField(null=True, help_text="metres, as his device states it")
    outside_since = models.DateTimeField(null=True, help_text="since when he is outside his route")
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "patrol_latest"
        indexes = (
            GistIndex(fields=["point"], name="latest_point"),
            GistIndex(models.Func("point", template="(%(expressions)s::geography)"), name="latest_nearest"),
        )


class Position(models.Model):
    """Where somebody was at a moment, on duty and by his consent. Partitioned by day: see the migration `0002_positions`."""

    pk = models.CompositePrimaryKey("person_id", "at")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    lon = models.FloatField()
    lat = models.FloatField()
    accuracy = models.FloatField(null=True, help_text="metres, as the device states it")
    area_path = models.CharField(max_length=60, db_collation="C", help_text="that of the duty")

    class Meta:
        db_table = "patrol_position"
        managed = False
