from collections.abc import Callable, Sequence
from typing import Any

import pytest

from xuncheng.foundation.places.commands import AreaFile, import_areas
from xuncheng.foundation.places.models import Area, AreaImport
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Grant, Viewer, program

Importing = Callable[..., AreaImport]


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_row_becomes_an_area_with_path_parent_and_size(mapped: Sequence[Area]) -> None:
    street = Area.objects.get(code="110199002")
    assert (street.path, street.short_code, street.kind) == ("110199.002.", "002", "street")
    assert street.parent is not None
    assert street.parent.code == "110199"
    # 0.02° of longitude and latitude at 39.92° N: 1,709 m by 2,221 m
    assert street.area_m2 == pytest.approx(1709 * 2221, rel=0.002)
    assert "测试.geojson" in street.source


def test_the_same_file_again_changes_nothing(mapped: Sequence[Area], importing: Importing) -> None:
    again = importing(Area.Kind.STREET, ("110199002", "白塔寺街道", box(116.36, 39.91, 116.38, 39.93)))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_another_name_or_boundary_changes_the_area_and_keeps_its_key(
    mapped: Sequence[Area], importing: Importing
) -> None:
    before = Area.objects.get(code="110199002")
    done = importing(Area.Kind.STREET, ("110199002", "官园街道", box(116.36, 39.91, 116.37, 39.93)))
    after = Area.objects.get(code="110199002")
    assert (done.added, done.changed) == (0, 1)
    assert (after.id, after.name) == (before.id, "官园街道")
    assert after.area_m2 == pytest.approx((before.area_m2 or 0) / 2, rel=0.001)


def test_a_row_without_a_boundary_leaves_the_boundary(mapped: Sequence[Area], importing: Importing) -> None:
    importing(Area.Kind.STREET, ("110199002", "官园街道", None))
    street = Area.objects.get(code="110199002")
    assert (street.name, street.geometry is None) == ("官园街道", False)


def test_siblings_that_overlap_are_refused_with_both_names(
    mapped: Sequence[Area], importing: Importing
) -> None:
    with pytest.raises(Refused) as refused:
        importing(Area.Kind.STREET, ("110199003", "西四街道", box(116.355, 39.91, 116.365, 39.92)))
    assert refused.value.code == "areas_overlap"
    named = " ".join(text.zh for text in refused.value.missing)
    assert "西四街道（110199003）" in named
    assert "阜成门街道（110199001）" in named
    assert "白塔寺街道（110199002）" in named
    assert not Area.objects.filter(code="110199003").exists()


def test_an_area_within_another_is_an_overlap_too(mapped: Sequence[Area], importing: Importing) -> None:
    with pytest.raises(Refused, match="areas_overlap"):
        importing(Area.Kind.STREET, ("110199003", "西四街道", box(116.365, 39.915, 116.37, 39.92)))


def test_two_rows_of_one_file_may_not_overlap_either(mapped: Sequence[Area], importing: Importing) -> None:
    with pytest.raises(Refused, match="areas_overlap"):
        importing(
            Area.Kind.COMMUNITY,
            ("110199002001", "安平巷社区", box(116.36, 39.91, 116.37, 39.92)),
            ("110199002002", "永宁里社区", box(116.365, 39.91, 116.375, 39.92)),
        )


def test_a_sliver_between_neighbours_is_accepted_and_noted(
    mapped: Sequence[Area], importing: Importing
) -> None:
    done = importing(
        Area.Kind.COMMUNITY,
        ("110199002001", "安平巷社区", box(116.36, 39.91, 116.37, 39.92)),
        ("110199002002", "永宁里社区", box(116.36999, 39.91, 116.375, 39.92)),
    )
    assert done.added == 2
    assert "细小重叠" in done.notes[0]["zh"]
    assert "安平巷社区" in done.notes[0]["zh"]


def test_districts_that_overlap_are_noted(mapped: Sequence[Area], importing: Importing) -> None:
    done = importing(Area.Kind.DISTRICT, ("110102", "西城区", box(116.33, 39.90, 116.39, 39.94)))
    assert done.added == 1
    assert "西城区（110102）与示范区（110199）重叠" in done.notes[0]["zh"]


