"""Boundaries from a GeoJSON file (RFC 7946, in whatever coordinate system), for `xuncheng places import`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction

from xuncheng.foundation.places.codes import LEVELS, level_of
from xuncheng.foundation.places.commands import MAX_ROWS, AreaFile, import_areas
from xuncheng.foundation.places.models import Area, AreaImport
from xuncheng.foundation.places.queries import areas_of
from xuncheng.foundation.places.shapes import converted
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.coordinates import Datum
from xuncheng.rules.legal import RuleError, Text

CODE_KEYS = ("code", "adcode")
NAME_KEYS = ("name", "NAME")
Progress = Callable[[int, int], None]
"""Told after every feature: how many of how many are read."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: counts of areas, and sentences about what was repaired or is odd."""

    kind: Area.Kind
    added: int
    changed: int
    unchanged: int
    notes: tuple[Text, ...]
    dry_run: bool


def import_geojson(
    path: Path,
    datum: Datum = Datum.WGS84,
    kind: Area.Kind | None = None,
    parent: str = "",
    *,
    dry_run: bool = False,
    actor: Viewer | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take in a file of boundaries as one act; a dry run does everything and then undoes it.

    Without a `kind` the length of the codes tells it. A feature without a code gets that of the area of the
    same kind and name, below `parent` if one is given, which must then be there already.
    Raises `RuleError` for a file that cannot be read and `Refused` for areas that do not fit.
    """
    features = _features(path)
    known = areas_of(kind or Area.Kind.DISTRICT, parent).values_list("name", "code")
    reading = _Reading(datum, kind, dict(known), progress or _silent)
    rows = list(reading.rows(features))
    file = AreaFile(name=path.name, datum=datum, kind=kind or level_of(rows[0].code).kind, rows=rows)
    with transaction.atomic():
        done = import_areas(Deed(actor or program("places import", {"area.import"})), file)
        transaction.set_rollback(dry_run)
    return _report(done, dry_run)


def _silent(_done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class _Reading:
    datum: Datum
    kind: Area.Kind | None
    known: Mapping[str, str]
    progress: Progress

    def rows(self, features: list[dict[str, Any]]) -> Iterator[AreaRow]:
        for done, feature in enumerate(features, 1):
            yield self._row(feature)
            self.progress(done, len(features))

    def _row(self, feature: Mapping[str, Any]) -> AreaRow:
        properties = feature.get("properties") or {}
        name = str(_first(properties, NAME_KEYS))
        code = str(_first(properties, CODE_KEYS) or self.known.get(name, ""))
        if not (code and name):
            raise _unreadable(
                f"“{name}”没有代码（code、adcode），系统中也没有同名区域，请先补充代码",
                f"“{name}” has no code (code, adcode), and no area of that name is known; add the code",
            )
        return AreaRow(code=self._fitted(code), name=name, geometry=self._geometry(feature, name))

    def _fitted(self, code: str) -> str:
        """Statistical codes write a street as 12 digits, the last three being noughts."""
        digits = next((level.digits for level in LEVELS if level.kind == self.kind), len(code))
        return code[:digits] if set(code[digits:]) == {"0"} else code

    def _geometry(self, feature: Mapping[str, Any], name: str) -> dict[str, Any] | None:
        geometry = feature.get("geometry")
        if geometry is None:
            return None
        try:
            return converted(geometry, self.datum)
        except RuleError as error:
            raise _unreadable(f"{name}：{error.message.zh}", f"{name}: {error.message.en}") from error


def _first(properties: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((properties[key] for key in keys if properties.get(key)), "")


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        collection = orjson.loads(path.read_bytes())
    except OSError as error:
        raise _unreadable(
            f"无法读取文件{path.name}：{error.strerror}", f"Cannot read {path.name}: {error.strerror}"
        ) from error
    except orjson.JSONDecodeError as error:
        raise _unreadable(f"{path.name}不是JSON文件：{error}", f"{path.name} is no JSON: {error}") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not 0 < len(features) <= MAX_ROWS:
        raise _unreadable(
            f"{path.name}应为含1至{MAX_ROWS}个要素的GeoJSON FeatureCollection",
            f"{path.name} is no GeoJSON FeatureCollection of 1 to {MAX_ROWS} features",
        )
    return features


def _report(done: AreaImport, dry_run: bool) -> ImportReport:
    notes = tuple(Text(note["zh"], note["en"]) for note in done.notes)
    return ImportReport(Area.Kind(done.kind), done.added, done.changed, done.unchanged, notes, dry_run)


def _unreadable(zh: str, en: str) -> RuleError:
    return RuleError("area_file_unreadable", Text(zh, en), field="file")
