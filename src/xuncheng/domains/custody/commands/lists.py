"""The list of a measure (清单): what is entered of each object, and the rows that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from xuncheng.domains.custody.models import Measure, MeasureItem
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.statements import insert


class ListedItem(BaseModel):
    """One object, as the officers name it in the list."""

    name: str = Field(
        title="物品名称", json_schema_extra={"x-title-en": "Object"}, min_length=1, max_length=100
    )
    kind: str = Field(title="种类", json_schema_extra={"x-title-en": "Kind"}, min_length=1, max_length=40)
    specification: str = Field(
        "", title="规格型号", json_schema_extra={"x-title-en": "Specification"}, max_length=100
    )
    quantity: Decimal = Field(
        title="数量", json_schema_extra={"x-title-en": "Quantity"}, gt=0, max_digits=12, decimal_places=2
    )
    unit: str = Field(title="单位", json_schema_extra={"x-title-en": "Unit"}, min_length=1, max_length=10)
    condition: str = Field(
        title="现状", json_schema_extra={"x-title-en": "Condition"}, min_length=1, max_length=200
    )
    value: Decimal | None = Field(
        None, title="价值（元，已知的）", json_schema_extra={"x-title-en": "Value (CNY, if known)"}, ge=0,
        max_digits=14, decimal_places=2,
    )  # fmt: skip


Items = Annotated[
    list[ListedItem], field("物品清单", "List of objects", "items", min_length=1, max_length=200)
]


def enter(
    deed: Deed, measure: Measure, items: Sequence[ListedItem], photos: Sequence[StoredFile]
) -> list[MeasureItem]:
    """The objects as rows of the measure, in the order of the list; its photographs hang on the measure."""
    rows = [
        MeasureItem(measure=measure, position=position, area_path=measure.area_path, **item.model_dump())
        for position, item in enumerate(items, start=1)
    ]
    for row in rows:
        insert(row)
    hang(deed, measure, photos)
    return rows


def hang(deed: Deed, measure: Measure, files: Sequence[StoredFile]) -> None:
    """Hang photographs or vouchers on the measure, as part of the deed."""
    for file in files:
        attach(deed, file, "measure", measure.pk, measure.area_path)
        deed.documents.append(
            {"id": str(file.pk), "kind": "measure", "number": "", "title": file.name, "sha256": file.blob_id}
        )
