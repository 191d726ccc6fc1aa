"""Nothing by which a person could be found stays in what is published."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.masking import (
    SOMEBODY,
    Piece,
    mask_account,
    mask_address,
    mask_name,
    mask_party,
    mask_words,
    masked_party,
    masked_pieces,
    names_in,
    publishable,
)

WORDS = st.text(alphabet="当事人在示范路门前摆放，。 张李王路街0123456789-Xx", max_size=60)
PHONES = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
NUMBERS = st.from_regex(r"\A[1-9][0-9]{16}[0-9X]\Z")
NAMES = st.text(alphabet="刘陈黄赵吴欧阳司马明建国芳", min_size=2, max_size=4)


def digits(words: str) -> list[str]:
    """The runs of seven digits or more that are left, separators taken out."""
    return re.findall(r"\d{7,}", re.sub(r"[\s\-]", "", words))


@given(WORDS, st.one_of(PHONES, NUMBERS), WORDS)
def test_no_number_of_a_person_survives(before: str, number: str, after: str) -> None:
    masked = mask_words(f"{before}，{number}，{after}")
    assert number not in masked
    assert not re.search(r"\d{7,}", masked)


@given(PHONES, st.sampled_from([" ", "-"]))
def test_nor_one_written_in_groups(phone: str, between: str) -> None:
    written = between.join((phone[:3], phone[3:7], phone[7:]))
    assert digits(mask_words(f"电话{written}。")) == []


PLATES = st.from_regex(
    r"\A[京津沪渝冀豫鲁粤][A-HJ-Z]([A-HJ-NP-Z0-9]{5}|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[A-HJ-NP-Z0-9]{4}[学警挂])\Z"
)


@given(WORDS, PLATES, st.sampled_from(["", "·", " ", "."]), WORDS)
def test_no_number_plate_survives(before: str, plate: str, dot: str, after: str) -> None:
    masked = mask_words(f"{before}，{plate[:2]}{dot}{plate[2:]}，{after}")
    assert plate[2:] not in masked
    assert plate[:2] not in masked


@pytest.mark.parametrize("plate", ["使A1234", "使123456", "粤ZA123港", "京AD12345", "京a12345"])
def test_nor_one_of_another_kind(plate: str) -> None:
    assert mask_words(f"驾驶{plate}。") == "驾驶＊。"


@pytest.mark.parametrize("address", ["a.b@example.org", "shi_li+1@mail.example.com.cn", "示例ab＠example.cn"])
def test_no_email_address_survives(address: str) -> None:
    masked = mask_words(f"请回复{address}，谢谢")
    assert "example" not in masked
    assert masked.endswith("，谢谢")


@given(WORDS, NAMES, st.one_of(PHONES, NUMBERS), WORDS)
def test_an_account_keeps_neither_name_nor_number_nor_house(
    before: str, name: str, number: str, after: str
) -> None:
    home = "示范区甲街道示范路12号3单元401室"
    masked = mask_account(f"{before}{name}（{number}，住{home}）{after}", [name], [home])
    assert [
        secret
        for secret in (name, number, "3单元", "401")
        if secret in masked and secret not in before + after
    ] == []
    assert not re.search(r"\d{7,}", masked)


def test_a_party_says_what_of_it_is_left_out() -> None:
    person = masked_party("person", "张示范", "11010519491231002X")
    assert (person.name, person.credit_code) == ("张某", "")
    assert {"证件号码", "住址", "联系电话"} <= set(person.left_out)
    firm = masked_party("organisation", "示范商贸有限公司", "91110000DEMO000001")
    assert (firm.name, firm.credit_code) == ("示范商贸有限公司", "91110000DEMO000001")


@given(WORDS, NAMES, WORDS)
def test_no_name_survives(before: str, name: str, after: str) -> None:
    assert name not in mask_words(f"{before}{name}{after}", name)


@given(NAMES)
def test_of_a_name_the_family_name_is_left(name: str) -> None:
    assert mask_name(name).endswith(SOMEBODY)
    assert name.startswith(mask_name(name).removesuffix(SOMEBODY))


@pytest.mark.parametrize(
    ("name", "masked"), [("张示范", "张某"), ("欧阳示", "欧阳某"), ("欧阳", "欧某"), (" ", "某")]
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [("示范区甲街道示范路12号3单元401室", "示范区甲街道"), ("示范路12号", "示范路"), ("5号楼401室", "")],
)
def test_an_address_ends_at_its_street(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_a_marked_secret_is_gone_also_where_its_mark_was_never_closed() -> None:
    assert "配方" not in mask_words("生产【密】配方甲【/密】一批")
    assert mask_words("生产【密】配方甲一批") == "生产＊"


def test_an_organisation_keeps_its_name_and_minors_are_never_published() -> None:
    assert mask_party("organisation", "示范商贸有限公司") == "示范商贸有限公司"
    assert mask_party("person", "张示范") == "张某"
    assert [publishable("person", age) for age in ("adult", "minor", "child")] == [True, False, False]


KNOWN = st.lists(st.text(alphabet="张李王某三四明示范·", min_size=2, max_size=4), min_size=1, max_size=6)


@given(
    st.lists(st.one_of(WORDS, st.text(alphabet="张李王某三四明示范", max_size=4)), max_size=8),
    KNOWN,
    st.data(),
)
def test_no_name_known_to_the_case_survives(parts: list[str], known: list[str], data: st.DataObject) -> None:
    # Given an account that names anybody the case knows, anywhere, also one name within or beside another
    named = data.draw(st.lists(st.sampled_from(known), max_size=4))
    masked = mask_account("".join(data.draw(st.permutations(parts + named))), known)
    # Then no name is left but one that is masked as it stands, such as 张某
    assert [one for one in known if one in masked and mask_name(one) != one] == []


@given(WORDS, st.lists(NAMES, max_size=3), PHONES, WORDS)
def test_the_pieces_add_up_to_what_was_written_and_to_what_is_shown(
    before: str, names: list[str], phone: str, after: str
) -> None:
    words = f"{before}{''.join(names)}，{phone}{after}"
    pieces = masked_pieces(words, names)
    assert "".join(piece.before for piece in pieces) == words
    assert "".join(piece.after for piece in pieces) == mask_account(words, names)


def test_what_is_kept_back_is_marked() -> None:
    pieces = masked_pieces("刘示范与邻居张 示范争执。", ["刘示范", "张示范"])
    assert [piece for piece in pieces if piece.kept_back] == [
        Piece("刘示范", "刘某"),
        Piece("张 示范", "张某"),
    ]


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("住示范小区12号楼3单元401室。", "住示范小区＊。"), ("住5栋二单元302。", "住＊。"), ("在1502室加建。", "在＊加建。"),
        ("在示范路12号门前加建三层，占道3平方米。", "在示范路12号门前加建三层，占道3平方米。"),
    ],
)  # fmt: skip
def test_a_flat_is_hidden_wherever_it_is_named_and_a_street_number_is_not(words: str, masked: str) -> None:
    assert mask_account(words) == masked


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 2999), WORDS)
def test_no_flat_survives(house: int, stairs: int, flat: int, after: str) -> None:
    masked = mask_account(f"家住{house}号楼{stairs}单元{flat}室{after}")
    assert masked.startswith("家住＊")


@pytest.mark.parametrize(
    ("entered", "names"),
    [
        ("张示范（邻居）、李示范", ("张示范", "李示范")), ("当事人", ()), ("收发室", ()), ("示范商贸有限公司", ()),
        ("", ()), ("欧阳示范，见证人", ("欧阳示范",)), ("John Smith", ("John Smith",)),
    ],
)  # fmt: skip
def test_names_are_told_from_what_somebody_is(entered: str, names: tuple[str, ...]) -> None:
    assert names_in(entered) == names
