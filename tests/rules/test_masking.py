"""Nothing by which a person could be found stays in what is published."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.masking import (
    SOMEBODY,
    mask_address,
    mask_name,
    mask_party,
    mask_words,
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
