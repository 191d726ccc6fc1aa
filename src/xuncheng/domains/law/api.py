"""HTTP for the law: statutes and their articles, the search over all of them, and matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import StreamingHttpResponse
from ninja import Field, Query, Router

from xuncheng.domains.law import queries
from xuncheng.domains.law.labels import CONDITIONS, CORRECTION_ORDERS, DOMAINS, LEVELS
from xuncheng.domains.law.models import CorrectionOrder, Level
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import AT_ONCE, Column, file_of
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.matter import fine_in_words
from xuncheng.rules.penalty import PenaltyKind

router = Router(tags=["law"])

MOST_COUNTED = 1000
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str, Query(max_length=250)]
Words = Annotated[str, Query(max_length=200, description="words, a title, or a citation")]


class Bilingual(Schema):
    """Words in both languages."""

    zh: str
    en: str


class Labelled(Bilingual):
    """A code with its words."""

    code: str


class Counted(Schema):
    """How many there are; `capped` where there are more than were counted."""

    value: int
    capped: bool


class StatuteItem(Schema):
    """A statute by its newest version, whose key `id` is."""

    id: UUID
    title: str
    level: Labelled
    version_date: date | None
    in_force: bool
    articles: int


class StatutePage(Schema):
    """Statutes by level, then title; `next` is the cursor of the following page."""

    items: list[StatuteItem]
    next: str | None
    count: Counted


class VersionItem(Schema):
    """One version of a statute."""

    id: UUID
    version_date: date | None


class ArticleItem(Schema):
    """One article; `number` is 0 for text outside the numbered articles."""

    id: UUID
    number: int
    label: str
    text: str


class ChapterItem(Schema):
    """Articles under one heading."""

    title: str
    articles: list[ArticleItem]


class StatuteDetail(Schema):
    """One version of a statute with all that it says."""

    id: UUID
    title: str
    level: Labelled
    version_date: date | None
    in_force: bool
    effective_from: date | None
    effective_until: date | None
    repealed_by: str
    preamble: str
    versions: list[VersionItem]
    chapters: list[ChapterItem]


class HitItem(Schema):
    """One article found; `text_html` is escaped, with <mark> around what was searched for."""

    article_id: UUID
    law_id: UUID
    law: str
    label: str
    text_html: str
    in_force: bool
    version_date: date | None
    rank: int


class LawSearch(Schema):
    """Articles, best first. `exact` for a jump; `dropped` are terms that the first hit does not have."""

    items: list[HitItem]
    exact: bool
    terms: list[str]
    dropped: list[str]


class Cited(Schema):
    """What a matter cites: the first statute and its articles; `label` is all of it as a document cites it."""

    statute: str
    article: str
    label: str


class MatterItem(Schema):
    """One version of a matter. Amounts are CNY; `from` and `until` are both in force."""

    id: UUID = Field(description="key of the matter, for acts that refer to it")
    code: str
    name: Bilingual
    domain: Labelled
    violated: Cited
    penalty: Cited
    kinds: list[Labelled]
    orders: list[str]
    fine_min: Decimal | None
    fine_max: Decimal | None
    fine_basis: Bilingual
    subject: Bilingual
    order_to_correct_first: Labelled
    seizure: str
    from_: date | None = Field(serialization_alias="from")
    until: date | None
    verified: bool


class MatterPage(Schema):
    """Matters, each by its newest version."""

    items: list[MatterItem]
    next: str | None
    count: Counted


class MatterVersions(Schema):
    """All versions of one matter, newest first."""

    items: list[MatterItem]


MATTERS = (
    Column("编号", "Code", "code"),
    Column("事项名称", "Matter", "name"),
    Column("领域", "Domain", "domain"),
    Column("违反的规定", "Violated", "violated.label"),
    Column("处罚依据", "Penalised by", "penalty.label"),
    Column("处罚种类", "Kinds of penalty", "kinds"),
    Column("罚款下限（元）", "Fine from (CNY)", "fine_min"),
    Column("罚款上限（元）", "Fine to (CNY)", "fine_max"),
    Column("罚款计算方式", "How it is reckoned", "fine_basis"),
    Column("处罚对象", "Whom", "subject"),
    Column("责令改正", "Order to correct", "order_to_correct_first"),
    Column("查封扣押依据", "Seizure by", "seizure"),
    Column("施行日期", "In force from", "from_"),
    Column("失效日期", "In force until", "until"),
    Column("已核对", "Verified", "verified"),
)


@router.get("/laws", response=StatutePage, summary="Statutes")
def laws(
    request: ViewerRequest, level: Level | None = None, q: Words = "", cursor: Cursor = "", limit: Limit = 50
) -> Any:
    """Statutes by level, then title, each by its newest version; `q` is part of a title."""
    page = queries.list_statutes(request.viewer, level=level or "", q=q, cursor=cursor, limit=limit)
    items = [_version(version) | {"articles": page.articles.get(version.pk, 0)} for version in page.items]
    return {"items": items, "next": page.next, "count": _counted(page.counted)}


@router.get("/laws/search", response=LawSearch, summary="Search the law")
def search(request: ViewerRequest, q: Words, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Any:
    """Articles for what was typed: a citation jumps (行政处罚法第五十七条), words are searched (占道经营 罚多少)."""
    return queries.search_articles(request.viewer, q, today(), limit)


@router.get("/laws/{id}", response=StatuteDetail, summary="One version of a statute")
def law(request: ViewerRequest, id: UUID) -> Any:  # noqa: A002 # the contract's name
    """All chapters and articles of one version, and which other versions there are."""
    text = queries.full_text(request.viewer, id)
    version = text.version
    return _version(version) | {
        "effective_from": version.effective_from, "effective_until": version.effective_until,
        "repealed_by": version.statute.repealed_by, "preamble": version.preamble, "versions": text.versions,
        "chapters": text.chapters,
    }  # fmt: skip


@router.get("/matters", response=MatterPage, by_alias=True, summary="Matters")
def matters(
    request: ViewerRequest, q: Words = "", domain: str = "", cursor: Cursor = "", limit: Limit = 50
) -> Any:
    """Matters by code, or those that fit `q` best: words, a code, or a cited article."""
    page = queries.search_matters(request.viewer, q=q, domain=domain, cursor=cursor, limit=limit)
    items = [_matter(matter, matter.versions.all()[0]) for matter in page.items]
    return {"items": items, "next": page.next, "count": _counted(page.counted)}


@router.get("/matters/export", summary="Matters, as CSV")
def export_matters(request: ViewerRequest, q: Words = "", domain: str = "") -> StreamingHttpResponse:
    """The same matters in the same order as a CSV file, each by its newest version."""
    return file_of(request, "matters", MATTERS, _matter_rows(request.viewer, q, domain))


def _matter_rows(viewer: Viewer, q: str, domain: str) -> Iterator[tuple[dict[str, Any], None]]:
    cursor: str | None = ""
    while cursor is not None:
        page = queries.search_matters(viewer, q=q, domain=domain, cursor=cursor, limit=AT_ONCE)
        for matter in page.items:
            yield _matter(matter, matter.versions.all()[0]), None
        cursor = page.next


@router.get("/matters/{code}", response=MatterVersions, by_alias=True, summary="All versions of a matter")
def matter(request: ViewerRequest, code: str) -> Any:
    """One matter in all its versions, newest first."""
    found = queries.matter_by_code(request.viewer, code)
    return {"items": [_matter(found, version) for version in found.versions.all()]}


def _version(version: queries.StatuteVersion) -> dict[str, Any]:
    level = Level(version.statute.level)
    return {
        "id": version.pk, "title": version.statute.title, "level": _labelled(level, LEVELS[level]),
        "version_date": version.version_date, "in_force": version.covers(today()),
    }  # fmt: skip


def _matter(matter: queries.Matter, version: queries.MatterVersion) -> dict[str, Any]:
    correction = CorrectionOrder(version.correction_order)
    return {
        "id": matter.pk, "code": matter.code, "name": {"zh": matter.name_zh, "en": matter.name_en},
        "domain": _labelled(matter.domain, DOMAINS[matter.domain]), "violated": _cited(version.violated_basis),
        "penalty": _cited(version.penalty_basis), "kinds": [_kind(kind) for kind in version.kinds],
        "orders": version.orders, "fine_min": version.fine_min, "fine_max": version.fine_max,
        "fine_basis": _text(fine_in_words(version.fine_rule)), "seizure": version.seizure,
        "subject": {"zh": version.subject_zh, "en": version.subject_en},
        "order_to_correct_first": _labelled(correction, CORRECTION_ORDERS[correction]),
        "from_": version.effective_from, "until": version.effective_until, "verified": version.verified,
    }  # fmt: skip


def _cited(cited: tuple[Basis, ...]) -> dict[str, str]:
    if not cited:
        return {"statute": "", "article": "", "label": ""}
    label = "、".join(basis.label for basis in cited)
    return {"statute": cited[0].statute, "article": cited[0].article, "label": label}


def _kind(kind: str) -> dict[str, str]:
    """A kind of penalty with its condition: 罚款（可以并处）."""
    name, _, condition = kind.partition(":")
    label = PenaltyKind(name).label
    if condition:
        added = CONDITIONS[condition]
        label = Text(f"{label.zh}（{added.zh}）", f"{label.en} ({added.en})")
    return _labelled(kind, label)


def _labelled(code: str, words: Text) -> dict[str, str]:
    return {"code": str(code), **_text(words)}


def _text(words: Text) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _counted(number: int) -> dict[str, Any]:
    return {"value": min(number, MOST_COUNTED), "capped": number > MOST_COUNTED}
