from collections.abc import Sequence

import orjson
import pytest
from django.db import IntegrityError, connection, transaction

from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.queries import area_by_code, areas_of, feature_collection, grid_at, streets


@pytest.mark.parametrize(
    ("lon", "lat", "path"),
    [
        (116.342, 39.912, "110199.001.001.0001."),
        (116.348, 39.912, "110199.001.001."),
        (116.355, 39.925, "110199.001."),
        (116.370, 39.925, "110199.002."),
        (116.385, 39.925, None),
        (0.0, 0.0, None),
    ],
)
def test_a_point_lies_in_the_smallest_area_around_it(
    mapped: Sequence[Area], lon: float, lat: float, path: str | None
) -> None:
    hit = grid_at(lon, lat)
    assert (hit.path if hit else None) == path


def test_a_hit_tells_the_whole_line_from_the_district_down(mapped: Sequence[Area]) -> None:
    hit = grid_at(116.342, 39.912)
    assert hit is not None
    assert [area.name for area in hit.line] == ["示范区", "阜成门街道", "文华里社区", "第001网格"]
    street = hit.of_kind(Area.Kind.STREET)
    assert street is not None
    assert street.code == "110199001"


def test_a_point_on_a_border_lies_in_one_area_always_the_same(mapped: Sequence[Area]) -> None:
    hits = {grid_at(116.36, 39.925) for _ in range(3)}
    assert [hit.path for hit in hits if hit] == ["110199.001."]


def test_the_path_is_found_by_one_statement_inside_the_database(mapped: Sequence[Area]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place_area_path(116.342, 39.912), place_area_path(0, 0)")
        assert cursor.fetchone() == ("110199.001.001.0001.", None)


def test_looking_up_a_point_is_one_query(mapped: Sequence[Area], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's fixture has no public type
        grid_at(116.342, 39.912)


def test_a_boundary_that_is_not_valid_cannot_be_written(mapped: Sequence[Area]) -> None:
    bow_tie = "SRID=4326;MULTIPOLYGON(((0 0, 1 1, 1 0, 0 1, 0 0)))"
    with pytest.raises(IntegrityError, match="area_geometry_valid"), transaction.atomic():
        Area.objects.filter(code="110199").update(geometry=bow_tie)


def test_lists_are_narrowed_by_kind_and_parent(mapped: Sequence[Area]) -> None:
    assert [street.code for street in streets()] == ["110199001", "110199002"]
    assert [area.code for area in areas_of(Area.Kind.COMMUNITY, "110199001")] == ["110199001001"]
    assert not areas_of(Area.Kind.COMMUNITY, "110199002")
    assert area_by_code("110199002") is not None
    assert area_by_code("110102") is None


def test_areas_are_given_out_as_geojson(mapped: Sequence[Area]) -> None:
    features = orjson.loads(orjson.dumps(feature_collection(streets())))["features"]
    assert [feature["properties"]["name"] for feature in features] == ["阜成门街道", "白塔寺街道"]
    assert features[0]["geometry"]["coordinates"][0][0][0] == [116.34, 39.91]
