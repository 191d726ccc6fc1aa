"""The catalogue of figures: whole, and as the documentation has it."""

from __future__ import annotations

from tools.figures import PAGE

from xuncheng.rules.insight.describe import figures_page
from xuncheng.rules.insight.figures import (
    CASE_FIGURES,
    PENALTY_FIGURES,
    REPORT_FIGURES,
    SCORES,
    Unit,
    reckoned,
)

ALL = (*REPORT_FIGURES, *CASE_FIGURES, *PENALTY_FIGURES)
BY_CODE = {one.code: one for one in ALL}


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == figures_page(), "run: python -m tools.figures"


def test_no_figure_stands_twice_and_each_says_what_it_is() -> None:
    assert len(BY_CODE) == len(ALL)
    for one in ALL:
        assert one.label.zh, one.code
        assert one.counted.zh, one.code
        assert one.by_day.zh, one.code


def test_what_opens_no_list_is_reckoned_from_what_does() -> None:
    for one in ALL:
        assert (one.opens is None) == bool(one.part) == (one.unit in (Unit.SHARE, Unit.AVERAGE))
        assert all(BY_CODE[code].opens is not None for code in one.whole)
        assert one.part in {*BY_CODE, SCORES, ""}


def test_a_share_of_nothing_is_none() -> None:
    share = BY_CODE["in_time_share"]
    assert reckoned(share, {"in_time": 0, "late": 0}) is None
    assert reckoned(share, {"in_time": 2, "late": 1}) == 0.6667
