"""The acts `import.begin` and `import.start`: a file and its mapping are brought, and once they are checked the rows go in."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from xuncheng.domains.legacy.commands.shared import GRANT, WORK
from xuncheng.domains.legacy.models import CHECKED, RUNNING, TableImport
from xuncheng.domains.legacy.reading import kept_rows_of
from xuncheng.foundation.files.commands import attach, store_bytes
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.importing.mapping import LONGEST, read_mapping
from xuncheng.rules.legal import Text

_log = logging.getLogger(__name__)

TableFile = Annotated[
    list[StoredFile],
    field(
        "表格文件（xlsx、xls、ods、csv）", "Table (xlsx, xls, ods, csv)", "files", min_length=1, max_length=1
    ),
]
MappingText = Annotated[
    str, field("映射（TOML）", "Mapping (TOML)", "longtext", min_length=1, max_length=LONGEST)
]
Whole = Annotated[bool, field("全部导入或者全部不导入", "All rows or none", "bool")]


@act("import.begin", Text("导入历史数据", "Import a table"))
def begin(
    deed: Deed,
    files: TableFile,
    mapping: MappingText,
    whole: Whole = False,
) -> TableImport:
    """Bring a table with its mapping; a job checks it row by row. Nothing is taken in before `import.start`.

    Raises `Refused` (`invalid_input`, or what `rules.importing.mapping` and `domains.legacy.reading` raise) where the mapping cannot
    be read or the file is no such table.
    """
    (file,) = files
    reach = deed.actor.reach(frozenset({GRANT}), deed.day)
    home = f"{settings.LOCALITY.area_code}." if "" in reach else min(reach, key=len)
    source = _new(deed, file, mapping, home, whole=whole)
    attach(deed, file, "tableimport", source.pk, home)
    source.save(force_insert=True)
    deed.afterwards.append(lambda: defer(source.pk))
    return source


@act("import.begin_here", Text("导入历史数据（命令行）", "Import a table (command line)"))
def begin_here(
    deed: Deed,
    path: Annotated[str, field("文件", "File", "text", max_length=4000)],
    mapping: MappingText,
    whole: Whole = False,
) -> TableImport:
    """The same by the command line, of a file on this machine, which is kept. Raises what `begin` raises, and OSError."""
    home = f"{settings.LOCALITY.area_code}."
    given = Path(path)
    file = store_bytes(given.read_bytes(), given.name[:200], "application/octet-stream", home, None)
    source = _new(deed, file, mapping, home, whole=whole)
    file.attached_type, file.attached_to = "tableimport", source.pk
    file.save(update_fields=["attached_type", "attached_to"])
    source.save(force_insert=True)
    return source


@act("import.start", Text("开始导入", "Take the rows in"), on="source")
def start(deed: Deed, source: TableImport) -> TableImport:
    """Take in the rows of a table that was checked. Where it is all or none, no row may have been found wrong."""
    hindered = hindrance_to_start(source)
    if hindered:
        raise hindered
    source.state = RUNNING
    source.added = source.known = source.refused = source.done = 0
    source.save(update_fields=["state", "added", "known", "refused", "done"])
    if source.asked_by_id:
        deed.afterwards.append(lambda: defer(source.pk))
    return source


def hindrance_to_start(source: TableImport) -> Refused | None:
    """Why the rows cannot be taken in now; None where they can."""
    if source.state != CHECKED:
        return Refused("import_elsewhere", Text("只有检查完毕的表格可以开始导入", "Only a table that was checked is taken in"))  # fmt: skip
    if source.whole and source.refused:
        return Refused(
            "import_has_faults",
            Text(
                f"有{source.refused}行不能导入，而该表格要求全部导入或者全部不导入",
                f"{source.refused} rows cannot be taken in, and it is to be all or none",
            ),
        )
    return None


def defer(source: UUID) -> None:
    """Ask the worker to go on with an import, where it does not wait for that already."""
    try:
        with transaction.atomic():
            app.configure_task(WORK, queueing_lock=f"{WORK}/{source}").defer(source=str(source))
    except AlreadyEnqueued:
        _log.debug("import %s stands in the queue already", source)


def _new(deed: Deed, file: StoredFile, mapping: str, home: str, *, whole: bool) -> TableImport:
    """The import as it begins; its rows are read once, so that what is no table is refused at once."""
    found = read_mapping(mapping)
    rows = kept_rows_of(file.blob_id, mapping)
    if not rows:
        raise invalid(FieldError("file", Text("表格中没有数据行", "The table has no rows")))
    return TableImport(
        id=deed.id, target=found.target.code, file=file, file_name=file.name, sha256=file.blob_id, mapping=mapping,
        mapping_name=found.name, mapping_version=found.version, mapping_sha256=hashlib.sha256(mapping.encode()).hexdigest(),
        whole=whole, total=len(rows), asked_by_id=deed.actor.id, begun_at=deed.at, area_path=home,
    )  # fmt: skip
