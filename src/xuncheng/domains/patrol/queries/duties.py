"""Reading duties (在岗) and rosters (排班)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from xuncheng.domains.patrol.models import Duty, PositionConsent, RosterLine, Visit
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

__all__ = [
    "ROSTER_SORTINGS",
    "SORTINGS",
    "Duty",
    "DutyFilter",
    "RosterLine",
    "consent_of",
    "item",
    "matching",
    "mine",
    "readable_by",
    "roster_item",
    "rosters_matching",
    "rosters_readable_by",
    "visits_of",
]

M = TypeVar("M", bound=Model)

SORTINGS = {
    "-begun_at": Sorting("begun_at", descending=True),
    "begun_at": Sorting("begun_at", descending=False),
}
ROSTER_SORTINGS = {
    "-since": Sorting("since", descending=True),
    "since": Sorting("since", descending=False),
}
STATES = {"on": Text("在岗", "on duty"), "over": Text("已下岗", "off duty")}
ROSTER_STATES = {
    "planned": Text("未开始", "to come"),
    "now": Text("进行中", "now"),
    "over": Text("已结束", "over"),
    "cancelled": Text("已取消", "cancelled"),
}
_NAMED = ("person", "team", "route")


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What the lists are narrowed by; empty values narrow nothing."""

    q: str = ""
    state: str = ""
    street: str = ""
    since: date | None = None
    until: date | None = None


def readable_by(viewer: Viewer) -> QuerySet[Duty]:
    """Duties in the areas that the viewer sees, and his own."""
    return Duty.objects.filter(in_streets(viewer) | Q(person=viewer.id)).select_related(*_NAMED)


def rosters_readable_by(viewer: Viewer) -> QuerySet[RosterLine]:
    """Lines of rosters in the areas that the viewer sees, and his own."""
    return RosterLine.objects.filter(in_streets(viewer) | Q(person=viewer.id)).select_related(*_NAMED)


def consents_readable_by(viewer: Viewer) -> QuerySet[PositionConsent]:
    """The viewer's own consents; whether another agreed is seen by his positions alone."""
    return PositionConsent.objects.filter(Q(person=viewer.id))


def consent_of(viewer: Viewer) -> PositionConsent | None:
    """The viewer's consent to positions that stands."""
    return consents_readable_by(viewer).filter(withdrawn_at=None).first() if viewer.id else None


def mine(viewer: Viewer) -> Duty | None:
    """The duty that the viewer is on."""
    return readable_by(viewer).filter(person=viewer.id, ended_at=None).first() if viewer.id else None


def matching(viewer: Viewer, wanted: DutyFilter) -> QuerySet[Duty]:
    """Readable duties that fit the filter."""
    found = _narrowed(readable_by(viewer), wanted, "begun_at")
    return found.filter(ended_at__isnull=wanted.state == "on") if wanted.state else found


def rosters_matching(viewer: Viewer, wanted: DutyFilter) -> QuerySet[RosterLine]:
    """Readable lines of rosters that fit the filter."""
    found = _narrowed(rosters_readable_by(viewer), wanted, "since")
    return found.filter(_in_state(wanted.state, timezone.now())) if wanted.state else found


def visits_of(duty: Duty) -> list[Visit]:
    """What was visited on a duty, in order."""
    # the duty came through its door
    return list(duty.visits.select_related("point").order_by("at"))


def item(duty: Duty, streets: Mapping[str, str]) -> dict[str, Any]:
    """A duty as lists show it."""
    return {
        "id": duty.pk, **_named(duty), "street": street_out(duty.street, streets),
        "state": coded("over" if duty.ended_at else "on", STATES), "begun_at": duty.begun_at, "ended_at": duty.ended_at,
        "shares": duty.shares, "positions": duty.positions, "rostered": duty.roster_id is not None,
    }  # fmt: skip


def roster_item(line: RosterLine, streets: Mapping[str, str]) -> dict[str, Any]:
    """A line of a roster as lists show it."""
    return {
        "id": line.pk, **_named(line), "street": street_out(line.street, streets), "day": line.day, "since": line.since,
        "until": line.until, "state": coded(roster_state(line, timezone.now()), ROSTER_STATES), "remarks": line.remarks,
    }  # fmt: skip


def roster_state(line: RosterLine, now: datetime) -> str:
    """Whether a line is to come, goes on, is over or was cancelled."""
    if line.cancelled_at:
        return "cancelled"
    if line.until <= now:
        return "over"
    return "now" if line.since <= now else "planned"


def _in_state(state: str, now: datetime) -> Q:
    return {
        "cancelled": Q(cancelled_at__isnull=False),
        "over": Q(cancelled_at=None, until__lte=now),
        "now": Q(cancelled_at=None, since__lte=now, until__gt=now),
        "planned": Q(cancelled_at=None, since__gt=now),
    }[state]


def _narrowed(found: QuerySet[M], wanted: DutyFilter, begins: str) -> QuerySet[M]:
    if wanted.q:
        found = found.filter(Q(person__name__contains=wanted.q) | Q(team__name__contains=wanted.q))
    if wanted.street:
        found = found.filter(street=wanted.street)
    if wanted.since:
        found = found.filter(**{f"{begins}__gte": _start(wanted.since)})
    if wanted.until:
        found = found.filter(**{f"{begins}__lt": _start(wanted.until + timedelta(days=1))})
    return found


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def _named(row: Duty | RosterLine) -> dict[str, Any]:
    return {
        "person": {"id": row.person_id, "name": row.person.name},
        "team": {"id": row.team_id, "name": row.team.name} if row.team else None,
        "route": {"id": row.route_id, "name": row.route.name} if row.route else None,
    }
