"""Every running period of every case in one place: read by day, and counted by day for the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from xuncheng.domains.cases.models import Deadline
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.schemas import basis_out, urgency, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.calendar import Period, Roll, Unit, deadline
from xuncheng.rules.procedure.lapses import lapse_of
from xuncheng.rules.procedure.periods import PERIODS

BY_DAY = Sorting("due_on", descending=False)

WARNED_AHEAD = (3, 1)
"""Working days before its last day on which somebody is warned of a period."""

ENDING = frozenset(name for name, clock in PERIODS.items() if clock.just_ends)
"""Periods of the party: nobody in the house is late when they are over."""


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """What a list of periods is narrowed by; empty values narrow nothing."""

    since: date | None = None
    until: date | None = None
    street: str = ""
    clock: str = ""
    handler: UUID | None = None
    urgency: str = ""
    whose: str = ""
    team: UUID | None = None


def readable_by(viewer: Viewer) -> QuerySet[Deadline]:
    """Periods of cases in the areas that the viewer sees."""
    return Deadline.objects.filter(in_streets(viewer)).select_related("case__party", "handler__user")


def of_clocks(viewer: Viewer, *clocks: str) -> QuerySet[Deadline]:
    """Readable periods of the named kinds."""
    return readable_by(viewer).filter(clock__in=clocks)


def matching(viewer: Viewer, wanted: DeadlineFilter) -> QuerySet[Deadline]:
    """Readable periods that fit the filter."""
    exact = {
        "street": wanted.street, "clock": wanted.clock, "handler": wanted.handler, "handler__user__team": wanted.team,
    }  # fmt: skip
    found = readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    if wanted.since:
        found = found.filter(due_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(due_on__lte=wanted.until)
    if wanted.whose:
        of_party = Q(clock__in=ENDING)
        found = found.filter(of_party if wanted.whose == "party" else ~of_party)
    return _urgent(found, wanted.urgency)


def _urgent(found: QuerySet[Deadline], wanted: str) -> QuerySet[Deadline]:
    day = today()
    if wanted == "overdue":
        return found.filter(~Q(clock__in=ENDING), due_on__lt=day)
    if wanted == "near":
        return found.filter(due_on__gte=day, due_on__lte=near(day))
    return found


def near(day: date) -> date:
    """The last day of which somebody is warned on that day: so many working days ahead."""
    most, _ = WARNED_AHEAD
    return deadline(day, Period(most, Unit.WORKING_DAYS), settings.LOCALITY.calendar, Roll.NONE)


def by_day(viewer: Viewer, wanted: DeadlineFilter) -> Iterator[dict[str, Any]]:
    """How many periods end on each day: those of the agency, and those of the party."""
    counted = (
        matching(viewer, wanted).order_by("due_on").values("due_on")
        .annotate(all=Count("id"), party=Count("id", filter=Q(clock__in=ENDING)))
    )  # fmt: skip
    for row in counted:
        agency = row["all"] - row["party"]
        yield {
            "day": row["due_on"],
            "agency": agency,
            "party": row["party"],
            "urgency": pressing(row["due_on"], agency > 0),
        }


def pressing(due: date, of_agency: bool = True) -> str:
    """How pressing a period is: overdue, near, ok, or none where only the party has time."""
    return urgency(due, near(today()) - today() if due >= today() else timedelta(0)) if of_agency else "none"


def unconfirmed(clock: str) -> bool:
    """Whether the length of the named period is a figure that nobody confirmed."""
    figure = PERIODS[clock].figure
    return bool(figure) and not settings.LOCALITY.figures[figure].confirmed


def item(row: Deadline, streets: dict[str, str]) -> dict[str, Any]:
    """A period as lists show it."""
    clock, case = PERIODS[row.clock], row.case
    return {
        "id": row.pk, "case": {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"},
        "clock": {"code": clock.name, **words(clock.label)}, "due": row.due_on,
        "whose": "party" if clock.just_ends else "agency", "urgency": pressing(row.due_on, not clock.just_ends),
        "lapse": words(lapse_of(clock.name)), "basis": basis_out(clock.basis),
        "handler": {"id": row.handler_id, "name": row.handler.user.name}, "street": street_out(row.street, streets),
        "unconfirmed": unconfirmed(clock.name),
    }  # fmt: skip
