"""Whatever a superuser does to the trail by hand, `verify` finds it and names the entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from xuncheng.foundation.trail import verify as verifying
from xuncheng.foundation.trail.chain import TEXTS
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.diagnosis import Fault, Wrong
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.sealing import seal_due
from xuncheng.foundation.trail.verify import SealFault, VerifyReport, verify
from xuncheng.foundation.trail.viewer import Viewer, program

HASH = f"sha256(convert_to(concat_ws(E'\\x1f', {', '.join(TEXTS.values())}), 'UTF8'))"

Superuser = Any


@pytest.fixture
def team(superuser: Superuser, house: Viewer, street_a: Any, street_b: Any, acts: Any) -> UUID:
    """The chain of a team: it was added (#1) and named six times (#2 to #7)."""
    for number in range(2, 8):
        acts.rename(Deed(house), street_a.team, f"{number}号队")
    found: UUID = street_a.team.pk
    return found


def entry(chain: UUID, seq: int) -> TrailEntry:
    with reading(program("测试", ())):
        return TrailEntry.objects.get(chain=chain, seq=seq)


def faults() -> list[tuple[str, int]]:
    report = verify()
    assert report.sound == (not report.faults)
    return [(fault.wrong.value, fault.seq) for fault in report.faults if isinstance(fault, Fault)]


def seal_faults() -> list[tuple[str, str, str]]:
    found = (fault for fault in verify().faults if isinstance(fault, SealFault))
    return [(fault.wrong.value, f"{fault.day}", f"{fault.until or fault.day}") for fault in found]


# --- a sound trail ------------------------------------------------------------------------------------------


def test_a_trail_written_by_acts_is_sound(team: UUID) -> None:
    told = list[tuple[int, int]]()
    report = verify(lambda done, of: told.append((done, of)))
    with reading(program("测试", ())):
        entries = TrailEntry.objects.count()
        chains = TrailEntry.objects.values("chain").distinct().count()
    assert report.sound
    assert (report.entries, report.chains) == (entries, chains)
    assert told[0] == (0, entries)
    assert told[-1] == (entries, entries)
    assert "全部完好" in report.summary.zh


def test_an_empty_trail_is_sound(transactional_db: None) -> None:
    report = verify()
    assert (report.sound, report.entries, report.chains, report.seals) == (True, 0, 0, 0)


def test_several_processes_find_what_one_finds(team: UUID, superuser: Superuser, monkeypatch: Any) -> None:
    superuser.execute("UPDATE trail_entry SET device = 'x' WHERE chain = %s AND seq = 3", [team])
    monkeypatch.setattr(verifying, "PART", 4)
    alone, together = verify(processes=1), verify(processes=2)
    assert replace(alone, seconds=0) == replace(together, seconds=0)
    assert len(alone.faults) == 1


def test_every_area_is_checked_whoever_was_served_last(team: UUID, viewer_of: Callable[..., Viewer]) -> None:
    with reading(viewer_of("x", path="110198.")):
        report = verify()
    assert report.entries > 7


# --- changed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "input = replace(input, '4号队', '9号队')",
        "output = '{}'",
        "actor_name = '他人'",
        "actor_id = gen_random_uuid()",
        "name = 'team.other'",
        "chain_type = 'user'",
        "act_id = gen_random_uuid()",
        "area_path = '110199.002.'",
        "at = at - interval '1 microsecond'",
        "received_at = received_at + interval '1 day'",
        "device = 'x'",
        "place = '116.0000000,39.0000000'",
        "prev = decode(repeat('00', 32), 'hex')",
        "hash = decode(repeat('00', 32), 'hex')",
        "hash = decode('1f', 'hex')",
        "chain_type = E'a\\x1fb'",
    ],
)
def test_an_update_is_found_and_the_entry_named(change: str, team: UUID, superuser: Superuser) -> None:
    superuser.execute(f"UPDATE trail_entry SET {change} WHERE chain = %s AND seq = 4", [team])  # noqa: S608 # our own
    (fault,) = verify().faults
    spoilt = entry(team, 4)
    assert isinstance(fault, Fault)
    assert (fault.wrong, fault.chain, fault.seq) == (Wrong.CHANGED, team, 4)
    assert (fault.name, fault.act_id, fault.at) == (spoilt.name, str(spoilt.act_id), spoilt.at)
    assert fault.chain_type == spoilt.chain_type
    assert f"{team} #4 {spoilt.name} {spoilt.act_id}" in fault.sentence.zh


