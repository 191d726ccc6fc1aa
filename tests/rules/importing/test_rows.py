"""One row by a mapping: values, or faults that name their column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.importing.cells import Cell
from xuncheng.rules.importing.mapping import TableMapping, read_mapping
from xuncheng.rules.importing.rows import digest_of, key_of, take_row

CASES = read_mapping("""
name = "旧系统"
version = "1"
target = "case"
datum = "gcj02"
key = ["案号", "年度"]
keep = ["备注"]
[columns]
"案号" = "number"
"案由" = "title"
"日期" = "day"
"罚款" = "amount"
"证件" = "party_identity"
"经" = "longitude"
"纬" = "latitude"
"结果" = { field = "outcome", values = { "1" = "已结案" }, otherwise = "不详" }
[fixed]
area = "甲街道"
""")
PARTIES = read_mapping("""
name = "旧系统"
version = "1"
target = "party"
[columns]
"名称" = "name"
"类型" = { field = "kind", values = { "个人" = "person", "单位" = "organisation" } }
"证件" = "identity"
""")
ROW: dict[str, Cell] = {
    "案号": "旧〔2019〕1号", "年度": 2019.0, "案由": "擅自占道摆摊设点", "日期": 43557, "罚款": "1,500元", "证件": "110199198001010016",
    "经": 116.3592, "纬": "39.9324", "结果": 1.0, "备注": "  已复查 ",
}  # fmt: skip


def faults(mapping: TableMapping, **cells: Cell) -> list[tuple[str, str, str]]:
    return [(one.field, one.heading, one.code) for one in take_row(mapping, ROW | cells).faults]


def test_a_good_row_gives_its_values_in_the_systems_of_the_house() -> None:
    taken = take_row(CASES, ROW)
    assert taken.faults == []
    assert taken.day("day") == date(2019, 4, 2)
    assert taken.amount("amount") == Decimal("1500.00")
    assert taken.text("outcome") == "已结案"
    assert taken.text("party_identity") == "110199198001010016"
    assert taken.text("area") == "甲街道"
    assert taken.kept == {"备注": "已复查"}
    assert taken.position == convert(Position(116.3592, 39.9324), Datum.GCJ02, Datum.WGS84)


def test_another_value_is_the_one_for_all_others() -> None:
    assert take_row(CASES, ROW | {"结果": "9"}).text("outcome") == "不详"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"日期": "2021-13-45"}, ("day", "日期", "cell_unreadable")),
        ({"日期": None}, ("day", "日期", "field_empty")),
        ({"案由": " "}, ("title", "案由", "field_empty")),
        ({"罚款": "三百元"}, ("amount", "罚款", "cell_unreadable")),
        ({"罚款": "-5"}, ("amount", "罚款", "amount_invalid")),
        ({"罚款": "0.001"}, ("amount", "罚款", "amount_invalid")),
        ({"证件": "110199198001010011"}, ("party_identity", "", "resident_id_checksum")),
        ({"纬": None}, ("latitude", "", "position_half")),
        ({"经": 400}, ("longitude", "", "position_invalid")),
        ({"案由": "长" * 201}, ("title", "案由", "cell_unreadable")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_column(cells: dict[str, Cell], fault: tuple[str, str, str]) -> None:
    assert faults(CASES, **cells) == [fault]


def test_several_wrong_cells_are_all_named() -> None:
    assert {one[0] for one in faults(CASES, 日期="x", 罚款="y", 经="z", 证件="1")} == {
        "day", "amount", "longitude", "party_identity",
    }  # fmt: skip


def test_no_fault_says_what_stood_in_the_cell_of_a_secret() -> None:
    taken = take_row(CASES, ROW | {"证件": "110199198001010011"})
    assert all("110199198001010011" not in f"{one.message.zh}{one.message.en}" for one in taken.faults)


def test_a_row_is_known_again_by_its_key_columns() -> None:
    assert key_of(CASES, ROW) == "旧〔2019〕1号|2019"
    assert key_of(CASES, ROW | {"案号": None, "年度": ""}) == ""
    assert key_of(PARTIES, ROW) == ""


def test_the_digest_is_of_the_whole_row_and_not_of_its_order() -> None:
    assert digest_of(ROW) == digest_of(dict(reversed(ROW.items())))
    assert digest_of(ROW) != digest_of(ROW | {"备注": "未复查"})


def test_a_party_is_a_person_or_an_organisation_by_its_column() -> None:
    firm = {"名称": "示例便利店", "类型": "单位", "证件": "92110199MA00000014"}
    assert take_row(PARTIES, firm).text("identity") == "92110199MA00000014"
    taken = take_row(PARTIES, {"名称": "张示例", "类型": "公民", "证件": "110199 19800101 0016"})
    assert (taken.text("kind"), taken.day("born_on")) == ("person", date(1980, 1, 1))
    assert [one.code for one in take_row(PARTIES, firm | {"类型": "其他"}).faults] == ["cell_unreadable"]
