"""What the browser tests stand on: one running platform for all of them, and a browser with a Chinese screen.

The browser is the package's own and ends with it: the loop it runs in would be in the way of tests that use the
database in the same process.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, StorageState, ViewportSize, expect, sync_playwright
from tests.e2e.desk import Desk
from tests.e2e.platform import SEED, Platform, running
from tools.guide_pictures import keep

ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SCREEN: ViewportSize = {"width": 1440, "height": 900}

PATIENCE_MS = 20_000
"""How long the screen may take to show what is waited for, on a machine that is busy with other things."""

SCENE = "from tests.e2e.scene import play; play(); print('played')"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser: the system's. Without one these tests are skipped, except in continuous integration."""
    program = shutil.which("chromium")
    if program is None and "CI" not in os.environ:
        pytest.skip("no browser: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def cookies() -> dict[str, StorageState]:
    """The session of everybody who signed in before."""
    return {}


@pytest.fixture
def window(
    chromium: Browser, address: str, cookies: dict[str, StorageState]
) -> Iterator[Callable[..., Desk]]:
    """Open a window of its own, with nobody signed in or with somebody: `window("head")`."""
    opened: list[BrowserContext] = []

    def open_window(username: str | None = None, **options: Any) -> Desk:
        context = chromium.new_context(
            viewport=SCREEN, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
            storage_state=cookies.get(username or ""), **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        desk = Desk(context.new_page(), address)
        if username and username not in cookies:
            desk.sign_in(username)
            cookies[username] = context.storage_state()
        return desk

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def picture() -> Callable[[Desk, str], None]:
    """Keep what the window shows as a picture of the guide, when pictures are asked for (XUNCHENG_PICTURES=1)."""

    def take(desk: Desk, name: str) -> None:
        if not os.environ.get("XUNCHENG_PICTURES"):
            return
        desk.settle()
        keep(desk.page.screenshot(animations="disabled"), name)

    return take


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A small picture to hand in."""
    path = tmp_path / "现场照片.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, quality=80)
    return path


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of these tests' own, with people, laws and cases."""
    with running(tmp_path_factory.mktemp("desk") / "var") as started:
        started.run(SEED)
        started.run(SCENE)
        yield started


@pytest.fixture(scope="package")
def address(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> str:
    """Where the platform answers: one that was prepared before (`--base-url`), or one for these tests."""
    given: str | None = pytestconfig.getoption("base_url")
    if given:
        return given
    started: Platform = request.getfixturevalue("platform")
    return started.url
