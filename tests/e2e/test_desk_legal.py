"""The legal section on the desk: from the queue to the case, remedies, registers, and lawyers' work that is counted."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Desk, Find, fill_in
from tests.e2e.scene import CONTESTED_PARTY, TO_REVIEW_PARTY

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

FIRM = {"name": "示范同衡律师事务所", "licence": "示律0001", "since": "2026-01-01", "until": "2027-12-31"}


def _look(desk: Desk, name: str) -> None:
    if folder := os.environ.get("LOOK"):
        desk.settle()
        desk.page.screenshot(path=f"{folder}/legal-{name}.png")


def _case(desk: Desk, party: str) -> dict[str, Any]:
    """A case as the API shows it."""
    found = desk.page.request.get(f"{desk.url}/api/v1/cases?q={party}").json()["items"]
    page: dict[str, Any] = desk.page.request.get(f"{desk.url}/api/v1/cases/{found[0]['id']}").json()
    return page


def test_from_the_queue_to_the_case(window: Window, picture: Picture) -> None:
    # Given a case whose review was not passed
    desk = window("reviewer")
    faults = {"evidence": "现场照片没有标明方位"}
    given = {"passed": False, "opinion": "补充标注现场照片的拍摄方位后再审。", "faults": faults}
    desk.beside("legality.review", _case(desk, TO_REVIEW_PARTY), **given)

    # When the reviewer looks into the queue
    desk.go("/")
    desk.page.get_by_role("navigation").first.get_by_role("link", name="法制", exact=True).click()
    row = desk.page.get_by_role("row").filter(has_text=TO_REVIEW_PARTY)
    expect(row).to_contain_text("涉及重大公共利益")
    expect(row).to_contain_text("未通过")
    desk.check()
    _look(desk, "reviews")
    picture(desk, "legality-reviews")

    # And narrows it, and opens the case by the keyboard
    desk.page.get_by_role("button", name="再次审核").click()
    expect(desk.page.get_by_role("row")).to_have_count(2)
    row.focus()
    row.press("Enter")

    # Then the form of the act stands open, and what was done leaves the queue
    form = desk.page.locator("form.act-form")
    expect(desk.page.get_by_role("region", name="法制审核")).to_be_visible()
    desk.check()
    _look(desk, "review-form")
    fill_in(form, passed=True, opinion="事实清楚，证据充分，程序合法，同意。")
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    desk.go("/legality-reviews")
    desk.settle()
    expect(desk.page.get_by_role("row").filter(has_text=TO_REVIEW_PARTY)).to_have_count(0)


def test_a_remedy_in_the_list_of_all(window: Window, picture: Picture) -> None:
    desk, today = window("reviewer"), str(datetime.now(SHANGHAI).date())
    case = _case(desk, CONTESTED_PARTY)
    about = {
        "kind": "reconsideration",
        "applicant": CONTESTED_PARTY,
        "lodged_on": today,
        "received_by_us": today,
    }
    case = desk.beside("remedy.lodge", case, **about)
    stop = {"remedy": 1, "ordered_by": "body", "reasons": "复议机关通知停止执行。"}
    desk.beside("remedy.stop_execution", case, **stop)
    desk.go("/remedies?pending=true")
    row = desk.page.get_by_role("row").filter(has_text=CONTESTED_PARTY)
    expect(row).to_contain_text("行政复议")
    expect(row).to_contain_text("已停止")
    expect(row).to_contain_text("天")
    desk.check()
    _look(desk, "remedies")
    picture(desk, "remedies")
    row.get_by_role("link").first.click()
    desk.page.wait_for_url("**/cases/*")
    expect(desk.page.locator("main")).to_contain_text(CONTESTED_PARTY)
    # The review queue tells of it too
    desk.go("/legality-reviews?task=remedy.reply")
    expect(desk.page.get_by_role("row").filter(has_text=CONTESTED_PARTY)).to_contain_text("答")


def test_a_contract_is_reviewed_and_counted(window: Window, picture: Picture) -> None:
    # Given a firm with a lawyer, who has done nothing so far
    desk = window("reviewer")
    firm = desk.beside("lawfirm.register", **FIRM)
    desk.beside("lawyer.register", firm, name="郑示衡", licence="示律师0001")
    desk.go("/lawyers")
    figure = desk.page.get_by_role("link", name="郑示衡 合同审查")
    expect(figure).to_have_text("0")

    # When the head submits a contract from the list
    head = window("head")
    head.go("/contracts")
    head.settle()
    _look(head, "contracts-empty")
    head.page.get_by_role("button", name="提交合同审查").click()
    form = head.page.get_by_role("region", name="提交合同审查")
    _look(head, "contract-form")
    fill_in(form, title="2026年执法制服采购合同", counterparty="示范服装有限公司", amount="226000")
    form.locator("button[type=submit]").click()
    head.page.wait_for_url("**/contracts/*-*")
    head.check()

    # And the reviewer enters what the lawyer says of it
    desk.go("/contracts?state=open")
    desk.open_row("执法制服采购")
    desk.check()
    _look(desk, "contract")
    desk.do("审查合同", passed=True, opinion="付款条件与验收挂钩，可以签订。", lawyer=Find("郑示衡"))
    expect(desk.page.locator("main")).to_contain_text("付款条件与验收挂钩")
    expect(desk.page.locator("main")).to_contain_text("郑示衡")

    # Then the lawyer's figure has risen, and opens the list of what it counts
    month = f"{datetime.now(SHANGHAI):%Y-%m}"
    desk.go(f"/lawyers?span={month}")
    expect(figure).to_have_text("1")
    desk.check()
    _look(desk, "lawyers")
    picture(desk, "lawyers")
    figure.click()
    desk.page.wait_for_url("**/contracts?*")
    expect(desk.page.get_by_role("row").filter(has_text="执法制服采购")).to_contain_text("通过")
    desk.check()
    _look(desk, "contracts")
    picture(desk, "contracts")


def test_a_question_and_a_paper_of_supervision_are_answered(window: Window) -> None:
    head, desk = window("head"), window("reviewer")
    asked = head.beside("advice.ask", title="占道面积的认定", question="伞棚投影下的面积是否计入占道面积？")
    desk.go("/advice")
    expect(desk.page.get_by_role("row").filter(has_text="占道面积的认定")).to_contain_text("待答复")
    desk.check()
    _look(desk, "advices")
    desk.go(f"/advice/{asked['id']}")
    desk.do("答复法律咨询", answer="以实际占用的路面为准，伞棚投影不计入。")
    expect(desk.page.locator("main")).to_contain_text("法制机构自办")
    desk.check()
    _look(desk, "advice")

    today = str(datetime.now(SHANGHAI).date())
    paper = desk.beside(
        "supervision.receive", kind="urging", number="示监督〔2026〕7号", sender="示范区司法局", subject="占道经营投诉办理超期",
        received_on=today, reply_by=today,
    )  # fmt: skip
    desk.go("/supervisions?pending=true")
    expect(desk.page.get_by_role("row").filter(has_text="示监督〔2026〕7号")).to_be_visible()
    desk.check()
    _look(desk, "supervisions")
    desk.go(f"/supervisions/{paper['id']}")
    desk.do("回复监督文书", reply="已逐件办结并答复投诉人。")
    expect(desk.page.locator("main")).to_contain_text("已逐件办结")
    desk.check()
    _look(desk, "supervision")


PAGES = ("/legality-reviews", "/remedies", "/contracts", "/advice", "/supervisions", "/lawyers")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_the_dark_and_in_english(window: Window, path: str) -> None:
    desk = window("reviewer", color_scheme="dark")
    desk.go(path)
    desk.page.locator("main h1").wait_for()
    desk.check()
    _look(desk, f"dark-{path.strip('/')}")
    desk.page.evaluate("() => localStorage.setItem('xc.preferences', JSON.stringify({language: 'en'}))")
    desk.page.reload()
    desk.page.locator("main h1").wait_for()
    desk.check()
    _look(desk, f"en-{path.strip('/')}")


def test_whoever_may_nothing_there_has_no_such_menu(window: Window) -> None:
    desk = window("dispatcher")
    desk.go("/")
    desk.settle()
    expect(
        desk.page.get_by_role("navigation").first.get_by_role("link", name="法制", exact=True)
    ).to_have_count(0)
