"""Numbers and days as statutes write them: 第一百零五条, 2021年7月15日, 一九九四年一月一日."""

from __future__ import annotations

import re
from datetime import date

NUMERAL = "0-9０-９零〇一二三四五六七八九十百千"
"""Characters of a number, for use inside a regular expression's brackets."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DAY = re.compile(rf"([{NUMERAL}]{{4}})年([{NUMERAL}]{{1,3}})月([{NUMERAL}]{{1,3}})日")


def read_number(written: str) -> int:
    """Value of a number in Chinese or Arabic figures: 五十七, 57 and ５７ are 57; 一九九四 is 1994.

    Raises ValueError for anything else.
    """
    if written.isdecimal():
        return int(written)
    if not any(unit in written for unit in _UNITS):
        return int("".join(str(_DIGITS[character]) for character in _known(written)))
    total, digit = 0, 0
    for character in _known(written):
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _known(written: str) -> str:
    strange = set(written) - _DIGITS.keys() - _UNITS.keys()
    if strange or not written:
        raise ValueError(f"not a number: {written!r}")
    return written


def read_days(text: str) -> list[date]:
    """Every day that the text names, in order. What no calendar has (1996年2月30日) is left out."""
    days = []
    for match in _DAY.finditer(text):
        try:
            days.append(date(*(read_number(part) for part in match.groups())))
        except ValueError:
            continue
    return days
