"""Numbers that name organisations, persons and vehicles, as people type them and as standards write them."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xuncheng.rules.identity import (
    PlateKind,
    Sex,
    age_on,
    mask_id,
    mask_name,
    mask_phone,
    mask_telephones,
    parse_credit_code,
    parse_mobile,
    parse_plate,
    parse_resident_id,
)
from xuncheng.rules.legal import RuleError, Text

# Examples printed in GB 32100-2015 and GB 11643-1999 themselves
CREDIT_CODE = "91350100M000100Y43"
WOMAN, MAN = "11010519491231002X", "440524188001010014"


def replaced(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at + 1 :]


# --- credit codes


def test_a_credit_code_tells_where_and_by_whom_it_was_given() -> None:
    code = parse_credit_code(CREDIT_CODE)
    assert code.number == CREDIT_CODE
    assert (code.registrar, code.category, code.division) == ("9", "1", "350100")
    assert code.organisation == "M000100Y4"


@pytest.mark.parametrize(
    "written",
    [
        "91350100m000100y43",
        " 9135 0100 M000 100Y 43 ",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100-M000100Y4-3",
    ],
)
def test_a_credit_code_is_read_however_it_is_typed(written: str) -> None:
    assert parse_credit_code(written).number == CREDIT_CODE


@pytest.mark.parametrize("number", ["N2110105MF83647293", "52110105MJ0123456N"])
def test_bodies_of_other_registrars_have_codes_too(number: str) -> None:
    assert parse_credit_code(number).registrar == number[0]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "credit_code_length"),
        ("91350100M000100Y4", "credit_code_length"),
        ("91350100M000100Y433", "credit_code_length"),
        ("91350100M000100I43", "credit_code_signs"),
        ("9135010OM000100Y43", "credit_code_signs"),
        ("01350100M000100Y43", "credit_code_signs"),
        ("91350100M000100Y44", "credit_code_checksum"),
    ],
)
def test_a_wrong_credit_code_is_refused_naming_the_field(written: str, code: str) -> None:
    with pytest.raises(RuleError, match=code) as refusal:
        parse_credit_code(written, field="party.credit_code")
    assert refusal.value.field == "party.credit_code"


SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The signs of GB 32100, each worth its place."""


def last_sign(start: str) -> str:
    """The check sign as GB 32100 reckons it: the whole number, weighed by powers of 3, is 0 modulo 31."""
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(start))
    return SIGNS[-total % 31]


@given(
    st.from_regex(r"[1-9ANY][1-9A][1-9][0-9]{5}", fullmatch=True),
    st.text(alphabet=SIGNS, min_size=9, max_size=9),
)
def test_of_all_check_signs_exactly_one_passes(place: str, organisation: str) -> None:
    right = last_sign(place + organisation)
    assert parse_credit_code(place + organisation + right).organisation == organisation
    for wrong in set(SIGNS) - {right}:
        with pytest.raises(RuleError, match="credit_code_checksum"):
            parse_credit_code(place + organisation + wrong)


@given(st.integers(min_value=2, max_value=16), st.sampled_from("123456789"))
def test_one_wrong_sign_in_a_credit_code_never_passes(at: int, sign: str) -> None:
    assume(CREDIT_CODE[at] != sign)
    with pytest.raises(RuleError, match="credit_code_"):
        parse_credit_code(replaced(CREDIT_CODE, at, sign))


# --- resident IDs


def test_an_identity_number_tells_birth_sex_and_place() -> None:
    woman, man = parse_resident_id(WOMAN), parse_resident_id(MAN)
    assert (woman.birth, woman.sex, woman.division) == (date(1949, 12, 31), Sex.FEMALE, "110105")
    assert (man.birth, man.sex) == (date(1880, 1, 1), Sex.MALE)
    assert man.sex.label == Text("男", "male")


@pytest.mark.parametrize(
    "written", ["11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_an_identity_number_is_read_however_it_is_typed(written: str) -> None:
    assert parse_resident_id(written).number == WOMAN


def test_a_resident_from_hong_kong_has_a_number_too() -> None:
    assert parse_resident_id("810000199001010019").division == "810000"


def test_a_birth_on_the_leap_day_is_read() -> None:
    assert parse_resident_id("110105200402291234").birth == date(2004, 2, 29)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("110105491231002", "resident_id_length"),
        ("1101051949123100XX", "resident_id_signs"),
        ("X10105194912310022", "resident_id_signs"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٣", "resident_id_signs"),
        ("110105194913310020", "resident_id_birth"),
        ("110105200302291234", "resident_id_birth"),
        ("110105194912310021", "resident_id_checksum"),
    ],
)
def test_a_wrong_identity_number_is_refused_naming_the_field(written: str, code: str) -> None:
    with pytest.raises(RuleError, match=code) as refusal:
        parse_resident_id(written)
    assert refusal.value.field == "resident_id"


def last_digit(start: str) -> str:
    """The check digit as ISO 7064 MOD 11-2 reckons it: weights are powers of 2, X is worth 10."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(start))
    return "0123456789X"[(1 - total) % 11]


@given(
    st.from_regex(r"[1-9][0-9]{5}", fullmatch=True), st.dates(date(1900, 1, 1), date(2026, 11, 20)),
    st.integers(min_value=0, max_value=999),
)  # fmt: skip
def test_of_all_check_digits_exactly_one_passes(place: str, birth: date, serial: int) -> None:
    start = f"{place}{birth:%Y%m%d}{serial:03}"
    right = last_digit(start)
    person = parse_resident_id(start + right)
    assert (person.birth, person.division) == (birth, place)
    assert person.sex is (Sex.MALE if serial % 2 else Sex.FEMALE)
    for wrong in set("0123456789X") - {right}:
        with pytest.raises(RuleError, match="resident_id_checksum"):
            parse_resident_id(start + wrong)


@given(st.integers(min_value=0, max_value=16), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_an_identity_number_never_passes(at: int, digit: str) -> None:
    assume(WOMAN[at] != digit)
    with pytest.raises(RuleError, match="resident_id_"):
        parse_resident_id(replaced(WOMAN, at, digit))


@given(st.integers(min_value=0, max_value=15))
def test_two_neighbouring_digits_swapped_never_pass(at: int) -> None:
    swapped = WOMAN[:at] + WOMAN[at + 1] + WOMAN[at] + WOMAN[at + 2 :]
    assume(swapped != WOMAN)
    with pytest.raises(RuleError, match="resident_id_"):
        parse_resident_id(swapped)


# --- age


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2012, 11, 20), date(2012, 11, 20), 0),
        (date(2012, 11, 20), date(2026, 11, 19), 13),
        (date(2012, 11, 20), date(2026, 11, 20), 13),
        (date(2012, 11, 20), date(2026, 11, 21), 14),
        (date(2012, 12, 31), date(2027, 1, 1), 14),
        (date(2012, 1, 1), date(2012, 12, 31), 0),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 15),
        (date(2012, 2, 29), date(2028, 3, 1), 16),
        (date(1880, 2, 29), date(1900, 3, 1), 20),
    ],
)
def test_a_year_of_age_is_full_on_the_day_after_the_birthday(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(RuleError, match="before_birth"):
        age_on(date(2012, 11, 20), date(2012, 11, 19))


births = st.dates(min_value=date(1920, 1, 1), max_value=date(2026, 1, 1))


@given(births, st.integers(min_value=0, max_value=40_000))
def test_age_grows_by_one_once_a_year(birth: date, days: int) -> None:
    day = birth + timedelta(days=days)
    assert age_on(birth, day) <= age_on(birth, day + timedelta(days=1)) <= age_on(birth, day) + 1
    assert age_on(birth, day + timedelta(days=367)) > age_on(birth, day)


@given(births.filter(lambda day: (day.month, day.day) != (2, 29)), st.integers(min_value=1, max_value=90))
def test_age_turns_between_birthday_and_the_day_after(birth: date, age: int) -> None:
    birthday = birth.replace(year=birth.year + age)
    assert age_on(birth, birthday) == age - 1
    assert age_on(birth, birthday + timedelta(days=1)) == age


# --- telephones


@pytest.mark.parametrize(
    "written",
    ["13812345678", "+86 138-1234-5678", "008613812345678", "86 13812345678", "１３８１２３４５６７８"],
)
def test_a_mobile_number_is_read_however_it_is_typed(written: str) -> None:
    assert parse_mobile(written) == "13812345678"


@pytest.mark.parametrize(
    "written", ["", "12812345678", "1381234567", "138123456789", "010-65123456", "+852 61234567"]
)
def test_what_is_no_mobile_number_of_the_mainland_is_refused(written: str) -> None:
    with pytest.raises(RuleError, match="mobile_invalid") as refusal:
        parse_mobile(written, field="reporter.mobile")
    assert refusal.value.field == "reporter.mobile"


# --- number plates


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("京A12345", PlateKind.ORDINARY),
        ("京NB8K88", PlateKind.ORDINARY),
        ("沪AD12345", PlateKind.NEW_ENERGY_SMALL),
        ("粤BF1234K", None),
        ("粤BK2H345", None),
        ("粤BKH2345", PlateKind.NEW_ENERGY_SMALL),
        ("京A12345D", PlateKind.NEW_ENERGY_LARGE),
        ("京A1234学", PlateKind.COACH),
        ("京A1234警", PlateKind.POLICE),
        ("冀B12X4挂", PlateKind.TRAILER),
        ("粤Z1234港", PlateKind.HONG_KONG),
        ("粤Z12A4澳", PlateKind.MACAO),
        ("京A1234港", None),
        ("使014578", PlateKind.EMBASSY),
        ("使A0062", PlateKind.EMBASSY),
        ("沪A0023领", PlateKind.CONSULATE),
        ("京A1234", None),
        ("京A123456", None),
        ("京AZ12345", None),
        ("京A12345Z", None),
        ("京I12345", None),
        ("A12345", None),
        ("港A12345", None),
        ("", None),
    ],
)
def test_a_plate_tells_its_kind_or_is_none(number: str, kind: PlateKind | None) -> None:
    if kind:
        assert parse_plate(number).kind is kind
        return
    with pytest.raises(RuleError, match="plate_invalid"):
        parse_plate(number)


@pytest.mark.parametrize(
    "written", ["京a·12345", "京A 12345", "京Ａ１２３４５", "京A.12345", "京A•12345", "京A。12345"]
)
def test_a_plate_is_read_however_it_is_typed(written: str) -> None:
    assert parse_plate(written).number == "京A12345"


@pytest.mark.parametrize("number", ["京A1O345", "京AI2345", "京ADI2345"])
def test_letters_mistaken_for_digits_are_pointed_out(number: str) -> None:
    with pytest.raises(RuleError, match="plate_letter_unused") as refusal:
        parse_plate(number, field="vehicle")
    assert refusal.value.field == "vehicle"


def test_every_kind_of_plate_has_a_label() -> None:
    assert PlateKind.NEW_ENERGY_SMALL.label.zh == "小型新能源汽车号牌"
    assert len({kind.label.zh for kind in PlateKind}) == len(PlateKind)


@given(st.from_regex(r"[京沪粤][A-H][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9学警挂]", fullmatch=True))
def test_reading_a_plate_twice_changes_nothing(number: str) -> None:
    plate = parse_plate(number)
    assert plate.number == number
    assert parse_plate(plate.number) == plate


# --- masks


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        (WOMAN, "110105********002X"),
        ("E12345678", "E1*****78"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_masked_paper_does_not_tell_the_birth_date(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        ("010-65123456", "010*****3456"),
        ("65123456", "******56"),
        ("12", "12"),
    ],
)
def test_a_masked_telephone_number(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("王小明", "王**"), ("买买提·艾力", "买**·**"), ("John Smith", "J*** *****"), ("", "")],
)
def test_a_masked_name_keeps_its_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(alphabet="0123456789ABCX", max_size=24))
def test_masks_keep_the_length_and_hide_four_ninths_of_what_is_long(number: str) -> None:
    for masked in (mask_id(number), mask_phone(number)):
        assert len(masked) == len(number)
    if len(number) >= 8:
        assert mask_id(number).count("*") * 9 >= len(number) * 4


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("来电人13800138000，请回电", "来电人138****8000，请回电"),
        ("电话138-0013-8000或者138 0013 8000", "电话138****8000或者138****8000"),
        ("请拨＋８６１３８００１３８０００", "请拨861******8000"),
        ("座机010-66001234", "座机010****1234"),
        ("示范路88号院3号楼2单元，车牌京A12345", "示范路88号院3号楼2单元，车牌京A12345"),
        ("案源20260302-000012，罚款10000元", "案源20260302-000012，罚款10000元"),
        ("１２号楼", "１２号楼"),
    ],
)
def test_telephones_in_running_words(words: str, masked: str) -> None:
    assert mask_telephones(words) == masked


@given(st.text("反映 -，0123456789", max_size=30), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_no_mobile_telephone_is_left_whole(words: str, number: str) -> None:
    assert number not in mask_telephones(f"{words}：{number}。")
