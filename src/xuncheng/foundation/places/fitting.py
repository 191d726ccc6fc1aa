"""Whether areas fit together: children of one parent do not overlap, and lie inside it.

Boundaries drawn by different hands never meet exactly, so a sliver is accepted and noted. Districts have no
parent here: one that lies over another (a demo over a real one) is only noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

OVERLAP_TOLERANCE = 0.01
"""The part of the smaller of two neighbours that their overlap may reach."""

OUTSIDE_TOLERANCE = 0.05
"""The part of an area that may lie outside its parent without a note."""

SHIFTED_SHARE = 0.3
"""From which share of areas outside their parents on the whole file looks shifted."""

_SHOWN = 10

_SHIFTED = Text(
    "较多区域超出上级范围，边界可能整体偏移约500米：请核对文件的坐标系（WGS 84、GCJ-02、BD-09）",
    "Many areas stick out of their parents, as if shifted by 500 m: check the datum (WGS 84, GCJ-02, BD-09)",
)

# Neighbours that share their border exactly have no interior point in common: ST_Relate spares the rest.
_OVERLAPS = """
SELECT name, code, other_name, other_code, top, shared, shared / least(m2, other_m2) AS part
  FROM (SELECT a.name, a.code, b.name AS other_name, b.code AS other_code,
               a.parent_id IS NULL AS top, a.area_m2 AS m2, b.area_m2 AS other_m2,
               ST_Area(ST_Intersection(a.geometry, b.geometry)::geography) AS shared
          FROM places_area a
          JOIN places_area b ON b.geometry && a.geometry AND b.kind = a.kind AND b.id <> a.id
                            AND b.parent_id IS NOT DISTINCT FROM a.parent_id
         WHERE a.id = ANY(%(keys)s) AND (a.id < b.id OR b.id <> ALL(%(keys)s))
           AND ST_Relate(a.geometry, b.geometry, 'T********')) pair
 WHERE shared > 1
 ORDER BY part DESC, code
"""

_OUTSIDE = """
SELECT name, code, parent, part
  FROM (SELECT a.name, a.code, p.name AS parent,
               ST_Area(ST_Difference(a.geometry, p.geometry)::geography) / a.area_m2 AS part
          FROM places_area a JOIN places_area p ON p.id = a.parent_id
         WHERE a.id = ANY(%(keys)s) AND NOT ST_Covers(p.geometry, a.geometry)) child
 WHERE part > %(tolerance)s
 ORDER BY part DESC, code
"""


def check_fit(keys: Sequence[UUID]) -> list[Text]:
    """Check the areas with these keys against their siblings and parents; give notes on what is only odd.

    Raises `Refused`: `areas_overlap`, `area_outside_parent`, each naming the areas.
    """
    return [*_check_overlaps(keys), *_check_outside(keys)]


def _check_overlaps(keys: Sequence[UUID]) -> list[Text]:
    pairs = _rows(_OVERLAPS, keys=list(keys))
    found = [pair for pair in pairs if pair["part"] > OVERLAP_TOLERANCE]
    clashes = [pair for pair in found if not pair["top"]]
    if clashes:
        raise Refused(
            "areas_overlap",
            Text(
                f"{len(clashes)}处同级区域相互重叠，未导入（坐标系是否选对？）",
                f"{len(clashes)} pairs of areas overlap; nothing was imported (is the datum right?)",
            ),
            status=422,
            missing=tuple(_clash(pair) for pair in clashes[:_SHOWN]),
        )
    slivers = pairs[len(found) :]
    return [_clash(pair) for pair in found] + ([_slivers(slivers)] if slivers else [])


def _clash(pair: dict[str, Any]) -> Text:
    return Text(
        "{name}（{code}）与{other_name}（{other_code}）重叠{shared:,.0f}平方米，占较小者的{part:.1%}".format(
            **pair
        ),
        "{name} ({code}) and {other_name} ({other_code}) share {shared:,.0f} m², {part:.1%} of the smaller".format(
            **pair
        ),
    )


def _slivers(pairs: Sequence[dict[str, Any]]) -> Text:
    total, worst = sum(pair["shared"] for pair in pairs), _clash(pairs[0])
    return Text(
        f"{len(pairs)}对相邻区域有细小重叠，共{total:,.0f}平方米，在容差内；最大一处：{worst.zh}",
        f"{len(pairs)} neighbours overlap by slivers, {total:,.0f} m² in all, within tolerance; largest: {worst.en}",
    )


def _check_outside(keys: Sequence[UUID]) -> list[Text]:
    strays = _rows(_OUTSIDE, keys=list(keys), tolerance=OUTSIDE_TOLERANCE)
    lost = [stray for stray in strays if stray["part"] > 0.999]
    if lost:
        raise Refused(
            "area_outside_parent",
            Text(
                f"{len(lost)}个区域完全在上级区域之外，未导入（坐标系是否选对？）",
                f"{len(lost)} areas lie wholly outside their parents; nothing was imported (is the datum right?)",
            ),
            status=422,
            missing=tuple(_stray(stray) for stray in lost[:_SHOWN]),
        )
    hint = [_SHIFTED] if len(strays) > len(keys) * SHIFTED_SHARE else []
    return hint + [_stray(stray) for stray in strays]


def _stray(stray: dict[str, Any]) -> Text:
    return Text(
        "{name}（{code}）有{part:.1%}在{parent}之外".format(**stray),
        "{part:.1%} of {name} ({code}) lies outside {parent}".format(**stray),
    )


def _rows(statement: str, **given: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
