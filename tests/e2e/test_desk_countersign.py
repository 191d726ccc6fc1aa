"""The second officer signs on the desk what waits for him: he finds it in his work, reads it, and signs beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk
from tests.e2e.scene import COUNTERSIGNED_PARTY

MISSING = "文书尚缺执法人员签名：现场检查（勘验）笔录（沈示明）"
pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_he_reads_the_record_and_signs_it(window: Window, picture: Picture) -> None:
    # Given a record that his colleague made, who sees whose signature is missing, and has no button for it
    maker = window("officer-a")
    maker.open_case(COUNTERSIGNED_PARTY)
    maker.page.get_by_role("tab", name=re.compile("文书")).click()
    expect(maker.page.get_by_role("row").filter(has_text="现场检查（勘验）笔录")).to_contain_text(
        "沈示明 未签名"
    )
    expect(maker.page.get_by_role("button", name="查看并签名")).to_have_count(0)
    desk = window("officer-a2")
    desk.go("/")
    waiting = desk.page.get_by_role("region", name="待您签名的文书").get_by_role("listitem")
    row = waiting.filter(has_text=COUNTERSIGNED_PARTY)
    desk.check()

    # When he opens it, then the document stands before him, and whose signature is missing stands first
    row.get_by_role("link").click()
    drawer = desk.page.get_by_role("dialog", name="现场检查（勘验）笔录")
    sign = drawer.get_by_role("button", name="签名确认文书")
    expect(sign).to_be_visible()
    expect(desk.page.get_by_role("list", name="本案特别情况").get_by_role("listitem").first).to_have_text(
        MISSING
    )
    desk.check()
    picture(desk, "countersign")

    # When he signs, then it says so, and nothing waits for him any more
    sign.click()
    expect(drawer).to_have_count(0)
    desk.page.get_by_role("tab", name=re.compile("文书")).click()
    record = desk.page.get_by_role("row").filter(has_text="现场检查（勘验）笔录")
    expect(record).to_contain_text("沈示明")
    expect(record).not_to_contain_text("未签名")
    expect(desk.page.get_by_text(MISSING)).to_have_count(0)
    desk.check()
    desk.go("/")
    desk.settle()
    expect(waiting.filter(has_text=COUNTERSIGNED_PARTY)).to_have_count(0)
