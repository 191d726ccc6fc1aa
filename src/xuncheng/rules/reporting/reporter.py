"""What of a report's words tells who reported it (个人信息保护法第六条、第二十八条): telephones, and the reporter's own name and number.

People sign what they write, and whoever takes a call down writes who called. Where the reporter is masked, his words are masked
by this one rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xuncheng.rules.identity import mask_name, mask_phone, mask_telephones
from xuncheng.rules.masking import names_in

NOBODY = frozenset(
    {"匿名", "不便透露", "市民", "居民", "群众", "业主", "商户", "网友", "先生", "女士", "来电人", "反映人"}
)
"""What is entered in place of a name: words of the language, which stay in what was reported."""

_FEWEST_DIGITS = 5
"""Digits of a telephone number below which it is no telling one: a short number may be a house's."""

_GAP = r"[\s·•.．\-－—]*"
"""What may stand between the characters of a name, or the digits of a number."""

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WITHOUT_GAPS = str.maketrans("", "", " ·•")


def mask_reporter(words: str, name: str = "", phone: str = "") -> str:
    """Running words in which no telephone is left whole, nor the reporter's own name and number, however they are spaced.

    Of a name its first character is left, of a number what `mask_phone` leaves: 陈示范 is 陈**. The words are left as they are
    where nothing of that stands in them, as in nearly all: no pattern is made for those, which took a list longer than all else.
    """
    masked = mask_telephones(words)
    signs = set(masked.translate(_DIGITS))
    for told, instead in sorted(_tells(name, phone), key=lambda one: -len(one[0])):
        if signs.issuperset(told.translate(_WITHOUT_GAPS)):
            masked = re.sub(_spaced(told), instead, masked)
    return masked


def _tells(name: str, phone: str) -> Iterator[tuple[str, str]]:
    """What tells who it was, each with what is shown in its place."""
    for one in _names(name):
        yield one, mask_name(one)
    digits = re.sub(r"\D", "", phone.translate(_DIGITS))
    if len(digits) >= _FEWEST_DIGITS:
        yield digits, mask_phone(digits)


def _names(entered: str) -> Iterable[str]:
    """The names of persons in what was entered; “张” or “市民” is none."""
    found = ("".join(one.split()) for one in names_in(entered))
    return [one for one in found if len(one) > 1 and one not in NOBODY]


def _spaced(told: str) -> str:
    """The same with gaps between its characters; digits also in full width, and not as a part of a longer number."""
    signs = _GAP.join(map(_sign, told.translate(_WITHOUT_GAPS)))
    return rf"(?<![0-9０-９]){signs}(?![0-9０-９])" if told.isdecimal() else signs


def _sign(sign: str) -> str:
    return f"[{sign}{chr(ord(sign) + 0xFEE0)}]" if sign.isdecimal() else re.escape(sign)
