"""The two SQL statements of the search: the jump to an article, and the search by words.

Only constants and the numbers of placeholders go into their text; everything typed goes in as a parameter.
"""
# ruff: noqa: S608 # see above

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from xuncheng.domains.law import words
from xuncheng.domains.law.concepts import Concept
from xuncheng.domains.law.queries.citation import Citation

Statement = tuple[str, dict[str, Any]]
"""Text of a statement, and its parameters by name."""

_ENOUGH = 3
"""Articles that have all concepts, below which one concept fewer is asked for."""
_MOST_LEVELS = 4
_NEARLY = 0.7
"""Share of the weight of the best choice of concepts that another choice must have."""
_MOST_FOUND = 1000
"""Articles taken from one level; a single common word has more, and then any of them will do."""

# What an article gains; only the proportions matter. Set on other queries than those of bench/law_queries.csv.
_HAS_CONCEPTS = 10.0
_IN_FORCE = 6.0
_WORKED_WITH = 2.0
_IN_TITLE = 0.5
_IN_NAME = 2.0
"""For concepts that the name of a matter has which cites the article."""
_OFTEN = 0.5
_CLOSE_TOGETHER = 1.0
_LENGTH = 0.2

_IS_IN_FORCE = """(coalesce(v.effective_from, v.version_date, '-infinity') <= %(on)s
    AND coalesce(v.effective_until, 'infinity') >= %(on)s)"""
# The statutes that the bureau works with: those of its procedure, and those that its matters cite.
_IS_WORKED_WITH = """(s.short_title = ANY (%(principal)s || ARRAY(
    SELECT DISTINCT jsonb_array_elements(violated || penalised) ->> 0 FROM law_matter_version)))"""

_JUMP = f"""
SELECT a.id, v.id, s.short_title, a.label, a.text, {_IS_IN_FORCE} AS in_force, v.version_date
FROM law_article a JOIN law_statute_version v ON v.id = a.version_id JOIN law_statute s ON s.id = v.statute_id
WHERE a.number = %(article)s AND a.inserted = %(inserted)s AND s.short_title LIKE %(letters)s
ORDER BY s.short_title = %(title)s DESC, in_force DESC, array_position(%(principal)s, s.short_title::text),
    {_IS_WORKED_WITH} DESC, s.short_title LIKE %(within)s DESC, length(s.short_title),
    v.version_date DESC NULLS LAST
LIMIT %(limit)s
"""

# The words of each article are unpacked once (`words`), not anew for every sign.
# Two steps: the cheap signs (in force, title, worked with) choose 120, the dear ones (closeness) order these.
_BY_WORDS = f"""
WITH {{levels}}, found AS ({{found}}),
near AS (
    SELECT * FROM (
        SELECT found.id, v.id AS law_id, s.short_title, v.version_date, {_IS_IN_FORCE} AS in_force,
            {_IS_WORKED_WITH} AS worked_with, {{titles}} AS in_title
        FROM found JOIN law_statute_version v ON v.id = found.version_id JOIN law_statute s ON s.id = v.statute_id
        OFFSET 0
    ) signs
    ORDER BY in_force DESC, worked_with::int + in_title DESC
    LIMIT 120
)
SELECT near.id, law_id, short_title, a.label, a.text, in_force, version_date, ARRAY[{{has}}]
FROM near JOIN law_article a USING (id) CROSS JOIN LATERAL (SELECT a.tokens || '' AS tokens OFFSET 0) words
ORDER BY {_HAS_CONCEPTS} * ({{shares}}) + {_IN_FORCE} * in_force::int + {_WORKED_WITH} * worked_with::int
    + {_IN_TITLE} * in_title + {_IN_NAME} * ({{names}})
    + {_OFTEN} * ln(1 + 20 * ts_rank_cd('{{{{0.1, 0, 0, 1}}}}', words.tokens, %(any)s::tsquery, 1))
    + {_CLOSE_TOGETHER} * ln(1 + 20 * ts_rank_cd('{{{{0.1, 0, 0, 1}}}}', words.tokens, %(level0)s::tsquery, 0))
    - {_LENGTH} * ln(1 + length(a.text) / 100.0) DESC, version_date DESC NULLS LAST, a.position
LIMIT %(limit)s
"""


