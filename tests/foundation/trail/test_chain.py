"""Hashes, roots and paths, against what the standards and the stand-alone script of a bundle say."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.domains.documents.verify_bundle import root_of
from xuncheng.foundation.trail.chain import (
    FIELDS,
    SEPARATOR,
    audit_path,
    canonical,
    entry_hash,
    merkle_root,
    seal_hash,
)

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def test_canonical_json_has_one_text_for_one_value() -> None:
    assert canonical({"乙": 1, "a": [True, None, "x\x1f"]}) == '{"a":[true,null,"x\\u001f"],"乙":1}'


def test_an_entry_is_hashed_over_all_its_fields_in_their_order() -> None:
    texts = [f"v{number}" for number in range(len(FIELDS))]
    assert entry_hash(texts) == digest(SEPARATOR.join(texts).encode())
    assert entry_hash(texts) != entry_hash(texts[::-1])


def test_the_root_of_three_leaves_carries_the_odd_one_up() -> None:
    a, b, c = (bytes([n]) * 32 for n in (1, 2, 3))
    pair = digest(b"\x01", digest(b"\x00", a), digest(b"\x00", b))
    assert merkle_root([a, b, c]) == digest(b"\x01", pair, digest(b"\x00", c))


def test_the_root_of_one_leaf_is_not_the_leaf_and_of_none_the_hash_of_nothing() -> None:
    assert merkle_root([b"x"]) == digest(b"\x00", b"x")
    assert merkle_root([]) == digest()


@given(LEAVES, st.data())
def test_the_path_of_every_leaf_leads_to_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = [list(step) for step in audit_path(leaves, index)]
    assert root_of(leaves[index].hex(), path) == merkle_root(leaves).hex()


@given(LEAVES, st.data())
def test_the_path_of_one_leaf_does_not_prove_another(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(min_size=32, max_size=32).filter(lambda leaf: leaf != leaves[index]))
    path = [list(step) for step in audit_path(leaves, index)]
    assert root_of(other.hex(), path) != merkle_root(leaves).hex()


@given(LEAVES, st.data())
def test_a_changed_missing_or_swapped_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:at], digest(leaves[at]), *leaves[at + 1 :]]
    missing = [*leaves[:at], *leaves[at + 1 :]]
    assert merkle_root(leaves) not in (merkle_root(changed), merkle_root(missing))
    if leaves[at] != leaves[0]:
        swapped = [leaves[at], *leaves[1:at], leaves[0], *leaves[at + 1 :]]
        assert merkle_root(swapped) != merkle_root(leaves)


@pytest.mark.parametrize(
    ("day", "root", "prev"),
    [(19, b"r", b"p"), (20, b"s", b"p"), (20, b"r", b"q")],
    ids=["day", "root", "prev"],
)
def test_a_seal_is_hashed_over_its_day_its_root_and_the_seal_before(
    day: int, root: bytes, prev: bytes
) -> None:
    sealed = seal_hash(date(2026, 11, 20), b"r", b"p")
    assert sealed == digest(b"2026-11-20", b"r", b"p")
    assert sealed != seal_hash(date(2026, 11, day), root, prev)
