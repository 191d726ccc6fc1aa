"""Watched facts: what was looked at, what was changed, and what may not be looked at."""

from datetime import date
from typing import Any

import pytest

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.watch import (
    COLUMNS,
    DroppedFact,
    Mark,
    OpenFact,
    WatchedFacts,
    as_before,
    clock_column,
    row_of,
)

DAY, LATER = date(2026, 11, 20), date(2026, 11, 27)
LIMIT, STATEMENT = clock_column("decision"), clock_column("statement")


def watched(facts: Facts | None = None, **marks: Mark) -> tuple[WatchedFacts, dict[str, None]]:
    looked: dict[str, None] = {}
    return WatchedFacts.of({**row_of(facts or Facts()), **marks}, looked), looked


def test_only_what_was_looked_at_is_noted_in_the_order_of_looking() -> None:
    facts, looked = watched(Facts(filed=True).start("decision", DAY))
    assert facts.filed
    assert facts.lapsed("decision", LATER)
    assert facts.owed == 0
    assert list(looked) == ["filed", LIMIT, "decided", "late_fee", "paid", "executions"]


def test_what_an_effect_wrote_is_no_longer_looked_at() -> None:
    facts, looked = watched()
    after = facts.but(filed=True).start("decision", DAY).stop("statement")
    assert (after.filed, after.due("decision"), after.due("statement")) == (True, DAY, None)
    assert looked == {}
    assert isinstance(after, WatchedFacts)
    assert after.changes == {"filed": True, LIMIT: DAY, STATEMENT: None}


def test_looking_at_what_came_of_facts_is_looking_at_them() -> None:
    facts, looked = watched()
    assert facts.but(filed=True).closed is False
    assert list(looked) == ["closed"]


def test_all_periods_can_be_ended_without_looking() -> None:
    facts, looked = watched(Facts().start("decision", DAY))
    after = facts.but(clocks=())
    assert looked == {}
    assert after.clocks == ()
    assert facts.clocks == (("decision", DAY),)


@pytest.mark.parametrize(("mark", "error"), [(Mark.OPEN, OpenFact), (Mark.DROPPED, DroppedFact)])
def test_a_missing_fact_cannot_be_looked_at_but_be_given(mark: Mark, error: type[LookupError]) -> None:
    facts, looked = watched(age=mark)
    with pytest.raises(error):
        _ = facts.age
    assert "age" in looked
    assert facts.but(age="minor").age == "minor"


def test_what_was_not_changed_agrees_unseen() -> None:
    facts, looked = watched(evidence=Mark.DROPPED)
    assert facts.agrees(facts.but(filed=True), "evidence", "closed")
    assert looked == {}
    assert not facts.agrees(facts.but(filed=True), "filed")


@pytest.mark.parametrize("started", [None, DAY])
def test_one_column_can_be_put_back(started: date | None) -> None:
    # Given facts before and after an act that notes two facts and moves a period
    before = Facts().start("decision", started) if started else Facts()
    after = before.but(filed=True, told=True).start("decision", LATER)
    # Then each can be put back without the others
    assert as_before("filed", before, after) == after.but(filed=False)
    assert as_before(LIMIT, before, after).due("decision") == started
    assert as_before(LIMIT, before, after).filed


def test_a_row_holds_every_fact_and_every_period() -> None:
    facts = Facts(filed=True).start("decision", DAY)
    row: dict[str, Any] = row_of(facts)
    assert set(row) == set(COLUMNS)
    assert WatchedFacts.of(row).clocks == facts.clocks
