"""Reading the registers of the legal section: contracts, advice, papers of supervision, law firms and lawyers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from xuncheng.domains.remedies.models import Advice, Contract, Engagement, LawFirm, Lawyer, Supervision
from xuncheng.domains.remedies.queries.remedies import urgent
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import midnight
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

E = TypeVar("E", Contract, Advice)

ERRANDS = {"-asked": Sorting("asked_at", descending=True), "asked": Sorting("asked_at", descending=False)}
PAPERS = {
    "reply_by": Sorting("reply_by", descending=False),
    "-reply_by": Sorting("reply_by", descending=True),
    "-received": Sorting("received_on", descending=True),
}


@dataclass(frozen=True, slots=True)
class ErrandFilter:
    """What a register of contracts or advice is narrowed by; empty values narrow nothing.

    `by`: answered by a lawyer (`counsel`), or by the `section` itself. `passed`: of contracts, by the result. The days are
    those of the answer, both included.
    """

    state: str = ""
    passed: bool | None = None
    by: str = ""
    lawyer: UUID | None = None
    firm: UUID | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What the register of papers of supervision is narrowed by; empty values narrow nothing."""

    kind: str = ""
    pending: bool | None = None
    street: str = ""
    urgency: str = ""
    q: str = ""


def contracts_readable_by(viewer: Viewer) -> QuerySet[Contract]:
    """Contracts submitted for review in the areas that the viewer sees."""
    return Contract.objects.filter(in_streets(viewer)).select_related("lawyer__firm")


def advice_readable_by(viewer: Viewer) -> QuerySet[Advice]:
    """Questions to the legal section in the areas that the viewer sees."""
    return Advice.objects.filter(in_streets(viewer)).select_related("lawyer__firm")


def supervisions_readable_by(viewer: Viewer) -> QuerySet[Supervision]:
    """Papers of supervision in the areas that the viewer sees."""
    return Supervision.objects.filter(in_streets(viewer)).select_related("case")


def firms_readable_by(viewer: Viewer) -> QuerySet[LawFirm]:
    """Law firms engaged in the areas that the viewer sees."""
    lawyers = Prefetch("lawyers", lawyers_readable_by(viewer).order_by("name", "id"))
    terms = Prefetch("engagements", Engagement.objects.order_by("-since"))
    return LawFirm.objects.filter(in_scope(viewer)).prefetch_related(lawyers, terms).order_by("name", "id")


def lawyers_readable_by(viewer: Viewer) -> QuerySet[Lawyer]:
    """Their lawyers."""
    return Lawyer.objects.filter(in_scope(viewer)).select_related("firm")


def contracts(viewer: Viewer, wanted: ErrandFilter) -> QuerySet[Contract]:
    """Readable contracts that fit the filter."""
    found = _errands(contracts_readable_by(viewer), wanted)
    if wanted.passed is not None:
        found = found.filter(passed=wanted.passed)
    words = wanted.q
    return found.filter(Q(title__contains=words) | Q(counterparty__contains=words)) if words else found


def advice(viewer: Viewer, wanted: ErrandFilter) -> QuerySet[Advice]:
    """Readable advice that fits the filter."""
    found, words = _errands(advice_readable_by(viewer), wanted), wanted.q
    return found.filter(Q(title__contains=words) | Q(question__contains=words)) if words else found


def _errands(found: QuerySet[E], wanted: ErrandFilter) -> QuerySet[E]:
    exact = {
        "lawyer": wanted.lawyer, "lawyer__firm": wanted.firm,
        "answered_at__gte": wanted.since and midnight(wanted.since),
        "answered_at__lt": wanted.until and midnight(wanted.until + timedelta(days=1)),
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.state:
        found = found.filter(answered_at__isnull=wanted.state == "open")
    if wanted.by:
        found = found.filter(answered_at__isnull=False, lawyer__isnull=wanted.by == "section")
    return found


def supervisions(viewer: Viewer, wanted: PaperFilter) -> QuerySet[Supervision]:
    """Readable papers that fit the filter; none that was answered is urgent."""
    exact = {"kind": wanted.kind, "street": wanted.street}
    found = supervisions_readable_by(viewer).filter(**{name: value for name, value in exact.items() if value})
    if wanted.pending is not None:
        found = found.filter(replied_on__isnull=wanted.pending)
    if wanted.urgency:
        found = urgent(found.filter(replied_on=None), "reply_by", wanted.urgency)
    if wanted.q:
        found = found.filter(
            Q(number__contains=wanted.q) | Q(sender__contains=wanted.q) | Q(subject__contains=wanted.q)
        )
    return found


def errand_obstacle(errand: Any, asking: UUID | None) -> Refused | None:
    """Why this person cannot answer it now: it was answered, or he asked it himself."""
    if errand.answered_at:
        return Refused("answered_already", Text("已经审查或者答复", "It was reviewed or answered already"))
    if errand.asker == asking:
        return Refused(
            "own_errand", Text("不得审查、答复自己提交的事项", "Nobody answers what he asked himself")
        )
    return None


def paper_obstacle(paper: Supervision) -> Refused | None:
    """Why a paper of supervision cannot be answered now: it was."""
    if paper.replied_on is None:
        return None
    return Refused("supervision_answered", Text("该文书已经回复", "It was answered already"))
