"""HTTP for the review queue and for remedies over all cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from ninja import Query, Router

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.remedies import commands, page, schemas
from xuncheng.domains.remedies.queries import remedies, reviews
from xuncheng.foundation.people.listing import Column, Item, Listing, serve, with_streets
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

__all__ = ["commands", "router"]

router = Router(tags=["remedies"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000
_AT_ONCE = 1000


def _reviews(viewer: Viewer, rows: Sequence[Case]) -> list[Item]:
    known, streets = reviews.background(rows), street_names()
    return [page.review_row(one, known, streets, viewer) for one in rows]


def _said(item: Item, _: Case) -> Text:
    told = [(one["reviewer"], one["passed"], one["opinion"]) for one in item["opinions"]]
    return Text(
        "；".join(f"{who}：{'通过' if passed else '未通过'}，{words}" for who, passed, words in told),
        "; ".join(f"{who}: {'passed' if passed else 'not passed'}, {words}" for who, passed, words in told),
    )


REVIEWS = Listing(
    name="legality-reviews", title="Cases that wait for the legal section", query=schemas.ReviewQuery, page=schemas.ReviewPage,
    about="Cases to be reviewed or heard, or with a record or a remedy to be dealt with, first what is due first",
    sortings=reviews.SORTINGS, shown=_reviews, found=lambda viewer, query: reviews.waiting(viewer, query.filter()),
    columns=(
        Column("案号", "Case no.", "case.number"),
        Column("案由", "Case", "case.title"),
        Column("待办", "To be done", "task"),
        Column("审核事由", "Why reviewed", "triggers"),
        Column("是否再次审核", "Again", "again"),
        Column("送审人", "Sent by", "sent_by"),
        Column("送审时间", "Sent", "sent_at"),
        Column("承办人", "Officer in charge", "handler"),
        Column("街道", "Street", "street"),
        Column("期限种类", "Period", "due_label"),
        Column("期限", "Due", "due"),
        Column("剩余天数", "Days left", "days_left"),
        Column("历次意见", "Earlier opinions", _said),
    ),
)  # fmt: skip
serve(router, "/legality-reviews", REVIEWS)

REMEDIES = Listing(
    name="remedies", title="Remedies", query=schemas.RemedyQuery, page=schemas.RemedyPage, sortings=remedies.SORTINGS,
    about="Reconsiderations and suits of the viewer's areas, those first whose period ends first", shown=with_streets(page.remedy_row),
    found=lambda viewer, query: remedies.matching(viewer, query.filter()),
    columns=(
        Column("案号", "Case no.", "case.number"),
        Column("案由", "Case", "case.title"),
        Column("种类", "Kind", "kind"),
        Column("被申请（被诉）决定", "Decision contested", "decision"),
        Column("申请人（原告）", "Applicant (plaintiff)", "applicant"),
        Column("复议机关（法院）", "Authority (court)", "body"),
        Column("机关案号", "Its number", "body_number"),
        Column("申请日期", "Lodged on", "lodged_on"),
        Column("收到日期", "Received on", "received_on"),
        Column("是否逾期申请", "Late", "late"),
        Column("状态", "State", "state"),
        Column("停止执行", "Execution stopped", "stopped"),
        Column("期限种类", "Period", "due_label"),
        Column("期限", "Due", "due"),
        Column("代理律师", "Counsel", "counsel"),
        Column("结果", "Outcome", "outcome"),
        Column("结果文号", "Its number", "outcome_number"),
        Column("结果日期", "Decided on", "decided_on"),
        Column("应退金额", "To be paid back (CNY)", "refund"),
        Column("退还日期", "Paid back on", "refunded_on"),
        Column("街道", "Street", "street"),
    ),
)  # fmt: skip
serve(router, "/remedies", REMEDIES)
