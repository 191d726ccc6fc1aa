"""A report on the desk, from the citizen who hands it in to the answer that he reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find, fill_in

pytestmark = pytest.mark.browser
TEXT = "门店把货箱堆到便道上，轮椅过不去。"
DONE = "已当场劝导，货箱搬回店内，便道恢复通行。"
ANSWER = "您反映的占道堆物已现场处置，感谢监督。"


def unread(desk: Desk) -> int:
    """The number beside the bell."""
    name = desk.bell().get_attribute("aria-label") or desk.bell().inner_text()
    found = re.search(r"\d+", name)
    return int(found[0]) if found else 0


def test_a_report_is_handled_on_the_spot_and_answered(window: Callable[..., Desk], photograph: Path) -> None:
    # Given a citizen who hands in a report with a photograph, and an officer at his desk
    citizen, dispatcher, officer = window("citizen"), window("dispatcher"), window("officer-a")
    with officer.page.expect_response("**/api/v1/stream"):
        officer.go("/account")
    before = unread(officer)
    citizen.go("/reports/new")
    form = citizen.page.locator("form.act-form")
    fill_in(form, text=TEXT, address="积水潭街道示范路 5 号", point="116.3661, 39.9431", files=photograph)
    form.get_by_role("button", name="登记案源").click()
    citizen.page.wait_for_url("**/reports/0*")
    report = citizen.page.url.removeprefix(citizen.url)

    # When the command centre verifies, judges and dispatches it to the officer's team
    dispatcher.go(report)
    dispatcher.do("核实", remarks="照片清楚。")
    dispatcher.do("执法判定", matter=Find("擅自占道堆物堆料"))
    dispatcher.do("执法分派", team=Find("积水潭街道综合行政执法一队"))

    # Then the officer hears of it without doing anything, and the news leads him to it
    expect(officer.bell()).to_have_accessible_name(f"通知，{before + 1} 条未读")
    officer.bell().click()
    officer.page.get_by_role("dialog").get_by_role("button").filter(has_text=TEXT).click()
    officer.page.wait_for_url(f"**{report}")
    expect(officer.bell()).to_have_accessible_name(re.compile(f"通知，{before} 条未读"))

    # And he handles it on the spot, and the command centre answers
    officer.do("现场处置", outcome=DONE)
    dispatcher.go(report)
    dispatcher.do("结果反馈", answer=ANSWER)

    # And the citizen finds his report in his list, with the answer, and nothing of the bureau's own
    expect(officer.page.get_by_role("link", name="案件", exact=True)).to_be_visible()
    expect(citizen.page.get_by_role("link", name="案件", exact=True)).to_have_count(0)
    citizen.go("/reports")
    citizen.page.get_by_role("row").filter(has_text=TEXT[:8]).get_by_role("link").first.click()
    expect(citizen.page.locator("main")).to_contain_text(ANSWER)
    expect(citizen.page.locator("main")).to_contain_text("已办结")
