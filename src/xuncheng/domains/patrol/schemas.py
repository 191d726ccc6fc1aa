"""Shapes of the API around patrols."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from xuncheng.domains.patrol.queries.duties import DutyFilter
from xuncheng.domains.patrol.queries.routes import RouteFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Day,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
)

MOST_AT_ONCE = 500
"""How many positions one call may bring."""

STREET = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
Lon = Annotated[float, Field(ge=-180, le=180)]
Lat = Annotated[float, Field(ge=-90, le=90)]


class PositionIn(Schema):
    """Where the caller was at a moment (WGS 84)."""

    at: AwareDatetime
    lon: Lon
    lat: Lat
    accuracy: Annotated[float, Field(ge=0, le=100_000)] | None = Field(None, description="metres")


class PositionsIn(Schema):
    """The caller's own positions since he last sent some; sending one twice does no harm."""

    positions: list[PositionIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class TakenOut(Schema):
    """What became of them: `dropped` are those outside a duty, without consent, too old or in the future. They are stored nowhere."""

    kept: int
    known: int
    dropped: int


class DutyQuery(Schema):
    """What the list is narrowed and sorted by; `from` and `to` are the days on which a duty began."""

    q: str = Field("", max_length=100, description="words of the person's or the team's name")
    state: Literal["", "on", "over"] = ""
    street: str = STREET
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    sort: str = "-begun_at"

    def filter(self) -> DutyFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return DutyFilter(self.q.strip(), self.state, street, self.since, self.until)


class DutyItem(Schema):
    """A duty as lists show it; `positions`: how many were kept by the time it ended."""

    id: UUID
    person: Named
    team: Named | None
    street: CodeName | None
    state: Coded
    begun_at: datetime
    ended_at: datetime | None
    route: Named | None
    shares: bool = Field(description="positions are kept: he had agreed when he began")
    positions: int | None
    rostered: bool


class DutyList(Schema):
    """A page of duties."""

    items: list[DutyItem]
    next: str | None
    count: CountOut


class TrackState(Schema):
    """Whether the track is open to the viewer, and until when."""

    open: bool
    until: datetime | None


class VisitOut(Schema):
    """A point that was visited, from so many metres."""

    point: str
    at: datetime
    metres: int


class Stop(Schema):
    """A point of a route."""

    id: UUID
    place: int
    name: str
    lon: float
    lat: float
    within: int = Field(description="metres")


class StopOfDuty(Stop):
    """A point of the route of a duty, and whether it was visited."""

    visited: bool


class DutyOut(DutyItem):
    """A duty with its visits, the points of its route, and what may be done."""

    remarks: str
    own: bool
    track: TrackState
    visits: list[VisitOut]
    points: list[StopOfDuty]
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class TrackOut(Schema):
    """A feature (GeoJSON, RFC 7946): a line, a point where there is but one, or null; `times` has one moment for each of its points."""

    type: Literal["Feature"]
    id: UUID
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class RosterQuery(DutyQuery):
    """What the list is narrowed and sorted by; `from` and `to` are the days on which a line begins."""

    state: Literal["", "planned", "now", "over", "cancelled"] = ""  # type: ignore[assignment] # other states than those of a duty
    sort: str = "-since"


class RosterItem(Schema):
    """A line of a roster as lists show it."""

    id: UUID
    person: Named
    team: Named | None
    street: CodeName | None
    day: date
    since: datetime
    until: datetime
    route: Named | None
    state: Coded
    remarks: str


class RosterList(Schema):
    """A page of a roster."""

    items: list[RosterItem]
    next: str | None
    count: CountOut


class Stretch(Schema):
    """A duty in brief."""

    id: UUID
    begun_at: datetime
    ended_at: datetime | None


class RosterOut(RosterItem):
    """A line of the roster, with the duties that came of it."""

    cancelled_because: str
    duties: list[Stretch]
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class RouteQuery(Schema):
    """What the list is narrowed and sorted by."""

    q: str = Field("", max_length=100, description="words of the name")
    state: Literal["", "used", "retired"] = ""
    street: str = STREET
    sort: str = "-drawn_at"

    def filter(self) -> RouteFilter:
        """The filter that the query asks for."""
        return RouteFilter(self.q.strip(), self.state, path_of(self.street) if self.street else "")


class RouteItem(Schema):
    """A route as lists show it."""

    id: UUID
    name: str
    street: CodeName | None
    state: Coded
    points: int
    drawn_at: datetime


class RouteList(Schema):
    """A page of routes."""

    items: list[RouteItem]
    next: str | None
    count: CountOut


class RouteOut(RouteItem):
    """A route with its points and its boundary (GeoJSON)."""

    stops: list[Stop]
    boundary: dict[str, Any] | None
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class ConsentOut(Schema):
    """The consent that stands."""

    id: UUID
    given_at: datetime


class WatchOut(Schema):
    """An area whose positions the viewer opened to himself."""

    area_path: str
    until: datetime


class MyPatrol(Schema):
    """What somebody's own phone shows of his patrol."""

    consent: ConsentOut | None
    duty: DutyItem | None
    points: list[StopOfDuty]
    roster: list[RosterItem]
    watching: list[WatchOut]


class OnTheMap(Schema):
    """Where those on duty are, as features (GeoJSON, RFC 7946); `watching` says what the viewer opened to himself."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]
    watching: list[WatchOut]


class NearOut(Schema):
    """Somebody on duty, and how far away."""

    person: Named
    team: Named | None
    duty: UUID
    at: datetime
    metres: int


class NearestOut(Schema):
    """The nearest first."""

    items: list[NearOut]


class GridOut(CodeName):
    """A grid: for how many minutes somebody on duty was in it, when last, and whether it lay on a rostered route."""

    minutes: int
    last: datetime | None
    planned: bool


class CoverageOut(Schema):
    """Which grids were passed; `passed` of the `planned` ones tells how the plan was kept."""

    grids: list[GridOut]
    passed: int
    planned: int
    planned_passed: int
