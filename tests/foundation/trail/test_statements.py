"""Rows are read, locked and written by statements that are put together once, and are what the ORM would give."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.statements import change, fetch, lock

SQUARE = MultiPolygon(Polygon.from_bbox((116.3, 39.9, 116.4, 40.0)), srid=4326)


def test_rows_come_by_their_keys_as_far_as_there_are_any(district: Any) -> None:
    area, strange = district.street_a.area, uuid4()
    found = fetch(Area, [area.pk, strange])
    assert found == {area.pk: area}
    assert (found[area.pk].code, found[area.pk].path) == (area.code, area.path)


def test_a_row_is_locked_and_read_by_one_statement(district: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        locked = lock(Area, district.street_a.area.pk)
    assert locked == district.street_a.area
    assert [one["sql"].endswith('FOR UPDATE OF "places_area"') for one in asked] == [True]
    assert lock(Area, uuid4()) is None


def test_a_change_names_its_columns_and_nothing_else(district: Any) -> None:
    area = district.street_a.area
    area.name = "丙街道"
    statement, parameters = change(area, ["name", "geometry"])
    assert statement == 'UPDATE "places_area" SET "name" = %s, "geometry" = %s WHERE "id" = %s'
    assert (parameters[0], parameters[-1]) == ("丙街道", area.pk)


def test_geometries_are_read_in_every_thread(committed: Any, an_act: Any) -> None:
    # Given an area with a shape
    with an_act(committed.area.path):
        Area.objects.filter(pk=committed.area.pk).update(geometry=SQUARE)

    # When one thread after the other reads it, each for the first time
    def centre(_: int) -> Point:
        try:
            with reading(committed.house):
                return fetch(Area, [UUID(str(committed.area.pk))])[committed.area.pk].geometry.centroid
        finally:
            connection.close()

    found = []
    for number in range(3):
        with ThreadPoolExecutor(1) as pool:
            found += list(pool.map(centre, [number]))
    # Then all see the same
    assert {(round(one.x, 3), round(one.y, 3)) for one in found} == {(116.35, 39.95)}
