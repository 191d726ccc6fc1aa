import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.foundation.places.shapes import converted, shape_of
from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.legal import RuleError

SQUARE = [[116.36, 39.91], [116.37, 39.91], [116.37, 39.92], [116.36, 39.92], [116.36, 39.91]]


def test_a_polygon_becomes_a_multipolygon_in_wgs84() -> None:
    shape = shape_of({"type": "Polygon", "coordinates": [SQUARE]})
    assert shape.geometry.geom_type == "MultiPolygon"
    assert shape.geometry.srid == 4326
    assert shape.repaired is None
    assert shape.geometry.coords[0][0][0] == (116.36, 39.91)


def test_heights_are_left_out() -> None:
    shape = shape_of({"type": "Polygon", "coordinates": [[[*corner, 43.5] for corner in SQUARE]]})
    assert not shape.geometry.hasz


def test_a_bow_tie_is_repaired_and_said_to_be() -> None:
    bow_tie = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    shape = shape_of({"type": "Polygon", "coordinates": [bow_tie]})
    assert shape.geometry.valid
    assert len(shape.geometry) == 2
    assert shape.repaired is not None
    assert shape.repaired.zh.startswith("边界自相交[116.365 39.915")


def test_a_repair_keeps_surfaces_only() -> None:
    spike = [*SQUARE[:2], [116.38, 39.91], *SQUARE[1:]]
    shape = shape_of({"type": "Polygon", "coordinates": [spike]})
    assert shape.geometry.geom_type == "MultiPolygon"
    assert shape.geometry.extent == (116.36, 39.91, 116.37, 39.92)


@pytest.mark.parametrize(
    ("geojson", "code"),
    [
        ({"type": "Point", "coordinates": [116.36, 39.91]}, "boundary_not_a_surface"),
        ({}, "boundary_not_a_surface"),
        ({"type": "Polygon"}, "boundary_unreadable"),
        ({"type": "Polygon", "coordinates": "@@QAB"}, "boundary_unreadable"),
        ({"type": "Polygon", "coordinates": [[[116.36], [116.37, 39.9]]]}, "boundary_unreadable"),
        ({"type": "Polygon", "coordinates": [SQUARE[:2]]}, "boundary_unreadable"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "boundary_unreadable"),
        ({"type": "Polygon", "coordinates": []}, "boundary_unreadable"),
        (
            {"type": "Polygon", "coordinates": [[SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]]]},
            "boundary_empty",
        ),
        ({"type": "Polygon", "coordinates": [[[39.91, 116.36], *SQUARE]]}, "position_invalid"),
    ],
)
def test_what_is_no_boundary_is_refused(geojson: dict[str, object], code: str) -> None:
    with pytest.raises(RuleError) as refused:
        shape_of(geojson)
    assert refused.value.code == code


@given(
    st.sampled_from([Datum.GCJ02, Datum.BD09]),
    st.floats(116.2, 116.5),
    st.floats(39.8, 40.0),
)
def test_a_boundary_of_a_web_map_lands_where_it_was_drawn(datum: Datum, lon: float, lat: float) -> None:
    drawn = [
        convert(Position(x, y), Datum.WGS84, datum)
        for x, y in ((lon, lat), (lon + 0.01, lat), (lon, lat + 0.01))
    ]
    ring = [list(corner) for corner in [*drawn, drawn[0]]]
    back = converted({"type": "Polygon", "coordinates": [ring]}, datum)["coordinates"][0]
    assert back[0] == pytest.approx((lon, lat), abs=1e-9)
    assert back[2] == pytest.approx((lon, lat + 0.01), abs=1e-9)
