"""The door itself: its documents, what it refuses, its rates; and made-up calls by its own description."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.domains.town import Town
from tests.gateways.ogc.conftest import Map, holds
from tests.gateways.open311.door import Caller, Form

from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor, Rate
from xuncheng.server.asgi import wsgi


def test_every_document_leads_to_the_next(maps: Map, town: Town) -> None:
    """Given the landing page alone, everything else is found by its links."""
    landing = maps.read("", "landingPage")
    assert maps.read("/", "landingPage") == landing
    links = {one["rel"]: one for one in landing["links"]}
    assert links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert follow(maps, links["service-desc"])["openapi"] == "3.0.3"
    holds(follow(maps, links["conformance"]), "confClasses")
    listed = follow(maps, links["data"])
    holds(listed, "collections")
    assert [one["id"] for one in listed["collections"]] == ["areas", "reports"]
    for one in listed["collections"]:
        rels = {link["rel"]: link for link in one["links"]}
        assert follow(maps, rels["self"]) == one
        holds(follow(maps, rels["items"]), "featureCollectionGeoJSON")
        west, south, east, north = one["extent"]["spatial"]["bbox"][0]
        assert west < town.a.point["lon"] < east
        assert south < town.a.point["lat"] < north


def follow(maps: Map, link: dict[str, Any]) -> Any:
    """What a link leads to; it is of the type that the link says."""
    response = maps.http.get(link["href"])
    assert response.status_code == 200, link
    assert response["Content-Type"] == link["type"]
    return response.json()  # type: ignore[attr-defined] # Django's test client adds it


def test_html_and_other_parts_are_not_claimed(maps: Map) -> None:
    claimed = maps.read("/conformance", "confClasses")["conformsTo"]
    assert {one.rpartition("/")[2] for one in claimed} == {"core", "oas30", "geojson"}


def test_it_speaks_english(town: Town) -> None:
    assert Map("en").read("/collections/reports", "collection")["title"] == "Public reports"
    assert Map("en").refused("/collections/x", 404) == "No such collection, or out of your scope"


ITEMS = "/collections/reports/items"


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/conformance", {"f": "html"}, "f：没有这个参数"),
        (ITEMS, {"kind": "street"}, "kind：没有这个参数"),
        (ITEMS, {"bbox": "1,2,3"}, "bbox：请填写四个数字"),
        (ITEMS, {"bbox": "116,40,117,39"}, "bbox：请填写四个数字"),
        (ITEMS, {"bbox": "nan,0,1,1"}, "bbox：请填写四个数字"),
        (ITEMS, {"bbox": "-181,0,1,1"}, "bbox：请填写四个数字"),
        (ITEMS, {"datetime": "yesterday"}, "datetime：请按 RFC 3339"),
        (ITEMS, {"datetime": "../.."}, "datetime：请按 RFC 3339"),
        (ITEMS, {"datetime": "2026-03-02T00:00:00Z/2026-03-01T00:00:00Z"}, "datetime：请按 RFC 3339"),
        (ITEMS, {"datetime": "2026-13-02T00:00:00Z"}, "datetime：请按 RFC 3339"),
        (ITEMS, {"limit": "0"}, "limit：请填写 1 至 1000"),
        (ITEMS, {"limit": "many"}, "limit：请填写 1 至 1000"),
        (ITEMS, {"limit": ["1", "2"]}, "limit：只能出现一次"),
        (ITEMS, {"cursor": "x"}, "cursor：分页游标无效"),
        (ITEMS, {"status": "lost"}, "status：请从规定的取值"),
        ("/collections/areas/items", {"kind": "planet"}, "kind：请从规定的取值"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(maps: Map, town: Town, path: str, query: dict[str, Any], said: str) -> None:  # fmt: skip
    assert maps.refused(path, 400, **query).startswith(said)


def test_a_limit_above_the_highest_is_the_highest(maps: Map, town: Town) -> None:
    assert maps.items("areas", limit=1_000_000)["numberReturned"] <= 1000


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/collections/x",
        "/collections/x/items",
        "/collections/areas/items/1",
        "/collections/reports/items/%00",
    ],
)
def test_what_there_is_not(maps: Map, town: Town, path: str) -> None:
    assert maps.refused(path, 404)


def test_it_is_read_alone(maps: Map, town: Town) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(maps.http, method)("/ogc/collections/areas/items")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
        holds(response.json(), "exception")
    head = maps.http.head("/ogc/collections/areas")
    assert (head.status_code, head.content) == (200, b"")


def test_without_an_open_door_there_is_none(
    maps: Map, town: Town, locality: Locality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=None))
    for path in ("", "/collections", "/collections/areas/items", "/collections/reports/items"):
        assert maps.refused(path, 404) == "本地未开放该接口"


def test_calls_are_counted_together_with_those_of_open311(
    maps: Map, locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates = dict(door.rates) | {"read_without_key": Rate(2, 60)}
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, rates=rates)))
    maps.read("", "landingPage")
    assert Caller().get("services.json").status_code == 200
    assert maps.refused("/collections", 429).startswith("调用过于频繁")
    assert int(maps.get("/collections")["Retry-After"]) <= 60


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROUTES = (
    "/", "/api", "/conformance", "/collections", "/collections/areas", "/collections/areas/items", "/collections/areas/items/{featureId}",
    "/collections/reports", "/collections/reports/items", "/collections/reports/items/{featureId}",
)  # fmt: skip


@pytest.fixture
def unhurried(locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody calls too often here."""
    rates = dict.fromkeys(door.rates, Rate(100_000, 60))
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, rates=rates)))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.usefixtures("unhurried")
def test_calls_made_up_are_answered_as_it_says(maps: Map, neighbour: Caller, litter: Form, route: str) -> None:  # fmt: skip
    """Some sixty calls of each route; half of them name a feature that there is."""
    document = maps.get("/api").json()  # type: ignore[attr-defined] # Django's test client adds it
    assert set(document["paths"]) == set(ROUTES)
    described = schemathesis.openapi.from_dict(document)
    described.app = wsgi
    known = neighbour.does(litter) if "reports" in route else "110199001"
    (operation,) = (one.ok() for one in described.get_all_operations() if one.ok().path == route)
    seen: set[int] = set()

    @hypothesis(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy(), good=st.booleans())
    def call(case: Any, good: bool) -> None:
        if good:
            case.query = {}
            case.path_parameters |= dict.fromkeys(case.path_parameters, known)
        seen.add(case.call_and_validate(checks=CHECKS).status_code)

    call()
    assert 200 in seen
