"""Reading remedies and the registers of the legal section: each narrowed by the viewer's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.cases.queries import readable_by as readable_cases
from xuncheng.domains.remedies.models import Advice, Contract, LawFirm, Lawyer, Remedy, Supervision
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.procedure.turns import REVIEWER

BY_DUE = Sorting("due_on", descending=False)
BY_TERM = Sorting("reply_by", descending=False)
NEWEST = Sorting("asked_at", descending=True)
NEAR = timedelta(days=3)


def readable_by(viewer: Viewer) -> QuerySet[Remedy]:
    """Remedies of the areas that the viewer sees."""
    return Remedy.objects.filter(in_streets(viewer)).select_related("case__party", "document", "counsel")


def remedies(viewer: Viewer, kind: str = "", pending: bool | None = None) -> QuerySet[Remedy]:
    """Those of a kind, pending or over."""
    found = readable_by(viewer)
    if kind:
        found = found.filter(kind=kind)
    if pending is not None:
        found = found.exclude(state="decided") if pending else found.filter(state="decided")
    return found


def supervisions_readable_by(viewer: Viewer) -> QuerySet[Supervision]:
    """Papers of supervision in the areas that the viewer sees."""
    return Supervision.objects.filter(in_streets(viewer)).select_related("case")


def supervisions(viewer: Viewer, pending: bool | None = None) -> QuerySet[Supervision]:
    """Those answered, or not."""
    found = supervisions_readable_by(viewer)
    return found if pending is None else found.filter(replied_on__isnull=pending)


def contracts_readable_by(viewer: Viewer) -> QuerySet[Contract]:
    """Contracts submitted for review."""
    return Contract.objects.filter(in_streets(viewer)).select_related("lawyer")


def advice_readable_by(viewer: Viewer) -> QuerySet[Advice]:
    """Questions to the legal section."""
    return Advice.objects.filter(in_streets(viewer)).select_related("lawyer")


def firms_readable_by(viewer: Viewer) -> QuerySet[LawFirm]:
    """Law firms engaged."""
    return LawFirm.objects.filter(in_scope(viewer)).order_by("name", "id")


def lawyers_readable_by(viewer: Viewer) -> QuerySet[Lawyer]:
    """Their lawyers."""
    return Lawyer.objects.filter(in_scope(viewer)).select_related("firm")


def to_review(viewer: Viewer) -> QuerySet[Case]:
    """Cases that wait for the legal section: to be reviewed, to be heard, a remedy to be answered."""
    return readable_cases(viewer).filter(waits_for=REVIEWER)


@dataclass(frozen=True, slots=True)
class Work:
    """What one lawyer did in a year."""

    lawyer: Lawyer
    reviews: int
    advice: int
    represented: int


def work_of_lawyers(viewer: Viewer, year: int) -> list[Work]:
    """Contracts reviewed, advice given and remedies represented in a year, lawyer by lawyer."""
    since, until = date(year, 1, 1), date(year + 1, 1, 1)
    in_year = {"answered_at__gte": midnight(since), "answered_at__lt": midnight(until)}
    reviews = _counted(contracts_readable_by(viewer).filter(**in_year), "lawyer")
    given = _counted(advice_readable_by(viewer).filter(**in_year), "lawyer")
    represented = _counted(
        readable_by(viewer).filter(received_on__gte=since, received_on__lt=until), "counsel"
    )
    lawyers = lawyers_readable_by(viewer).order_by("firm__name", "name", "id")
    return [
        Work(one, reviews.get(one.pk, 0), given.get(one.pk, 0), represented.get(one.pk, 0)) for one in lawyers
    ]


def _counted(found: QuerySet[Any], by: str) -> dict[Any, int]:
    rows = found.exclude(**{by: None}).order_by().values_list(by).annotate(Count("id"))
    return dict(rows)


def this_year() -> int:
    """The year that it is in China."""
    return today().year
