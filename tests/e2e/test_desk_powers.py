"""Power lists on the desk: who holds what, the published versions, how they differ; a dispatch that the list forbids."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_the_catalogue_is_narrowed_to_an_office_and_a_matter(window: Window, picture: Picture) -> None:
    officer = window("officer-a")
    officer.go("/powers?matter=RQ-001")
    main = officer.page.locator("main")
    # Given a matter that was not handed down, then the bureau alone holds it
    expect(main).to_contain_text("示范区城市管理综合行政执法局")
    expect(main.get_by_role("row")).to_have_count(2)
    picture(officer, "powers")
    officer.check()


def test_two_versions_are_compared_and_the_lines_searched(window: Window, picture: Picture) -> None:
    reader = window("reviewer")
    reader.go("/power-lists")
    main = reader.page.locator("main")
    # Given two published lists, then what the later one added is told: five matters for fifteen streets
    expect(main.locator("summary")).to_have_text("新增 75")
    picture(reader, "power-lists")
    # When the lines are searched, then only those of the matter are left
    main.get_by_role("searchbox").fill("HW-003")
    expect(main.get_by_text("16 项", exact=True)).to_be_visible()
    reader.check()


def test_who_records_decisions_and_who_publishes(window: Window) -> None:
    for user, path, button, there in (
        ("reviewer", "/power-decisions", "登记下放（授予）决定", True),
        ("officer-a", "/power-decisions", "登记下放（授予）决定", False),
        ("head", "/power-lists", "公布权责清单", True),
        ("reviewer", "/power-lists", "公布权责清单", False),
    ):
        desk = window(user)
        desk.go(path)
        expect(desk.page.locator("main")).to_contain_text("示范")
        expect(desk.page.get_by_role("button", name=button)).to_have_count(int(there))
