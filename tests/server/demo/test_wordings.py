"""How people of the demo put what they report: in many ways, always the same, and so that something is learnt of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from string import Formatter
from uuid import UUID

import pytest
from django.conf import settings

from xuncheng.domains.intake.classifier.training import train
from xuncheng.rules.reporting.learning import AIMED_AT, Basis, Judgement, split
from xuncheng.rules.reporting.wordings import Met, rarity, wording
from xuncheng.server.demo.generate.reports import _SOURCES
from xuncheng.server.demo.generate.texts import read_texts
from xuncheng.server.demo.generate.wordings import read_wordings

TEXTS = read_texts(settings.LOCALITY_DIR)
WORDINGS = read_wordings(settings.LOCALITY_DIR)
PLACE = "示范街道便民广场北侧"
KNOWN = {"place", "seen", "noted", "since", "harm", "want", "please", "whole", "day", "clock"}


@dataclass(frozen=True)
class Said:
    matter: str
    source: str
    text: str


def told(count: int) -> Iterator[Said]:
    """So many reports with topics and sources as often as the demo has them."""
    topics = list(TEXTS.topics.values())
    for serial in range(count):
        chance = Random(f"told/{serial}")  # noqa: S311 - a story, no secret
        (topic,) = chance.choices(topics, [one.weight for one in topics])
        (source,) = chance.choices(list(_SOURCES), list(_SOURCES.values()))
        sentence = WORDINGS.sentence(source, topic, chance.choice(topic.reports), chance)
        yield Said(topic.matter, source, sentence.format(place=PLACE, day="2026年3月2日", clock="9时12分"))


def test_two_thousand_reports_are_worded_in_far_more_than_a_thousand_ways() -> None:
    # Given as many reports as the demo has
    said = [one.text for one in told(2000)]

    # When those that are much the same are counted once, as the classifier counts them
    wordings = [wording(text, PLACE) for text in said]
    met = Met(rarity(wordings))
    for one in wordings:
        if met.alike(one) is None:
            met.add(one)

    # Then most of them are left, short and long ones
    assert len(set(wordings)) > 1700
    assert len(met._pairs) > 1400
    lengths = sorted(len(text) for text in said)
    assert lengths[100] < 30
    assert lengths[-100] > 50


def test_what_the_demo_says_suffices_for_proposals_that_are_right_but_not_always() -> None:
    said = list(told(1000))
    keys = [UUID(int=serial) for serial in range(len(said))]
    judged = [
        Judgement(key, date(2024, 12, 1) + timedelta(days=at // 2), one.matter)
        for at, (key, one) in enumerate(zip(keys, said, strict=True))
    ]
    texts = {key: one.text for key, one in zip(keys, said, strict=True)}

    slices = split(judged, {key: wording(text, PLACE) for key, text in texts.items()}, date(2026, 12, 1))
    assert slices
    assert (slices.basis, slices.suffices) == (Basis.TIME, True)
    trained = train(slices, texts)

    assert trained
    assert trained.threshold
    shown = next(one for one in trained.points if one.threshold == trained.threshold)
    assert shown.coverage > 0.5
    assert shown.precision
    assert AIMED_AT - 0.1 < shown.precision < 1.0


def test_the_same_chance_says_the_same() -> None:
    assert list(told(50)) == list(told(50))


def test_each_topic_and_each_source_has_its_words() -> None:
    assert set(WORDINGS.sights) == set(TEXTS.topics)
    assert set(WORDINGS.speakers) == set(_SOURCES)
    assert set(WORDINGS.shared) <= set(TEXTS.topics)


@pytest.mark.parametrize("source", sorted(_SOURCES))
def test_patterns_name_parts_that_there_are_and_say_where(source: str) -> None:
    for pattern in [*WORDINGS.speakers[source].plain, *WORDINGS.common["vague"]]:
        parts = {name for _, name, _, _ in Formatter().parse(pattern) if name}
        assert parts <= KNOWN
        assert parts & {"place", "whole"}, pattern


def test_every_slip_happens_and_nobody_real_is_named() -> None:
    texts = [one.text for one in told(2000)]
    assert not any(re.search(r"\d{5}|[{}]", text) for text in texts)
    slips = Counter(typed for typed in WORDINGS.slips.values() for text in texts if typed in text)
    assert len(slips) > len(WORDINGS.slips) * 0.8


def test_some_are_ambiguous() -> None:
    """Given what several matters have in common, then reports of each of them are put so."""
    by_text: dict[str, set[str]] = {}
    for one in told(2000):
        for seen in WORDINGS.shared.get(one.matter, ()):
            if seen in one.text:
                by_text.setdefault(seen, set()).add(one.matter)
    assert sum(len(matters) > 1 for matters in by_text.values()) > 5


def test_citizens_are_pleased_and_displeased() -> None:
    chance = Random("ratings")  # noqa: S311 - a story, no secret
    drawn = Counter(WORDINGS.rating(chance).score for _ in range(500))
    assert set(drawn) == {1, 2, 3, 4, 5}
    assert 0.4 < (drawn[4] + drawn[5]) / 500 < 0.75
    assert all(one.words and one.weight > 0 for one in WORDINGS.ratings)
