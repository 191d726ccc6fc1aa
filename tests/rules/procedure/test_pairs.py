"""Two procedures beside one case: walked together where one asks something of the other."""

from collections.abc import Callable

import pytest

from xuncheng.rules.procedure.explore import explore
from xuncheng.rules.procedure.mutate import try_pair
from xuncheng.rules.procedure.pairs import HOLDS, PAIRS, laid_on, meets, side_by_side, unmet
from xuncheng.rules.procedure.tables import BESIDE


def test_every_pair_that_meets_is_walked_and_no_other() -> None:
    # Whoever lays a condition on acts of another procedure beside the case adds the pair to `PAIRS`
    meeting = {
        frozenset({one.name, other.name})
        for one, other in side_by_side()
        if meets(one, other) or meets(other, one)
    }
    assert meeting == {frozenset(name.split(" + ")) for name in PAIRS}
    assert not meeting & {frozenset(pair) for pair in unmet()}


def test_what_each_keeps_is_known() -> None:
    assert set(HOLDS) == {one.name for one in BESIDE} - {"inquiry", "discretion", "discretion_on_the_spot"}


@pytest.mark.parametrize("name", PAIRS)
def test_every_state_of_a_pair_keeps_the_law(name: str) -> None:
    report = explore(PAIRS[name]())
    assert [(one.code, one.path) for one in report.violations] == []
    assert report.states > 20


@pytest.mark.parametrize("name", PAIRS)
def test_each_condition_that_one_lays_on_the_other_is_noticed_when_left_out(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    # Given every condition of one on acts of the other, and every change of what the other keeps: of one of the two there is some
    trials = try_pair(name)
    noticed = sum(one.violation is not None for one in trials)
    record_property(
        "explored", f"{name}: {len(trials)} conditions and results left out in turn, {noticed} noticed"
    )
    laid = {(rule.name, f"without {code}") for rule, code in laid_on(PAIRS[name]().procedure)}
    conditions = {one for one in laid if "more_than" not in one[1]}
    assert trials
    assert conditions <= {(one.act, one.change) for one in trials}
    assert [(one.act, one.change) for one in trials if one.violation is None] == []


def test_a_duty_that_outlives_its_decision_is_noticed() -> None:
    tried = {(one.act, one.change) for one in try_pair("remedy + demolition")}
    assert {("decision.revoke", "forgets demolitions"), ("remedy.decide", "forgets demolitions")} <= tried
