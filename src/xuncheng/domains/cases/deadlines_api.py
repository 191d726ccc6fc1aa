"""HTTP for the periods of all cases: the list and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Query, Router

from xuncheng.domains.cases import deadlines
from xuncheng.domains.cases.deadlines import BY_DAY, DeadlineFilter
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CodeName,
    CountOut,
    Day,
    Named,
    Schema,
    Words,
    csv_stream,
)
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.procedure.lapses import lapse_of
from xuncheng.rules.procedure.periods import PERIODS

router = Router(tags=["cases"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000
WHOSE = {"agency": "本机关", "party": "当事人"}


class DeadlineQuery(Schema):
    """What the periods are narrowed by; `whose`: those of the agency, or those of the party."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    clock: str = Field("", max_length=40)
    handler: UUID | None = None
    urgency: str = ""
    whose: Literal["", "agency", "party"] = ""

    def filter(self) -> DeadlineFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return DeadlineFilter(
            self.since, self.until, street, self.clock, self.handler, self.urgency, self.whose
        )


class CaseOf(Schema):
    """The case in which a period runs."""

    id: UUID
    number: str
    title: str


class DeadlineItem(Schema):
    """A running period, and what happens when it lapses."""

    id: UUID
    case: CaseOf
    clock: Coded
    due: date
    whose: str
    urgency: str
    lapse: Words
    basis: list[BasisOut]
    handler: Named
    street: CodeName | None
    unconfirmed: bool


class DeadlinePage(Schema):
    """Some periods, those that end first."""

    items: list[DeadlineItem]
    next: str | None
    count: CountOut


class DeadlineDay(Schema):
    """How many periods end on a day."""

    day: date
    agency: int
    party: int
    urgency: str


class DeadlineDays(Schema):
    """The days on which periods end."""

    days: list[DeadlineDay]


@router.get("/deadlines", response=DeadlinePage, summary="Periods that run")
def list_deadlines(
    request: ViewerRequest,
    query: Query[DeadlineQuery],
    cursor: str | None = None,
    limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:
    """The running periods of all cases that the viewer may see, those that end first; a keyset page."""
    with reading(request.viewer, lists=True):
        found = page(deadlines.matching(request.viewer, query.filter()), BY_DAY, cursor, limit, exact=exact)
        streets = street_names()
        items = [deadlines.item(row, streets) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/deadlines/calendar", response=DeadlineDays, summary="Periods by the day on which they end")
def calendar(request: ViewerRequest, query: Query[DeadlineQuery]) -> dict[str, Any]:
    """How many periods end on each day, within the days asked for."""
    with reading(request.viewer, lists=True):
        return {"days": list(deadlines.by_day(request.viewer, query.filter()))}


@router.get("/deadlines/export", summary="Periods as CSV")
def export_deadlines(request: ViewerRequest, query: Query[DeadlineQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = ("案号", "当事人", "案由", "期限", "届满日", "归属", "届满后果", "承办人", "街道")
    return csv_stream("deadlines", head, _rows(request, query))


def _rows(request: HttpRequest, query: DeadlineQuery) -> Iterator[tuple[Any, ...]]:
    viewer = request.viewer  # type: ignore[attr-defined] # set by authentication
    with reading(viewer):
        streets = street_names()
        found = deadlines.matching(viewer, query.filter()).order_by("due_on", "id")[:EXPORT_ROWS]
        for row in found.iterator(chunk_size=1000):
            clock = PERIODS[row.clock]
            whose = WHOSE["party" if clock.just_ends else "agency"]
            yield (
                row.case.number, row.case.party.name, row.case.cause, clock.label.zh, row.due_on, whose, lapse_of(row.clock).zh,
                row.handler.user.name, streets.get(row.street, ""),
            )  # fmt: skip
