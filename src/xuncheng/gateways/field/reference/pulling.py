"""Pulling reference data: first everything, piece by piece and the most needed first, then what has changed.

Changes are found in the trail, in which everything is done: the objects of a kind on which something was done since are looked up through
their door again. Those that are there are sent; those that are not, though the officer knew of them, are gone for him.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from xuncheng.domains.equipment.queries import DOORKEEPER
from xuncheng.foundation.people.queries import own_record
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import count
from xuncheng.foundation.trail.queries import changed_since, seen_among
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.field.reference.cursor import OLDEST, SETTLING, Cursor, read
from xuncheng.gateways.field.reference.source import Changed, Item, Officer, Source
from xuncheng.gateways.field.reference.sources import SOURCES

PIECE = 512 * 1024
"""Bytes after which an answer ends, unless a single reading of rows is larger."""

ROWS = 500
"""How many rows are read at once."""

MOST_CHANGED = 5000
"""If more has changed, everything is pulled anew."""


@dataclass
class Answer:
    """What a pull brings."""

    cursor: Cursor
    restart: bool = False
    parts: list[Item] = field(default_factory=list)
    size: int = 0

    def add(self, source: Source[Any], rows: list[Item], **more: Any) -> int:
        """Put rows of a source into the answer; how many bytes they are."""
        told = [orjson.dumps(row, default=str) for row in rows]
        size = sum(map(len, told))
        self.parts.append(
            {
                "kind": source.kind,
                "whole": source.whole,
                "rows": [orjson.Fragment(one) for one in told],
                **more,
            }
        )
        self.size += size
        return size


def pull(viewer: Viewer, cursor: str, budget: int, now: datetime) -> Answer:
    """The next piece for a viewer. Raises `Refused` (`invalid_input`) for a cursor that is none."""
    given = read(cursor) if cursor else None
    with reading(viewer, lists=True):
        officer = _officer(viewer)
    scope = _scope(officer)
    anew = Cursor(scope, now - SETTLING)
    if given is None or given.scope != scope or given.since < now - OLDEST:
        return replace(_first(officer, anew, budget), restart=bool(cursor))
    if not given.complete:
        return _first(officer, given, budget)
    return _changes(officer, given, budget, now) or replace(_first(officer, anew, budget), restart=True)


def _officer(viewer: Viewer) -> Officer:
    user = own_record(viewer)
    parent = user.organisation.parent_id if user.organisation else None
    return Officer(viewer, user.team_id, user.organisation_id, parent)


def _scope(officer: Officer) -> str:
    """Whose data they are: another scope, team or office asks for all of them anew."""
    told = [
        str(officer.viewer.id),
        *officer.viewer.scope(today()),
        str(officer.team),
        str(officer.organisation),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _first(officer: Officer, cursor: Cursor, budget: int) -> Answer:
    """A piece of everything, from where the cursor is."""
    answer = Answer(cursor)
    at, last, spent = min(cursor.at or 0, len(SOURCES)), cursor.last, cursor.spent
    with reading(officer.viewer, lists=True):
        while at < len(SOURCES) and answer.size < PIECE:
            source = SOURCES[at]
            rows = _read(source, officer, last)
            shown = source.shown(officer, rows)
            fitting = _fitting(shown, budget - spent)
            more = len(rows) == ROWS
            spent += answer.add(
                source, fitting, gone=[], begin=last is None, more=more and len(fitting) == len(shown)
            )
            if len(fitting) < len(shown):
                upto = fitting[-1]["id"] if fitting else last
                left = tuple(_left_out(officer, at, upto))
                for later in SOURCES[at + 1 :]:  # what was there of them from before goes
                    answer.add(later, [], gone=[], begin=True, more=False)
                answer.cursor = replace(cursor.moved(None, None, spent), left_out=left, upto=upto)
                return answer
            at, last = (at, rows[-1].pk) if more else (at + 1, None)
    answer.cursor = cursor.moved(at if at < len(SOURCES) else None, last, spent)
    return answer


def _read(source: Source[Any], officer: Officer, last: UUID | None) -> list[Any]:
    found = source.found(officer).order_by("pk")
    if last is not None:
        found = found.filter(pk__gt=last)
    return list(found[:ROWS])


def _fitting(rows: list[Item], room: int) -> list[Item]:
    """As many of the rows as there is room for."""
    fitting, size = [], 0
    for row in rows:
        size += len(orjson.dumps(row, default=str))
        if size > room:
            break
        fitting.append(row)
    return fitting


def _left_out(officer: Officer, at: int, last: UUID | None) -> Iterator[tuple[str, int, bool]]:
    """How many rows of each kind are left out, from that source on, of that after the last row that fitted."""
    for place, source in enumerate(SOURCES[at:]):
        found = source.found(officer)
        rest = count(found.filter(pk__gt=last) if place == 0 and last is not None else found)
        if rest.value:
            yield source.kind, rest.value, rest.capped


def _changes(officer: Officer, cursor: Cursor, budget: int, now: datetime) -> Answer | None:
    """What has changed since; None where that is so much that everything is better pulled anew."""
    types = frozenset[str]().union(*(source.watched for source in SOURCES))
    with reading(DOORKEEPER):
        changed = changed_since(types, cursor.since, MOST_CHANGED)
    if sum(map(len, changed.values())) > MOST_CHANGED:
        return None
    answer = Answer(cursor)
    left_out = [kind for kind, _, _ in cursor.left_out]
    there = {left_out[0]: cursor.upto} if left_out and cursor.upto else {}
    with reading(officer.viewer, lists=True):
        for source in SOURCES:
            missing = source.kind in left_out and source.kind not in there
            if source.watched & changed.keys() and not missing:
                _add_changes(answer, source, officer, changed, there.get(source.kind))
    if not answer.parts:
        return answer
    spent = cursor.spent + answer.size
    if spent > budget:
        return None
    answer.cursor = replace(cursor, since=max(cursor.since, now - SETTLING), spent=spent)
    return answer


def _add_changes(
    answer: Answer, source: Source[Any], officer: Officer, changed: Changed, upto: UUID | None
) -> None:
    """Put into the answer what has changed of a source; of one that is not there whole, of its rows up to a key alone."""
    found = source.found(officer).order_by("pk")
    if upto is not None:
        found = found.filter(pk__lte=upto)
    if source.whole:
        answer.add(source, source.shown(officer, list(found)), gone=[], begin=True, more=False)
        return
    own = set(changed.get(source.own, ()))
    rows = list(found.filter(pk__in=own | source.also(officer, changed)))
    gone = sorted(seen_among(own - {row.pk for row in rows}))
    if rows or gone:
        answer.add(source, source.shown(officer, rows), gone=gone, begin=False, more=False)


def body_of(answer: Answer, budget: int) -> Item:
    """The answer as the phone reads it, but for the time."""
    cursor = answer.cursor
    return {
        "cursor": cursor.write(), "complete": cursor.complete, "restart": answer.restart, "parts": answer.parts,
        "left_out": [{"kind": kind, "rows": rows, "capped": capped} for kind, rows, capped in cursor.left_out],
        "kinds": [{"kind": one.kind, "label": {"zh": one.label.zh, "en": one.label.en}, "priority": one.priority} for one in SOURCES],
        "spent": cursor.spent, "budget": budget,
    }  # fmt: skip
