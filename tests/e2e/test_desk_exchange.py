"""The exchange of work orders on the desk: what a platform sent, what was wrong with it, and what it says of a report later on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find, fill_in
from uuid_utils.compat import uuid7

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

PLATFORM = "hotline-12345"
POINT = {"lon": 116.366, "lat": 39.913}
ACTS = ["report.submit", "report.urge", "report.supplement", "report.withdraw"]


def token(admin: Desk) -> str:
    """A token of the demo's hotline, which opens what a platform does and nothing else."""
    found = admin.page.request.get(f"{admin.url}/api/v1/user-register?q={PLATFORM}").json()["items"]
    cookies = admin.page.context.cookies()
    csrf = next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
    body = {
        "id": str(uuid7()), "input": {"user": found[0]["id"], "name": "工单交换", "scope": "acts", "acts": ACTS},
    }  # fmt: skip
    answer = admin.page.request.post(
        f"{admin.url}/api/v1/acts/token.issue", data=body, headers={"X-CSRFToken": csrf, "Referer": admin.url}
    )
    assert answer.ok, answer.text()
    return str(answer.json()["secret"])


def test_a_work_order_is_taken_in_urged_and_shown(window: Window, picture: Picture) -> None:
    # Given the demo's hotline, which sends a work order, urges it, and sends another that lies elsewhere
    admin, number = window("admin"), f"GD-{int(time.time())}"
    admin.go("/exchange")
    secret = token(admin)

    def says(**message: Any) -> int:
        answer = admin.page.request.post(
            f"{admin.url}/api/v1/exchange/messages",
            data=message,
            headers={"Authorization": f"Bearer {secret}", "Cookie": ""},
        )
        return answer.status

    order = {
        "number": number,
        "text": "示范路12号门前占道摆摊卖水果",
        "due_at": "2030-03-09T18:00:00+08:00",
        **POINT,
    }
    assert says(**order) == 200
    assert says(kind="urge", id=f"CB-{number}", number=number, text="市民再次来电，请尽快办理") == 200
    assert says(**order | {"number": f"{number}-X", "lon": 100.0}) == 422

    # When somebody looks into the log, then each message stands there with what became of it
    admin.go("/exchange")
    rows = admin.page.get_by_role("row")
    expect(rows.filter(has_text=f"{number}-X")).to_contain_text("该地点不在本区范围内")
    expect(rows.filter(has_text="催办").filter(has_text=number).first).to_contain_text("已接收")
    admin.check()
    picture(admin, "exchange")

    # And the report says whose it is, by when the platform asks for it, and that it was urged
    dispatcher = window("dispatcher")
    dispatcher.go("/exchange?result=accepted")
    dispatcher.page.get_by_role("row").filter(has_text=number).first.click()
    main = dispatcher.page.locator("main")
    expect(main).to_contain_text(f"示范市12345热线 {number}")
    expect(main).to_contain_text("来件方时限")
    expect(main).to_contain_text("已催办 1 次")
    dispatcher.check()


def test_a_sender_is_registered_changed_and_switched_off(window: Window, picture: Picture) -> None:
    # Given somebody who looks after connected systems
    admin, code = window("admin"), f"shili-{int(time.time())}"
    admin.go("/senders")

    # When he registers a platform
    admin.page.get_by_role("button", name="登记来件单位").click()
    form = admin.page.locator("form.act-form")
    form.wait_for()
    fill_in(form, code=code, name="示范区随手拍平台", source=Find("街道全响应平台"))
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)

    # Then it stands in the register, and on its page its contact is filled in
    admin.go("/senders")
    expect(admin.page.get_by_role("row").filter(has_text=code)).to_be_visible()
    admin.check()
    picture(admin, "senders")
    admin.open_row(code)
    form = admin.open_act("变更来件单位")
    expect(form.locator('[id$="-name"]')).to_have_value("示范区随手拍平台")
    fill_in(form, contact="张示例 010-00000000")
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    expect(admin.page.locator("main")).to_contain_text("张示例 010-00000000")

    # And once it is switched off, its page says what that means, and the register has it among those that were
    admin.do("停用来件单位")
    expect(admin.page.locator("main")).to_contain_text("不再接收其来件")
    admin.go(f"/senders?state=retired&q={code}")
    expect(admin.page.locator("[data-row]")).to_contain_text("已停用")
