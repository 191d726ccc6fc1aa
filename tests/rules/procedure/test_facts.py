"""Facts: they never change in place, and they come back from JSON as they went."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.procedure.beside.publication.state import Publication
from xuncheng.rules.procedure.beside.transfer.state import Transfer
from xuncheng.rules.procedure.facts import Facts, Penalty, decode, encode

money = st.decimals(min_value=0, max_value=10**9, places=2)
words = st.text(max_size=12)
names = st.frozensets(words, max_size=3)
penalties = st.builds(Penalty, names, money)
dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
clocks = st.dictionaries(st.sampled_from(["decision", "statement", "payment"]), dates).map(
    lambda running: tuple(sorted(running.items()))
)

STRATEGIES: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(), str: words, int: st.integers(0, 9), Decimal: money, date: dates, frozenset[str]: names, Penalty: penalties,
    tuple[tuple[str, date], ...]: clocks,
}  # fmt: skip


def some(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that facts have."""
    if kind in STRATEGIES:
        return STRATEGIES[kind]
    if is_dataclass(kind):
        return st.builds(kind, **{name: some(hint) for name, hint in get_type_hints(kind).items()})
    first, *_ = get_args(kind)
    if get_origin(kind) is tuple and Ellipsis not in get_args(kind):
        return st.tuples(*map(some, get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(some(first), max_size=2).map(tuple)
    return st.none() | some(first)


facts = some(Facts)


@given(facts)
def test_facts_come_back_from_json(one: Facts) -> None:
    assert decode(json.loads(json.dumps(encode(one)))) == one


def test_facts_at_their_defaults_are_not_written() -> None:
    assert encode(Facts()) == {}
    assert encode(Facts(filed=True, paid=Decimal("12.50"))) == {"filed": True, "paid": "12.50"}


def test_a_field_that_facts_do_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        decode({"guilty": True})
    with pytest.raises(TypeError):
        Facts().but(guilty=True)


@given(facts, dates)
def test_periods_start_and_stop_without_touching_others(one: Facts, day: date) -> None:
    started = one.start("announcement", day)
    assert started.due("announcement") == day
    assert started.stop("announcement") == one
    assert started.start("announcement", day) == started


@given(facts, dates)
def test_a_period_lapses_the_day_after_its_last(one: Facts, day: date) -> None:
    running = one.start("announcement", day)
    assert not running.lapsed("announcement", day)
    assert running.lapsed("announcement", date.fromordinal(day.toordinal() + 1))
    assert not running.stop("announcement").lapsed("announcement", date.max)


def test_what_is_owed() -> None:
    fined = Facts(decided=Penalty(frozenset({"fine"}), Decimal(1000)))
    assert (Facts().owed, fined.owed) == (0, 1000)
    assert fined.but(late_fee=Decimal(300), paid=Decimal(500)).owed == 800


@given(facts, facts)
def test_facts_agree_where_they_are_equal(one: Facts, other: Facts) -> None:
    alike = [field.name for field in fields(Facts) if getattr(one, field.name) == getattr(other, field.name)]
    assert one.agrees(other, *alike)
    assert one.agrees(other, *(field.name for field in fields(Facts))) == (one == other)


def test_nothing_runs_beside_a_case_that_is_over() -> None:
    running = Facts(transfers=(Transfer(state="declined").start("police_review", date(2026, 3, 2)),))
    assert list(running.running()) == [("police_review", date(2026, 3, 2))]
    assert list(running.at_rest().running()) == []
    # But what was published may have to be withdrawn then
    recalled = running.but(
        publications=(Publication(recalled=True).start("publication_withdrawal", date(2026, 3, 4)),)
    )
    assert list(recalled.at_rest().running()) == [("publication_withdrawal", date(2026, 3, 4))]
