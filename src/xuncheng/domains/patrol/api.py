"""HTTP for patrols: positions in and out, duties with their tracks, rosters, routes, coverage."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from xuncheng.domains.patrol.page import duty_page, my_patrol, roster_page, route_page
from xuncheng.domains.patrol.queries import duties, positions, routes, tracks
from xuncheng.domains.patrol.schemas import (
    CoverageOut,
    DutyList,
    DutyOut,
    DutyQuery,
    Lat,
    Lon,
    MyPatrol,
    NearestOut,
    OnTheMap,
    PositionsIn,
    RosterList,
    RosterOut,
    RosterQuery,
    RouteList,
    RouteOut,
    RouteQuery,
    TakenOut,
    TrackOut,
)
from xuncheng.domains.patrol.taking_in import Given, take_in
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, with_streets
from xuncheng.foundation.people.registers import Register, add_register, entry
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.schemas import Day
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

router = Router(tags=["patrol"])

DUTY = Text("该次上岗", "duty")
MOST_ON_MAP = 5000
LONGEST = timedelta(days=31)
"""How many days of tracks are looked through at once."""


@router.post("/positions", response=TakenOut, summary="Send my positions")
def send_positions(request: ViewerRequest, body: PositionsIn) -> dict[str, int]:
    """Keep the caller's own positions, as far as he was on duty at each moment and agrees to it. Others are stored nowhere."""
    given = [Given(one.at, one.lon, one.lat, one.accuracy) for one in body.positions]
    taken = take_in(request.viewer, given)
    return {"kept": taken.kept, "known": taken.known, "dropped": taken.dropped}


@router.get("/positions", response=OnTheMap, summary="Where those on duty are")
def show_positions(request: ViewerRequest) -> dict[str, Any]:
    """Those on duty, in the areas that the viewer opened to himself by `position.see`, and himself."""
    with reading(request.viewer):
        found = positions.latest_readable_by(request.viewer).order_by("person")[:MOST_ON_MAP]
        features = [positions.feature(one) for one in found]
        watching = [
            {"area_path": path, "until": until} for path, until in positions.watched(request.viewer).items()
        ]
    return {"type": "FeatureCollection", "features": features, "watching": watching}


@router.get("/positions/nearest", response=NearestOut, summary="Who on duty is nearest")
def show_nearest(
    request: ViewerRequest,
    lon: Lon,
    lat: Lat,
    free: bool = True,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> dict[str, Any]:
    """The nearest of those whose positions the viewer sees; `free`: only those whom no report waits for."""
    with reading(request.viewer):
        found = positions.nearest(request.viewer, lon, lat, free=free, most=limit)
        return {"items": [positions.near_item(one) for one in found]}


@router.get("/patrol/mine", response=MyPatrol, summary="My patrol")
def show_mine(request: ViewerRequest) -> dict[str, Any]:
    """Whether the viewer agreed to positions, the duty that he is on with its points, his roster to come."""
    with reading(request.viewer):
        return my_patrol(request.viewer)


@router.get("/patrol/coverage", response=CoverageOut, summary="Which grids were passed")
def show_coverage(
    request: ViewerRequest,
    street: Annotated[
        str, Query(pattern=r"^[0-9]{6}([0-9]{3})?$", description="code of the street or district")
    ],
    since: Annotated[Day, Query(alias="from")],
    until: Annotated[Day, Query(alias="to")],
) -> dict[str, Any]:
    """The grids of an area, by the tracks of some days: for how long they were patrolled, and whether that was planned. It names nobody."""
    if not timedelta(0) <= until - since < LONGEST:
        raise invalid(FieldError("to", Text("时间范围应为1至31天", "From 1 to 31 days")))
    with reading(request.viewer):
        grids = list(tracks.coverage(request.viewer, path_of(street), since, until))
    return {
        "grids": grids, "passed": sum(one.minutes > 0 for one in grids), "planned": sum(one.planned for one in grids),
        "planned_passed": sum(one.planned and one.minutes > 0 for one in grids),
    }  # fmt: skip


DUTIES = Listing(
    name="duties", title="Duties", about="Who is and was on duty in the viewer's areas, the newest first",
    query=DutyQuery, page=DutyList, sortings=duties.SORTINGS, shown=with_streets(duties.item),
    found=lambda viewer, query: duties.matching(viewer, query.filter()),
    columns=(
        Column("人员", "Person", "person.name"),
        Column("执法队", "Team", "team.name"),
        Column("街道", "Street", "street"),
        Column("状态", "State", "state"),
        Column("上岗时间", "On duty since", "begun_at"),
        Column("下岗时间", "Until", "ended_at"),
        Column("巡查路线", "Route", "route.name"),
        Column("定位", "Positions are kept", "shares"),
        Column("定位数", "Positions", "positions"),
        Column("按排班", "By roster", "rostered"),
    ),
)  # fmt: skip
add_register(router, Register(DUTIES, "duty", DUTY, DutyOut, duties.readable_by, duty_page))


@router.get("/duties/{uuid:key}/track", response=TrackOut, summary="The track of a duty")
def show_track(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """The track of one duty as GeoJSON: one's own, or another's after `track.look`."""
    with reading(request.viewer):
        return tracks.track_of(request.viewer, entry(duties.readable_by, request.viewer, key, DUTY))


ROSTERS = Listing(
    name="rosters", title="Rosters", about="Who is to be on duty in the viewer's areas, the latest first",
    query=RosterQuery, page=RosterList, sortings=duties.ROSTER_SORTINGS, shown=with_streets(duties.roster_item),
    found=lambda viewer, query: duties.rosters_matching(viewer, query.filter()),
    columns=(
        Column("日期", "Day", "day"),
        Column("人员", "Person", "person.name"),
        Column("执法队", "Team", "team.name"),
        Column("街道", "Street", "street"),
        Column("开始时间", "From", "since"),
        Column("结束时间", "Until", "until"),
        Column("巡查路线", "Route", "route.name"),
        Column("状态", "State", "state"),
        Column("备注", "Remarks", "remarks"),
    ),
)  # fmt: skip
add_register(
    router,
    Register(
        ROSTERS,
        "roster",
        Text("该排班", "line of a roster"),
        RosterOut,
        duties.rosters_readable_by,
        roster_page,
    ),
)

ROUTES = Listing(
    name="patrol-routes", title="Routes", about="Routes of the viewer's areas, the newest first",
    query=RouteQuery, page=RouteList, sortings=routes.SORTINGS, shown=with_streets(routes.item),
    found=lambda viewer, query: routes.matching(viewer, query.filter()),
    columns=(
        Column("名称", "Name", "name"),
        Column("街道", "Street", "street"),
        Column("状态", "State", "state"),
        Column("打卡点数", "Points", "points"),
        Column("绘制时间", "Drawn at", "drawn_at"),
    ),
)  # fmt: skip
add_register(
    router,
    Register(ROUTES, "patrol_route", Text("该巡查路线", "route"), RouteOut, routes.readable_by, route_page),
)
