from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.domains.law.numerals import read_days, read_number
from xuncheng.rules.legal import chinese_number


@given(st.integers(0, 9999))
def test_numbers_are_read_as_they_are_written(number: int) -> None:
    assert read_number(chinese_number(number)) == number


@pytest.mark.parametrize(
    ("written", "number"), [("57", 57), ("５７", 57), ("一九九四", 1994), ("十", 10), ("〇", 0)]
)
def test_other_ways_of_writing_are_read_too(written: str, number: int) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize("written", ["", "五十x", "第五"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_number(written)


def test_days_are_read_in_both_scripts_and_impossible_ones_left_out() -> None:
    text = "自2021年7月15日起施行。一九九四年一月一日发布，1996年2月30日修订。"
    assert read_days(text) == [date(2021, 7, 15), date(1994, 1, 1)]
