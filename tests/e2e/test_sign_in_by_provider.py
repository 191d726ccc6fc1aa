"""Signing in by the district's provider (上级统一身份认证), in a browser: one platform behind another one, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.desk import PASSWORD
from tests.e2e.platform import Platform, free_port, running
from tests.e2e.relying import REGISTER, switch_off
from tests.e2e.test_desk_account import one_time_code

pytestmark = pytest.mark.browser

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PEOPLE = """
from allauth.mfa.totp.internal.auth import TOTP
from xuncheng.foundation.people.commands import add_user
from xuncheng.foundation.people.models import Organisation, User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
for username in {usernames!r}:
    add_user(Deed(actor=program("test", REGISTER)), username, "示例内勤", password={password!r})
for username in {coded!r}:
    TOTP.activate(User.objects.get(username=username), {secret!r})
print("added")
"""
TRAIL = """
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
with reading(program("test", REGISTER)):
    key = User.objects.get(username={username!r}).pk
    entries = TrailEntry.objects.filter(chain=key).order_by("seq")
    print(";".join(f"{{entry.name}} {{entry.input}}" for entry in entries if entry.name.startswith("session.")))
"""
PROVIDERS = """
[[provider]]
id = "district"
name = "区统一身份认证"
issuer = "{issuer}"
client_id = "{client_id}"
secret_env = "EXAMPLE_DISTRICT_SECRET"

[[provider]]
id = "silent"
name = "停用的认证"
issuer = "http://127.0.0.1:1"
client_id = "nobody"
secret_env = "EXAMPLE_DISTRICT_SECRET"
"""
THERE = ("clerk-known", "clerk-stranger", "clerk-left", "clerk-coded")
HERE = ("clerk-known", "clerk-left", "clerk-coded")


@dataclass(frozen=True)
class Pair:
    """A platform whose users sign in by another one."""

    provider: str
    here: Platform


@pytest.fixture(scope="module")
def pair(
    pytestconfig: pytest.Config, platform: Platform, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """The platform of all browser tests as the district's, under another name of this machine; and one behind it."""
    if pytestconfig.getoption("base_url"):
        pytest.skip("registers a system: wants platforms of its own")
    provider, port = platform.url.replace("127.0.0.1", "localhost"), free_port()
    back = f"http://127.0.0.1:{port}/identity/via/district"
    given = platform.run(
        REGISTER.format(name="示例街道平台", address=back, callback="back", bye="bye", own=True)
    )
    client_id, secret = given.split()
    platform.run(PEOPLE.format(usernames=THERE, coded=(), password=PASSWORD, secret=SECRET))
    folder = tmp_path_factory.mktemp("behind")
    file = folder / "providers.toml"
    file.write_text(PROVIDERS.format(issuer=provider, client_id=client_id), encoding="utf-8")
    more = {"XUNCHENG_PROVIDERS": str(file), "EXAMPLE_DISTRICT_SECRET": secret}
    with running(folder / "var", port=port, more=more) as here:
        here.run(
            PEOPLE.format(usernames=HERE, coded=("clerk-coded",), password="示范-密码-9527-长", secret=SECRET)
        )
        switch_off(here, "clerk-left")
        yield Pair(provider, here)


@pytest.fixture
def page(chromium: Browser, pair: Pair) -> Iterator[Page]:
    """A browser on the page of signing in at the platform behind."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{pair.here.url}/sign-in?next=/account")
    yield page
    context.close()


def sign_in_there(page: Page, pair: Pair, username: str) -> None:
    """Press the button, and give the password at the provider."""
    page.get_by_role("button", name="使用区统一身份认证登录").click()
    page.wait_for_url(re.compile(re.escape(pair.provider)))
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_who_is_known_here_is_in_and_the_trail_says_by_whom(page: Page, pair: Pair) -> None:
    button = page.get_by_role("button", name="使用区统一身份认证登录")
    expect(button).to_be_visible()
    sign_in_there(page, pair, "clerk-known")
    page.wait_for_url(f"{pair.here.url}/account")
    page.get_by_role("navigation").first.wait_for()
    told = pair.here.run(TRAIL.format(username="clerk-known"))
    assert told.startswith("session.open ")
    assert "district" in told


@pytest.mark.parametrize(
    ("username", "said"),
    [("clerk-stranger", "您在本系统没有账号"), ("clerk-left", "您在本系统的账号已停用")],
)
def test_who_is_not_known_here_or_switched_off_is_told_so(
    page: Page, pair: Pair, username: str, said: str
) -> None:
    sign_in_there(page, pair, username)
    expect(page.get_by_role("alert")).to_contain_text(said)
    assert page.url.startswith(pair.here.url)
    page.goto(f"{pair.here.url}/account")
    page.wait_for_url(re.compile("/sign-in"))


def test_whoever_has_a_second_factor_here_is_asked_for_it(page: Page, pair: Pair) -> None:
    sign_in_there(page, pair, "clerk-coded")
    expect(page.get_by_text("统一身份认证已通过")).to_be_visible()
    assert page.request.get(f"{pair.here.url}/api/v1/me").status == 401
    code = page.get_by_label("动态口令或恢复码")
    code.fill("000000")
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("alert")).to_contain_text("动态口令不对")
    code.fill(one_time_code(SECRET, _now(page)))
    page.get_by_role("button", name="确认").click()
    page.wait_for_url(f"{pair.here.url}/account")


def test_a_provider_that_is_down_and_an_answer_nobody_asked_for_are_said(page: Page, pair: Pair) -> None:
    page.get_by_role("button", name="使用停用的认证登录").click()
    expect(page.get_by_role("alert")).to_contain_text("统一身份认证暂时无法访问")
    page.goto(f"{pair.here.url}/identity/via/district/back?state=guessed&code=guessed")
    expect(page.get_by_role("alert")).to_contain_text("不是从本页发起")
    assert page.request.get(f"{pair.here.url}/identity/via/nobody").status == 404


def _now(page: Page) -> float:
    moment: Any = page.evaluate("Date.now() / 1000")
    return float(moment)
