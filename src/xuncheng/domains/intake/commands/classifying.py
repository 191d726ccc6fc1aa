"""Keeping a trained classifier: the program does it once a training is through; from then on it proposes."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.conf import settings

from xuncheng.domains.intake.classifier.model import Model, UnreadableModelError
from xuncheng.domains.intake.models import Classifier
from xuncheng.foundation.files.commands import store_bytes
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text


@act("classifier.keep", Text("启用判定分类器", "Keep a classifier of reports"))
def keep_classifier(deed: Deed, sha256: str, cut_off: date, measures: dict[str, Any]) -> Classifier:
    """Keep a trained classifier as the next version. `sha256` names its file in the store.

    `cut_off` is the first day of which it knows nothing.

    Raises `Refused` (`invalid_input`) where the file is none.
    """
    content = _content(sha256)
    area_path = f"{settings.LOCALITY.area_code}."
    last = Classifier.objects.order_by("-number").values_list("number", flat=True).first() or 0
    file = store_bytes(content, f"classifier-{last + 1}.json", "application/json", area_path, None)
    kept = Classifier(
        id=deed.id, number=last + 1, at=deed.at, cut_off=cut_off, threshold=measures["threshold"], measures=measures, file=file,
        sha256=sha256, area_path=area_path,
    )  # fmt: skip
    kept.save(force_insert=True)
    return kept


def _content(sha256: str) -> bytes:
    try:
        content = read_bytes(sha256)
        Model.from_bytes(content)
    except (FileNotFoundError, UnreadableModelError) as wrong:
        raise _no_model() from wrong
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _no_model()
    return content


def _no_model() -> Refused:
    return invalid(FieldError("sha256", Text("不是判定分类器的文件", "That is no file of a classifier")))
