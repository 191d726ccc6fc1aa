"""Tables as former systems write them, made for the tests: CSV in several encodings, and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEAD = ("案号", "案由", "立案日期", "罚款（元）", "当事人", "证件号码", "所属街道", "备注")
FIRST = (
    "旧〔2019〕1号",
    "擅自占道摆摊设点",
    "2019-04-02",
    "1,500.00",
    "张示例",
    "110199198001010016",
    "甲街道",
    "已复查",
)
SECOND = ("旧〔2019〕2号", "乱丢烟头纸屑等废弃物", "2019年6月11日", "50", "李示例", "", "乙街道办事处", "")
WRONG = ("旧〔2019〕3号", "夜间施工噪声", "2019-13-45", "三百元", "王示例", "", "丙街道", "")

CASES = """
name = "旧办案系统"
version = "1"
target = "case"
key = ["案号"]
keep = ["备注"]
[columns]
"案号" = "number"
"案由" = "title"
"立案日期" = "day"
"罚款（元）" = "amount"
"当事人" = "party_name"
"证件号码" = "party_identity"
"所属街道" = "area"
"""
PARTIES = """
name = "旧当事人库"
version = "1"
target = "party"
[columns]
"名称" = "name"
"类型" = { field = "kind", values = { "个人" = "person", "单位" = "organisation" } }
"证件号码" = "identity"
"电话" = "phone"
"街道" = "area"
"""


def table(*rows: Sequence[Any], head: Sequence[str] = HEAD, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:  # fmt: skip
    """A CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def sheet(*rows: Sequence[Any], merged: Sequence[str] = (), title: str = "台账") -> bytes:
    """A spreadsheet whose first rows are given as they stand."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
