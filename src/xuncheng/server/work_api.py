"""My work: what waits for the viewer, over reports and cases, sorted by what lapses first."""

from __future__ import annotations

from datetime import datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from xuncheng.domains.cases import queries as cases
from xuncheng.domains.cases.page import NEAR as NEAR_DAYS
from xuncheng.domains.intake import queries as intake
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.queries import team_of
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.schemas import Coded, CodeName, CountOut, Schema, Words, coded, urgency, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.stages import LABELS
from xuncheng.rules.reporting import NEXT_ACT, STATUSES

router = Router(tags=["work"])

MOST = 100
"""How many things the page shows: the most pressing ones of each kind."""


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


@router.get("/work", response=Work, summary="What waits for me")
def my_work(request: ViewerRequest) -> dict[str, Any]:
    """Reports and cases on which an act of the viewer comes next."""
    viewer = request.viewer
    acts = viewer.acts(timezone.localdate())
    with reading(viewer):
        streets = street_names()
        items = [
            *(_report(row, streets) for part in intake.waiting_for(viewer, team_of(viewer), acts)
              for row in part.order_by("due_at", "id")[:MOST]),
            *(_case(row, streets) for part in cases.waiting_for(viewer, acts) for row in part.order_by("due_on", "id")[:MOST]),
        ]  # fmt: skip
    distinct = {(item["type"], item["id"]): item for item in items}.values()
    ordered = sorted(distinct, key=lambda item: (item.pop("sort"), str(item["id"])))
    shown = list(islice(ordered, MOST))
    return {"items": shown, "count": {"value": len(shown), "capped": len(ordered) > MOST}}


_NEVER = datetime.max.replace(tzinfo=SHANGHAI)


def _report(row: Any, streets: dict[str, str]) -> dict[str, Any]:
    name = NEXT_ACT[row.status]
    return {
        "type": "report", "id": row.pk, "number": row.number, "title": row.text[:80], "stage": coded(row.status, STATUSES),
        "street": street_out(row.street, streets), "due": row.due_at.isoformat() if row.due_at else None,
        "due_label": {"zh": "办理时限", "en": "to be done by"} if row.due_at else None,
        "urgency": urgency(row.due_at, intake.NEAR), "next_act": _next(name), "sort": row.due_at or _NEVER,
    }  # fmt: skip


def _case(row: Any, streets: dict[str, str]) -> dict[str, Any]:
    clock = PERIODS.get(row.due_clock)
    end = datetime.combine(row.due_on, time.max, SHANGHAI) if row.due_on else _NEVER
    return {
        "type": "case", "id": row.pk, "number": row.number, "title": f"{row.party.name}{row.cause}案",
        "stage": coded(row.stage, LABELS), "street": street_out(row.street, streets),
        "due": row.due_on.isoformat() if row.due_on else None, "due_label": words(clock.label) if clock else None,
        "urgency": urgency(row.due_on, NEAR_DAYS), "next_act": _next(row.next_act), "sort": end,
    }  # fmt: skip


def _next(name: str) -> dict[str, Any] | None:
    spec = REGISTER.get(name)
    return {"name": name, "label": words(spec.label)} if spec else None
