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
FOUND = "核查时门口仍有两箱货物。"
DONE_AGAIN = "剩余货箱已全部搬回店内，商户作出承诺。"
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

    # And he handles it on the spot; whoever checks it finds it is not settled, and he handles it again
    stages = officer.page.get_by_role("list", name="办理环节")
    expect(stages.locator("[aria-current=step]")).to_contain_text("任务处理")
    officer.do("现场处置", outcome=DONE)
    dispatcher.go(report)
    dispatcher.do("核查", passed=False, findings=FOUND)
    expect(dispatcher.page.locator("main")).to_contain_text("返工 1 次")
    officer.go(report)
    expect(stages.locator("[aria-current=step]")).to_contain_text("任务处理")
    officer.do("现场处置", outcome=DONE_AGAIN)

    # And the check is passed, and the command centre answers
    dispatcher.go(report)
    dispatcher.do("核查", passed=True, findings="现场整洁，便道畅通。")
    dispatcher.do("结果反馈", answer=ANSWER)
    expect(
        dispatcher.page.get_by_role("list", name="办理环节").locator("[aria-current=step]")
    ).to_contain_text("综合评价")

    # And the citizen finds his report in his list, with the answer, and nothing of the bureau's own
    expect(officer.page.get_by_role("link", name="案件", exact=True)).to_be_visible()
    expect(citizen.page.get_by_role("link", name="案件", exact=True)).to_have_count(0)
    citizen.go("/reports")
    citizen.page.get_by_role("row").filter(has_text=TEXT[:8]).get_by_role("link").first.click()
    expect(citizen.page.locator("main")).to_contain_text(ANSWER)
    expect(citizen.page.locator("main")).to_contain_text("已办结")


def test_the_reporter_is_masked_until_somebody_looks_for_a_reason(window: Callable[..., Desk]) -> None:
    # Given a hotline report with a name and a telephone, entered by one dispatcher
    citizen, dispatcher = window("citizen"), window("dispatcher")
    citizen.go("/reports/new")
    form = citizen.page.locator("form.act-form")
    fill_in(
        form, text="夜间施工噪声大，请核实。", address="积水潭街道示范路 9 号", point="116.3662, 39.9432",
        reporter_name="陈示范", reporter_phone="13800138000",
    )  # fmt: skip
    form.get_by_role("button", name="登记案源").click()
    citizen.page.wait_for_url("**/reports/0*")
    report = citizen.page.url.removeprefix(citizen.url)
    expect(citizen.page.locator("main")).to_contain_text("13800138000")

    # When the dispatcher opens it, then the reporter is masked
    dispatcher.go(report)
    expect(dispatcher.page.locator("main")).to_contain_text("138****8000")
    expect(dispatcher.page.locator("main")).not_to_contain_text("13800138000")

    # And when he looks for a reason, then he sees it, and the trail tells of it
    dispatcher.do("查看反映人", reason="需电话核实噪声时段。")
    expect(dispatcher.page.locator("main")).to_contain_text("13800138000")
    expect(dispatcher.page.locator("main")).to_contain_text("需电话核实噪声时段")


def test_what_may_be_the_same_is_proposed_and_merged_by_one_press(window: Callable[..., Desk]) -> None:
    # Given a stall that two callers report from the two sides of a crossing
    dispatcher = window("dispatcher")
    where = {"source": "hotline", "address": "积水潭街道示范路口", "lat": 39.9473}
    first = dispatcher.beside("report.submit", text="路口有流动摊贩占道卖水果。", lon=116.3721, **where)
    second = dispatcher.beside(
        "report.submit", text="流动摊贩在路口占道经营，卖水果的。", lon=116.3723, **where
    )

    # When the dispatcher opens the second, then the first is proposed and it is said why
    dispatcher.go(f"/reports/{second['id']}")
    proposed = dispatcher.page.get_by_role("list", name="可能重复的案源")
    expect(proposed).to_contain_text(first["number"])
    expect(proposed).to_contain_text("相距约17米")
    expect(proposed).to_contain_text("用词相近：")
    dispatcher.check()

    # And one press opens the act, filled in, so that it is only to be sent
    proposed.get_by_role("button", name=f"并入 {first['number']}").click()
    form = dispatcher.page.locator("form.act-form")
    expect(form.locator("textarea").first).to_have_value(re.compile(f"与 {first['number']} 为同一事"))
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    expect(dispatcher.page.locator("main")).to_contain_text("主案源")
    dispatcher.page.get_by_role("link", name=first["number"]).first.click()
    expect(dispatcher.page.locator("main")).to_contain_text(second["number"])


def test_a_proposal_is_taken_by_one_press_and_may_be_left(window: Callable[..., Desk]) -> None:
    # Given a stall that somebody reports, and a dispatcher who has the report before him
    dispatcher = window("dispatcher")
    where = {"source": "hotline", "address": "积水潭街道示范路东口", "lon": 116.3661, "lat": 39.9431}
    text = "路口有流动摊贩占着人行道卖水果。"
    reported = dispatcher.beside("report.submit", text=text, **where)
    dispatcher.go(f"/reports/{reported['id']}")

    # Then matter and team are proposed and it is said why; they can be taken once it is verified
    proposed = dispatcher.page.get_by_role("list", name="判定和分派建议")
    expect(proposed).to_contain_text("擅自占道摆摊设点")
    expect(proposed).to_contain_text("流动摊贩占道：“摊贩”")
    expect(proposed.get_by_role("button")).to_have_count(0)
    dispatcher.check()
    dispatcher.do("核实", remarks="照片清楚。")

    # When he takes the matter, then the act opens filled in with it, and nothing is judged before he sends it
    proposed.get_by_role("button", name="采纳建议：擅自占道摆摊设点").click()
    form = dispatcher.page.locator("form.act-form")
    expect(form).to_contain_text("擅自占道摆摊设点")
    expect(dispatcher.page.locator("main")).to_contain_text("尚未判定")
    with dispatcher.page.expect_request("**/api/v1/acts/report.judge") as sent:
        form.locator("button[type=submit]").click()
    assert '"taken_from":"rule:STALL"' in (sent.value.post_data or "")
    expect(form).to_have_count(0)
    expect(dispatcher.page.locator("main")).not_to_contain_text("尚未判定")

    # And he gives it to another team than was proposed
    expect(proposed).to_contain_text("积水潭街道综合行政执法一队")
    dispatcher.do("执法分派", team=Find("积水潭街道综合行政执法二队"))
    expect(proposed).to_have_count(0)
    expect(dispatcher.page.locator("main")).to_contain_text("积水潭街道综合行政执法二队")
