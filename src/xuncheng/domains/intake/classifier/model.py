"""A trained classifier as data: words, weights, a temperature. Read without the library that trained it, and never executed.

Its file is JSON with the weights as little-endian float32 in base64; what does not fit together is refused. A proposal costs some
thousand multiplications, so nothing but the standard library is needed where proposals are made.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import sys
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "xuncheng-classifier-1"


class UnreadableModelError(ValueError):
    """The file of a classifier is none, or its parts do not fit together."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over words, weighed by how rare they are (TF-IDF, each word once, length 1).

    `weights` holds a row of one weight a matter for each word. The probabilities are those of a softmax over the sums, divided by
    the temperature that fits later judgements best.
    """

    words: dict[str, int]
    idf: Sequence[float]
    matters: tuple[str, ...]
    weights: Sequence[float]
    intercepts: Sequence[float]
    temperature: float

    def sums(self, words: Collection[str]) -> list[float] | None:
        """How much speaks for each matter; None where no word is known."""
        known = sorted(self.words[word] for word in words if word in self.words)
        if not known:
            return None
        length = math.sqrt(sum(self.idf[at] ** 2 for at in known))
        sums, width = list(self.intercepts), len(self.matters)
        for at in known:
            share = self.idf[at] / length
            row = self.weights[at * width : (at + 1) * width]
            sums = [total + share * weight for total, weight in zip(sums, row, strict=True)]
        return sums

    def guess(self, words: Collection[str]) -> tuple[str, float] | None:
        """The likeliest matter and its probability; None where no word is known."""
        sums = self.sums(words)
        if sums is None:
            return None
        most = max(sums)
        shares = [math.exp((one - most) / self.temperature) for one in sums]
        best = max(range(len(shares)), key=shares.__getitem__)
        return self.matters[best], shares[best] / sum(shares)

    def to_bytes(self) -> bytes:
        """The file of the model."""
        parts = {
            "format": FORMAT, "words": list(self.words), "idf": _packed(self.idf), "matters": list(self.matters),
            "weights": _packed(self.weights), "intercepts": _packed(self.intercepts), "temperature": self.temperature,
        }  # fmt: skip
        return json.dumps(parts, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Model:
        """Read a file. Raises `UnreadableModelError`."""
        try:
            parts = json.loads(content)
            found = cls(
                {word: at for at, word in enumerate(parts["words"])}, _unpacked(parts["idf"]), tuple(parts["matters"]),
                _unpacked(parts["weights"]), _unpacked(parts["intercepts"]), float(parts["temperature"]),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, binascii.Error) as wrong:
            raise UnreadableModelError(f"not the file of a classifier: {wrong}") from wrong
        _check(parts, found)
        return found


def _check(parts: dict[str, Any], found: Model) -> None:
    words, matters = len(found.words), len(found.matters)
    fits = (
        parts["format"] == FORMAT,
        words == len(parts["words"]) == len(found.idf),
        matters == len(set(found.matters)) == len(found.intercepts),
        len(found.weights) == words * matters > 0,
        found.temperature > 0,
        all(map(math.isfinite, (*found.idf, *found.weights, *found.intercepts, found.temperature))),
    )
    if not all(fits):
        raise UnreadableModelError("the parts of the classifier do not fit together")


def _packed(numbers: Sequence[float]) -> str:
    packed = array("f", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return base64.b64encode(packed.tobytes()).decode()


def _unpacked(written: str) -> array[float]:
    numbers = array("f")
    numbers.frombytes(base64.b64decode(written, validate=True))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
