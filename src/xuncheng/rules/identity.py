"""Who and what a document names: credit codes, resident IDs, telephones, number plates, and their masks.

Every reader takes what a person typed or a machine read (full-width signs, lower case, blanks, dots), gives
back the one standard form, and refuses with the name of the field what cannot be that number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stdnum.cn import ric, uscc

from xuncheng.rules.legal import RuleError, Text

_SEPARATORS = re.compile(r"[\s\-‐-―·・•.。]+")
_DAY = timedelta(days=1)


def _compact(written: str) -> str:
    """Half-width capitals without blanks, hyphens and dots."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", written)).upper()


def _refusal(code: str, zh: str, en: str, field: str) -> RuleError:
    return RuleError(code, Text(zh, en), field=field)


# --- organisations


@dataclass(frozen=True)
class CreditCode:
    """A unified social credit code (统一社会信用代码), GB 32100.

    `registrar` is the sign of the registering department (9 market regulation, 5 civil affairs, N rural
    affairs …), `category` that of the kind of body, `division` the GB/T 2260 code of the place of
    registration, `organisation` the organisation code of GB 11714.
    """

    number: str

    @property
    def registrar(self) -> str:
        """First sign: who registered the body."""
        return self.number[0]

    @property
    def category(self) -> str:
        """Second sign: what kind of body it is, by the registrar's own list."""
        return self.number[1]

    @property
    def division(self) -> str:
        """Signs 3 to 8: where it is registered."""
        return self.number[2:8]

    @property
    def organisation(self) -> str:
        """Signs 9 to 17: the organisation code."""
        return self.number[8:17]


# The first two signs may be letters (A, N, Y: bodies registered by other departments), which the library's
# own check refuses; I, O, S, V and Z are never used.
_CREDIT_CODE = re.compile(r"[1-9ANY][1-9A][1-9][0-9]{5}[0-9A-HJ-NPQRTUWXY]{10}")


def parse_credit_code(written: str, field: str = "credit_code") -> CreditCode:
    """Read a unified social credit code.

    Raises `RuleError`: `credit_code_length`, `credit_code_signs`, `credit_code_checksum`.
    """
    number = _compact(written)
    if len(number) != 18:
        raise _refusal(
            "credit_code_length",
            f"统一社会信用代码应为18位，现为{len(number)}位",
            f"A credit code has 18 signs, not {len(number)}",
            field,
        )
    if not _CREDIT_CODE.fullmatch(number):
        raise _refusal(
            "credit_code_signs",
            "统一社会信用代码含有不允许的字符（不使用字母I、O、S、V、Z）",
            "The credit code holds a sign that may not stand there (I, O, S, V, Z are never used)",
            field,
        )
    if uscc.calc_check_digit(number[:17]) != number[17]:
        raise _refusal(
            "credit_code_checksum",
            "统一社会信用代码校验位不符，请核对",
            "The check digit of the credit code is wrong",
            field,
        )
    return CreditCode(number)


# --- persons


class Sex(StrEnum):
    """Sex as a resident ID encodes it."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _SEX_LABELS[self]


_SEX_LABELS = {Sex.MALE: Text("男", "male"), Sex.FEMALE: Text("女", "female")}


@dataclass(frozen=True)
class ResidentId:
    """A citizen's identity number (公民身份号码), GB 11643, and what it tells of its holder."""

    number: str
    birth: date

    @property
    def division(self) -> str:
        """GB/T 2260 code of the place where the number was first given."""
        return self.number[:6]

    @property
    def sex(self) -> Sex:
        """The 17th digit: odd for men."""
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE


def parse_resident_id(written: str, field: str = "resident_id") -> ResidentId:
    """Read a citizen's identity number of 18 signs; those of 15 digits lost their force in 2013.

    Raises `RuleError`: `resident_id_length`, `resident_id_signs`, `resident_id_birth`,
    `resident_id_checksum`.
    """
    number = _compact(written)
    if len(number) != 18:
        raise _refusal(
            "resident_id_length",
            f"公民身份号码应为18位，现为{len(number)}位",
            f"An identity number has 18 signs, not {len(number)}",
            field,
        )
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        raise _refusal(
            "resident_id_signs",
            "公民身份号码前17位应为数字，末位为数字或X",
            "An identity number is 17 digits and a digit or X",
            field,
        )
    birth = _birth(number[6:14], field)
    if ric.calc_check_digit(number) != number[17]:
        raise _refusal(
            "resident_id_checksum",
            "公民身份号码校验位不符，请核对",
            "The check digit of the identity number is wrong",
            field,
        )
    return ResidentId(number, birth)


