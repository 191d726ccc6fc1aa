"""HTTP for figures: the page, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.insight import reports
from xuncheng.domains.insight.schemas import FigureQuery, StatisticsOut
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, FileFormat, Item, file_of
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import REPORT_FIGURES, Figure
from xuncheng.rules.insight.stretches import Stretch

router = Router(tags=["insight"])


@router.get(
    "/statistics/reports",
    response=StatisticsOut,
    by_alias=True,
    operation_id="show_report_figures",
    summary="Figures of reports",
)
def show_report_figures(request: ViewerRequest, query: Query[FigureQuery]) -> dict[str, Any]:
    """What the reports that the viewer may see come to, by street, source, state, class and matter, beside the stretch before.

    Each figure says what is counted, and each cell with which filter the list of reports holds exactly that.
    """
    return _page(request.viewer, query)


@router.get(
    "/statistics/reports/export",
    operation_id="export_report_figures",
    summary="Figures of reports, as a file",
)
def export_report_figures(
    request: ViewerRequest, query: Query[FigureQuery], format: FileFormat = "csv"  # noqa: A002 # its name in the address
) -> StreamingHttpResponse:  # fmt: skip
    """The same figures as a file (CSV or a spreadsheet): one row for each figure of each line."""
    rows = _lines(_page(request.viewer, query))
    return file_of(request, "report-figures", COLUMNS, rows, format)


def _page(viewer: Viewer, query: FigureQuery) -> Item:
    stretch = query.stretch()
    with reading(viewer, lists=True):
        counts = reports.counted(viewer, stretch, query.area)
        tables = reports.tables(viewer, counts, query.area)
    narrowed = {"from": stretch.since.isoformat(), "to": stretch.until.isoformat()}
    if query.street:
        narrowed["street"] = query.street
    return {
        "period": _period_out(stretch), "opens": "reports", "figures": [_figure_out(one) for one in REPORT_FIGURES],
        "tables": [reports.as_out(table, narrowed) for table in tables],
    }  # fmt: skip


def _period_out(stretch: Stretch) -> Item:
    before = stretch.before
    return {
        "kind": str(stretch.kind), "since": stretch.since, "until": stretch.until,
        "before": {"since": before.since, "until": before.until},
    }  # fmt: skip


def _figure_out(one: Figure) -> Item:
    return {
        "code": one.code, **words(one.label), "unit": str(one.unit), "counted": words(one.counted), "by_day": words(one.by_day),
        "acts": [coded(act, {act: REGISTER[act].label}) for act in one.acts],
    }  # fmt: skip


def _lines(page: Item) -> Iterator[tuple[Item, None]]:
    figures = {one["code"]: one for one in page["figures"]}
    for table in page["tables"]:
        for row in table["rows"]:
            for code, cell in zip(table["figures"], row["cells"], strict=True):
                yield (
                    {"table": table, "row": row, "figure": figures[code], **cell, "period": page["period"]},
                    None,
                )


COLUMNS = (
    Column("起始日", "From", "period.since"),
    Column("截止日", "To", "period.until"),
    Column("统计表", "Table", "table"),
    Column("代码", "Code", "row.code"),
    Column("项目", "Line", "row"),
    Column("类别", "Belongs to", "row.group"),
    Column("指标", "Figure", "figure"),
    Column("本期", "Now", "value"),
    Column("上期", "Before", "before"),
    Column("上期起始日", "Before from", "period.before.since"),
    Column("上期截止日", "Before to", "period.before.until"),
)
