"""In how many articles words stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from xuncheng.domains.law.concepts import Counts


def counts_of(words: Iterable[str]) -> Counts:
    """The counts of the words; a word that no article has is missing."""
    return dict(rows_of("SELECT term, articles FROM law_term_frequency WHERE term = ANY (%s)", [list(words)]))


def rows_of(sql: str, given: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
