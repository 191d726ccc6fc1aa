"""Reading statutes: the list of them, and one version with its chapters and articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from xuncheng.domains.law.models import Article, Level, StatuteVersion
from xuncheng.domains.law.queries.readable import versions_readable_by
from xuncheng.foundation.trail.refusal import FieldError, invalid, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

_RANK = Case(
    *(When(statute__level=level, then=Value(rank)) for rank, level in enumerate(Level)),
    default=Value(len(Level)),
    output_field=IntegerField(),
)


class Page(NamedTuple):
    """A piece of the list of statutes, each by its newest version, their numbers of articles, and what follows."""

    items: Sequence[StatuteVersion]
    articles: Mapping[UUID, int]
    next: str | None
    counted: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that stand under one heading; articles before any heading stand under an empty one."""

    title: str
    articles: Sequence[Article]


@dataclass(frozen=True, slots=True)
class FullText:
    """One version of a statute with all that it says, and its other versions, newest first."""

    version: StatuteVersion
    versions: Sequence[StatuteVersion]
    chapters: Sequence[Chapter]


def list_statutes(viewer: Viewer, *, level: str = "", q: str = "", cursor: str = "", limit: int = 50) -> Page:
    """Statutes by level, then title, whose title holds the text. Raises `Refused` for a cursor not of ours."""
    found = _newest(versions_readable_by(viewer)).annotate(rank=_RANK)
    if level:
        found = found.filter(statute__level=level)
    if q:
        found = found.filter(statute__title__icontains=q)
    counted = found.count()
    if cursor:
        rank, title = _place(cursor)
        found = found.filter(Q(rank__gt=rank) | Q(rank=rank, statute__short_title__gt=title))
    rows = list(found.order_by("rank", "statute__short_title")[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    following = f"{last.rank}~{last.statute.short_title}" if last else None
    return Page(rows[:limit], _articles_of(rows[:limit]), following, counted)


def _articles_of(versions: Sequence[StatuteVersion]) -> dict[UUID, int]:
    # lint: own door: articles of versions that came through theirs
    counted = Article.objects.filter(version__in=versions).values_list("version").annotate(Count("pk"))
    return dict(counted)


def full_text(viewer: Viewer, key: UUID) -> FullText:
    """One version of a statute. Raises `Refused` (404) where there is none."""
    readable = versions_readable_by(viewer)
    version = readable.filter(pk=key).first()
    if version is None:
        raise not_found(Text("该法规", "statute"))
    versions = list(readable.filter(statute=version.statute).order_by("-version_date", "-id"))
    articles = version.articles.defer("tokens").order_by("position")
    chapters = [
        Chapter(title, list(under)) for title, under in groupby(articles, key=lambda one: one.chapter)
    ]
    return FullText(version, versions, chapters)


def _newest(versions: QuerySet[StatuteVersion]) -> QuerySet[StatuteVersion]:
    """The newest version of each statute."""
    newest = versions.order_by("statute", "-version_date", "-id").distinct("statute").values("pk")
    return versions.filter(pk__in=newest)


def _place(cursor: str) -> tuple[int, str]:
    rank, _, title = cursor.partition("~")
    if not rank.isdecimal():
        raise invalid(FieldError("cursor", Text("分页位置有误", "The cursor is not one of ours")))
    return int(rank), title
