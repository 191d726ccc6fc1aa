"""Checking the whole trail: whatever was changed, removed, moved or put in by hand is found and named.

Every hash is computed anew here, from what the database holds; the database is not asked whether it is right.
What cannot be seen from the trail alone: acts of a day that is not sealed yet, cut off together with the end
of their chain; and a trail written anew from beginning to end, seals and all. Against that, compare
`VerifyReport.last_seal` with what was made public of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from multiprocessing import get_context
from time import perf_counter
from typing import NamedTuple
from uuid import UUID

import psycopg
from django.db import connection as django_connection
from psycopg.conninfo import make_conninfo

from xuncheng.foundation.trail.chain import START, TEXTS, merkle_root, seal_hash
from xuncheng.foundation.trail.days import day_of, midnight, today
from xuncheng.foundation.trail.diagnosis import End, Fault, Row, Wrong, diagnose
from xuncheng.foundation.trail.sealing import ONE_DAY
from xuncheng.foundation.trail.sweep import Chains, Days, Reader, Swept, open_trail, parts_of, sweep
from xuncheng.rules.legal import Text

PART = 25_000
"""How many entries are read in one go: also how often progress is told."""

FEW = 2 * PART
"""Up to so many entries, starting more processes takes longer than reading."""

DAYS = 30
GRACE = timedelta(days=2)
"""How long after its end a day may be without a seal."""

Progress = Callable[[int, int], None]
"""Told again and again: entries read, and of how many."""


@dataclass(frozen=True, slots=True)
class SealFault:
    """One faulty daily seal, or several in a row that are gone up to `until`."""

    wrong: Wrong
    day: date
    detail: Text
    until: date | None = None

    @property
    def sentence(self) -> Text:
        """The fault in one line, for a person."""
        days = f"{self.day}" if self.until in (None, self.day) else f"{self.day}–{self.until}"
        label = self.wrong.label
        return Text(
            f"{days}日封：{label.zh}（{self.detail.zh}）", f"seal of {days}: {label.en} ({self.detail.en})"
        )


class LastSeal(NamedTuple):
    """The newest daily seal: everything up to the end of its day hangs on this hash."""

    day: date
    hash: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was checked, how long it took, and what is wrong."""

    entries: int
    chains: int
    seals: int
    last_seal: LastSeal | None
    faults: tuple[Fault | SealFault, ...]
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def summary(self) -> Text:
        """What was checked and found, in one line."""
        rate = int(self.entries / self.seconds)
        found = Text("全部完好", "all sound")
        if self.faults:
            found = Text(f"发现{len(self.faults)}处问题", f"{len(self.faults)} faults")
        return Text(
            f"核验{self.entries:,}条记录、{self.chains:,}条链、{self.seals:,}个日封，用时{self.seconds:.1f}秒"
            f"（每秒{rate:,}条）：{found.zh}",
            f"{self.entries:,} entries in {self.chains:,} chains and {self.seals:,} daily seals checked in "
            f"{self.seconds:.1f} s ({rate:,} a second): {found.en}",
        )


def silent(_done: int, _of: int) -> None:
    """Tell nobody."""


def verify(progress: Progress = silent, processes: int | None = None) -> VerifyReport:
    """Check every entry, every chain's end and every daily seal, all as of one moment.

    Acts may go on meanwhile. `processes` is how many read at once; None: as many as there are processors, if
    it pays. Raises `psycopg.Error` when the database goes away.
    """
    started = perf_counter()
    address = _address()
    with open_trail(address) as connection:
        swept = _read_all(connection, address, processes, progress)
        seals = _seals(connection)
        faults: tuple[Fault | SealFault, ...] = (
            *_entry_faults(connection, swept.suspects),
            *_seal_faults(seals, swept.roots),
            *_overdue(connection, seals),
        )
    seconds = perf_counter() - started
    return VerifyReport(swept.entries, swept.chains, len(seals), _last(seals), faults, seconds)


def _address() -> str:
    """How to connect to the database that Django is connected to."""
    django_connection.ensure_connection()
    info = django_connection.connection.info
    return make_conninfo(info.dsn, password=info.password or None)


# --- reading ------------------------------------------------------------------------------------------------


def _read_all(
    connection: psycopg.Connection, address: str, processes: int | None, progress: Progress
) -> Swept:
    total, parts = _parts(connection)
    swept = Swept()
    progress(0, total)
    with _reading(connection, address, processes or _processes(total)) as read:
        for found in read(parts):
            swept.add(found)
            progress(min(swept.entries, total), total)
    return swept


def _processes(entries: int) -> int:
    return 1 if entries <= FEW else len(os.sched_getaffinity(0))


# Cut so that each part holds about as many entries; heads tell how many there are without reading them.
_CUTS = """
SELECT DISTINCT ON (part) part, chain
  FROM (SELECT chain, sum(greatest(seq, 1)) OVER (ORDER BY chain) / %s AS part FROM trail_head) AS heads
 ORDER BY part, chain
"""


def _parts(connection: psycopg.Connection) -> tuple[int, list[Chains | Days]]:
    """How many entries there are, as far as their heads say, and the parts to read them in."""
    total = connection.execute("SELECT coalesce(sum(greatest(seq, 0)), 0)::bigint FROM trail_head").fetchone()
    cuts = connection.execute(_CUTS, [PART]).fetchall()
    first, last = connection.execute("SELECT min(day), max(day) FROM trail_leaf").fetchone() or (None, None)
    return total[0] if total else 0, [*_months(first, last), *parts_of([chain for _, chain in cuts])]


