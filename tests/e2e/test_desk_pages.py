"""Every page of the desk: it shows what it should, axe-core finds no serious fault, and the guide gets its picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk
from tests.e2e.scene import LONG_NAME

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def check(desk: Desk) -> None:
    """Let axe-core look at the page; nothing serious may be wrong."""
    desk.page.wait_for_load_state("networkidle")
    desk.page.evaluate(
        AXE.read_text(encoding="utf-8")
    )  # by the console: the page's policy forbids foreign scripts
    found = desk.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    faults = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"] if one["impact"] in GRAVE]
    assert faults == []


PAGES = (
    ("work", "officer-a", "/", "工作台"),
    ("work-head", "head", "/", "工作台"),
    ("reports", "dispatcher", "/reports", "水果摊占用盲道"),
    ("cases", "officer-a", "/cases", LONG_NAME[:20]),
    ("matters", "officer-a", "/matters?q=占道", "擅自占道摆摊设点"),
    ("laws", "officer-a", "/laws?q=占道经营 摆摊", "摆摊"),
    ("account", "officer-a", "/account", "动态口令"),
    ("submit", "officer-a", "/reports/new", "情况描述"),
)


@pytest.mark.parametrize(("name", "username", "path", "words"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page(window: Window, picture: Picture, name: str, username: str, path: str, words: str) -> None:
    desk = window(username)
    desk.go(path)
    expect(desk.page.locator("main")).to_contain_text(words)
    check(desk)
    picture(desk, name)


def test_sign_in(window: Window, picture: Picture) -> None:
    desk = window()
    desk.go("/sign-in")
    expect(desk.page.get_by_role("button", name="登录")).to_be_visible()
    check(desk)
    picture(desk, "sign-in")


def test_a_report(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    desk.go("/reports")
    desk.page.get_by_role("row").filter(has_text="夜间施工噪声扰民").get_by_role("link").first.click()
    expect(desk.acts()).to_contain_text("立案呈批")
    check(desk)
    picture(desk, "report")


def open_case(desk: Desk, party: str) -> None:
    """Open the case of a party from the list."""
    desk.go("/cases")
    row = desk.page.get_by_role("row").filter(has_text=party)
    row.get_by_role("link").first.click()
    desk.acts().wait_for()


def test_a_case(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    open_case(desk, "示范早点铺")
    expect(desk.page.locator("main")).to_contain_text("缴纳罚款")
    check(desk)
    picture(desk, "case")


def test_a_refused_act_says_why_on_focus_and_on_hover(window: Window, picture: Picture) -> None:
    # Given a case that was only inspected, of a company with a very long name
    desk = window("head")
    open_case(desk, LONG_NAME)
    desk.acts().get_by_role("button", name="暂不可办").click()
    desk.page.mouse.move(0, 0)
    tooltips = desk.page.get_by_role("tooltip").filter(visible=True)
    expect(tooltips).to_have_count(0)
    refused = desk.acts().get_by_role("button").filter(has_text=re.compile(r"^\s*作出处罚决定"))

    # When the head looks at the decision, which is grey
    for reach in (refused.focus, refused.hover):
        reach()
        # Then he reads why, and the article
        expect(tooltips).to_contain_text("行政处罚法第")
        if reach == refused.hover:
            check(desk)
            picture(desk, "refused")
        desk.page.mouse.move(0, 0)
        refused.blur()
        expect(tooltips).to_have_count(0)


def test_a_law(window: Window, picture: Picture) -> None:
    # When an officer types an article
    desk = window("officer-a")
    desk.go("/laws?q=行政处罚法第五十七条")

    # Then he comes to it, and it is marked in its law
    desk.page.get_by_role("link", name="第五十七条").first.click()
    desk.page.wait_for_url("**/laws/0*")
    expect(desk.page.locator(".article.marked")).to_contain_text("第五十七条")
    check(desk)
    picture(desk, "law")


def test_in_the_dark(window: Window, picture: Picture) -> None:
    desk = window("officer-a", color_scheme="dark")
    desk.go("/")
    expect(desk.page.locator("main")).to_contain_text("工作台")
    desk.page.get_by_role("button", name="傅示明").click()
    desk.page.get_by_role("radio", name="深色").or_(
        desk.page.get_by_role("button", name="深色")
    ).first.click()
    desk.page.keyboard.press("Escape")
    check(desk)
    picture(desk, "work-dark")


def test_a_case_in_english(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    open_case(desk, "示范早点铺")
    desk.page.get_by_role("button", name="傅示明").click()
    desk.page.get_by_text("English", exact=True).click()
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator("main")).to_contain_text("Pay")
    check(desk)
    picture(desk, "case-en")
