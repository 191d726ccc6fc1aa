"""Patrols as the tests of the whole API need them: one of each in a street, and then fifty more."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.domains import patrols
from tests.domains.patrol import many
from tests.domains.town import HOUSE, Person, Street, Town, multiply

from xuncheng.domains.patrol.models import Duty, RosterLine, Route, RoutePoint, Visit
from xuncheng.foundation.trail.scope import reading


def patrolled(town: Town, street: Street, sign: str, walker: Person | None = None) -> dict[str, str]:
    """Somebody is on duty on a route of the street, by the roster, where the head sees him; the keys of all that."""
    officer = walker or street.officers[0]
    route = patrols.route(town, street, f"{sign}路线")
    roster = patrols.roster(town, officer, route=route)
    consent, duty = patrols.agree(officer), patrols.begin(officer)
    patrols.send(officer, patrols.at(town.clock.now, street))
    point = officer.get(f"/duties/{duty}")["points"][0]
    place = [point["lon"], point["lat"]]
    body = {"id": str(uuid4()), "place": place, "input": {"point": point["id"]}}
    assert officer.call("POST", "/api/v1/acts/point.visit", body).status_code == 200
    patrols.see(town.head, street)
    return {"route": route, "route_point": point["id"], "roster": roster, "consent": consent, "duty": duty}


def walked_by(town: Town, street: Street, reader: Person) -> dict[str, str]:
    """The same by the hands of a reader, who also sees who is where."""
    keys = patrolled(town, street, "甲", reader)
    patrols.see(reader, street)
    return keys


def more_patrols(town: Town, street: Street, keys: dict[str, str], walker: Person, times: int) -> None:
    """More of everything: routes and points, lines of the roster and duties for the first, visits, people on the map."""
    with reading(HOUSE):
        duty, line = Duty.objects.get(pk=keys["duty"]), RosterLine.objects.get(pk=keys["roster"])
        route, point = Route.objects.get(pk=keys["route"]), RoutePoint.objects.get(pk=keys["route_point"])
        visit = Visit.objects.get(duty=duty)
    multiply(route, times)
    multiply(point, times, place=lambda at: at + 10)
    days = {
        name: lambda at, hours=hours: duty.begun_at - timedelta(days=at + 2, hours=hours)
        for name, hours in {"begun_at": 8, "ended_at": 0}.items()
    }
    multiply(duty, times, **days)
    stretch = {
        name: lambda at, moment=moment: moment + timedelta(days=at + 2)
        for name, moment in {"since": line.since, "until": line.until}.items()
    }
    multiply(line, times, **stretch)
    multiply(visit, times)
    many.on_duty(town, times)
    town.clock.pass_by(minutes=2)
    now = town.clock.now
    patrols.send(walker, *(patrols.at(now - timedelta(seconds=at), street) for at in range(times)))
