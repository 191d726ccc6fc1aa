"""The schedule of hearings (听证): read by day, and counted by day for the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from xuncheng.domains.cases.models import Hearing, HearingState
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.schemas import urgency
from xuncheng.foundation.trail.viewer import Viewer

SORTINGS = {
    "day": Sorting("day", descending=False),
    "-day": Sorting("day", descending=True),
}
AHEAD = (HearingState.REQUESTED, HearingState.SET)
"""States in which a hearing is still to be held."""

NEAR = timedelta(days=3)
_LABELS_EN = {
    "requested": "asked for, not set", "set": "set", "held": "held", "absent": "party stayed away", "adjourned": "adjourned",
    "waived": "waived", "void": "overtaken",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HearingFilter:
    """What the schedule is narrowed by; empty values narrow nothing. `ahead`: only those still to be held."""

    since: date | None = None
    until: date | None = None
    street: str = ""
    state: str = ""
    presider: UUID | None = None
    ahead: bool = False


def readable_by(viewer: Viewer) -> QuerySet[Hearing]:
    """Hearings of cases in the areas that the viewer sees."""
    return Hearing.objects.filter(in_streets(viewer)).select_related(
        "case__party", "case__handler__user", "presider"
    )


def matching(viewer: Viewer, wanted: HearingFilter) -> QuerySet[Hearing]:
    """Readable hearings that fit the filter."""
    exact = {"street": wanted.street, "state": wanted.state, "presider": wanted.presider}
    found = readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    if wanted.ahead:
        found = found.filter(state__in=AHEAD)
    if wanted.since:
        found = found.filter(day__gte=wanted.since)
    if wanted.until:
        found = found.filter(day__lte=wanted.until)
    return found


def by_day(viewer: Viewer, wanted: HearingFilter) -> Iterator[dict[str, Any]]:
    """How many hearings are set or were held on each day."""
    told = (HearingState.SET, HearingState.HELD, HearingState.ABSENT)
    counted = matching(viewer, wanted).filter(state__in=told).order_by("day").values("day")
    for row in counted.annotate(all=Count("id")):
        yield {"day": row["day"], "hearings": row["all"]}


def first_day(told_on: date) -> date:
    """The first day on which a hearing may be held of which the party is told on that day (第六十四条第二项)."""
    last_clear: date = settings.LOCALITY.timer("hearing_notice", told_on)
    return last_clear + timedelta(days=1)


def item(row: Hearing, streets: dict[str, str]) -> dict[str, Any]:
    """A hearing as the schedule shows it."""
    case, ahead = row.case, row.state in AHEAD
    return {
        "id": row.pk, "case": {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"},
        "state": {"code": row.state, "zh": HearingState(row.state).label, "en": _LABELS_EN[row.state]},
        "day": row.day if row.state != HearingState.REQUESTED else None, "starts_at": row.starts_at, "place": row.place,
        "presider": {"id": row.presider_id, "name": row.presider.name} if row.presider else None, "recorder": row.recorder,
        "handler": {"id": case.handler_id, "name": case.handler.user.name}, "street": street_out(row.street, streets),
        "requested_on": row.requested_on, "notified_on": row.notified_on, "ended_on": row.ended_on,
        "earliest": first_day(today()) if row.state == HearingState.REQUESTED else None,
        "days_left": (row.day - today()).days if row.state == HearingState.SET else None,
        "urgency": urgency(row.day, NEAR) if ahead else "none",
    }  # fmt: skip
