"""Taking in tables and folders by the command line: statutes, benchmarks, powers, areas; with a report at the end."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from xuncheng.domains.law.commands import ImportReport, import_benchmarks, import_laws
from xuncheng.domains.powers.commands import import_powers
from xuncheng.foundation.places.geojson import import_geojson
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.coordinates import Datum
from xuncheng.rules.legal import RuleError


def import_statutes(folder: Path, console: Console) -> bool:
    """Take in a folder of Markdown statutes. False when a file could not be read."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("法律法规 statutes")
        report = import_laws(
            folder,
            lambda done, total, name: bar.update(task, completed=done, total=total, description=name[-30:]),
        )
    return _told(report, console)


def import_bands(table: Path, console: Console) -> bool:
    """Take in a table of benchmarks. False when a row could not be read, or goes beyond the law."""
    try:
        return _told(import_benchmarks(table), console)
    except Refused as wrong:
        console.print(f"[red]{wrong}", highlight=False, soft_wrap=True)
        return False


def _told(report: ImportReport, console: Console) -> bool:
    for remark in report.remarks:
        console.print(f"{remark.where}：{remark.message.zh}", highlight=False, soft_wrap=True)
    console.print(
        f"新增 {report.added}，已有 {report.known}，未收录 {report.refused} / added, known, not taken in"
    )
    return report.refused == 0


def import_areas(path: Path, datum: str, kind: str, parent: str, dry_run: bool, console: Console) -> bool:
    """Take in a GeoJSON file of boundaries. False, with the reason printed, when it does not fit."""
    try:
        report = import_geojson(path, Datum(datum), Area.Kind(kind), parent, dry_run=dry_run)
    except (RuleError, Refused, ValueError) as wrong:
        console.print(f"[red]{wrong}", highlight=False, soft_wrap=True)
        return False
    for note in report.notes:
        console.print(f"{note.zh} / {note.en}", highlight=False, soft_wrap=True)
    done = "将" if report.dry_run else "已"
    console.print(
        f"{done}新增 {report.added}，更新 {report.changed}，未变 {report.unchanged} / added, changed, unchanged"
    )
    return True


def import_power_table(table: Path, dry_run: bool, console: Console) -> bool:
    """Take in a table of powers, or only try it. False when a row could not be taken in; each is told with its reason."""
    try:
        report = import_powers(table, dry_run=dry_run)
    except (Refused, UnicodeDecodeError) as wrong:
        console.print(f"[red]{wrong}", highlight=False, soft_wrap=True)
        return False
    for remark in report.remarks:
        console.print(
            f"{remark.where} {remark.code} {remark.message.zh} / {remark.message.en}",
            highlight=False,
            soft_wrap=True,
        )
    done = "将" if dry_run else "已"
    console.print(
        f"{done}新增 {report.added} 行（{report.decisions} 项决定），已有 {report.known}，未收录 {len(report.remarks)}"
        " / rows added (decisions), known, refused"
    )
    return not report.remarks
