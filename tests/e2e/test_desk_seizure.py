"""Things are seized on the desk: proposed, approved, listed, lifted and given back; what the law forbids says its article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.desk import Choose, Desk, Find, Rows, fill_in
from tests.e2e.scene import SEIZED_PARTY

pytestmark = pytest.mark.browser

Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

COLLEAGUE = "沈示明"
ITEM = {"物品名称": "广告灯箱", "种类": "广告设施", "数量": "2", "单位": "个", "现状": "完好"}


def test_things_are_seized_and_given_back(window: Window, picture: Picture) -> None:
    # Given a case in which an advertisement may be seized
    officer, head = window("officer-a"), window("head")
    officer.open_case(SEIZED_PARTY)
    case = officer.page.url.removeprefix(officer.url)

    # When the officer proposes it and the head approves
    officer.do(
        "查封、扣押呈批",
        kind=Choose(["扣押财物"]),
        reason="灯箱未经许可设置，可能被转移。",
        objects="广告灯箱两个。",
    )
    head.go(case)
    head.do("审批查封、扣押", seizure=Find("扣押"), approved=True, opinion="同意。")

    # Then nobody seizes without telling the party why, and the form says which article forbids it
    officer.go(case)
    form = officer.open_act("实施查封、扣押")
    fill_in(form, **_seizing(heard=False))
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text("行政强制法第十八条")

    # And when the party was told, what was taken stands on the case with the last day of the term
    fill_in(form, heard=True)
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    measure = _measure(officer)
    expect(measure).to_contain_text("广告灯箱")
    expect(measure).to_contain_text("期限至")
    officer.check()
    measure.scroll_into_view_if_needed()
    picture(officer, "seizure")

    # And when it is lifted and given back, nothing is held any more
    head.go(case)
    ground = Choose(["其他不再需要采取查封、扣押措施的情形"])
    head.do("解除查封、扣押", seizure=Find("扣押"), ground=ground, reasons="已拍照取证。")
    officer.go(case)
    officer.do(
        "退还查封、扣押的物品",
        seizure=Find("扣押"),
        receiver="示范灯箱店经营者",
        remarks="清点无误。",
        receiver_refusal="本人在纸质清单上签名。",
        officers=Find(COLLEAGUE),
    )
    expect(_measure(officer)).to_contain_text("已处理")
    expect(officer.acts().get_by_role("button", name="退还查封、扣押的物品")).to_have_count(0)


def _measure(desk: Desk) -> Locator:
    """The measure as the case's page shows it."""
    desk.page.get_by_role("tab", name="查扣保存").click()
    return desk.page.locator(".measures li").first


def _seizing(*, heard: bool) -> dict[str, object]:
    return {
        "seizure": Find("扣押"), "certificates_shown": True, "present": Choose(["当事人到场"]), "heard": heard, "statement": "无",
        "course": "逐件清点、拍照。", "related": True, "items": Rows([ITEM]), "delivered": True,
        "keeping": "示范区第一库房", "refusal": "本人在纸质清单上签名。", "officers": Find(COLLEAGUE),
    }  # fmt: skip
