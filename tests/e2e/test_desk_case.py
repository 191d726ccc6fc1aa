"""An ordinary case on the desk, from the report at the window to the archived bundle, act by act."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.desk import SHANGHAI, Choose, Day, Desk, Find, Rows, fill_in
from tests.e2e.scene import ON_PAPER

pytestmark = pytest.mark.browser
MATTER = "擅自占道摆摊设点"
COLLEAGUE = "沈示明"


def test_a_report_becomes_an_archived_case(
    window: Callable[..., Desk], photograph: Path, tmp_path: Path
) -> None:
    # Given an officer who finds goods laid out on the pavement
    officer, dispatcher, head = window("officer-a"), window("dispatcher"), window("head")
    now = datetime.now(SHANGHAI)

    # When he reports it with a photograph
    officer.go("/reports/new")
    form = officer.page.locator("form.act-form")
    fill_in(
        form, text="便道上摆摊卖水果，占用盲道约三平方米。", source=Find("巡查"), address="积水潭街道示范路口东侧",
        point="116.3661, 39.9431", reporter_name="王女士", reporter_phone="13800000000", files=photograph,
    )  # fmt: skip
    form.get_by_role("button", name="登记案源").click()
    officer.page.wait_for_url("**/reports/0*")
    report = officer.page.url.removeprefix(officer.url)

    # And the command centre verifies, judges and dispatches it
    dispatcher.go(report)
    dispatcher.do("核实", remarks="照片清楚，情况属实。")
    dispatcher.do("执法判定", matter=Find(MATTER))
    dispatcher.do("执法分派", team=Find("积水潭街道综合行政执法一队"))

    # Then the officer proposes a case from the report, registering the party on the way
    officer.go(report)
    form = officer.open_act("立案呈批")
    expect(form).to_contain_text(MATTER)
    expect(form.locator('[id$="-place"]')).to_have_value("积水潭街道示范路口东侧")
    form.get_by_role("button", name="登记当事人").click()
    dialog = officer.page.get_by_role("dialog")
    fill_in(dialog, kind=Choose(["公民"]), name="示范水果摊", address="示范路 1 号")
    dialog.get_by_role("button", name="登记当事人").last.click()
    expect(dialog).to_be_hidden()
    fill_in(form, officers=Find(COLLEAGUE))
    form.locator("button[type=submit]").click()
    officer.page.wait_for_url("**/cases/0*")
    case = officer.page.url.removeprefix(officer.url)

    # And the head files it
    head.go(case)
    head.do("批准立案")

    # And the officers inspect, collect and review evidence, order a correction and see it done
    officer.go(case)
    form = officer.open_act("现场检查")
    fill_in(
        form, certificates_shown=True, findings="现场摆放水果三筐，占用盲道。",
        started_at=Day((now - timedelta(minutes=30)).strftime("%Y-%m-%d %H:%M")), files=photograph,
    )  # fmt: skip
    _sign(officer, form, "当事人手写签名")
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text(
        "行政处罚法第四十二条第一款"
    )  # one officer is not enough
    officer.do("现场检查", officers=Find(COLLEAGUE))
    assert _signature(officer, case)["drawn"]
    officer.do(
        "询问当事人或证人", certificates_shown=True, name="示范当事人", id_number="不详", address="示范路 1 号", relation="当事人",
        started_at=Day((now - timedelta(minutes=20)).strftime("%Y-%m-%d %H:%M")),
        exchanges=Rows([{"问": "是谁摆的？", "答": "我摆的。"}, {"问": "有无许可？", "答": "没有。"}]),
        refusal=ON_PAPER,
    )  # fmt: skip
    officer.do("证据审查")
    officer.do("责令改正", requirement="立即清理便道。", until=Day(f"{now:%Y-%m-%d}"), delivered=True)
    ordered = datetime.now(SHANGHAI)
    began, ended = (Day((ordered + timedelta(minutes=after)).strftime("%Y-%m-%d %H:%M")) for after in (0, 1))
    # A re-check begins after its order and lasts a minute at least: so it is not recorded before that minute is over
    officer.page.wait_for_timeout((61 - ordered.second) * 1000)
    officer.do(
        "复查改正情况", corrected=True, findings="已清理完毕。", began=began, ended=ended, refusal=ON_PAPER
    )
    officer.do(
        "调查终结",
        course="经现场检查和询问。",
        established="占道经营事实清楚。",
        proposal="建议罚款 600 元。",
    )

    # And the party is told, and waives his right to make a statement
    form = officer.open_act("处罚事先告知")
    fill_in(form, kinds=Choose(["罚款"]), amount="9000", reasons="初次违法，情节一般。")
    expect(form).to_contain_text("高于罚款幅度")
    officer.do("处罚事先告知", amount="600")
    officer.do("送达文书", document=Find("事先告知书"), way=Choose(["直接送达"]), refusal=ON_PAPER)
    officer.do("放弃陈述申辩", signed=True, refusal=ON_PAPER)

    # And the head decides and publishes, the party pays, and the case is closed and archived
    head.go(case)
    _decide_after_looking(head)
    officer.go(case)
    officer.do("送达文书", document=Find("处罚决定书"), way=Choose(["直接送达"]), refusal=ON_PAPER)
    head.go(case)
    head.do("公示处罚决定", checked=True)
    officer.go(case)
    officer.do("缴纳罚款", way=Choose(["银行（电子）缴款"]), receipt="SF2026000001")
    head.go(case)
    head.do("结案")
    officer.go(case)
    officer.do("归档")

    # Then the case is archived and its bundle can be taken away
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name="下载案卷").click()
    bundle = tmp_path / "bundle.zip"
    download.value.save_as(bundle)
    assert "verify_bundle.py" in zipfile.ZipFile(bundle).namelist()


def _sign(desk: Desk, form: Locator, label: str) -> None:
    """The person writes on the screen, thinks better of it, writes again, and says that it is done."""
    sheet = form.get_by_role("img", name=label)
    pad = sheet.locator("xpath=ancestor::div[contains(@class,'signature')][1]")
    for again in (True, False):
        sheet.scroll_into_view_if_needed()
        box = sheet.bounding_box()
        assert box is not None
        for stroke in range(4):
            left = box["x"] + 40 + stroke * 60
            desk.page.mouse.move(left, box["y"] + 30)
            desk.page.mouse.down()
            for step in range(1, 8):
                desk.page.mouse.move(left + 6 * step, box["y"] + 30 + 12 * step % 80)
            desk.page.mouse.up()
        if again:
            pad.get_by_role("button", name="重签").click()
    assert sheet.evaluate("one => one.width / one.offsetWidth") == 2  # the line follows the pen
    pad.get_by_role("button", name="签好了").click()
    expect(pad.get_by_role("status")).to_contain_text("签名已保存")


def _signature(desk: Desk, case: str) -> dict[str, Any]:
    """What the newest inspection record says of the party's signature."""
    api = f"{desk.url}/api/v1"
    documents = desk.page.request.get(f"{api}{case.split('?')[0]}").json()["documents"]
    record = next(one for one in documents if one["kind"] == "inspection_record")
    data = desk.page.request.get(f"{api}/documents/{record['id']}").json()["data"]
    signature: dict[str, Any] = data["party_signature"]
    return signature


