"""What follows a decision, and what leads to it, on the desk: instalments, a band left with a reason, a hearing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Choose, Day, Desk, Find, Rows, fill_in
from tests.e2e.scene import FINED_PARTY, HEARD_PARTY, ON_PAPER, WEIGHED_PARTY

pytestmark = pytest.mark.browser

Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]


def test_a_fine_is_paid_by_instalments(window: Window, picture: Picture) -> None:
    # Given a fine whose time to pay runs, and a party in hardship
    officer, head = window("officer-a"), window("head")
    today = datetime.now(SHANGHAI).date()
    first, second = (str(today + timedelta(days=days)) for days in (10, 40))
    officer.open_case(FINED_PARTY)
    case = officer.page.url.removeprefix(officer.url)
    officer.do(
        "收到延期（分期）缴纳申请", asked=Choose(["分期缴纳"]), difficulty="摊位停业，收入中断。",
        proposal="分两期缴清，承诺按期缴纳。", written=True, refusal=ON_PAPER,
    )  # fmt: skip

    # When the head enters instalments that do not add up
    head.go(case)
    form = head.open_act("批准延期（分期）缴纳")
    fill_in(
        form,
        instalments=Rows(
            [{"最后一日": first, "金额（元）": "200"}, {"最后一日": second, "金额（元）": "300"}]
        ),
    )
    expect(form).to_contain_text("还差 100.00 元")
    head.check()
    form.locator("button[type=submit]").click()

    # Then he is told why that will not do
    expect(form.get_by_role("alert")).to_contain_text("合计等于未缴款项")
    picture(head, "instalments")

    # And with two that do, the case says what is due next
    fill_in(
        form,
        instalments=Rows(
            [{"最后一日": first, "金额（元）": "200"}, {"最后一日": second, "金额（元）": "400"}]
        ),
    )
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    expect(head.page.locator("main")).to_contain_text("批准的延期（分期）")
    head.check()

    # And when the first is paid, the second alone is left
    officer.go(case)
    expect(officer.open_act("缴纳罚款").locator('[id$="-amount"]')).to_have_value("200.00")
    officer.do("缴纳罚款", way=Choose(["银行（电子）缴款"]), receipt="SF2026000701")
    facts = officer.page.locator("main")
    expect(facts).to_contain_text("400.00")
    expect(facts).not_to_contain_text(f"{first}前")
    officer.check()
    officer.page.get_by_role("heading", name="执行", exact=True).scroll_into_view_if_needed()
    picture(officer, "execution")
    officer.do("缴纳罚款", amount="400", way=Choose(["银行（电子）缴款"]), receipt="SF2026000702")
    head.go(case)
    expect(head.page.locator("main")).to_contain_text("已执行")


def test_a_fine_leaves_its_band_with_a_reason(window: Window, picture: Picture) -> None:
    # Given a case under a benchmark
    officer = window("officer-a")
    officer.open_case(WEIGHED_PARTY)

    # When circumstances are chosen, the form says what they lead to
    form = officer.open_act("处罚事先告知")
    fill_in(form, kinds=Choose(["罚款"]), amount="2500", reasons="货架占满便道，影响通行。")
    expect(form).to_contain_text("超出本案适用的“一般”档")
    officer.check()

    # Then a fine beyond the band is refused until somebody writes down why
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text("应当书面说明理由")
    fill_in(form, departure="占用盲道，两次劝导后仍不整改。")
    picture(officer, "discretion")
    form.locator("button[type=submit]").click()
    expect(form).to_have_count(0)
    officer.do("送达文书", document=Find("事先告知书"), way=Choose(["直接送达"]), refusal=ON_PAPER)
    officer.do("放弃陈述申辩", signed=True, refusal=ON_PAPER)

    # And the head cannot decide it before the heads have discussed it
    head = window("head")
    head.go(officer.page.url.removeprefix(officer.url))
    form = head.open_act("作出处罚决定")
    fill_in(form, kinds=Choose(["罚款"]), amount="2500", departure="占用盲道，两次劝导后仍不整改。")
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("alert")).to_contain_text("应当先经集体讨论")


def test_a_hearing_that_was_asked_for_stands_in_the_schedule(window: Window, picture: Picture) -> None:
    # Given a party that asks for a hearing
    officer = window("officer-a")
    officer.open_case(HEARD_PARTY)
    officer.do("要求听证")
    officer.go("/hearings?state=requested")
    expect(officer.page.get_by_role("row").filter(has_text=HEARD_PARTY)).to_contain_text("已申请，待通知")

    # When it is set
    officer.open_row(HEARD_PARTY)
    day = datetime.now(SHANGHAI).date() + timedelta(days=21)
    presider = window("reviewer").page.request.get(f"{officer.url}/api/v1/me").json()["name"]
    given = {"recorder": "周记录", "place": "第一会议室"}
    officer.do("通知听证", hearing_on=Day(str(day)), presider=Find(presider), **given)

    # Then the schedule lists it with day, place and presider, and leads to its case
    officer.go("/hearings?ahead=true")
    row = officer.page.get_by_role("row").filter(has_text=HEARD_PARTY)
    expect(row).to_contain_text(str(day))
    expect(row).to_contain_text("第一会议室")
    officer.check()
    picture(officer, "hearings")
    officer.open_row(HEARD_PARTY)
    expect(officer.page.locator("main")).to_contain_text("听证")
