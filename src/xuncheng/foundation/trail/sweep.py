"""Reading the trail once, as fast as it comes: which chains do not hold, and what the daily seals should say.

The parts of the trail are read through connections of their own, in one snapshot shared by all, so that
several processes sweep side by side while acts go on. What is found here is only where to look; what happened
there is for `diagnosis` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from typing import ClassVar
from uuid import UUID

import psycopg
from psycopg import sql

from xuncheng.foundation.trail.chain import START, TEXTS, merkle_root

_LEAST, _GREATEST = UUID(int=0), UUID(int=2**128 - 1)
_DAY_ZERO = date(2000, 1, 1)

# Rows come in PostgreSQL's binary form, where what stands first has a fixed place: key and number of the entry,
# with their lengths between them, then the hashed text with the hash at its end.
_ENTRIES = f"""
COPY (SELECT chain, seq, convert_to(concat_ws(E'\\x1f', {", ".join(TEXTS.values())}), 'UTF8') || hash
        FROM trail_entry WHERE chain BETWEEN {{since}} AND {{until}} ORDER BY chain, seq)
  TO STDOUT (FORMAT BINARY)
"""  # noqa: S608 # constants
_KEY, _SEQ, _TEXT, _HASH = slice(6, 22), slice(26, 30), slice(34, -32), slice(-32, None)

# The same for leaves: day and key, then the hash and whether the entry has it.
_LEAVES = """
COPY (SELECT l.day - date '2000-01-01', l.chain, l.hash || CASE WHEN e.hash = l.hash THEN '1' ELSE '0' END::bytea
        FROM trail_leaf l LEFT JOIN trail_entry e ON e.chain = l.chain AND e.seq = l.seq
       WHERE l.day BETWEEN {since} AND {until} ORDER BY l.day, l.chain)
  TO STDOUT (FORMAT BINARY)
"""
_LEAF_DAY, _LEAF_KEY, _LEAF_HASH, _HOLDS = slice(6, 10), slice(14, 30), slice(34, -1), slice(-1, None)

_SIGNATURE_BYTES = 19
_TRAILER = b"\xff\xff"

_HEADS = "SELECT uuid_send(chain), seq, hash FROM trail_head WHERE chain BETWEEN {since} AND {until}"


@dataclass(frozen=True, slots=True)
class Chains:
    """A part of the trail: the chains from one key to another, both included."""

    since: UUID = _LEAST
    until: UUID = _GREATEST


@dataclass(frozen=True, slots=True)
class Days:
    """A part of the seals: the leaves from one day to another, both included."""

    since: date
    until: date


@dataclass(slots=True)
class Swept:
    """What was read, which chains do not hold, and of each day the root and the number of its leaves."""

    entries: int = 0
    chains: int = 0
    suspects: set[UUID] = field(default_factory=set)
    roots: dict[date, tuple[bytes, int]] = field(default_factory=dict)

    def add(self, other: Swept) -> None:
        """Take in what was found in another part."""
        self.entries += other.entries
        self.chains += other.chains
        self.suspects |= other.suspects
        self.roots |= other.roots


def open_trail(address: str, snapshot: str | None = None) -> psycopg.Connection:
    """A connection in a transaction that only reads and sees every area, as of now or of a snapshot."""
    connection = psycopg.connect(address, autocommit=True)
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    if snapshot:
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(snapshot))
    connection.execute("SELECT set_config('xuncheng.scope', '{\"\"}', true)")
    return connection


class Reader:
    """What a process that sweeps beside others reads with; opened once for all its parts."""

    _connection: ClassVar[psycopg.Connection]

    @classmethod
    def open(cls, address: str, snapshot: str) -> None:
        """Begin to read in a snapshot that another process holds."""
        cls._connection = open_trail(address, snapshot)

    @classmethod
    def read(cls, part: Chains | Days) -> Swept:
        """Check one part."""
        return sweep(cls._connection, part)


def sweep(connection: psycopg.Connection, part: Chains | Days) -> Swept:
    """Check one part."""
    return _sweep_chains(connection, part) if isinstance(part, Chains) else _sweep_leaves(connection, part)


def parts_of(since: list[UUID]) -> list[Chains]:
    """All chains there can be, cut before each of these keys."""
    bounds = [_LEAST, *(key for key in sorted(set(since)) if key != _LEAST)]
    ends = [UUID(int=key.int - 1) for key in bounds[1:]] + [_GREATEST]
    return [Chains(first, last) for first, last in zip(bounds, ends, strict=True)]


def _sweep_chains(connection: psycopg.Connection, part: Chains) -> Swept:
    with connection.cursor(binary=True) as cursor:
        heads = cursor.execute(sql.SQL(_HEADS).format(since=part.since, until=part.until)).fetchall()
    walk = _Walk({key: (seq, digest) for key, seq, digest in heads})
    entries = 0
    for row in _rows(connection, _ENTRIES, part):
        walk.take(row)
        entries += 1
    walk.close()
    suspects = walk.suspects | walk.heads.keys()
    return Swept(entries, walk.chains, {UUID(bytes=key) for key in suspects})


class _Walk:
    """Following chain after chain, entry after entry.

    The number of an entry and the hash before it are under its own hash: where every hash is right and every
    entry follows on the one before, none is missing between them, moved or put in.
    """

    def __init__(self, heads: dict[bytes, tuple[int, bytes]]) -> None:
        self.heads = heads
        self.suspects = set[bytes]()
        self.chains = 0
        self._key = b""
        self._seq = b""
        self._hash = START

    def take(self, row: bytes) -> None:
        """Check one entry: that it follows on the one before, and that its content is what its hash says."""
        key, text, digest = row[_KEY], row[_TEXT], row[_HASH]
        if key != self._key:
            self.close()
            self.chains += 1
            self._key, self._hash = key, START
        if not text.startswith(self._hash.hex().encode()) or sha256(text).digest() != digest:
            self.suspects.add(key)
        self._seq, self._hash = row[_SEQ], digest

    def close(self) -> None:
        """Compare the end of the chain that was followed with its head."""
        end = (int.from_bytes(self._seq, signed=True), self._hash)
        if self._key and self.heads.pop(self._key, None) != end:
            self.suspects.add(self._key)


def _sweep_leaves(connection: psycopg.Connection, part: Days) -> Swept:
    swept = Swept()
    rows = _rows(connection, _LEAVES, part)
    for day, leaves in groupby(rows, key=lambda row: row[_LEAF_DAY]):
        hashes = list(_hashes(leaves, swept.suspects))
        swept.roots[_DAY_ZERO + timedelta(int.from_bytes(day, signed=True))] = (
            merkle_root(hashes),
            len(hashes),
        )
    return swept


def _hashes(leaves: Iterable[bytes], suspects: set[UUID]) -> Iterator[bytes]:
    for leaf in leaves:
        if leaf[_HOLDS] != b"1":
            suspects.add(UUID(bytes=leaf[_LEAF_KEY]))
        yield leaf[_LEAF_HASH]


def _rows(connection: psycopg.Connection, query: str, part: Chains | Days) -> Iterator[bytes]:
    """The rows of a binary COPY, without what stands before the first and after the last."""
    skip = _SIGNATURE_BYTES
    copy_out = sql.SQL(query).format(since=part.since, until=part.until)
    with connection.cursor() as cursor, cursor.copy(copy_out) as copy:
        for message in copy:
            row = bytes(message)[skip:]
            skip = 0
            if row != _TRAILER:
                yield row
