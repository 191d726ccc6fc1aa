"""Power lists as rules: days, differences, and the sentence of a refusal."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.powers import KINDS, Line, compare

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lines = st.builds(
    Line,
    kinds=st.frozensets(st.sampled_from(sorted(KINDS)), min_size=1),
    document=st.sampled_from(["示政发〔2023〕9号", "示政发〔2025〕3号"]),
    begins=days,
    ends=st.none() | days,
)
keys = st.tuples(
    st.sampled_from(["street-1", "street-2", "bureau"]), st.sampled_from(["SR-010", "RQ-001", "PS-002"])
)
tables = st.dictionaries(keys, lines)


@given(tables, tables)
def test_what_was_added_one_way_was_removed_the_other(before: dict, after: dict) -> None:  # type: ignore[type-arg] # of the strategy
    there, back = compare(before, after), compare(after, before)
    assert (there.added, there.removed, there.changed) == (back.removed, back.added, back.changed)


@given(tables, tables)
def test_the_difference_makes_the_later_list_of_the_earlier(before: dict, after: dict) -> None:  # type: ignore[type-arg] # of the strategy
    found = compare(before, after)
    made = {key: line for key, line in before.items() if key not in found.removed}
    made |= {key: after[key] for key in (*found.added, *found.changed)}
    assert made == after
    assert len({*found.added, *found.removed, *found.changed}) == sum(
        map(len, (found.added, found.removed, found.changed))
    )


@given(tables)
def test_a_list_does_not_differ_from_itself(table: dict) -> None:  # type: ignore[type-arg] # of the strategy
    found = compare(table, dict(table))
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_first_and_last_day_are_included() -> None:
    line = Line(frozenset({"penalty"}), "示政发〔2023〕9号", date(2024, 1, 1), date(2025, 6, 30))
    assert not line.holds(date(2023, 12, 31))
    assert line.holds(date(2024, 1, 1))
    assert line.holds(date(2025, 6, 30))
    assert not line.holds(date(2025, 7, 1))


@given(lines, days)
def test_an_open_power_holds_on_every_later_day(line: Line, on: date) -> None:
    if line.ends is None and line.holds(on):
        assert line.holds(on + timedelta(days=1))
