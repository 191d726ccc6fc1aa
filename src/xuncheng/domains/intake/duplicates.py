"""Earlier reports that look like the same thing (重复件): looked for by place and time in one statement, weighed by `rules`.

What is asked about is a report on file, or one that is still being typed. Only what the viewer may read is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import connection

from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import words_in
from xuncheng.foundation.trail.schemas import coded, words
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
from xuncheng.rules.reporting.reporter import mask_reporter
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
    """What of an earlier report is weighed and shown; the order of `_COLUMNS`. `metres`: None where there is no place to go by."""

    id: UUID
    number: str
    text: str
    status: str
    address: str
    submitted_at: datetime
    matter: str | None
    reporter_name: str
    reporter_phone: str
    metres: float | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An earlier report, and why it may be the same thing."""

    found: Candidate
    score: Score


_COLUMNS = (
    "r.id, r.number, r.text, r.status, r.address, r.submitted_at, m.code, r.reporter_name, r.reporter_phone"
)

_EARLIER = """
SELECT * FROM intake_report
 WHERE {where} submitted_at BETWEEN %(since)s AND %(at)s AND id IS DISTINCT FROM %(key)s::uuid
   AND (status = ANY (%(leading)s::text[]) OR status = 'answered' AND closed_at >= %(answered_since)s)
 ORDER BY submitted_at DESC LIMIT
"""

# Each cell around the place is read by itself, from its newest report on, so that a corner at which much is reported costs no more
# than any other.
_NEAR = f"""
SELECT {_COLUMNS}, metres
  FROM unnest(%(cells)s::bigint[]) AS around (cell),
       LATERAL ({_EARLIER.format(where="cell = around.cell AND")} {OF_CELL}) AS r LEFT JOIN law_matter AS m ON m.id = r.matter_id,
       LATERAL (SELECT ST_DistanceSphere(r.point, ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)) AS metres) AS way
 WHERE metres <= %(reach)s
"""  # noqa: S608 # made of constants

_NEWEST = f"""
SELECT {_COLUMNS}, NULL
  FROM ({_EARLIER.format(where="")} {NEWEST}) AS r LEFT JOIN law_matter AS m ON m.id = r.matter_id
"""  # noqa: S608 # made of constants


def candidates(asked: Asked) -> list[Candidate]:
    """Earlier reports, open or answered lately, within reach of the place that is asked about; without a place, the newest.

    To be asked inside `reading`: row-level security narrows it to what the viewer may read.
    """
    with connection.cursor() as cursor:
        cursor.execute(*statement(asked))
        return [Candidate(*row) for row in cursor.fetchall()]


def statement(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The statement that looks for them, with its values."""
    values: dict[str, Any] = {
        "since": asked.at - OPEN_FOR, "at": asked.at, "key": asked.key, "leading": sorted(LEADS), "answered_since": asked.at - CLOSED_FOR,
    }  # fmt: skip
    if asked.point is None:
        return _NEWEST, values
    lon, lat = asked.point.coords
    return _NEAR, values | {"cells": cells_around(lon, lat), "lon": lon, "lat": lat, "reach": REACH}


def proposals(asked: Asked) -> list[Proposal]:
    """What may be the same thing, the likeliest first. To be asked inside `reading`."""
    found = sorted(_weighed(asked), key=lambda one: (-one.score.points, -one.found.submitted_at.timestamp()))
    return found[:PROPOSED]


def _weighed(asked: Asked) -> Iterator[Proposal]:
    mine = _read(asked.text)
    for found in candidates(asked):
        if (weighed := score(_likeness(asked, mine, found))).proposed:
            yield Proposal(found, weighed)


def _likeness(asked: Asked, mine: tuple[frozenset[str], frozenset[str]], found: Candidate) -> Likeness:
    words, letters = mine
    theirs, their_letters = _read(found.text)
    return Likeness(
        metres=found.metres,
        words=max(alike(words, theirs), alike(letters, their_letters)),
        kinship=_kinship(asked.matter, found.matter or ""),
        apart=asked.at - found.submitted_at,
        common=tuple(sorted(_sayable(words & theirs, found), key=lambda word: (-len(word), word))),
    )


# While somebody types, and from one report of a corner to the next, the same earlier ones are weighed again and again.
@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return words_in(text), pairs(text)


def _sayable(common: frozenset[str], found: Candidate) -> Iterator[str]:
    """Words that may be named as a reason: neither part of the reporter's name nor a number by which he is reached."""
    return (word for word in common if word not in found.reporter_name and not word.isdecimal())


def _kinship(one: str, other: str) -> Kinship:
    if not (one and other):
        return Kinship.UNKNOWN
    if one == other:
        return Kinship.SAME
    events = settings.LOCALITY.events
    mine, theirs = events.of_matter(one), events.of_matter(other)
    return Kinship.SAME_EVENT if mine and theirs and mine.code == theirs.code else Kinship.OTHER


def proposal_out(one: Proposal) -> dict[str, Any]:
    """A proposal as the API says it; its words are masked as its reporter is."""
    found = one.found
    return {
        "id": found.id, "number": found.number, "summary": mask_reporter(found.text, found.reporter_name, found.reporter_phone)[:SUMMARY],
        "status": coded(found.status, STATUSES), "address": found.address, "submitted_at": found.submitted_at,
        "leads": found.status in LEADS, "points": one.score.points,
        "reasons": [{"points": reason.points, "label": words(reason.label)} for reason in one.score.reasons],
    }  # fmt: skip
