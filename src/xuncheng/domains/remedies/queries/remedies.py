"""Reading remedies: narrowed by the viewer's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from xuncheng.domains.remedies.models import Remedy
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer

M = TypeVar("M", bound=Model)

SORTINGS = {
    "due": Sorting("due_on", descending=False),
    "-received": Sorting("received_on", descending=True),
    "received": Sorting("received_on", descending=False),
}
NEAR = timedelta(days=3)
"""How long before its end a period counts as near."""

OWN = "own"
"""The kind of remedy that no party lodged: the agency's own revocation."""


@dataclass(frozen=True, slots=True)
class RemedyFilter:
    """What a list of remedies is narrowed by; empty values narrow nothing.

    `pending`: without a result yet, or with one. `by`: represented by `counsel`, or by the `section` itself. The days are
    those on which a remedy reached the agency, both included.
    """

    kind: str = ""
    state: str = ""
    outcome: str = ""
    pending: bool | None = None
    stopped: bool = False
    urgency: str = ""
    street: str = ""
    counsel: UUID | None = None
    firm: UUID | None = None
    by: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""


def readable_by(viewer: Viewer) -> QuerySet[Remedy]:
    """Remedies of the areas that the viewer sees."""
    return Remedy.objects.filter(in_streets(viewer)).select_related("case__party", "document", "counsel")


def matching(viewer: Viewer, wanted: RemedyFilter) -> QuerySet[Remedy]:
    """Readable remedies that fit the filter."""
    exact = {
        "kind": wanted.kind, "state": wanted.state, "outcome": wanted.outcome, "street": wanted.street,
        "stopped": wanted.stopped, "counsel": wanted.counsel, "counsel__firm": wanted.firm,
        "received_on__gte": wanted.since, "received_on__lte": wanted.until,
    }  # fmt: skip
    found = readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    if wanted.pending is not None:
        found = found.exclude(state="decided") if wanted.pending else found.filter(state="decided")
    if wanted.by:
        found = found.exclude(kind=OWN).filter(counsel__isnull=wanted.by == "section")
    if wanted.q:
        found = found.filter(_called(wanted.q))
    return urgent(found, "due_on", wanted.urgency)


def _called(words: str) -> Q:
    return (
        Q(case__number__contains=words) | Q(applicant__contains=words) | Q(body__contains=words)
        | Q(body_number__contains=words) | Q(outcome_number__contains=words)
    )  # fmt: skip


def urgent(found: QuerySet[M], column: str, wanted: str) -> QuerySet[M]:
    """Of what is due on the day of that column: what is overdue, near, or in time."""
    day = today()
    bounds = {
        "overdue": {f"{column}__lt": day},
        "near": {f"{column}__gte": day, f"{column}__lte": day + NEAR},
        "ok": {f"{column}__gt": day + NEAR},
    }
    return found.filter(**bounds[wanted]) if wanted in bounds else found
