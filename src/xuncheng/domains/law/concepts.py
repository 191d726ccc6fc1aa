"""What a query means: a row of concepts, each a word with what statutes say instead of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from xuncheng.domains.law import words

Alternative = tuple[str, ...]
"""Words that stand for a concept together."""


_LONGEST_RUN = 5
"""Dictionary words that one word of synonyms.txt may be cut into."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing searched for: how it was typed, and the words that stand for it."""

    typed: str
    alternatives: tuple[Alternative, ...]

    @property
    def tsquery(self) -> str:
        """The concept as text of a PostgreSQL tsquery."""
        either = (" & ".join(map(words.quote, together)) for together in self.alternatives)
        return "(" + " | ".join(f"({one})" for one in either) + ")"

    def frequency(self, articles: dict[str, int]) -> int:
        """In about how many articles it stands, given the counts of its words."""
        return sum(min(articles.get(word, 0) for word in together) for together in self.alternatives)


@functools.cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    """Alternatives for each word of officers, from synonyms.txt."""
    table: dict[str, tuple[str, ...]] = {}
    for line in words.lines_of("synonyms.txt"):
        typed, _, written = line.partition("=")
        for word in typed.split():
            table[word] = table.get(word, ()) + tuple(part.strip() for part in written.split("|"))
    return table


def concepts_of(query: str) -> tuple[Concept, ...]:
    """The concepts of a query in the order typed, each once."""
    found: dict[str, Concept] = {}
    for typed in _typed(words.cut(query, silent=True)):
        alternatives = _with_synonyms(typed) if typed in _synonyms() else _itself(typed)
        if alternatives:
            found.setdefault(typed, Concept(typed, alternatives))
    return tuple(found.values())


def _typed(cut: list[str]) -> Iterator[str]:
    """Words as officers mean them: the longest run of dictionary words that is a word of synonyms.txt."""
    start = 0
    while start < len(cut):
        ends = range(min(len(cut), start + _LONGEST_RUN), start, -1)
        end = next((end for end in ends if "".join(cut[start:end]) in _synonyms()), start + 1)
        yield "".join(cut[start:end])
        start = end


def _itself(word: str) -> tuple[Alternative, ...]:
    """The word, or else its parts together; nothing for a silent word."""
    if words.is_silent(word):
        return ()
    inner = words.parts(word)
    return ((word,), inner) if len(inner) > 1 else ((word,),)


def _with_synonyms(typed: str) -> tuple[Alternative, ...]:
    alternatives = [tuple(words.cut(typed)), *(tuple(words.cut(text)) for text in _synonyms()[typed])]
    return tuple(dict.fromkeys(one for one in alternatives if one))
