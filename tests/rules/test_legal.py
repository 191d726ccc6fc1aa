"""How the law is cited and how a rule says no."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import Basis, PartyKind, RuleError, Text, chinese_number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (57, "五十七"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1010, "一千零一十"),
        (1242, "一千二百四十二"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_written_as_statutes_write_them(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_beyond_four_digits_are_refused(number: int) -> None:
    with pytest.raises(RuleError) as refusal:
        chinese_number(number)
    assert refusal.value.code == "number_out_of_range"


def _read(words: str) -> int:
    """An independent reader: what a person does with the words."""
    total = 0
    for digit, place in re.findall("([一二三四五六七八九]?)([千百十]?)", words):
        value = "零一二三四五六七八九".index(digit) if digit else 1 if place else 0
        total += value * {"千": 1000, "百": 100, "十": 10, "": 1}[place]
    return total


@given(st.integers(min_value=0, max_value=9999))
def test_written_numbers_read_back_as_the_same_number(number: int) -> None:
    words = chinese_number(number)
    assert _read(words) == number
    assert "零零" not in words


@pytest.mark.parametrize(
    ("article", "label"),
    [
        ("57", "行政处罚法第五十七条"),
        ("57(2)", "行政处罚法第五十七条第二款"),
        ("57(1)(4)", "行政处罚法第五十七条第一款第四项"),
        ("9()(1)", "行政处罚法第九条第一项"),
        ("40(1)(1)(3)(5)", "行政处罚法第四十条第一款第一项、第三项、第五项"),
        ("41(2)(2)-(4)", "行政处罚法第四十一条第二款第二项至第四项"),
        ("12(1)-(4)", "行政处罚法第十二条第一款至第四款"),
        ("13()(6)-(11);20(2)", "行政处罚法第十三条第六项至第十一项、第二十条第二款"),
        ("21; 23; 24(2)", "行政处罚法第二十一条、第二十三条、第二十四条第二款"),
        ("133之1", "行政处罚法第一百三十三条之一"),
    ],
)
def test_a_basis_is_cited_in_chinese(article: str, label: str) -> None:
    assert Basis("行政处罚法", article).label == label


@pytest.mark.parametrize("article", ["", "(2)", "art. 57", "57(2", "57-(2)", "246 / 61(1)", "57(a)", "57;"])
def test_an_unreadable_citation_is_refused_when_it_is_written(article: str) -> None:
    with pytest.raises(RuleError) as refusal:
        Basis("行政处罚法", article)
    assert refusal.value.code == "citation_unreadable"
    assert refusal.value.field == "article"


def test_a_rule_error_prints_its_code_sentence_and_basis() -> None:
    error = RuleError(
        "fine_above_range",
        Text("罚款超过上限", "Fine above the range"),
        basis=(Basis("行政处罚法", "16"), Basis("行政处罚法", "34")),
    )
    assert str(error) == "fine_above_range: 罚款超过上限（行政处罚法第十六条、行政处罚法第三十四条）"


def test_a_rule_error_without_a_basis_prints_no_brackets() -> None:
    assert str(RuleError("bad", Text("不对", "wrong"))) == "bad: 不对"


def test_party_kinds_have_a_label_in_both_languages() -> None:
    assert PartyKind("person").label == Text("公民", "citizen")
    assert str(PartyKind.ORGANISATION.label) == "法人或者其他组织"
