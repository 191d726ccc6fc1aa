"""HTTP for publications: for everybody, signed in or not, and for the bureau."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from xuncheng.domains.cases import deadlines
from xuncheng.domains.cases.deadlines_api import DeadlinePage
from xuncheng.domains.cases.queries import one
from xuncheng.domains.publication import commands, feeds, page, queries, schemas
from xuncheng.domains.publication.queries import SORTINGS
from xuncheng.domains.publication.schemas import OpenQuery, PublicationQuery, WaitingQuery
from xuncheng.foundation.files.queries import read_bytes
from xuncheng.foundation.files.serving import bytes_response
from xuncheng.foundation.people.authentication import ANYBODY, ViewerRequest
from xuncheng.foundation.people.listing import Column, Limit, Listing, serve, with_streets
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page as paged
from xuncheng.foundation.trail.scope import reading

__all__ = ["commands", "router"]

router = Router(tags=["publication"])


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
    "/public/publications/{uuid:key}/photos/{sha256}", auth=ANYBODY, summary="A photo of a published decision"
)  # fmt: skip
def show_open_photo(request: ViewerRequest, key: UUID, sha256: str) -> HttpResponseBase:
    """A redacted copy that is shown with a decision, by its SHA-256, for as long as that is shown."""
    with reading(request.viewer):
        photo = queries.open_photo(key, sha256)
    return bytes_response(request, read_bytes(photo["sha256"]), photo["type"], photo["sha256"])


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


PUBLICATIONS = Listing(
    name="publications", title="Publications", query=PublicationQuery, page=schemas.PublicationPage, sortings=SORTINGS,
    about="What was published, withdrawn or exempt in the viewer's areas, the newest first", shown=with_streets(page.item),
    found=lambda viewer, query: queries.matching(queries.readable_by(viewer), query.filter(query.state)),
    columns=(
        Column("公示对象", "About", "about"),
        Column("决定书文号", "Decision no.", "number"),
        Column("案号", "Case no.", "case.number"),
        Column("状态", "State", "state"),
        Column("当事人（已遮蔽）", "Party (masked)", "party"),
        Column("统一社会信用代码", "Credit code", "credit_code"),
        Column("案由", "Cause", "cause"),
        Column("处罚内容", "Penalty", "penalty"),
        Column("决定日期", "Decided on", "decided_on"),
        Column("公示日期", "Published on", lambda _, row: row.day),
        Column("公示截止", "Shown until", "shown_until"),
        Column("更新日期", "Updated on", lambda _, row: row.updated_on),
        Column("撤回日期", "Withdrawn on", lambda _, row: row.withdrawn_on),
        Column("撤回理由", "Why withdrawn", lambda _, row: row.explanation),
        Column("不予公示情形", "Why exempt", "ground"),
        Column("街道", "Street", "street"),
    ),
)  # fmt: skip
serve(router, "/publications", PUBLICATIONS)

WAITING = Listing(
    name="publications-waiting", title="What waits to be published, updated or withdrawn", query=WaitingQuery, page=DeadlinePage,
    about=(
        "What is to be published, brought up to date or withdrawn, by the last day on which it is in time."
        " Here `from` and `to` narrow by that day, and `q` looks into the case"
    ),
    sortings={"day": deadlines.BY_DAY}, shown=with_streets(deadlines.item),
    found=lambda viewer, query: queries.waiting(viewer, query.filter()),
    columns=(
        Column("案号", "Case no.", "case.number"),
        Column("当事人", "Party", lambda _, row: row.case.party.name),
        Column("案由", "Cause", lambda _, row: row.case.cause),
        Column("待办事项", "To be done", "clock"),
        Column("届满日", "Ends on", "due"),
        Column("承办人", "Officer in charge", "handler"),
        Column("街道", "Street", "street"),
    ),
)  # fmt: skip
serve(router, "/publications/waiting", WAITING)


@router.get(
    "/cases/{uuid:key}/publication", response=schemas.CasePublication, summary="The publication of a case"
)  # fmt: skip
def show_case_publication(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """What of the case is to be published by when, how it would read, and what was published so far."""
    with reading(request.viewer):
        case = one(request.viewer, key)
        return page.case_section(case, queries.of_case(request.viewer, key), street_names())
