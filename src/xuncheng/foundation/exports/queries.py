"""Reading exports: one's own alone."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from xuncheng.foundation.exports.models import CANCELLED, DONE, UNDER_WAY, WAITING, Export
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer, program

SORTINGS = {
    "-asked_at": Sorting("asked_at", descending=True),
    "asked_at": Sorting("asked_at", descending=False),
}

CLERK = program("导出", ())
"""Finds what is to be made and what is over; it may do no act itself."""


def readable_by(viewer: Viewer) -> QuerySet[Export]:
    """What the viewer himself asked for: the file was made for his eyes, whoever else sees his area.

    Nothing for a token that does not open all of its user's rights: the file holds all that he sees himself. Everything for whoever
    makes the files and clears them away.
    """
    whole = Q() if viewer is CLERK else Q(asked_by=viewer.id)
    return Export.objects.filter(whole if viewer.limits is None else Q(pk__in=()))


def under_way() -> QuerySet[Export]:
    """What is not over, the oldest first."""
    return readable_by(CLERK).filter(state__in=UNDER_WAY).order_by("asked_at")


def to_begin(stale: datetime) -> QuerySet[Export]:
    """What may be begun: what waits, and what a maker left who has given no sign of life since `stale`."""
    return under_way().filter(Q(state=WAITING) | Q(moved_at__lt=stale))


def is_over(export: Export) -> bool:
    """Whether nothing is left to call off."""
    return export.state not in UNDER_WAY


def outlived(now: datetime) -> QuerySet[Export]:
    """Files that nobody may fetch any more."""
    return readable_by(CLERK).filter(state=DONE, expires_at__lt=now)


def left_over() -> QuerySet[Export]:
    """What was called off while its file was made: the file, if there is one, is nobody's."""
    return readable_by(CLERK).filter(state=CANCELLED, attempt__isnull=False)
