"""Publication on the desk: a decision is published, followed by anybody, brought up to date once corrected, withdrawn once revoked."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find
from tests.e2e.scene import PUBLISHED_PARTY as PARTY

pytestmark = pytest.mark.browser
OPEN = "/api/v1/public/publications"


def feed(anybody: Desk) -> list[dict[str, Any]]:
    """What somebody finds who never signed in."""
    answer = anybody.page.request.get(f"{anybody.url}{OPEN}/feed.json")
    assert answer.ok
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_decision_is_published_updated_and_withdrawn(window: Callable[..., Desk]) -> None:
    # Given a decision that was served and waits for the head
    head, anybody = window("head"), window()
    head.go("/publications?state=waiting")
    expect(head.page.get_by_role("row").filter(has_text=PARTY)).to_contain_text("公示处罚决定")
    expect(head.page.get_by_role("columnheader", name="处罚内容")).to_have_count(0)
    head.check()
    look(head, "waiting")
    head.open_row(PARTY)

    # When he reads what will be shown, and publishes it
    head.page.get_by_role("tab", name="公示").click()
    expect(head.page.locator(".publication")).to_contain_text("公示后公众将看到")
    head.check()
    look(head, "preview")
    form = head.open_act("公示处罚决定")
    expect(form.locator('[id$="-account"]')).not_to_have_value("")
    expect(form.locator('[id$="-shown_until"]')).not_to_have_value("")
    look(head, "form")
    head.do("公示处罚决定", checked=True, photos=Find("现场照片"))

    # Then the page says so, with the copy of the photo that he chose, and anybody reads it
    expect(head.page.locator(".publication")).to_contain_text("公示中")
    shown = head.page.get_by_role("img", name="公示的照片")
    expect(shown).to_have_count(1)
    photo = anybody.page.request.get(f"{anybody.url}{shown.get_attribute('src')}")
    assert (photo.status, photo.headers["content-type"]) == (200, "image/jpeg")
    look(head, "published")
    (entry,) = [one for one in feed(anybody) if PARTY in one["title"]]
    assert "处罚内容：罚款600.00元" in entry["content_text"]
    case = head.page.url
    head.go("/publications?state=published")
    expect(head.page.locator("main")).to_contain_text(PARTY)
    expect(head.page.get_by_role("columnheader", name="处罚内容")).to_be_visible()
    expect(head.page.get_by_role("columnheader", name="期限")).to_have_count(0)
    head.check()
    look(head, "list")

    # When the decision is corrected, what is shown waits to follow, with what the public will read
    head.page.goto(case)
    head.do("更正决定书", wrong="便道", right="人行道")
    head.page.get_by_role("tab", name="公示").click()
    task = head.page.locator(".publication").get_by_role("region", name="更新公示信息")
    expect(task).to_contain_text("摆在人行道上")
    head.check()
    look(head, "outdated")
    head.go("/publications?state=waiting")
    expect(head.page.get_by_role("row").filter(has_text=PARTY)).to_contain_text("更新公示信息")
    look(head, "waiting-update")
    head.page.goto(case)
    form = head.open_act("更新公示信息")
    expect(form.locator('[id$="-account"]')).to_have_value(re.compile("摆在人行道上"))
    look(head, "form-update")
    head.do("更新公示信息", checked=True)

    # Then anybody reads it in the same place
    head.page.get_by_role("tab", name="公示").click()
    expect(head.page.locator(".publication")).to_contain_text("更新日期")
    look(head, "updated")
    (entry,) = [one for one in feed(anybody) if one["id"] == entry["id"]]
    assert "摆在人行道上" in entry["content_text"]
    assert "更新日期" in entry["content_text"]

    # When the decision is revoked, it waits to be withdrawn, in three working days
    head.do("自行撤销决定", reasons="认定当事人有误。")
    head.page.get_by_role("tab", name="公示").click()
    expect(head.page.locator(".publication")).to_contain_text("应当撤回")
    look(head, "recalled")
    head.do("撤回公示信息", explanation="认定当事人有误，本机关已撤销该决定。")

    # Then nothing is left to be read of it but why, nor of its photo to be seen
    assert anybody.page.request.get(photo.url).status == 404
    expect(head.page.locator(".publication")).to_contain_text("已撤回")
    (entry,) = [one for one in feed(anybody) if one["id"] == entry["id"]]
    assert PARTY not in str(entry)
    assert "本机关已撤销该决定" in entry["content_text"]
    head.go("/publications?state=withdrawn")
    expect(head.page.locator("main")).to_contain_text("已撤回")
    head.check()
    look(head, "withdrawn")


def look(desk: Desk, name: str) -> None:
    """Keep a picture for whoever looks at the screens (LOOK=folder)."""
    if folder := os.environ.get("LOOK"):
        desk.settle()
        desk.page.screenshot(path=f"{folder}/publication-{name}.png")