def _decide_after_looking(head: Desk) -> None:
    """The head sees the decision before he makes it, words a paragraph, and finds it so in what was issued."""
    form = head.open_act("作出处罚决定")
    fill_in(form, kinds=Choose(["罚款"]), amount="600")
    form.get_by_role("button", name="预览文书").click()
    panel = head.page.get_by_role("region", name="文书预览")
    expect(panel.get_by_role("heading")).to_be_focused()
    panel.get_by_role("button", name="行政处罚决定书").click()
    panel.get_by_label("违法事实").fill("当事人在便道上摆放水果三筐，占用盲道约三平方米。")
    expect(panel).to_contain_text("同时写入：案件处理呈批表")
    expect(panel.get_by_role("status")).to_contain_text("请更新预览")
    panel.get_by_role("button", name="更新预览").click()
    expect(panel.get_by_role("status")).to_be_hidden()
    head.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(form.get_by_role("button", name="预览文书")).to_be_focused()
    head.do("作出处罚决定")
    api = f"{head.url}/api/v1"
    case = head.page.url.removesuffix("/").split("/cases/")[1][:36]
    documents = head.page.request.get(f"{api}/cases/{case}").json()["documents"]
    (decision,) = (one for one in documents if one["kind"] == "decision")
    said = head.page.request.get(f"{api}/documents/{decision['id']}").json()["data"]
    assert said["facts"].startswith("当事人在便道上摆放水果三筐")
