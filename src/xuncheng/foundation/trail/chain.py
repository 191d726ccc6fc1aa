"""How entries are hashed into a chain, and the ends of all chains into one root.

The preimage of an entry's hash is the text of `FIELDS`, in that order, joined by U+001F. The database
function `trail_append` writes it, this module recomputes it, and the stand-alone script in every bundle
does so a third time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

FIELDS = (
    "prev", "chain", "seq", "act_id", "name", "actor", "area_path", "at", "received_at",
    "device", "place", "input", "output",
)  # fmt: skip
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
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = paired + level[len(paired) * 2 :]
    return level[0]
