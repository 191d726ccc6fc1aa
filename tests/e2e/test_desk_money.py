"""Money on the desk: a bank is registered, its file taken in, a difference resolved, the day reconciled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.domains.collection import bank
from tests.e2e.desk import SHANGHAI, Desk

pytestmark = pytest.mark.browser


def test_a_clerk_takes_in_a_file_and_resolves_what_differs(
    window: Callable[..., Desk], picture: Callable[[Desk, str], None], tmp_path: Path
) -> None:
    # Given a bank, and a charge that a company owes
    clerk, day = window("cashier"), datetime.now(SHANGHAI).date()
    clerk.beside(
        "bank.register", code="SF01", name="示范银行官园支行", account="0000 0000 0000", agreement="示代收1号",
        agreed_on="2026-01-05",
    )  # fmt: skip
    given = {name: value for name, value in bank.owing("").items() if name != "area_path"}
    charge = clerk.beside("charge.assess", **given | {"due_on": str(day)})
    clerk.go(f"/charges/{charge['id']}")
    clerk.check()
    number = clerk.page.get_by_role("heading", level=1).inner_text().split()[0]

    # When the file of the day is taken in
    lines = (
        bank.line(number, "1300", "示范建筑公司", day=day),
        bank.line("写错的编号", "50", "钱某", day=day),
    )
    file = tmp_path / "代收.csv"
    file.write_text(bank.content("SF01", *lines, day=day), encoding="gb18030")
    clerk.go("/bank-files")
    clerk.page.get_by_role("button", name="接收代收文件").click()
    form = clerk.page.get_by_role("region", name="接收代收文件")
    form.locator("input[type=file]").set_input_files(file)
    expect(form).to_contain_text("已上传")
    form.get_by_role("button", name="接收代收文件").click()
    clerk.page.wait_for_url("**/bank-files/*-*")
    expect(clerk.page.get_by_role("status").first).to_contain_text("差异 2", timeout=30_000)
    clerk.check()
    picture(clerk, "money-file")

    # Then what differs stands in the list, and money of nobody is given back
    clerk.go("/differences?state=open")
    clerk.check()
    picture(clerk, "money-differences")
    clerk.page.get_by_role("link", name="L", exact=False).first.click()
    clerk.page.wait_for_url("**/differences/*-*")
    clerk.check()
    clerk.do("退还缴款人", reason="编号有误，缴款人申请退还。", voucher="TK-0001")
    expect(clerk.page.locator("main")).to_contain_text("退还缴款人：编号有误")

    # And the lists of what is owed, of what moved and the day say so
    for path, words in (
        ("/receivables", "应收"),
        ("/movements", "待查款项"),
        ("/bank-days", "示范银行官园支行"),
        ("/charges", number),
    ):
        clerk.go(path)
        clerk.check()
        expect(clerk.page.locator("main")).to_contain_text(words)
        if path in ("/bank-days", "/charges"):
            picture(clerk, f"money{path.replace('/', '-')}")
