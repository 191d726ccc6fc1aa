"""Reading the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from xuncheng.foundation.trail.chain import FIELDS, TEXTS
from xuncheng.foundation.trail.models import TrailEntry, TrailHead

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


def entry_at(chain: UUID, seq: int) -> TrailEntry | None:
    """One entry of a chain; None where there is none, or it is not in scope."""
    return entries_of(chain).filter(seq=seq).first()


def version_of(chain: UUID) -> int:
    """How many acts were done on the object: its version for If-Match."""
    return TrailHead.objects.filter(chain=chain).values_list("seq", flat=True).first() or 0


def versions_of(chains: Iterable[UUID]) -> dict[UUID, int]:
    """The versions of several objects."""
    return dict(TrailHead.objects.filter(chain__in=list(chains)).values_list("chain", "seq"))


def entries_during(name: str, since: datetime, until: datetime) -> QuerySet[TrailEntry]:
    """The acts of that name that were done in a stretch of time, its end not included."""
    return TrailEntry.objects.filter(name=name, at__gte=since, at__lt=until)


def entries_named(names: Iterable[str], until: datetime) -> QuerySet[TrailEntry]:
    """The acts of these names that were done before that time, the newest first; of one object in the order of its chain."""
    return TrailEntry.objects.filter(name__in=tuple(names), at__lt=until).order_by("-at", "-seq")


_TOLD = ("chain", "seq", "name", "actor_id", "actor_name", "at")


def newest_by_chain(chains: Iterable[UUID], *, besides: str) -> dict[UUID, dict[str, Any]]:
    """Of each object the last act of a person other than the named one: who did what, and when."""
    found = TrailEntry.objects.filter(chain__in=list(chains), actor_id__isnull=False).exclude(name=besides)
    rows = found.order_by("chain", "-seq").distinct("chain").values(*_TOLD)
    return {row["chain"]: row for row in rows}


def entries_by_chain(chains: Iterable[UUID], name: str) -> list[dict[str, Any]]:
    """The acts of that name on these objects, oldest first, each with its input as canonical JSON."""
    found = TrailEntry.objects.filter(chain__in=list(chains), name=name)
    return list(found.order_by("chain", "seq").values(*_TOLD, "input"))


def changed_since(types: Iterable[str], since: datetime, most: int) -> dict[str, set[UUID]]:
    """The objects of these kinds on which something was done since, as the server learnt of it; at most so many and one more."""
    found = TrailEntry.objects.filter(received_at__gte=since, chain_type__in=list(types))
    changed: dict[str, set[UUID]] = {}
    for kind, chain in found.values_list("chain_type", "chain").distinct()[: most + 1]:
        changed.setdefault(kind, set()).add(chain)
    return changed


def seen_among(chains: Iterable[UUID]) -> set[UUID]:
    """Of these objects those of which some entry is in scope: that there is such an object is known to whoever looks."""
    return set(TrailEntry.objects.filter(chain__in=list(chains)).values_list("chain", flat=True).distinct())
