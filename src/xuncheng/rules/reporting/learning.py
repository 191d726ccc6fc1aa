"""What a classifier of reports is trained on and measured by: labels as they stood on a day, slices of time, proposals that were right.

A label is what the last judgement of a report said (执法判定); one that was sent back and not judged again (纠错) has none. Nothing
that was done on a later day than the last of a slice of time is in that slice, neither a report nor the correction of one. And
nothing is measured on words that were met in training (`wordings.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from xuncheng.rules.reporting.wordings import Met, drawn, rarity

LEAST_EXAMPLES = 200
"""Judged reports below which nothing is trained."""

LEAST_SUPPORT = 5
"""Judgements of a matter below which it is not learnt."""

TRAINED, TUNED = 0.6, 0.8
"""Up to which share of the judgements, by time, is trained on, and up to which the threshold is found; the rest measures. The same
shares hold for wordings."""

LEAST_WORDINGS = 50
"""Wordings that training never met, in the second slice and in the third, below which no figure means anything: nothing is proposed."""

MANY_WORDINGS = 200
"""Such wordings from which probabilities may be made surer than the model itself is."""

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


class Basis(StrEnum):
    """By what the slices are told apart."""

    TIME = "time"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on, and what it is held against: wordings that training never met, each of them once.

    By time, later judgements are held against earlier ones; `tune_from` and `test_from` are the first days of those slices, and
    a report is in the one in which it was first judged. By wording, which one falls where is drawn, and there are no such days.
    `judged` says how many judgements the second and third slice had before wordings met earlier, and repetitions, were left out;
    `whole` is all that is known at the end.
    """

    basis: Basis
    train: Sequence[Example]
    tune: Sequence[Example]
    test: Sequence[Example]
    whole: Sequence[Example]
    judged: tuple[int, int]
    until: date
    tune_from: date | None = None
    test_from: date | None = None

    @property
    def suffices(self) -> bool:
        """Whether there are wordings enough to say anything of probabilities, and of how many proposals are right."""
        return min(len(self.tune), len(self.test)) >= LEAST_WORDINGS

    @property
    def lowest_temperature(self) -> float:
        """Below 1 probabilities are made surer than the model is; on few wordings that would be chance."""
        return 0.0 if len(self.tune) >= MANY_WORDINGS else 1.0


class Wordings:
    """The wording of each report (`wordings.wording`)."""

    def __init__(self, each: Mapping[UUID, str]) -> None:
        self._each = each
        self._rarity = rarity(each.values())

    def unmet(self, examples: Iterable[Example], met: Iterable[Example]) -> list[Example]:
        """The first example of each wording that is alike none of those met."""
        known = Met(self._rarity, (self._each[one.report] for one in met))
        found = []
        for one in examples:
            said = self._each[one.report]
            if known.alike(said) is None:
                found.append(one)
                known.add(said)
        return found

    def drawn(self, examples: Iterable[Example]) -> list[tuple[Example, float]]:
        """Each example with what is drawn for its wording, from 0 to below 1; for one that is alike an earlier one the same."""
        first = Met(self._rarity)
        found = []
        for one in examples:
            said = self._each[one.report]
            leading = first.alike(said)
            if leading is None:
                first.add(said)
            found.append((one, drawn(leading or said)))
        return found


def split(history: Sequence[Judgement], each: Mapping[UUID, str], until: date) -> Split | None:
    """The slices of what was judged before that day: by time where later wordings suffice, else by wording.

    `each` holds the wording of each report. None where it is too little.
    """
    whole = labels(history, until)
    if len(whole) < LEAST_EXAMPLES:
        return None
    wordings = Wordings(each)
    by_time = _by_time(history, wordings, whole, until)
    found = by_time if by_time.suffices else _by_wording(wordings, whole, until)
    return found if found.train else None


def _by_time(
    history: Sequence[Judgement], wordings: Wordings, whole: Sequence[Example], until: date
) -> Split:
    days = [one.day for one in whole]
    tune_from, test_from = days[int(len(days) * TRAINED)], days[int(len(days) * TUNED)]
    train = labels(history, tune_from)
    tune = _new(labels(history, test_from), history, tune_from)
    test = _new(whole, history, test_from)
    return Split(
        Basis.TIME, train, wordings.unmet(tune, train), wordings.unmet(test, [*train, *tune]), whole, (len(tune), len(test)),
        until, tune_from, test_from,
    )  # fmt: skip


def _by_wording(wordings: Wordings, whole: Sequence[Example], until: date) -> Split:
    places = wordings.drawn(whole)
    train = [one for one, place in places if place < TRAINED]
    tune = [one for one, place in places if TRAINED <= place < TUNED]
    test = [one for one, place in places if place >= TUNED]
    return Split(
        Basis.WORDING, train, wordings.unmet(tune, train), wordings.unmet(test, [*train, *tune]), whole, (len(tune), len(test)), until,
    )  # fmt: skip


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
