"""A district of 0.04° by 0.02° around Fuchengmen, cut into two streets, and rows to import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

import pytest

from xuncheng.foundation.places.commands import AreaFile, add_address, add_area, import_areas
from xuncheng.foundation.places.models import Area, AreaImport
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program

HOUSE = program("测试", {"area.add", "area.import", "address.add"})
WEST, SOUTH, EAST, NORTH = 116.34, 39.91, 116.38, 39.93
MIDDLE = 116.36


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as a GeoJSON Polygon."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def take_in(kind: Area.Kind, *rows: tuple[str, str, dict[str, Any] | None]) -> AreaImport:
    """Import rows of code, name and boundary as one act."""
    file = AreaFile(
        name="测试.geojson", kind=kind, rows=[AreaRow(code=c, name=n, geometry=g) for c, n, g in rows]
    )
    return import_areas(Deed(HOUSE), file)


@pytest.fixture
def blank(db: None, an_act: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """No area at all, in the one transaction of the test, which ends as if after an act."""
    yield
    with an_act():
        pass


@pytest.fixture
def importing(blank: None) -> Callable[..., AreaImport]:
    """`importing(kind, (code, name, boundary), …)` takes areas in as the house."""
    return take_in


@pytest.fixture
def mapped(blank: None) -> Sequence[Area]:
    """The district, its two streets, a community of the western one, and in it one grid."""
    take_in(Area.Kind.DISTRICT, ("110199", "示范区", box(WEST, SOUTH, EAST, NORTH)))
    take_in(
        Area.Kind.STREET,
        ("110199001", "阜成门街道", box(WEST, SOUTH, MIDDLE, NORTH)),
        ("110199002", "白塔寺街道", box(MIDDLE, SOUTH, EAST, NORTH)),
    )
    take_in(Area.Kind.COMMUNITY, ("110199001001", "文华里社区", box(WEST, SOUTH, 116.35, 39.92)))
    take_in(Area.Kind.GRID, ("110199001001001", "第001网格", box(WEST, SOUTH, 116.345, 39.915)))
    return list(Area.objects.all())


@pytest.fixture
def adding(mapped: Sequence[Area]) -> Callable[..., Any]:
    """`adding(name, lon, lat)` adds an address on the map."""
    return lambda *given: add_address(Deed(HOUSE), *given)


@pytest.fixture
def adding_area(mapped: Sequence[Area]) -> Callable[..., Area]:
    """`adding_area(code, name, boundary)` adds one area to the map."""
    return lambda *given: add_area(Deed(HOUSE), *given)
