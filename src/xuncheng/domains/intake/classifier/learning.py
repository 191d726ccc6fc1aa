"""Learning anew: reading the history, training, and keeping the result by an act; until that is done the old version stays."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from xuncheng.domains.intake.classifier.history import JUDGED, read_history
from xuncheng.domains.intake.classifier.training import Trained, train
from xuncheng.domains.intake.commands.classifying import keep_classifier
from xuncheng.domains.intake.models import Classifier
from xuncheng.domains.intake.queries import newest_classifier
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.days import midnight
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.queries import entries_named
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.reporting.learning import Split, split

TRAINER = program("判定分类器", ["classifier.keep"])
NEW_JUDGEMENTS = 50
"""How many judgements there must be since the last version before one is trained by itself."""


def learn(until: date) -> Classifier | None:
    """Train on what was judged before that day, and keep it; None where that is too little to learn from."""
    history = read_history(TRAINER, until)
    slices = split(history.judgements, history.wordings, until)
    trained = train(slices, history.texts) if slices else None
    if slices is None or trained is None:
        return None
    content = trained.model.to_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    store().put_bytes(
        sha256, content
    )  # by its content: whoever is stopped here leaves nothing that anybody uses
    return keep_classifier(Deed(TRAINER), sha256=sha256, cut_off=until, measures=measures(slices, trained))


def measures(slices: Split, trained: Trained) -> dict[str, Any]:
    """What a training says of itself, as it is kept."""
    return {
        "basis": slices.basis.value, "train": len(slices.train), "tune": slices.judged[0], "test": slices.judged[1],
        "tune_wordings": len(slices.tune), "test_wordings": len(slices.test),
        "tune_from": _written(slices.tune_from), "test_from": _written(slices.test_from),
        "threshold": trained.threshold, "words": len(trained.model.words), "matters": len(trained.model.matters),
        "temperature": round(trained.model.temperature, 3),
        "curve": [[one.threshold, one.of, one.proposed, one.right] for one in trained.points],
        "by_matter": [[one.matter, one.support, one.proposed, one.right] for one in trained.matters],
    }  # fmt: skip


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def is_due(until: date) -> bool:
    """Whether enough was judged since the last version to learn anew."""
    with reading(TRAINER):
        last = newest_classifier()
        found = entries_named((JUDGED,), midnight(until))
        if last:
            found = found.filter(at__gte=midnight(last.cut_off))
        return found[:NEW_JUDGEMENTS].count() >= NEW_JUDGEMENTS
