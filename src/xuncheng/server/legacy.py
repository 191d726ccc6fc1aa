"""`xuncheng import`: a table of a former system by the command line, with a report on every row that is not taken in."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from xuncheng.domains.legacy.commands import begin_here, check, start, survey, take
from xuncheng.domains.legacy.fitting import CHANGED, FRESH, KNOWN, REFUSED, Draft, Fitting
from xuncheng.domains.legacy.jobs import CLERK, one
from xuncheng.domains.legacy.queries import (
    CHECKED,
    CHECKING,
    RUNNING,
    TableImport,
    faults_readable_by,
    is_done,
    open_of_file,
)
from xuncheng.domains.legacy.reading import rows_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import BOM, FORMULA
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import EVERYWHERE
from xuncheng.rules.importing.mapping import read_mapping
from xuncheng.rules.legal import RuleError

SHOWN = 50
"""How many lines of the report are printed; all of them stand in the CSV."""

HEAD = ("行 row", "列 column", "字段 field", "代码 code", "原因", "reason")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report, as it is printed and written."""

    row: int
    heading: str
    field: str
    code: str
    zh: str
    en: str

    def cells(self) -> list[str]:
        """Its cells; none is taken for a formula by a spreadsheet."""
        cells = [str(self.row), self.heading, self.field, self.code, self.zh, self.en]
        return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]


def import_file(
    file: Path, mapping: Path, report: Path | None, *, dry_run: bool, whole: bool, console: Console
) -> bool:
    """Take a table in, or only try it. False where the file is no such table, or some row was not taken in."""
    try:
        text = mapping.read_text(encoding="utf-8-sig")
        lines, counts = _tried(file, text, console) if dry_run else _taken(file, text, console, whole=whole)
    except UnicodeDecodeError:
        console.print(f"[red]{mapping}：映射文件应为UTF-8 / the mapping is to be UTF-8", highlight=False)
        return False
    except (Refused, RuleError) as wrong:
        reasons = [one.message.zh for one in wrong.errors] if isinstance(wrong, Refused) else []
        console.print(
            "[red]" + "；".join([str(wrong), *reasons]), highlight=False, soft_wrap=True, markup=True
        )
        return False
    _print(lines, console)
    if report:
        _write(lines, report)
    done = "试运行，未写入，将" if dry_run else ""
    console.print(
        f"{done}新增 {counts[FRESH]}，已有 {counts[KNOWN]}，未导入 {counts[REFUSED]} / added, known, refused"
        + (" (dry run)" if dry_run else ""),
        highlight=False,
    )
    return not counts[REFUSED]


def import_once(file: Path, mapping: Path) -> None:
    """Take a table in without a word, unless it is in already. Raises `Refused` and `RuleError`."""
    text = mapping.read_text(encoding="utf-8")
    sha256s = [hashlib.sha256(one).hexdigest() for one in (file.read_bytes(), text.encode())]
    with reading(CLERK):
        done = is_done(CLERK, *sha256s)
    if not done:
        _taken(file, text, Console(quiet=True), whole=False)


def _tried(file: Path, text: str, console: Console) -> tuple[Sequence[ReportLine], Counter[str]]:
    """What would come of the table: nothing is written, and the file is not kept."""
    mapping, lines, counts = read_mapping(text), list[ReportLine](), Counter[str]()
    rows = rows_of(file.read_bytes(), mapping)
    with reading(CLERK), Progress(console=console, transient=True) as bar:
        task = bar.add_task("检查 checking", total=len(rows))
        fitting = Fitting(mapping, CLERK, (EVERYWHERE,), f"{settings.LOCALITY.area_code}.")
        for drafts in survey(fitting, rows):
            lines += _lines(drafts)
            counts.update(KNOWN if draft.fate == CHANGED else draft.fate for draft in drafts)
            bar.advance(task, len(drafts))
    return lines, counts


def _lines(drafts: Iterable[Draft]) -> list[ReportLine]:
    return [
        ReportLine(draft.row.number, fault.heading, fault.field, fault.code, fault.message.zh, fault.message.en)
        for draft in drafts for fault in draft.remarks
    ]  # fmt: skip


def _taken(
    file: Path, text: str, console: Console, *, whole: bool
) -> tuple[Sequence[ReportLine], Counter[str]]:
    """Take the table in, or go on where an import of it was interrupted. Raises `Refused` and `RuleError`."""
    source = _begun(file, text, console, whole=whole)
    if source.state == CHECKING:
        check(Deed(CLERK), source)
    if one(source.pk).state == CHECKED:
        start(Deed(CLERK), source)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("导入 taking in", total=source.total)
        while (now := one(source.pk)).state == RUNNING:
            bar.update(task, completed=now.done)
            take(Deed(CLERK), now)
    with reading(CLERK):
        faults = list(faults_readable_by(CLERK).filter(source=source.pk).order_by("row", "id"))
    lines = [ReportLine(f.row, f.heading, f.field, f.code, f.message_zh, f.message_en) for f in faults]
    return lines, Counter({FRESH: now.added, KNOWN: now.known, REFUSED: now.refused})


def _begun(file: Path, text: str, console: Console, *, whole: bool) -> TableImport:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    with reading(CLERK):
        found = open_of_file(CLERK, sha256, hashlib.sha256(text.encode()).hexdigest())
    if found is None:
        return begin_here(Deed(CLERK), path=str(file.resolve()), mapping=text, whole=whole)
    console.print(f"继续上次中断的导入，已办{found.done}行 / going on after {found.done} rows", highlight=False)  # fmt: skip
    return found


def _print(lines: Sequence[ReportLine], console: Console) -> None:
    if not lines:
        return
    table = Table(*HEAD)
    for line in lines[:SHOWN]:
        table.add_row(*line.cells())
    console.print(table)
    if len(lines) > SHOWN:
        console.print(f"其余{len(lines) - SHOWN}条见报告（--report） / the others are in the report", highlight=False)  # fmt: skip


def _write(lines: Sequence[ReportLine], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(BOM)
        writer = csv.writer(out)
        writer.writerow(HEAD)
        writer.writerows(line.cells() for line in lines)