def test_an_update_with_a_hash_to_match_is_found(team: UUID, superuser: Superuser) -> None:
    change(superuser, team, 4)
    assert faults() == [("changed", 4)]


def test_the_last_entry_changed_with_a_hash_to_match_is_found(team: UUID, superuser: Superuser) -> None:
    change(superuser, team, 7)
    assert faults() == [("changed", 7)]


def test_a_chain_written_anew_is_found_by_its_seal(team: UUID, superuser: Superuser) -> None:
    seal_due(timezone.now() + timedelta(days=1))
    change(superuser, team, 4)
    for seq in range(5, 8):
        superuser.execute(
            "UPDATE trail_entry e SET prev = b.hash FROM trail_entry b"
            " WHERE e.chain = %(chain)s AND e.seq = %(seq)s AND b.chain = e.chain AND b.seq = e.seq - 1",
            {"chain": team, "seq": seq},
        )
        rehash(superuser, team, seq)
    superuser.execute(
        "UPDATE trail_head h SET hash = e.hash FROM trail_entry e"
        " WHERE h.chain = %s AND e.chain = h.chain AND e.seq = h.seq",
        [team],
    )
    assert faults() == [("changed", 7)]


def change(superuser: Superuser, chain: UUID, seq: int) -> None:
    superuser.execute("UPDATE trail_entry SET input = '{}' WHERE chain = %s AND seq = %s", [chain, seq])
    rehash(superuser, chain, seq)


def rehash(superuser: Superuser, chain: UUID, seq: int) -> None:
    superuser.execute(f"UPDATE trail_entry SET hash = {HASH} WHERE chain = %s AND seq = %s", [chain, seq])  # noqa: S608 # constants


def test_a_chain_that_does_not_hold_is_never_passed_over(
    team: UUID, superuser: Superuser, monkeypatch: Any
) -> None:
    monkeypatch.setattr(verifying, "diagnose", lambda *_: [])
    assert verify().sound
    superuser.execute("UPDATE trail_entry SET device = 'x' WHERE chain = %s AND seq = 3", [team])
    assert faults() == [("changed", 0)]


# --- missing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), [(1, 1), (3, 3), (3, 5), (6, 7), (1, 7)])
def test_a_delete_is_found_and_the_numbers_named(
    first: int, last: int, team: UUID, superuser: Superuser
) -> None:
    superuser.execute(
        "DELETE FROM trail_entry WHERE chain = %s AND seq BETWEEN %s AND %s", [team, first, last]
    )
    (fault,) = verify().faults
    assert isinstance(fault, Fault)
    assert (fault.wrong, fault.chain, fault.seq, fault.until) == (Wrong.MISSING, team, first, last)


def test_a_tail_cut_off_with_its_head_is_found_by_the_seal(team: UUID, superuser: Superuser) -> None:
    seal_due(timezone.now() + timedelta(days=1))
    superuser.execute("DELETE FROM trail_entry WHERE chain = %s AND seq > 5", [team])
    superuser.execute(
        "UPDATE trail_head h SET seq = 5, hash = e.hash FROM trail_entry e"
        " WHERE h.chain = %s AND e.chain = h.chain AND e.seq = 5",
        [team],
    )
    (fault,) = verify().faults
    assert isinstance(fault, Fault)
    assert (fault.wrong, fault.seq, fault.until) == (Wrong.MISSING, 6, 7)


