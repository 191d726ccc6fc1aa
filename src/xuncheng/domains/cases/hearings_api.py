"""HTTP for the schedule of hearings: the list, the calendar, the export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Query, Router

from xuncheng.domains.cases import hearings
from xuncheng.domains.cases.deadlines_api import CaseOf
from xuncheng.domains.cases.hearings import SORTINGS, HearingFilter
from xuncheng.domains.cases.models import HearingState
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.paging import page
from xuncheng.foundation.trail.schemas import Coded, CodeName, CountOut, Day, Named, Schema, csv_stream
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["cases"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000


class HearingQuery(Schema):
    """What the schedule is narrowed by; `ahead`: only hearings still to be held."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    state: Literal["", "requested", "set", "held", "absent", "adjourned", "waived", "void"] = ""
    presider: UUID | None = None
    ahead: bool = False
    sort: str = "day"

    def filter(self) -> HearingFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return HearingFilter(self.since, self.until, street, self.state, self.presider, self.ahead)


class HearingItem(Schema):
    """A hearing as the schedule shows it."""

    id: UUID
    case: CaseOf
    state: Coded
    day: date | None = Field(description="day of the hearing; none while it is only asked for")
    starts_at: datetime | None
    place: str
    presider: Named | None
    recorder: str
    handler: Named
    street: CodeName | None
    requested_on: date | None
    notified_on: date | None
    ended_on: date | None
    earliest: date | None = Field(
        description="while none is set: the first lawful day if the party is told today"
    )
    days_left: int | None = Field(description="calendar days until a hearing that is set")
    urgency: str


class HearingPage(Schema):
    """Some hearings, by their day."""

    items: list[HearingItem]
    next: str | None
    count: CountOut


class HearingDay(Schema):
    """How many hearings are set or were held on a day."""

    day: date
    hearings: int


class HearingDays(Schema):
    """The days with hearings."""

    days: list[HearingDay]


@router.get("/hearings", response=HearingPage, summary="Hearings")
def list_hearings(
    request: ViewerRequest,
    query: Query[HearingQuery],
    cursor: str | None = None,
    limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:
    """The hearings of all cases that the viewer may see, by their day; a keyset page."""
    sorting = SORTINGS.get(query.sort, SORTINGS["day"])
    with reading(request.viewer, lists=True):
        found = page(hearings.matching(request.viewer, query.filter()), sorting, cursor, limit, exact=exact)
        streets = street_names()
        items = [hearings.item(row, streets) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/hearings/calendar", response=HearingDays, summary="Hearings by day")
def calendar(request: ViewerRequest, query: Query[HearingQuery]) -> dict[str, Any]:
    """How many hearings are set or were held on each day, within the days asked for."""
    with reading(request.viewer, lists=True):
        return {"days": list(hearings.by_day(request.viewer, query.filter()))}


@router.get("/hearings/export", summary="Hearings as CSV")
def export_hearings(request: ViewerRequest, query: Query[HearingQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "案号",
        "当事人",
        "案由",
        "状态",
        "听证日期",
        "开始时刻",
        "地点",
        "主持人",
        "记录人",
        "申请日期",
        "通知日期",
        "承办人",
        "街道",
    )
    return csv_stream("hearings", head, _rows(request, query))


def _rows(request: HttpRequest, query: HearingQuery) -> Iterator[tuple[Any, ...]]:
    viewer = request.viewer  # type: ignore[attr-defined] # set by authentication
    with reading(viewer):
        streets = street_names()
        found = hearings.matching(viewer, query.filter()).order_by("day", "id")[:EXPORT_ROWS]
        for row in found.iterator(chunk_size=1000):
            case = row.case
            starts = row.starts_at.astimezone(SHANGHAI).strftime("%H:%M") if row.starts_at else ""
            day = "" if row.state == HearingState.REQUESTED else row.day
            yield (
                case.number, case.party.name, case.cause, HearingState(row.state).label, day, starts, row.place,
                row.presider.name if row.presider else "", row.recorder, row.requested_on or "", row.notified_on or "",
                case.handler.user.name, streets.get(row.street, ""),
            )  # fmt: skip
