"""What of a published penalty decision nobody may read: names of persons, their numbers, telephones, vehicles and houses.

Administrative Penalty Law, art. 48 and 50: what is published keeps state and business secrets and privacy. An organisation
keeps its name and credit code, which are public by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SOMEBODY = "某"
HIDDEN = "＊"

_DIGITS = "0-9０-９"
_RUN = re.compile(rf"[{_DIGITS}](?:[\s\-－—]?[{_DIGITS}xXｘＸ]){{6,}}")
"""Seven digits or more, also with spaces or dashes between them: telephones, identity numbers, accounts."""

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGN = rf"[A-Za-zＡ-Ｚａ-ｚ{_DIGITS}]"
_PLATE = re.compile(
    rf"[{_PROVINCES}]\s?[A-Za-zＡ-Ｚａ-ｚ](?:[\s·•.．]?{_SIGN}){{4,6}}[学警挂港澳领]?|使\s?{_SIGN}{{5,6}}"
)
"""Number plates of GA 36, with or without their dot, and the longer ones of new energy."""

_SECRET = re.compile(r"【密】.*?(?:【/密】|\Z)", re.DOTALL)
"""Words that somebody marked as a business secret; a mark that is never closed reaches to the end."""

_STREET = re.compile(r"^(.*?(?:街道|乡|镇|大街|胡同|大道|路|街|巷))")
_COMPOUND = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯", "司徒", "长孙", "宇文", "端木", "南宫",
)  # fmt: skip
"""Family names of two characters."""


def mask_name(name: str) -> str:
    """A person's name as it may be published: the family name, and 某 for the rest (张某, 欧阳某)."""
    bare = "".join(name.split())
    if not bare:
        return SOMEBODY
    family = next((one for one in _COMPOUND if bare.startswith(one) and len(bare) > len(one)), bare[0])
    return family + SOMEBODY


def mask_address(address: str) -> str:
    """An address down to its street or township; without either nothing of it is kept."""
    found = _STREET.match(mask_words(address))
    return found.group(1) if found else ""


def mask_words(words: str, *persons: str) -> str:
    """Running words: no number of a person or vehicle is left, no marked secret, and each person named is a 某."""
    open_words = _SECRET.sub(HIDDEN, words)
    for person in sorted((one for one in persons if one.strip()), key=len, reverse=True):
        open_words = open_words.replace(person, mask_name(person))
    return _RUN.sub(HIDDEN, _PLATE.sub(HIDDEN, open_words))


def mask_account(words: str, persons: Iterable[str] = (), addresses: Iterable[str] = ()) -> str:
    """What happened, as it may be published: as `mask_words`, and each address named ends at its street."""
    known = sorted((one for one in addresses if one.strip()), key=len, reverse=True)
    for address in known:
        words = words.replace(address, mask_address(address) or HIDDEN)
    return mask_words(words, *persons)


def publishable(party_kind: str, age: str) -> bool:
    """Whether a decision may be published with its party at all: never that of a minor."""
    return party_kind == "organisation" or age == "adult"


def mask_party(kind: str, name: str) -> str:
    """The party as it is published: an organisation by its name, a person masked."""
    return name if kind == "organisation" else mask_name(name)


@dataclass(frozen=True, slots=True)
class Masked:
    """A party as it is published, and what of it was left out, each by its name in Chinese."""

    name: str
    credit_code: str
    left_out: tuple[str, ...]


_OF_PERSON = ("姓名（仅保留姓氏）", "证件号码", "出生日期", "住址", "联系电话")
_OF_ORGANISATION = ("法定代表人（负责人）姓名", "住所", "联系电话")


def masked_party(kind: str, name: str, identity: str) -> Masked:
    """A party as it is published: of a person the family name alone, of an organisation its name and its credit code."""
    if kind == "organisation":
        return Masked(name, identity, _OF_ORGANISATION)
    return Masked(mask_name(name), "", _OF_PERSON)
