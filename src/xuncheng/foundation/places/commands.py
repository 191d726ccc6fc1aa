"""The acts on places: adding areas one by one or by the file, and adding addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import takewhile
from typing import Annotated, Any

from django.contrib.gis.geos import Point
from pydantic import BaseModel, Field, computed_field

from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.places.models import WGS84, Address, Area, AreaImport
from xuncheng.foundation.places.queries import area_by_code, grid_at
from xuncheng.foundation.places.taking_in import AreaRow, take_in
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.chain import canonical
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.coordinates import Datum
from xuncheng.rules.legal import Text

MAX_ROWS = 20_000


class AreaFile(BaseModel):
    """A file of areas of one kind, its boundaries already in WGS 84. `datum` is what they came in.

    The trail keeps the digest of the rows, not the rows: they stand in the table of areas.
    """

    name: str = Field(min_length=1, max_length=200)
    datum: Datum = Datum.WGS84
    kind: Area.Kind
    rows: list[AreaRow] = Field(exclude=True, min_length=1, max_length=MAX_ROWS)

    @computed_field  # type: ignore[prop-decorator] # pydantic documents this order
    @property
    def digest(self) -> str:
        """SHA-256 of the rows as canonical JSON."""
        rows = [row.model_dump() for row in self.rows]
        return hashlib.sha256(canonical(rows).encode()).hexdigest()


Code = Annotated[str, field("代码", "Code", "text", min_length=6, max_length=15, pattern="^[0-9]+$")]
Name = Annotated[str, field("名称", "Name", "text", min_length=1, max_length=60)]
Boundary = Annotated[
    dict[str, Any] | None, field("边界（GeoJSON，WGS 84）", "Boundary (GeoJSON, WGS 84)", "longtext")
]
Longitude = Annotated[float, field("经度", "Longitude", "number", ge=-180, le=180)]
Latitude = Annotated[float, field("纬度", "Latitude", "number", ge=-90, le=90)]


@act("area.add", Text("新增区域", "Add an area"))
def add_area(deed: Deed, code: Code, name: Name, boundary: Boundary = None) -> Area:
    """Add one area. Its kind and its place follow from the code (GB/T 2260, GB/T 30428.1).

    Raises `Refused`: `area_exists`, and what `take_in` refuses.
    """
    if area_by_code(code):
        raise Refused("area_exists", Text(f"区域代码{code}已存在", f"There is already an area {code}"))
    outcome = take_in([AreaRow(code=code, name=name, geometry=boundary)], source=deed.actor.name)
    return outcome.areas[0]


@act("area.import", Text("导入区域边界", "Import area boundaries"))
def import_areas(
    deed: Deed, file: Annotated[AreaFile, field("区域文件", "File of areas", "longtext")]
) -> AreaImport:
    """Take in a whole file of areas of one kind: all of it or nothing. The same file again changes nothing.

    Raises `Refused`: `invalid_input` naming the faulty rows, and what `take_in` refuses.
    """
    outcome = take_in(file.rows, source=f"{file.name}（{file.datum.label.zh}）", kind=file.kind)
    return AreaImport.objects.create(
        id=deed.id,
        file_name=file.name, digest=file.digest, datum=file.datum, kind=file.kind,
        area_path=_area_above(row.code for row in file.rows),
        added=outcome.added, changed=outcome.changed, unchanged=outcome.unchanged,
        notes=[{"zh": note.zh, "en": note.en} for note in outcome.notes], at=deed.at,
    )  # fmt: skip


@act("address.add", Text("新增地名地址", "Add an address"))
def add_address(deed: Deed, name: Name, longitude: Longitude, latitude: Latitude) -> Address:
    """Add a named place at a point (WGS 84 degrees).

    Raises `Refused`: `invalid_input` for a point outside the district, `address_exists`.
    """
    hit = grid_at(longitude, latitude)
    if hit is None:
        raise invalid(
            FieldError("longitude", Text("该位置不在已知区域内", "The point lies in no known area"))
        )
    address, added = Address.objects.get_or_create(
        name=name,
        area_path=hit.path,
        defaults={"id": deed.id, "point": Point(longitude, latitude, srid=WGS84)},
    )
    if not added:
        raise Refused(
            "address_exists",
            Text(f"{hit.area.name}已有地名“{name}”", f"{hit.area.name} already has “{name}”"),
        )
    return address


def _area_above(codes: Iterable[str]) -> str:
    """Path of the smallest area that lies above all areas with these codes; empty above districts."""
    lines = {tuple(path_of(code).split(".")[:-2]) for code in codes}
    shared = takewhile(lambda parts: len(set(parts)) == 1, zip(*lines, strict=False))
    return "".join(f"{parts[0]}." for parts in shared)
