"""HTTP for publications: for everybody, signed in or not, and for the bureau."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.cases import deadlines
from xuncheng.domains.cases.deadlines_api import DeadlinePage
from xuncheng.domains.cases.queries import one
from xuncheng.domains.publication import commands, feeds, page, queries, schemas
from xuncheng.domains.publication.queries import SORTINGS
from xuncheng.domains.publication.schemas import OpenQuery, PublicationQuery
from xuncheng.foundation.people.authentication import ANYBODY, ViewerRequest
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page as paged
from xuncheng.foundation.trail.schemas import csv_stream
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS
from xuncheng.rules.procedure.periods import PERIODS

__all__ = ["commands", "router"]

router = Router(tags=["publication"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000


@router.get(
    "/public/publications", response=schemas.OpenPage, auth=ANYBODY, summary="Published decisions, for everybody"
)  # fmt: skip
def list_open(
    request: ViewerRequest, query: Query[OpenQuery], cursor: str | None = None, limit: Limit = 50
) -> dict[str, Any]:
    """Decisions that are shown today, the newest first; of those withdrawn only why. A keyset page. No sign-in is needed."""
    sorting = SORTINGS.get(query.sort, SORTINGS["-day"])
    with reading(request.viewer, lists=True):
        found = paged(queries.matching(queries.open_to_all(), query.filter()), sorting, cursor, limit)
        streets = street_names()
        items = [page.open_item(row, streets) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get(
    "/public/publications/{uuid:key}", response=schemas.OpenEntry, auth=ANYBODY, summary="A published decision"
)  # fmt: skip
def show_open(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One decision that is shown today, masked; of one that was withdrawn only why."""
    with reading(request.viewer):
        return page.entry(queries.open_one(key), street_names())


@router.get(
    "/public/publications/feed.json", response=schemas.JsonFeed, auth=ANYBODY, summary="Published decisions as JSON Feed"
)  # fmt: skip
def json_feed(request: ViewerRequest) -> dict[str, Any]:
    """The newest decisions that are shown, as JSON Feed 1.1."""
    with reading(request.viewer):
        return feeds.json(request, queries.newest())


@router.get("/public/publications/feed.rss", auth=ANYBODY, summary="Published decisions as RSS")
def rss_feed(request: ViewerRequest) -> HttpResponse:
    """The newest decisions that are shown, as RSS 2.0."""
    return _xml(request, "rss")


@router.get("/public/publications/feed.atom", auth=ANYBODY, summary="Published decisions as Atom")
def atom_feed(request: ViewerRequest) -> HttpResponse:
    """The newest decisions that are shown, as Atom 1.0."""
    return _xml(request, "atom")


def _xml(request: ViewerRequest, kind: Literal["rss", "atom"]) -> HttpResponse:
    with reading(request.viewer):
        content, media_type = feeds.xml(request, kind, queries.newest())
    return HttpResponse(content, content_type=media_type)


@router.get("/publications", response=schemas.PublicationPage, summary="Publications")
def list_publications(
    request: ViewerRequest, query: Query[PublicationQuery], cursor: str | None = None, limit: Limit = 50, exact: bool = False
) -> dict[str, Any]:  # fmt: skip
    """What was published, withdrawn or exempt in the viewer's areas, the newest first; a keyset page."""
    sorting = SORTINGS.get(query.sort, SORTINGS["-day"])
    with reading(request.viewer, lists=True):
        matching = queries.matching(queries.readable_by(request.viewer), query.filter(query.state))
        found = paged(matching, sorting, cursor, limit, exact=exact)
        streets = street_names()
        return {
            "items": [page.item(row, streets) for row in found.rows],
            "next": found.next,
            "count": found.count,
        }


@router.get(
    "/publications/waiting", response=DeadlinePage, summary="Decisions that wait to be published or withdrawn"
)
def list_waiting(
    request: ViewerRequest, query: Query[OpenQuery], cursor: str | None = None, limit: Limit = 50
) -> dict[str, Any]:
    """Decisions to be published and publications to be withdrawn, by the last day on which it is in time.

    Here `from` and `to` narrow by that day, and `q` looks into the case.
    """
    with reading(request.viewer, lists=True):
        found = paged(queries.waiting(request.viewer, query.filter()), deadlines.BY_DAY, cursor, limit)
        streets = street_names()
        items = [deadlines.item(row, streets) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/publications/waiting/export", summary="What waits to be published or withdrawn as CSV")
def export_waiting(request: ViewerRequest, query: Query[OpenQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = ("案号", "当事人", "案由", "待办事项", "届满日", "承办人", "街道")
    return csv_stream("publications-waiting", head, _waiting_rows(request, query))


def _waiting_rows(request: ViewerRequest, query: OpenQuery) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer):
        streets = street_names()
        found = queries.waiting(request.viewer, query.filter()).order_by("due_on", "id")[:EXPORT_ROWS]
        for row in found.iterator(chunk_size=1000):
            yield (
                row.case.number, row.case.party.name, row.case.cause, PERIODS[row.clock].label.zh, row.due_on,
                row.handler.user.name, streets.get(row.street, ""),
            )  # fmt: skip


@router.get("/publications/export", summary="Publications as CSV")
def export_publications(request: ViewerRequest, query: Query[PublicationQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed: what is shown, and no more of the party."""
    head = (
        "决定书文号", "案号", "状态", "当事人（已遮蔽）", "统一社会信用代码", "案由", "处罚内容", "决定日期", "公示日期", "公示截止",
        "撤回日期", "撤回理由", "不予公示情形", "街道",
    )  # fmt: skip
    return csv_stream("publications", head, _rows(request, query))


def _rows(request: ViewerRequest, query: PublicationQuery) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer):
        streets = street_names()
        matching = queries.matching(queries.readable_by(request.viewer), query.filter(query.state))
        for row in matching.order_by("-day", "-id")[:EXPORT_ROWS].iterator(chunk_size=1000):
            ground = GROUNDS[row.ground].zh if row.ground else ""
            yield (
                row.number, row.case.number, page.STATES[row.state].zh, row.party, row.credit_code, row.cause, row.penalty,
                row.decided_on, row.day, row.shown_until, row.withdrawn_on, row.explanation, ground, streets.get(row.street, ""),
            )  # fmt: skip


@router.get(
    "/cases/{uuid:key}/publication", response=schemas.CasePublication, summary="The publication of a case"
)  # fmt: skip
def show_case_publication(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """What of the case is to be published by when, how it would read, and what was published so far."""
    with reading(request.viewer):
        case = one(request.viewer, key)
        return page.case_section(case, queries.of_case(request.viewer, key), street_names())
