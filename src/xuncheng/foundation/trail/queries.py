"""Reading the trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from xuncheng.foundation.trail.chain import FIELDS
from xuncheng.foundation.trail.models import TrailEntry, TrailHead

TEXTS = {
    "prev": "encode(prev, 'hex')",
    "chain": "chain_type || '/' || chain",
    "seq": "seq",
    "act_id": "act_id::text",
    "name": "name",
    "actor": "coalesce(actor_id::text, '-') || ' ' || actor_name",
    "area_path": "area_path",
    "at": "(extract(epoch FROM at) * 1000000)::bigint",
    "received_at": "(extract(epoch FROM received_at) * 1000000)::bigint",
    "device": "device",
    "place": "place",
    "input": "input",
    "output": "output",
}
"""What is hashed of an entry: each of `FIELDS` as SQL, which makes the text exactly as `trail_append` made it."""

PREIMAGE = ", ".join(f"{TEXTS[field]} AS {field}" for field in FIELDS) + ", encode(hash, 'hex') AS hash"
"""The columns of an entry as they stand in a bundle: what is hashed, and the hash."""


def lines_of(chain: UUID) -> list[dict[str, Any]]:
    """All entries of one chain, in order, with exactly what their hashes are taken over."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {PREIMAGE} FROM trail_entry WHERE chain = %s ORDER BY seq", [chain])  # noqa: S608 # a constant
        return [dict(zip((*FIELDS, "hash"), row, strict=True)) for row in cursor.fetchall()]


def entries_of(chain: UUID) -> QuerySet[TrailEntry]:
    """The entries of one chain, in order; the database shows only what is in scope."""
    return TrailEntry.objects.filter(chain=chain).order_by("seq")


def version_of(chain: UUID) -> int:
    """How many acts were done on the object: its version for If-Match."""
    return TrailHead.objects.filter(chain=chain).values_list("seq", flat=True).first() or 0


def versions_of(chains: Iterable[UUID]) -> dict[UUID, int]:
    """The versions of several objects."""
    return dict(TrailHead.objects.filter(chain__in=list(chains)).values_list("chain", "seq"))
