"""Giving articles the names of the matters that cite them, so that a search for the matter finds the article.

The names stand in an article's words with weight C, beside the words of its text (D) and its headings (B).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import Q

from xuncheng.domains.law import words
from xuncheng.domains.law.models import MatterVersion

Place = tuple[str, int]
"""A statute by its short title, and the number of an article."""

_NAME = """
UPDATE law_article a SET tokens = ts_filter(a.tokens, '{a,b,d}') || %s::tsvector
FROM law_statute_version v JOIN law_statute s ON s.id = v.statute_id
WHERE a.version_id = v.id AND s.short_title = %s AND a.number = %s AND a.inserted = 0
"""
# A word that so far stood in no article would count as unknown.
_KNOW = "INSERT INTO law_term_frequency (term, articles) SELECT unnest(%s::text[]), 1 ON CONFLICT DO NOTHING"


def places(cited: Iterable[Iterable[str]]) -> set[Place]:
    """The articles that citations name: (道路条例, 27(1);30) names 27 and 30."""
    return {
        (statute, int(one.strip().split("(")[0].split("之")[0]))
        for statute, article in cited
        for one in article.split(";")
    }


def name_articles(where: Collection[Place]) -> None:
    """Set the names of the given articles anew, from all matters that cite them."""
    names = _names({statute for statute, _ in where})
    with connection.cursor() as cursor:
        for place in sorted(where):
            vector = words.name_vector(sorted(names[place]))
            cursor.execute(_NAME, [words.vector_text(vector), *place])
            cursor.execute(_KNOW, [list(vector)])


def name_statute(statute: str) -> None:
    """Set the names of all articles of a statute that matters cite."""
    name_articles(list(_names({statute})))


def _names(statutes: set[str]) -> dict[Place, set[str]]:
    """Names of the matters that cite the statutes, by article."""
    cites = Q()
    for statute in statutes:
        cites |= Q(violated__contains=[[statute]]) | Q(penalised__contains=[[statute]])
    found: dict[Place, set[str]] = defaultdict(set)
    for version in MatterVersion.objects.filter(cites).select_related("matter") if statutes else ():
        for place in places([*version.violated, *version.penalised]):
            if place[0] in statutes:
                found[place].add(version.matter.name_zh)
    return found
