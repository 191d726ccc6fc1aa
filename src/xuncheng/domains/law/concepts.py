"""What a query means: a row of concepts, each a word with what statutes say instead of it.

The query is cut into words that the articles are known to have, not into what a dictionary finds likely: 路灯不亮
becomes 路灯 and 亮, as no article says 灯不亮.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xuncheng.domains.law import words

Alternative = tuple[str, ...]
"""Words that stand for a concept together."""

Counts = Mapping[str, int]
"""In how many articles each word stands; a word in none is missing."""

_LONGEST = 12
"""Characters of the longest word looked for in a query."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing searched for: how it was typed, and the words that stand for it; none where no article has it."""

    typed: str
    alternatives: tuple[Alternative, ...]

    def tsquery(self, *, in_names: bool = False) -> str:
        """The concept as text of a PostgreSQL tsquery; `in_names` looks only into names of matters.

        A single character is always looked for in names only: there it tells something, in articles nothing.
        """
        suffix = f":{words.OF_NAMES}" if in_names or len(self.typed) == 1 else ""
        either = (
            " & ".join(words.quote(word) + suffix for word in together) for together in self.alternatives
        )
        return "(" + " | ".join(f"({one})" for one in either) + ")"

    def frequency(self, counts: Counts) -> int:
        """In about how many articles it stands."""
        return sum(min(counts.get(word, 0) for word in together) for together in self.alternatives)


def candidates(query: str) -> set[str]:
    """All words whose counts `concepts_of` needs to know."""
    typed = {word for text in _runs(query) for _, word in _inside(text)}
    return typed | {one for word in typed for together in _alternatives(word) for one in together}


def concepts_of(query: str, counts: Counts) -> tuple[Concept, ...]:
    """The concepts of a query in the order typed, each once."""
    typed = dict.fromkeys(word for text in _runs(query) for word in _cut(text, counts))
    return tuple(Concept(word, _known(word, counts)) for word in typed if not words.is_silent(word))


def _known(word: str, counts: Counts) -> tuple[Alternative, ...]:
    """The alternatives whose words all stand in some article."""
    return tuple(one for one in _alternatives(word) if all(counts.get(part) for part in one))


def _alternatives(word: str) -> tuple[Alternative, ...]:
    """The word itself, or its parts together, or what statutes write instead."""
    found: list[Alternative] = [(word,), words.parts(word)] if len(words.parts(word)) > 1 else [(word,)]
    found += [tuple(words.cut(text)) for text in _synonyms().get(word, ())]
    return tuple(dict.fromkeys(one for one in found if one))


@functools.cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    """Alternatives for each word of officers, from synonyms.txt."""
    table: dict[str, tuple[str, ...]] = {}
    for line in words.lines_of("synonyms.txt"):
        typed, _, written = line.partition("=")
        for word in typed.lower().split():
            table[word] = table.get(word, ()) + tuple(part.strip() for part in written.split("|"))
    return table


def _runs(query: str) -> list[str]:
    """What was typed between spaces and punctuation."""
    return re.findall(r"\w+", query.lower())


def _inside(text: str) -> Iterator[tuple[int, str]]:
    """Each word that the text may hold, with where it begins: of the dictionary, or of synonyms.txt."""
    dictionary = words.all_words(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
            word = text[start:end]
            if word in dictionary or word in _synonyms() or words.is_silent(word):
                yield start, word


def _cut(text: str, counts: Counts) -> list[str]:
    """The text cut into words that articles have: as few characters left over as can be, then as few words.

    A single character counts as left over.
    """
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    usable = [(start, word) for start, word in _inside(text) if len(word) > 1 and _usable(word, counts)]
    for end in range(1, len(text) + 1):
        covered, before = best[end - 1]
        ways = [(covered, (*before, text[end - 1]))]
        for start, word in usable:
            if start + len(word) == end:
                ways.append((best[start][0] + len(word), (*best[start][1], word)))
        best.append(max(ways, key=lambda way: (way[0], -len(way[1]))))
    return list(best[-1][1])


def _usable(word: str, counts: Counts) -> bool:
    return word in counts or word in _synonyms() or words.is_silent(word)
