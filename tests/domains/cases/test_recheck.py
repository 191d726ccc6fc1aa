"""A re-check (复查) is judged by when it began: after the order, and as failed only after its term."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.domains import road
from tests.domains.road import said
from tests.domains.town import Clock, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_a_recheck_begins_after_the_order_to_the_minute(town: Town, clock: Clock) -> None:
    # Given an order to correct that was handed over three minutes ago
    file = road.ordinary(town, town.a, "order")
    clock.pass_by(minutes=3)
    about = {"officers": town.a.both, "corrected": True, "findings": "已清理完毕。", "ended": clock.now}
    for ago in (timedelta(minutes=4), timedelta(days=1)):
        problem = town.officer.refused("correction.recheck", file.key, **about, began=clock.now - ago)
        assert said(problem)[:3] == ("recheck_before_order", 409, "行政处罚法第二十八条第一款")
    file.act(town.officer, "correction.recheck", **about, began=clock.now - timedelta(minutes=3))


def test_a_recheck_that_began_within_the_term_cannot_find_it_failed(town: Town, clock: Clock) -> None:
    # Given an order of Monday 2 March, to be met on that day, whose re-check is entered on Tuesday
    file = road.ordinary(town, town.a, "order")
    about = {"officers": town.a.both, "corrected": False, "findings": "仍未清理。"}
    began = clock.now + timedelta(minutes=30)
    clock.pass_by(days=1)
    given = about | {"began": began, "ended": clock.now}
    problem = town.officer.refused("correction.recheck", file.key, **given)
    assert said(problem)[:2] == ("correction_term_running", 409)
    file.act(town.officer, "correction.recheck", **about, **road.lasted(town))
