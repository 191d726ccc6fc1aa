"""A monitoring device on the desk: added, reviewed by two people, published; and what stands against it until then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Choose, Day, Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_a_device_is_added_reviewed_and_published(window: Window, picture: Picture) -> None:
    # Given no device that was withdrawn, when the keeper adds one without a sign
    number = f"示监{datetime.now(SHANGHAI):%H%M%S}"
    keeper = window("devices")
    keeper.go("/devices?state=withdrawn")
    expect(keeper.page.locator("main")).to_contain_text("没有监控设备")
    keeper.check()
    keeper.page.get_by_role("button", name="登记监控设备").click()
    form = keeper.page.locator("form.act-form")
    point = form.get_by_role("textbox", name="经度")
    point.fill("116.366, 39.945")
    point.blur()
    keeper.fill_in_and_send(
        form, number=number, kind=Choose(["视频监控"]), place="积水潭桥北侧路口", basis="行政处罚法第四十一条", standard="GB/T 28181",
    )  # fmt: skip
    keeper.page.wait_for_url("**/devices/0*")

    # Then its page says what stands against it, and the act that is too early says why
    page = keeper.page.locator("main")
    for lack in (
        "未经法制审核",
        "未经技术审核",
        "没有明显标志",
        "未向社会公布",
        "行政处罚法第四十一条第一款",
    ):
        expect(page).to_contain_text(lack)
    refused = keeper.acts().get_by_role("button").filter(has_text="公布监控设备地点")
    refused.focus()
    tooltip = keeper.page.get_by_role("tooltip").filter(visible=True)
    expect(tooltip).to_contain_text("未经法制和技术审核")
    expect(tooltip).to_contain_text("行政处罚法第四十一条第一款")
    keeper.check()
    picture(keeper, "device")
    refused.blur()
    keeper.do("登记设备标志", sign="“电子监控”标牌")
    keeper.do("审核监控设备", part=Choose(["技术审核"]), passed=True, opinion="检定合格。")
    device = keeper.page.url.removeprefix(keeper.url)

    # And who reviewed one part may not review the other
    form = keeper.open_act("审核监控设备")
    keeper.fill_in_and_send(form, part=Choose(["法制审核"]), passed=True, opinion="依据充分。")
    expect(form.get_by_role("alert")).to_contain_text("应当由不同人员进行")
    form.get_by_role("button", name="稍后再办").click()

    # When another passes the legal review, then its form is made, and it can be published
    reviewer = window("reviewer")
    reviewer.go(device)
    reviewer.do("审核监控设备", part=Choose(["法制审核"]), passed=True, opinion="依据充分。")
    reviewer.page.get_by_role("button", name="电子技术监控设备审核表").first.click()
    expect(reviewer.page.get_by_role("dialog")).to_be_visible()
    keeper.go(device)
    keeper.do("公布监控设备地点", url="https://example.invalid/devices", published_on=Day("2026-11-01"))
    expect(keeper.page.locator("main")).to_contain_text("在用")
    keeper.go("/devices?state=in_use")
    expect(keeper.page.get_by_role("row").filter(has_text=number)).to_contain_text("积水潭桥北侧路口")
    keeper.check()
    picture(keeper, "devices")
