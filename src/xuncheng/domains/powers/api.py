"""HTTP for powers: the catalogue, decisions, published lists and their comparison; and the list for everybody."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.powers import page, queries, schemas
from xuncheng.domains.powers.queries import BY_MATTER, NEWEST_DECISION
from xuncheng.foundation.people.authentication import ANYBODY, ViewerRequest
from xuncheng.foundation.people.listing import EXPORT_ROWS, Column, Limit, Listing, file_of, serve
from xuncheng.foundation.people.models import OrganisationKind
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import page as paged
from xuncheng.foundation.trail.schemas import Day
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

router = Router(tags=["powers"])

LINES = (
    Column("单位代码", "Organisation code", "organisation.code"),
    Column("单位", "Organisation", "organisation"),
    Column("事项编号", "Matter code", "matter.code"),
    Column("执法事项", "Matter", "matter.name"),
    Column("职权种类", "Kinds of acts", "kinds"),
    Column("决定文号", "Decision", "document"),
    Column("决定机关", "Decided by", "authority"),
    Column("起始日期", "First day", "begins"),
    Column("终止日期", "Last day", "ends"),
)

POWERS = Listing(
    name="powers", title="Powers", about="Who holds which matters, by which decision, since when, until when",
    query=schemas.PowerQuery, page=schemas.PowerPage, sortings=BY_MATTER, shown=page.items,
    found=lambda _, query: queries.matching(query.filter()),
    columns=(
        *LINES[:5], Column("决定文号", "Decision", "decision"), *LINES[6:], Column("公布日期", "Listed from", "listed_from"),
        Column("收回文号", "Withdrawn by", "withdrawn_by"), Column("状态", "State", "state"),
    ),
)  # fmt: skip
serve(router, "/powers", POWERS)

DECISIONS = Listing(
    name="power-decisions", title="Decisions on powers", about="Decisions that handed powers down, the newest first",
    query=schemas.PowerDecisionQuery, page=schemas.PowerDecisionPage, sortings=NEWEST_DECISION, shown=page.decision_items,
    found=lambda _, query: _decided(query.q.strip()),
    columns=(
        Column("决定文号", "Number", "document"), Column("决定名称", "Title", "title"), Column("决定机关", "Decided by", "authority"),
        Column("决定日期", "Decided on", "decided_on"), Column("起始日期", "First day", "begins"),
    ),
)  # fmt: skip
add_register(
    router,
    Register(
        listing=DECISIONS, one="power_decision", called=Text("该决定", "decision"), detail=schemas.PowerDecisionOut,
        door=lambda _: queries.decisions(), shown=page.decision_page,
    ),
)  # fmt: skip


def _decided(q: str) -> Any:
    found = queries.decisions()
    return (
        found.filter(Q(document__contains=q) | Q(title__contains=q) | Q(authority__contains=q))
        if q
        else found
    )


@router.get("/power-lists", response=schemas.PowerLists, summary="Published power lists")
def list_versions(request: ViewerRequest) -> dict[str, Any]:
    """All published lists, the newest first."""
    with reading(request.viewer):
        return {"items": [page.list_item(one) for one in queries.lists()]}


@router.get("/power-lists/{uuid:key}", response=schemas.PowerLinePage, summary="Lines of a published list")
def show_lines(
    request: ViewerRequest, key: UUID, query: Query[schemas.PowerLineQuery], cursor: str | None = None, limit: Limit = 50
) -> dict[str, Any]:  # fmt: skip
    """The lines of one published list by matter; a keyset page."""
    with reading(request.viewer):
        queries.one_list(key)
        found = queries.lines(key, organisation=query.organisation, q=query.q.strip())
        rows = paged(found, BY_MATTER["matter"], cursor, limit, exact=True)
        return {"items": [page.line_item(row) for row in rows.rows], "next": rows.next, "count": rows.count}


@router.get("/power-lists/{uuid:key}/export", summary="A published list, as CSV")
def export_lines(
    request: ViewerRequest, key: UUID, query: Query[schemas.PowerLineQuery]
) -> StreamingHttpResponse:
    """The lines of one published list as a CSV file."""
    with reading(request.viewer):
        number = queries.one_list(key).number
    found = queries.lines(key, organisation=query.organisation, q=query.q.strip()).order_by(
        "organisation_code", "matter_code"
    )
    rows = ((page.line_item(row), row) for row in islice(found.iterator(1000), EXPORT_ROWS))
    return file_of(request, f"power-list-{number}", LINES, rows)


@router.get(
    "/power-lists/{uuid:key}/comparison",
    response=schemas.PowerComparisonOut,
    summary="How two published lists differ",
)
def compare_lists(
    request: ViewerRequest, key: UUID, before: Annotated[UUID, Query(description="key of the earlier list")]
) -> dict[str, Any]:
    """What this list has that the earlier one has not, what it lacks, and what it says otherwise."""
    with reading(request.viewer):
        return page.comparison(queries.compared(before, key))


MOST_MATTERS = 500


@router.get(
    "/public/powers", response=schemas.OpenPowers, auth=ANYBODY, summary="Who enforces what, for everybody"
)
def show_open_powers(
    request: ViewerRequest,
    query: Query[schemas.PowerLineQuery],
    day: Day | None = None,
    cursor: Annotated[str, Query(max_length=20)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_MATTERS)] = MOST_MATTERS,
) -> dict[str, Any]:
    """The published list in force on a day (today), each matter with those who may enforce it on that day. No sign-in is needed."""
    on = day or today()
    with reading(request.viewer):
        listed = queries.list_in_force(on)
        if listed is None:
            return {"version": None, "organisations": [], "items": [], "next": None}
        found = queries.grouped(
            queries.open_lines(listed, on, organisation=query.organisation, q=query.q.strip())
        )
        rows = list(found.filter(matter_code__gt=cursor)[: limit + 1])
        shown = rows[:limit]
        return {
            "version": page.list_item(listed), "organisations": [_office(one) for one in queries.offices_of(listed)],
            "items": [
                {"code": code, "name": {"zh": zh, "en": en}, "organisations": offices} for code, zh, en, offices in shown
            ],
            "next": shown[-1][0] if len(rows) > limit else None,
        }  # fmt: skip


def _office(one: Any) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "street": one.kind == OrganisationKind.STREET}
