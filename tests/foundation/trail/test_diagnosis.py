"""Telling what happened to a chain: made in memory, spoilt in every way, and looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xuncheng.foundation.trail.chain import FIELDS, START, entry_hash
from xuncheng.foundation.trail.diagnosis import End, Row, Wrong, diagnose

CHAIN = UUID("01931111-2222-7333-8444-555555555555")
DAY = date(2026, 11, 20)
AT = 1_763_600_000_000_000


def row(seq: int, prev: str, **texts: str) -> Row:
    """An entry with the right hash."""
    values = {
        "prev": prev, "chain": f"report/{CHAIN}", "seq": str(seq), "act_id": f"act-{seq}", "name": "report.judge",
        "actor": "- 测试", "area_path": "110199.001.", "at": str(AT + seq), "received_at": str(AT + seq),
        "device": "", "place": "", "input": f'{{"n":{seq}}}', "output": "{}",
    } | texts  # fmt: skip
    return Row(seq, tuple(values[field] for field in FIELDS), entry_hash([values[f] for f in FIELDS]).hex())


def chain(length: int, prev: str = START.hex(), first: int = 1) -> list[Row]:
    rows = list[Row]()
    for seq in range(first, first + length):
        rows.append(row(seq, rows[-1].hash if rows else prev))
    return rows


def rewritten(old: Row, **texts: str) -> Row:
    """The entry with other texts and the old hash."""
    values = dict(zip(FIELDS, old.texts, strict=True)) | texts
    return Row(int(values["seq"]), tuple(values.values()), old.hash)


def rehashed(old: Row, **texts: str) -> Row:
    """The entry with other texts and a hash to match."""
    changed = rewritten(old, **texts)
    return replace(changed, hash=entry_hash(changed.texts).hex())


def moved(old: Row, seq: int) -> Row:
    return rewritten(old, seq=str(seq))


def head_of(rows: list[Row]) -> End:
    return End(rows[-1].seq, rows[-1].hash)


def found(rows: list[Row], head: End | None, leaves: list[End] | None = None) -> list[tuple[str, int]]:
    rows = sorted(rows, key=lambda one: one.seq)
    return [(fault.wrong.value, fault.seq) for fault in diagnose(CHAIN, rows, head, leaves or [])]


def test_a_sound_chain_has_no_fault() -> None:
    rows = chain(5)
    assert found(rows, head_of(rows), [End(3, rows[2].hash, DAY), End(5, rows[4].hash, DAY)]) == []


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("index", [0, 2, 4])
def test_any_changed_field_is_found_and_named(field: str, index: int) -> None:
    rows = chain(5)
    head = head_of(rows)
    value = {"prev": "77" * 32, "seq": "90"}.get(field, "9")
    rows[index] = rewritten(rows[index], **{field: value})
    (fault,) = diagnose(CHAIN, sorted(rows, key=lambda one: one.seq), head, [])
    expected = Wrong.REORDERED if field == "seq" else Wrong.CHANGED
    assert fault.wrong == expected
    assert fault.act_id == ("9" if field == "act_id" else f"act-{index + 1}")


def test_the_sentence_names_chain_number_act_time_and_what_is_wrong() -> None:
    rows = chain(3)
    head = head_of(rows)
    rows[1] = rewritten(rows[1], input="{}")
    (fault,) = diagnose(CHAIN, rows, head, [])
    assert fault.sentence.zh == (
        f"report/{CHAIN} #2 report.judge act-2 2025-11-20T00:53:20.000002+00:00：被改动（内容与其摘要不符）"
    )
    assert fault.sentence.en.endswith("changed (its content is not what its hash says)")


def test_an_entry_written_anew_with_a_hash_to_match_is_the_one_that_is_named() -> None:
    rows = chain(5)
    for index in (0, 2, 4):
        spoilt = [*rows]
        spoilt[index] = rehashed(rows[index], input='{"n":99}')
        assert found(spoilt, head_of(rows)) == [("changed", index + 1)]


def test_a_chain_written_anew_to_its_head_is_found_by_the_seal() -> None:
    rows = chain(6)
    forged = rehashed(rows[2], input='{"n":99}')
    anew = [*rows[:2], forged, *chain(3, forged.hash, 4)]
    sealed = [End(2, rows[1].hash, DAY), End(4, rows[3].hash, DAY), End(6, rows[5].hash, DAY)]
    assert found(anew, head_of(anew)) == []
    assert found(anew, head_of(anew), sealed) == [("changed", 4)]


@pytest.mark.parametrize(("gone", "first", "last"), [([0], 1, 1), ([2, 3], 3, 4), ([5], 6, 6)])
def test_removed_entries_are_named_by_their_numbers(gone: list[int], first: int, last: int) -> None:
    rows = chain(6)
    left = [one for index, one in enumerate(rows) if index not in gone]
    (fault,) = diagnose(CHAIN, left, head_of(rows), [])
    assert (fault.wrong, fault.seq, fault.until, fault.chain_type) == (Wrong.MISSING, first, last, "report")


def test_a_chain_of_which_nothing_is_left_is_missed_by_its_head_or_its_seal() -> None:
    rows = chain(3)
    assert found([], head_of(rows)) == [("missing", 1)]
    assert found([], None, [End(3, rows[2].hash, DAY)]) == [("missing", 1)]


def test_a_tail_cut_off_together_with_its_head_is_found_by_the_seal() -> None:
    rows = chain(5)
    assert found(rows[:3], head_of(rows[:3])) == []
    assert found(rows[:3], head_of(rows[:3]), [End(5, rows[4].hash, DAY)]) == [("missing", 4)]


def test_a_gap_closed_by_counting_anew_is_still_a_gap() -> None:
    rows = chain(6)
    closed = [*rows[:2], *(moved(one, one.seq - 1) for one in rows[3:])]
    expected = [("missing", 3), ("reordered", 3), ("reordered", 4), ("reordered", 5)]
    assert sorted(found(closed, End(5, rows[5].hash))) == expected


@pytest.mark.parametrize(("one", "other"), [(2, 3), (1, 6), (1, 2), (2, 5)])
def test_entries_that_changed_places_are_both_named(one: int, other: int) -> None:
    rows = chain(6)
    rows[one - 1], rows[other - 1] = moved(rows[other - 1], one), moved(rows[one - 1], other)
    assert found(rows, End(6, rows[-1].hash if other < 6 else rows[0].hash)) == [
        ("reordered", one),
        ("reordered", other),
    ]
    (first, _) = diagnose(CHAIN, rows, None, [])[:2]
    assert f"原为第{other}条" in first.detail.zh


def test_entries_far_apart_in_a_long_chain_that_changed_places_are_both_named() -> None:
    rows = chain(100)
    head = head_of(rows)
    rows[9], rows[79] = moved(rows[79], 10), moved(rows[9], 80)
    assert found(rows, head) == [("reordered", 10), ("reordered", 80)]


def test_an_entry_put_in_is_named_and_those_it_pushed_on_are_out_of_place() -> None:
    rows = chain(4)
    forged = row(3, rows[1].hash, input='{"n":99}')
    spoilt = [*rows[:2], forged, *(moved(one, one.seq + 1) for one in rows[2:])]
    expected = [("inserted", 3), ("reordered", 4), ("reordered", 5)]
    assert found(spoilt, End(5, rows[3].hash)) == expected
    assert found(spoilt, End(4, rows[3].hash)) == expected


def test_an_entry_put_in_and_linked_is_named_too() -> None:
    rows = chain(4)
    forged = row(3, rows[1].hash, input='{"n":99}')
    linked = rewritten(moved(rows[2], 4), prev=forged.hash)
    spoilt = [*rows[:2], forged, linked, moved(rows[3], 5)]
    assert found(spoilt, End(5, rows[3].hash)) == [("inserted", 3), ("reordered", 4), ("reordered", 5)]


@pytest.mark.parametrize("seq", [0, -1, 5, 9])
def test_an_entry_beyond_the_ends_was_put_in(seq: int) -> None:
    rows = chain(4)
    forged = row(seq, rows[-1].hash)
    assert ("inserted", seq) in found([*rows, forged], head_of(rows))


def test_the_same_entry_twice_was_put_in_once() -> None:
    rows = chain(3)
    assert found([*rows, rows[1]], head_of(rows)) == [("inserted", 2)]


def test_a_chain_without_a_head_is_named_by_its_last_entry() -> None:
    assert found(chain(3), None) == [("missing", 3)]


def test_a_head_that_was_changed_is_found() -> None:
    rows = chain(3)
    assert found(rows, End(3, "77" * 32)) == [("changed", 3)]
    assert found(rows, End(5, rows[2].hash)) == [("missing", 4)]
    assert found(rows, End(2, rows[1].hash)) == [("inserted", 3)]
    assert found(rows, End(2**31 - 1, "77" * 32)) == [("missing", 4)]


def test_a_link_written_over_is_called_changed() -> None:
    rows = chain(3)
    head = head_of(rows)
    rows[2] = rewritten(rows[2], prev=rows[0].hash)
    assert found(rows, head) == [("changed", 3)]


# --- whatever is done to a chain, it is found ---------------------------------------------------------------


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[list[Row], End, int]:
    """A chain that was once sound, its head, and the number of entries it had."""
    rows = chain(draw(st.integers(1, 12)))
    length, head = len(rows), head_of(rows)
    for _ in range(draw(st.integers(1, 4))):
        if rows:
            at = draw(st.integers(0, len(rows) - 1))
            rows = draw(st.sampled_from(WAYS))(rows, at, draw(st.integers(-2, length + 2)))
    return rows, head, length


def remove(rows: list[Row], at: int, _to: int) -> list[Row]:
    return rows[:at] + rows[at + 1 :]


def change(rows: list[Row], at: int, to: int) -> list[Row]:
    return [*rows[:at], rewritten(rows[at], output=f'"{to}"'), *rows[at + 1 :]]


def change_and_hash(rows: list[Row], at: int, to: int) -> list[Row]:
    return [*rows[:at], rehashed(rows[at], output=f'"{to}"'), *rows[at + 1 :]]


def move(rows: list[Row], at: int, to: int) -> list[Row]:
    return [*rows[:at], moved(rows[at], to), *rows[at + 1 :]]


def put_in(rows: list[Row], at: int, to: int) -> list[Row]:
    return [*rows, row(to, rows[at].hash, device="假")]


WAYS = (remove, change, change_and_hash, move, put_in)


@given(spoilt())
def test_whatever_was_done_to_a_chain_is_found(given_: tuple[list[Row], End, int]) -> None:
    rows, head, length = given_
    assume(sorted(rows, key=lambda one: one.seq) != chain(length))
    assert found(rows, head) != []
