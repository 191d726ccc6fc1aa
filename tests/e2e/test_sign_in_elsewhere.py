"""Signing in at other systems by this platform (统一登录), in a browser: agreeing, signing out, being switched off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.desk import PASSWORD, Desk
from tests.e2e.platform import Platform
from tests.e2e.relying import Relying, apache_system, node_system, switch_off

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]

USERNAMES = ("clerk-agrees", "clerk-leaves", "clerk-gone", "clerk-reads", "clerk-shut-out")
HIRE = """
from xuncheng.foundation.people.commands import add_user
from xuncheng.foundation.people.models import Organisation
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
for username in {usernames!r}:
    bureau = Organisation.objects.get(kind="bureau")
    add_user(Deed(actor=program("test", REGISTER)), username, "示例内勤", password={password!r}, organisation=bureau)
print("hired")
"""


@pytest.fixture(scope="module")
def provider(pytestconfig: pytest.Config, platform: Platform) -> Platform:
    """The platform of all browser tests, with some more users that other systems know."""
    if pytestconfig.getoption("base_url"):
        pytest.skip("registers systems: wants a platform of its own")
    platform.run(HIRE.format(usernames=USERNAMES, password=PASSWORD))
    return platform


@pytest.fixture(scope="module")
def foreign(provider: Platform) -> Iterator[Relying]:
    """A system that is not the bureau's own."""
    with node_system(provider, own=False) as system:
        yield system


@pytest.fixture(scope="module")
def site(provider: Platform) -> Iterator[Relying]:
    """A site of the bureau behind Apache."""
    with apache_system(provider) as system:
        yield system


def give_password(page: Page, username: str) -> None:
    """Sign in on the page of the desk to which the other system has sent."""
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def open_foreign(page: Page, system: Relying, username: str) -> None:
    """Go to a system that is not the bureau's own, sign in and agree."""
    page.goto(system.url)
    give_password(page, username)
    page.get_by_role("button", name="同意并登录").click()
    expect(page.locator("main")).to_contain_text("已登录")


def test_whoever_agrees_is_signed_in_there_and_whoever_refuses_is_not(
    window: Window, foreign: Relying, picture: Callable[[Desk, str], None]
) -> None:
    # Given somebody who is signed in nowhere
    desk = window()
    page = desk.page
    page.goto(foreign.url)
    give_password(page, "clerk-agrees")

    # When he refuses at first
    expect(page.get_by_role("heading", name="是否登录“示例业务系统”？")).to_be_visible()
    desk.check()
    picture(desk, "consent")
    page.get_by_role("button", name="拒绝").click()
    expect(page.locator("main")).to_contain_text("access_denied")

    # Then he is asked again, without his password, and is in when he agrees
    page.goto(foreign.url)
    page.get_by_role("button", name="同意并登录").click()
    expect(page.locator("main")).to_contain_text("（clerk-agrees）已登录")
    page.goto(f"{foreign.url}/who")
    expect(page.locator("main")).to_contain_text('"preferred_username":"clerk-agrees"')
    page.goto(f"{foreign.url}/refresh")
    expect(page.locator("main")).to_contain_text("已续期")


def test_signing_out_there_signs_out_here(window: Window, provider: Platform, foreign: Relying) -> None:
    page = window().page
    open_foreign(page, foreign, "clerk-leaves")
    page.goto(f"{foreign.url}/leave")
    expect(page.locator("main")).to_contain_text("已退出业务系统")
    assert page.url == f"{foreign.url}/bye?state=bye"
    page.goto(f"{provider.url}/cases")
    page.wait_for_url(re.compile("/sign-in"))
    page.goto(foreign.url)
    expect(page.get_by_label("用户名")).to_be_visible()


def test_who_is_switched_off_is_refused_at_the_next_question(
    window: Window, provider: Platform, foreign: Relying
) -> None:
    # Given somebody who is signed in at another system
    page = window().page
    open_foreign(page, foreign, "clerk-gone")

    # When he is switched off at the platform
    switch_off(provider, "clerk-gone")

    # Then the platform knows him no more, neither in the browser nor when the system asks
    page.goto(f"{provider.url}/cases")
    page.wait_for_url(re.compile("/sign-in"))
    page.goto(f"{foreign.url}/who")
    expect(page.locator("main")).to_contain_text("拒绝：")
    page.goto(f"{foreign.url}/refresh")
    expect(page.locator("main")).to_contain_text("拒绝：invalid_grant")

    # But a system that does not ask keeps its own session: it has to ask, or to keep it short
    page.goto(foreign.url)
    expect(page.locator("main")).to_contain_text("（clerk-gone）已登录")


def test_a_site_behind_apache_lets_the_bureaus_users_in(
    window: Window, provider: Platform, site: Relying
) -> None:
    # Given somebody who is signed in nowhere: the bureau's own site does not ask whether he agrees
    page = window().page
    page.goto(f"{site.url}/index.html")
    give_password(page, "clerk-reads")
    expect(page.locator("main")).to_contain_text("内网站点首页")

    # When he signs out there, he is out here as well
    page.goto(f"{site.url}/callback?logout={site.url}/bye.html")
    expect(page.locator("main")).to_contain_text("已退出内网站点")
    page.goto(f"{provider.url}/cases")
    page.wait_for_url(re.compile("/sign-in"))
    page.goto(f"{site.url}/index.html")
    expect(page.get_by_label("用户名")).to_be_visible()


def test_apache_shuts_out_who_was_switched_off(window: Window, provider: Platform, site: Relying) -> None:
    page = window().page
    page.goto(f"{site.url}/index.html")
    give_password(page, "clerk-shut-out")
    expect(page.locator("main")).to_contain_text("内网站点首页")
    switch_off(provider, "clerk-shut-out")
    page.goto(f"{site.url}/index.html")
    expect(page.get_by_text("Logged Out")).to_be_visible()
    page.goto(f"{site.url}/index.html")
    expect(page.get_by_label("用户名")).to_be_visible()
