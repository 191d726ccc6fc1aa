"""HTTP for exports: one's own list, how far one has come, and its file. Asking for one and cancelling it are acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Field, Router

from xuncheng.foundation.exports import queries
from xuncheng.foundation.exports.commands import export_over
from xuncheng.foundation.exports.models import DONE, STATES, Export
from xuncheng.foundation.files.store import EXPORTS, store
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import EXPORT_ROWS, Column, Item, Listing
from xuncheng.foundation.people.registers import Register, add_register, entry
from xuncheng.foundation.people.spreadsheets import TYPE as XLSX_TYPE
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import (
    CSV_TYPE,
    Coded,
    CountOut,
    PossibleAct,
    Schema,
    Words,
    coded,
    words,
)
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

router = Router(tags=["exports"])
TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
CALLED = Text("该导出", "export")


class ExportQuery(Schema):
    """How the list is sorted."""

    sort: str = "-asked_at"


class ExportItem(Schema):
    """A file that was asked for, and how far it is."""

    id: UUID
    listing: str = Field(description="the list's path in the API")
    title: str
    format: str
    state: Coded
    expected: int | None = Field(description="how many rows the file will have; nothing before it is begun")
    rows: int = Field(description="how many rows are written")
    cut: bool = Field(description=f"whether the list has more rows than a file holds ({EXPORT_ROWS})")
    size: int | None = Field(description="bytes of the file")
    asked_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None = Field(description="until when the file may be fetched")
    refusal: Words | None = Field(description="why it failed, if it did")


class ExportList(Schema):
    """A page of exports."""

    items: list[ExportItem]
    next: str | None
    count: CountOut


class ExportOut(ExportItem):
    """An export with the filter that it was asked for by, and what may be done with it."""

    filter: dict[str, Any]
    possible_acts: list[PossibleAct]
    version: int


def _row(export: Export) -> Item:
    found, refusal = export.found, export.refusal
    return {
        "id": export.pk, "listing": export.listing, "title": export.title, "format": export.format,
        "state": coded(export.state, STATES), "expected": None if found is None else min(found, EXPORT_ROWS), "rows": export.rows,
        "cut": (found or 0) > EXPORT_ROWS, "size": export.size, "asked_at": export.asked_at, "ended_at": export.ended_at,
        "expires_at": export.expires_at,
        "refusal": words(Text(refusal["title_zh"], refusal["title_en"])) if refusal else None,
    }  # fmt: skip


def _rows(_: Viewer, rows: Sequence[Export]) -> list[Item]:
    return [_row(row) for row in rows]


def _page(export: Export, viewer: Viewer) -> Item:
    over = export_over() if queries.is_over(export) else None
    return {
        **_row(export), "filter": export.filter, "version": version_of(export.pk),
        "possible_acts": acts_out(viewer, ["export.cancel"], export.area_path, {"export.cancel": over}),
    }  # fmt: skip


def _found(viewer: Viewer, _: ExportQuery) -> QuerySet[Export]:
    return queries.readable_by(viewer)


_EXPORTS: Register[Export] = Register(
    one="export", called=CALLED, detail=ExportOut, door=queries.readable_by, shown=_page,
    listing=Listing(
        name="exports", title="Exports", about="What the caller asked for as files, the newest first unless asked otherwise",
        query=ExportQuery, page=ExportList, found=_found, sortings=queries.SORTINGS, shown=_rows,
        columns=(
            Column("文件名", "File", "title"),
            Column("格式", "Format", "format"),
            Column("状态", "State", "state"),
            Column("行数", "Rows", "rows"),
            Column("提请时间", "Asked", "asked_at"),
            Column("完成时间", "Ended", "ended_at"),
            Column("保留至", "Kept until", "expires_at"),
        ),
    ),
)  # fmt: skip
add_register(router, _EXPORTS)


@router.get("/exports/{uuid:key}/file", operation_id="export_file", summary="The file of an export")
def export_file(request: ViewerRequest, key: UUID) -> FileResponse:
    """The file, while it is kept, for whoever asked for it."""
    with reading(request.viewer):
        export = entry(queries.readable_by, request.viewer, key, CALLED)
    if export.state != DONE or export.expires_at is None or export.expires_at < timezone.now():
        raise _no_file(export)
    response = FileResponse(store(EXPORTS).open(_key(export)), content_type=TYPES[export.format])
    response["Content-Length"] = str(export.size)
    name = f"{export.title}.{export.format}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _key(export: Export) -> str:
    return export.attempt.hex if export.attempt else ""


def _no_file(export: Export) -> Refused:
    state = STATES[export.state]
    return Refused(
        "no_file_yet",
        Text(f"没有可以下载的文件（{state.zh}）", f"There is no file to fetch ({state.en})"),
    )
