"""Features: areas and public reports as GeoJSON, narrowed by box, time and property, page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains.town import START, Clock, Town, multiply
from tests.gateways.ogc.conftest import Map, holds
from tests.gateways.open311.door import Caller, Form, report_of
from tests.gateways.open311.test_reading import DONE, acted

from xuncheng.foundation.places.queries import areas


def around(point: dict[str, Any], by: float = 0.0005) -> str:
    """A small box around a point."""
    lon, lat = point["lon"], point["lat"]
    return f"{lon - by},{lat - by},{lon + by},{lat + by}"


def walked(maps: Map, name: str, **query: Any) -> list[str]:
    """The features of all pages, by their `next` links."""
    seen, page = [], maps.items(name, **query)
    while True:
        seen += [one["id"] for one in page["features"]]
        following = [one["href"] for one in page["links"] if one["rel"] == "next"]
        if not following:
            return seen
        parts = urlsplit(following[0])
        page = maps.http.get(f"{parts.path}?{parts.query}").json()  # type: ignore[attr-defined] # Django's test client adds it
        holds(page, "featureCollectionGeoJSON")


class TestAreas:
    """Areas are public knowledge."""

    def test_an_area_by_its_code(self, maps: Map, town: Town) -> None:
        code = "110199001"
        one = maps.read(f"/collections/areas/items/{code}", "featureGeoJSON")
        assert one["geometry"]["type"] == "MultiPolygon"
        assert (one["id"], one["properties"]["kind"], one["properties"]["within"]) == (
            code,
            "street",
            "110199",
        )
        assert [link["rel"] for link in one["links"]] == ["self", "collection"]

    def test_of_one_kind_and_page_by_page(self, maps: Map, town: Town) -> None:
        everything = sorted(area.code for area in areas())
        assert walked(maps, "areas", limit=2) == everything
        page = maps.items("areas", kind="street", limit=1)
        assert page["numberMatched"] == len([one for one in areas() if one.kind == "street"])
        assert page["features"][0]["properties"]["kind"] == "street"

    @pytest.mark.parametrize("by", [0.0005, 0])
    def test_those_that_a_box_touches(self, maps: Map, town: Town, by: float) -> None:
        """Also a box that is no more than a point."""
        found = maps.ids("areas", kind="street", bbox=around(town.a.point, by))
        assert found == ["110199001"]

    def test_a_box_across_the_antimeridian_and_one_with_heights(self, maps: Map, town: Town) -> None:
        assert maps.ids("areas", kind="street", bbox="179,39,116.2,41") == []
        lon, lat = town.a.point["lon"], town.a.point["lat"]
        assert maps.ids("areas", kind="street", bbox=f"170,{lat},{lon},{lat}") != []
        assert maps.ids("areas", kind="street", bbox=f"{lon},{lat},0,{lon},{lat},9") == ["110199001"]

    def test_they_have_no_time_and_fit_any(self, maps: Map, town: Town) -> None:
        assert maps.ids("areas", datetime="2001-01-01T00:00:00Z") == maps.ids("areas")


class TestReports:
    """Reports are shown as the Open311 door shows them to a stranger."""

    def test_a_report_by_its_number(self, maps: Map, town: Town, neighbour: Caller, stall: Form) -> None:
        number = neighbour.does(stall)
        one = maps.read(f"/collections/reports/items/{number}", "featureGeoJSON")
        assert one["geometry"] == {
            "type": "Point",
            "coordinates": pytest.approx([town.b.point["lon"], town.b.point["lat"]], abs=1e-6),
        }
        told = Caller().request(number)
        assert one["properties"] == {
            name: value
            for name, value in told.items()
            if name not in ("lat", "long", "address_id", "zipcode", "media_url")
        }

    def test_the_newest_first_page_by_page(self, maps: Map, town: Town, neighbour: Caller, litter: Form, clock: Clock) -> None:  # fmt: skip
        sent = []
        for _ in range(5):
            clock.pass_by(minutes=1)
            sent.append(neighbour.does(litter))
        found = walked(maps, "reports", limit=2)
        assert found[:5] == sent[::-1]
        assert len(found) == len(set(found))

    def test_in_a_box(self, maps: Map, town: Town, neighbour: Caller, litter: Form, stall: Form) -> None:
        here, there = neighbour.does(litter), neighbour.does(stall)
        unplaced = {name: value for name, value in litter.items() if name not in ("lat", "long")}
        nowhere = neighbour.does(unplaced | {"address_string": "某处"})
        found = maps.ids("reports", bbox=around(town.a.point))
        assert here in found
        assert there not in found
        assert nowhere in found  # as the standard asks: what has no geometry fits every box
        (one,) = [one for one in maps.items("reports")["features"] if one["id"] == nowhere]
        assert one["geometry"] is None

    def test_in_a_stretch_of_time(self, maps: Map, neighbour: Caller, litter: Form, clock: Clock) -> None:
        clock.pass_by(days=40)
        first = neighbour.does(litter)
        clock.pass_by(days=1)
        second = neighbour.does(litter)
        at = (START + timedelta(days=40)).isoformat()
        later = (START + timedelta(days=40, hours=1)).isoformat()
        for asked, known in (
            (at, {first}), (f"{at}/{later}", {first}), (f"{later}/..", {second}), (f"{later}/", {second}),
            (f"../{later}", {first}), (f"{at}/..", {first, second}),
        ):  # fmt: skip
            assert set(maps.ids("reports", datetime=asked)) & {first, second} == known, asked

    def test_of_one_state_or_service(self, maps: Map, town: Town, neighbour: Caller, litter: Form, stall: Form) -> None:  # fmt: skip
        done, waiting = neighbour.does(litter), neighbour.does(stall)
        acted(town, done, *DONE)
        assert done in maps.ids("reports", status="closed")
        assert waiting not in maps.ids("reports", status="closed")
        assert waiting in maps.ids("reports", status="open")
        assert done not in maps.ids("reports", status="open")
        assert done not in maps.ids("reports", service_code="SR-010")
        assert maps.ids("reports", service_code="NONE") == []


PERSONAL = (
    "张示例", "13800138000", "13900139000", "110101199003074514", "京A12345", "example.org", "tt222111", "123456", "501",
)  # fmt: skip


class TestWhatIsNotShown:
    """No more than the Open311 door shows, by any way into the door."""

    def _nowhere(self, maps: Map, town: Town, number: str) -> None:
        assert maps.refused(f"/collections/reports/items/{number}", 404)
        lon, lat = town.a.point["lon"], town.a.point["lat"]
        for query in ({}, {"bbox": f"{lon},{lat},{lon},{lat}"}, {"status": "open"}, {"status": "closed"}):
            assert number not in walked(maps, "reports", **query)

    def test_rejected(self, maps: Map, town: Town, neighbour: Caller, litter: Form) -> None:
        number = neighbour.does(litter)
        assert number in maps.ids("reports")
        acted(town, number, "reject")
        self._nowhere(maps, town, number)

    def test_withdrawn(self, maps: Map, town: Town, neighbour: Caller, litter: Form) -> None:
        number = neighbour.does(litter)
        town.dispatcher.does("report.withdraw", str(report_of(number).pk), text="已自行清理。")
        self._nowhere(maps, town, number)

    def test_private_services(self, maps: Map, town: Town, neighbour: Caller, litter: Form) -> None:
        self._nowhere(maps, town, neighbour.does(litter | {"service_code": "HW-009"}))

    def test_reports_from_other_sources(self, maps: Map, town: Town) -> None:
        made = town.dispatcher.does(
            "report.submit", text="巡查：路边有垃圾。", source="patrol", **town.a.point
        )
        self._nowhere(maps, town, made["object"]["number"])

    def test_persons(self, maps: Map, neighbour: Caller, stall: Form) -> None:
        words = "我是张示例，摊主车号京A12345，电话13900139000，身份证110101199003074514，a.b@example.org"
        number = neighbour.does(stall | {"description": words, "address_string": "示范小区3号楼2单元501室"})
        alone = maps.read(f"/collections/reports/items/{number}", "featureGeoJSON")
        (listed,) = [one for one in maps.items("reports", limit=1000)["features"] if one["id"] == number]
        for told in (str(alone), str(listed)):
            assert [word for word in PERSONAL if word in told.replace(number, "")] == []
        assert "张某" in alone["properties"]["description"]


@pytest.mark.parametrize("name", ["areas", "reports"])
def test_as_many_queries_for_one_as_for_fifty(maps: Map, neighbour: Caller, litter: Form, name: str) -> None:
    number = neighbour.does(litter)
    multiply(
        report_of(number),
        60,
        number=lambda at: f"{number}-{name}-{at}",
        submitted_at=lambda at: START - timedelta(minutes=at),
    )
    assert asked(maps, name, 1) == asked(maps, name, 50)
    assert asked(maps, name, 50) <= 7


def asked(maps: Map, name: str, limit: int) -> int:
    """How often the database is asked: the count of calls, the scope, the rows, their number, the names of the services."""
    maps.items(name, limit=limit)
    with CaptureQueriesContext(connection) as queries:
        maps.items(name, limit=limit)
    return len([one for one in queries if one["sql"] not in ("BEGIN", "COMMIT")])
