"""Routes, visits and the tracks of duties by HTTP; who left his route; which grids were passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.domains import patrols
from tests.domains.town import HOUSE, Person, Street, Town

from xuncheng.domains.patrol.jobs import watch_fences
from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.places.commands import AreaFile, import_areas
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed

Hire = Callable[[Street], Person]


@pytest.fixture(autouse=True)
def _at_nine(clock: object) -> None:
    """The clock at its start."""


def visits(person: Person, point: str, place: tuple[float, float] | None, **given: Any) -> Any:
    """He says at a place that he is at a point."""
    body = {"id": str(uuid4()), "place": place, "input": {"point": point} | given}
    return person.call("POST", "/api/v1/acts/point.visit", body)


def walking(town: Town, officer: Person, street: Street) -> tuple[str, str, list[dict[str, Any]]]:
    """He is on duty on a route and shares his positions: the route, the duty, the points."""
    route = patrols.route(town, street)
    patrols.agree(officer)
    duty = patrols.begin(officer, route=route)
    return route, duty, officer.get(f"/duties/{duty}")["points"]


# --- visiting -----------------------------------------------------------------------------------------------


def test_a_point_is_visited_from_nearby_and_refused_with_the_distance(town: Town, hire: Hire) -> None:
    # Given an officer on duty on a route of two points, a hundred and fifty metres from the second
    officer = hire(town.a)
    _, duty, (east, west) = walking(town, officer, town.a)
    response = visits(officer, west["id"], (west["lon"] + 0.00176, west["lat"]))
    # Then he is told by how much he misses it
    assert (response.status_code, response.json()["code"]) == (409, "too_far")
    assert "还差100米（50米内可打卡）" in response.json()["title_zh"]
    # And at the first he is near enough
    assert visits(officer, east["id"], (east["lon"] + 0.0005, east["lat"])).status_code == 200
    page = officer.get(f"/duties/{duty}")
    assert [(one["point"], one["metres"]) for one in page["visits"]] == [("示范路巡查线东口", 43)]
    assert [one["visited"] for one in page["points"]] == [True, False]


def test_a_poor_signal_does_not_visit_from_afar(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    _, _, (_, west) = walking(town, officer, town.a)
    away = (west["lon"] + 0.00176, west["lat"])
    assert visits(officer, west["id"], away, accuracy=5000).json()["code"] == "too_far"
    assert visits(officer, west["id"], (west["lon"] + 0.0011, west["lat"]), accuracy=5000).status_code == 200


def test_off_duty_and_without_a_place_nothing_is_visited(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    _, duty, (east, _) = walking(town, officer, town.a)
    problem = visits(officer, east["id"], None).json()
    assert [one["field"] for one in problem["errors"]] == ["place"]
    officer.does("duty.end", duty)
    assert visits(officer, east["id"], (east["lon"], east["lat"])).json()["code"] == "off_duty"


def test_points_of_another_street_are_not_there(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    walking(town, officer, town.a)
    theirs = town.head.get(f"/patrol-routes/{patrols.route(town, town.b)}")
    point = theirs["stops"][0]
    response = visits(officer, point["id"], (point["lon"], point["lat"]))
    assert [one["field"] for one in response.json()["errors"]] == ["point"]
    assert officer.call("GET", f"/api/v1/patrol-routes/{theirs['id']}").status_code == 404


def test_a_route_lies_in_its_own_area(town: Town) -> None:
    points = [{"name": "他街道的点", **town.b.point}]
    problem = town.head.refused("route.draw", name="越界路线", points=points, area_path=town.a.area.path)
    assert [one["field"] for one in problem["errors"]] == ["points.0"]
    line = {"type": "LineString", "coordinates": [[116.35, 39.92], [116.36, 39.92]]}
    points = [{"name": "口", **town.a.point}]
    problem = town.head.refused(
        "route.draw", name="非面", points=points, boundary=line, area_path=town.a.area.path
    )
    assert [one["field"] for one in problem["errors"]] == ["boundary"]


def test_the_page_of_a_route_has_its_points_and_its_shape(town: Town) -> None:
    route = patrols.route(town, town.a, "滨河路巡查线")
    page = town.officer.get(f"/patrol-routes/{route}")
    assert [(one["place"], one["within"]) for one in page["stops"]] == [(1, 100), (2, 50)]
    assert page["boundary"]["type"] == "MultiPolygon"
    assert page["possible_acts"] == []
    assert [one["name"] for one in town.head.get(f"/patrol-routes/{route}")["possible_acts"]] == [
        "route.retire"
    ]
    listed = town.officer.get("/patrol-routes", q="滨河路", state="used")["items"]
    assert [(one["id"], one["points"]) for one in listed] == [(route, 2)]


# --- tracks -------------------------------------------------------------------------------------------------


def test_a_track_is_ones_own_and_another_s_after_saying_why(town: Town, hire: Hire) -> None:
    # Given a track of three points
    officer = hire(town.a)
    _, duty, _ = walking(town, officer, town.a)
    start = town.clock.now
    town.clock.pass_by(minutes=2)
    patrols.send(officer, *(patrols.at(start + timedelta(minutes=m), town.a, m / 1000) for m in (2, 0, 1)))
    track = officer.get(f"/duties/{duty}/track")
    assert [one[0] for one in track["geometry"]["coordinates"]] == pytest.approx(
        [town.a.point["lon"] + m / 1000 for m in (0, 1, 2)]
    )
    assert len(track["properties"]["times"]) == track["properties"]["count"] == 3
    # When the head asks for it, then he says why first, and for half an hour it is open to him
    shut: Any = town.head.call("GET", f"/api/v1/duties/{duty}/track")
    assert (shut.status_code, shut.json()["code"]) == (403, "track_closed")
    assert town.head.get(f"/duties/{duty}")["track"] == {"open": False, "until": None}
    town.head.does("track.look", duty, reason="核实投诉反映的时段")
    assert town.head.get(f"/duties/{duty}/track")["properties"]["count"] == 3
    town.clock.pass_by(minutes=31)
    assert town.head.call("GET", f"/api/v1/duties/{duty}/track").status_code == 403
    # And he whose track it is reads who looked, and why
    looked = officer.get(f"/duties/{duty}")["timeline"][-1]
    assert (looked["act"], looked["actor"]["name"], looked["summary"]) == (
        "track.look", "赵局长", "核实投诉反映的时段",
    )  # fmt: skip


def test_a_colleague_may_not_look(town: Town, hire: Hire) -> None:
    officer, colleague = hire(town.a), hire(town.a)
    _, duty, _ = walking(town, officer, town.a)
    assert colleague.refused("track.look", duty, reason="好奇")["code"] == "no_grant"
    assert colleague.call("GET", f"/api/v1/duties/{duty}/track").status_code == 403
    assert town.b.officers[0].call("GET", f"/api/v1/duties/{duty}/track").status_code == 404


def test_a_long_track_is_thinned_for_the_screen(
    town: Town, hire: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = hire(town.a)
    _, duty, _ = walking(town, officer, town.a)
    start = town.clock.now
    town.clock.pass_by(minutes=10)
    patrols.send(officer, *(patrols.at(start + timedelta(seconds=s), town.a, s / 1e6) for s in range(100)))
    monkeypatch.setattr("xuncheng.domains.patrol.queries.tracks.SHOWN", 10)
    track = officer.get(f"/duties/{duty}/track")
    times = track["properties"]["times"]
    assert (track["properties"]["count"], len(times)) == (100, 11)
    assert times[-1].startswith((start + timedelta(seconds=99)).astimezone().isoformat()[:10])


# --- leaving one's route ------------------------------------------------------------------------------------


def told(person: Person) -> int:
    return Notification.objects.filter(recipient=person.user, title_zh__contains="离开巡查路线").count()


def test_leaving_the_route_is_told_once_each_time(town: Town, hire: Hire) -> None:
    # Given an officer on his route
    officer = hire(town.a)
    walking(town, officer, town.a)
    before = told(town.head)
    patrols.send(officer, patrols.at(town.clock.now, town.a))
    watch_fences(town.clock.now)
    assert told(town.head) == before
    # When he leaves it and stays away, then his head is told once
    for _ in range(2):
        town.clock.pass_by(minutes=1)
        patrols.send(officer, patrols.at(town.clock.now, town.a, 0.008))
        watch_fences(town.clock.now)
    assert told(town.head) == before + 1
    # And again when he was back and leaves anew
    for east in (0.0, 0.008):
        town.clock.pass_by(minutes=1)
        patrols.send(officer, patrols.at(town.clock.now, town.a, east))
        watch_fences(town.clock.now)
    assert told(town.head) == before + 2
    (mine,) = officer.get("/positions")["features"]
    assert mine["properties"]["outside_since"]


# --- coverage -----------------------------------------------------------------------------------------------


def test_coverage_says_which_grids_were_passed_and_names_nobody(town: Town, hire: Hire) -> None:
    # Given two grids in the street, of which one lies on a route that is rostered
    lon, lat, code = town.a.point["lon"], town.a.point["lat"], town.a.area.code
    rows = [
        AreaRow(code=f"{code}001001", name="网格一", geometry=_square(lon, lat)),
        AreaRow(code=f"{code}001002", name="网格二", geometry=_square(lon - 0.009, lat)),
    ]
    community = AreaRow(code=f"{code}001", name="示范社区", geometry=_square(lon - 0.004, lat, 0.009))
    import_areas(Deed(HOUSE), AreaFile(name="社区.geojson", kind=Area.Kind.COMMUNITY, rows=[community]))
    import_areas(Deed(HOUSE), AreaFile(name="网格.geojson", kind=Area.Kind.GRID, rows=rows))
    officer = hire(town.a)
    route, _, _ = walking(town, officer, town.a)
    patrols.roster(town, officer, route=route)
    start = town.clock.now
    town.clock.pass_by(minutes=3)
    patrols.send(officer, *(patrols.at(start + timedelta(seconds=s), town.a) for s in range(0, 180, 30)))
    # When the day is asked for
    today = town.clock.today.isoformat()
    found = town.head.get("/patrol/coverage", street=code, **{"from": today, "to": today})
    # Then the grid in which he was is passed for three minutes, and it was planned
    by_name = {one["name"]: (one["minutes"] > 2, one["planned"]) for one in found["grids"]}
    assert by_name == {"网格一": (True, True), "网格二": (False, False)}
    assert (found["planned"], found["planned_passed"]) == (1, 1)
    assert officer.user.name not in str(found)
    # And of another street an officer sees nothing; a stretch of more than a month is refused
    theirs = town.officer.get("/patrol/coverage", street=town.b.area.code, **{"from": today, "to": today})
    assert theirs["grids"] == []
    wide = town.head.call("GET", f"/api/v1/patrol/coverage?street={code}&from=2026-01-01&to=2026-03-01")
    assert wide.status_code == 422


def _square(lon: float, lat: float, half: float = 0.004) -> dict[str, Any]:
    west, south, east, north = lon - half, lat - half, lon + half, lat + half
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }
