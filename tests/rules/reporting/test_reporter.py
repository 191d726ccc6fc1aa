"""What of a report's words tells who reported it: masked, however it is written; the rest stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.reporting.reporter import mask_reporter

NAME, PHONE = "陈示范", "13800138000"


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("我是陈示范，楼下占道经营。", "我是陈**，楼下占道经营。"),
        ("反映人陈 示 范说夜间施工。", "反映人陈**说夜间施工。"),
        ("请回电13800138000陈示范。", "请回电138****8000陈**。"),
        ("电话１３８　００１３　８０００", "电话138****8000"),
        ("电话138.0013.8000", "电话138****8000"),
        ("陈先生反映占道经营。", "陈先生反映占道经营。"),
        ("示范路南口占道经营。", "示范路南口占道经营。"),
    ],
)
def test_his_name_and_number_are_masked(words: str, masked: str) -> None:
    assert mask_reporter(words, NAME, PHONE) == masked


def test_a_number_that_only_he_knows_is_one_is_masked_too() -> None:
    """A fixed line without its area code reads like any number; it is his, so it goes."""
    assert (
        mask_reporter("单位电话6612-3456，门牌6612号。", "", "010-66123456")
        == "单位电话6612-3456，门牌6612号。"
    )
    assert (
        mask_reporter("单位电话6612-3456，门牌6612号。", "", "66123456") == "单位电话******56，门牌6612号。"
    )


def test_of_several_names_each_is_masked() -> None:
    assert mask_reporter("陈示范、李示例都看见了", "陈示范、李示例（邻居）") == "陈**、李**都看见了"


@pytest.mark.parametrize("name", ["", "匿名", "市民", "陈", "陈女士", "示例便利店", "业主"])
def test_what_is_no_name_takes_nothing_away(name: str) -> None:
    words = "陈姓业主匿名反映：市民广场有人占道。"
    assert mask_reporter(words, name, "") == words


def test_a_longer_number_is_not_his() -> None:
    assert mask_reporter("订单号661234567890", "", "66123456") == "订单号661234567890"


texts = st.text(alphabet="占道经营陈示范路口13800 ，。", max_size=40)


@given(texts, texts)
def test_nothing_of_it_is_left_wherever_it_stands(before: str, behind: str) -> None:
    masked = mask_reporter(f"{before}，{NAME}，电话{PHONE}。{behind}", NAME, PHONE)
    assert NAME not in masked
    assert f"电话{PHONE}。" not in masked


@given(texts)
def test_masking_again_changes_nothing(words: str) -> None:
    once = mask_reporter(words, NAME, PHONE)
    assert mask_reporter(once, NAME, PHONE) == once


@given(st.text(alphabet="占道经营路口，。", max_size=40))
def test_other_words_stay_as_they_are(words: str) -> None:
    assert mask_reporter(words, NAME, PHONE) == words
