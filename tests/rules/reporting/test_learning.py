"""What a classifier is trained on and measured by: time is split honestly, corrections change the label, figures add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xuncheng.rules.reporting import learning
from xuncheng.rules.reporting.learning import (
    AIMED_AT,
    THRESHOLDS,
    Basis,
    Example,
    Guess,
    Judgement,
    Split,
    by_matter,
    curve,
    good_threshold,
    labels,
    learnable,
    split,
)
from xuncheng.rules.reporting.wordings import Met, rarity

BEGIN = date(2026, 1, 1)
UNTIL = BEGIN + timedelta(days=60)
CODES = ("SR-010", "SR-028", "ZS-001")
days = st.integers(0, 80).map(lambda days: BEGIN + timedelta(days=days))
matters = st.one_of(st.none(), st.sampled_from(CODES))


@st.composite
def histories(draw: st.DrawFn) -> list[Judgement]:
    """Reports that are judged on some day, and whatever is done about some of them on any other."""
    first = [
        Judgement(UUID(int=at), draw(days), draw(st.sampled_from(CODES)))
        for at in range(1, draw(st.integers(0, 40)) + 1)
    ]
    more = st.builds(Judgement, st.integers(1, 40).map(lambda at: UUID(int=at)), days, matters)
    return sorted([*first, *draw(st.lists(more, max_size=12))], key=lambda one: one.day)


guesses = st.lists(
    st.builds(Guess, st.sampled_from(CODES), st.one_of(st.none(), st.sampled_from(CODES)), st.floats(0, 1)),
    max_size=120,
)


SAID = (
    "路口有流动摊贩占道卖水果", "有人在花坛里乱扔烟头和餐盒", "工地夜里浇筑混凝土噪声很大",
    "楼顶灯箱整夜闪烁光线刺眼", "便道上停满汽车", "绿地里有人种菜浇粪",
)  # fmt: skip


def own(history: Sequence[Judgement]) -> dict[UUID, str]:
    """A wording for each report that is like no other."""
    return {one.report: "".join(chr(0x4E00 + 8 * one.report.int + at) for at in range(8)) for one in history}


@st.composite
def said(draw: st.DrawFn) -> tuple[list[Judgement], dict[UUID, str]]:
    """Reports that repeat a few sentences, some with words before or behind them, or that say something of their own."""
    history = draw(histories())
    sentences = st.builds(
        "{}{}{}".format,
        st.sampled_from(("", "中心转办")),
        st.sampled_from(SAID),
        st.sampled_from(("", "请处理")),
    )
    return history, {key: draw(st.one_of(sentences, st.just(words))) for key, words in own(history).items()}


@pytest.fixture(autouse=True)
def _little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "LEAST_EXAMPLES", 5)
    monkeypatch.setattr(learning, "LEAST_WORDINGS", 1)


@given(histories(), days)
def test_labels_know_nothing_of_the_day_and_later(history: list[Judgement], before: date) -> None:
    earlier = [one for one in history if one.day < before]
    assert labels(history, before) == labels(earlier, before)
    assert all(one.day < before for one in labels(history, before))


@given(histories())
def test_nothing_of_later_days_is_in_training(history: list[Judgement]) -> None:
    slices = split(history, own(history), UNTIL)
    assume(slices is not None and slices.basis is Basis.TIME)
    assert slices
    assert slices.tune_from
    assert slices.test_from
    # What is done from a boundary on, whatever it is, leaves the slice before it as it was
    assert slices.train == labels([one for one in history if one.day < slices.tune_from], UNTIL)
    assert all(one.day < slices.tune_from for one in slices.train)
    assert all(slices.tune_from <= one.day < slices.test_from for one in slices.tune)
    assert all(slices.test_from <= one.day < UNTIL for one in slices.test)
    # And no report that was known before is measured on later
    seen = {one.report for one in history if one.day < slices.test_from}
    assert not seen & {one.report for one in slices.test}
    assert not {one.report for one in slices.train} & {one.report for one in slices.tune}


@given(said())
def test_nothing_is_measured_on_words_that_were_met(given: tuple[list[Judgement], dict[UUID, str]]) -> None:
    history, wordings = given
    slices = split(history, wordings, UNTIL)
    assume(slices is not None)
    assert slices
    met = Met(rarity(wordings.values()))
    for examples in (slices.train, slices.tune, slices.test):
        # Then none of it is alike what an earlier slice holds, and what is measured on stands there once
        held_out = examples is not slices.train
        for one in examples:
            assert not held_out or met.alike(wordings[one.report]) is None
            if held_out:
                met.add(wordings[one.report])
        for one in examples:
            met.add(wordings[one.report])
    # And by whatever the slices are told apart, the model for use learns from all that is known
    assert slices.whole == labels(history, UNTIL)


def few(history: Sequence[Judgement], wordings: dict[UUID, str]) -> Split:
    found = split(history, wordings, UNTIL)
    assert found
    return found


def test_where_sentences_are_repeated_wordings_are_held_out_instead_of_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learning, "LEAST_WORDINGS", 3)
    history = [Judgement(UUID(int=at), BEGIN + timedelta(days=at // 10), "SR-010") for at in range(400)]
    # Given reports that all say something of their own: the later ones are held against the earlier
    by_time = few(history, own(history))
    assert by_time.basis is Basis.TIME
    assert by_time.suffices
    # When each says one of six sentences, all of them met in the first days
    repeated = {one.report: SAID[one.report.int % len(SAID)] for one in history}
    by_wording = few(history, repeated)
    # Then whole sentences are held out, and they are too few to propose anything
    assert (by_wording.basis, by_wording.tune_from, by_wording.test_from) == (Basis.WORDING, None, None)
    assert not by_wording.suffices
    assert sum(by_wording.judged) + len(by_wording.train) == 400
    assert not {repeated[one.report] for one in by_wording.train} & {
        repeated[one.report] for one in by_wording.test
    }


def test_few_wordings_make_nothing_surer() -> None:
    history = [Judgement(UUID(int=at), BEGIN + timedelta(days=at // 50), "SR-010") for at in range(1200)]
    many = few(history, own(history))
    assert len(many.tune) >= learning.MANY_WORDINGS
    assert many.lowest_temperature < 1
    less = few(history[:400], own(history))
    assert len(less.tune) < learning.MANY_WORDINGS
    assert less.lowest_temperature == 1


def test_a_correction_changes_the_label_from_its_day_on() -> None:
    report, day = UUID(int=1), timedelta(days=1)
    history = [
        Judgement(report, BEGIN, "SR-010"), Judgement(report, BEGIN + day, None), Judgement(report, BEGIN + 2 * day, "SR-028"),
    ]  # fmt: skip
    assert labels(history, BEGIN + day) == [Example(report, BEGIN, "SR-010")]
    assert labels(history, BEGIN + 2 * day) == []
    assert labels(history, UNTIL) == [Example(report, BEGIN + 2 * day, "SR-028")]


def test_too_little_is_not_split() -> None:
    history = [Judgement(UUID(int=at), BEGIN, "SR-010") for at in range(40)]
    assert split(history[:4], own(history), UNTIL) is None
    # All on one day: there is no later to measure on, only other words
    assert few(history, own(history)).basis is Basis.WORDING


@given(guesses)
def test_the_curve_adds_up(found: list[Guess]) -> None:
    points = curve(found)
    assert [one.threshold for one in points] == list(THRESHOLDS)
    for lower, higher in pairwise(points):
        assert lower.proposed >= higher.proposed
    for one in points:
        assert 0 <= one.right <= one.proposed <= one.of == len(found)
        each = by_matter(found, one.threshold)
        assert sum(of.proposed for of in each) == one.proposed
        assert sum(of.right for of in each) == one.right
        assert sum(of.support for of in each) == one.of


@given(guesses)
def test_a_threshold_that_will_do_is_right_often_enough(found: list[Guess]) -> None:
    threshold = good_threshold(found)
    if threshold is not None:
        made = [one for one in found if one.proposed and one.probability >= threshold]
        assert len(made) >= learning.LEAST_PROPOSED
        assert sum(one.proposed == one.matter for one in made) >= AIMED_AT * len(made)


def test_a_threshold_is_not_taken_where_a_higher_one_fails() -> None:
    sure = [Guess("SR-010", "SR-028", 0.96)] * 20
    unsure = [Guess("SR-010", "SR-010", 0.5)] * 500
    assert good_threshold(sure + unsure) is None
    assert good_threshold(unsure) == 0.3


def test_what_was_judged_too_seldom_is_not_learnt() -> None:
    often = [Example(UUID(int=at), BEGIN, "SR-010") for at in range(5)]
    assert learnable([*often, Example(UUID(int=9), BEGIN, "ZS-001")]) == {"SR-010"}
