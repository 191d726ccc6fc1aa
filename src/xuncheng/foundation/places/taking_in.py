"""Taking areas in: rows with code, name and boundary become areas, new or changed, and fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from pydantic import BaseModel, Field

from xuncheng.foundation.places.codes import level_of, parent_code, path_of, short_code
from xuncheng.foundation.places.fitting import check_fit
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.shapes import Shape, shape_of
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import RuleError, Text

_BATCH = 500
_SHOWN = 20
"""How many faulty rows one refusal names."""


class AreaRow(BaseModel):
    """One area as it comes in. `geometry` is a GeoJSON Polygon or MultiPolygon in WGS 84, or null."""

    code: str = Field(max_length=15)
    name: str = Field(min_length=1, max_length=60)
    geometry: dict[str, Any] | None = None


@dataclass(slots=True)
class Outcome:
    """What came of taking rows in. `areas` are those that are new or changed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    areas: list[Area] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def take_in(rows: Sequence[AreaRow], source: str, kind: Area.Kind | None = None) -> Outcome:
    """Write the rows as areas: new codes are added, known ones changed where name or boundary differ.

    `source` says where the boundaries come from; all rows must be of `kind`, if one is given.
    Raises `Refused`: `invalid_input` naming the faulty rows, `areas_overlap`, `area_outside_parent`.
    """
    _lock()
    drafts = _drafts(rows, kind)
    _adopt(drafts)
    outcome = _compare(drafts, source)
    _write(outcome.areas)
    keys = [area.id for area in outcome.areas]
    outcome.notes += _repairs(drafts) + check_fit(keys)
    return outcome


@dataclass(slots=True)
class _Draft:
    row: AreaRow
    index: int
    shape: Shape | None
    parent: Area | None = None

    @property
    def area(self) -> Area:
        code = self.row.code
        return Area(
            kind=level_of(code).kind, code=code, short_code=short_code(code), name=self.row.name,
            path=path_of(code), parent=self.parent,
        )  # fmt: skip


def _lock() -> None:
    """Let others read but not write areas until the act ends: whether areas fit concerns all of them."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE places_area IN SHARE ROW EXCLUSIVE MODE")


def _drafts(rows: Sequence[AreaRow], kind: Area.Kind | None) -> list[_Draft]:
    seen: set[str] = set()

    def draft(index: int, row: AreaRow) -> _Draft:
        level = level_of(row.code)
        if kind and level.kind != kind:
            raise RuleError(
                "area_kind_differs", Text(f"代码不是{kind.label}代码", f"this is no code of a {kind}")
            )
        if row.code in seen:
            raise RuleError("area_code_twice", Text("代码在文件中重复", "the code stands twice in the file"))
        seen.add(row.code)
        return _Draft(row, index, shape_of(row.geometry) if row.geometry else None)

    return _each(enumerate(rows), draft)


def _adopt(drafts: Iterable[_Draft]) -> None:
    """Give every draft its parent."""
    drafts = list(drafts)
    wanted = {parent_code(draft.row.code) for draft in drafts} - {None}
    known = {area.code: area for area in Area.objects.filter(code__in=wanted).defer("geometry")}

    def adopt(_index: int, draft: _Draft) -> None:
        code = parent_code(draft.row.code)
        if code and code not in known:
            raise RuleError(
                "area_parent_missing",
                Text(
                    f"上级区域{code}尚未导入，请先导入",
                    f"its parent {code} is not there yet; import it first",
                ),
            )
        draft.parent = known[code] if code else None

    _each(((draft.index, draft) for draft in drafts), adopt)


def _each(items: Iterable[tuple[int, Any]], do: Callable[[int, Any], Any]) -> list[Any]:
    """Do something with every row; refuse once, naming all rows that a rule refuses."""
    done, errors = [], []
    for index, item in items:
        try:
            done.append(do(index, item))
        except RuleError as error:
            row: AreaRow = getattr(item, "row", item)
            text = Text(
                f"{row.name}（{row.code}）：{error.message.zh}",
                f"{row.name} ({row.code}): {error.message.en}",
            )
            errors.append(FieldError(f"rows.{index}", text))
    if errors:
        raise invalid(*errors[:_SHOWN])
    return done


def _compare(drafts: Sequence[_Draft], source: str) -> Outcome:
    known = {area.code: area for area in Area.objects.filter(code__in=[d.row.code for d in drafts])}
    outcome = Outcome()
    for draft in drafts:
        area = known.get(draft.row.code)
        if area is None:
            area = draft.area
            outcome.added += 1
        elif _differs(area, draft):
            outcome.changed += 1
        else:
            outcome.unchanged += 1
            continue
        area.name = draft.row.name
        if draft.shape:
            area.geometry, area.source = draft.shape.geometry, source
        outcome.areas.append(area)
    return outcome


def _differs(area: Area, draft: _Draft) -> bool:
    """A row without a boundary leaves the known boundary as it is."""
    moved = draft.shape is not None and (
        area.geometry is None or area.geometry.wkb != draft.shape.geometry.wkb
    )
    return moved or area.name != draft.row.name


def _write(areas: Sequence[Area]) -> None:
    Area.objects.bulk_create(
        areas,
        _BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "geometry", "source"],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_area SET area_m2 = ST_Area(geometry::geography)"
            " WHERE id = ANY(%s) AND geometry IS NOT NULL",
            [[area.id for area in areas]],
        )


def _repairs(drafts: Iterable[_Draft]) -> list[Text]:
    return [
        Text(
            f"{draft.row.name}（{draft.row.code}）的边界已自动修复：{draft.shape.repaired.zh}",
            f"Boundary of {draft.row.name} ({draft.row.code}) was repaired: {draft.shape.repaired.en}",
        )
        for draft in drafts
        if draft.shape and draft.shape.repaired
    ]
