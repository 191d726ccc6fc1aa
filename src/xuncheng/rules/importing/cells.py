"""One cell of a table as a value: what spreadsheets and former systems write for text, days, numbers and amounts.

A cell comes as its reader found it: text, a number, a day or a time, nothing. Each function gives a value or raises `RuleError`
(`cell_unreadable`); an empty cell gives None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite

from xuncheng.rules.legal import RuleError, Text

Cell = str | int | float | bool | date | datetime | None

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
"""Days before and from then on are none that a bureau has written down."""

USUAL_DATES = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日%H时", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
"""How days are written where a mapping does not say: the year first, so that no day can be read as another."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
"""A serial number as a CSV writes it: the days from 1927 to 2173 have five digits."""
_SPACES = re.compile(r"\s+")
_WIDE = (
    "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))) + "－．／　"
)
_NARROW = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in _WIDE}
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]"
)
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_UNITS = {"万元": Decimal(10_000), "万": Decimal(10_000), "元": Decimal(1)}
_SIGNS = "¥￥"
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "null", "NULL", "N/A", "#N/A"})
_WHOLE = 10**15


def text_of(cell: Cell, longest: int = 10_000) -> str | None:
    """Words: full-width letters and digits narrowed, spaces at the ends and line breaks gone. A whole number has no “.0”.

    Raises `RuleError` (`cell_unreadable`) for more than `longest` characters.
    """
    if cell is None:
        return None
    words = _SPACES.sub(" ", _written(cell)).strip()
    if words in _NOTHING:
        return None
    if len(words) > longest:
        raise _unreadable(f"超过{longest}个字", f"longer than {longest} characters")
    return words


def date_of(cell: Cell, formats: Sequence[str] = ()) -> date | None:
    """A day: a date of the spreadsheet, its serial number (1900 system), or words in one of the formats (else in a usual one).

    Raises `RuleError` (`cell_unreadable`) for anything else, and for days before 1900 or from 2100 on.
    """
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(cell, formats)
    words = text_of(cell)
    if words is not None and not formats and _SERIAL.fullmatch(words):
        return _of_number(float(words), formats)
    return None if words is None else _within(_read_day(words, formats or USUAL_DATES))


def number_of(cell: Cell) -> Decimal | None:
    """A number: of the spreadsheet, or written with separators of thousands, a sign of money, 元 or 万元 behind it.

    Raises `RuleError` (`cell_unreadable`) where it is none, or beyond any reckoning.
    """
    if isinstance(cell, bool):
        raise _no_number()
    if isinstance(cell, int | float):
        if not isfinite(cell) or abs(cell) >= _WHOLE:
            raise _no_number()
        return Decimal(repr(cell))
    words = text_of(cell)
    return None if words is None else _read_number(words)


def whole_of(cell: Cell) -> int | None:
    """A whole number. Raises `RuleError` (`cell_unreadable`) where it is none."""
    number = number_of(cell)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise _unreadable("应为整数", "not a whole number")
    return int(number)


def _written(cell: Cell) -> str:
    """A cell as one reads it."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != datetime.min.time() else str(cell.date())
    return _narrow(str(cell))


def _narrow(words: str) -> str:
    """Letters, digits and spaces of full width as they are elsewhere, and no signs that are not seen; Chinese punctuation stays."""
    return _UNSEEN.sub("", words.translate(_NARROW))


def _of_number(cell: int | float, formats: Sequence[str]) -> date:
    """A day from a number: one of the formats says so (20240305), or it is a serial number."""
    words = _written(cell)
    if (words.isdigit() and len(words) == len("20240305")) or formats:
        return _within(_read_day(words, formats or USUAL_DATES))
    if not isfinite(cell) or not 0 < cell < 100_000:
        raise _no_day()
    return _within(_SERIAL_ZERO + timedelta(days=int(cell)))


def _read_day(words: str, formats: Sequence[str]) -> date:
    for written in formats:
        try:
            return datetime.strptime(words, written).date()  # noqa: DTZ007 - a day, which lies in no zone
        except ValueError:
            continue
    raise _no_day()


def _within(day: date) -> date:
    if not EARLIEST <= day < LATEST:
        raise _unreadable("日期应在1900年至2099年之间", "a day from 1900 to 2099")
    return day


def _read_number(words: str) -> Decimal:
    bare = words.strip(_SIGNS).replace(" ", "")
    unit = next((one for one in _UNITS if bare.endswith(one)), "")
    digits = bare.removesuffix(unit)
    if _GROUPS.fullmatch(digits):
        digits = digits.replace(",", "").replace("，", "")
    if not re.fullmatch(r"[-+]?\d{1,15}(?:\.\d{1,12})?", digits, re.ASCII):
        raise _no_number()
    try:
        return Decimal(digits) * _UNITS.get(unit, Decimal(1))
    except InvalidOperation as wrong:
        raise _no_number() from wrong


def _no_day() -> RuleError:
    return _unreadable("无法识别的日期", "not a day")


def _no_number() -> RuleError:
    return _unreadable("无法识别的数字", "not a number")


def _unreadable(zh: str, en: str) -> RuleError:
    return RuleError("cell_unreadable", Text(f"无法读取：{zh}", f"Unreadable: {en}"))
