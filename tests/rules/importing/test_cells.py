"""Cells as they are found in tables of former systems."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.importing.cells import (
    EARLIEST,
    LATEST,
    USUAL_DATES,
    Cell,
    date_of,
    number_of,
    text_of,
    whole_of,
)
from xuncheng.rules.legal import RuleError

DAYS = st.dates(EARLIEST, LATEST - timedelta(days=1))
APRIL = date(2021, 4, 1)
AT_NIGHT, IN_THE_MORNING = datetime.combine(APRIL, time(23, 59)), datetime.combine(APRIL, time(9, 5))


@pytest.mark.parametrize(
    "cell",
    [
        "2021-04-01", "2021/4/1", "2021.04.01", "2021年4月1日", "20210401", 20210401, 44287, 44287.5, 44287.75, "44287", "44287.75",
        "2021年4月1日 09:30",
        "２０２１－０４－０１",        " 2021-04-01\n", date(2021, 4, 1), AT_NIGHT, "2021-04-01 23:59:59", 20210401.0,
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: Cell) -> None:
    assert date_of(cell) == APRIL


@pytest.mark.parametrize(
    "cell", ["2021-13-45", "昨天", "44287元", True, 0, -3, 250000, float("nan"), "1899-12-31", "01/04/2021"]
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(RuleError, match="日期"):
        date_of(cell)


def test_a_day_whose_order_is_told_by_the_mapping() -> None:
    assert date_of("01/04/2021", ["%d/%m/%Y"]) == APRIL


@given(DAYS, st.sampled_from(USUAL_DATES))
def test_any_day_comes_back_from_each_usual_way_of_writing_it(day: date, written: str) -> None:
    assert date_of(datetime.combine(day, datetime.min.time()).strftime(written)) == day


@given(DAYS.filter(lambda day: day > date(1900, 3, 1)))
def test_any_serial_number_of_a_spreadsheet_is_its_day(day: date) -> None:
    assert date_of((day - date(1899, 12, 30)).days) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2,000.00", "2000.00"), ("¥2，000", "2000"), ("1.5万元", "15000"), ("50元", "50"), ("－３", "-3"), (20.5, "20.5"), (3.0, "3"),
        (7, "7"), ("12345678.90", "12345678.90"), ("1,234,567", "1234567"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_separators_and_units(cell: Cell, number: str) -> None:
    assert number_of(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["三百元", "1,00", "1e5", "0x10", True, float("inf"), 1e16, "1.2.3", "٣"])
def test_what_is_no_number_is_refused(cell: Cell) -> None:
    with pytest.raises(RuleError):
        number_of(cell)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_any_amount_comes_back_with_separators_of_thousands(amount: Decimal) -> None:
    assert number_of(f"{amount:,}") == amount
    assert number_of(f"¥{amount:,}元") == amount


@given(
    st.one_of(
        st.text(max_size=60), st.integers(), st.floats(), st.booleans(), DAYS, st.datetimes(), st.none()
    )
)
def test_any_cell_gives_a_value_or_a_refusal(cell: Cell) -> None:
    for read in (text_of, date_of, number_of, whole_of):
        with suppress(RuleError):
            read(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "——", "无", "NULL", "\u200b"])
def test_nothing_is_nothing(cell: Cell) -> None:
    assert text_of(cell) is date_of(cell) is number_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [(12.0, "12"), (1.25, "1.25"), ("Ａ－１２\n号", "A-12 号"), (True, "是"), (IN_THE_MORNING, "2021-04-01 09:05")],
)  # fmt: skip
def test_words_as_one_reads_them(cell: Cell, words: str) -> None:
    assert text_of(cell) == words


def test_words_that_are_too_long_are_refused() -> None:
    with pytest.raises(RuleError, match="超过5个字"):
        text_of("一二三四五六", 5)


def test_half_a_thing_is_no_whole_number() -> None:
    assert whole_of("1,200") == 1200
    with pytest.raises(RuleError, match="整数"):
        whole_of(1.5)
