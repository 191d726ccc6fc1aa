"""The warehouse on the desk: set up, its plan, and a stock-taking by scanner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser


def test_a_keeper_sets_up_a_warehouse_and_takes_stock(
    window: Callable[..., Desk],
) -> None:
    # Given a warehouse with a yard for four tricycles
    keeper = window("keeper")
    warehouse = keeper.beside(
        "warehouse.set",
        code="W1",
        name="示范区第一库房",
        address="示范路99号",
        area_path="110199.",
        phone="000-0001",
    )
    keeper.beside(
        "place.set",
        warehouse,
        code="甲-1",
        kind="yard",
        row=1,
        column=1,
        room=[{"category": "tricycle", "most": 4}],
    )

    # Then it stands in the list, and its plan shows the yard empty, for the keyboard as well
    keeper.go("/warehouses")
    keeper.check()
    set_up, begin = (
        keeper.page.get_by_role("button", name=name).bounding_box() for name in ("设置库房", "开始盘点")
    )
    assert set_up
    assert begin
    assert (begin["y"], begin["x"] > set_up["x"]) == (set_up["y"], True)
    keeper.page.get_by_role("link", name="示范区第一库房").click()
    keeper.page.wait_for_url(f"**/warehouses/{warehouse['id']}")
    yard = keeper.page.locator(".plan").get_by_role("listitem")
    expect(yard).to_contain_text("0%")
    expect(yard).to_contain_text("三轮车 0/4")
    expect(keeper.page.locator(".plan")).to_have_attribute("tabindex", "0")
    keeper.check()

    # When stock is taken, a code with a slip is refused, and a label that nothing here has is surplus
    stocktake = keeper.beside("stocktake.open", warehouse=warehouse["id"])
    keeper.go(f"/stocktakes/{stocktake['id']}")
    scanner = keeper.page.get_by_label("扫码或输入标签号，回车确认")
    scanner.fill("26-000001-00")
    scanner.press("Enter")
    expect(keeper.page.locator("main")).to_contain_text("不是有效的标签号")
    scanner.fill("99-999999-52")
    scanner.press("Enter")
    expect(keeper.page.get_by_role("status").first).to_contain_text("多出 1")
    keeper.check()

    # And it ends with a word on the difference
    keeper.do("结束盘点", remarks="标签来自他处。")
    keeper.go("/goods")
    expect(keeper.page.locator("main")).to_contain_text("没有物品")
    keeper.check()
