"""My work: what waits for the viewer, over reports and cases, sorted by what lapses first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Router

from xuncheng.domains.cases import queries as cases
from xuncheng.domains.cases.page import NEAR as NEAR_DAYS
from xuncheng.domains.intake import queries as intake
from xuncheng.domains.intake.privacy import words_of
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.queries import team_of
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.schemas import Coded, CodeName, CountOut, Schema, Words, coded, urgency, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.stages import LABELS
from xuncheng.rules.reporting.road import STATUSES
from xuncheng.rules.reporting.stages import TIMERS

router = Router(tags=["work"])

MOST = 100
"""How many things the page shows: the most pressing ones."""


class NextAct(Schema):
    """The act that usually comes next."""

    name: str
    label: Words


class WorkItem(Schema):
    """One thing that waits."""

    type: str
    id: UUID
    number: str
    title: str
    stage: Coded
    street: CodeName | None
    due: str | None
    due_label: Words | None
    urgency: str
    next_act: NextAct | None


class Work(Schema):
    """What waits, most pressing first."""

    items: list[WorkItem]
    count: CountOut


class ToSign(Schema):
    """A document that waits for the viewer's signature, and its case."""

    id: UUID
    title: str
    number: str
    made_at: datetime
    case: UUID
    case_number: str
    case_title: str


class Unsigned(Schema):
    """What the viewer has yet to sign, newest first."""

    items: list[ToSign]
    count: CountOut


@router.get("/work/signatures", response=Unsigned, summary="What waits for my signature")
def my_signatures(request: ViewerRequest) -> dict[str, Any]:
    """Documents that name the viewer as an officer and that another issued, in cases not yet archived."""
    viewer = request.viewer
    with reading(viewer):
        asked = list(cases.unsigned_by(viewer).order_by("-id")[: MOST + 1])
        files = cases.listed(cases.readable_by(viewer)).in_bulk([one.document.subject_id for one in asked])
        items = [
            _to_sign(one.document, files[one.document.subject_id])
            for one in asked[:MOST]
            if one.document.subject_id in files
        ]
    return {"items": items, "count": {"value": len(items), "capped": len(asked) > MOST}}


def _to_sign(document: Any, case: Any) -> dict[str, Any]:
    return {
        "id": document.pk, "title": document.title, "number": document.number, "made_at": document.made_at, "case": case.pk,
        "case_number": case.number, "case_title": f"{case.party.name}{case.cause}案",
    }  # fmt: skip


@router.get("/work", response=Work, summary="What waits for me")
def my_work(request: ViewerRequest) -> dict[str, Any]:
    """Reports and cases on which an act of the viewer comes next."""
    viewer = request.viewer
    acts = viewer.acts(timezone.localdate())
    with reading(viewer, lists=True):
        parts = intake.waiting_for(viewer, team_of(viewer), acts)
        reports = {key: (due, act) for act, part in reversed(parts) for due, key in _first([part], "due_at")}
        days = _first(cases.waiting_for(viewer, acts), "due_on")
        waiting = sorted([
            *((due or _NEVER, key, "report") for key, (due, _) in reports.items()),
            *((_end_of(due), key, "case") for due, key in days),
        ])  # fmt: skip
        shown = [(kind, key) for _, key, kind in waiting[:MOST]]
        # Only what is shown is read whole, however much waits.
        rows: dict[UUID, Any] = {
            **intake.listed(intake.in_areas_of(viewer)).in_bulk(
                [key for kind, key in shown if kind == "report"]
            ),
            **cases.listed(cases.readable_by(viewer)).in_bulk([key for kind, key in shown if kind == "case"]),
        }
        streets = street_names()
        items = [
            _report(rows[key], streets, reports[key][1]) if kind == "report" else _case(rows[key], streets)
            for kind, key in shown
        ]
    return {"items": items, "count": {"value": len(items), "capped": len(waiting) > MOST}}


def _first(parts: Sequence[QuerySet[Any]], limit: str) -> Iterator[tuple[Any, UUID]]:
    """When the most pressing of each part are due, and what they are: read from one index each, in its order."""
    for part in parts:
        yield from part.order_by(limit, "id").values_list(limit, "id")[: MOST + 1]


_NEVER = datetime.max.replace(tzinfo=SHANGHAI)


def _end_of(day: date | None) -> datetime:
    return datetime.combine(day, time.max, SHANGHAI) if day else _NEVER


def _report(row: Any, streets: dict[str, str], act: str) -> dict[str, Any]:
    timer = TIMERS.get(row.status)
    return {
        "type": "report", "id": row.pk, "number": row.number, "title": words_of(row)[:80], "stage": coded(row.status, STATUSES),
        "street": street_out(row.street, streets), "due": row.due_at.isoformat() if row.due_at else None,
        "due_label": words(timer.label) if timer and row.due_at else None,
        "urgency": urgency(row.due_at, intake.NEAR), "next_act": _next(act),
    }  # fmt: skip


def _case(row: Any, streets: dict[str, str]) -> dict[str, Any]:
    clock = PERIODS.get(row.due_clock)
    return {
        "type": "case", "id": row.pk, "number": row.number, "title": f"{row.party.name}{row.cause}案",
        "stage": coded(row.stage, LABELS), "street": street_out(row.street, streets),
        "due": row.due_on.isoformat() if row.due_on else None, "due_label": words(clock.label) if clock else None,
        "urgency": urgency(row.due_on, NEAR_DAYS), "next_act": _next(row.next_act),
    }  # fmt: skip


def _next(name: str) -> dict[str, Any] | None:
    spec = REGISTER.get(name)
    return {"name": name, "label": words(spec.label)} if spec else None
