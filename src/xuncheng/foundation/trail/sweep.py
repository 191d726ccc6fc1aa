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

from xuncheng.foundation.trail.chain import FIELDS, SEPARATOR, START, TEXTS, merkle_root

_LEAST, _GREATEST = UUID(int=0), UUID(int=2**128 - 1)
_DAY_ZERO = date(2000, 1, 1)

# Rows come in PostgreSQL's binary form, where what stands first has a fixed place: key and number of the entry,
# with their lengths between them, then the hashed text with the hash at its end.
_ENTRIES = f"""
COPY (SELECT chain, seq, convert_to(concat_ws(E'\\x1f', {", ".join(TEXTS.values())}), 'UTF8') || hash
        FROM trail_entry WHERE chain BETWEEN {{since}} AND {{until}} ORDER BY chain, seq)
  TO STDOUT (FORMAT BINARY)
"""  # noqa: S608 # constants
_PLACE, _TEXT, _HASH = slice(6, 30), slice(34, -32), slice(-32, None)
_KEY, _SEQ = slice(0, 16), slice(20, 24)
_LENGTH_OF_SEQ = b"\x00\x00\x00\x04"

# The same for leaves: day and key, then the hash and whether the entry has it.
_LEAVES = """
COPY (SELECT l.day - date '2000-01-01', l.chain, l.hash || CASE WHEN e.hash = l.hash THEN '1' ELSE '0' END::bytea
        FROM trail_leaf l LEFT JOIN trail_entry e ON e.chain = l.chain AND e.seq = l.seq
       WHERE l.day BETWEEN {since} AND {until} ORDER BY l.day, l.chain)
  TO STDOUT (FORMAT BINARY)
"""
_LEAF_DAY, _LEAF_KEY, _LEAF_HASH, _HOLDS = slice(6, 10), slice(14, 30), slice(34, -1), slice(-1, None)

_SEPARATOR = SEPARATOR.encode()
_SEPARATORS = len(FIELDS) - 1
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
    """Following chain after chain, entry after entry."""

    def __init__(self, heads: dict[bytes, tuple[int, bytes]]) -> None:
        self.heads = heads
        self.suspects = set[bytes]()
        self.chains = 0
        self._key = b""
        self._seq = 0
        self._last = START
        self._expected = b""

    def take(self, row: bytes) -> None:
        """Check one entry: its place, its hash, that it follows on the one before, that no text hides another."""
        place, text, digest = row[_PLACE], row[_TEXT], row[_HASH]
        if place != self._expected:
            self._jump(place)
        follows = text.startswith(self._last.hex().encode())
        if sha256(text).digest() != digest or not follows or text.count(_SEPARATOR) != _SEPARATORS:
            self.suspects.add(self._key)
        self._seq, self._last = int.from_bytes(place[_SEQ], signed=True), digest
        self._expected = self._place(self._seq + 1)

    def close(self) -> None:
        """Compare the end of the chain that was followed with its head."""
        if self._key and self.heads.pop(self._key, None) != (self._seq, self._last):
            self.suspects.add(self._key)

    def _jump(self, place: bytes) -> None:
        """Go on in another chain, or behind a gap."""
        if place[_KEY] != self._key:
            self.close()
            self.chains += 1
            self._key, self._last = place[_KEY], START
        if place != self._place(1) or self._last != START:
            self.suspects.add(self._key)

    def _place(self, seq: int) -> bytes:
        return self._key + _LENGTH_OF_SEQ + (seq & 0xFFFFFFFF).to_bytes(4)


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
