"""Reading terminals: one's own, and those of the users whom the viewer administers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from xuncheng.domains.equipment.models import Terminal, TerminalDay
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer, program

__all__ = ["DOORKEEPER", "SORTINGS", "Terminal", "TerminalFilter", "days_of", "matching", "readable_by"]

KEEPING = frozenset({"terminal.lock"})
"""Who may do this in an area sees the terminals of the users there."""

DOORKEEPER = program("终端登记", ("terminal.note_wiped",))
"""The part of the program that knows a terminal by its secret."""

SORTINGS = {
    "-seen_at": Sorting("seen_at", descending=True),
    "seen_at": Sorting("seen_at", descending=False),
    "-registered_at": Sorting("registered_at", descending=True),
    "registered_at": Sorting("registered_at", descending=False),
    "-calls": Sorting("calls", descending=True, number=True),
    "-minutes": Sorting("minutes", descending=True, number=True),
    "app_version": Sorting("app_version", descending=False, text=True),
}

SHOWN_DAYS = 60
"""How many days of use the page of a terminal shows."""


@dataclass(frozen=True, slots=True)
class TerminalFilter:
    """What the list is narrowed by; empty values narrow nothing."""

    q: str = ""
    state: str = ""
    app_version: str = ""
    street: str = ""
    user: UUID | None = None


def readable_by(viewer: Viewer) -> QuerySet[Terminal]:
    """The viewer's own terminals and those of the users of areas that he keeps; all of them for the program's doorkeeper."""
    condition = Q(user=viewer.id)
    for path in viewer.reach(KEEPING, today()):
        condition |= Q(user__area_path__begins=path)
    found = Terminal.objects.filter(Q() if viewer is DOORKEEPER else condition)
    used = {
        "seen_at": Coalesce("use__at", "registered_at"), "app_version": Coalesce("use__version", Value("")),
        **{name: Coalesce(f"use__{name}", 0) for name in ("calls", "acts", "minutes")},
    }  # fmt: skip
    return found.select_related("user__organisation", "user__team").annotate(**used)


def matching(viewer: Viewer, wanted: TerminalFilter) -> QuerySet[Terminal]:
    """Readable terminals by words (name, user, inventory number, card), state, version, street, user."""
    found = readable_by(viewer)
    if wanted.q:
        words = (
            Q(name__contains=wanted.q)
            | Q(user__name__contains=wanted.q)
            | Q(asset__startswith=wanted.q)
            | Q(sim__startswith=wanted.q)
        )
        found = found.filter(words)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.app_version:
        found = found.filter(use__version=wanted.app_version)
    if wanted.street:
        found = found.filter(user__area_path__startswith=wanted.street)
    return found.filter(user=wanted.user) if wanted.user else found


def days_of(terminal: UUID) -> list[TerminalDay]:
    """How much a terminal was used, the last days first."""
    # lint: own door: the terminal came through its door
    return list(TerminalDay.objects.filter(terminal=terminal).order_by("-day")[:SHOWN_DAYS])
