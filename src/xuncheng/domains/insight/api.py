"""HTTP for figures: the page, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.insight import cases, reports
from xuncheng.domains.insight.schemas import FigureQuery, StatisticsOut
from xuncheng.domains.insight.tables import as_out
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, FileFormat, Item, file_of
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import CASE_FIGURES, PENALTY_FIGURES, REPORT_FIGURES, Figure
from xuncheng.rules.insight.stretches import Stretch

router = Router(tags=["insight"])


@router.get("/statistics/reports", response=StatisticsOut, by_alias=True, summary="Figures of reports")
def show_report_figures(request: ViewerRequest, query: Query[FigureQuery]) -> dict[str, Any]:
    """What the reports that the viewer may see come to, by street, source, state, class and matter, beside the stretch before.

    Each figure says what is counted, and each cell with which filter the list of reports holds exactly that.
    """
    return _of_reports(request.viewer, query)


@router.get("/statistics/reports/export", summary="Figures of reports, as a file")
def export_report_figures(
    request: ViewerRequest, query: Query[FigureQuery], format: FileFormat = "csv"  # noqa: A002 # its name in the address
) -> StreamingHttpResponse:  # fmt: skip
    """The same figures as a file (CSV or a spreadsheet): one row for each figure of each line."""
    rows = _lines(_of_reports(request.viewer, query))
    return file_of(request, "report-figures", COLUMNS, rows, format)


@router.get("/statistics/cases", response=StatisticsOut, by_alias=True, summary="Figures of cases")
def show_case_figures(request: ViewerRequest, query: Query[FigureQuery]) -> dict[str, Any]:
    """What the cases that the viewer may see come to: those opened, by procedure, stage and matter, and the penalties decided with
    their fines, beside the stretch before. Each cell says with which filter the list of cases holds what was counted."""
    return _of_cases(request.viewer, query)


@router.get("/statistics/cases/export", summary="Figures of cases, as a file")
def export_case_figures(
    request: ViewerRequest, query: Query[FigureQuery], format: FileFormat = "csv"  # noqa: A002 # its name in the address
) -> StreamingHttpResponse:  # fmt: skip
    """The same figures as a file (CSV or a spreadsheet): one row for each figure of each line."""
    return file_of(request, "case-figures", COLUMNS, _lines(_of_cases(request.viewer, query)), format)


def _of_reports(viewer: Viewer, query: FigureQuery) -> Item:
    stretch = query.stretch()
    with reading(viewer, lists=True):
        counts = reports.counted(viewer, stretch, query.area)
        tables = reports.tables(viewer, counts, query.area)
    narrowed = _narrowed(query, stretch)
    return {
        "period": _period_out(stretch), "opens": "reports", "figures": [_figure_out(one) for one in REPORT_FIGURES],
        "tables": [as_out(table, narrowed) for table in tables],
    }  # fmt: skip


def _of_cases(viewer: Viewer, query: FigureQuery) -> Item:
    stretch = query.stretch()
    with reading(viewer, lists=True):
        opened = cases.tables(viewer, cases.opened(viewer, stretch, query.area), query.area)
        decided = cases.penalties(viewer, cases.decided(viewer, stretch, query.area), query.area)
    by_opening, by_decision = _narrowed(query, stretch), _narrowed(query, stretch, "decided_")
    return {
        "period": _period_out(stretch), "opens": "cases",
        "figures": [_figure_out(one) for one in (*CASE_FIGURES, *PENALTY_FIGURES)],
        "tables": [as_out(table, by_opening) for table in opened] + [as_out(table, by_decision) for table in decided],
    }  # fmt: skip


def _narrowed(query: FigureQuery, stretch: Stretch, by: str = "") -> dict[str, str]:
    """The filter that the page itself sets; `by` stands before the names of the days by which is counted."""
    days = {f"{by}from": stretch.since.isoformat(), f"{by}to": stretch.until.isoformat()}
    return days | ({"street": query.street} if query.street else {})


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
