"""Nothing by which a person could be found stays in what is published."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.masking import (
    SOMEBODY,
    mask_account,
    mask_address,
    mask_name,
    mask_party,
    mask_words,
    masked_party,
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
