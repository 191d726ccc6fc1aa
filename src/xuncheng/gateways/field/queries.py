"""Reading what terminals sent: one's own, and what was sent by those whose acts one may dismiss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.field.models import FieldAct
from xuncheng.rules.field.order import UNSETTLED, State

HEADS = frozenset({"fieldact.dismiss"})
"""Who may do this in an area sees what was refused to the officers there."""

SORTINGS = {
    "-received_at": Sorting("received_at", descending=True),
    "received_at": Sorting("received_at", descending=False),
    "-at": Sorting("at", descending=True),
    "at": Sorting("at", descending=False),
}

REFUSED_ONCE = [str(one) for one in State if one not in (State.DONE, State.DROPPED)]
MOST = 200
"""How many unsettled acts are told at once."""


@dataclass(frozen=True, slots=True)
class FieldActFilter:
    """What the list is narrowed by; empty values narrow nothing."""

    q: str = ""
    state: str = ""
    mine: bool = False
    terminal: UUID | None = None


def readable_by(viewer: Viewer) -> QuerySet[FieldAct]:
    """What the viewer sent himself, and what the users of areas sent where he may dismiss it."""
    condition = Q(user=viewer.id)
    for path in viewer.reach(HEADS, today()):
        condition |= Q(user__area_path__begins=path)
    return FieldAct.objects.filter(condition).select_related("terminal", "user")


def refused_readable_by(viewer: Viewer) -> QuerySet[FieldAct]:
    """Of that what was refused at first, whatever became of it."""
    return readable_by(viewer).filter(state__in=REFUSED_ONCE)


def matching(viewer: Viewer, wanted: FieldActFilter) -> QuerySet[FieldAct]:
    """Refused acts by the officer's name or the act's, by what became of them, by terminal; `open`: not settled yet."""
    found = refused_readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(user__name__contains=wanted.q) | Q(name__startswith=wanted.q))
    if wanted.mine:
        found = found.filter(user=viewer.id)
    if wanted.terminal:
        found = found.filter(terminal=wanted.terminal)
    if wanted.state == "open":
        return found.filter(state__in=[str(one) for one in UNSETTLED])
    return found.filter(state=wanted.state) if wanted.state else found


def of_terminal(viewer: Viewer, terminal: UUID) -> QuerySet[FieldAct]:
    """What one terminal of the viewer's own sent."""
    return readable_by(viewer).filter(terminal=terminal, user=viewer.id)


def unsettled_of(viewer: Viewer, terminal: UUID) -> QuerySet[FieldAct]:
    """Of that what is refused or held, in the order in which it was done."""
    open_states = [str(one) for one in UNSETTLED]
    return of_terminal(viewer, terminal).filter(state__in=open_states).order_by("seq")


def held_of(viewer: Viewer, terminal: UUID) -> QuerySet[FieldAct]:
    """Of that what is held."""
    return unsettled_of(viewer, terminal).filter(state=str(State.HELD))


def numbered(viewer: Viewer, terminal: UUID, seq: int) -> FieldAct:
    """The act of a number that is behind the queue. Raises `FieldAct.DoesNotExist` where there is none."""
    return of_terminal(viewer, terminal).get(seq=seq)


def earlier(viewer: Viewer, terminal: UUID, acts: Iterable[UUID]) -> dict[UUID, FieldAct]:
    """What became of earlier acts of a terminal, by their ids; of two under one id the later counts."""
    keys = list(acts)
    if not keys:
        return {}
    return {row.act_id: row for row in of_terminal(viewer, terminal).filter(act_id__in=keys).order_by("seq")}
