"""The page on the road of a report is the one that its tables make."""

from __future__ import annotations

from pathlib import Path

from xuncheng.rules.reporting.describe import road_page
from xuncheng.rules.reporting.road import STATUSES, TRANSITIONS
from xuncheng.rules.reporting.sources import SOURCE_TABLE

PAGE = Path(__file__).parents[3] / "docs" / "road.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == road_page(), "run: xuncheng road docs/road.md"


def test_the_page_tells_of_every_act_state_and_source() -> None:
    page = road_page()
    assert all(f"`{name}`" in page for name in (*TRANSITIONS, *STATUSES))
    assert all(source.label.zh in page for source in SOURCE_TABLE.values())