def test_an_area_that_sticks_out_of_its_parent_is_noted(mapped: Sequence[Area], importing: Importing) -> None:
    done = importing(Area.Kind.COMMUNITY, ("110199002001", "安平巷社区", box(116.37, 39.91, 116.40, 39.92)))
    assert any("66.7%在白塔寺街道之外" in note["zh"] for note in done.notes)
    assert any("坐标系" in note["zh"] for note in done.notes)


def test_an_area_wholly_outside_its_parent_is_refused(mapped: Sequence[Area], importing: Importing) -> None:
    with pytest.raises(Refused, match="area_outside_parent"):
        importing(Area.Kind.COMMUNITY, ("110199002001", "安平巷社区", box(116.40, 39.91, 116.41, 39.92)))


def test_all_faulty_rows_are_named_at_once(mapped: Sequence[Area], importing: Importing) -> None:
    with pytest.raises(Refused) as refused:
        importing(
            Area.Kind.COMMUNITY,
            ("110199002001", "好社区", None),
            ("110199002001", "重复社区", None),
            ("110199009001", "孤社区", None),
            ("110199003", "街道代码", None),
            ("110199002002", "点社区", {"type": "Point", "coordinates": [116.37, 39.92]}),
        )
    fields = {error.field: error.message.zh for error in refused.value.errors}
    assert set(fields) == {"rows.1", "rows.3", "rows.4"}
    assert "重复社区" in fields["rows.1"]


def test_a_missing_parent_is_named(mapped: Sequence[Area], importing: Importing) -> None:
    with pytest.raises(Refused) as refused:
        importing(Area.Kind.COMMUNITY, ("110199009001", "孤社区", None))
    assert "110199009" in refused.value.errors[0].message.zh


def test_the_trail_keeps_the_digest_of_the_rows_and_not_the_rows(mapped: Sequence[Area]) -> None:
    with reading(program("测试", ())):
        entry = TrailEntry.objects.filter(name="area.import").order_by("at").last()
    assert entry is not None
    assert '"digest":"' in entry.input
    assert "coordinates" not in entry.input
    assert entry.area_path == "110199.001.001."


def test_an_import_lies_in_the_smallest_area_above_all_its_rows(
    mapped: Sequence[Area], importing: Importing
) -> None:
    done = importing(
        Area.Kind.COMMUNITY, ("110199002001", "安平巷社区", None), ("110199001002", "新风里社区", None)
    )
    assert done.area_path == "110199."
    assert AreaImport.objects.get(kind="district").area_path == ""


def test_who_may_import_in_one_street_cannot_change_another(mapped: Sequence[Area]) -> None:
    grant = Grant("mapper", frozenset({"area.import"}), "110199.001.")
    file = AreaFile(
        name="x", kind=Area.Kind.COMMUNITY, rows=[AreaRow(code="110199002001", name="安平巷社区")]
    )
    with pytest.raises(Refused, match="no_grant"):
        import_areas(Deed(Viewer(id=None, name="制图员", grants=(grant,))), file)
    assert not Area.objects.filter(code="110199002001").exists()


def test_one_area_is_added_once(adding_area: Callable[..., Area]) -> None:
    assert (
        adding_area("110199002001", "安平巷社区", box(116.36, 39.91, 116.38, 39.93)).path == "110199.002.001."
    )
    with pytest.raises(Refused, match="area_exists"):
        adding_area("110199002001", "安平巷社区", box(116.36, 39.91, 116.38, 39.93))


def test_the_same_act_twice_is_one_import(mapped: Sequence[Area]) -> None:
    file = AreaFile(
        name="x", kind=Area.Kind.COMMUNITY, rows=[AreaRow(code="110199002001", name="安平巷社区")]
    )
    deed = Deed(program("测试", {"area.import"}))
    first = import_areas(deed, file)
    again = Deed(deed.actor, id=deed.id)
    assert import_areas(again, file).pk == first.pk
    assert again.replayed
