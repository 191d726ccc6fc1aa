"""Files of tables: encodings, delimiters, spreadsheets with titles, merged cells, serial dates and blank rows."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domains.legacy.tables import CASES, FIRST, HEAD, SECOND, sheet, table

from xuncheng.domains.legacy.reading import TableRow, rows_of
from xuncheng.rules.importing.mapping import read_mapping
from xuncheng.rules.importing.rows import take_row
from xuncheng.rules.legal import RuleError

MAPPING = read_mapping(CASES)
TITLE = ("示范区案件台账（2019年）",)


def read(content: bytes, mapping: str = CASES) -> tuple[TableRow, ...]:
    return rows_of(content, read_mapping(mapping))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_any_encoding_that_is_written_in_china(encoding: str, delimiter: str) -> None:
    rows = read(table(FIRST, SECOND, encoding=encoding, delimiter=delimiter))
    assert [row.cells["案由"] for row in rows] == [FIRST[1], SECOND[1]]
    assert [row.number for row in rows] == [2, 3]
    assert rows[0].key == FIRST[0]


def test_an_encoding_that_nobody_can_guess_is_named_by_the_mapping() -> None:
    content = table(FIRST, encoding="utf-16-le")
    with pytest.raises(RuleError):
        read(content)
    assert (
        read(content, CASES.replace("[columns]", 'encoding = "utf-16-le"\n[columns]', 1))[0].key == FIRST[0]
    )
    with pytest.raises(RuleError, match="没有编码"):
        read(content, CASES.replace("[columns]", 'encoding = "martian"\n[columns]', 1))


def test_what_is_in_no_encoding_is_refused_with_advice() -> None:
    with pytest.raises(RuleError) as refused:
        read(b"\xff\x00\x81\x20\xff")
    assert refused.value.code == "encoding_unknown"
    assert "UTF-8" in refused.value.message.zh


def test_a_spreadsheet_with_a_title_merged_cells_blank_rows_and_serial_dates() -> None:
    # Given a sheet with a merged title, a street merged over three rows of which one is blank, a date cell and a serial number
    when = datetime.combine(date(2019, 6, 11), datetime.min.time())
    content = sheet(
        TITLE, HEAD,
        ("旧1", "占道", when, 1500.5, "张示例", None, "甲街道", None),
        (),
        ("旧2", "乱丢", 43627, "￥50", "李示例", None, None, None),
        merged=("A1:H1", "G3:G5"),
    )  # fmt: skip
    # When it is read
    rows = read(content)
    # Then both rows are there by the numbers that the spreadsheet shows, with the street and the same day
    assert [row.number for row in rows] == [3, 5]
    taken = [take_row(MAPPING, row.cells) for row in rows]
    assert [one.faults for one in taken] == [[], []]
    assert [one.text("area") for one in taken] == ["甲街道", "甲街道"]
    assert [one.day("day") for one in taken] == [date(2019, 6, 11), date(2019, 6, 11)]
    assert [str(one.amount("amount")) for one in taken] == ["1500.50", "50.00"]


def test_the_sheet_that_the_mapping_names() -> None:
    content = sheet(HEAD, FIRST, title="台账")
    assert len(read(content, CASES.replace("[columns]", 'sheet = "台账"\n[columns]', 1))) == 1
    with pytest.raises(RuleError, match="没有工作表“明细”，现有：台账"):
        read(content, CASES.replace("[columns]", 'sheet = "明细"\n[columns]', 1))


def test_headings_are_found_with_line_breaks_in_them() -> None:
    head = [name.replace("（元）", "\n（元）") for name in HEAD]
    assert read(sheet(TITLE, (), head, FIRST))[0].cells["罚款（元）"] == FIRST[3]


def test_missing_columns_are_named() -> None:
    with pytest.raises(RuleError, match="缺少列：证件号码、备注"):
        read(table(FIRST[:5], head=(*HEAD[:5], "所属街道")))


def test_a_column_that_stands_twice_is_named() -> None:
    with pytest.raises(RuleError, match="重复的列：案由"):
        read(table((*FIRST, "又"), head=(*HEAD, "案由")))


@pytest.mark.parametrize("content", [b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0nothing"])
def test_a_broken_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(RuleError) as refused:
        read(content)
    assert refused.value.code == "table_unreadable"


def test_two_rows_of_one_key_are_seen() -> None:
    assert [row.twin for row in read(table(FIRST, SECOND, FIRST))] == [0, 0, 2]


def test_without_a_key_two_rows_alike_are_two_and_are_known_again() -> None:
    mapping = CASES.replace('key = ["案号"]', "")
    once, again = read(table(FIRST, FIRST), mapping), read(table(SECOND, FIRST, FIRST), mapping)
    assert len({row.key for row in once}) == 2
    assert {row.key for row in once} < {row.key for row in again}


WORDS = st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_any_words_come_back_from_a_csv_of_any_kind(words: list[str]) -> None:
    rows = [(f"旧{at}", word, *FIRST[2:]) for at, word in enumerate(words)]
    for encoding in ("utf-8-sig", "utf-8"):
        found = read(table(*rows, encoding=encoding))
        assert [row.cells["案由"] for row in found] == words


@given(st.binary(max_size=400))
def test_any_file_is_a_table_or_is_refused(content: bytes) -> None:
    with pytest.raises(RuleError):
        read(content)
