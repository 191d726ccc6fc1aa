"""What whoever takes calls looks up while he listens: earlier calls of the number, and where a place is that the caller names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.callers import callers_of
from xuncheng.domains.intake.models import Report
from xuncheng.domains.intake.privacy import LOOK, masked, words_of
from xuncheng.foundation.places.queries import areas, search_addresses
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_name
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import STATUSES

CALLS = 10
"""How many earlier calls are shown, the newest."""

PLACES = 12
"""How many places are offered."""

ADDRESSES_READ = 300
"""Of how many earlier reports the addresses are read."""

SUMMARY = 60
"""Characters of an earlier call's words."""

KINDS = {
    "area": Text("辖区", "area"),
    "landmark": Text("地名", "named place"),
    "report": Text("以前的案源", "earlier reports"),
}
"""What a place is known from, in the order in which it is offered where it fits equally well."""


def earlier_calls(viewer: Viewer, phone: str) -> list[Report]:
    """The newest readable reports with this number; none for a viewer who may not look at reporters at all."""
    callers = callers_of(phone)
    if not callers or not viewer.may_somewhere(LOOK, today()):
        return []
    found = queries.readable_by(viewer).filter(caller__in=callers, caller__gt="")
    return list(found.order_by("-submitted_at", "-id")[:CALLS])


def call_out(row: Report) -> dict[str, Any]:
    """An earlier call as the API says it: whoever called is masked, in his words too."""
    return {
        "id": row.pk, "number": row.number, "summary": words_of(row)[:SUMMARY],
        "status": coded(row.status, STATUSES), "address": row.address, "submitted_at": row.submitted_at,
        "name": row.reporter_name and mask_name(row.reporter_name), "answer": masked(row, row.answer),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place by the name that it is known by. `times`: how many earlier reports were read that came from it."""

    kind: str
    name: str
    lon: float
    lat: float
    times: int = 0


def places(viewer: Viewer, wanted: str) -> list[Place]:
    """Places whose name fits, best first: what begins so before what holds it, then by kind, then what is reported oftener."""
    wanted = wanted.strip()
    if not wanted:
        return []
    found = [*_areas(wanted), *_landmarks(wanted), *_reported(viewer, wanted)]
    return sorted(found, key=lambda one: _rank(one, wanted))[:PLACES]


def place_out(one: Place) -> dict[str, Any]:
    """A place as the API says it."""
    return {
        "kind": coded(one.kind, KINDS), "name": one.name, "point": (one.lon, one.lat), "times": one.times,
        "note": words(Text(f"{one.times}件", f"{one.times} reports")) if one.times else None,
    }  # fmt: skip


def _rank(one: Place, wanted: str) -> tuple[int, int, int, int, str]:
    at = one.name.find(wanted)
    return (
        at if at >= 0 else len(one.name),
        list(KINDS).index(one.kind),
        -one.times,
        len(one.name),
        one.name,
    )


def _areas(wanted: str) -> Iterator[Place]:
    holding = areas().filter(name__contains=wanted, geometry__isnull=False)
    ordered = holding.annotate(inside=PointOnSurface("geometry")).order_by(
        StrIndex("name", Value(wanted)), "path"
    )
    for name, inside in ordered.values_list("name", "inside")[:PLACES]:
        yield Place("area", name, inside.x, inside.y)


def _landmarks(wanted: str) -> Iterator[Place]:
    for one in search_addresses(wanted, PLACES):
        yield Place("landmark", one.name, one.point.x, one.point.y)


def _reported(viewer: Viewer, wanted: str) -> Iterator[Place]:
    rows = list(reported_at(viewer, wanted))
    times = Counter(address for address, _ in rows)
    where = dict(rows)
    for address, count in times.items():
        yield Place("report", address, where[address].x, where[address].y, count)


def reported_at(viewer: Viewer, wanted: str) -> QuerySet[Report, Any]:
    """Addresses of earlier readable reports that begin so, each with its point: read by the index, not all where there are many."""
    found = queries.readable_by(viewer).filter(address__begins=wanted, address__gt="", cell__isnull=False)
    return found.values_list("address", "point")[:ADDRESSES_READ]
