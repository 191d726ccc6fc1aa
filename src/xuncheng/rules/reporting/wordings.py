"""The wording of a report: what repetitions of one sentence share, whatever place, number or punctuation stands in them.

People who call often, forms that fill sentences in, and a demonstration say the same again and again. What was said in the same
words before is no test of what was learnt, so figures rest on wordings that training never met, not even with a word before
or behind them.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from itertools import pairwise

LEAST_SHARED = 4
"""Characters in a row that a text must share with its report's address to be taken for the place; fewer are words (路口, 人行道)."""

ALIKE = 0.5
"""The share of pairs of characters from which two wordings are one (Jaccard): a sentence, and the same as somebody passes it on."""


def wording(text: str, address: str = "") -> str:
    """A text as its repetitions share it: letters and characters alone, in one case and width, without the report's own place."""
    plain, place = _letters(text), _letters(address)
    while run := _shared(plain, place):
        plain = plain.replace(run, "")
    return plain


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalpha())


def _shared(text: str, place: str) -> str:
    """The longest stretch of the text that is the place's; empty where none is long enough. Latin letters are no place."""
    found = SequenceMatcher(None, text, place, autojunk=False).find_longest_match()
    run = text[found.a : found.a + found.size]
    return run if len(run) >= LEAST_SHARED and not run.isascii() else ""


def rarity(wordings: Iterable[str]) -> Counter[str]:
    """In how many different wordings each pair of characters stands."""
    return Counter(pair for one in set(wordings) for pair in _pairs(one))


def _pairs(wording: str) -> frozenset[str]:
    return frozenset(first + second for first, second in pairwise(wording)) or frozenset((wording,))


class Met:
    """Wordings that were met: finds one that another is alike, without comparing each with each.

    Two sets of which that share is common have one of their rarest pairs in common; only those are looked up.
    """

    def __init__(self, rarity: Mapping[str, int], wordings: Iterable[str] = ()) -> None:
        self._rarity = rarity
        self._pairs: dict[str, frozenset[str]] = {}
        self._by_pair: defaultdict[str, list[str]] = defaultdict(list)
        for one in wordings:
            self.add(one)

    def add(self, wording: str) -> None:
        """Meet a wording."""
        if wording in self._pairs:
            return
        self._pairs[wording] = pairs = _pairs(wording)
        for pair in self._rarest(pairs):
            self._by_pair[pair].append(wording)

    def alike(self, wording: str) -> str | None:
        """A wording that was met and is much the same; None where there is none."""
        if wording in self._pairs:
            return wording
        own = _pairs(wording)
        seen = dict.fromkeys(one for pair in self._rarest(own) for one in self._by_pair.get(pair, ()))
        return next((one for one in seen if _share(own, self._pairs[one]) >= ALIKE), None)

    def _rarest(self, pairs: frozenset[str]) -> list[str]:
        many = len(pairs) - math.ceil(ALIKE * len(pairs)) + 1
        return sorted(pairs, key=lambda pair: (self._rarity[pair], pair))[:many]


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def drawn(wording: str) -> float:
    """From 0 to below 1, always the same for a wording: which slice it falls into is drawn, and drawn again alike."""
    return int.from_bytes(hashlib.sha256(wording.encode()).digest()[:6]) / 2**48
