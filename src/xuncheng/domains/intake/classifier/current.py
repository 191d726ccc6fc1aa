"""The classifier that is in use: loaded when it is first asked, and anew when there is another version."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from xuncheng.domains.intake.classifier.model import Model, UnreadableModelError
from xuncheng.domains.intake.classifier.training import features
from xuncheng.domains.intake.queries import Classifier, newest_classifier
from xuncheng.foundation.files.store import read_bytes
from xuncheng.rules.reporting.learning import LEAST_PROPOSED, LEAST_WORDINGS, Basis, OfMatter, Point

_log = logging.getLogger(__name__)
_lock = threading.Lock()

NAME = "classifier"
"""What an act says that took a proposal of it, before the number of its version."""


@dataclass(frozen=True, slots=True)
class InUse:
    """A version that is loaded: its number, and how its proposals did on later judgements."""

    key: UUID
    number: int
    threshold: float
    model: Model
    overall: Point
    matters: dict[str, OfMatter]

    def measured(self, matter: str) -> tuple[int, int, bool]:
        """How many proposals of a matter were right, of how many; of all matters (False) where it was proposed too seldom."""
        own = self.matters.get(matter)
        if own and own.proposed >= LEAST_PROPOSED:
            return own.right, own.proposed, True
        return self.overall.right, self.overall.proposed, False


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the classifier proposes for a text."""

    version: int
    matter: str
    probability: float
    right: int
    of: int
    of_matter: bool

    def told(self, matter: str, taken_from: str) -> dict[str, Any]:
        """What a judgement's entry in the trail keeps of it: so proposals are counted from the acts alone."""
        agreed = matter == self.matter
        return {
            "version": self.version, "matter": self.matter, "probability": round(self.probability, 3), "agreed": agreed,
            "taken": agreed and taken_from == f"{NAME}:{self.version}",
        }  # fmt: skip


class Silent(StrEnum):
    """Why a version proposes nothing."""

    FEW_WORDINGS = "few_wordings"
    NOT_RIGHT_ENOUGH = "not_right_enough"


_UNCOUNTED = {"basis": Basis.TIME.value, "tune_wordings": 0, "test_wordings": 0}
"""What is taken of a version that was measured before wordings were counted: it proved nothing."""


def measured_by(row: Classifier) -> dict[str, Any]:
    """What was measured of a version."""
    return {**_UNCOUNTED, **row.measures}


def why_silent(row: Classifier) -> Silent | None:
    """Why a version proposes nothing; None where it proposes."""
    told = measured_by(row)
    if min(told["tune_wordings"], told["test_wordings"]) < LEAST_WORDINGS:
        return Silent.FEW_WORDINGS
    return Silent.NOT_RIGHT_ENOUGH if row.threshold is None else None


_loaded: dict[UUID, InUse] = {}


def in_use() -> InUse | None:
    """The newest version, unless it is silent. To be asked inside an act or `reading`."""
    newest = newest_classifier()
    if newest is None or newest.threshold is None or why_silent(newest):
        return None
    with _lock:
        if newest.pk not in _loaded:
            _loaded.clear()
            found = _load(newest.pk, newest.number, newest.threshold, newest.sha256, newest.measures)
            if found:
                _loaded[newest.pk] = found
        return _loaded.get(newest.pk)


def _load(key: UUID, number: int, threshold: float, sha256: str, measures: dict[str, Any]) -> InUse | None:
    """The version from its file; None, said in the log, where that is not there or not what it was."""
    try:
        content = read_bytes(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise UnreadableModelError("the file was changed")
        model = Model.from_bytes(content)
    except (FileNotFoundError, UnreadableModelError) as wrong:
        _log.error("version %s of the classifier cannot be used: %s", number, wrong)
        return None
    overall = next(Point(*row) for row in measures["curve"] if row[0] == threshold)
    matters = {row[0]: OfMatter(*row) for row in measures["by_matter"]}
    return InUse(key, number, threshold, model, overall, matters)


def propose(text: str) -> Proposed | None:
    """The matter that the classifier proposes; None below its threshold, or where none is in use."""
    used = in_use()
    guess = used.model.guess(features(text)) if used else None
    if used is None or guess is None or guess[1] < used.threshold:
        return None
    right, of, own = used.measured(guess[0])
    return Proposed(used.number, guess[0], guess[1], right, of, own)
