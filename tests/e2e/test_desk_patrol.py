"""Patrols on the desk: who is on duty and where, after saying why; rosters; the nearest officer is given a report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Day, Desk, Find

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

LON, LAT = 116.366, 39.913


def send(desk: Desk, *positions: dict[str, Any]) -> dict[str, int]:
    """Whoever is signed in at a window sends positions, as his telephone would."""
    cookies = desk.page.context.cookies()
    token = next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Referer": desk.url}
    answer = desk.page.request.post(
        f"{desk.url}/api/v1/positions", data={"positions": list(positions)}, headers=headers
    )
    assert answer.ok, answer.text()
    taken: dict[str, int] = answer.json()
    return taken


def at(east: float = 0.0) -> dict[str, Any]:
    return {"at": datetime.now(SHANGHAI).isoformat(), "lon": LON + east, "lat": LAT, "accuracy": 8}


def test_who_is_on_duty_is_seen_by_whoever_says_why(window: Window, picture: Picture) -> None:
    # Given an officer who goes on duty on the desk, agreed to positions, and is somewhere
    officer = window("officer-a")
    officer.go("/duties")
    officer.beside("position.consent")
    officer.page.get_by_role("button", name="上岗", exact=True).click()
    form = officer.page.locator("form.act-form")
    officer.fill_in_and_send(form)
    officer.page.wait_for_url("**/duties/0*")
    name = officer.page.locator("main h1").inner_text()
    assert send(officer, at())["kept"] == 1

    # When the dispatcher opens the page, then he sees nobody until he says why
    dispatcher = window("dispatcher")
    dispatcher.go("/patrol")
    main = dispatcher.page.locator("main")
    expect(main).to_contain_text("请先填写理由打开在岗位置")
    dispatcher.check()
    dispatcher.page.get_by_role("button", name="查看在岗位置").click()
    form = dispatcher.page.locator("form.act-form")
    dispatcher.fill_in_and_send(form, reason="早班调度")
    row = main.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text(f"{LON:.6f}, {LAT:.6f}")

    # And where he goes is shown as it happens
    assert send(officer, at(0.002))["kept"] == 1
    expect(row).to_contain_text(f"{LON + 0.002:.6f}")
    dispatcher.check()
    picture(dispatcher, "patrol")

    # And the nearest are offered beside a report that is to be dispatched
    found = dispatcher.page.request.get(f"{dispatcher.url}/api/v1/reports?status=judged&limit=50").json()
    pages = [
        dispatcher.page.request.get(f"{dispatcher.url}/api/v1/reports/{one['id']}").json()
        for one in found["items"]
    ]
    report = next(one for one in pages if one["point"])
    dispatcher.go(f"/reports/{report['id']}")
    expect(main).to_contain_text("最近的空闲人员")
    dispatcher.page.get_by_role("button", name=f"分派给他：{name}").click()
    form = dispatcher.page.locator("form.act-form")
    expect(form).to_contain_text(name)
    dispatcher.check()
    picture(dispatcher, "patrol-nearest")

    # When he goes off duty, then he is on the map no more, and his own page lists his track
    officer.page.reload()
    expect(officer.page.locator("main")).to_contain_text("共保存2个定位")
    officer.do("下岗")
    expect(officer.page.locator("main")).to_contain_text("2个定位")
    officer.check()
    picture(officer, "duty")
    dispatcher.go("/patrol")
    expect(main.get_by_role("row").filter(has_text=name)).to_have_count(0)


def test_a_roster_is_set_on_the_desk(window: Window, picture: Picture) -> None:
    # Given a head who puts somebody on the roster of tomorrow
    head, day = window("head"), datetime.now(SHANGHAI) + timedelta(days=1)
    head.go("/rosters")
    head.page.get_by_role("button", name="排班", exact=True).click()
    form = head.page.locator("form.act-form")
    head.fill_in_and_send(
        form, person=Find("李"), since=Day(f"{day:%Y-%m-%d} 09:00"), until=Day(f"{day:%Y-%m-%d} 17:00"), remarks="早班",
    )  # fmt: skip
    head.page.wait_for_url("**/rosters/0*")
    # Then it stands on its page and in the list of what is to come
    expect(head.page.locator("main")).to_contain_text("未开始")
    head.check()
    head.go("/rosters?state=planned")
    expect(
        head.page.get_by_role("row").filter(has_text="早班").or_(head.page.get_by_role("row").nth(1))
    ).to_be_visible()
    head.check()
    picture(head, "rosters")
