from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import pytest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI
from pytest_django import Settings

from xuncheng.foundation.places.api import router
from xuncheng.foundation.places.models import Address, Area


class Urls:
    """The doors of places, on their own."""

    api = NinjaAPI(urls_namespace="places-tests")
    urlpatterns: ClassVar[list[Any]] = []


Urls.api.add_router("", router)
Urls.urlpatterns = [path("api/v1/", Urls.api.urls)]


@pytest.fixture
def get(settings: Settings) -> Callable[[str], Any]:
    settings.ROOT_URLCONF = Urls
    return lambda address: Client().get(f"/api/v1/places/{address}")


def test_streets_are_listed_by_code(mapped: Sequence[Area], get: Callable[[str], Any]) -> None:
    assert get("streets").json() == {
        "items": [{"code": "110199001", "name": "阜成门街道"}, {"code": "110199002", "name": "白塔寺街道"}]
    }


def test_areas_come_as_a_list_or_as_a_map(mapped: Sequence[Area], get: Callable[[str], Any]) -> None:
    assert [item["name"] for item in get("areas?kind=community").json()["items"]] == ["文华里社区"]
    answer = get("areas?kind=street&geometry=true")
    assert answer["Content-Type"] == "application/geo+json"
    first = answer.json()["features"][0]
    assert (first["id"], first["geometry"]["type"]) == ("110199001", "MultiPolygon")


def test_a_point_is_looked_up(mapped: Sequence[Area], get: Callable[[str], Any]) -> None:
    answer = get("at?lon=116.342&lat=39.912").json()
    assert answer["area"]["code"] == "110199001001001"
    assert [area["kind"] for area in answer["line"]] == ["district", "street", "community", "grid"]
    assert get("at?lon=0&lat=0").json() == {"area": None, "line": []}


@pytest.mark.parametrize("wrong", ["at?lon=1e72&lat=0", "at?lon=nan&lat=0", "at?lon=0", "areas?kind=planet"])
def test_what_is_no_question_is_answered_with_422(
    mapped: Sequence[Area], get: Callable[[str], Any], wrong: str
) -> None:
    assert get(wrong).status_code == 422


def test_addresses_are_searched(adding: Callable[..., Address], get: Callable[[str], Any]) -> None:
    adding("阜成门地铁站", 116.342, 39.912)
    found = get("addresses?q=阜成门").json()["items"]
    assert [(item["name"], item["point"]) for item in found] == [("阜成门地铁站", [116.342, 39.912])]
