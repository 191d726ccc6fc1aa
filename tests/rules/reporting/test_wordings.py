"""The wording of a report: what repetitions of a sentence share, found without comparing each with each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.reporting.wordings import ALIKE, Met, _pairs, _share, drawn, rarity, wording

SENTENCE = "官园公园东北侧一到周末就有烧烤摊，满地签子和油渍，凌晨两点还不散。"
signs = st.text(alphabet="甲乙丙丁戊己庚辛", max_size=9)


def test_place_numbers_and_punctuation_are_no_part_of_it() -> None:
    here = wording(SENTENCE, "官园公园东北侧")
    assert here == "一到周末就有烧烤摊满地签子和油渍凌晨两点还不散"
    assert (
        wording(
            "丁香巷社区12号楼前一到周末就有烧烤摊，满地签子和油渍——凌晨两点还不散！",
            "积水潭街道丁香巷社区12号楼前",
        )
        == here
    )
    assert wording("Ｓｈｏｐ　ｓｉｇｎ 3, flashing") == "shopsignflashing"


def test_words_that_an_address_has_too_stay() -> None:
    assert wording("路口有摊贩", "西四路口") == "路口有摊贩"
    assert wording("street light is out", "12 Main Street") == "streetlightisout"


@pytest.mark.parametrize(
    "other",
    [
        "区城指中心转办：官园公园东北侧一到周末就有烧烤摊，满地签子和油渍，凌晨两点还不散。",
        "官园公园东北侧一到周末就有烧烤摊，满地签子和油渍，凌晨两点还不散。市民电话反映，请尽快处理。",
    ],
)
def test_words_before_and_behind_make_no_other_wording(other: str) -> None:
    both = [wording(one, "官园公园东北侧") for one in (SENTENCE, other)]
    assert Met(rarity(both), both[:1]).alike(both[1]) == both[0]


def test_another_sentence_is_another_wording() -> None:
    both = [wording(SENTENCE), wording("店铺装了闪烁的霓虹招牌，一直闪到后半夜。")]
    assert Met(rarity(both), both[:1]).alike(both[1]) is None


@given(st.lists(signs, max_size=12), signs)
def test_it_finds_what_comparing_with_each_finds(met: list[str], asked: str) -> None:
    found = Met(rarity([*met, asked]), met).alike(asked)
    alike = [one for one in met if one == asked or _share(_pairs(one), _pairs(asked)) >= ALIKE]
    assert found in alike if alike else found is None


@given(signs)
def test_what_is_drawn_is_drawn_again_alike(said: str) -> None:
    assert 0 <= drawn(said) == drawn(said) < 1


def test_wordings_are_drawn_evenly() -> None:
    places = [drawn(f"说法{at}") for at in range(2000)]
    assert 0.55 < sum(place < 0.6 for place in places) / 2000 < 0.65
