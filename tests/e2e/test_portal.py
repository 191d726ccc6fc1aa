"""The portal on a phone: a citizen without an account reports, follows, rates; each page is looked at by axe-core."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect
from pypdf import PdfReader
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.desk import Desk
from tests.e2e.scene import OWING_PARTY, STATING_PARTY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
DIST = ROOT / "web" / "apps" / "portal" / "dist"
GUIDE = ROOT / "docs" / "guide" / "portal"
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 800}
MOST = 200 * 1024
"""Bytes of compressed script and style that the first page may load."""

PAGES = {
    "home": "",
    "report": "report",
    "follow": "follow",
    "decisions": "decisions",
    "powers": "powers",
    "goods": "goods",
    "case": "case",
}
HERE = {"longitude": 116.3661, "latitude": 39.9431}
TEXT = "水果摊占用盲道，行人只能走机动车道。"
ANSWER = "已责令摊主将货物搬离盲道，感谢您的监督。"

POWERS = {
    "version": {
        "id": "01920000-0000-7000-8000-000000000001", "number": 2, "title": "示范区权责清单（示例）",
        "document": "示城管发〔2025〕6号（示例）",
        "published_on": "2025-07-01", "lines": 3, "digest": "0" * 64,
    },
    "organisations": [
        {"code": "bureau", "name": "示范区城管局", "street": False}, {"code": "street-1", "name": "积水潭街道", "street": True},
    ],
    "items": [
        {"code": "SR-010", "name": {"zh": "擅自占道摆摊设点", "en": "Street vending"}, "organisations": ["bureau", "street-1"]},
    ],
    "next": None,
}  # fmt: skip

GOODS = {
    "items": [
        {
            "name": "三轮车", "quantity": 1, "unit": {"zh": "辆", "en": "piece"}, "since": "2026-11-20", "may_collect": True,
            "state": {"code": "stored", "zh": "在库", "en": "in the warehouse"},
        }
    ],
    "places": [{"name": "示范库房", "address": "示范路1号", "phone": "010-00000000", "hours": "工作日9:00-17:00"}],
    "bring": [{"zh": "本人身份证件", "en": "your identity card"}],
    "keeping_cost": {"zh": "保管不收费。", "en": "Keeping costs nothing."},
}  # fmt: skip

Phone = Callable[..., Desk]


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Phone]:
    """Open a window of a citizen: `phone()`, or of another size or look."""
    opened: list[BrowserContext] = []

    def open_phone(size: ViewportSize = PHONE, **options: Any) -> Desk:
        context = chromium.new_context(
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return Desk(context.new_page(), address)

    yield open_phone
    for context in opened:
        context.close()


def keep(page: Page, name: str) -> None:
    """Keep a picture for the guide when pictures are asked for (XUNCHENG_PICTURES=1)."""
    if not os.environ.get("XUNCHENG_PICTURES"):
        return
    shown = Image.open(BytesIO(page.screenshot(animations="disabled", full_page=True)))
    GUIDE.mkdir(parents=True, exist_ok=True)
    shown.convert("RGB").quantize(160).save(GUIDE / f"{name}.png", optimize=True)


def no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_each_page_fits_and_can_be_read_by_everybody(phone: Phone, name: str, look: str, size: Any) -> None:
    citizen = phone(size, color_scheme=look)
    citizen.go(f"/portal/{PAGES[name]}")
    expect(citizen.page.locator("h1")).to_be_visible()
    expect(citizen.page.locator("footer")).to_be_visible()
    citizen.check()
    no_wider_than_the_screen(citizen.page)


_WITHOUT_CHINESE = """() => {
    const main = document.querySelector("main").cloneNode(true)
    main.querySelectorAll(".list, [lang=zh]").forEach(one => one.remove())
    return main.innerText
}"""


def test_it_speaks_english(phone: Phone) -> None:
    citizen = phone()
    citizen.go("/portal/")
    citizen.page.get_by_role("button", name="English").click()
    for name in PAGES:
        citizen.go(f"/portal/{PAGES[name]}")
        expect(citizen.page.locator("html")).to_have_attribute("lang", "en")
        expect(citizen.page.locator("footer")).to_be_visible()
        # What is published is published in Chinese, and says so to whoever has it read to him
        citizen.page.wait_for_load_state("networkidle")
        words = citizen.page.evaluate(_WITHOUT_CHINESE)
        assert not re.search("[一-鿿]", words), words


def test_a_citizen_reports_follows_and_rates(
    phone: Phone, window: Callable[..., Desk], photograph: Path
) -> None:
    # Given a citizen without an account, who forgets the place first
    citizen = phone(geolocation=HERE, permissions=["geolocation"])
    page = citizen.page
    citizen.go("/portal/")
    expect(page.locator("footer")).to_be_visible()
    keep(page, "home")
    page.get_by_role("link", name="我要反映").click()
    page.get_by_label("是哪类问题").select_option(label="占道经营")
    page.get_by_label("情况说明").fill(TEXT)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_label("地址")).to_be_focused()
    expect(page.get_by_text("请填写地址或标出位置")).to_be_visible()

    # When he lets the telephone say where he is, moves the mark on the map, adds a photo and sends it
    page.get_by_role("button", name="使用我的位置").click()
    expect(page.get_by_text("已选位置：经度 116.36610，纬度 39.94310")).to_be_visible()
    page.get_by_role("button", name="在图上选").click()
    for _ in range(4):
        page.get_by_role("button", name="放大").click()
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("已选位置：经度 116.36610")).to_have_count(0)
    page.get_by_label("地址").fill("示范路12号门前")
    expect(page.get_by_text("请填写地址或标出位置")).to_have_count(0)
    page.locator("#files").set_input_files(photograph)
    expect(page.get_by_text("已上传")).to_be_visible()
    keep(page, "report")
    citizen.check()
    page.get_by_role("button", name="提交").click()

    # Then he gets a number and a code, to be kept
    expect(page.get_by_role("heading", name="已收到您的反映")).to_be_focused()
    number, code = page.get_by_test_id("number").inner_text(), page.get_by_test_id("code").inner_text()
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
    keep(page, "receipt")
    citizen.check()

    # And when the bureau has gone the whole road
    dispatcher, officer = window("dispatcher"), window("officer-a")
    for desk in (dispatcher, officer):
        desk.go("/")
    api = dispatcher.page.request
    found = api.get(f"{dispatcher.url}/api/v1/reports?q={number}").json()["items"]
    assert [row["source"]["code"] for row in found] == ["citizen"]
    report = api.get(f"{dispatcher.url}/api/v1/reports/{found[0]['id']}").json()
    assert [file["type"] for file in report["files"]] == ["image/jpeg"]
    matter = api.get(f"{dispatcher.url}/api/v1/matters?q=占道").json()["items"][0]["id"]
    teams = api.get(f"{dispatcher.url}/api/v1/teams").json()["items"]
    done = dispatcher.beside("report.verify", report)
    done = dispatcher.beside("report.judge", done, matter=matter)
    crew = next(team for team in teams if team["name"].startswith(report["street"]["name"]))
    done = dispatcher.beside("report.dispatch", done, team=crew["id"])

    # Then he sees by number and code how far it is, and no officer's name
    page.get_by_role("link", name="查看进度").click()
    expect(page.get_by_test_id("status")).to_have_text("待处置")
    expect(page.get_by_text(crew["name"])).to_be_visible()
    citizen.check()
    done = officer.beside("report.handle", done, outcome="现场教育，货物已搬离。")
    done = dispatcher.beside("report.check", done, passed=True, findings="照片清楚。")
    dispatcher.beside("report.feedback", done, answer=ANSWER)

    # And once it is answered he reads the answer, and says how it was
    page.reload()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    keep(page, "progress")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("请选择满意度")).to_be_visible()
    page.get_by_label("满意", exact=True).check()
    page.get_by_label("没有解决").check()
    page.get_by_label("还想说的").fill("第二天又摆出来了。")
    citizen.check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("谢谢，您的评价已记录：满意")).to_be_visible()
    assert code not in page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).join(' ')"
    )


def test_a_wrong_code_opens_nothing_and_says_so(phone: Phone) -> None:
    citizen = phone()
    citizen.go("/portal/follow")
    citizen.page.get_by_label("编号").fill("20260302-999999")
    citizen.page.get_by_label("查询码", exact=True).fill("0000-0000-0000-0000")
    citizen.page.get_by_role("button", name="查询").click()
    expect(citizen.page.get_by_role("alert")).to_have_text("编号或查询码不正确")
    citizen.check()


def test_the_keyboard_alone_is_enough(phone: Phone) -> None:
    citizen = phone()
    citizen.go("/portal/")
    expect(citizen.page.locator("footer")).to_be_visible()
    citizen.page.keyboard.press("Tab")
    expect(citizen.page.get_by_role("link", name="跳到正文")).to_be_focused()
    citizen.page.keyboard.press("Enter")
    citizen.page.keyboard.press("Tab")
    expect(citizen.page.get_by_role("link", name="我要反映")).to_be_focused()
    citizen.page.keyboard.press("Enter")
    expect(citizen.page.locator("main")).to_be_focused()
    citizen.page.keyboard.press("Tab")
    expect(citizen.page.get_by_label("是哪类问题")).to_be_focused()


def test_decisions_are_found_and_read(phone: Phone) -> None:
    citizen = phone()
    citizen.go("/portal/decisions")
    expect(citizen.page.get_by_role("status")).not_to_have_text("正在读取…")
    keep(citizen.page, "decisions")
    expect(citizen.page.get_by_role("link", name="订阅（RSS）")).to_have_attribute(
        "href", re.compile("feed.rss")
    )


def test_a_party_reads_where_its_goods_are(phone: Phone) -> None:
    # Given what the look-up answers (its own tests: domains/custody)
    citizen = phone()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.post_data or "")
        route.fulfill(json=GOODS)

    citizen.page.route("**/api/v1/public/goods", answer)

    # When the party asks, first with too short a code
    citizen.go("/portal/goods")
    citizen.page.get_by_label("案号或物品编号").fill("示城管案〔2026〕1号")
    citizen.page.get_by_label("查询码").fill("1234")
    citizen.page.get_by_role("button", name="查询").click()
    expect(citizen.page.get_by_label("查询码")).to_be_focused()
    assert asked == []
    citizen.page.get_by_label("查询码").fill("12345678")
    citizen.page.get_by_role("button", name="查询").click()

    # Then it reads where the things are and what to bring
    expect(citizen.page.get_by_text("三轮车 × 1辆")).to_be_visible()
    expect(citizen.page.get_by_text("本人身份证件")).to_be_visible()
    assert '"check":"12345678"' in asked[0]
    keep(citizen.page, "goods")
    citizen.check()


def test_a_party_states_his_defence_and_reads_what_to_pay(phone: Phone, window: Callable[..., Desk]) -> None:
    """Given the notice that he was served, then what he sends in on his phone waits for its re-check on the desk."""
    officer = window("officer-a")
    number, code = on_paper(officer, STATING_PARTY, "prior_notice")

    # When he looks with the number and the code on it
    citizen = phone()
    citizen.go("/portal/case")
    keep(citizen.page, "case-form")
    citizen.page.get_by_label("文书编号或案件编号").fill(number)
    citizen.page.get_by_label("查询码").fill(code)
    citizen.page.get_by_role("button", name="查询").click()

    # Then he sees what he may do, and does it
    expect(citizen.page.get_by_text("行政处罚事先告知书")).to_be_visible()
    form = citizen.page.get_by_test_id("statement-submit")
    form.get_by_role("button", name="在线提交").click()
    form.get_by_label("陈述、申辩的内容").fill("冰柜是供货商临时放的，当天已搬走，请求从轻。")
    form.get_by_label("您的姓名").fill(STATING_PARTY)
    keep(citizen.page, "case")
    no_wider_than_the_screen(citizen.page)
    citizen.check()
    form.get_by_role("button", name="确认提交").click()
    expect(form.get_by_label("联系电话")).to_be_focused()
    form.get_by_label("联系电话").fill("13800000000")
    form.get_by_role("button", name="确认提交").click()
    expect(citizen.page.get_by_test_id("sent")).to_contain_text("提交陈述、申辩")
    expect(form).to_contain_text("当事人的陈述申辩尚未复核")

    # And the officer has to re-check it before anything is decided
    officer.open_case(STATING_PARTY)
    expect(officer.acts().get_by_role("button", name="复核陈述申辩")).to_be_enabled()

    # And the party of a decision reads what is to be paid, and where
    number, code = on_paper(officer, OWING_PARTY, "decision")
    payer = phone()
    payer.go("/portal/case")
    payer.page.get_by_label("文书编号或案件编号").fill(number)
    payer.page.get_by_label("查询码").fill(code)
    payer.page.get_by_role("button", name="查询").click()
    expect(payer.page.get_by_test_id("payment")).to_contain_text("代收银行")
    keep(payer.page, "case-payment")
    payer.check()


def on_paper(officer: Desk, party: str, kind: str) -> tuple[str, str]:
    """The number of a paper that a party was given, and the code that is printed on it."""
    answer = officer.page.request
    found = answer.get(f"{officer.url}/api/v1/cases?q={party}").json()["items"][0]
    papers = answer.get(f"{officer.url}/api/v1/cases/{found['id']}").json()["documents"]
    paper = next(one for one in papers if one["kind"] == kind)
    pdf = PdfReader(BytesIO(answer.get(f"{officer.url}/api/v1/documents/{paper['id']}/pdf").body()))
    words = "".join("".join(page.extract_text() for page in pdf.pages).split())
    code = re.search(r"查询码(\d{8})", words)
    assert code, words
    return paper["number"], code[1]


def test_anybody_finds_who_enforces_a_matter(phone: Phone) -> None:
    # Given what the list in force answers (its own tests: domains/powers)
    citizen = phone()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=POWERS)

    citizen.page.route("**/api/v1/public/powers?*", answer)

    # When somebody looks for a matter and narrows to a street
    citizen.go("/portal/powers")
    citizen.page.get_by_label("事项名称或编号").fill("摆摊")
    citizen.page.get_by_role("button", name="查找").click()
    citizen.page.get_by_label("单位", exact=True).select_option("积水潭街道")

    # Then the list with its document is named, and who enforces the matter
    expect(citizen.page.get_by_role("status")).to_contain_text("示城管发〔2025〕6号（示例）")
    expect(citizen.page.get_by_text("擅自占道摆摊设点")).to_be_visible()
    citizen.page.get_by_text("1 个街道（镇）").click()
    expect(citizen.page.locator("details").get_by_text("积水潭街道")).to_be_visible()
    assert "organisation=street-1" in asked[-1]
    keep(citizen.page, "powers")
    citizen.check()


def test_the_first_page_is_light() -> None:
    """What index.html names, packed as it is sent."""
    index = (DIST / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/portal/(assets/[^"]+)"', index)
    assert any(name.endswith(".js") for name in named)
    total = sum(len(gzip.compress((DIST / name).read_bytes(), 6)) for name in named)
    assert total < MOST, f"{total} bytes"
