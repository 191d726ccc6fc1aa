from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.domains.documents.wording import capital_amount, chinese_day, chinese_minute, figures

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(capitals: str) -> Decimal:
    """The sum that capital characters say, read one by one as a cashier does."""
    fen = total = group = digit = 0
    for character in capitals.removeprefix("人民币").removesuffix("整"):
        if character in DIGITS:
            digit = DIGITS[character]
            continue
        if character in PLACES:
            group += digit * PLACES[character]
        elif character in "亿万元":
            unit = {"亿": 10**8, "万": 10**4, "元": 1}[character]
            total += (group + digit) * unit
            group = 0
        else:
            fen += digit * {"角": 10, "分": 1}[character]
        digit = 0
    return Decimal(total) + Decimal(fen) / 100


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("10", "人民币壹拾元整"),
        ("200", "人民币贰佰元整"),
        ("1004.05", "人民币壹仟零肆元零伍分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("100010", "人民币壹拾万零壹拾元整"),
        ("100000001", "人民币壹亿零壹元整"),
    ],
)
def test_sums_in_capitals_follow_the_settlement_rules(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)) == words


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_capitals_say_the_same_sum_and_never_two_noughts_in_a_row(amount: Decimal) -> None:
    words = capital_amount(amount)
    assert read_back(words) == amount
    assert "零零" not in words
    assert words.startswith("人民币")
    assert words.endswith(("整", "分"))


@pytest.mark.parametrize("amount", ["-0.01", "1000000000000", "0.001"])
def test_what_is_no_sum_of_money_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        capital_amount(Decimal(amount))


def test_days_and_minutes_are_worded_in_chinas_time() -> None:
    assert chinese_day(date(2026, 11, 20)) == "2026年11月20日"
    assert chinese_minute(datetime(2026, 11, 19, 23, 5, tzinfo=UTC)) == "2026年11月20日7时05分"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        chinese_minute(datetime(2026, 11, 20, 7, 5))  # noqa: DTZ001 - this is what must not pass


def test_figures_have_two_places_and_separators() -> None:
    assert figures(Decimal("2000")) == "￥2,000.00"
