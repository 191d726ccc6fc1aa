"""How entries are hashed into a chain, and the ends of all chains into one root.

The preimage of an entry's hash is the text of `FIELDS`, in that order, joined by U+001F. The database
function `trail_append` writes it, this module recomputes it, and the stand-alone script in every bundle
does so a third time. `chain` is the kind of the object and its key (case/0192…), `actor` the key and the name
of whoever did the act (a program has the key -), so that all of it stands under the hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import orjson

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
"""Each of `FIELDS` as SQL over `trail_entry`, making the text exactly as `trail_append` made it."""

FIELDS = tuple(TEXTS)
"""What an entry's hash is taken over, in this order."""

SEPARATOR = "\x1f"
START = bytes(32)
"""What the first entry of a chain follows on."""


def canonical(value: Any) -> str:
    """JSON text with sorted keys and no spaces: one text for one value."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def entry_hash(fields: Sequence[str]) -> bytes:
    """SHA-256 of one entry, given the texts of `FIELDS` in order."""
    return hashlib.sha256(SEPARATOR.join(fields).encode()).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """Root of the binary Merkle tree over the leaves; an odd node at a level's end is carried up.

    Leaves and inner nodes are hashed with different prefixes (RFC 6962, section 2.1), so that no inner
    node can be passed off as a leaf. The root of no leaves is the hash of nothing.
    """
    level = _bottom(leaves)
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        level = _above(level)
    return level[0]


def audit_path(leaves: Iterable[bytes], index: int) -> list[tuple[str, str]]:
    """What leads from one leaf to the root: pairs of side (left, right) and the sister there, in hexadecimal."""
    level, path = _bottom(leaves), list[tuple[str, str]]()
    while len(level) > 1:
        sister = index ^ 1
        if sister < len(level):
            path.append(("left" if sister < index else "right", level[sister].hex()))
        level, index = _above(level), index // 2
    return path


def seal_hash(day: date, root: bytes, prev: bytes) -> bytes:
    """SHA-256 of one daily seal, which the next seal follows on: the day as 2026-11-20, its root, its `prev`."""
    return hashlib.sha256(day.isoformat().encode() + root + prev).digest()


def _bottom(leaves: Iterable[bytes]) -> list[bytes]:
    return [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]


def _above(level: list[bytes]) -> list[bytes]:
    paired = [
        hashlib.sha256(b"\x01" + left + right).digest()
        for left, right in zip(level[::2], level[1::2], strict=False)
    ]
    return paired + level[len(paired) * 2 :]
