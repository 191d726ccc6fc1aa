"""Custody of goods: the life-cycle table, the room in a place, stock-taking, labels."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.custody import (
    CATEGORIES,
    OPEN,
    PRESENT,
    STATES,
    STEPS,
    Holding,
    check_disposers,
    check_room,
    filling,
    label_code,
    read_label,
    reckon,
    refusal,
    start,
)
from xuncheng.rules.legal import RuleError

FLAGS = ("placed", "perishable", "lifted", "over", "decided", "confiscating")
HOLDINGS = [
    Holding(state=state, **dict(zip(FLAGS, flags, strict=True)))
    for state, flags in product(STATES, product((False, True), repeat=len(FLAGS)))
]
"""Every thing that the table could ever see."""


def code(act: str, **about: bool | str) -> str:
    """The code of the refusal, or nothing."""
    found = refusal(act, Holding(**{"state": "held"} | about))  # type: ignore[arg-type] # as written in each test
    return found.code if found else ""


def test_each_act_is_possible_somewhere_and_each_open_state_has_a_way_out() -> None:
    possible = {(one.state, act) for act in STEPS for one in HOLDINGS if refusal(act, one) is None}
    assert {act for _, act in possible} == set(STEPS)
    leaving = {state for state, act in possible if STEPS[act].leads[state] not in OPEN}
    assert leaving == set(OPEN)


def test_what_has_ended_stays_as_it_is() -> None:
    ended = [one for one in HOLDINGS if one.state not in OPEN]
    assert {refusal(act, one).code for act in STEPS for one in ended} == {"item_state"}  # type: ignore[union-attr] # a refusal each


def test_nothing_seized_is_disposed_of_before_a_decision_but_perishables_with_approval() -> None:
    """I-45, told from the outside: how a thing that was held can ever come to be sold, destroyed or given away."""
    before = {
        (act, one.state)
        for act in ("item.auction", "item.destroy", "item.hand_over")
        for one in HOLDINGS
        if refusal(act, one) is None and one.state != "confiscated"
    }
    assert {state for _, state in before} == {"early"}
    assert {one.perishable for one in HOLDINGS if refusal("item.approve_early", one) is None} == {True}


def test_nothing_confiscated_goes_back_and_nothing_else_is_confiscated() -> None:
    for one in HOLDINGS:
        if refusal("item.return", one) is None or refusal("item.return_proceeds", one) is None:
            assert not one.confiscating
            assert one.lifted or one.decided
        if refusal("item.confiscate", one) is None:
            assert one.confiscating


def test_no_act_charges_the_keeping() -> None:
    assert not [act for act in STEPS if any(word in act for word in ("charge", "fee", "cost"))]


@pytest.mark.parametrize(
    ("act", "about", "expected"),
    [
        ("item.place", {"placed": True}, "item_placed"),
        ("item.move", {}, "item_not_placed"),
        ("item.return", {}, "not_returnable"),
        ("item.return", {"lifted": True}, ""),
        ("item.return", {"lifted": True, "confiscating": True}, "not_returnable"),
        ("item.return", {"decided": True}, ""),
        ("item.confiscate", {"decided": True}, "not_confiscated"),
        ("item.approve_early", {}, "not_perishable"),
        ("item.approve_early", {"perishable": True, "lifted": True}, "already_decided"),
        ("item.approve_early", {"perishable": True, "over": True}, "seizure_term_over"),
        ("item.auction", {}, "item_state"),
        ("item.destroy", {}, "not_so_decided"),
        ("item.destroy", {"handled": "destroyed"}, ""),
        ("item.hand_over", {"handled": "destroyed"}, "not_so_decided"),
        ("item.hand_over", {"handled": "transferred"}, ""),
        ("item.return_proceeds", {"state": "sold_early"}, "not_returnable"),
    ],
)
def test_refusals(act: str, about: dict[str, bool | str], expected: str) -> None:
    assert code(act, **about) == expected


def test_every_refusal_names_its_articles() -> None:
    found = [refusal(act, one) for act in STEPS for one in HOLDINGS]
    assert all(one.basis and one.message.zh and one.message.en for one in found if one)


def test_nothing_is_taken_in_without_a_title() -> None:
    assert start(seized=True, confiscating=False) == "held"
    assert start(seized=False, confiscating=True) == "confiscated"
    with pytest.raises(RuleError, match="no_title"):
        start(seized=False, confiscating=False)


@pytest.mark.parametrize(
    ("who", "witnesses", "investigators", "expected"),
    [
        (["a", "a"], ["见证人"], [], "too_few_disposers"),
        (["a", "b"], [" "], [], "no_witness"),
        (["a", "b"], ["见证人"], ["b"], "posts_apart"),
    ],
)
def test_who_disposes(who: list[str], witnesses: list[str], investigators: list[str], expected: str) -> None:
    with pytest.raises(RuleError) as refused:
        check_disposers(who, witnesses, investigators)
    assert refused.value.code == expected
    assert refused.value.basis


CAPACITIES = st.dictionaries(st.sampled_from(sorted(CATEGORIES)), st.integers(1, 50), min_size=1)
LOADS = st.lists(st.tuples(st.sampled_from(sorted(CATEGORIES)), st.integers(1, 50)))


@given(CAPACITIES, LOADS)
def test_a_place_that_is_filled_piece_by_piece_never_overflows(
    capacity: dict[str, int], loads: list[tuple[str, int]]
) -> None:
    stored: list[tuple[str, int]] = []
    for category, quantity in loads:
        if category in capacity and filling(capacity, [*stored, (category, quantity)]) <= 1:
            check_room("甲-1", capacity, stored, category, quantity)
            stored.append((category, quantity))
        else:
            with pytest.raises(RuleError):
                check_room("甲-1", capacity, stored, category, quantity)
        assert filling(capacity, stored) <= 1


def test_a_full_place_says_how_much_room_there_is() -> None:
    with pytest.raises(RuleError) as refused:
        check_room("甲-1", {"tricycle": 4, "box": 40}, [("tricycle", 2), ("box", 10)], "tricycle", 2)
    assert refused.value.message.zh == "库位甲-1已满：还能放1辆三轮车，放不下2辆"
    assert filling({"tricycle": 4}, [("muck_truck", 1)]) == Fraction(1)


@given(st.sets(st.text()), st.sets(st.text()))
def test_stock_taking_accounts_for_every_code_once(expected: set[str], scanned: set[str]) -> None:
    told = reckon(expected, scanned)
    assert {*told.found, *told.missing} == expected
    assert {*told.found, *told.surplus} == scanned
    assert len(told.found) + len(told.missing) + len(told.surplus) == len(expected | scanned)


@given(st.integers(2020, 2099), st.integers(1, 999_999))
def test_a_label_is_read_in_every_form_in_which_it_is_scanned(year: int, serial: int) -> None:
    code = label_code(year, serial)
    assert read_label(code) == read_label(f" {code.replace('-', '')} ") == code
    assert read_label(f"https://xuncheng.example/goods/label/{code}") == code


@given(st.integers(1, 999_999), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial: int, at: int, by: int) -> None:
    digits = label_code(2026, serial).replace("-", "")
    wrong = f"{digits[:at]}{(int(digits[at]) + by) % 10}{digits[at + 1 :]}"
    with pytest.raises(RuleError, match="label_unreadable"):
        read_label(wrong)


def test_states_that_are_present_are_open() -> None:
    assert set(PRESENT) < set(OPEN) < set(STATES)