def test_a_chain_deleted_with_its_head_is_found_by_the_seal(team: UUID, superuser: Superuser) -> None:
    seal_due(timezone.now() + timedelta(days=1))
    superuser.execute("DELETE FROM trail_entry WHERE chain = %s", [team])
    superuser.execute("DELETE FROM trail_head WHERE chain = %s", [team])
    (fault,) = verify().faults
    assert isinstance(fault, Fault)
    assert (fault.wrong, fault.chain, fault.seq, fault.until) == (Wrong.MISSING, team, 1, 7)


def test_a_deleted_head_is_found(team: UUID, superuser: Superuser) -> None:
    superuser.execute("DELETE FROM trail_head WHERE chain = %s", [team])
    assert faults() == [("missing", 7)]


@pytest.mark.parametrize("change", ["seq = 8", "seq = 6", "hash = ''"])
def test_a_changed_head_is_found(change: str, team: UUID, superuser: Superuser) -> None:
    superuser.execute(f"UPDATE trail_head SET {change} WHERE chain = %s", [team])  # noqa: S608 # our own
    (fault,) = verify().faults
    assert isinstance(fault, Fault)
    assert fault.chain == team


# --- reordered and inserted ---------------------------------------------------------------------------------


def test_entries_that_changed_places_are_found(team: UUID, superuser: Superuser) -> None:
    for now, then in ((3, 99), (6, 3), (99, 6)):
        superuser.execute("UPDATE trail_entry SET seq = %s WHERE chain = %s AND seq = %s", [then, team, now])
    assert faults() == [("reordered", 3), ("reordered", 6)]


def test_an_entry_put_into_the_middle_is_found(team: UUID, superuser: Superuser) -> None:
    superuser.execute("UPDATE trail_entry SET seq = seq + 100 WHERE chain = %s AND seq > 4", [team])
    superuser.execute("UPDATE trail_entry SET seq = seq - 99 WHERE chain = %s AND seq > 100", [team])
    copy(superuser, team, 4, 5)
    superuser.execute(
        "UPDATE trail_entry e SET prev = b.hash FROM trail_entry b"
        " WHERE e.chain = %s AND e.seq = 5 AND b.chain = e.chain AND b.seq = 4",
        [team],
    )
    rehash(superuser, team, 5)
    superuser.execute("UPDATE trail_head SET seq = 8 WHERE chain = %s", [team])
    assert faults() == [("inserted", 5), ("reordered", 6), ("reordered", 7), ("reordered", 8)]


def test_an_entry_put_on_the_end_is_found(team: UUID, superuser: Superuser) -> None:
    copy(superuser, team, 7, 8)
    superuser.execute(
        "UPDATE trail_entry e SET prev = b.hash FROM trail_entry b"
        " WHERE e.chain = %s AND e.seq = 8 AND b.chain = e.chain AND b.seq = 7",
        [team],
    )
    rehash(superuser, team, 8)
    assert faults() == [("inserted", 8)]


def test_an_entry_moved_to_another_chain_is_missed_here_and_found_there(
    team: UUID, street_b: Any, superuser: Superuser
) -> None:
    superuser.execute(
        "UPDATE trail_entry SET chain = %s, seq = 2 WHERE chain = %s AND seq = 4", [street_b.team.pk, team]
    )
    found = {(fault.chain, fault.wrong, fault.seq) for fault in verify().faults if isinstance(fault, Fault)}
    assert found == {(team, Wrong.MISSING, 4), (street_b.team.pk, Wrong.INSERTED, 2)}


def test_a_chain_made_up_without_a_head_is_found(team: UUID, superuser: Superuser) -> None:
    made_up = uuid4()
    copy(superuser, team, 1, 1, made_up)
    rehash(superuser, made_up, 1)
    (fault,) = verify().faults
    assert isinstance(fault, Fault)
    assert (fault.chain, fault.seq) == (made_up, 1)
    assert "插入" in fault.detail.zh


