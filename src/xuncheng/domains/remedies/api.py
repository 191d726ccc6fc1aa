"""HTTP for the review queue and for remedies over all cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.remedies import commands, page, schemas
from xuncheng.domains.remedies.queries import remedies, reviews
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.schemas import csv_stream
from xuncheng.foundation.trail.scope import reading

__all__ = ["commands", "router"]

router = Router(tags=["remedies"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000
_AT_ONCE = 1000


@router.get("/legality-reviews", response=schemas.ReviewPage, summary="Cases that wait for the legal section")
def list_reviews(
    request: ViewerRequest, query: Query[schemas.ReviewQuery], cursor: str | None = None, limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Cases to be reviewed or heard, or with a record or a remedy to be dealt with, first what is due first; a keyset page."""
    sorting = reviews.SORTINGS.get(query.sort, reviews.SORTINGS["due"])
    with reading(request.viewer, lists=True):
        found = keyset_page(
            reviews.waiting(request.viewer, query.filter()), sorting, cursor, limit, exact=exact
        )
        known, streets = reviews.background(found.rows), street_names()
        items = [page.review_row(one, known, streets, request.viewer) for one in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/legality-reviews/export", summary="Cases that wait for the legal section, as CSV")
def export_reviews(request: ViewerRequest, query: Query[schemas.ReviewQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "案号", "案由", "待办", "审核事由", "是否再次审核", "送审人", "送审时间", "承办人", "街道", "期限种类", "期限", "剩余天数",
        "历次意见",
    )  # fmt: skip
    return csv_stream("legality-reviews", head, _review_rows(request, query))


def _review_rows(request: ViewerRequest, query: schemas.ReviewQuery) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        waiting, streets = reviews.waiting(request.viewer, query.filter()), street_names()
        cursor: str | None = None
        for _ in range(EXPORT_ROWS // _AT_ONCE):
            found = keyset_page(waiting, reviews.SORTINGS["due"], cursor, _AT_ONCE)
            known = reviews.background(found.rows)
            for one in found.rows:
                yield _review_line(page.review_row(one, known, streets, request.viewer))
            cursor = found.next
            if cursor is None:
                return


def _review_line(row: dict[str, Any]) -> tuple[Any, ...]:
    said = "；".join(
        f"{one['reviewer']}：{'通过' if one['passed'] else '未通过'}，{one['opinion']}"
        for one in row["opinions"]
    )
    return (
        row["case"]["number"], row["case"]["title"], row["task"]["zh"], "、".join(one["zh"] for one in row["triggers"]),
        "是" if row["again"] else "否", row["sent_by"], row["sent_at"], row["handler"]["name"],
        row["street"]["name"] if row["street"] else "", row["due_label"]["zh"] if row["due_label"] else "", row["due"],
        row["days_left"], said,
    )  # fmt: skip


@router.get("/remedies", response=schemas.RemedyPage, summary="Remedies")
def list_remedies(
    request: ViewerRequest, query: Query[schemas.RemedyQuery], cursor: str | None = None, limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Reconsiderations and suits of the viewer's areas, those first whose period ends first; a keyset page."""
    sorting = remedies.SORTINGS.get(query.sort, remedies.SORTINGS["due"])
    with reading(request.viewer, lists=True):
        found = keyset_page(
            remedies.matching(request.viewer, query.filter()), sorting, cursor, limit, exact=exact
        )
        streets = street_names()
        items = [page.remedy_row(one, streets) for one in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/remedies/export", summary="Remedies as CSV")
def export_remedies(request: ViewerRequest, query: Query[schemas.RemedyQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed, newest first."""
    head = (
        "案号", "案由", "种类", "被申请（被诉）决定", "申请人（原告）", "复议机关（法院）", "机关案号", "申请日期", "收到日期",
        "是否逾期申请",        "状态", "停止执行", "期限种类", "期限", "代理律师", "结果", "结果文号", "结果日期", "应退金额", "退还日期",
        "街道",
    )  # fmt: skip
    return csv_stream("remedies", head, _remedy_rows(request, query))


def _remedy_rows(request: ViewerRequest, query: schemas.RemedyQuery) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        streets = street_names()
        found = remedies.matching(request.viewer, query.filter()).order_by("-received_on", "-id")
        for one in found[:EXPORT_ROWS].iterator(chunk_size=_AT_ONCE):
            yield _remedy_line(page.remedy_row(one, streets))


def _remedy_line(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["case"]["number"], row["case"]["title"], row["kind"]["zh"], row["decision"], row["applicant"], row["body"],
        row["body_number"], row["lodged_on"], row["received_on"], "是" if row["late"] else "否", row["state"]["zh"],
        "是" if row["stopped"] else "否", row["due_label"]["zh"] if row["due_label"] else "", row["due"], row["counsel"],
        row["outcome"]["zh"] if row["outcome"] else "", row["outcome_number"], row["decided_on"], row["refund"],
        row["refunded_on"], row["street"]["name"] if row["street"] else "",
    )  # fmt: skip
