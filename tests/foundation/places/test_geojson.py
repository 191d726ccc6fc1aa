from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest

from xuncheng.foundation.places.geojson import import_geojson
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.legal import RuleError

RING = [(116.362, 39.912), (116.372, 39.912), (116.372, 39.922), (116.362, 39.922), (116.362, 39.912)]
STREET = {"code": "110199002", "name": "白塔寺街道"}


def ring_in(datum: Datum) -> list[Position]:
    """The ring as a map of that coordinate system shows it."""
    return [convert(Position(*corner), Datum.WGS84, datum) for corner in RING]


def written(folder: Path, properties: dict[str, Any], datum: Datum = Datum.WGS84) -> Path:
    """A file with one feature."""
    path = folder / "街道.geojson"
    geometry = {"type": "Polygon", "coordinates": [[list(corner) for corner in ring_in(datum)]]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


@pytest.mark.parametrize("datum", list(Datum))
def test_a_file_of_any_datum_lands_on_the_same_spot(
    mapped: Sequence[Area], tmp_path: Path, datum: Datum
) -> None:
    report = import_geojson(written(tmp_path, STREET, datum), datum)
    assert (report.kind, report.changed) == (Area.Kind.STREET, 1)
    corners = Area.objects.get(code="110199002").geometry.coords[0][0]
    assert corners[0] == pytest.approx(RING[0], abs=1e-8)
    assert corners[2] == pytest.approx(RING[2], abs=1e-8)


def test_the_wrong_datum_shifts_by_half_a_kilometre(mapped: Sequence[Area], tmp_path: Path) -> None:
    import_geojson(written(tmp_path, STREET, Datum.GCJ02), Datum.WGS84)
    corner = Area.objects.get(code="110199002").geometry.coords[0][0][0]
    metres = ((corner[0] - RING[0][0]) * 85_300) ** 2 + ((corner[1] - RING[0][1]) * 111_200) ** 2
    assert 400 < metres**0.5 < 700


def test_a_dry_run_tells_and_does_nothing(mapped: Sequence[Area], tmp_path: Path) -> None:
    report = import_geojson(written(tmp_path, {"code": "110199002001", "name": "安平巷社区"}), dry_run=True)
    assert (report.added, report.dry_run) == (1, True)
    assert not Area.objects.filter(code="110199002001").exists()


def test_codes_may_be_numbers_and_have_trailing_noughts(mapped: Sequence[Area], tmp_path: Path) -> None:
    report = import_geojson(
        written(tmp_path, {"adcode": 110199002000, "name": "西四街道"}), kind=Area.Kind.STREET
    )
    assert report.changed == 1
    assert Area.objects.get(code="110199002").name == "西四街道"


def test_a_feature_without_a_code_is_known_by_its_name(mapped: Sequence[Area], tmp_path: Path) -> None:
    path = written(tmp_path, {"name": "白塔寺街道"})
    assert import_geojson(path, kind=Area.Kind.STREET, parent="110199").changed == 1
    with pytest.raises(RuleError) as refused:
        import_geojson(written(tmp_path, {"name": "无名街道"}), kind=Area.Kind.STREET)
    assert "无名街道" in refused.value.message.zh


def test_progress_is_told(mapped: Sequence[Area], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    import_geojson(written(tmp_path, STREET), progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 1)]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"features": []}', b'{"features": {}}', b"\xff\xfe", b'{"type": "Polygon"}'],
)
def test_what_is_no_collection_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.geojson"
    path.write_bytes(content)
    with pytest.raises(RuleError) as refused:
        import_geojson(path)
    assert refused.value.code == "area_file_unreadable"
    assert "bad.geojson" in refused.value.message.zh


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="无法读取"):
        import_geojson(tmp_path / "nowhere.geojson")


def test_nothing_of_a_file_is_taken_in_if_one_area_does_not_fit(
    mapped: Sequence[Area], tmp_path: Path
) -> None:
    with pytest.raises(Refused):
        import_geojson(written(tmp_path, {"code": "110199009001", "name": "孤社区"}))
    assert Area.objects.count() == len(mapped)
