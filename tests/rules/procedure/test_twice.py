"""Two measures of one kind in one case: an act on one leaves the other alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import ActRule, Situation
from xuncheng.rules.procedure.mutate import noticed
from xuncheng.rules.procedure.twice import TWICE
from xuncheng.rules.procedure.walk import Walk
from xuncheng.rules.procedure.worlds import bounds

KEPT = {"two seizures": ("seizure", "seizures"), "two preservations": ("preservation", "preservations")}
"""By which entry a measure is named, and where the facts keep them."""


@pytest.fixture(scope="module", params=TWICE)
def walked(request: pytest.FixtureRequest) -> tuple[str, Walk]:
    walk = Walk(TWICE[request.param]())
    walk.run()
    return request.param, walk


def test_every_state_of_two_keeps_the_law(walked: tuple[str, Walk]) -> None:
    _, walk = walked
    assert [(one.code, one.path) for one in walk.violations] == []
    assert len(walk.links) > 50
    assert {says.zh for _, says in bounds(walk.universe.procedure)} >= {"每案至多2次"}


def test_an_act_that_also_reaches_the_other_measure_is_noticed(walked: tuple[str, Walk]) -> None:
    # Given each act on a measure, done in a way that leaves the other one settled as well
    name, walk = walked
    entry, kept = KEPT[name]
    rules = [rule for rule in walk.universe.procedure.acts if entry in rule.inputs]
    tried = [(rule.name, noticed(walk, _reaching_both(rule, entry, kept))) for rule in rules]
    # Then every one is noticed
    assert len(tried) > 3
    assert [act for act, violation in tried if violation is None] == []


def _reaching_both(rule: ActRule, entry: str, kept: str) -> ActRule:
    def effect(s: Situation) -> Facts:
        after = rule.effect(s)
        return after.but(**{kept: tuple(_ended(one, s.given[entry]) for one in getattr(after, kept))})

    return replace(rule, effect=effect)


def _ended(one: Any, named: int) -> Any:
    return one if one.key == named else replace(one, state="settled", clocks=())
