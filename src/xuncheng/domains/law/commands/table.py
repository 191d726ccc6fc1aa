"""Taking in a table of matters (CSV in UTF-8): one act for each row that is new or changed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.forms.models import model_to_dict
from pydantic import ValidationError

from xuncheng.domains.law.commands.folder import IMPORTER, ImportReport, Progress, Remark, unwatched
from xuncheng.domains.law.commands.matters import MatterRow, set_matter
from xuncheng.domains.law.models import MatterVersion
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

_LISTS = ("kinds", "orders")
_CITATIONS = ("violated", "penalised")


def import_matters(table: Path, progress: Progress = unwatched, actor: Viewer = IMPORTER) -> ImportReport:
    """Take in a table of matters. Doing it again changes nothing; rows that cannot be read are reported.

    Raises FileNotFoundError, and `Refused` if the actor may not, or a row contradicts a fixed version.
    """
    report = ImportReport()
    known = {_key(row): row for row in _known_rows()}
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for done, cells in enumerate(rows, start=1):
        _take_in(cells, f"{table.name}:{done + 1}", known, report, actor)
        progress(done, len(rows), cells.get("code") or "")
    return report


def _take_in(
    cells: dict[str, str], where: str, known: dict[Any, MatterRow], report: ImportReport, actor: Viewer
) -> None:
    try:
        row = MatterRow.model_validate(_values(cells))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        reason = Text(f"{field}：{first['msg']}", f"{field}: {first['msg']}")
        report.remarks.append(Remark(where, "row_unreadable", reason, kept=False))
        return
    if _says_the_same(known.get(_key(row)), row):
        report.known += 1
        return
    set_matter(Deed(actor), row)
    report.added += 1


def _says_the_same(known: MatterRow | None, row: MatterRow) -> bool:
    """A row without a last day says nothing against the one that a following version set."""
    if known is None:
        return False
    return known == row.model_copy(update={"effective_until": row.effective_until or known.effective_until})


def _values(cells: dict[str, str]) -> dict[str, Any]:
    """The cells of a row as `MatterRow` takes them; an empty cell is no value."""
    values: dict[str, Any] = {
        name: cell.strip() for name, cell in cells.items() if name and cell and cell.strip()
    }
    values |= {name: values[name].split("|") for name in _LISTS if name in values}
    values |= {name: list(_citations(values[name])) for name in _CITATIONS if name in values}
    return values


def _citations(cell: str) -> Iterator[tuple[str, str]]:
    """生态环境法典 240(3) | 北京市大气污染防治条例 81(1)."""
    for citation in cell.split("|"):
        statute, _, article = citation.strip().rpartition(" ")
        yield statute, article


def _known_rows() -> Iterator[MatterRow]:
    for version in MatterVersion.objects.select_related("matter"):
        matter = version.matter
        values = model_to_dict(version, exclude=["id", "matter", "area_path"])
        yield MatterRow(
            code=matter.code, name_zh=matter.name_zh, name_en=matter.name_en, domain=matter.domain, **values
        )


def _key(row: MatterRow) -> tuple[str, Any]:
    return row.code, row.effective_from
