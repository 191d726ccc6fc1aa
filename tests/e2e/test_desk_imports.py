"""Tables of former systems on the desk: brought, checked, taken in, opened; what is wrong is read row by row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "localities" / "demo" / "imports"


def test_an_administrator_imports_the_cases_of_a_former_system(
    window: Callable[..., Desk], picture: Callable[[Desk, str], None]
) -> None:
    # Given the sample table with one row that cannot be read, and its mapping
    admin = window("admin")
    admin.go("/imports")
    page, main = admin.page, admin.page.locator("main")
    admin.check()

    # When both are brought
    page.get_by_role("button", name="导入表格").click()
    form = page.get_by_role("region", name="导入历史数据")
    form.locator("input[type=file]").set_input_files(SAMPLES / "old-cases.csv")
    expect(form).to_contain_text("已上传")
    form.get_by_label("映射").fill((SAMPLES / "old-cases.toml").read_text(encoding="utf-8"))
    form.get_by_role("button", name="导入历史数据").click()
    page.wait_for_url("**/imports/*-*")

    # Then the report says what is wrong with the row, and nothing is taken in yet
    expect(main).to_contain_text("共6行：新增5，已有0，不能导入1", timeout=60_000)
    expect(main).to_contain_text("没有区域“没有的街道”")
    expect(main.get_by_role("gridcell", name="立案日期")).to_have_count(2)
    admin.check()
    picture(admin, "import-report")

    # When the rows are taken in
    admin.do("开始导入")
    expect(main).to_contain_text("已导入", timeout=60_000)
    expect(main).to_contain_text("已办6行，共6行")
    admin.check()

    # Then the records are listed, and each says which row of which file it was
    page.get_by_role("link", name="查看导入的档案").click()
    page.wait_for_url("**/old-records?source=*")
    expect(main.get_by_role("row")).to_have_count(6)
    admin.check()
    page.get_by_role("link", name="擅自占用城市道路堆放物料").click()
    page.wait_for_url(re.compile(r"/old-records/\S+-"))
    expect(main).to_contain_text("old-cases.csv 第3行")
    expect(main).to_contain_text("已复查")
    expect(main.get_by_role("heading", level=1)).to_have_text("擅自占用城市道路堆放物料")
    admin.check()
    picture(admin, "import-record")


def test_an_officer_reads_historic_records_and_imports_nothing(window: Callable[..., Desk]) -> None:
    officer = window("officer-a")
    officer.go("/old-records")
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text("历史档案")
    officer.check()
    officer.go("/imports")
    expect(officer.page.get_by_role("button", name="导入表格")).to_have_count(0)