def _birth(digits: str, field: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise _refusal(
            "resident_id_birth",
            f"公民身份号码中的出生日期{digits}不存在",
            f"The identity number gives a birth date that does not exist: {digits}",
            field,
        ) from error


def age_on(birth: date, day: date) -> int:
    """Full years of age (周岁) on a day.

    A year of age is full on the day after the birthday, not on it: so an act on the 14th birthday is that of
    a person under 14 (the courts' reading of 周岁 in 刑法第十七条, applied to 行政处罚法第三十条 by analogy, in
    the party's favour). Raises `RuleError` (`before_birth`) for a day before the birth.
    """
    if day < birth:
        raise _refusal("before_birth", "日期早于出生日期", "The day lies before the birth", "day")
    eve = day - _DAY
    return max(0, eve.year - birth.year - ((eve.month, eve.day) < _birthday(birth, eve.year)))


def _birthday(birth: date, year: int) -> tuple[int, int]:
    """Month and day of the birthday; 28 February for who was born on the 29th, in years without one."""
    leap_born = (birth.month, birth.day) == (2, 29)
    has_leap_day = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (2, 28) if leap_born and not has_leap_day else (birth.month, birth.day)


def parse_mobile(written: str, field: str = "mobile") -> str:
    """Read a mobile number of the mainland as its 11 digits, with or without the country code 86.

    Raises `RuleError` (`mobile_invalid`).
    """
    match = re.fullmatch(r"(?:\+?86|0086)?(1[3-9][0-9]{9})", _compact(written))
    if match is None:
        raise _refusal(
            "mobile_invalid",
            "手机号码应为1开头的11位数字",
            "A mobile number is 11 digits that begin with 1",
            field,
        )
    return match[1]


# --- vehicles


class PlateKind(StrEnum):
    """Kind of number plate, as far as its characters tell."""

    ORDINARY = "ordinary"
    NEW_ENERGY_SMALL = "new_energy_small"
    NEW_ENERGY_LARGE = "new_energy_large"
    COACH = "coach"
    POLICE = "police"
    TRAILER = "trailer"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    EMBASSY = "embassy"
    CONSULATE = "consulate"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _PLATE_LABELS[self]


_PLATE_LABELS = {
    PlateKind.ORDINARY: Text("普通号牌", "ordinary plate"),
    PlateKind.NEW_ENERGY_SMALL: Text("小型新能源汽车号牌", "new energy plate, small vehicle"),
    PlateKind.NEW_ENERGY_LARGE: Text("大型新能源汽车号牌", "new energy plate, large vehicle"),
    PlateKind.COACH: Text("教练汽车号牌", "driving school plate"),
    PlateKind.POLICE: Text("警用汽车号牌", "police plate"),
    PlateKind.TRAILER: Text("挂车号牌", "trailer plate"),
    PlateKind.HONG_KONG: Text("香港入出境车号牌", "plate of a Hong Kong vehicle"),
    PlateKind.MACAO: Text("澳门入出境车号牌", "plate of a Macao vehicle"),
    PlateKind.EMBASSY: Text("使馆汽车号牌", "embassy plate"),
    PlateKind.CONSULATE: Text("领馆汽车号牌", "consular plate"),
}

_PLACE = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z]"
_SIGN = "[A-HJ-NP-Z0-9]"
_PLATES = {
    PlateKind.ORDINARY: rf"{_PLACE}{_SIGN}{{5}}",
    PlateKind.NEW_ENERGY_SMALL: rf"{_PLACE}[A-HJK]{_SIGN}[0-9]{{4}}",
    PlateKind.NEW_ENERGY_LARGE: rf"{_PLACE}[0-9]{{5}}[A-HJK]",
    PlateKind.COACH: rf"{_PLACE}{_SIGN}{{4}}学",
    PlateKind.POLICE: rf"{_PLACE}{_SIGN}{{4}}警",
    PlateKind.TRAILER: rf"{_PLACE}{_SIGN}{{4}}挂",
    PlateKind.HONG_KONG: rf"粤Z{_SIGN}{{4}}港",
    PlateKind.MACAO: rf"粤Z{_SIGN}{{4}}澳",
    PlateKind.EMBASSY: r"使(?:[0-9]{6}|A[0-9]{4})",
    PlateKind.CONSULATE: rf"{_PLACE}{_SIGN}{{4}}领",
}


@dataclass(frozen=True)
class Plate:
    """A number plate in standard form, without its dot: 京A12345."""

    number: str
    kind: PlateKind


def parse_plate(written: str, field: str = "plate") -> Plate:
    """Read a number plate of the forms of GA 36: see `PlateKind`; no military, test or temporary plates.

    Raises `RuleError`: `plate_letter_unused` where I or O stands for a digit, `plate_invalid` otherwise.
    """
    number = _compact(written)
    for kind, form in _PLATES.items():
        if re.fullmatch(form, number):
            return Plate(number, kind)
    if re.search("[IO]", number[2:]):
        raise _refusal(
            "plate_letter_unused",
            f"号牌{number}的序号不使用字母I、O，是否应为数字1、0",
            f"Plate {number}: I and O are not used; are they 1 and 0?",
            field,
        )
    raise _refusal("plate_invalid", f"号牌号码有误：{number}", f"Not a number plate: {number}", field)


# --- masks, for whoever needs not see all


def mask_id(number: str) -> str:
    """Hide the birth date and all that tells persons apart: 110105********123X.

    Of other papers (passport) only the first and last two signs are left, of very short ones nothing.
    """
    if len(number) == 18:
        return _mask(number, 6, 4)
    return _mask(number, 2, 2) if len(number) >= 8 else "*" * len(number)


def mask_phone(number: str) -> str:
    """Hide the middle of a telephone number: 138****5678; of a short one all but the last two digits."""
    return _mask(number, 3, 4) if len(number) >= 11 else _mask(number, 0, 2)


def mask_name(name: str) -> str:
    """Leave the first character of a name: 张**; blanks and the dot of foreign names stay."""
    return name[:1] + re.sub(r"[^\s·]", "*", name[1:])


_TELEPHONE = re.compile(r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9](?:[- ]?\d){9}|0\d{2,3}[- ]?[2-9]\d{6,7})(?!\d)")
"""Mobile telephones, also with spaces or dashes between their digits, and fixed lines with their area code."""


def mask_telephones(words: str) -> str:
    """Running words in which no telephone number is left whole: 来电人13800138000 is 来电人138****8000.

    Words without one are left as they are; those with one have their full-width digits written as plain ones.
    """
    plain = words if words.isascii() else words.translate(_DIGITS)
    masked = _TELEPHONE.sub(lambda found: mask_phone(re.sub(r"\D", "", found.group())), plain)
    return words if masked == plain else masked


_DIGITS = str.maketrans("０１２３４５６７８９－＋", "0123456789-+")


def _mask(text: str, head: int, tail: int) -> str:
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
