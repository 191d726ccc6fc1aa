"""HTTP for cases: list, page, export, bundle."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from xuncheng.domains.cases import queries
from xuncheng.domains.cases.discretion import weighing_of
from xuncheng.domains.cases.page import case_page, item
from xuncheng.domains.cases.queries import SORTINGS
from xuncheng.domains.cases.schemas import CaseOut, CasePage, CaseQuery, DiscretionOut
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve, with_streets, with_versions
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.penalty import Factor

router = Router(tags=["cases"])


CASES = Listing(
    name="cases", title="Cases", about="Cases that the viewer may see, newest first unless asked otherwise",
    query=CaseQuery, page=CasePage, sortings=SORTINGS, shown=with_versions(with_streets(item)),
    found=lambda viewer, query: queries.listed(queries.matching(viewer, query.filter())),
    columns=(
        Column("案号", "Case no.", "number"),
        Column("案由", "Cause", lambda _, row: row.cause),
        Column("程序", "Procedure", "procedure"),
        Column("阶段", "Stage", "stage"),
        Column("当事人", "Party", "party"),
        Column("街道", "Street", "street"),
        Column("承办人", "Officer in charge", "handler"),
        Column("立案（立卷）时间", "Opened", "opened_at"),
        Column("期限", "Due", "due"),
        Column("罚款（元）", "Fine (CNY)", "amount"),
    ),
)  # fmt: skip
serve(router, "/cases", CASES)


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
