from collections.abc import Callable
from typing import Any

import pytest

from xuncheng.foundation.places.models import Address
from xuncheng.foundation.places.queries import search_addresses
from xuncheng.foundation.trail.refusal import Refused

Adding = Callable[[str, float, float], Address]


@pytest.fixture
def places(adding: Adding) -> None:
    adding("阜成门地铁站", 116.342, 39.912)
    adding("地铁站广场", 116.355, 39.925)
    adding("妙应寺白塔", 116.37, 39.925)


def test_an_address_lies_in_the_smallest_area_around_it(adding: Adding) -> None:
    assert adding("阜成门地铁站", 116.342, 39.912).area_path == "110199.001.001.0001."


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("地铁站", ["地铁站广场", "阜成门地铁站"]),
        (" 白塔 ", ["妙应寺白塔"]),
        ("阜城门地铁站", ["阜成门地铁站"]),
        ("%", []),
        ("天安门", []),
        ("", []),
    ],
)
def test_addresses_are_found_by_part_of_the_name_or_likeness(
    places: None, typed: str, found: list[str]
) -> None:
    assert [address.name for address in search_addresses(typed)] == found


def test_the_same_name_in_the_same_area_is_refused(adding: Adding) -> None:
    adding("公共厕所", 116.342, 39.912)
    adding("公共厕所", 116.37, 39.925)
    with pytest.raises(Refused, match="address_exists"):
        adding("公共厕所", 116.343, 39.913)


def test_a_place_outside_the_map_is_refused(adding: Adding) -> None:
    with pytest.raises(Refused) as refused:
        adding("上海站", 121.45, 31.25)
    assert refused.value.code == "invalid_input"


def test_the_index_of_trigrams_serves_the_search(places: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        search_addresses("地铁站")
