"""How days, times and sums of money are worded in a Chinese official document."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from xuncheng.foundation.trail.deed import SHANGHAI

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("亿", "万", "")
_LARGEST = Decimal("999999999999.99")


def chinese_day(day: date) -> str:
    """A day as documents write it: 2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_minute(moment: datetime) -> str:
    """A moment to the minute, in China's time: 2026年11月20日14时05分. `moment` must know its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"the moment {moment.isoformat()} does not know its time zone")
    local = moment.astimezone(SHANGHAI)
    return f"{chinese_day(local.date())}{local.hour}时{local.minute:02}分"


def figures(amount: Decimal) -> str:
    """A sum of money in figures: ￥2,000.00."""
    return f"￥{amount:,.2f}"


def capital_amount(amount: Decimal) -> str:
    """A sum of money in capital characters: 200 is 人民币贰佰元整, 1004.05 is 人民币壹仟零肆元零伍分.

    Written by the rules for filling in settlement vouchers (《支付结算办法》附一《正确填写票据和结算凭证的
    基本规定》): 整 after yuan or jiao, none after fen; one 零 for any run of noughts.

    Raises `ValueError` for a negative sum, a sum above 999,999,999,999.99 or one finer than a fen.
    """
    if not 0 <= amount <= _LARGEST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"{amount} cannot be written as a sum of money")
    yuan, fen = divmod(int(amount * 100), 100)
    return f"人民币{_whole(yuan, fen)}{_fraction(fen, after_yuan=yuan > 0)}"


def _whole(yuan: int, fen: int) -> str:
    if yuan == 0:
        return "" if fen else "零元"
    written = f"{yuan:012}"
    words = "".join(
        _group(written[start : start + 4], unit) for start, unit in zip((0, 4, 8), _GROUPS, strict=True)
    )
    return re.sub("零+", "零", words).strip("零") + "元"


def _group(digits: str, unit: str) -> str:
    """Words for four digits: the noughts before them stay (they may have to be read), those after go."""
    if digits == "0000":
        return "零"
    words = "".join(
        _DIGITS[int(digit)] + (place if digit != "0" else "")
        for digit, place in zip(digits, _PLACES, strict=True)
    )
    return words.rstrip("零") + unit


def _fraction(fen: int, *, after_yuan: bool) -> str:
    jiao, rest = divmod(fen, 10)
    if rest == 0:
        return f"{_DIGITS[jiao]}角整" if jiao else "整"
    tenths = f"{_DIGITS[jiao]}角" if jiao else ("零" if after_yuan else "")
    return f"{tenths}{_DIGITS[rest]}分"
