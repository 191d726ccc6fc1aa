"""Every page of the desk: it shows what it should, axe-core finds no serious fault, and the guide gets its picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk
from tests.e2e.scene import LONG_NAME

pytestmark = pytest.mark.browser

STREET = "110199001"
"""The officers' street, where nobody hands in reports by the dozen."""

Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

PAGES = (
    # In the guide under this name
    ("work", "officer-a", "/", "工作台"),
    ("work-head", "head", "/", "工作台"),
    ("reports", "dispatcher", f"/reports?street={STREET}", "水果摊占用盲道"),
    ("cases", "officer-a", "/cases", LONG_NAME[:20]),
    ("deadlines", "head", "/deadlines", "届满后果"),
    ("matters", "officer-a", "/matters?q=占道", "擅自占道摆摊设点"),
    ("laws", "officer-a", "/laws?q=占道经营 摆摊", "摆摊"),
    ("account", "officer-a", "/account", "动态口令"),
    ("submit", "citizen", "/reports/new", "情况描述"),
    # Only looked at
    ("", "reviewer", "/", "工作台"),
    ("", "head", "/batches", "批量办理"),
    ("", "head", "/publications", "公示"),
    ("", "officer-a", "/matters/SR-010", "北京市市容环境卫生条例第三十五条第一款"),
    ("", "officer-a", "/laws", "中华人民共和国行政处罚法"),
    ("", "admin", "/reports", "案源"),
    ("", "officer-a", "/forbidden", "无权查看"),
    ("", "officer-a", "/nowhere", "没有找到此页"),
)


@pytest.mark.parametrize(
    ("name", "username", "path", "words"), PAGES, ids=[page[0] or page[2] for page in PAGES]
)
def test_a_page(window: Window, picture: Picture, name: str, username: str, path: str, words: str) -> None:
    desk = window(username)
    desk.go(path)
    expect(desk.page.locator("main")).to_contain_text(words)
    desk.check()
    if name:
        picture(desk, name)


def test_sign_in(window: Window, picture: Picture) -> None:
    desk = window()
    desk.go("/sign-in")
    expect(desk.page.get_by_role("button", name="登录")).to_be_visible()
    desk.check()
    picture(desk, "sign-in")


@pytest.mark.parametrize(
    ("username", "words", "act"),
    [("dispatcher", "共享单车堆放堵塞地铁口", "执法分派"), ("officer-a", "夜间施工噪声扰民", "立案呈批")],
)
def test_a_report(window: Window, picture: Picture, username: str, words: str, act: str) -> None:
    desk = window(username)
    desk.go(f"/reports?street={STREET}")
    desk.open_row(words)
    expect(desk.acts()).to_contain_text(act)
    desk.check()
    if username == "dispatcher":
        picture(desk, "report")


def test_a_case(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    desk.open_case("示范早点铺")
    expect(desk.page.locator("main")).to_contain_text("缴纳罚款")
    desk.check()
    picture(desk, "case")


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("文书", "行政处罚决定书"),
        ("过程", "行政处罚法第五十七条"),
        ("款物", "SF2026000900"),
        ("公示", "最短公示期"),
        ("期限", "没有正在计算的期限"),
    ],
)
def test_a_section_of_a_case(window: Window, tab: str, words: str) -> None:
    desk = window("officer-a")
    desk.open_case("示范便利店")
    desk.page.get_by_role("tab", name=tab).click()
    expect(desk.page.get_by_role("tabpanel", name=tab)).to_contain_text(words)
    desk.check()


def test_a_document_is_shown_beside_its_case(window: Window) -> None:
    desk = window("officer-a")
    desk.open_case("示范便利店")
    desk.page.get_by_role("tab", name="文书").click()
    desk.page.get_by_role("tabpanel").get_by_role("button", name="行政处罚决定书").first.click()
    drawer = desk.page.get_by_role("dialog")
    expect(drawer).to_contain_text("行政处罚决定书")
    desk.check()
    href = drawer.get_by_role("link", name="在新窗口打开").get_attribute("href")
    answer = desk.page.request.get(f"{desk.url}{href}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_an_act_being_filled_in(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    desk.open_case("示范鲜花店")
    form = desk.open_act("处罚事先告知")
    expect(form).to_contain_text("本事项罚款幅度")
    desk.check()
    picture(desk, "act")


def test_a_law(window: Window, picture: Picture) -> None:
    desk = window("officer-a")
    desk.go("/laws?q=行政处罚法第五十七条")
    desk.page.get_by_role("link", name="第五十七条").first.click()
    expect(desk.page.locator(".article.marked")).to_contain_text("第五十七条")
    desk.check()
    picture(desk, "law")


@pytest.mark.parametrize(
    "path", ["/", "/reports", "/cases", "/laws?q=摆摊", "/matters", "/account", "/reports/new"]
)
def test_a_page_in_the_dark(window: Window, picture: Picture, path: str) -> None:
    desk = window("officer-a", color_scheme="dark")
    desk.go(path)
    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")
    desk.page.locator("main h1").wait_for()
    desk.check()
    if path == "/":
        picture(desk, "work-dark")


def test_the_theme_that_was_chosen_stays(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/")
    desk.page.get_by_role("button", name="傅示明").click()
    desk.page.get_by_text("深色", exact=True).click()
    desk.page.reload()
    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")
