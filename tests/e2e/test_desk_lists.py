"""Working through lists on the desk: filters, order, paging, export, the keyboard, and what somebody else changed."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from tests.e2e.desk import Desk, Find, fill_in

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
MORE_THAN_A_PAGE = 60
MOST_TABS = 60
DAY = re.compile(r"20\d\d-\d\d-\d\d")


def submit(desk: Desk, text: str, count: int = 1) -> None:
    """Hand in reports beside the screen."""
    for number in range(count):
        desk.beside("report.submit", text=f"{text} {number}", lon=116.366, lat=39.913)


def to_the_end(desk: Desk) -> None:
    """Go down the list, page by page, until it says that it ends."""
    rows, end = desk.page.locator("[data-row]"), desk.page.get_by_text("已到末尾")
    rows.first.wait_for()
    while not end.count():
        shown = rows.count()
        rows.last.scroll_into_view_if_needed()
        expect(rows.nth(shown).or_(end).first).to_be_attached()


def test_a_filter_stands_in_the_address_the_list_goes_on_and_can_be_exported(
    window: Window, tmp_path: Path
) -> None:
    # Given more reports than one page holds
    desk = window("dispatcher")
    desk.go("/reports")
    submit(desk, "清单翻页", MORE_THAN_A_PAGE)

    # When a link with a filter is opened, gone through to its end, and exported
    desk.go("/reports?status=submitted&source=citizen")
    to_the_end(desk)
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="导出").click()
    path = tmp_path / "reports.csv"
    download.value.save_as(path)

    # Then all rows that the filter lets through were shown, and they are in the file
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(lines) - 1 == desk.page.locator("[data-row]").count() >= MORE_THAN_A_PAGE
    assert all("待核实" in line for line in lines[1:])

    # And in the spreadsheet, which the tray tells of
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    download.value.save_as(tmp_path / "reports.xlsx")
    with zipfile.ZipFile(tmp_path / "reports.xlsx") as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == len(lines)
    expect(desk.page.get_by_role("complementary", name="导出进度")).to_contain_text("文件已保存")


def test_a_long_list_is_made_into_a_file_while_one_goes_on(
    window: Window, tmp_path: Path, picture: Callable[[Desk, str], None]
) -> None:
    # Given a list that says that it has more rows than it counts
    desk = window("dispatcher")
    desk.page.route("**/api/v1/reports?*", _as_if_long)
    desk.go("/reports")
    desk.page.get_by_role("button", name=re.compile("1,000")).wait_for()

    # When it is exported, and another page is opened meanwhile
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Excel").click()
        tray = desk.page.get_by_role("complementary", name="导出进度")
        expect(tray).to_contain_text("可离开此页")
        desk.page.get_by_role("link", name="案件", exact=True).first.click()

    # Then the worker's file comes, with all rows that the dispatcher sees
    download.value.save_as(tmp_path / "reports.xlsx")
    with zipfile.ZipFile(tmp_path / "reports.xlsx") as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") > 1
    expect(tray).to_contain_text("行，文件已保存")

    # And he finds it again among his exports, to be fetched once more
    desk.go("/exports")
    row = desk.page.locator("[data-row]").first
    expect(row).to_contain_text("已生成")
    picture(desk, "exports")
    row.get_by_role("link").first.click()
    expect(desk.page.get_by_role("status").filter(has_text="已生成")).to_be_visible()
    with desk.page.expect_download() as again:
        desk.page.get_by_role("link", name="下载").click()
    assert again.value.suggested_filename.endswith(".xlsx")


def _as_if_long(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | {"count": {"value": 1000, "capped": True}})


def test_a_list_is_narrowed_ordered_and_kept_on_the_screen(
    window: Window, picture: Callable[[Desk, str], None]
) -> None:
    # Given the list of cases
    desk = window("officer-a")
    desk.go("/cases")
    rows = desk.page.locator("[data-row]")
    rows.nth(2).wait_for()
    everything = rows.count()

    # When a stage is chosen and the head of a column is pressed
    desk.page.get_by_role("combobox", name="阶段").click()
    desk.page.get_by_role("option", name="告知阶段").click()
    desk.page.get_by_role("button", name="立案日期").click()
    desk.page.wait_for_url(re.compile(r"/cases\?sort=-opened_at&stage=notified$"))
    desk.page.get_by_role("button", name="立案日期").click()
    desk.page.wait_for_url(re.compile(r"/cases\?sort=opened_at&stage=notified$"))

    # Then the rows are of that stage, the oldest first
    head = desk.page.get_by_role("columnheader", name="立案日期")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(desk.page.get_by_role("region", name="案件")).to_have_attribute("aria-busy", "false")
    shown = rows.all_inner_texts()
    assert 1 < len(shown) < everything
    assert all("告知阶段" in row for row in shown)
    days = [DAY.findall(row)[-1] for row in shown]
    assert days == sorted(days)

    # And kept under a name it is found again after a reload, by the keyboard alone; without filters all rows are back
    saved = desk.page.get_by_role("button", name="筛选方案", exact=True)
    saved.click()
    desk.page.get_by_label("把当前筛选存为").fill("待决定")
    desk.page.get_by_label("本单位共享").check()
    desk.page.get_by_role("button", name="保存", exact=True).click()
    expect(desk.page.get_by_role("button", name="待决定 共享")).to_be_visible()
    picture(desk, "saved-filters")
    desk.page.keyboard.press("Escape")
    desk.page.get_by_role("button", name="清除筛选").click()
    expect(rows).to_have_count(everything)
    desk.page.reload()
    saved.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("button", name="待决定 共享")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(rows).to_have_count(len(shown))
    expect(saved).to_be_focused()

    # And a colleague of the same organisation has it too, which only its owner drops
    colleague = window("officer-a2")
    colleague.go("/cases")
    colleague.page.get_by_role("button", name="筛选方案", exact=True).click()
    expect(colleague.page.get_by_role("button", name="待决定")).to_be_visible()
    expect(colleague.page.get_by_role("button", name="删除筛选方案")).to_have_count(0)
    saved.click()
    desk.page.get_by_role("button", name="删除筛选方案“待决定”").click()
    expect(desk.page.get_by_text("还没有筛选方案")).to_be_visible()


def test_columns_are_chosen_and_the_choice_stays(window: Window) -> None:
    desk = window("officer-a")
    desk.go("/cases")
    desk.page.get_by_role("button", name="列", exact=True).click()
    desk.page.get_by_label("当事人", exact=True).check()
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("columnheader", name="当事人")).to_be_visible()
    desk.page.reload()
    expect(desk.page.get_by_role("columnheader", name="当事人")).to_be_visible()


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
    expect(form.locator("button[type=submit]")).to_be_in_viewport(ratio=1)
    expect(form.locator('[id$="-remarks"]')).to_be_in_viewport(ratio=1)
    fill_in(form, remarks="属实。")
    form.locator("button[type=submit]").click()

    # Then the next act waits
    expect(row.get_by_role("button", name="执法判定")).to_be_visible()


def test_several_reports_are_verified_together(window: Window) -> None:
    # Given two reports that wait
    desk = window("dispatcher")
    desk.go("/")
    submit(desk, "一并核实", 2)
    desk.go("/reports?q=一并核实")
    rows = desk.page.locator("[data-row]")
    expect(rows).to_have_count(2)

    # When both are ticked and verified together
    for place in (0, 1):
        rows.nth(place).get_by_role("checkbox").check()
    desk.page.get_by_role("button", name="批量办理").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="核实").click()
    form = desk.page.get_by_role("dialog").locator("form")
    fill_in(form, remarks="属实。")
    form.locator("button[type=submit]").click()

    # Then the page of the batch tells that the queue has done both, and both are a step further
    expect(desk.page.get_by_text("已处理 2 件，共 2 件")).to_be_visible(timeout=20_000)
    expect(desk.page.get_by_text("已办 2 · 未办成 0")).to_be_visible()
    desk.go("/reports?q=一并核实&status=verified")
    expect(rows).to_have_count(2)


def test_a_case_is_opened_and_an_act_begun_with_the_keyboard_alone(window: Window) -> None:
    # Given the list of cases, and hands that stay on the keys
    desk = window("officer-a")
    desk.go("/cases?stage=investigating")
    desk.page.locator("[data-row]").first.wait_for()
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


def test_who_acts_on_what_somebody_else_changed_is_told_and_loses_nothing(window: Window) -> None:
    # Given a form that is open, on a screen that hears no news, while a colleague acts on the same report
    slow, quick = window("dispatcher"), window("dispatcher")
    slow.page.route("**/api/v1/stream", lambda route: route.abort())
    slow.go("/")
    submit(slow, "两人同办")
    slow.go("/reports?q=两人同办")
    slow.open_row("两人同办")
    form = slow.open_act("不予受理")
    quick.go(slow.page.url.removeprefix(slow.url))
    quick.do("核实", remarks="先办了。")

    # When it is sent
    fill_in(form, reason="不属于本机关职责。")
    form.locator("button[type=submit]").click()

    # Then nothing is done, and the screen says who did what meanwhile
    notice = form.get_by_role("alert")
    expect(notice).to_contain_text("没有办理：内容已经变化")
    expect(notice).to_contain_text("阶段由“待核实”变为“待判定”")
    expect(notice).to_contain_text("核实 先办了")

    # And with the newest before his eyes and his words kept, he may send it again
    notice.get_by_role("button", name="载入最新内容").click()
    expect(notice).to_have_count(0)
    expect(form.locator('[id$="-reason"]')).to_have_value("不属于本机关职责。")
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    expect(slow.page.locator("main")).to_contain_text("不予受理")


def test_a_change_elsewhere_is_announced_on_the_page(window: Window) -> None:
    # Given a report on the screen
    here, there = window("dispatcher"), window("dispatcher")
    here.go("/")
    submit(here, "别处办理")
    with here.page.expect_response("**/api/v1/stream"):
        here.go("/reports?q=别处办理")
    here.open_row("别处办理")

    # When a colleague acts on it
    there.go(here.page.url.removeprefix(here.url))
    there.do("核实")

    # Then the page says so, and shows the newest when asked
    expect(here.page.get_by_text("内容刚被他人更新")).to_be_visible()
    here.page.get_by_role("button", name="载入最新内容").or_(
        here.page.get_by_role("button", name="重试")
    ).click()
    expect(here.acts().get_by_role("button", name="执法判定")).to_be_visible()


def test_a_matter_is_found_by_a_word(window: Window) -> None:
    desk = window("dispatcher")
    desk.go("/")
    submit(desk, "判定查找")
    desk.go("/reports?q=判定查找")
    desk.open_row("判定查找")
    desk.do("核实")
    form = desk.open_act("执法判定")
    fill_in(form, matter=Find("擅自占道摆摊设点"))
    expect(form).to_contain_text("擅自占道摆摊设点")
