"""The daily seal: which days, which chains, and what it proves to somebody who has only a bundle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from xuncheng.domains.documents.bundle import Seal
from xuncheng.domains.documents.verify_bundle import check_seals, root_of
from xuncheng.foundation.trail.chain import START, merkle_root, seal_hash
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailLeaf, TrailSeal
from xuncheng.foundation.trail.queries import lines_of
from xuncheng.foundation.trail.sealing import proofs_of, seal_due
from xuncheng.foundation.trail.verify import verify
from xuncheng.foundation.trail.viewer import Viewer

FIRST = date(2025, 3, 1)
"""Before every day on which the district is built, which is today."""


def noon(number: int, **more: float) -> datetime:
    """Noon in China, so many days after the first."""
    return datetime(FIRST.year, FIRST.month, FIRST.day, 4, tzinfo=UTC) + timedelta(days=number, **more)


@pytest.fixture
def rename(house: Viewer, street_a: Any, street_b: Any, acts: Any) -> Callable[..., None]:
    """Give a team a name at a moment of the past."""

    def do(street: Any, moment: datetime, name: str = "一队") -> None:
        acts.rename(Deed(house, at=moment, received_at=moment), street.team, name)

    return do


def leaves() -> list[tuple[int, Any, int]]:
    rows = TrailLeaf.objects.order_by("day", "chain").values_list("day", "chain", "seq")
    return [((day - FIRST).days, chain, seq) for day, chain, seq in rows]


def test_a_seal_covers_the_ends_of_the_chains_that_grew_that_day(
    rename: Callable[..., None], street_a: Any, street_b: Any
) -> None:
    for street, day in ((street_a, 0), (street_a, 0), (street_b, 0), (street_a, 1)):
        rename(street, noon(day))
    assert seal_due(noon(2)) == [FIRST, FIRST + timedelta(days=1)]
    pair = sorted([(0, street_a.team.pk, 3), (0, street_b.team.pk, 2)])
    assert leaves() == [*pair, (1, street_a.team.pk, 4)]
    first, second = TrailSeal.objects.order_by("day")
    hashes = [bytes(one.hash) for one in TrailLeaf.objects.filter(day=FIRST).order_by("chain")]
    assert (first.chains, bytes(first.root), bytes(first.prev)) == (2, merkle_root(hashes), START)
    assert bytes(second.prev) == seal_hash(FIRST, bytes(first.root), START)


def test_a_day_ends_at_midnight_in_china(rename: Callable[..., None], street_a: Any, street_b: Any) -> None:
    rename(street_a, noon(0, hours=11, minutes=59))
    rename(street_b, noon(0, hours=12))
    seal_due(noon(0, hours=12))
    assert [(day, seq) for day, _, seq in leaves()] == [(0, 2)]
    seal_due(noon(2))
    assert [(day, seq) for day, _, seq in leaves()] == [(0, 2), (1, 2)]


def test_a_day_is_not_sealed_before_it_is_over(rename: Callable[..., None], street_a: Any) -> None:
    rename(street_a, noon(0))
    assert seal_due(noon(0, hours=11)) == []
    assert seal_due(noon(0, hours=12)) == [FIRST]


def test_sealing_again_does_nothing(rename: Callable[..., None], street_a: Any) -> None:
    rename(street_a, noon(0))
    seal_due(noon(3))
    before = list(TrailSeal.objects.values_list("day", "root", "prev"))
    assert seal_due(noon(3)) == []
    assert list(TrailSeal.objects.values_list("day", "root", "prev")) == before


def test_missed_days_are_caught_up_and_quiet_days_have_their_seal(
    rename: Callable[..., None], street_a: Any
) -> None:
    rename(street_a, noon(0))
    seal_due(noon(1))
    rename(street_a, noon(4))
    assert seal_due(noon(6)) == [FIRST + timedelta(days=number) for number in range(1, 6)]
    assert list(TrailSeal.objects.order_by("day").values_list("chains", flat=True)) == [1, 0, 0, 0, 1, 0]


def test_what_came_in_after_its_day_was_sealed_goes_into_the_next_seal(
    rename: Callable[..., None], street_a: Any, street_b: Any
) -> None:
    rename(street_a, noon(0))
    seal_due(noon(1))
    rename(street_a, noon(0, hours=11))
    rename(street_b, noon(-3))
    seal_due(noon(2))
    assert sorted(leaves()[1:]) == sorted([(1, street_a.team.pk, 3), (1, street_b.team.pk, 2)])


def test_nothing_is_sealed_where_nothing_was_done(db: None) -> None:
    assert seal_due() == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_seal_each_day_once(rename: Callable[..., None], street_a: Any) -> None:
    rename(street_a, noon(0))

    def seal(_n: int) -> int:
        try:
            return len(seal_due(noon(10)))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(seal, range(4))) == [0, 0, 0, 10]
    assert TrailSeal.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_what_was_sealed_day_by_day_or_at_once_is_sound(
    rename: Callable[..., None], street_a: Any, street_b: Any
) -> None:
    for day in range(4):
        rename(street_a, noon(day))
        seal_due(noon(day + 1))
    for day in range(4, 8):
        rename(street_b, noon(day))
    seal_due()
    assert verify().sound


# --- proofs -------------------------------------------------------------------------------------------------


def test_a_proof_leads_from_each_sealed_end_to_the_root_of_its_day(
    rename: Callable[..., None], street_a: Any, street_b: Any
) -> None:
    for day in (0, 0, 1, 3):
        rename(street_a, noon(day))
        rename(street_b, noon(day))
    seal_due(noon(4))
    lines = lines_of(street_a.team.pk)
    hashes = {line["seq"]: line["hash"] for line in lines}
    proofs = proofs_of(street_a.team.pk)
    assert [(proof.day, proof.seq) for proof in proofs] == [
        ("2025-03-01", 3),
        ("2025-03-02", 4),
        ("2025-03-04", 5),
    ]
    for proof in proofs:
        root = TrailSeal.objects.get(day=proof.day).root
        assert proof.root == bytes(root).hex()
        assert root_of(hashes[proof.seq], [list(step) for step in proof.path]) == proof.root


def test_a_bundle_takes_proofs_as_they_are_and_its_script_believes_them(
    rename: Callable[..., None], street_a: Any, street_b: Any
) -> None:
    rename(street_a, noon(0))
    rename(street_b, noon(0))
    seal_due(noon(1))
    (proof,) = proofs_of(street_a.team.pk)
    seal = Seal(**proof._asdict())
    lines = lines_of(street_a.team.pk)
    manifest = {"seals": [{**proof._asdict(), "path": [list(step) for step in seal.path]}]}
    assert check_seals(lines, manifest).findings == []
    spoilt = [{**line, "hash": line["hash"][::-1]} for line in lines]
    assert len(check_seals(spoilt, manifest).findings) == 1


def test_a_chain_that_was_never_sealed_has_no_proof(street_a: Any) -> None:
    assert proofs_of(street_a.team.pk) == []
