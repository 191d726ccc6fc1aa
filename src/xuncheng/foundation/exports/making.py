"""Making the file of a list: page after page, each in a transaction of its own, as whoever asked for it sees it at that moment.

Of the rows one page is in memory. The file is put into the store when it is whole, and only then does the row say that it is there:
whoever dies before leaves an export that the next one begins anew. One is made at a time, so that other jobs have their turn.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from xuncheng.foundation.exports.models import CANCELLED, DONE, EXPIRED, FAILED, MAKING, Export
from xuncheng.foundation.exports.queries import (
    CLERK,
    left_over,
    outlived,
    readable_by,
    to_begin,
    under_way,
)
from xuncheng.foundation.files.store import EXPORTS, store
from xuncheng.foundation.messages.relay import tell
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.people.listing import EXPORT_ROWS, LISTINGS, Listing, Writer, csv_file
from xuncheng.foundation.people.spreadsheets import write_xlsx
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.problem import problem_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

WRITERS: Mapping[str, Writer] = {"csv": csv_file, "xlsx": write_xlsx}

SILENT = timedelta(seconds=60)
"""After so long without a sign of life its maker is taken for dead: a page takes a second, packing a long spreadsheet some seconds."""

KEPT = timedelta(days=7)
"""How long a file may be fetched."""

MOST_TRIES = 3
"""How often an export is begun: one that kills its maker is not begun for ever."""

_ONE_AT_A_TIME = 0x5843_4558
"""Key of the lock under which it is decided whose turn it is."""

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """The export was called off meanwhile, or somebody else makes it."""


def make_next() -> bool:
    """Make the file of the next export, if it is nobody's turn already; whether more are to be made."""
    export = _take()
    if export is None:
        return False
    _make(export)
    with reading(CLERK):
        return under_way().exists()


def _take() -> Export | None:
    """The next export, marked as being made; None where none waits, or one is being made."""
    now = timezone.now()
    with transaction.atomic():
        set_scope(CLERK)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        if under_way().filter(state=MAKING, moved_at__gte=now - SILENT).exists():
            return None
        export = to_begin(now - SILENT).first()
        if export is None:
            return None
        if export.attempt:
            store(EXPORTS).remove(export.attempt.hex)
        export.state, export.tries, export.attempt, export.moved_at = MAKING, export.tries + 1, uuid4(), now
        export.found, export.rows = None, 0
        export.save(update_fields=["state", "tries", "attempt", "moved_at", "found", "rows"])
    return export


def _make(export: Export) -> None:
    """Make it; whatever goes wrong with it is noted in it. A database that is away is raised: it is begun anew later."""
    try:
        if export.tries > MOST_TRIES:
            raise _gave_up()
        size = _written(export)
    except Stopped:
        _drop(export)
    except Refused as refused:
        _fail(export, refused)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the asker is told, and the next one is made
        _log.exception("export %s of %s failed", export.pk, export.listing)
        _fail(export, _broken())
    else:
        _finish(export, size)


def _written(export: Export) -> int:
    """Write the file and put it into the store; how many bytes it has."""
    viewer, listing = viewer_of(export.asked_by_id), LISTINGS.get(export.listing)
    if viewer is None or listing is None:
        raise _gone()
    query = listing.query.model_validate(export.filter)
    with reading(viewer, lists=True):
        found = listing.found(viewer, query).order_by().select_related(None).values("pk").count()
    _note(export, found=found)
    head = [column.en if export.language == "en" else column.zh for column in listing.columns]
    with NamedTemporaryFile(suffix=f".{export.format}") as file:
        export.rows = WRITERS[export.format](file, head, _lines(export, listing, viewer, query))
        file.flush()
        size = os.fstat(file.fileno()).st_size
        _note(export, rows=export.rows)
        _put(export, file)
    return size


def _put(export: Export, file: IO[bytes]) -> None:
    if export.attempt:
        store(EXPORTS).put(export.attempt.hex, Path(file.name))


def _lines(export: Export, listing: Listing[Any], viewer: Viewer, query: Any) -> Iterator[Sequence[Any]]:
    """The cells of each row; after each page it is noted how far it has come."""
    written = 0
    for some in listing.pages(viewer, query):
        for item, row in some[: EXPORT_ROWS - written]:
            yield [column.cell(item, row, export.language) for column in listing.columns]  # type: ignore[arg-type] # one of the two languages
        written += len(some)
        _note(export, rows=min(written, EXPORT_ROWS))
        if written >= EXPORT_ROWS:
            return


def _note(export: Export, **told: Any) -> None:
    """Note how far it has come. Raises `Stopped` where it is no longer this one's to make."""
    with transaction.atomic():
        set_scope(CLERK)
        if not _mine(export).update(moved_at=timezone.now(), **told):
            raise Stopped


def _mine(export: Export) -> Any:
    return readable_by(CLERK).filter(pk=export.pk, state=MAKING, attempt=export.attempt)


def _finish(export: Export, size: int) -> None:
    now = timezone.now()
    with transaction.atomic():
        set_scope(CLERK)
        done = _mine(export).update(
            state=DONE, size=size, rows=export.rows, ended_at=now, expires_at=now + KEPT
        )
        if done:
            tell([(export.pk, _draft(export, _done(export.rows)))], now)
    if not done:
        _drop(export)


def _fail(export: Export, refused: Refused) -> None:
    now = timezone.now()
    with transaction.atomic():
        set_scope(CLERK)
        refusal = problem_of(refused, english=False)
        if _mine(export).update(state=FAILED, refusal=refusal, ended_at=now):
            tell([(export.pk, _draft(export, refused.message))], now)
    _drop(export)


def _drop(export: Export) -> None:
    """Remove what this attempt may have put into the store."""
    if export.attempt:
        store(EXPORTS).remove(export.attempt.hex)


def _done(rows: int) -> Text:
    days = KEPT.days
    return Text(f"共{rows}行，{days}日内可以下载", f"{rows} rows; it may be fetched within {days} days")


def _draft(export: Export, text: Text) -> NotificationDraft:
    title = Text(f"导出任务已结束：{export.title}", f"Export over: {export.title}")
    return NotificationDraft(export.asked_by_id, title, text, f"/exports/{export.pk}")


def _gone() -> Refused:
    return Refused(
        "asker_gone",
        Text(
            "提请人已被停用，或者列表已不存在",
            "Whoever asked is no longer active, or the list is gone",
        ),
        status=403,
    )


def _broken() -> Refused:
    return Refused(
        "internal",
        Text(
            "程序出错，已记录：请缩小范围后重新导出",
            "The program failed; it is noted. Ask again for less",
        ),
        status=500,
    )


def _gave_up() -> Refused:
    return Refused(
        "export_gave_up",
        Text(f"已尝试{MOST_TRIES}次，均未能完成：请缩小范围后重新导出", f"Begun {MOST_TRIES} times and never ended: ask again for less"),
        status=500,
    )  # fmt: skip


def clear() -> int:
    """Remove files that nobody may fetch any more; how many there were."""
    now = timezone.now()
    with transaction.atomic():
        set_scope(CLERK)
        over = [*outlived(now), *left_over()]
        _remove(over)
        keys = [one.pk for one in over]
        readable_by(CLERK).filter(pk__in=keys, state=DONE).update(state=EXPIRED)
        readable_by(CLERK).filter(pk__in=keys, state=CANCELLED).update(attempt=None)
    return len(over)


def _remove(exports: Iterable[Export]) -> None:
    for export in exports:
        _drop(export)
