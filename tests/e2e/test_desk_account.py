"""Signing in and out on the desk: password, lock-out, one-time codes, sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.desk import PASSWORD, Desk

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]

SIGN_IN = re.compile(r"/sign-in")
STEP_SECONDS = 30
DIGITS = 6


def one_time_code(secret: str, at: float) -> str:
    """The code that an authenticator app shows (RFC 6238)."""
    moment = struct.pack(">Q", int(at // STEP_SECONDS))
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def sign_out(desk: Desk) -> None:
    """Sign out by the menu of the person."""
    desk.page.get_by_role("banner").get_by_role("button").last.click()
    desk.page.get_by_role("button", name="退出登录").click()
    desk.page.wait_for_url(SIGN_IN)


def confirm_password_before(desk: Desk, outcome: Locator) -> None:
    """Give the password again where the desk asks for it before it goes on."""
    asked = desk.page.get_by_label("请再次输入登录密码")
    expect(asked.or_(outcome).first).to_be_visible()
    if asked.is_visible():
        asked.fill(PASSWORD)
        desk.page.get_by_role("button", name="确认").click()
    expect(outcome).to_be_visible()


def test_a_wrong_password_is_refused_and_the_right_one_opens_the_page_asked_for(window: Window) -> None:
    # Given somebody who follows a link without being signed in
    desk = window()
    desk.go("/cases?stage=proposed")

    # When the password is wrong, he is told so; when it is right, he is where he wanted to be
    desk.page.get_by_label("用户名").fill("officer-b")
    desk.page.get_by_label("密码", exact=True).fill("不是这个密码")
    desk.page.get_by_role("button", name="登录").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    desk.page.get_by_label("密码", exact=True).fill(PASSWORD)
    desk.page.get_by_role("button", name="登录").click()
    desk.page.wait_for_url(re.compile(r"/cases\?stage=proposed$"))

    # And when he signs out, the desk is closed to him
    sign_out(desk)
    desk.go("/cases")
    desk.page.wait_for_url(SIGN_IN)


def test_after_many_failures_the_account_is_locked_for_a_while(window: Window) -> None:
    desk = window()
    desk.try_sign_in("head-2", "不是这个密码")
    said = desk.page.get_by_role("alert")
    for _ in range(10):
        said.wait_for()
        if "锁定" in said.inner_text():
            break
        desk.page.get_by_label("密码", exact=True).fill("不是这个密码")
        with desk.page.expect_response("**/auth/login"):
            desk.page.get_by_role("button", name="登录").click()
    expect(said).to_contain_text("账号已暂时锁定")


def test_one_time_codes_are_set_up_and_asked_for(window: Window) -> None:
    # Given an officer who turns one-time codes on
    desk = window()
    desk.sign_in("officer-a2")
    desk.go("/account")
    desk.page.get_by_role("button", name="启用动态口令").click()
    secret = desk.page.locator(".secret")
    confirm_password_before(desk, secret)
    key = secret.inner_text().replace(" ", "")
    begun = time.time()
    desk.page.get_by_label("六位动态口令").fill(one_time_code(key, begun))
    desk.page.get_by_role("button", name="启用", exact=True).click()
    confirm_password_before(desk, desk.page.get_by_text("已启用动态口令"))
    recovery, spare = desk.page.locator(".codes li").all_inner_texts()[:2]

    # When he signs in again
    sign_out(desk)
    desk.try_sign_in("officer-a2", PASSWORD)

    # Then a wrong code is refused, and the next code lets him in
    code = desk.page.get_by_label("动态口令或恢复码")
    code.fill("000000")
    desk.page.get_by_role("button", name="确认").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("动态口令不对")
    code.fill(one_time_code(key, begun + STEP_SECONDS))
    desk.page.get_by_role("button", name="确认").click()
    desk.page.get_by_role("navigation").first.wait_for()

    # And without his telephone a recovery code does, once
    for said in ("", "动态口令不对"):
        sign_out(desk)
        desk.try_sign_in("officer-a2", PASSWORD)
        code.fill(recovery)
        desk.page.get_by_role("button", name="确认").click()
        expect(desk.page.get_by_role("alert" if said else "navigation").first).to_contain_text(said)
        if said:
            break

    # And once he turned them off, his password is enough again
    code.fill(spare)
    desk.page.get_by_role("button", name="确认").click()
    desk.page.get_by_role("navigation").first.wait_for()
    desk.go("/account")
    desk.page.get_by_role("button", name="停用动态口令").click()
    confirm_password_before(desk, desk.page.get_by_role("button", name="启用动态口令"))
    sign_out(desk)
    desk.sign_in("officer-a2")


def test_signing_out_everywhere_else_ends_the_other_sessions(window: Window) -> None:
    # Given somebody signed in at two desks
    here, there = window(), window()
    here.sign_in("reviewer")
    there.sign_in("reviewer")

    # When he ends all other sessions at one of them
    here.go("/account")
    here.page.get_by_role("button", name="退出其他全部登录").click()
    expect(here.page.get_by_role("button", name="退出其他全部登录")).to_have_count(0)

    # Then the other one is signed out
    there.go("/cases")
    there.page.wait_for_url(SIGN_IN)
    here.go("/cases")
    expect(here.page.get_by_role("heading", name="案件")).to_be_visible()