def jump_statement(citation: Citation, on: date, limit: int) -> Statement:
    """Articles with the cited number: of the statute titled so, in force, worked with, shortest title first.

    A title fits if its characters stand in the statute's title in this order: 市容条例 is
    北京市市容环境卫生条例.
    """
    letters = "%".join(_literally(letter) for letter in citation.title)
    return _JUMP, {
        "article": citation.article, "inserted": citation.inserted, "title": citation.title, "on": on,
        "letters": f"%{letters}%", "within": f"%{_literally(citation.title)}%", "limit": limit,
        "principal": list(words.lines_of("principal.txt")),
    }  # fmt: skip


def words_statement(weights: Mapping[Concept, float], on: date, limit: int) -> Statement:
    """Articles that have the concepts, best first, each with which of the concepts it has."""
    concepts, total = list(weights), sum(weights.values())
    levels = _levels(weights)
    given: dict[str, Any] = {f"level{n}": level for n, level in enumerate(levels)}
    for n, concept in enumerate(concepts):
        given |= {
            f"concept{n}": concept.tsquery(), f"share{n}": weights[concept] / total, f"title{n}": _in_title(concept),
            f"name{n}": concept.tsquery(in_names=True),
        }  # fmt: skip
    given |= {
        "any": " | ".join(concept.tsquery() for concept in concepts), "on": on, "limit": limit,
        "principal": list(words.lines_of("principal.txt")),
    }  # fmt: skip
    return _words_text(len(levels), len(concepts)), given


def _words_text(levels: int, concepts: int) -> str:
    has = [f"words.tokens @@ %(concept{n})s::tsquery" for n in range(concepts)]
    return _BY_WORDS.format(
        levels=", ".join(_level(n) for n in range(levels)),
        found=" UNION ".join(f"SELECT id, version_id FROM level{n}" for n in range(levels)),
        has=", ".join(has),
        shares=" + ".join(f"({one})::int * %(share{n})s::float8" for n, one in enumerate(has)),
        names=" + ".join(
            f"(words.tokens @@ %(name{n})s::tsquery)::int * %(share{n})s::float8" for n in range(concepts)
        ),
        titles=" + ".join(
            f"(s.short_title LIKE ANY (%(title{n})s))::int * %(share{n})s::float8" for n in range(concepts)
        ),
    )


def _levels(weights: Mapping[Concept, float]) -> list[str]:
    """What to ask for, from all concepts together down to few of them, as texts of tsqueries.

    Of the ways to leave concepts out, only those are asked for that keep what says most.
    """
    sizes = range(len(weights), max(0, len(weights) - _MOST_LEVELS), -1)
    return [" | ".join(_together(some) for some in _telling(weights, size)) for size in sizes]


def _telling(weights: Mapping[Concept, float], size: int) -> list[tuple[Concept, ...]]:
    """The choices of so many concepts that say nearly as much as the best of them."""
    chosen = {some: sum(weights[one] for one in some) for some in combinations(weights, size)}
    most = max(chosen.values())
    return [some for some, weight in chosen.items() if weight >= _NEARLY * most]


def _together(some: Sequence[Concept]) -> str:
    return "(" + " & ".join(one.tsquery() for one in some) + ")"


def _level(number: int) -> str:
    """One level of the search; it runs only where all levels before found too little."""
    gates = "".join(f"(SELECT count(*) FROM level{before}) < {_ENOUGH} AND " for before in range(number))
    return (
        f"level{number} AS MATERIALIZED (SELECT id, version_id FROM law_article"
        f" WHERE {gates}tokens @@ %(level{number})s::tsquery LIMIT {_MOST_FOUND})"
    )


def _in_title(concept: Concept) -> list[str]:
    """Patterns for titles that hold the concept."""
    return [f"%{_literally(''.join(together))}%" for together in concept.alternatives]


def _literally(text: str) -> str:
    """The text for LIKE, its special characters standing for themselves."""
    return re.sub(r"([\\%_])", r"\\\1", text)
