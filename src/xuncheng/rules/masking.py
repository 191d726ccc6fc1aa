"""What of a published penalty decision nobody may read: names of persons, their numbers, telephones, vehicles and houses.

Administrative Penalty Law, art. 48 and 50: what is published keeps state and business secrets and privacy. An organisation
keeps its name and credit code, which are public by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_SECRET = re.compile(r"【密】.*?(?:【/密】|\Z)", re.DOTALL)
"""Words that somebody marked as a business secret; a mark that is never closed reaches to the end."""

_COUNT = rf"(?:[{_DIGITS}]+|[一二三四五六七八九十]+)[A-Za-z甲乙丙丁]?"
_FLAT = re.compile(
    rf"(?:[{_DIGITS}]+号院?)?(?:{_COUNT}(?:号楼|栋|幢|座|层|楼))*(?:{_COUNT}(?:单元|门(?![前口店面外])))+(?:{_COUNT}层)?(?:{_COUNT}[室号户]?)?"
    rf"|(?:{_COUNT}(?:号楼|栋|幢|座|层|楼))+{_COUNT}[室户]|{_COUNT}室"
)
"""Where somebody lives within a house: its building, staircase and flat."""

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


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of running words: as it was, and as it is published; both are alike where nothing of it is kept back."""

    before: str
    after: str

    @property
    def kept_back(self) -> bool:
        """Whether something else is published in its place."""
        return self.before != self.after


Instead = Callable[[str], str]


def masked_pieces(
    words: str, persons: Iterable[str] = (), addresses: Iterable[str] = ()
) -> tuple[Piece, ...]:
    """Running words in pieces, so that somebody can see what of them is kept back.

    Of an address that is named its street is left, of a person named the family name; of marked secrets, e-mail addresses, flats,
    number plates and long numbers nothing.
    """
    known, homes = _names(persons), _longest_first(addresses)
    pieces = _hide(words, known, homes, mask_name)
    if not _survivors(pieces, persons):
        return pieces
    return _hide(words, known, homes, _nothing)  # a mask and what stands beside it read like another name


def _hide(words: str, names: tuple[str, ...], homes: tuple[str, ...], name: Instead) -> tuple[Piece, ...]:
    masks: tuple[tuple[re.Pattern[str] | None, Instead], ...] = (
        (_any_of(homes), lambda home: _home(home, names, name)), (_SECRET, _nothing), (_any_of(names, _GAP), name),
        (_EMAIL, _nothing), (_FLAT, _nothing), (_PLATE, _nothing), (_RUN, _nothing),
    )  # fmt: skip
    pieces: tuple[Piece, ...] = (Piece(words, words),) if words else ()
    for pattern, instead in masks:
        if pattern is not None:
            pieces = tuple(part for piece in pieces for part in _parted(piece, pattern, instead))
    return pieces


def _parted(piece: Piece, pattern: re.Pattern[str], instead: Instead) -> Iterator[Piece]:
    if piece.kept_back:
        yield piece
        return
    at = 0
    for found in pattern.finditer(piece.before):
        if at < found.start():
            yield Piece(*[piece.before[at : found.start()]] * 2)
        yield Piece(found.group(), instead(found.group()))
        at = found.end()
    if at < len(piece.before):
        yield Piece(*[piece.before[at:]] * 2)


def _nothing(_: str) -> str:
    return HIDDEN


def _home(home: str, names: tuple[str, ...], name: Instead) -> str:
    """Of an address the street, with nobody's name in it."""
    return "".join(piece.after for piece in _hide(mask_address(home), names, (), name)) or HIDDEN


_GAP = r"[\s·•]*"


def _names(persons: Iterable[str]) -> tuple[str, ...]:
    """The names to look for: not one that already reads as it would be published, such as 张某."""
    return _longest_first(one for one in persons if mask_name(one) != "".join(one.split()))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    found = {bare for one in words if len(bare := one.strip()) > 1}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _any_of(words: tuple[str, ...], between: str = "") -> re.Pattern[str] | None:
    """Any of these words, also with a gap between its characters."""
    each = (
        between.join(re.escape(sign) for sign in one if between == "" or not sign.isspace()) for one in words
    )
    return re.compile("|".join(each)) if words else None


def _survivors(pieces: Iterable[Piece], persons: Iterable[str]) -> bool:
    after = "".join(piece.after for piece in pieces)
    return any(one in after for one in _names(persons))


def mask_words(words: str, *persons: str) -> str:
    """Running words: no number of a person or vehicle is left, no marked secret, and each person named is a 某."""
    return mask_account(words, persons)


def mask_account(words: str, persons: Iterable[str] = (), addresses: Iterable[str] = ()) -> str:
    """What happened, as it may be published: the pieces of `masked_pieces` as they are published."""
    return "".join(piece.after for piece in masked_pieces(words, tuple(persons), addresses))


_NO_NAME = re.compile(
    r"(?:人|者|员|公司|委员会|政府|局|队|站|所|院|校|中心|室|部|处|科|店|厂|行|物业|前台|门卫|邻居|家属|群众|代收|拒收|不详|无)\Z"
)
"""How words end that say what somebody is, not who: 当事人, 见证人, 收发室."""

_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·•]{1,14}|[A-Za-z][A-Za-z .'-]{1,48}[A-Za-z]")


def names_in(entered: str) -> tuple[str, ...]:
    """The names of persons in what was entered for one or several of them: “张示范（邻居）、李示范” names two."""
    parts = (part.strip() for part in re.split(r"[、，,;；/\n]|[（(][^）)]*[）)]", entered))
    return tuple(one for one in parts if _NAME.fullmatch(one) and not _NO_NAME.search(one))


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
