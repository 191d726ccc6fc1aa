"""Lists on paper: all columns of the rows of a filter, by whom and when, page after page with its heads and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Route, expect
from pypdf import PdfReader
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
A4_LANDSCAPE = (842, 595)
PRINTED = 1000
ALL = 1234


def paper(desk: Desk) -> Locator:
    """What lies on the screen to be printed."""
    return desk.page.get_by_role("dialog", name=re.compile("^打印："))


def open_paper(desk: Desk) -> Locator:
    """Press what prints the list, and wait until all rows are read."""
    desk.page.get_by_role("button", name="打印", exact=True).click()
    expect(paper(desk).get_by_role("button", name="打印", exact=True)).to_be_focused()
    return paper(desk)


SHEET = {"width": 1047, "height": 800}
"""What a sheet is wide between its margins (277 mm), in pixels of a screen."""

_CUT_OFF = """() => [...document.querySelectorAll("table tbody td, table tbody th")].filter((cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  const edge = cell.getBoundingClientRect().right;
  return words.getBoundingClientRect().right > edge + 1 || edge > document.documentElement.clientWidth + 1;
}).map((cell) => cell.textContent.trim())"""


def cut_off(desk: Desk) -> list[str]:
    """The cells whose words run out of their column, or off the sheet: a PDF has them in its text, but nobody reads them."""
    before = desk.page.viewport_size
    assert before
    desk.page.emulate_media(media="print")
    desk.page.set_viewport_size(SHEET)  # type: ignore[arg-type] # a size is a dictionary of two
    found: list[str] = desk.page.evaluate(_CUT_OFF)
    desk.page.set_viewport_size(before)
    desk.page.emulate_media(media="null")
    return found


def pages_of(desk: Desk, keep: Path | None = None) -> list[str]:
    """What the browser prints, page by page, without the spaces."""
    made = desk.page.pdf(prefer_css_page_size=True)
    if keep:
        keep.write_bytes(made)
    pages = PdfReader(BytesIO(made)).pages
    assert {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pages} == {
        A4_LANDSCAPE
    }
    return ["".join(unicodedata.normalize("NFKC", one.extract_text()).split()) for one in pages]


def test_a_list_is_printed_with_its_filter_and_who_printed_it(
    window: Window, picture: Callable[[Desk, str], None], tmp_path: Path
) -> None:
    # Given a list that is narrowed and sorted, with columns that are not on the screen
    desk = window("officer-a")
    desk.go("/cases?sort=opened_at&stage=notified")
    rows = desk.page.locator("[data-row]")
    rows.first.wait_for()
    on_screen = rows.count()
    expect(desk.page.get_by_role("columnheader", name="当事人")).to_have_count(0)

    # When it is printed
    sheet = open_paper(desk)
    expect(sheet.locator("tbody tr")).to_have_count(on_screen)
    desk.check()
    picture(desk, "print")
    page = "".join(pages_of(desk, tmp_path / "cases.pdf"))

    # Then the paper says of what it is, by whom and when, and has all columns and rows, and nothing else of the screen
    assert "案件台账" in page
    assert "筛选条件:阶段:告知阶段" in page
    assert "排序:立案日期,升序" in page
    assert f"共{on_screen}条" in page
    assert re.search(r"打印时间:20\d\d-\d\d-\d\d\d\d:\d\d打印人:\S+单位:\S+执法\S*队序号", page)
    for heading in ("序号", "案号", "当事人", "立案日期", "承办人"):
        assert heading in page
    assert "1/1" in page
    assert "返回列表" not in page
    assert "筛选方案" not in page

    # And Escape leads back to the list as it was; the address opens the paper again
    address = desk.page.url.removeprefix(desk.url)
    desk.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(rows).to_have_count(on_screen)
    desk.go(address)
    expect(sheet.get_by_role("status")).to_contain_text("行可打印")
    assert cut_off(desk) == []


def test_a_long_list_has_its_heads_on_every_page_and_says_that_there_is_more(window: Window) -> None:
    # Given a list of more rows than are printed
    desk = window("dispatcher")
    desk.go("/reports")
    desk.page.locator("[data-row]").first.wait_for()
    desk.page.route("**/api/v1/reports?*", _long)

    # When it is printed
    sheet = open_paper(desk)
    pages = pages_of(desk)

    # Then a thousand rows stand on as many pages as it takes, each with the heads of the columns and its number
    expect(sheet.locator("tbody tr")).to_have_count(PRINTED)
    assert len(pages) > PRINTED // 50
    for number, page in enumerate(pages, start=1):
        assert "序号" in page
        assert f"{number}/{len(pages)}" in page
    assert f"共{ALL:,}条" in pages[0]
    assert "本表只打印前1,000行" in pages[0]
    assert "请返回列表使用“导出”或“Excel”" in pages[0]
    assert "1000" in pages[-1]
    assert "1001" not in pages[-1]
    assert cut_off(desk) == []


def test_what_cannot_be_read_is_not_printed_as_if_it_were_whole(window: Window) -> None:
    # Given a server that fails on the second page
    desk = window("dispatcher")
    desk.go("/reports")
    desk.page.locator("[data-row]").first.wait_for()
    desk.page.route("**/api/v1/reports?*", _breaks)
    desk.page.get_by_role("button", name="打印", exact=True).click()

    # Then the screen says so, and so does what the keyboard prints nevertheless
    sheet = paper(desk)
    expect(sheet.get_by_role("alert")).to_be_visible()
    expect(sheet.get_by_role("button", name="打印", exact=True)).to_be_disabled()
    assert "尚未读完,只有200行:不是完整的台账" in pages_of(desk)[0]

    # And once it answers again, the list is read from its beginning
    desk.page.unroute("**/api/v1/reports?*")
    sheet.get_by_role("button", name="重试").click()
    expect(sheet.get_by_role("status")).to_contain_text("行可打印")


def test_an_empty_list_is_a_paper_that_says_so(window: Window) -> None:
    desk = window("dispatcher")
    desk.go("/reports?q=没有这样的案源")
    sheet = open_paper(desk)
    expect(sheet.get_by_text("没有符合筛选条件的记录。")).to_be_visible()
    assert "没有这样的案源" in pages_of(desk)[0]


def _rows(route: Route, most: int) -> dict[str, object]:
    """As many rows as are asked for, made of the first; page after page up to `most`."""
    asked = parse_qs(urlsplit(route.request.url).query)
    start, limit = int(asked.get("cursor", ["0"])[0]), int(asked["limit"][0])
    given = route.fetch(url=re.sub(r"cursor=[^&]*&?", "", route.request.url)).json()
    items = [given["items"][0] | {"id": str(uuid4())} for _ in range(min(limit, most - start))]
    reached = start + len(items)
    exact = asked.get("exact") == ["true"]
    count = {"value": most if exact else min(most, PRINTED), "capped": not exact and most > PRINTED}
    return given | {"items": items, "next": str(reached) if reached < most else None, "count": count}


def _long(route: Route) -> None:
    route.fulfill(json=_rows(route, ALL))


def _breaks(route: Route) -> None:
    if "cursor=" in route.request.url:
        route.fulfill(status=503, json={"title": "service unavailable"})
    else:
        route.fulfill(json=_rows(route, ALL))


@pytest.mark.parametrize(("of", "last"), [("", "表示未解决"), ("&of=cases", "超期")])
def test_figures_are_printed_with_all_their_columns(window: Window, of: str, last: str) -> None:
    # Given the figures of a year, of all streets
    desk = window("head")
    desk.go(f"/statistics?period=year{of}")
    table = desk.page.get_by_role("table", name="按街道").first
    expect(table.get_by_role("columnheader").last).to_contain_text(last)

    # When they are printed
    pages = pages_of(desk)

    # Then each column stands on the sheet, and nothing of the screen that is no figure
    assert cut_off(desk) == []
    assert last in pages[0]
    assert "导出" not in "".join(pages)