def _months(first: date | None, last: date | None) -> Iterator[Days]:
    while first and last and first <= last:
        until = min(first + timedelta(days=DAYS - 1), last)
        yield Days(first, until)
        first = until + timedelta(days=1)


Reading = Callable[[Iterable[Chains | Days]], Iterator[Swept]]


@contextmanager
def _reading(connection: psycopg.Connection, address: str, processes: int) -> Iterator[Reading]:
    """What reads parts: this process alone, or several that share its snapshot."""
    if processes == 1:
        yield lambda parts: (sweep(connection, part) for part in parts)
        return
    snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
    opening = (address, snapshot[0] if snapshot else "")
    with ProcessPoolExecutor(processes, get_context("spawn"), Reader.open, opening) as pool:
        yield lambda parts: (
            done.result() for done in as_completed([pool.submit(Reader.read, part) for part in parts])
        )


# --- entries ------------------------------------------------------------------------------------------------

_ROWS = f"""
SELECT e.seq, encode(hash, 'hex'), {", ".join(f"({text})::text" for text in TEXTS.values())}
  FROM trail_entry e WHERE chain = %s ORDER BY e.seq, e.ctid
"""  # noqa: S608 # the texts are constants
_HEAD = "SELECT seq, encode(hash, 'hex') FROM trail_head WHERE chain = %s"
_LEAVES = "SELECT seq, encode(hash, 'hex'), day FROM trail_leaf WHERE chain = %s ORDER BY day"


def _entry_faults(connection: psycopg.Connection, suspects: Iterable[UUID]) -> Iterator[Fault]:
    for chain in sorted(suspects):
        found = connection.execute(_ROWS, [chain]).fetchall()
        rows = [Row(seq, tuple(texts), digest) for seq, digest, *texts in found]
        head = connection.execute(_HEAD, [chain]).fetchone()
        leaves = [End(*leaf) for leaf in connection.execute(_LEAVES, [chain]).fetchall()]
        yield from diagnose(chain, rows, End(*head) if head else None, leaves) or [_unexplained(chain)]


def _unexplained(chain: UUID) -> Fault:
    return Fault(Wrong.CHANGED, chain, 0, Text("链不成立，无法指明何条", "it does not hold; no telling why"))


# --- seals --------------------------------------------------------------------------------------------------


class _Seal(NamedTuple):
    day: date
    chains: int
    root: bytes
    prev: bytes


def _seals(connection: psycopg.Connection) -> list[_Seal]:
    rows = connection.execute("SELECT day, chains, root, prev FROM trail_seal ORDER BY day").fetchall()
    return [_Seal(*row) for row in rows]


def _last(seals: Sequence[_Seal]) -> LastSeal | None:
    return LastSeal(seals[-1].day, _hash(seals[-1]).hex()) if seals else None


def _hash(seal: _Seal) -> bytes:
    return seal_hash(seal.day, seal.root, seal.prev)


def _seal_faults(seals: Sequence[_Seal], roots: dict[date, tuple[bytes, int]]) -> Iterator[SealFault]:
    empty = (merkle_root([]), 0)
    for seal in seals:
        if (seal.root, seal.chains) != roots.get(seal.day, empty):
            yield SealFault(
                Wrong.CHANGED, seal.day, Text("与其叶节点不符", "its leaves do not give its root")
            )
    yield from _gone({seal.day for seal in seals}, roots.keys())
    yield from _broken_links(seals)


def _gone(sealed: set[date], with_leaves: Iterable[date]) -> Iterator[SealFault]:
    """Runs of days without a seal, between others or with leaves."""
    known = sealed.union(with_leaves)
    if not known:
        return
    first, last = min(known), max(known)
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    for missing, run in groupby(days, key=lambda day: day not in sealed):
        if missing:
            start, *rest = run
            detail = Text("其后仍有日封或叶节点", "there are later seals, or leaves")
            yield SealFault(Wrong.MISSING, start, detail, until=[start, *rest][-1])


def _broken_links(seals: Sequence[_Seal]) -> Iterator[SealFault]:
    for before, seal in zip((None, *seals), seals, strict=False):
        follows = _hash(before) if before else START
        adjacent = before is None or seal.day - before.day == ONE_DAY
        if adjacent and seal.prev != follows:
            yield SealFault(
                Wrong.CHANGED, seal.day, Text("与前一日封不相接", "it does not follow on the seal before it")
            )


_UNSEALED = (
    "SELECT min(received_at) FROM trail_entry WHERE received_at >= coalesce(%s, '-infinity'::timestamptz)"
)


def _overdue(connection: psycopg.Connection, seals: Sequence[_Seal]) -> Iterator[SealFault]:
    """Days whose acts should have been sealed by now."""
    since = midnight(seals[-1].day + ONE_DAY) if seals else None
    row = connection.execute(_UNSEALED, [since]).fetchone()
    if row is None or row[0] is None:
        return
    first, now = day_of(row[0]), today()
    if first + ONE_DAY + GRACE <= now:
        detail = Text("该日起有记录而未封存", "acts of that day and later were never sealed")
        yield SealFault(Wrong.MISSING, first, detail, until=now - ONE_DAY)
