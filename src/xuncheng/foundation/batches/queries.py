"""Reading batches: one's own, and those of the areas that one sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xuncheng.foundation.batches.models import WAITING, Batch, Line
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer

SORTINGS = {
    "-asked_at": Sorting("asked_at", descending=True),
    "asked_at": Sorting("asked_at", descending=False),
}
PLACES = {"place": Sorting("place", descending=False, number=True)}


def readable_by(viewer: Viewer) -> QuerySet[Batch]:
    """The viewer's own batches, and those asked for in the areas that he sees."""
    return Batch.objects.filter(in_scope(viewer) | Q(asked_by=viewer.id)).select_related("asked_by")


def lines_readable_by(viewer: Viewer) -> QuerySet[Line]:
    """The lines of those batches."""
    return Line.objects.filter(batch__in=readable_by(viewer).select_related(None).values("pk"))


def counts(viewer: Viewer, batches: Iterable[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """How many lines of each batch are in which state; a state that none is in is left out."""
    found: dict[UUID, dict[str, int]] = {key: {} for key in batches}
    rows = (
        lines_readable_by(viewer)
        .filter(batch__in=list(found))
        .values_list("batch", "state")
        .annotate(n=Count("pk"))
    )
    for batch, state, number in rows.order_by():
        found[batch][state] = number
    return found


def unfinished(viewer: Viewer) -> list[UUID]:
    """Batches in which lines still wait, the oldest first."""
    waiting = lines_readable_by(viewer).filter(state=WAITING).values("batch")
    return list(readable_by(viewer).filter(pk__in=waiting).order_by("asked_at").values_list("pk", flat=True))
