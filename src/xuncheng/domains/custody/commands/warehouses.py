"""Acts on warehouses: setting one up, and the places in it."""

from __future__ import annotations

from typing import Annotated, Any

from django.contrib.gis.geos import Point
from pydantic import BaseModel, Field

from xuncheng.domains.custody.models import StoragePlace, Warehouse
from xuncheng.foundation.places.queries import area_exists
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.custody import CATEGORIES, PLACE_KINDS, filling
from xuncheng.rules.legal import Basis, Text

SAFE_KEEPING = (Basis("行政强制法", "26"), Basis("行政处罚法", "74(1)"))
CATEGORY_LABELS = {code: category.label for code, category in CATEGORIES.items()}

OneWarehouse = Annotated[Warehouse, field("库房", "Warehouse", "ref", ref="warehouse")]
Code = Annotated[str, field("编号", "Code", "text", min_length=1, max_length=20, pattern=r"^[\w-]+$")]
Spot = Annotated[int, field("平面图上的行", "Row on the plan", "number", ge=1, le=40)]
Column = Annotated[int, field("平面图上的列", "Column on the plan", "number", ge=1, le=40)]


CATEGORY_CHOICES: Any = [
    {"value": code, "zh": label.zh, "en": label.en} for code, label in CATEGORY_LABELS.items()
]


class Room(BaseModel):
    """How many of one category alone fill a place."""

    category: str = Field(
        title="物品类别", json_schema_extra={"x-title-en": "Category", "x-choices": CATEGORY_CHOICES}
    )
    most: int = Field(title="最多存放数量", json_schema_extra={"x-title-en": "At most"}, ge=1, le=10_000)


@act("warehouse.set", Text("设置库房", "Set up a warehouse"), basis=SAFE_KEEPING)
def set_warehouse(
    deed: Deed,
    code: Code,
    name: Annotated[str, field("库房名称", "Name", "text", min_length=2, max_length=60)],
    address: Annotated[str, field("地址", "Address", "text", min_length=2, max_length=200)],
    area_path: Annotated[str, field("服务区域", "Area that it serves", "ref", ref="area", max_length=60)],
    phone: Annotated[str, field("联系电话", "Telephone", "text", max_length=20)] = "",
    hours: Annotated[str, field("领取时间", "When goods are handed out", "text", max_length=100)] = "",
    lon: Annotated[float | None, field("经度", "Longitude", "number", ge=-180, le=180)] = None,
    lat: Annotated[float | None, field("纬度", "Latitude", "number", ge=-90, le=90)] = None,
) -> Warehouse:
    """Set up a warehouse, or change the one of that code. Its area stays as it is.

    Raises `Refused` (`invalid_input`) for an area that does not exist or is another than before.
    """
    if not area_exists(area_path):
        raise invalid(FieldError("area_path", Text("没有这个区域", "There is no such area")))
    warehouse = Warehouse.objects.filter(code=code).first() or Warehouse(
        id=deed.id, code=code, area_path=area_path
    )
    if warehouse.area_path != area_path:
        raise invalid(
            FieldError("area_path", Text("库房的服务区域不能更改", "The area of a warehouse does not change"))
        )
    warehouse.name, warehouse.address, warehouse.phone, warehouse.hours = name, address, phone, hours
    if lon is not None and lat is not None:
        warehouse.point = Point(lon, lat, srid=4326)
    warehouse.save()
    return warehouse


@act("place.set", Text("设置库位", "Set up a place"), on="warehouse", basis=SAFE_KEEPING)
def set_place(
    deed: Deed, warehouse: Warehouse,
    code: Code,
    kind: Annotated[str, field("库位类型", "Kind", "choice", choices=PLACE_KINDS)],
    row: Spot, column: Column,
    room: Annotated[list[Room], field("容量（按类别）", "Room by category", "rooms", min_length=1, max_length=20)],
) -> StoragePlace:  # fmt: skip
    """Set up a place of the warehouse, or change the one of that code, with how much of each category fills it.

    Raises `Refused`: `spot_taken`, `place_in_use` for a capacity below what lies there.
    """
    capacity = {one.category: one.most for one in room}
    if strange := sorted(capacity.keys() - CATEGORIES.keys()):
        raise invalid(
            FieldError("room", Text(f"没有这种物品类别：{strange[0]}", f"There is no category {strange[0]}"))
        )
    places = StoragePlace.objects.select_for_update().filter(warehouse=warehouse)
    place = places.filter(code=code).first() or StoragePlace(id=deed.id, warehouse=warehouse, code=code)
    if places.filter(row=row, column=column).exclude(pk=place.pk).exists():
        raise Refused(
            "spot_taken", Text(f"平面图第{row}行第{column}列已有库位", f"Row {row}, column {column} is taken")
        )
    if filling(capacity, place.stored.items()) > 1:
        raise Refused(
            "place_in_use",
            Text("库位上现有物品超出新的容量，请先移位", "More lies there than would fit: move it first"),
            basis=SAFE_KEEPING,
        )
    place.kind, place.row, place.column, place.capacity = kind, row, column, capacity
    place.save()
    return place
