"""How much two reports look like one thing: properties of the table of signs, and examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xuncheng.rules.reporting.duplicates import (
    ALIKE,
    KINSHIP,
    NEAR,
    REACH,
    RECENT,
    Kinship,
    Likeness,
    alike,
    cell_of,
    cells_around,
    pairs,
    score,
)

metres = st.one_of(st.none(), st.floats(0, 1000))
share = st.floats(0, 1)
apart = st.timedeltas(timedelta(0), timedelta(days=400))
likenesses = st.builds(Likeness, metres, share, st.sampled_from(Kinship), apart)
words = st.frozensets(st.sampled_from(["占道", "摊贩", "噪声", "施工", "垃圾", "油烟", "广告", "违建"]))


@given(likenesses)
def test_points_lie_between_nothing_and_a_hundred_and_are_all_accounted_for(one: Likeness) -> None:
    found = score(one)
    assert 0 <= found.points <= 100
    assert found.points == max(0, sum(reason.points for reason in found.reasons))
    assert all(reason.points and reason.label.zh and reason.label.en for reason in found.reasons)


def test_a_hundred_can_be_reached() -> None:
    best = Likeness(0, 1, Kinship.SAME, timedelta(0))
    assert score(best).points == 100


@given(likenesses, st.floats(0, 1000))
def test_what_is_nearer_never_scores_less(one: Likeness, farther: float) -> None:
    assume(one.metres is not None and one.metres <= farther)
    assert score(one).points >= score(replace(one, metres=farther)).points


@given(likenesses, share)
def test_what_is_worded_more_alike_never_scores_less(one: Likeness, less: float) -> None:
    assume(less <= one.words)
    assert score(one).points >= score(replace(one, words=less)).points


@given(likenesses, apart)
def test_what_is_nearer_in_time_never_scores_less(one: Likeness, longer: timedelta) -> None:
    assume(one.apart <= longer)
    assert score(one).points >= score(replace(one, apart=longer)).points


@given(likenesses)
def test_kinship_is_ordered(one: Likeness) -> None:
    order = (Kinship.SAME, Kinship.SAME_EVENT, Kinship.UNKNOWN, Kinship.OTHER)
    points = [score(replace(one, kinship=kinship)).points for kinship in order]
    assert points == sorted(points, reverse=True)


@given(likenesses)
def test_place_and_time_alone_propose_nothing(one: Likeness) -> None:
    alone = replace(one, words=0, kinship=Kinship.UNKNOWN)
    assert not score(alone).proposed


def test_the_bands_are_in_order() -> None:
    for bands in (NEAR, RECENT):
        assert list(bands) == sorted(bands, key=lambda band: (band[0], -band[1]))
    assert list(ALIKE) == sorted(ALIKE, reverse=True)
    assert set(KINSHIP) == set(Kinship)


@pytest.mark.parametrize(
    ("likeness", "proposed"),
    [
        # The same stall, called in twice within a morning in other words
        (Likeness(15, 0.2, Kinship.UNKNOWN, timedelta(hours=3)), True),
        # The next corner, the same words, the day after
        (Likeness(80, 0.5, Kinship.UNKNOWN, timedelta(days=1)), True),
        # Noise and litter at one gate
        (Likeness(5, 0.05, Kinship.OTHER, timedelta(hours=1)), False),
        # A wave of the same complaint without a place, of the same matter
        (Likeness(None, 0.7, Kinship.SAME, timedelta(days=2)), True),
        # The same words somewhere unknown
        (Likeness(None, 0.5, Kinship.UNKNOWN, timedelta(days=2)), False),
        # Same matter, far apart, long ago
        (Likeness(190, 0.3, Kinship.SAME, timedelta(days=60)), False),
    ],
)
def test_examples(likeness: Likeness, proposed: bool) -> None:
    assert score(likeness).proposed is proposed


def test_reasons_say_what_points_are_given_for() -> None:
    one = Likeness(35, 0.5, Kinship.SAME, timedelta(days=2), ("摊贩", "占道"))
    assert [reason.label.zh for reason in score(one).reasons] == [
        "相距约35米", "用词相近：摊贩、占道", "执法事项相同", "相隔2天",
    ]  # fmt: skip


@given(words, words)
def test_likeness_of_words_is_mutual_and_whole_for_the_same(
    one: frozenset[str], other: frozenset[str]
) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1
    assert alike(one, one) == (1 if one else 0)


def test_pairs_of_letters_pass_over_punctuation() -> None:
    assert pairs("占道，经营。") == pairs("占道经营") == {"占道", "道经", "经营"}
    assert pairs("") == pairs("占") == frozenset()


@given(st.floats(73, 136), st.floats(3, 53.5), st.floats(0, 360), st.floats(0, REACH))
def test_what_is_within_reach_lies_in_the_cells_around(
    lon: float, lat: float, bearing: float, distance: float
) -> None:
    north = distance * cos(radians(bearing)) / 111_320
    east = distance * sin(radians(bearing)) / (111_320 * cos(radians(lat)))
    there = (lon + east, lat + north)
    assume(_metres(lon, lat, *there) <= REACH)
    assert cell_of(*there) in cells_around(lon, lat)


def _metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """The way along the surface of a sphere."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(half))
