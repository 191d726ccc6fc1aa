"""The classifier as data: what its file says is what it proposes, as the library that trained it would; nothing else is read."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from xuncheng.domains.intake.classifier.model import Model, UnreadableModelError
from xuncheng.domains.intake.classifier.training import features, fit
from xuncheng.rules.reporting.learning import Example

TEXTS = {
    "SR-010": "路口有流动摊贩占道卖水果{}",
    "SR-028": "有人在花坛里乱扔烟头和餐盒{}",
    "ZS-001": "工地夜里浇筑混凝土噪声很大{}",
}
DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def trained() -> Model:
    texts = {
        UUID(int=at): (code, words.format("，请处理" if at % 2 else ""))
        for at, (code, words) in enumerate(list(TEXTS.items()) * 6)
    }
    examples = [Example(key, DAY, code) for key, (code, _) in texts.items()]
    found = fit(examples, {key: features(words) for key, (_, words) in texts.items()})
    assert found
    return found


def test_it_proposes_what_was_learnt(trained: Model) -> None:
    for code, words in TEXTS.items():
        matter, probability = trained.guess(features(words)) or ("", 0)
        assert matter == code
        assert 0.5 < probability <= 1
    assert trained.guess(features("zzz")) is None


def test_it_reckons_as_the_library_does(trained: Model) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [
        (code, words.format("，请处理" if at % 2 else ""))
        for at, (code, words) in enumerate(list(TEXTS.items()) * 6)
    ]
    weigh = TfidfVectorizer(analyzer=lambda text: sorted(features(text)), binary=True, min_df=2)
    linear = LogisticRegression(C=20, max_iter=500).fit(
        weigh.fit_transform([words for _, words in texts]), [code for code, _ in texts]
    )
    asked = "工地夜里有人乱扔烟头，摊贩占道"
    (expected,) = linear.predict_proba(weigh.transform([asked])).tolist()
    matter, probability = Model.from_bytes(trained.to_bytes()).guess(features(asked)) or ("", 0)
    assert matter == linear.classes_[expected.index(max(expected))]
    assert probability == pytest.approx(max(expected), abs=1e-4)


def test_its_file_is_read_again_the_same(trained: Model) -> None:
    again = Model.from_bytes(trained.to_bytes())
    assert again.to_bytes() == trained.to_bytes()


def test_no_telephone_is_learnt() -> None:
    assert not [word for word in features("联系13800138000，摊贩") if "138" in word]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "another"}, {"temperature": 0}, {"temperature": math.nan}, {"matters": ["SR-010", "SR-010", "ZS-001"]},
        {"weights": ""}, {"weights": "!"}, {"words": []}, {"intercepts": None},
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(trained: Model, change: dict[str, Any]) -> None:
    parts = json.loads(trained.to_bytes()) | change
    with pytest.raises(UnreadableModelError):
        Model.from_bytes(json.dumps(parts).encode())


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95", b"[]", b"{}"])
def test_anything_else_is_no_model(content: bytes) -> None:
    with pytest.raises(UnreadableModelError):
        Model.from_bytes(content)
