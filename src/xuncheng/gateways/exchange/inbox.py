"""Taking in what a platform lays down: tables (CSV) and JSON, row by row, each row once however often the file comes or we are stopped.

A file is taken once its checksum fits, or, without one, once nobody has written to it for a while. It goes to `done`, or to `failed`
where a row was refused, with a report beside it that says what became of every row.
"""

from __future__ import annotations

import csv
import fcntl
import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from xuncheng.domains.intake.queries import Sender
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.exchange import log, outbox
from xuncheng.gateways.exchange.folders import (
    CHECKSUM,
    REPORT,
    digest_of,
    folder_of,
    move,
    waiting,
    write_whole,
)
from xuncheng.gateways.exchange.messages import first_of, message_of
from xuncheng.gateways.exchange.queries import folder_subscriptions, rows_of_file
from xuncheng.gateways.exchange.taking_in import READER, platform_of
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.exchange import HAD, REFUSED, RESULTS

SETTLED_SECONDS = 60
"""A file without a checksum is taken once it has not changed for so long."""

GIVEN_UP_SECONDS = 600
"""A file that does not fit its checksum is set aside once it has not changed for so long."""

LARGEST = 20 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")

HEAD = (
    "行 row",
    "结果 result",
    "工单编号 number",
    "案源编号 our number",
    "项目 field",
    "原因 reason",
    "reason",
)

NOTHING = Text("", "")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row; row 0 stands for the file itself."""

    row: int
    result: str
    number: str = ""
    our_number: str = ""
    field: str = ""
    reason: Text = NOTHING

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it stands in the report."""
        return (
            str(self.row), RESULTS[self.result].zh, self.number, self.our_number, self.field, self.reason.zh, self.reason.en,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ran:
    """How many files were taken in, how many of them were set aside, and how many answers were acknowledged."""

    files: int = 0
    failed: int = 0
    acknowledged: int = 0


def run_once(now: float | None = None) -> Ran:
    """Look once into the folders of all platforms. A folder that somebody else is looking into is left to him."""
    moment = time.time() if now is None else now
    files = failed = acknowledged = 0
    for subscription in folder_subscriptions(READER):
        viewer = viewer_of(subscription.owner_id)
        if viewer is None:
            _log.warning("the user of subscription %s is no longer active", subscription.name)
            continue
        sender = platform_of(viewer)
        folder = folder_of(sender.code)
        with _alone(folder) as alone:
            results = [_take_file(viewer, sender, path) for path in _ready(folder, moment)] if alone else []
            acknowledged += outbox.clear_acknowledged(folder) if alone else 0
        files, failed = files + len(results), failed + results.count(False)
    return Ran(files, failed, acknowledged)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else looks into the folder meanwhile; whoever dies lets go."""
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _ready(folder: Path, now: float) -> list[Path]:
    return [path for path in waiting(folder / "inbox") if _is_ready(path, now)]


def _is_ready(path: Path, now: float) -> bool:
    unchanged = now - path.stat().st_mtime
    checksum = path.with_name(path.name + CHECKSUM)
    if not checksum.exists():
        return unchanged >= SETTLED_SECONDS
    return _fits(path) or unchanged >= GIVEN_UP_SECONDS


def _fits(path: Path) -> bool:
    """Whether the file is what its checksum says; one without a checksum fits."""
    checksum = path.with_name(path.name + CHECKSUM)
    if not checksum.exists():
        return True
    said = checksum.read_text(encoding="utf-8", errors="replace").split()
    return bool(said) and said[0].lower() == digest_of(path.read_bytes())


def _take_file(viewer: Viewer, sender: Sender, path: Path) -> bool:
    """Take one file in and put it where it belongs; whether every row was taken."""
    content = path.read_bytes()
    digest = digest_of(content)
    lines = list(_lines(viewer, sender, path, content, digest))
    whole = all(line.result != REFUSED for line in lines)
    room = path.parent.parent / ("done" if whole else "failed")
    write_whole(room / f"{path.name}.{digest[:12]}{REPORT}", _report(lines))
    move(path, room, digest)
    return whole


def _lines(viewer: Viewer, sender: Sender, path: Path, content: bytes, digest: str) -> Iterator[Line]:
    try:
        if not _fits(path):
            raise invalid(FieldError("", Text("文件与校验值不符", "The file does not fit its checksum")))
        rows = rows_in(path.name, content)
    except Refused as refused:
        wrong = first_of(refused)
        yield Line(0, REFUSED, field=wrong.field, reason=wrong.message)
        return
    before = rows_of_file(READER, sender, digest)
    for number, row in rows:
        if done := before.get(number):
            yield Line(number, HAD, done.number, done.report_number)
        else:
            yield _line(viewer, sender, log.Place(path.name[:255], digest, number), row)


def _line(viewer: Viewer, sender: Sender, place: log.Place, row: Any) -> Line:
    number = place.row or 0
    try:
        taken = log.take(viewer, sender, lambda: message_of(row), place)
    except Refused as refused:
        wrong = first_of(refused)
        return Line(number, REFUSED, field=wrong.field, reason=wrong.message)
    return Line(number, taken.result, taken.report.sender_number, taken.report.number)


def rows_in(name: str, content: bytes) -> list[tuple[int, Any]]:
    """The rows of a file with their numbers: of a table as a reader of it counts, of JSON from 1. Raises `Refused` (`invalid_input`)."""
    if len(content) > LARGEST:
        raise invalid(FieldError("", Text("文件超过20 MB", "The file is larger than 20 MB")))
    kind = Path(name).suffix.lower()
    if kind not in _READERS:
        raise invalid(FieldError("", Text("只接收CSV和JSON文件", "Only CSV and JSON are taken")))
    rows = _READERS[kind](content)
    if not rows:
        raise invalid(FieldError("", Text("文件中没有内容", "The file holds nothing")))
    return rows


def _json(content: bytes) -> list[tuple[int, Any]]:
    try:
        found = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise invalid(FieldError("", Text(f"不是JSON：{error}", f"No JSON: {error}"))) from error
    several = found if isinstance(found, list) else [found]
    return list(enumerate(several, start=1))


def _csv(content: bytes) -> list[tuple[int, Any]]:
    reader = csv.DictReader(io.StringIO(_text(content), newline=""))
    rows: list[tuple[int, Any]] = []
    for row in reader:
        given = {
            name: (value or "").strip()
            for name, value in row.items()
            if isinstance(name, str) and name.strip()
        }
        surplus = row.get(None)  # what stands beyond the last heading is kept under None
        if surplus:
            given["row"] = "…"
        if any(given.values()):
            rows.append((reader.line_num, given))
    return rows


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise invalid(FieldError("", Text("文字编码应当是UTF-8或GB18030", "The text should be UTF-8 or GB18030")))


_READERS = {".json": _json, ".csv": _csv}


def _report(lines: list[Line]) -> bytes:
    """The report as a table that spreadsheets open with their Chinese signs right."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(line.cells for line in lines)
    return out.getvalue().encode("utf-8-sig")
