"""Taking in a folder of laws: one act a file, what is known already passed over, what is odd reported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from xuncheng.domains.law.commands.statutes import LawFile, import_statute
from xuncheng.domains.law.models import StatuteVersion
from xuncheng.domains.law.parsing import Unreadable, read_statute
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.legal import Text

Progress = Callable[[int, int, str], None]
"""Told after each file or row: how many are done, of how many, and which it was."""


def unwatched(_done: int, _total: int, _name: str) -> None:
    """Progress that nobody looks at."""


IMPORTER = program("法规导入", ["statute.import", "matter.set", "benchmark.set"])


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one file or row that a person should look at. `kept` says whether it was taken in."""

    where: str
    code: str
    message: Text
    kept: bool


@dataclass(slots=True)
class ImportReport:
    """What came of an import: how many were added, how many were known already, and what was odd."""

    added: int = 0
    known: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many were not taken in."""
        return sum(not remark.kept for remark in self.remarks)


def import_laws(folder: Path, progress: Progress = unwatched, actor: Viewer = IMPORTER) -> ImportReport:
    """Take in all Markdown files below a folder, in the order of their paths. Doing it again adds nothing.

    Raises FileNotFoundError if there is no such folder, and `Refused` if the actor may not import.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    report = ImportReport()
    known = set(StatuteVersion.objects.values_list("digest", flat=True))
    files = sorted(folder.rglob("*.md"))
    for done, path in enumerate(files, start=1):
        name = path.relative_to(folder).as_posix()
        _take_in(path, name, known, report, actor)
        progress(done, len(files), name)
    if report.added:
        _tidy_search()
    return report


def _take_in(path: Path, name: str, known: set[str], report: ImportReport, actor: Viewer) -> None:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest in known:
        report.known += 1
        return
    try:
        text = content.decode("utf-8")
        found = read_statute(name, text)
    except UnicodeDecodeError:
        not_utf8 = Text("文件不是UTF-8编码", "The file is not UTF-8")
        report.remarks.append(Remark(name, "not_utf8", not_utf8, kept=False))
        return
    except Unreadable as reason:
        report.remarks.append(Remark(name, reason.code, reason.message, kept=False))
        return
    import_statute(Deed(actor), LawFile(path=name, text=text))
    known.add(digest)
    report.added += 1
    report.remarks += [Remark(name, note.code, note.message, kept=True) for note in found.notes]


def _tidy_search() -> None:
    """Put the search index in order at once, rather than when the database finds time for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT law_tidy_search()")
