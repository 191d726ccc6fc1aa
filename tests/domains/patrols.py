"""A patrol as tests need it: an officer on duty who agreed to positions, a route with two points, a roster."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.domains.town import Person, Street, Town


def box(street: Street, side: float = 0.004) -> dict[str, Any]:
    """A square around the middle of the street, some hundred metres wide."""
    lon, lat = street.point["lon"], street.point["lat"]
    west, south, east, north = lon - side, lat - side, lon + side, lat + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def route(town: Town, street: Street, name: str = "示范路巡查线") -> str:
    """A route with two points in the street; its key."""
    lon, lat = street.point["lon"], street.point["lat"]
    points = [
        {"name": f"{name}东口", "lon": lon, "lat": lat},
        {"name": f"{name}西口", "lon": lon - 0.003, "lat": lat, "within": 50},
    ]
    return town.head.does(
        "route.draw", name=name, points=points, boundary=box(street), area_path=street.area.path
    )["result"]


def agree(person: Person) -> str:
    """He agrees to positions; the key of his consent."""
    return person.does("position.consent")["result"]


def begin(person: Person, **given: Any) -> str:
    """He goes on duty; the key of the duty."""
    return person.does("duty.begin", **given)["result"]


def roster(town: Town, person: Person, hours: float = 1, **given: Any) -> str:
    """He is to be on duty for eight hours, from so many hours on; the key of the line."""
    since = town.clock.now + timedelta(hours=hours)
    about = {"person": person.key, "since": since, "until": since + timedelta(hours=8)} | given
    return town.head.does("roster.set", **about)["result"]


def at(moment: datetime, street: Street, east: float = 0.0) -> dict[str, Any]:
    """A position in the street, so many degrees east of its middle."""
    return {
        "at": moment.isoformat(), "lon": street.point["lon"] + east, "lat": street.point["lat"], "accuracy": 8.0,
    }  # fmt: skip


def send(person: Person, *positions: dict[str, Any]) -> dict[str, int]:
    """He sends positions; what became of them."""
    response: Any = person.call("POST", "/api/v1/positions", {"positions": list(positions)})
    assert response.status_code == 200, response.content.decode()
    answer: dict[str, int] = response.json()
    return answer


def see(person: Person, street: Street) -> dict[str, Any]:
    """He opens the positions of a street to himself, and what he then sees."""
    person.does("position.see", reason="早班调度", area_path=street.area.path)
    seen: dict[str, Any] = person.get("/positions")
    return seen
