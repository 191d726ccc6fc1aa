"""What a classifier of reports is trained on and measured by: labels as they stood on a day, slices of time, proposals that were right.

A label is what the last judgement of a report said (执法判定); one that was sent back and not judged again (纠错) has none. Nothing
that was done on a later day than the last of a slice is in that slice, neither a report nor the correction of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

LEAST_EXAMPLES = 200
"""Judged reports below which nothing is trained."""

LEAST_SUPPORT = 5
"""Judgements of a matter below which it is not learnt."""

TRAINED, TUNED = 0.6, 0.8
"""Up to which share of the judgements, by time, is trained on, and up to which the threshold is found; the rest measures."""

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""The probabilities at which precision and coverage are measured."""

AIMED_AT = 0.9
"""The share of right proposals from which a threshold will do."""

LEAST_PROPOSED = 20
"""Proposals below which nothing is said about how many are right."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One act on a report: judged to be of a matter (its code), or sent back (None)."""

    report: UUID
    day: date
    matter: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A report with its label, and the day of the judgement that gave it."""

    report: UUID
    day: date
    matter: str


def labels(history: Iterable[Judgement], before: date) -> list[Example]:
    """What each report was judged to be by the acts done before that day, in the order of their days.

    `history` is in the order in which the acts were done.
    """
    last = {one.report: one for one in history if one.day < before}
    found = [Example(one.report, one.day, one.matter) for one in last.values() if one.matter is not None]
    return sorted(found, key=lambda one: (one.day, one.report))


@dataclass(frozen=True, slots=True)
class Split:
    """Three slices of time, each with the first day of the next; a report is in the one in which it was first judged."""

    train: Sequence[Example]
    tune: Sequence[Example]
    test: Sequence[Example]
    tune_from: date
    test_from: date
    until: date


def split(history: Sequence[Judgement], until: date) -> Split | None:
    """The slices of what was judged before that day; None where it is too little, or of too few days."""
    days = [one.day for one in labels(history, until)]
    if len(days) < LEAST_EXAMPLES:
        return None
    tune_from, test_from = days[int(len(days) * TRAINED)], days[int(len(days) * TUNED)]
    train = labels(history, tune_from)
    tune = _new(labels(history, test_from), history, tune_from)
    test = _new(labels(history, until), history, test_from)
    whole = Split(train, tune, test, tune_from, test_from, until)
    return whole if train and tune and test else None


def _new(examples: Iterable[Example], history: Iterable[Judgement], since: date) -> list[Example]:
    """Those that nobody had judged before that day, whatever became of it."""
    known = {one.report for one in history if one.day < since}
    return [one for one in examples if one.report not in known]


@dataclass(frozen=True, slots=True)
class Guess:
    """What is proposed for a report with how much probability, and what it was judged to be. `proposed`: None for nothing at all."""

    matter: str
    proposed: str | None
    probability: float


@dataclass(frozen=True, slots=True)
class Point:
    """How a threshold does: of `of` reports it proposes for `proposed`, and is `right` in so many."""

    threshold: float
    of: int
    proposed: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share of right ones among the proposals; None without any."""
        return self.right / self.proposed if self.proposed else None

    @property
    def coverage(self) -> float:
        """The share of reports for which something is proposed."""
        return self.proposed / self.of if self.of else 0.0


def point(guesses: Sequence[Guess], threshold: float) -> Point:
    """How one threshold does."""
    made = [one for one in guesses if is_made(one, threshold)]
    return Point(threshold, len(guesses), len(made), sum(one.proposed == one.matter for one in made))


def is_made(guess: Guess, threshold: float) -> bool:
    """Whether there is a proposal, and it is shown at that threshold."""
    return guess.proposed is not None and guess.probability >= threshold


def curve(guesses: Sequence[Guess]) -> list[Point]:
    """How all thresholds do."""
    return [point(guesses, threshold) for threshold in THRESHOLDS]


def good_threshold(guesses: Sequence[Guess]) -> float | None:
    """The lowest threshold from which on proposals are right often enough; None where none is."""
    will_do: float | None = None
    for one in reversed(curve(guesses)):
        if one.proposed < LEAST_PROPOSED:
            continue
        if one.right < AIMED_AT * one.proposed:
            break
        will_do = one.threshold
    return will_do


@dataclass(frozen=True, slots=True)
class OfMatter:
    """How the proposals of one matter do: `support` reports were of it; it was proposed so often, and so often right."""

    matter: str
    support: int
    proposed: int
    right: int


def by_matter(guesses: Iterable[Guess], threshold: float) -> list[OfMatter]:
    """How each matter does at a threshold, the most frequent first."""
    support: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in guesses:
        support[one.matter] += 1
        if one.proposed is not None and is_made(one, threshold):
            proposed[one.proposed] += 1
            right[one.proposed] += one.proposed == one.matter
    matters = sorted(support | proposed, key=lambda code: (-support[code], code))
    return [OfMatter(code, support[code], proposed[code], right[code]) for code in matters]


def learnable(examples: Iterable[Example]) -> frozenset[str]:
    """The matters that were judged often enough to be learnt."""
    counted = Counter(one.matter for one in examples)
    return frozenset(code for code, count in counted.items() if count >= LEAST_SUPPORT)
