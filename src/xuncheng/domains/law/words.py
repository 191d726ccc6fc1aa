"""Words of Chinese text, for the index and for queries.

Chinese has no spaces, so a dictionary cuts it (rjieba). `terms.txt` adds fixed terms of the trade that the
dictionary would tear apart (占道经营). A long word is indexed with its parts at the same place, so that a query
for either finds it. Spans of time and sums of money leave a mark beside them, so that 几天 finds 七日内 and 罚多少
finds 五百元以上五千元以下. A change of any of this works for laws taken in afterwards.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib import resources

import rjieba

from xuncheng.domains.law.numerals import NUMERAL

LONGEST_POSITION = 16_383
"""The last position that PostgreSQL keeps in a tsvector."""

MARKS = {
    "timespan": re.compile(
        rf"(?<![月年{NUMERAL}])[{NUMERAL}]{{1,4}}(?:个?工作日|日|天|个月|小时)(?:以?内)?"
        rf"|(?<![{NUMERAL}])[{NUMERAL}]{{1,2}}年(?:以?内)"
    ),
    "sumofmoney": re.compile(
        rf"[{NUMERAL}万亿]+元(?:以[上下])?|(?:百分之[{NUMERAL}]+|[{NUMERAL}]+倍)(?:以[上下])"
    ),
}
"""Marks of the index, usable in synonyms.txt, and what in a text they stand for."""

OF_HEADINGS, OF_NAMES = "B", "C"
"""Weights of the words that come from headings, and from the names of matters."""

_FREQUENT = 100_000
"""A frequency that lets a fixed term win over its parts."""


def lines_of(name: str) -> Iterator[str]:
    """The lines of a data file of this package, without comments (#) and empty ones."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line:
            yield line


@functools.cache
def _silent() -> frozenset[str]:
    """Words that say nothing in a search: particles, and question words of an officer in a hurry."""
    return frozenset(word for line in lines_of("silent.txt") for word in line.split())


@functools.cache
def _load_terms() -> None:
    for line in lines_of("terms.txt"):
        for term in line.split():
            rjieba.add_word(term, _FREQUENT, "n")


def cut(text: str) -> list[str]:
    """The words of a text in order, without punctuation and silent words."""
    _load_terms()
    return [word for word in rjieba.cut(text.lower()) if word[0].isalnum() and not is_silent(word)]


def all_words(text: str) -> set[str]:
    """Every word of the dictionary that stands in the text, also where words overlap."""
    _load_terms()
    return set(rjieba.cut_all(text))


def is_silent(word: str) -> bool:
    """Whether the word says nothing in a search."""
    return word in _silent()


@functools.lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """Shorter dictionary words inside a long word; none for a word of one or two characters."""
    if len(word) < 3:
        return ()
    _load_terms()
    inner = rjieba.cut_for_search(word)
    return tuple(dict.fromkeys(part for part in inner if part != word and len(part) > 1))


def words_in(text: str) -> frozenset[str]:
    """The words of a text as a set, long ones with their parts, without single characters: how alike two texts are."""
    found = (one for word in cut(text) for one in (word, *parts(word)))
    return frozenset(one for one in found if len(one) > 1)


def every_word(text: str) -> frozenset[str]:
    """Every word that stands in the text, also where words overlap, and what no dictionary knows as it is cut: what an index keeps."""
    low = text.lower()
    found = (*cut(low), *all_words(low))
    return frozenset(word for word in found if word[0].isalnum() and not is_silent(word))


def asked_for(text: str) -> str:
    """The text form of a tsquery for what is typed: each of its words, a long one also in its parts. Empty for no word."""
    return " & ".join(_whole_or_in_parts(word) for word in dict.fromkeys(cut(text)))


def _whole_or_in_parts(word: str) -> str:
    together = " & ".join(quote(part) for part in parts(word))
    return f"({quote(word)} | ({together}))" if together else quote(word)


Vector = dict[str, list[str]]
"""Words of an article with their positions, each with its weight where that is not D."""


def vector(text: str, *headings: str) -> Vector:
    """Words of the text with their positions, and words of the headings with weight B."""
    for mark, stands_for in MARKS.items():
        text = stands_for.sub(rf"\g<0> {mark} ", text)
    places: Vector = {}
    for position, word in enumerate(cut(text)[:LONGEST_POSITION], start=1):
        for one in (word, *parts(word)):
            places.setdefault(one, []).append(str(position))
    for word in {one for heading in headings for long in cut(heading) for one in (long, *parts(long))}:
        places.setdefault(word, []).append(f"{LONGEST_POSITION}{OF_HEADINGS}")
    return places


def name_vector(names: Iterable[str]) -> Vector:
    """Words of names of matters, and their single characters, all with the weight of names."""
    found = [one for name in names for word in cut(name) for one in (word, *parts(word), *word)]
    return {one: [f"{position}{OF_NAMES}"] for position, one in enumerate(dict.fromkeys(found), start=1)}


def vector_text(places: Vector) -> str:
    """The text form of a tsvector."""
    return " ".join(f"{quote(word)}:{','.join(found)}" for word, found in places.items())


def quote(word: str) -> str:
    """A word as a lexeme in the text form of a tsvector or tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
