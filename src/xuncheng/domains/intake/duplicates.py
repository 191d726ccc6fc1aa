"""Earlier reports that look like the same thing (重复件): looked for by place and time in one statement, weighed by `rules`.

What is asked about is a report on file, or one that is still being typed. Only what the viewer may read is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import Distance as Length
from django.db.models import FloatField, Q, QuerySet, Value

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import words_in
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_telephones
from xuncheng.rules.reporting.duplicates import (
    CLOSED_FOR,
    OPEN_FOR,
    REACH,
    Kinship,
    Likeness,
    Score,
    alike,
    cells_around,
    pairs,
    score,
)
from xuncheng.rules.reporting.road import LEADS, STATUSES

OF_CELL = 80
"""How many are weighed of each cell around the place, the newest."""

NEWEST = 200
"""How many are weighed for a report without a place, the newest."""

PROPOSED = 8
"""How many are proposed."""

SUMMARY = 80
"""Characters of a proposal's words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The report for which earlier ones are looked for. `key`: None for one that is still being typed."""

    text: str
    at: datetime
    point: Point | None = None
    matter: str = ""
    key: UUID | None = None

    @classmethod
    def of(cls, report: Report) -> Asked:
        """What is asked about a report on file."""
        matter = report.matter.code if report.matter else ""
        return cls(report.text, report.submitted_at, report.point, matter, report.pk)


class Candidate(NamedTuple):
    """What of an earlier report is weighed and shown; the order of `COLUMNS`."""

    id: UUID
    number: str
    text: str
    status: str
    address: str
    submitted_at: datetime
    matter: str | None
    way: Length | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An earlier report, and why it may be the same thing."""

    found: Candidate
    score: Score


COLUMNS = (
    "id", "number", "text", "status", "address", "submitted_at", "matter__code", "way",
)  # fmt: skip


def candidates(viewer: Viewer, asked: Asked) -> QuerySet[Report, Any]:
    """Earlier readable reports, open or answered lately, near the place that is asked about; without a place, the newest.

    Each cell around the place is read by itself, from its newest report on, so that a corner at which much is reported costs no
    more than any other.
    """
    answered = Q(status="answered", closed_at__gte=asked.at - CLOSED_FOR)
    found = queries.readable_by(viewer).filter(
        Q(status__in=sorted(LEADS)) | answered,
        submitted_at__gte=asked.at - OPEN_FOR,
        submitted_at__lte=asked.at,
    )
    if asked.key:
        found = found.exclude(pk=asked.key)
    found = found.order_by("-submitted_at")
    if asked.point is None:
        unknown = Value(None, output_field=FloatField(null=True))
        return found.annotate(way=unknown).values_list(*COLUMNS)[:NEWEST]
    rows = found.annotate(way=Distance("point", asked.point)).values_list(*COLUMNS)
    first, *others = (rows.filter(cell=cell)[:OF_CELL] for cell in cells_around(*asked.point.coords))
    return first.union(*others, all=True)


def proposals(viewer: Viewer, asked: Asked) -> list[Proposal]:
    """What may be the same thing, the likeliest first. To be asked inside `reading`."""
    found = sorted(
        _weighed(viewer, asked), key=lambda one: (-one.score.points, -one.found.submitted_at.timestamp())
    )
    return found[:PROPOSED]


def _weighed(viewer: Viewer, asked: Asked) -> Iterator[Proposal]:
    mine = words_in(asked.text)
    for row in candidates(viewer, asked):
        found = Candidate(*row)
        if _within_reach(found) and (weighed := score(_likeness(asked, mine, found))).proposed:
            yield Proposal(found, weighed)


def _within_reach(found: Candidate) -> bool:
    return found.way is None or found.way.m <= REACH


def _likeness(asked: Asked, mine: frozenset[str], found: Candidate) -> Likeness:
    theirs = words_in(found.text)
    common = sorted(mine & theirs, key=lambda word: (-len(word), word))
    return Likeness(
        metres=found.way.m if found.way is not None else None,
        words=max(alike(mine, theirs), alike(pairs(asked.text), pairs(found.text))),
        kinship=_kinship(asked.matter, found.matter or ""),
        apart=asked.at - found.submitted_at,
        common=tuple(common),
    )


def _kinship(one: str, other: str) -> Kinship:
    if not (one and other):
        return Kinship.UNKNOWN
    if one == other:
        return Kinship.SAME
    events = settings.LOCALITY.events
    mine, theirs = events.of_matter(one), events.of_matter(other)
    return Kinship.SAME_EVENT if mine and theirs and mine.code == theirs.code else Kinship.OTHER


def proposal_out(one: Proposal) -> dict[str, Any]:
    """A proposal as the API says it; telephones in its words are masked."""
    found = one.found
    return {
        "id": found.id, "number": found.number, "summary": mask_telephones(found.text)[:SUMMARY],
        "status": coded(found.status, STATUSES), "address": found.address, "submitted_at": found.submitted_at,
        "leads": found.status in LEADS, "points": one.score.points,
        "reasons": [{"points": reason.points, "label": words(reason.label)} for reason in one.score.reasons],
    }  # fmt: skip
