"""Search over all articles of law: a jump to a cited article, else by words.

By words: all concepts of the query must stand in an article, heading and title included. While too few
articles have them all, one concept fewer is asked for, whichever. What is found is ordered by the weights in
statement.py. docs/law-search.md tells how well that does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xuncheng.domains.law.concepts import Concept, Counts, candidates, concepts_of
from xuncheng.domains.law.models import ALL_ARTICLES
from xuncheng.domains.law.queries.citation import Citation, read_citation
from xuncheng.domains.law.queries.highlight import highlight, highlight_paragraph
from xuncheng.domains.law.queries.readable import may_read
from xuncheng.domains.law.queries.statement import jump_statement, words_statement
from xuncheng.domains.law.queries.terms import counts_of, rows_of
from xuncheng.foundation.trail.viewer import Viewer

_MOST_CONCEPTS = 6
"""Rarest concepts kept of a long query; more would only multiply the combinations."""
_RAREST = 7.0
"""Cap of a concept's weight, so that one freak word does not outweigh all others."""
_SINGLE = 0.4
"""What a single character weighs, compared with a word that is as rare."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `text_html` is escaped, with <mark> around what was searched for."""

    article_id: UUID
    law_id: UUID
    law: str
    label: str
    text_html: str
    in_force: bool
    version_date: date | None
    rank: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: `exact` for a jump, `dropped` are terms that the first hit does not have."""

    items: tuple[Hit, ...]
    exact: bool
    terms: tuple[str, ...]
    dropped: tuple[str, ...]


def search_articles(viewer: Viewer, query: str, on: date, limit: int = 20) -> Found:
    """Articles for what an officer typed, best first; `on` is the day that decides what is in force.

    A stranger finds nothing.
    """
    if not may_read(viewer):
        return Found((), False, (), ())
    citation = read_citation(query)
    if citation:
        jumped = _jump(citation, on, limit)
        if jumped.items or citation.certain:
            return jumped
    return _by_words(query, on, limit)


def _jump(citation: Citation, on: date, limit: int) -> Found:
    """The cited article: in the statute named best, newest in force first, its other versions after it."""
    hits = tuple(
        Hit(article, law, title, label, highlight_paragraph(text, citation.paragraph), in_force, day, rank)
        for rank, (article, law, title, label, text, in_force, day) in enumerate(
            rows_of(*jump_statement(citation, on, limit)), start=1
        )
    )
    return Found(hits, bool(hits), (), ())


def _by_words(query: str, on: date, limit: int) -> Found:
    counts = counts_of({*candidates(query), ALL_ARTICLES})
    concepts = concepts_of(query, counts)
    weights = _weigh(concepts, counts)
    unused = tuple(concept.typed for concept in concepts if concept not in weights)
    if not weights:
        return Found((), False, (), unused)
    rows = rows_of(*words_statement(weights, on, limit))
    alternatives = [together for concept in weights for together in concept.alternatives]
    hits = tuple(
        Hit(article, law, title, label, highlight(text, alternatives), in_force, day, rank)
        for rank, (article, law, title, label, text, in_force, day, _) in enumerate(rows, start=1)
    )
    has = rows[0][-1] if rows else [False] * len(weights)
    lacking = tuple(concept.typed for concept, there in zip(weights, has, strict=True) if not there)
    return Found(hits, False, tuple(concept.typed for concept in weights), unused + lacking)


def _weigh(concepts: Sequence[Concept], counts: Counts) -> dict[Concept, float]:
    """The rarest concepts and how much each says (inverse document frequency); what stands nowhere is left out."""
    total = counts.get(ALL_ARTICLES, 0)
    weights: dict[Concept, float] = {}
    for concept in concepts:
        if count := concept.frequency(counts):
            rarity = min(_RAREST, math.log(1 + max(total - count, 0.5) / (count + 0.5)))
            weights[concept] = rarity if len(concept.typed) > 1 else rarity * _SINGLE
    rarest = sorted(weights, key=lambda concept: -weights[concept])[:_MOST_CONCEPTS]
    return {concept: weights[concept] for concept in rarest}
