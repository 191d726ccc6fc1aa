"""Working through lists on the desk: filters, paging, export, search, the keyboard, and what somebody else changed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find, fill_in
from uuid_utils.compat import uuid7

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
MORE_THAN_A_PAGE = 60
MOST_TABS = 60


def submit(desk: Desk, text: str, count: int = 1) -> None:
    """Hand in reports beside the screen."""
    token = next(c["value"] for c in desk.page.context.cookies() if c["name"] == "csrftoken")
    for number in range(count):
        body = {"id": str(uuid7()), "input": {"text": f"{text} {number}", "lon": 116.366, "lat": 39.913}}
        answer = desk.page.request.post(
            f"{desk.url}/api/v1/acts/report.submit", data=body, headers={"X-CSRFToken": token, "Referer": desk.url}
        )  # fmt: skip
        assert answer.ok, answer.text()


def test_a_filter_stands_in_the_address_the_list_goes_on_and_can_be_exported(
    window: Window, tmp_path: Path
) -> None:
    # Given more reports than one page holds
    desk = window("dispatcher")
    desk.go("/reports")
    submit(desk, "清单翻页", MORE_THAN_A_PAGE)

    # When a link with a filter is opened and scrolled to its end
    desk.go("/reports?status=submitted&source=citizen")
    rows = desk.page.get_by_role("row")
    expect(rows.nth(5)).to_be_visible()
    for _ in range(20):
        if desk.page.get_by_text("已到末尾").is_visible():
            break
        rows.last.hover()
        desk.page.mouse.wheel(0, 3000)
        desk.page.wait_for_timeout(150)

    # Then it came to its end, and the export holds what the filter lets through
    expect(desk.page.get_by_text("已到末尾")).to_be_visible()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="导出").click()
    path = tmp_path / "reports.csv"
    download.value.save_as(path)
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(lines) - 1 >= MORE_THAN_A_PAGE
    assert all("待核实" in line for line in lines[1:])

    # And a filter chosen on the screen goes into the address
    desk.go("/reports")
    desk.page.get_by_role("tab", name="已超期").or_(
        desk.page.get_by_role("button", name="已超期")
    ).first.click()
    desk.page.wait_for_url(re.compile(r"urgency=overdue"))


def test_a_small_act_is_done_in_the_work_list(window: Window) -> None:
    # Given a report that waits for the command centre
    desk = window("dispatcher")
    desk.go("/")
    submit(desk, "工作台办理")
    desk.go("/")
    row = desk.page.get_by_role("listitem").filter(has_text="工作台办理").first

    # When he verifies it under its line
    row.get_by_role("button", name="核实").click()
    form = row.locator("form")
    fill_in(form, remarks="属实。")
    form.locator("button[type=submit]").click()

    # Then the next act waits
    expect(row.get_by_role("button", name="执法判定")).to_be_visible()


def test_words_are_highlighted_in_the_search_over_laws(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/laws")
    desk.page.get_by_role("main").get_by_role("searchbox").or_(
        desk.page.get_by_role("main").get_by_role("textbox")
    ).first.fill("乱倒垃圾")
    expect(desk.page.locator("mark").first).to_be_visible()


def test_a_case_is_opened_and_an_act_begun_with_the_keyboard_alone(window: Window) -> None:
    # Given the list of cases, and hands that stay on the keys
    desk = window("officer-a")
    desk.go("/cases?stage=investigating")
    desk.page.get_by_role("row").nth(1).wait_for()
    keys = desk.page.keyboard

    # When he tabs to the rows, opens one, tabs to what may be done and opens that
    tab_to(desk, "[data-row]")
    keys.press("End")
    keys.press("Enter")
    desk.acts().wait_for()
    tab_to(desk, ".possible-acts button:not([aria-disabled])")
    keys.press("Enter")

    # Then the form is there and the keys are in it; Escape closes it
    form = desk.page.locator("form.act-form")
    form.wait_for()
    tab_to(desk, "form.act-form textarea")
    keys.type("无须鼠标")
    keys.press("Escape")
    expect(form).to_have_count(0)


def tab_to(desk: Desk, selector: str) -> None:
    """Press the Tab key until something of this kind has the focus."""
    for _ in range(MOST_TABS):
        desk.page.keyboard.press("Tab")
        if desk.page.evaluate("kind => document.activeElement?.matches(kind)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


def test_who_acts_on_what_somebody_else_changed_is_told(window: Window) -> None:
    # Given a form that is open while a colleague acts on the same report
    slow, quick = window("dispatcher"), window("dispatcher")
    slow.go("/")
    submit(slow, "两人同办")
    slow.go("/reports")
    slow.page.get_by_role("row").filter(has_text="两人同办").get_by_role("link").first.click()
    slow.acts().wait_for()
    form = slow.open_act("核实")
    slow.page.route("**/api/v1/stream", lambda route: route.abort())
    quick.go(slow.page.url.removeprefix(slow.url))
    quick.do("核实", remarks="先办了。")

    # When it is sent
    fill_in(form, remarks="后办。")
    form.locator("button[type=submit]").click()

    # Then nothing is done, and the screen says what changed
    expect(form).to_contain_text("没有办理：内容已经变化")


def test_a_matter_is_found_by_a_word(window: Window) -> None:
    desk = window("dispatcher")
    desk.go("/")
    submit(desk, "判定查找")
    desk.go("/reports")
    desk.page.get_by_role("row").filter(has_text="判定查找").get_by_role("link").first.click()
    desk.do("核实")
    form = desk.open_act("执法判定")
    fill_in(form, matter=Find("擅自占道摆摊设点"))
    expect(form).to_contain_text("擅自占道摆摊设点")
