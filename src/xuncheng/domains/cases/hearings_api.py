"""HTTP for the schedule of hearings: the list, the calendar, the export."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Query, Router

from xuncheng.domains.cases import hearings
from xuncheng.domains.cases.deadlines_api import CaseOf
from xuncheng.domains.cases.hearings import SORTINGS, HearingFilter
from xuncheng.domains.cases.models import Hearing
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Item, Listing, serve, with_streets
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.schemas import Coded, CodeName, CountOut, Day, Named, Schema
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["cases"])


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


@router.get("/hearings/calendar", response=HearingDays, summary="Hearings by day")
def calendar(request: ViewerRequest, query: Query[HearingQuery]) -> dict[str, Any]:
    """How many hearings are set or were held on each day, within the days asked for."""
    with reading(request.viewer, lists=True):
        return {"days": list(hearings.by_day(request.viewer, query.filter()))}


def _clock_of(_: Item, row: Hearing) -> str:
    return row.starts_at.astimezone(SHANGHAI).strftime("%H:%M") if row.starts_at else ""


HEARINGS = Listing(
    name="hearings", title="Hearings", about="The hearings of all cases that the viewer may see, by their day",
    query=HearingQuery, page=HearingPage, sortings=SORTINGS, shown=with_streets(hearings.item),
    found=lambda viewer, query: hearings.matching(viewer, query.filter()),
    columns=(
        Column("案号", "Case no.", "case.number"),
        Column("当事人", "Party", lambda _, row: row.case.party.name),
        Column("案由", "Cause", lambda _, row: row.case.cause),
        Column("状态", "State", "state"),
        Column("听证日期", "Day", "day"),
        Column("开始时刻", "Begins at", _clock_of),
        Column("地点", "Place", "place"),
        Column("主持人", "Presider", "presider"),
        Column("记录人", "Recorder", "recorder"),
        Column("申请日期", "Asked for on", "requested_on"),
        Column("通知日期", "Notified on", "notified_on"),
        Column("承办人", "Officer in charge", "handler"),
        Column("街道", "Street", "street"),
    ),
)  # fmt: skip
serve(router, "/hearings", HEARINGS)
