"""Yuan and fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError
from xuncheng.rules.money import check_money, to_fen


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.125", "0.13"), ("2.5", "2.50"), ("1.004999", "1.00"), ("99.995", "100.00")]
)
def test_amounts_are_rounded_half_up_to_fen(amount: str, rounded: str) -> None:
    assert str(to_fen(Decimal(amount))) == rounded


@given(st.decimals(min_value=0, max_value=10**9, places=5))
def test_rounding_moves_an_amount_by_half_a_fen_at_most(amount: Decimal) -> None:
    assert abs(to_fen(amount) - amount) <= Decimal("0.005")
    assert to_fen(to_fen(amount)) == to_fen(amount)


def test_an_amount_is_given_back_with_two_places() -> None:
    assert str(check_money(Decimal(200), "fine")) == "200.00"


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "sNaN"])
def test_what_is_no_amount_is_refused_naming_the_field(amount: str) -> None:
    with pytest.raises(RuleError, match="amount_invalid") as refusal:
        check_money(Decimal(amount), "fine")
    assert refusal.value.field == "fine"
