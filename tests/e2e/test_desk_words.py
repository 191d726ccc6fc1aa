"""The desk in English, and what it says when there is nothing, not yet anything, or no answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

CHINESE = re.compile("[\u4e00-\u9fff]")
OURS = "nav a, h2, button, label, dt, th, [role=columnheader], [role=tab], [placeholder]"
"""What the desk says itself; the rest of a page is what people wrote."""

PLACES = (
    "/",
    "/reports",
    "/cases",
    "/laws",
    "/matters",
    "/account",
    "/reports/new",
    "/forbidden",
    "/nowhere",
)
DATA = re.compile(r"傅示明|中文|e\.g\..*|[\u4e00-\u9fff、]+第[一二三四五六七八九十百零]+条[\u4e00-\u9fff、]*")
"""Chinese that stays: names, citations of articles, and the examples of what to search for."""


@pytest.fixture
def english(window: Window) -> Desk:
    """A desk on which English was chosen."""
    desk = window("officer-a")
    desk.go("/")
    desk.page.get_by_role("button", name="傅示明").click()
    desk.page.get_by_text("English", exact=True).click()
    expect(desk.page.get_by_role("heading", name="My work")).to_be_visible()
    return desk


def spoken(desk: Desk) -> list[str]:
    """The words of the desk on the page, in Chinese."""
    desk.settle()
    said: list[str] = desk.page.eval_on_selector_all(
        OURS, "all => all.map(one => one.placeholder || one.getAttribute('aria-label') || one.innerText)"
    )
    return [words for words in said if CHINESE.search(DATA.sub("", words or ""))]


def test_english_stays_and_is_spoken_everywhere(english: Desk) -> None:
    for path in PLACES:
        english.go(path)
        english.page.locator("main h1").wait_for()
        assert spoken(english) == [], path
    assert english.page.title().endswith("Xuncheng")


def test_a_case_in_english(english: Desk, picture: Picture) -> None:
    english.go("/cases")
    row = english.page.get_by_role("row").filter(has_text="示范早点铺")
    row.get_by_role("link").first.click()
    possible = english.page.locator(".possible-acts")
    expect(possible).to_contain_text("Pay the fine")
    possible.get_by_role("button", name="Pay the fine").first.click()
    expect(english.page.locator("form.act-form")).to_contain_text("Receipt number")
    assert spoken(english) == []
    english.page.keyboard.press("Escape")
    english.check()
    picture(english, "case-en")


def test_a_list_without_rows_says_so_and_leads_back(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/cases?q=没有这样的案件")
    expect(desk.page.locator("main")).to_contain_text("没有符合当前筛选条件的记录")
    desk.check()
    desk.page.get_by_role("button", name="清除筛选").first.click()
    expect(desk.page.locator("[data-row]").first).to_be_visible()


def test_who_has_nothing_to_do_is_told(window: Window) -> None:
    desk = window("citizen")
    desk.go("/")
    expect(desk.page.locator("main")).to_contain_text("手头没有待办事项")
    desk.check()


def test_while_a_list_is_read_its_place_is_kept(window: Window) -> None:
    # Given an answer that does not come
    desk = window("officer-a")
    held: list[Route] = []
    desk.page.route("**/api/v1/cases?**", lambda route: held.append(route))

    # When a list is opened
    desk.go("/cases")

    # Then the screen shows that it is reading, and the rows once they are there
    expect(desk.page.get_by_role("region", name="案件")).to_have_attribute("aria-busy", "true")
    expect(desk.page.get_by_role("status", name="正在载入")).to_be_visible()
    for route in held:
        route.continue_()
    expect(desk.page.locator("[data-row]").first).to_be_visible()


@pytest.mark.parametrize(
    ("fail", "words"),
    [
        (lambda route: route.abort(), "没有收到服务器的答复"),
        (lambda route: route.fulfill(status=500, body="no"), "服务出错（500）"),
    ],
    ids=["no answer", "a fault"],
)
def test_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(
    window: Window, fail: Callable[[Route], None], words: str
) -> None:
    desk = window("officer-a")
    desk.page.route("**/api/v1/cases?**", fail)
    desk.go("/cases")
    expect(desk.page.get_by_role("alert")).to_contain_text(words)
    desk.check()

    desk.page.unroute("**/api/v1/cases?**")
    desk.page.get_by_role("button", name="重试").click()
    expect(desk.page.locator("[data-row]").first).to_be_visible()
    expect(desk.page.get_by_role("alert")).to_have_count(0)


def test_what_lies_outside_the_area_is_not_found(window: Window) -> None:
    # Given a case of street A, and an officer of street B who was sent its address
    theirs, desk = window("officer-a"), window("officer-b")
    theirs.open_case("示范鲜花店")
    desk.go(theirs.page.url.removeprefix(theirs.url))
    expect(desk.page.locator("main")).to_contain_text("没有找到")
    expect(desk.page.locator("main")).not_to_contain_text("示范鲜花店")