def copy(superuser: Superuser, chain: UUID, of: int, seq: int, into: UUID | None = None) -> None:
    superuser.execute(
        "INSERT INTO trail_entry SELECT %s, %s, chain_type, gen_random_uuid(), name, actor_id, actor_name, area_path,"
        " at, received_at, device, place, input, output, prev, hash FROM trail_entry WHERE chain = %s AND seq = %s",
        [into or chain, seq, chain, of],
    )


# --- seals --------------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(superuser: Superuser, house: Viewer, street_a: Any, acts: Any) -> UUID:
    """A team named on days 0, 1, 2 and 5 of nine, of which the last is yesterday; all nine are sealed."""
    for day in (0, 1, 2, 5):
        at = timezone.now() - timedelta(days=9 - day)
        acts.rename(Deed(house, at=at, received_at=at), street_a.team, f"{day}号队")
    seal_due()
    found: UUID = street_a.team.pk
    return found


def day(number: int) -> str:
    """The day of the fixture with this number, as it is written."""
    return f"{timezone.localdate() - timedelta(days=9 - number)}"


def test_sealed_days_are_sound_and_the_last_one_is_told(sealed: UUID) -> None:
    report: VerifyReport = verify()
    assert report.sound
    assert report.seals == 9
    assert report.last_seal is not None
    assert f"{report.last_seal.day}" == day(8)


@pytest.mark.parametrize("change", ["root = ''", "chains = 9"])
def test_a_changed_seal_is_found(change: str, sealed: UUID, superuser: Superuser) -> None:
    superuser.execute(f"UPDATE trail_seal SET {change} WHERE day = %s", [day(1)])  # noqa: S608 # our own
    assert ("changed", day(1), day(1)) in seal_faults()


def test_a_seal_made_anew_no_longer_has_the_next_one_behind_it(sealed: UUID, superuser: Superuser) -> None:
    superuser.execute("UPDATE trail_seal SET prev = root WHERE day = %s", [day(3)])
    assert seal_faults() == [("changed", day(3), day(3)), ("changed", day(4), day(4))]


def test_a_deleted_seal_is_found(sealed: UUID, superuser: Superuser) -> None:
    superuser.execute("DELETE FROM trail_seal WHERE day IN (%s, %s)", [day(2), day(3)])
    assert seal_faults() == [("missing", day(2), day(3))]


def test_deleted_seals_at_the_end_are_found_by_their_leaves(sealed: UUID, superuser: Superuser) -> None:
    superuser.execute("DELETE FROM trail_seal WHERE day >= %s", [day(5)])
    assert ("missing", day(5), day(5)) in seal_faults()


def test_seals_deleted_with_their_leaves_are_overdue(sealed: UUID, superuser: Superuser) -> None:
    for table in ("trail_seal", "trail_leaf"):
        superuser.execute(f"DELETE FROM {table} WHERE day >= %s", [day(5)])  # noqa: S608 # our own
    assert seal_faults() == [("missing", day(5), day(8))]


def test_seals_deleted_at_the_beginning_are_missed_by_the_next(sealed: UUID, superuser: Superuser) -> None:
    for table in ("trail_seal", "trail_leaf"):
        superuser.execute(f"DELETE FROM {table} WHERE day < %s", [day(2)])  # noqa: S608 # our own
    assert seal_faults() == [("changed", day(2), day(2))]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM trail_leaf WHERE day = %s",
        "UPDATE trail_leaf SET chain = gen_random_uuid() WHERE day = %s",
    ],
)
def test_changed_leaves_are_found(change: str, sealed: UUID, superuser: Superuser) -> None:
    superuser.execute(change, [day(1)])
    assert not verify().sound


def test_a_changed_leaf_is_found_by_its_root_and_by_its_entry(sealed: UUID, superuser: Superuser) -> None:
    superuser.execute("UPDATE trail_leaf SET hash = sha256('x') WHERE day = %s", [day(1)])
    assert seal_faults() == [("changed", day(1), day(1))]
    assert faults() == [("changed", 3)]
