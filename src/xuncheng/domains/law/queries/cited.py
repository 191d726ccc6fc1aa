"""The articles that matters cite, as duty or as penalty: what an officer needs of the law without a network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from xuncheng.domains.law.models import Article, MatterVersion
from xuncheng.domains.law.queries.readable import matters_readable_by, versions_readable_by
from xuncheng.foundation.trail.viewer import Viewer

_NUMBER = re.compile(r"(\d+)(?:之(\d+))?")

Cited = tuple[str, int, int]
"""A statute by its short title, the number of an article, and the one of an inserted article (0: none)."""


def articles_cited(viewer: Viewer, on: date, back: timedelta) -> QuerySet[Article]:
    """Articles that any matter cites, of versions in force on that day or not longer over than `back`."""
    wanted = set(_cited(viewer))
    over = Q(effective_until=None) | Q(effective_until__gte=on - back)
    titles = {title for title, _, _ in wanted}
    versions = versions_readable_by(viewer).filter(over, statute__short_title__in=titles)
    # lint: own door: articles of versions that came through theirs
    found = Article.objects.filter(
        version__in=versions.values("pk"), number__in={one for _, one, _ in wanted}
    )
    rows = found.values_list("pk", "version__statute__short_title", "number", "inserted")
    keys = [key for key, *place in rows if tuple(place) in wanted]
    # lint: own door: the same articles
    return Article.objects.filter(pk__in=keys).select_related("version__statute").defer("tokens")


def _cited(viewer: Viewer) -> Iterator[Cited]:
    # lint: own door: versions of matters that came through theirs
    rows = MatterVersion.objects.filter(matter__in=matters_readable_by(viewer).values("pk"))
    for violated, penalised in rows.values_list("violated", "penalised"):
        yield from _read([*violated, *penalised])


def _read(pairs: Iterable[tuple[str, str]]) -> Iterator[Cited]:
    for statute, article in pairs:
        for one in article.split(";"):
            found = _NUMBER.match(one.strip())
            if found:
                yield statute, int(found[1]), int(found[2] or 0)
