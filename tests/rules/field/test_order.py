"""The order of a device's acts: what may be done now, what waits, and what points to what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.field.order import GOOD, STATES, UNSETTLED, Place, State, Turn, place, turn
from xuncheng.rules.field.pointers import DEEPEST, SIGN, Pointer, pointers, resolved
from xuncheng.rules.field.terminals import KEEPING, MOVES, SHUT, hindrance, moved
from xuncheng.rules.field.terminals import STATES as TERMINAL_STATES
from xuncheng.rules.field.versions import is_outdated
from xuncheng.rules.legal import RuleError

KEY = UUID(int=7)
states = st.one_of(st.none(), st.sampled_from(State))


@pytest.mark.parametrize(
    ("earlier", "then"),
    [
        ([], Turn.DO),
        ([State.DONE, State.AMENDED, State.ATTACHED], Turn.DO),
        ([State.DONE, State.REFUSED], Turn.HOLD),
        ([State.HELD], Turn.HOLD),
        ([State.REFUSED, State.WITHDRAWN], Turn.REFUSE),
        ([State.DROPPED], Turn.REFUSE),
        ([None], Turn.REFUSE),
    ],
)
def test_what_becomes_of_an_act_follows_from_those_it_hangs_on(
    earlier: list[State | None], then: Turn
) -> None:
    assert turn(earlier) is then


@given(st.lists(states), states)
def test_one_more_condition_never_lets_an_act_through_that_was_stopped(
    earlier: list[State | None], more: State | None
) -> None:
    order = [Turn.DO, Turn.HOLD, Turn.REFUSE]
    assert order.index(turn([*earlier, more])) >= order.index(turn(earlier))


def test_every_state_is_good_unsettled_or_the_end_of_it() -> None:
    assert set(STATES) == set(State)
    assert GOOD | UNSETTLED | {State.DROPPED, State.WITHDRAWN} == set(State)
    assert not GOOD & UNSETTLED


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_exactly_one_number_is_next(number: int, following: int) -> None:
    assert (place(number, following) is Place.NEXT) == (number == following)
    assert (place(number, following) is Place.LATER) == (number > following)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(plain)
def test_what_points_to_nothing_stays_as_it_is(value: Any) -> None:
    assert list(pointers(value)) == []
    assert resolved(value, lambda _: "never") == value


def test_a_pointer_is_found_and_replaced_wherever_it_stands() -> None:
    value = {"on": {SIGN: str(KEY)}, "files": ["a", {SIGN: str(KEY), "take": "document"}]}
    assert list(pointers(value)) == [Pointer(KEY, "result"), Pointer(KEY, "document")]
    assert resolved(value, lambda one: f"{one.take} of {one.act.int}") == {
        "on": "result of 7",
        "files": ["a", "document of 7"],
    }


@pytest.mark.parametrize(
    "wrong", [{SIGN: "no key"}, {SIGN: 5}, {SIGN: str(KEY), "take": "all"}, {SIGN: str(KEY), "more": 1}]
)
def test_a_pointer_that_cannot_be_read_is_refused(wrong: Any) -> None:
    with pytest.raises(RuleError) as refused:
        list(pointers({"case": wrong}))
    assert refused.value.code == "pointer_unreadable"


def test_values_do_not_stand_in_each_other_without_end() -> None:
    value: Any = "deep"
    for _ in range(DEEPEST + 1):
        value = [value]
    with pytest.raises(RuleError) as refused:
        list(pointers(value))
    assert refused.value.code == "too_deep"


@pytest.mark.parametrize(
    ("version", "minimum", "outdated"),
    [
        ("1.4.0", "", False),
        ("", "", False),
        ("1.4.0", "1.4", False),
        ("1.10.0", "1.9.9", False),
        ("1.3.9", "1.4.0", True),
        ("1.4.0-beta", "1.4.0", False),
        ("", "1.0.0", True),
        ("latest", "1.0.0", True),
        ("١.٤", "1.0.0", True),
        ("1.4.0", "soon", False),
    ],
)
def test_a_version_below_the_minimum_is_outdated(version: str, minimum: str, outdated: bool) -> None:
    assert is_outdated(version, minimum) is outdated


def test_the_table_of_terminals_knows_its_states_and_leads_out_of_all_but_the_last() -> None:
    assert {state for before, after in MOVES.values() for state in (*before, after)} == set(TERMINAL_STATES)
    assert TERMINAL_STATES.keys() - {"active"} == SHUT
    assert SHUT > KEEPING
    for state in TERMINAL_STATES.keys() - {"retired"}:
        assert any(hindrance(act, state) is None for act in MOVES)
    assert all(hindrance(act, "retired") for act in MOVES)


def test_a_terminal_moves_by_the_table_and_not_otherwise() -> None:
    assert moved("terminal.lock", "active") == "locked"
    with pytest.raises(RuleError) as refused:
        moved("terminal.lock", "wiped")
    assert refused.value.code == "terminal_state"
