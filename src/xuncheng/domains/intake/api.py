"""HTTP for reports: list, page, export; and for those who send them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.contrib.gis.geos import Point
from django.utils import timezone
from ninja import Query, Router

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.classifier.page import page_of as classifiers_page
from xuncheng.domains.intake.classifier.schemas import ClassifiersOut
from xuncheng.domains.intake.dispatching import may_dispatch, offered, offered_out
from xuncheng.domains.intake.duplicates import Asked, proposal_out, proposals
from xuncheng.domains.intake.hotline import call_out, earlier_calls, place_out, places
from xuncheng.domains.intake.judging import Asked as Judged
from xuncheng.domains.intake.judging import judges_somewhere, may_judge, proposed, shown_out
from xuncheng.domains.intake.page import items, page_of
from xuncheng.domains.intake.privacy import words_of
from xuncheng.domains.intake.queries import SORTINGS
from xuncheng.domains.intake.schemas import (
    AbleTeams,
    Caller,
    Calls,
    Duplicates,
    FoundPlaces,
    Proposed,
    ReportOut,
    ReportPage,
    ReportQuery,
    Senders,
    TypedNotice,
    TypedReport,
)
from xuncheng.domains.intake.senders import REGISTER as SENDERS
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve, with_versions
from xuncheng.foundation.people.registers import add_register
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.reporting.sources import SOURCES

router = Router(tags=["reports"])


@router.get("/reports/{uuid:key}", response=ReportOut, summary="A report")
def show_report(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One report with its files, its trail, and what may be done with it now."""
    with reading(request.viewer):
        return page_of(request.viewer, queries.one(request.viewer, key))


@router.get("/reports/{uuid:key}/duplicates", response=Duplicates, summary="What may be the same as a report")
def show_duplicates(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """Earlier reports that may be the same thing, with points and reasons; nothing is merged by it (`report.merge`)."""
    with reading(request.viewer, lists=True):
        asked = Asked.of(queries.one(request.viewer, key))
        return {"items": [proposal_out(one) for one in proposals(asked)]}


@router.post(
    "/reports/duplicates", response=Duplicates, summary="What may be the same as a report that is being typed"
)
def find_duplicates(request: ViewerRequest, typed: TypedReport) -> dict[str, Any]:
    """The same for a report that is not handed in yet. Nothing is written."""
    place = _place(typed)
    point = Point(*place, srid=4326) if place else None
    asked = Asked(typed.text, timezone.now(), point, typed.matter)
    with reading(request.viewer, lists=True):
        return {"items": [proposal_out(one) for one in proposals(asked)]}


def _place(typed: TypedReport) -> tuple[float, float] | None:
    return (typed.lon, typed.lat) if typed.lon is not None and typed.lat is not None else None


@router.get("/reports/{uuid:key}/proposals", response=Proposed, summary="What is proposed for a report")
def show_proposals(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """Matter, street, team and limit as the rules of judgement propose them, with points and reasons, for whoever judges or
    dispatches there; nothing is judged by it (`report.judge`, `report.dispatch`)."""
    with reading(request.viewer):
        report = queries.one(request.viewer, key)
        found = proposed(request.viewer, Judged.of(report)) if may_judge(request.viewer, report) else []
        return {"items": [shown_out(one) for one in found]}


@router.get("/reports/{uuid:key}/teams", response=AbleTeams, summary="Teams to dispatch a report to")
def show_teams(
    request: ViewerRequest, key: UUID, q: Annotated[str, Query(max_length=50)] = ""
) -> dict[str, Any]:
    """Teams of its place whose organisation holds its matter by the power list in force, for whoever dispatches there, and why
    others are left out; `report.dispatch` refuses these (行政处罚法第二十四条)."""
    with reading(request.viewer):
        report = queries.one(request.viewer, key)
        if not may_dispatch(request.viewer, report):
            return {"items": [], "why": None}
        return offered_out(offered(request.viewer, report), q.strip())


@router.post(
    "/reports/proposals", response=Proposed, summary="What is proposed for a report that is being typed"
)
def find_proposals(request: ViewerRequest, typed: TypedNotice) -> dict[str, Any]:
    """The same for a report that is not handed in yet, for whoever judges somewhere. Nothing is written."""
    with reading(request.viewer):
        asked = Judged.typed(typed.text, typed.address, _place(typed), typed.source)
        found = proposed(request.viewer, asked) if judges_somewhere(request.viewer) else []
        return {"items": [shown_out(one) for one in found]}


@router.post("/reports/calls", response=Calls, summary="Earlier calls of a number")
def find_calls(request: ViewerRequest, caller: Caller) -> dict[str, Any]:
    """Earlier reports with the same telephone, for whoever may look at reporters (`report.look`); nothing is written."""
    with reading(request.viewer, lists=True):
        return {"items": [call_out(one) for one in earlier_calls(request.viewer, caller.phone)]}


@router.get("/reports/places", response=FoundPlaces, summary="Places that a caller may mean")
def find_places(request: ViewerRequest, q: Annotated[str, Query(max_length=50)] = "") -> dict[str, Any]:
    """Areas and named places whose name holds the text, and addresses of earlier readable reports that begin so."""
    with reading(request.viewer, lists=True):
        return {"items": [place_out(one) for one in places(request.viewer, q)]}


REPORTS = Listing(
    name="reports", title="Reports", about="Reports that the viewer may see, newest first unless asked otherwise",
    query=ReportQuery, page=ReportPage, sortings=SORTINGS, shown=with_versions(items),
    found=lambda viewer, query: queries.listed(queries.matching(viewer, query.filter()), query.q),
    portions=lambda query, sorting: queries.portions(query.q, sorting),
    columns=(
        Column("案源编号", "Report no.", "number"),
        Column("情况描述", "What was reported", lambda _, row: words_of(row)),
        Column("状态", "State", "status"),
        Column("来源", "Source", "source"),
        Column("街道", "Street", "street"),
        Column("地址", "Address", "address"),
        Column("执法事项", "Matter", "matter"),
        Column("登记时间", "Registered", "submitted_at"),
        Column("办理时限", "Due", "due"),
        Column("退回次数", "Sent back", "returns"),
        Column("返工次数", "Reworks", "reworks"),
    ),
)  # fmt: skip
serve(router, "/reports", REPORTS)


@router.get("/classifiers", response=ClassifiersOut, summary="Versions of the classifier of reports")
def list_classifiers(request: ViewerRequest) -> dict[str, Any]:
    """What was learnt from judgements, how it did on later ones, and how often its proposals were taken; the versions for whoever
    sees the whole district, their use as far as one sees the judgements."""
    with reading(request.viewer):
        return classifiers_page(request.viewer)


@router.get("/senders", response=Senders, summary="Who sends reports")
def list_senders(request: ViewerRequest) -> dict[str, Any]:
    """The register of platforms and bodies that send reports under numbers of their own."""
    with reading(request.viewer):
        return {
            "items": [
                {
                    "id": one.pk, "code": one.code, "name": one.name, "source": coded(one.source, SOURCES), "contact": one.contact,
                    "retired_at": one.retired_at,
                }
                for one in queries.senders(request.viewer)
            ]
        }  # fmt: skip


add_register(router, SENDERS)
