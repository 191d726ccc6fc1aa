"""Reading publications: one door for everybody, one for the bureau, and what waits to be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.cases import deadlines
from xuncheng.domains.publication.models import OPEN, Publication
from xuncheng.foundation.places.streets import in_streets
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.publication.state import (
    ORDER,
    ORDER_UPDATE,
    PERIOD,
    UPDATE,
    WITHDRAWAL,
)

SORTINGS = {"-day": Sorting("day", descending=True), "day": Sorting("day", descending=False)}
DUE = (PERIOD, ORDER, UPDATE, ORDER_UPDATE, WITHDRAWAL)
"""The periods in which something is to be published, exempt, brought up to date or withdrawn."""

FEED = 50
"""How many of the newest a feed holds."""


@dataclass(frozen=True, slots=True)
class PublicationFilter:
    """What a list of publications is narrowed by; empty values narrow nothing. The days are those of publishing."""

    state: str = ""
    street: str = ""
    matter: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""


def readable_by(viewer: Viewer) -> QuerySet[Publication]:
    """Publications and exemptions of the areas that the viewer works in."""
    return Publication.objects.filter(in_streets(viewer)).select_related("case__party")


def open_to_all() -> QuerySet[Publication]:
    """What everybody may read today: what is shown, and what was withdrawn while it would still be shown."""
    # lint: own door: the other door of publications, for everybody; row-level security keeps it
    return Publication.objects.filter(state__in=OPEN, shown_until__gte=today())


def matching(found: QuerySet[Publication], wanted: PublicationFilter) -> QuerySet[Publication]:
    """Those that fit the filter."""
    exact = {"state": wanted.state, "street": wanted.street, "matter_code": wanted.matter}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.since:
        found = found.filter(day__gte=wanted.since)
    if wanted.until:
        found = found.filter(day__lte=wanted.until)
    if wanted.q:
        q = wanted.q
        found = found.filter(Q(number__contains=q) | Q(party__contains=q) | Q(cause__contains=q))
    return found


def open_one(key: UUID) -> Publication:
    """One that everybody may read today. Raises `Refused` (`not_found`)."""
    row = open_to_all().filter(pk=key).first()
    if row is None:
        raise not_found(Text("该公示信息", "publication"))
    return row


def open_photo(key: UUID, sha256: str) -> dict[str, Any]:
    """A photo that everybody may see today, as its row keeps it. Raises `Refused` (`not_found`)."""
    photo: dict[str, Any] | None = next(
        (one for one in open_one(key).photos if one["sha256"] == sha256), None
    )
    if photo is None:
        raise not_found(Text("该照片", "photo"))
    return photo


def newest() -> list[Publication]:
    """What a feed holds."""
    return list(open_to_all().order_by(*SORTINGS["-day"].order())[:FEED])


def of_case(viewer: Viewer, key: UUID) -> list[Publication]:
    """All that was published of a case, or not, the newest first."""
    return list(readable_by(viewer).filter(case=key).order_by("-id"))


def waiting(viewer: Viewer, wanted: PublicationFilter) -> QuerySet[Any]:
    """What is to be published, brought up to date or withdrawn and fits the filter; its days are the last ones for it."""
    exact = {"street": wanted.street, "case__matter__code": wanted.matter}
    found = deadlines.of_clocks(viewer, *DUE)
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.since:
        found = found.filter(due_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(due_on__lte=wanted.until)
    if wanted.q:
        q = wanted.q
        named = Q(case__number__contains=q) | Q(case__party__name__contains=q) | Q(case__cause__contains=q)
        found = found.filter(named)
    return found
