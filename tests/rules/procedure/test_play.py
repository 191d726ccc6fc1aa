"""Random cases on real days: whatever anybody tries, no invariant is broken, and the desk is never sent astray."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.procedure.case import CaseFile
from tests.rules.procedure.play import PEOPLE, play

from xuncheng.rules.procedure.facts import decode, encode
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.stages import next_due, stage_of
from xuncheng.rules.procedure.tables import TABLES, in_force
from xuncheng.rules.procedure.turns import PARTY
from xuncheng.rules.procedure.waiting import waits_for
from xuncheng.rules.procedure.worlds import UNIVERSES

TODAY = date(2026, 11, 20)
NEXT_DAY = timedelta(days=1)
seeds = st.integers(min_value=0, max_value=2**32)
tables = pytest.mark.parametrize("table", [table.name for table in TABLES])
INVARIANTS = {name: make().invariants for name, make in UNIVERSES.items()}


def broken(case: CaseFile) -> list[str]:
    """The invariants that the last act on the case did not keep."""
    step = case.steps[-1]
    asked = (one for one in INVARIANTS[case.table.name] if not one.acts or step.act in one.acts)
    return [one.code for one in asked if not one.holds(step)]


@tables
@settings(max_examples=150, deadline=None)
@given(seed=seeds)
def test_no_invariant_breaks_on_real_days(table: str, seed: int) -> None:
    for case in play(seed, in_force(table, TODAY)):
        assert broken(case) == [], [step.act for step in case.steps]


@tables
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_a_case_waits_for_what_somebody_may_do(table: str, seed: int) -> None:
    for case in play(seed, in_force(table, TODAY)):
        role, act = waits_for(table, case.facts, case.today)
        if role == PARTY and act != "fine.pay":
            # Given time of the party's that runs, then once it is over the case waits for somebody else
            role, act = waits_for(table, case.facts, max(day for _, day in case.facts.clocks) + NEXT_DAY)
            assert role != PARTY, (stage_of(table, case.facts), act)
        elif act:
            assert any(case.offered(person)[act] is None for person in PEOPLE), (
                stage_of(table, case.facts),
                act,
            )


@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_facts_on_the_way_come_back_from_json(seed: int) -> None:
    for case in play(seed, ORDINARY):
        assert decode(encode(case.facts)) == case.facts
        name, day = next_due(case.facts, case.today)
        assert (name, day) == ("", None) or case.facts.due(name) == day


@tables
def test_the_game_goes_all_the_way(table: str) -> None:
    # Given many games, each act of the table is done in some of them, and many cases are archived
    games = [list(play(seed, in_force(table, TODAY), acts=200)) for seed in range(1000)]
    done = Counter(step.act for game in games if game for step in game[-1].steps)
    assert {rule.name for rule in in_force(table, TODAY).acts} <= done.keys()
    assert done["case.archive"] > 25
