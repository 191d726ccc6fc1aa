"""What the browser tests stand on: one running platform for all of them, and a browser with a Chinese screen.

The browser is the package's own and ends with it: the loop it runs in would be in the way of tests that use the
database in the same process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tests.e2e.desk import Desk

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SCREEN = {"width": 1440, "height": 900}
PATIENCE_MS = 15_000


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """Open a window of its own, with nobody signed in or with somebody: `window("head")`."""
    opened: list[BrowserContext] = []

    def open_window(username: str | None = None, **options: object) -> Desk:
        context = chromium.new_context(**{"viewport": SCREEN, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | options)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        desk = Desk(context.new_page(), address)
        if username:
            desk.sign_in(username)
        return desk

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A small picture to hand in."""
    from PIL import Image

    path = tmp_path / "现场照片.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path, quality=80)
    return path


@pytest.fixture(scope="package")
def address() -> str:
    return "http://127.0.0.1:8899"
