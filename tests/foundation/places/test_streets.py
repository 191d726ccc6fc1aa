from __future__ import annotations

from django.db.models import Q

from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.viewer import ANONYMOUS, Grant, Viewer

NOTHING = Q(pk__in=())


def _reader(*paths: str) -> Viewer:
    return Viewer(id=None, grants=tuple(Grant("officer", frozenset(), path) for path in paths))


def test_whole_streets_are_found_by_equality() -> None:
    found = in_streets(_reader("110199.001.", "110199.003."))
    assert found == NOTHING | Q(street="110199.001.") | Q(street="110199.003.")


def test_a_community_is_a_part_of_its_street() -> None:
    found = in_streets(_reader("110199.003.002."))
    assert found == NOTHING | (Q(street="110199.003.") & Q(area_path__begins="110199.003.002."))


def test_a_district_is_one_prefix() -> None:
    assert in_streets(_reader("110199.")) == Q(area_path__begins="110199.")


def test_who_sees_no_area_finds_nothing() -> None:
    assert in_streets(ANONYMOUS) == NOTHING
