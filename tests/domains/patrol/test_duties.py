"""On duty and off duty by HTTP, with rosters: who may, what is refused, what the lists and pages show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.domains import patrols
from tests.domains.town import Person, Street, Town

from xuncheng.domains.patrol.jobs import end_forgotten

Hire = Callable[[Street], Person]


@pytest.fixture(autouse=True)
def _at_nine(clock: object) -> None:
    """The clock at its start."""


def test_somebody_goes_on_duty_and_off_duty(town: Town, hire: Hire) -> None:
    # Given an officer who is on no duty, when he goes on duty
    officer = hire(town.a)
    assert officer.get("/patrol/mine")["duty"] is None
    duty = patrols.begin(officer)
    # Then he and his colleagues see it, without positions: he agreed to none
    page = officer.get(f"/duties/{duty}")
    assert (page["state"]["code"], page["shares"], page["person"]["name"]) == ("on", False, officer.user.name)
    assert officer.get("/patrol/mine")["duty"]["id"] == duty
    on = {one["id"] for one in town.dispatcher.get("/duties", state="on", limit=200)["items"]}
    assert duty in on
    # And when he goes off duty, his entry says how many positions were kept
    town.clock.pass_by(hours=8)
    officer.does("duty.end", duty, remarks="正常交班")
    page = officer.get(f"/duties/{duty}")
    assert (page["state"]["code"], page["positions"], page["remarks"]) == ("over", 0, "正常交班")
    assert [one["act"] for one in page["timeline"]] == ["duty.begin", "duty.end"]


def test_nobody_is_on_duty_twice_nor_ends_what_is_over(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    duty = patrols.begin(officer)
    assert officer.refused("duty.begin")["code"] == "on_duty_already"
    officer.does("duty.end", duty)
    assert officer.refused("duty.end", duty)["code"] == "duty_over"


def test_nobody_ends_the_duty_of_another(town: Town, hire: Hire) -> None:
    duty = patrols.begin(hire(town.a))
    problem = town.officer.refused("duty.end", duty)
    assert (problem["code"], problem["status"]) == ("not_yours", 403)
    # To whom works in another street it is not there at all
    assert town.b.officers[0].refused("duty.end", duty)["status"] == 404
    assert town.b.officers[0].call("GET", f"/api/v1/duties/{duty}").status_code == 404


def test_a_duty_begun_offline_does_not_reach_into_an_earlier_one(town: Town, hire: Hire) -> None:
    # Given a duty from nine to five, when another one arrives that began at noon without a network
    officer = hire(town.a)
    duty = patrols.begin(officer)
    noon = town.clock.now + timedelta(hours=3)
    town.clock.pass_by(hours=8)
    officer.does("duty.end", duty)
    body = {"id": "01920000-0000-7000-8000-00000000d017", "at": noon.isoformat(), "input": {}}
    response: Any = officer.call("POST", "/api/v1/acts/duty.begin", body)
    # Then it is refused with the reason
    assert (response.status_code, response.json()["code"]) == (409, "duty_overlaps")


def test_a_citizen_goes_on_no_duty(town: Town) -> None:
    assert town.citizen.refused("duty.begin")["code"] == "no_grant"
    assert town.citizen.get("/duties")["items"] == []


def test_who_forgets_to_go_off_duty_is_taken_off(town: Town, hire: Hire) -> None:
    # Given a duty that began seventeen hours ago, and one of an hour
    forgetful, other = hire(town.a), hire(town.a)
    duty = patrols.begin(forgetful)
    town.clock.pass_by(hours=16)
    fresh = patrols.begin(other)
    town.clock.pass_by(hours=1)
    # When the sweep comes by, then only the first is over, by the program's hand
    assert end_forgotten(town.clock.now) >= 1
    page = forgetful.get(f"/duties/{duty}")
    assert page["state"]["code"] == "over"
    assert page["timeline"][-1]["actor"] == {"id": None, "name": "值守管理"}
    assert other.get(f"/duties/{fresh}")["state"]["code"] == "on"
    assert end_forgotten(town.clock.now) == 0


def test_a_roster_is_set_and_the_duty_is_for_it(town: Town, hire: Hire) -> None:
    # Given a line of the roster with a route from ten o'clock
    officer, route = hire(town.a), patrols.route(town, town.a)
    line = patrols.roster(town, officer, route=route)
    assert [one["id"] for one in officer.get("/patrol/mine")["roster"]] == [line]
    # When he goes on duty at nine, then it is for that line, on its route
    duty = officer.get(f"/duties/{patrols.begin(officer)}")
    assert (duty["rostered"], duty["route"]["id"]) == (True, route)
    assert [one["visited"] for one in duty["points"]] == [False, False]
    assert [one["id"] for one in town.head.get(f"/rosters/{line}")["duties"]] == [duty["id"]]


def test_nobody_is_rostered_twice_at_a_time_nor_for_a_time_that_is_none(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    line = patrols.roster(town, officer)
    since = town.clock.now + timedelta(hours=2)
    given = {"person": officer.key, "since": since, "until": since + timedelta(hours=1)}
    assert town.head.refused("roster.set", **given)["code"] == "roster_overlaps"
    for until in (since, since + timedelta(hours=25)):
        problem = town.head.refused("roster.set", **given | {"until": until})
        assert [one["field"] for one in problem["errors"]] == ["until"]
    past = {"since": since - timedelta(days=1), "until": since - timedelta(days=1, hours=-1)}
    assert [one["field"] for one in town.head.refused("roster.set", **given | past)["errors"]] == ["until"]
    # And once the line is cancelled the time is free again
    town.head.does("roster.cancel", line, reason="临时调休")
    assert town.head.refused("roster.cancel", line, reason="再次")["code"] == "roster_cancelled"
    town.head.does("roster.set", **given)


def test_a_roster_names_a_route_of_the_own_street_that_is_in_use(town: Town, hire: Hire) -> None:
    officer, elsewhere, retired = hire(town.a), patrols.route(town, town.b), patrols.route(town, town.a)
    town.head.does("route.retire", retired, reason="路线调整")
    assert town.head.refused("route.retire", retired, reason="再次")["code"] == "route_retired"
    since = town.clock.now + timedelta(hours=1)
    given = {"person": officer.key, "since": since, "until": since + timedelta(hours=8)}
    for route in (elsewhere, retired):
        problem = town.head.refused("roster.set", route=route, **given)
        assert [one["field"] for one in problem["errors"]] == ["route"]


def test_lists_are_narrowed_by_name_state_and_day(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    duty, line = patrols.begin(officer), patrols.roster(town, officer, hours=12)

    def found(path: str, **query: Any) -> set[str]:
        return {one["id"] for one in town.head.get(path, limit=200, **query)["items"]}

    today, name = town.clock.today.isoformat(), officer.user.name
    assert found("/duties", q=name) == {duty}
    assert duty in found("/duties", state="on", **{"from": today, "to": today})
    assert duty not in found("/duties", state="over")
    assert duty not in found("/duties", street=town.b.area.code)
    assert found("/rosters", q=name, state="planned") == {line}
    assert found("/rosters", q=name, state="now") == set()
    town.clock.pass_by(hours=13)
    assert found("/rosters", q=name, state="now") == {line}
    town.clock.pass_by(days=1)
    assert found("/rosters", q=name, state="over") == {line}


def test_the_list_as_a_file(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    patrols.begin(officer)
    response: Any = town.head.call("GET", f"/api/v1/duties/export?q={officer.user.name}")
    head, row = b"".join(response.streaming_content).decode("utf-8-sig").strip().splitlines()
    assert head.startswith("人员,执法队,街道,状态")
    assert row.startswith(f"{officer.user.name},甲街道执法队,甲街道,在岗")
