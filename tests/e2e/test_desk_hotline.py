"""The page of the telephone, by keyboard alone: from the number that calls to the number that is read out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
TEXT = "地铁口有人摆摊卖水果，占了盲道。"
PHONE = "13800138066"


def take_call(page: Page, phone: str, text: str, street: str) -> None:
    """Note a call down and hand it in, as it is told, without the mouse."""
    keyboard = page.keyboard
    page.get_by_label("来电号码").wait_for()
    keyboard.press("Alt+1")
    keyboard.type(phone)
    keyboard.press("Alt+2")
    keyboard.type(text)
    keyboard.press("Alt+3")
    keyboard.type(street)
    expect(page.get_by_role("listbox", name="可能的地点")).to_contain_text(street)
    keyboard.press("Enter")
    expect(page.get_by_text("已定位：")).to_be_visible()
    keyboard.press("Alt+4")
    keyboard.type("陈示范")


def test_calls_are_taken_one_after_the_other_by_keyboard_alone(window: Callable[..., Desk]) -> None:
    # Given a clerk whose page is open when the telephone rings
    clerk = window("dispatcher")
    clerk.go("/hotline")
    page = clerk.page
    expect(page.get_by_label("来电号码")).to_be_focused()

    # When he notes the call down and hands it in by one key
    take_call(page, PHONE, TEXT, "积水潭街道")
    clerk.check()
    page.keyboard.press("Control+Enter")

    # Then the number is there to be read out, and the page waits for the next call
    said = page.get_by_role("status").filter(has_text="请向来电人报读编号")
    expect(said).to_contain_text(re.compile(r"\d{4} \d{4} \d{3} \d{3}"))
    expect(page.get_by_label("来电号码")).to_be_focused()
    expect(page.get_by_label("来电号码")).to_have_value("")
    expect(page.get_by_label("反映内容")).to_have_value("")

    # And when the same person calls again about the same, both is seen while it is typed
    take_call(page, "138 0013 8066", "还是地铁口摆摊卖水果的，盲道还占着。", "积水潭街道")
    expect(page.get_by_role("list", name="该号码以前的来电")).to_contain_text(TEXT[:8])
    expect(page.get_by_role("list", name="可能重复的案源")).to_contain_text("相距约0米")
    expect(page.locator("main")).not_to_contain_text(PHONE)

    # And what is not handed in is still there when the page was closed, without the number
    page.reload()
    expect(page.get_by_label("反映内容")).to_have_value(re.compile("盲道还占着"))
    expect(page.get_by_text("已定位：")).to_be_visible()
    expect(page.get_by_label("来电号码")).to_have_value("")

    # And one key clears it for the next call
    page.keyboard.press("Alt+n")
    expect(page.get_by_label("反映内容")).to_have_value("")
    expect(page.get_by_label("来电号码")).to_be_focused()
    page.reload()
    expect(page.get_by_label("反映内容")).to_have_value("")
