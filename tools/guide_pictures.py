"""Picture pages of the demo for the guide: `xuncheng up`, then `python -m tools.guide_pictures http://127.0.0.1:8000`.

What only says something when the platform is full is pictured so. The other pictures of docs/guide/desk are kept by the
browser tests (XUNCHENG_PICTURES=1), from what they do.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide" / "desk"
SIGN_INS = ROOT / "localities" / "demo" / "signins.toml"
COLOURS = 160
"""Colours of a picture of the guide: enough for screens, and the file stays small."""

_BUSY = "[aria-busy='true'], .skeleton, .el-loading-mask"


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it; `follows` is the link on it that is followed first, if any."""

    name: str
    username: str
    path: str
    follows: str = ""


PICTURES = (
    Picture("publications", "head", "/publications?state=published"),
    Picture("warehouse", "keeper", "/warehouses", ".warehouse a"),
    Picture("stocktake", "keeper", "/warehouses", ".stocktake a"),
)
"""Sorted by whoever sees them: each signs in once."""


def keep(shot: bytes, name: str) -> None:
    """Keep what a window shows as a picture of the guide."""
    GUIDE.mkdir(parents=True, exist_ok=True)
    shown = Image.open(BytesIO(shot)).convert("RGB")
    shown.quantize(COLOURS).save(GUIDE / f"{name}.png", optimize=True)


def main(address: str) -> None:
    """Make all of them anew. Raises a Playwright error where the demo does not show such a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for username, pictures in groupby(PICTURES, lambda one: one.username):
            _picture(browser, address, username, pictures)
        browser.close()


def _picture(browser: Browser, address: str, username: str, pictures: Iterable[Picture]) -> None:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(_password(username))
    page.get_by_role("button", name="登录").click()
    page.get_by_role("navigation").first.wait_for()
    for one in pictures:
        page.goto(f"{address}{one.path}")
        _settle(page)
        if one.follows:
            page.locator(one.follows).first.click()
            page.get_by_role("heading", level=1).wait_for()
            _settle(page)
        keep(page.screenshot(animations="disabled"), one.name)
    context.close()


def _settle(page: Page) -> None:
    """Wait until nothing is being read any more."""
    page.wait_for_load_state()
    page.locator("main h1").wait_for()
    expect(page.locator(_BUSY)).to_have_count(0)


def _password(username: str) -> str:
    rows = tomllib.loads(SIGN_INS.read_text(encoding="utf-8"))["signin"]
    found: str = next(row["password"] for row in rows if row["username"] == username)
    return found


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
