"""Finding things on the desk: laws by words and by article, everything else from anywhere by Ctrl+K."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]


def test_words_are_marked_in_the_search_over_laws(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/laws")
    desk.page.get_by_role("main").get_by_label("查找法律条文").fill("乱倒垃圾")
    expect(desk.page.locator("mark").first).to_be_visible()
    desk.page.wait_for_url(re.compile("/laws\\?q="))


def test_an_article_that_is_typed_is_opened_by_the_enter_key(window: Window) -> None:
    # When an officer types an article and presses Enter
    desk = window("officer-a")
    desk.go("/laws")
    desk.page.get_by_role("main").get_by_label("查找法律条文").fill("行政处罚法第五十七条")
    expect(desk.page.get_by_role("status").filter(has_text="已定位到条文")).to_be_visible()
    desk.page.keyboard.press("Enter")

    # Then he stands before it in its law
    marked = desk.page.locator(".article.marked")
    expect(marked).to_contain_text("第五十七条")
    expect(marked).to_be_in_viewport()
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("行政处罚法")


def palette(desk: Desk, typed: str) -> Locator:
    """Search for something from wherever one is; what is found."""
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type(typed)
    return desk.page.get_by_role("option")


@pytest.mark.parametrize(
    ("typed", "found", "leads_to"),
    [
        ("行政处罚法第五十七条", "行政处罚法 第五十七条", "/laws/"),
        ("示范鲜花店", "示范鲜花店擅自占道摆摊设点案", "/cases/"),
        ("占用一条车道", "流动车辆售卖蔬菜", "/reports/"),
        ("滨河绿地", "绿地内晾晒衣物", "/reports/"),
        ("我的", "我的", "/account"),
    ],
    ids=["article", "party", "words", "address", "page"],
)
def test_everything_is_found_from_anywhere(window: Window, typed: str, found: str, leads_to: str) -> None:
    desk = window("officer-a")
    desk.go("/matters")
    desk.page.get_by_role("heading", level=1).wait_for()
    expect(palette(desk, typed).filter(has_text=found).first).to_be_visible()
    desk.check()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**{leads_to}*")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_what_is_nowhere_is_said_not_to_be(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/account")
    desk.page.get_by_role("heading", level=1).wait_for()
    palette(desk, "qqqqzzzz")
    expect(desk.page.get_by_text("没有找到，换个词试试。")).to_be_visible()


def test_matters_are_narrowed_by_their_field(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/matters")
    desk.page.get_by_role("combobox", name="领域").click()
    desk.page.get_by_role("option", name="占道经营").click()
    desk.page.wait_for_url(re.compile("domain=occupation"))
    rows = desk.page.locator("[data-row]")
    expect(rows.first).to_contain_text("占道经营")
    assert all("占道经营" in row for row in rows.all_inner_texts())
