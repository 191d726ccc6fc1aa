"""The daily seal: one Merkle root over the ends of all chains that grew on a day, each seal following on the last.

Whoever knows the hash of a seal can tell whether anything up to the end of its day was changed since. A day is
one of Asia/Shanghai, and acts belong to the day on which the server learnt of them. What was still under way
when its day was sealed goes into the next seal: every entry stands under one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from xuncheng.foundation.trail.chain import START, audit_path, merkle_root, seal_hash
from xuncheng.foundation.trail.days import day_of, midnight
from xuncheng.foundation.trail.models import TrailLeaf, TrailSeal
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

ONE_DAY = timedelta(days=1)

_SEALER = program("日封", ())
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('trail_seal'))"
_FIRST_ENTRY = "SELECT min(received_at) FROM trail_entry"

# The ends of all chains that grew beyond what is sealed, day by day, up to the end of the last day to seal.
_COLLECT = """
WITH sealed AS (SELECT chain, max(seq) AS seq FROM trail_leaf GROUP BY chain),
     grown AS (SELECT h.chain, coalesce(s.seq, 0) AS since FROM trail_head h LEFT JOIN sealed s USING (chain)
                WHERE h.seq > coalesce(s.seq, 0)),
     ends AS (SELECT greatest((e.received_at AT TIME ZONE 'Asia/Shanghai')::date, %(first)s) AS day,
                     e.chain, max(e.seq) AS seq
                FROM grown g JOIN trail_entry e ON e.chain = g.chain AND e.seq > g.since
               WHERE e.received_at < %(end)s GROUP BY 1, 2)
INSERT INTO trail_leaf (day, chain, seq, hash)
SELECT ends.day, e.chain, e.seq, e.hash FROM ends JOIN trail_entry e ON e.chain = ends.chain AND e.seq = ends.seq
"""


def seal_due(now: datetime | None = None) -> list[date]:
    """Seal every day that is over and has no seal yet, also those without acts; gives these days.

    May be called at any time and from anywhere: two at once wait for each other, and the second finds nothing
    left to do.
    """
    today = day_of(now or timezone.now())
    with reading(_SEALER):
        _execute(_ONE_AT_A_TIME)
        last = TrailSeal.objects.order_by("-day").first()
        first = last.day + ONE_DAY if last else _first_day()
        if first is None or first >= today:
            return []
        _execute(_COLLECT, first=first, end=midnight(today))
        seals = list(_follow(last, first, today))
        TrailSeal.objects.bulk_create(seals)
        return [seal.day for seal in seals]


def _first_day() -> date | None:
    """The day of the earliest entry."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_ENTRY)
        row = cursor.fetchone()
    return day_of(row[0]) if row and row[0] else None


def _follow(last: TrailSeal | None, first: date, end: date) -> Iterator[TrailSeal]:
    """The seals of the days from the first up to but not including the end."""
    prev = seal_hash(last.day, bytes(last.root), bytes(last.prev)) if last else START
    for number in range((end - first).days):
        day = first + number * ONE_DAY
        leaves = _leaves(day)
        root = merkle_root(leaves)
        yield TrailSeal(day=day, chains=len(leaves), root=root, prev=prev, sealed_at=timezone.now())
        prev = seal_hash(day, root, prev)


def _leaves(day: date) -> list[bytes]:
    found = TrailLeaf.objects.filter(day=day).order_by("chain").values_list("hash", flat=True)
    return [bytes(digest) for digest in found]


def _execute(statement: str, **given: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


class Proof(NamedTuple):
    """That an entry stands under the seal of a day, for whoever has nothing but the entry and the root.

    Texts as they stand in a bundle; `path` leads from the entry's hash to the root: pairs of side and sister.
    """

    day: str
    root: str
    chain: str
    seq: int
    path: list[tuple[str, str]]


_SEALED = """
SELECT l.day, encode(s.root, 'hex'), e.chain_type || '/' || e.chain, l.seq,
       (SELECT count(*) FROM trail_leaf b WHERE b.day = l.day AND b.chain < l.chain)
  FROM trail_leaf l JOIN trail_seal s USING (day) JOIN trail_entry e ON e.chain = l.chain AND e.seq = l.seq
 WHERE l.chain = %(chain)s ORDER BY l.day
"""


def proofs_of(chain: UUID) -> list[Proof]:
    """What proves each sealed end of a chain, by day. An entry is proven by the first whose `seq` is not lower."""
    with connection.cursor() as cursor:
        cursor.execute(_SEALED, {"chain": chain})
        rows = cursor.fetchall()
    return [
        Proof(day.isoformat(), root, text, seq, audit_path(_leaves(day), index))
        for day, root, text, seq, index in rows
    ]
