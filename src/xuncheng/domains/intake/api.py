"""HTTP for reports: list, page, export."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.queries import SORTINGS, Report, ReportFilter
from xuncheng.foundation.files.queries import attached_to, file_out
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve, with_streets, with_versions
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Day,
    FileOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    coded,
    refusal_out,
    urgency,
    words,
)
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.rules.reporting import SOURCES, STATUSES

router = Router(tags=["reports"])


class ReportQuery(Schema):
    """What the list is narrowed and sorted by."""

    status: str = ""
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    matter: str = ""
    source: str = ""
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: str = Field(
        "", max_length=100, description="beginning of the number, or words of the text or the address"
    )
    urgency: str = ""
    mine: bool = False
    sort: str = "-submitted_at"

    def filter(self) -> ReportFilter:
        """The filter that the query asks for."""
        return ReportFilter(
            self.status,
            path_of(self.street) if self.street else "",
            self.matter,
            self.source,
            self.since,
            self.until,
            self.q,
            self.urgency,
            self.mine,
        )


class ReportItem(Schema):
    """A report as lists show it."""

    id: UUID
    number: str
    summary: str
    status: Coded
    source: Coded
    street: CodeName | None
    grid: str | None
    address: str
    matter: CodeName | None
    team: Named | None
    submitted_at: datetime
    due: datetime | None
    urgency: str
    version: int = Field(description="for acts on it (If-Match)")


class ReportPage(Schema):
    """Some reports."""

    items: list[ReportItem]
    next: str | None
    count: CountOut


class Reporter(Schema):
    """Who reported it."""

    name: str
    phone: str


class CaseLink(Schema):
    """A case that came of the report."""

    id: UUID
    number: str


class ReportOut(ReportItem):
    """A report as its page shows it."""

    text: str
    point: tuple[float, float] | None
    reporter: Reporter
    officer: Named | None
    outcome: str
    answer: str
    files: list[FileOut]
    case: CaseLink | None
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]


@router.get("/reports/{uuid:key}", response=ReportOut, summary="A report")
def show_report(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One report with its files, its trail, and what may be done with it now."""
    viewer = request.viewer
    with reading(viewer):
        report = queries.one(viewer, key)
        case = queries.case_of(report)
        return {
            **_item(report, street_names()), "text": report.text,
            "point": (report.point.x, report.point.y) if report.point else None,
            "reporter": {"name": report.reporter_name, "phone": report.reporter_phone},
            "officer": {"id": report.officer_id, "name": report.officer.user.name} if report.officer else None,
            "outcome": report.outcome, "answer": report.answer, "case": case, "version": version_of(report.pk),
            "files": [file_out(file) for file in attached_to(viewer, [report.pk])],
            "possible_acts": [
                {
                    "name": step.name, "label": words(step.label), "allowed": step.refusal is None,
                    "refusal": refusal_out(step.refusal) if step.refusal else None,
                }
                for step in queries.steps(viewer, report)
            ],
            "timeline": timeline(report.pk),
        }  # fmt: skip


def _item(row: Report, streets: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.pk, "number": row.number, "summary": row.text[:120], "status": coded(row.status, STATUSES),
        "source": coded(row.source, SOURCES), "address": row.address, "grid": row.area_path,
        "street": street_out(row.street, streets),
        "matter": {"code": row.matter.code, "name": row.matter.name_zh} if row.matter else None,
        "team": {"id": row.team_id, "name": row.team.name} if row.team else None, "submitted_at": row.submitted_at,
        "due": row.due_at, "urgency": urgency(row.due_at, queries.NEAR),
    }  # fmt: skip


REPORTS = Listing(
    name="reports", title="Reports", about="Reports that the viewer may see, newest first unless asked otherwise",
    query=ReportQuery, page=ReportPage, sortings=SORTINGS, shown=with_versions(with_streets(_item)),
    found=lambda viewer, query: queries.listed(queries.matching(viewer, query.filter())),
    columns=(
        Column("案源编号", "Report no.", "number"),
        Column("情况描述", "What was reported", lambda _, row: row.text),
        Column("状态", "State", "status"),
        Column("来源", "Source", "source"),
        Column("街道", "Street", "street"),
        Column("地址", "Address", "address"),
        Column("执法事项", "Matter", "matter"),
        Column("登记时间", "Registered", "submitted_at"),
        Column("办理时限", "Due", "due"),
    ),
)  # fmt: skip
serve(router, "/reports", REPORTS)
