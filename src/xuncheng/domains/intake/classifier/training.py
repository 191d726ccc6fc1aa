"""Training: a plain linear model (scikit-learn), calibrated on later judgements, measured on still later ones.

scikit-learn is imported when something is trained, so that no process carries it that only proposes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from xuncheng.domains.intake.classifier.model import Model
from xuncheng.domains.law.queries import words_in
from xuncheng.rules.identity import mask_telephones
from xuncheng.rules.reporting.learning import (
    Example,
    Guess,
    OfMatter,
    Point,
    Split,
    by_matter,
    curve,
    good_threshold,
    learnable,
)

FEWEST_MATTERS = 3
"""Matters below which there is nothing to tell apart."""

_STRENGTH = 20.0
"""How little the weights are held back (the inverse of the L2 penalty): texts of reports are short."""

_ROUNDS = 500
_TEMPERATURES = tuple(0.1 * 1.08**step for step in range(60))
"""Tried from 0.1 to 9.4, each 8 per cent above the last."""


def features(text: str) -> frozenset[str]:
    """The words of a report that are learnt from, as the search over the law cuts them; no telephone is among them."""
    return frozenset(word for word in words_in(mask_telephones(text)) if not word.isdecimal())


@dataclass(frozen=True, slots=True)
class Trained:
    """A model for use, and how one trained on the earlier judgements alone did on the later ones.

    `threshold`: None where proposals would not be right often enough; then nothing is proposed.
    """

    model: Model
    threshold: float | None
    points: Sequence[Point]
    matters: Sequence[OfMatter]


def train(slices: Split, texts: Mapping[UUID, str]) -> Trained | None:
    """Train on the first slice, calibrate and find the threshold on the second, measure on the third; then train on all for use.

    Where the second or the third holds too few wordings there is no threshold, whatever the figures say. None where too few
    matters were judged often enough. The same examples give the same model, to the byte.
    """
    words = {key: features(text) for key, text in texts.items()}
    earlier = fit(slices.train, words)
    if earlier is None:
        return None
    tuned = replace(earlier, temperature=_temperature(earlier, slices, words))
    threshold = good_threshold(guesses(tuned, slices.tune, words)) if slices.suffices else None
    measured = guesses(tuned, slices.test, words)
    final = fit(slices.whole, words)
    if final is None:
        return None
    used = replace(final, temperature=tuned.temperature)
    return Trained(used, threshold, curve(measured), by_matter(measured, threshold or 0.0))


def guesses(model: Model, examples: Sequence[Example], words: Mapping[UUID, frozenset[str]]) -> list[Guess]:
    """What a model proposes for reports whose judgement is known."""
    found = []
    for one in examples:
        matter, probability = model.guess(words[one.report]) or (None, 0.0)
        found.append(Guess(one.matter, matter, probability))
    return found


def fit(examples: Sequence[Example], words: Mapping[UUID, frozenset[str]]) -> Model | None:
    """A model of these examples, not calibrated; None where they are of too few matters."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    known = learnable(examples)
    if len(known) < FEWEST_MATTERS:
        return None
    used = [one for one in examples if one.matter in known]
    weigh = TfidfVectorizer(analyzer=sorted, binary=True, min_df=2)
    rows = weigh.fit_transform([words[one.report] for one in used])
    linear = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, random_state=0).fit(
        rows, [one.matter for one in used]
    )
    return _exported(weigh, linear)


def _exported(weigh: Any, linear: Any) -> Model:
    return Model(
        words={word: at for at, word in enumerate(weigh.get_feature_names_out().tolist())},
        idf=weigh.idf_.tolist(),
        matters=tuple(linear.classes_.tolist()),
        weights=linear.coef_.T.ravel().tolist(),
        intercepts=linear.intercept_.tolist(),
        temperature=1.0,
    )


def _temperature(model: Model, slices: Split, words: Mapping[UUID, frozenset[str]]) -> float:
    """The temperature at which the probabilities of the second slice fit best (log loss); 1 where none of its words is known.

    Not below `lowest_temperature`: where few wordings are there to fit, nothing is made surer.
    """
    import numpy as np

    at = {code: place for place, code in enumerate(model.matters)}
    known = [
        (row, at[one.matter])
        for one in slices.tune
        if one.matter in at and (row := model.sums(words[one.report]))
    ]
    if not known:
        return 1.0
    sums, truth = np.array([row for row, _ in known]), np.array([place for _, place in known])

    def loss(temperature: float) -> float:
        scaled = sums / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(truth)), truth].mean())

    return min((1.0, *(one for one in _TEMPERATURES if one >= slices.lowest_temperature)), key=loss)
