"""HTTP for cases: list, page, export, bundle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.cases import queries
from xuncheng.domains.cases.discretion import weighing_of
from xuncheng.domains.cases.page import case_page, item
from xuncheng.domains.cases.queries import SORTINGS
from xuncheng.domains.cases.schemas import CaseOut, CasePage, CaseQuery, DiscretionOut
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page
from xuncheng.foundation.trail.schemas import csv_stream
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.penalty import Factor
from xuncheng.rules.procedure.stages import LABELS
from xuncheng.rules.procedure.tables import label_of

router = Router(tags=["cases"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000


@router.get("/cases", response=CasePage, summary="Cases")
def list_cases(
    request: ViewerRequest,
    query: Query[CaseQuery],
    cursor: str | None = None,
    limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:
    """Cases that the viewer may see, newest first unless asked otherwise; a keyset page."""
    sorting = SORTINGS.get(query.sort, SORTINGS["-opened_at"])
    with reading(request.viewer, lists=True):
        matching = queries.listed(queries.matching(request.viewer, query.filter()))
        found = page(matching, sorting, cursor, limit, exact=exact)
        streets = street_names()
        return {"items": [item(row, streets) for row in found.rows], "next": found.next, "count": found.count}


@router.get("/cases/export", summary="Cases as CSV")
def export_cases(request: ViewerRequest, query: Query[CaseQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "案号",
        "案由",
        "程序",
        "阶段",
        "当事人",
        "街道",
        "承办人",
        "立案（立卷）时间",
        "期限",
        "罚款（元）",
    )
    return csv_stream("cases", head, _rows(request, query))


def _rows(request: HttpRequest, query: CaseQuery) -> Iterator[tuple[Any, ...]]:
    viewer = request.viewer  # type: ignore[attr-defined] # set by authentication
    with reading(viewer):
        streets = street_names()
        matching = queries.listed(queries.matching(viewer, query.filter()))
        found = matching.order_by("-opened_at", "-id")[:EXPORT_ROWS]
        for row in found.iterator(chunk_size=1000):
            yield (
                row.number, row.cause, label_of(row.procedure).zh, LABELS[row.stage].zh, row.party.name, streets.get(row.street, ""),
                row.handler.user.name, row.opened_at, row.due_on, row.amount,
            )  # fmt: skip


@router.get("/cases/{uuid:key}", response=CaseOut, summary="A case")
def show_case(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One case as its file reads: facts, clocks, evidence, documents, payments, trail, and what may be done now."""
    with reading(request.viewer):
        return case_page(queries.one(request.viewer, key), request.viewer)


@router.get("/cases/{uuid:key}/discretion", response=DiscretionOut, summary="The benchmark in a case")
def show_discretion(
    request: ViewerRequest, key: UUID, factors: Annotated[list[Factor] | None, Query(max_length=20)] = None
) -> dict[str, Any]:
    """The bands of the benchmark that binds the case, and the range to which the named circumstances lead.

    Nothing is written: this is what the notice and the decision will be judged by. A case without a benchmark has no bands.
    """
    with reading(request.viewer):
        return weighing_of(queries.one(request.viewer, key), frozenset(factors or ()))
