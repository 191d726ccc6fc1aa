"""Evidence on the desk: where it was taken, in whose hands it is, and a copy of a photo without what is nobody's business."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find
from tests.e2e.scene import PICTURED_PARTY

COLLEAGUE = "沈示明"
pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_a_face_is_blacked_out_in_a_copy_and_the_original_stays(
    window: Window, picture: Picture, photograph: Path
) -> None:
    # Given a photo in evidence, taken at a point on the map
    desk = window("officer-a")
    desk.open_case(PICTURED_PARTY)
    form = desk.open_act("收集证据")
    point = form.get_by_role("textbox", name="经度")
    point.fill("116.366, 39.945")
    point.blur()
    desk.do(
        "收集证据", certificates_shown=True, lawful=True, kind=Find("视听资料"), title="现场照片",
        proves="占用盲道。", files=photograph, officers=Find(COLLEAGUE),
    )  # fmt: skip
    item = desk.page.get_by_role("listitem").filter(has_text="现场照片").first
    expect(item).to_contain_text("116.36600, 39.94500")

    # When an officer draws one area and enters another in numbers
    item.get_by_role("button", name="制作遮挡副本").click()
    drawer = desk.page.get_by_role("dialog", name="制作遮挡副本")
    drawer.get_by_role("button", name="制作遮挡副本").click()
    expect(drawer.get_by_role("alert")).to_contain_text("请至少选定一处遮挡区域")
    shown = drawer.get_by_role("img").bounding_box()
    assert shown is not None
    mouse = desk.page.mouse
    mouse.move(shown["x"], shown["y"])
    mouse.down()
    mouse.move(shown["x"] + shown["width"] / 4, shown["y"] + shown["height"] / 2, steps=4)
    mouse.up()
    drawer.get_by_role("button", name="增加区域").click()
    second = drawer.get_by_role("group", name="区域 2")
    for label, typed in (("左", "600"), ("上", "400"), ("宽", "50"), ("高", "80")):
        second.get_by_label(label, exact=True).fill(typed)
    drawer.get_by_label("遮挡内容和理由").fill("遮挡路人面部")
    drawer.get_by_role("button", name="制作遮挡副本").click()
    expect(drawer.get_by_role("alert")).to_contain_text("640×480")
    second.get_by_label("宽", exact=True).fill("40")
    desk.check()
    picture(desk, "redact")
    drawer.get_by_role("button", name="制作遮挡副本").click()

    # Then the copy hangs on the photo, black there and the same size, and the chain of custody tells of it
    copy = item.get_by_role("link", name="遮挡副本")
    expect(copy).to_have_count(1)
    content = desk.page.request.get(f"{desk.url}{copy.get_attribute('href')}").body()
    black = Image.open(BytesIO(content)).convert("L")
    assert black.size == (640, 480)
    assert black.crop((8, 8, 150, 230)).getextrema()[1] < 8
    assert black.crop((608, 408, 632, 472)).getextrema()[1] < 8
    assert black.crop((200, 260, 560, 380)).getextrema()[1] > 100
    item.get_by_text("保管链").click()
    expect(item).to_contain_text("制作遮挡副本（原件未动）")
    desk.check()
    item.get_by_role("table").scroll_into_view_if_needed()
    picture(desk, "evidence")
