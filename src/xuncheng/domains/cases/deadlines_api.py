"""HTTP for the periods of all cases: the list and the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Query, Router

from xuncheng.domains.cases import deadlines
from xuncheng.domains.cases.deadlines import BY_DAY, DeadlineFilter
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve, with_streets
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CodeName,
    CountOut,
    Day,
    Named,
    Schema,
    Words,
)
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.periods import PERIODS

router = Router(tags=["cases"])

WHOSE = {"agency": Text("本机关", "the agency"), "party": Text("当事人", "the party")}


class DeadlineQuery(Schema):
    """What the periods are narrowed by; `whose`: those of the agency, or those of the party."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    clock: str = Field("", max_length=40)
    handler: UUID | None = None
    team: UUID | None = Field(None, description="the team of the officer in charge")
    urgency: str = ""
    whose: Literal["", "agency", "party"] = ""

    def filter(self) -> DeadlineFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return DeadlineFilter(
            self.since, self.until, street, self.clock, self.handler, self.urgency, self.whose, self.team
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


@router.get("/deadlines/calendar", response=DeadlineDays, summary="Periods by the day on which they end")
def calendar(request: ViewerRequest, query: Query[DeadlineQuery]) -> dict[str, Any]:
    """How many periods end on each day, within the days asked for."""
    with reading(request.viewer, lists=True):
        return {"days": list(deadlines.by_day(request.viewer, query.filter()))}


DEADLINES = Listing(
    name="deadlines", title="Periods that run", query=DeadlineQuery, page=DeadlinePage, sortings={"day": BY_DAY},
    shown=with_streets(deadlines.item),
    about="The running periods of all cases that the viewer may see, those that end first",
    found=lambda viewer, query: deadlines.matching(viewer, query.filter()),
    columns=(
        Column("案号", "Case no.", "case.number"),
        Column("当事人", "Party", lambda _, row: row.case.party.name),
        Column("案由", "Cause", lambda _, row: row.case.cause),
        Column("期限", "Period", "clock"),
        Column("届满日", "Ends on", "due"),
        Column("归属", "Whose", lambda _, row: WHOSE["party" if PERIODS[row.clock].just_ends else "agency"]),
        Column("届满后果", "If it lapses", "lapse"),
        Column("承办人", "Officer in charge", "handler"),
        Column("街道", "Street", "street"),
    ),
)  # fmt: skip
serve(router, "/deadlines", DEADLINES)
