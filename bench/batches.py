"""A thousand signed documents by the job queue: a batch of reminders to pay, done by the worker as the platform starts it.

The demo's cases whose fine is overdue are kept and multiplied, each with its documents. Their officers ask for a reminder on
each (`fine.remind`): the worker judges the case by its procedure table, numbers, lays out, signs and files the document, moves
the facts of the case, and writes trail entry and event, as ever, with the disk waited for. Timed is from the asking to the
last line. `python -m bench.batches open` prints the cases, `… ask` asks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import psycopg
from bench.database import PROGRAM, Database
from bench.measurement import Figures, Measurement, Tell
from bench.multiply import multiply

from xuncheng.server.cluster import Role

WITHIN_S, CORES = 75, 2
"""What is promised for a thousand, and on which machine."""

ACT = "fine.remind"
_WARM = 20
"""Lines done before those that count: the worker has started, fonts are read."""
_LONGEST_S = 600

_KEEP = """
SET session_replication_role = replica;
DELETE FROM messages_outbox;
DELETE FROM cases_deadline WHERE case_id <> ALL (%(kept)s::uuid[]);
DELETE FROM cases_case WHERE id <> ALL (%(kept)s::uuid[]);
"""
_LEFT = "SELECT count(*) FROM batches_line WHERE state = 'waiting'"
_DONE = """
SELECT count(*), count(d.id), extract(epoch FROM max(l.at) - min(b.asked_at))::float8, coalesce(sum(d.pages), 0)
  FROM batches_line AS l JOIN batches_batch AS b ON b.id = l.batch_id
  LEFT JOIN documents_document AS d ON d.made_by_act = l.id
 WHERE l.batch_id = ANY (%s::uuid[]) AND l.state = 'done'
"""


def prepare(database: Database, demo: Database, documents: int, tell: Tell) -> None:
    """Make the database: the demo's cases that may be reminded, multiplied."""
    tell("finding cases that may be reminded")
    kept = json.loads(demo.run(sys.executable, "-m", "bench.batches", "open"))
    database.create(demo)
    with psycopg.connect(database.dsn(Role.SUPERUSER)) as connection:
        for statement in filter(str.strip, _KEEP.split(";")):
            connection.execute(statement.encode(), {"kept": kept} if "%" in statement else None)
    multiply(database.dsn(Role.SUPERUSER), 0, documents + _WARM, lambda _: None, whole=1)


def measure(database: Database, documents: int, tell: Tell) -> Figures:
    """Let the worker do a batch of so many."""
    with _working(database) as worker:
        _finished(database, _asked(database, _WARM))
        tell(f"{documents:,} reminders by the job queue")
        busy = _seconds_of_processor(worker)
        done, made, seconds, pages = _finished(database, _asked(database, documents))
        busy = _seconds_of_processor(worker) - busy
    row = Measurement(
        f"{documents:,} signed documents by the job queue", seconds, "s", seconds / busy,
        f"the worker's processor: {busy:.1f} s", f"< {WITHIN_S} s on {CORES} cores",
        seconds < WITHIN_S if documents == 1000 else None,
    )  # fmt: skip
    if (done, made) != (documents, documents):
        raise RuntimeError(f"of {documents} lines {done} were done, with {made} documents")
    return Figures(
        [row],
        f"{made:,} documents of {pages:,} pages; {busy / made * 1000:.0f} ms of processor each, all in all.",
    )


@contextmanager
def _working(database: Database) -> Iterator[int]:
    """The worker of the platform; its process number."""
    started = subprocess.Popen([PROGRAM, "worker"], env=dict(database.environment))  # noqa: S603 # our own program
    try:
        yield started.pid
    finally:
        started.terminate()
        started.wait()


def _asked(database: Database, number: int) -> list[str]:
    asked: list[str] = json.loads(database.run(sys.executable, "-m", "bench.batches", "ask", str(number)))
    return asked


def _finished(database: Database, batches: list[str]) -> tuple[int, int, float, int]:
    """Wait for the end: how many lines were done, with how many documents, in how many seconds, and of how many pages."""
    until = time.monotonic() + _LONGEST_S
    while database.query(_LEFT) != [(0,)]:
        if time.monotonic() > until:
            raise RuntimeError("the batch does not end")
        time.sleep(0.2)
    ((done, made, seconds, pages),) = database.query(_DONE, [batches])
    return int(str(done)), int(str(made)), float(str(seconds)), int(str(pages))


def _seconds_of_processor(process: int) -> float:
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")


def _cases() -> list[tuple[Any, Any]]:
    """The cases that may be reminded today, each with the officer in charge, in an order that stays."""
    from xuncheng.domains.cases.queries import readable_by
    from xuncheng.foundation.people.viewers import viewer_of
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.governed import verdicts
    from xuncheng.foundation.trail.scope import reading
    from xuncheng.foundation.trail.viewer import program

    clerk = program("bench", ())
    with reading(clerk):
        cases = list(
            readable_by(clerk).filter(closed_on=None).select_related("handler").order_by("handler", "id")
        )
        officers = {case.handler_id: viewer_of(case.handler_id) for case in cases}
        deeds = {key: Deed(viewer) for key, viewer in officers.items() if viewer}
        return [
            (deeds[case.handler_id], case.pk) for case in cases
            if any(one.rule.name == ACT and one.allowed for one in verdicts(case, deeds[case.handler_id]))
        ]  # fmt: skip


def _ask(number: int) -> list[str]:
    """Each officer asks for those of his cases that are among so many."""
    from uuid_utils.compat import uuid7

    from xuncheng.foundation.batches.commands import BatchLine, ask_batch
    from xuncheng.foundation.trail.deed import Deed

    asked = []
    for deed, cases in groupby(_cases()[:number], key=lambda pair: pair[0]):
        lines = [BatchLine(id=uuid7(), on=case, input={}) for _, case in cases]
        by = (deed.day + timedelta(days=15)).isoformat()
        asked.append(str(ask_batch(Deed(deed.actor), ACT, lines, {"perform_by": by}).pk))
    return asked


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import connection

    what, *given = sys.argv[1:]
    if what == "open":
        print(json.dumps([str(case) for _, case in _cases()]))
    else:
        print(json.dumps(_ask(*map(int, given))))
    connection.close()
