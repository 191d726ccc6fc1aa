"""Amounts of money: `Decimal` in Chinese yuan (CNY) with two places, rounded half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xuncheng.rules.legal import RuleError, Text

_FEN = Decimal("0.01")


def to_fen(amount: Decimal) -> Decimal:
    """Round an amount in yuan half up to whole fen (0.01 yuan)."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


def check_money(amount: Decimal, field: str) -> Decimal:
    """Give back an amount in yuan that is above zero and in whole fen, with two places.

    Raises `RuleError` (`amount_invalid`) naming the field for anything else.
    """
    if not amount.is_finite() or amount <= 0 or amount != to_fen(amount):
        raise RuleError(
            "amount_invalid",
            Text("金额应大于零且最多两位小数", "An amount is above zero, with at most two decimal places"),
            field=field,
        )
    return to_fen(amount)
