"""Where those on duty are, for whoever opened it to himself, and who of them is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Point
from django.db.models import Exists, FloatField, Func, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from xuncheng.domains.intake.queries import held_by_officers
from xuncheng.domains.patrol.models import Latest, Watch
from xuncheng.foundation.places.models import WGS84
from xuncheng.foundation.places.queries import DECIMALS
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer

__all__ = ["Latest", "Near", "feature", "in_motion", "latest_readable_by", "near_item", "nearest", "watched"]

SEE = "position.see"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody on duty, and how many metres away."""

    latest: Latest
    metres: float


def watches_readable_by(viewer: Viewer) -> QuerySet[Watch]:
    """The viewer's own openings of positions."""
    return Watch.objects.filter(Q(person=viewer.id))


def watched(viewer: Viewer) -> dict[str, datetime]:
    """The areas whose positions the viewer has opened and may still see, each until when."""
    if viewer.id is None:
        return {}
    found = watches_readable_by(viewer).filter(until__gt=timezone.now()).order_by("until")
    rows = found.values_list("area_path", "until")
    return {path: until for path, until in rows if viewer.may(SEE, path, today())}


def latest_readable_by(viewer: Viewer) -> QuerySet[Latest]:
    """Where those on duty are in the areas that the viewer opened to himself; and himself. Nobody off duty is there."""
    whose = Q(person=viewer.id) if viewer.id else Q(pk__in=())
    for path in watched(viewer):
        whose |= Q(area_path__begins=path)
    return Latest.objects.filter(whose, point__isnull=False).select_related("person", "duty__team")


def in_motion(since: datetime | None) -> QuerySet[Latest]:
    """What changed since then, of everybody: for the streams, which show each viewer his own. For None all that are on the map."""
    # lint: own door: each stream narrows it to the areas that its viewer opened
    found = Latest.objects.select_related("person", "duty__team")
    return (found.filter(received_at__gt=since) if since else found.filter(point__isnull=False)).order_by(
        "received_at"
    )


def nearest(viewer: Viewer, lon: float, lat: float, *, free: bool = True, most: int = 10) -> Sequence[Near]:
    """The nearest of those on duty to a place, in metres; `free`: only those whom no report waits for."""
    here = Point(lon, lat, srid=WGS84)
    found = latest_readable_by(viewer)
    if free:
        found = found.filter(~Exists(held_by_officers().filter(officer=OuterRef("person"))))
    rows = found.annotate(metres=_metres(here)).order_by("metres")[:most]
    return [Near(row, row.metres) for row in rows]


def _metres(here: Point) -> Func:
    """The distance by which the index finds the nearest first (`<->` on the ellipsoid's surface)."""
    template = "(%(expressions)s)"
    place: Any = Value(here, output_field=GeometryField(srid=WGS84))
    return Func("point", place, template=template, arg_joiner="::geography <-> ", output_field=FloatField())


def feature(one: Latest) -> dict[str, Any]:
    """Where somebody is, as GeoJSON."""
    team = one.duty.team
    return {
        "type": "Feature", "id": str(one.person_id),
        "geometry": {"type": "Point", "coordinates": [round(one.point.x, DECIMALS), round(one.point.y, DECIMALS)]},
        "properties": {
            "name": one.person.name, "team": team.name if team else None, "duty": str(one.duty_id), "at": one.at.isoformat(),
            "accuracy": one.accuracy, "outside_since": one.outside_since and one.outside_since.isoformat(),
        },
    }  # fmt: skip


def near_item(near: Near) -> dict[str, Any]:
    """Somebody nearby, as the list beside a report shows him."""
    one, team = near.latest, near.latest.duty.team
    return {
        "person": {"id": one.person_id, "name": one.person.name}, "team": {"id": team.pk, "name": team.name} if team else None,
        "duty": one.duty_id, "at": one.at, "metres": round(near.metres),
    }  # fmt: skip
