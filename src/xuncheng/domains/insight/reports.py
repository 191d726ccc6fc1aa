"""Figures of reports by street, source, state, matter and class, each with the filter of the list that holds what was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q

from xuncheng.domains.insight.counting import TOTAL, Counted, Counting, Figures, count
from xuncheng.domains.intake.queries import MARKS, ReportFilter, matching, pressing
from xuncheng.domains.law.queries import matters_with_keys
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import REPORT_FIGURES, SCORES, Figure, reckoned
from xuncheng.rules.insight.stretches import Stretch
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import STATUSES
from xuncheng.rules.reporting.sources import SOURCES
from xuncheng.rules.reporting.stages import ANY, STAGES

Item = dict[str, Any]
COLUMNS = ("street", "source", "status", "matter_id")
ALL = REPORT_FIGURES
FIRST = REPORT_FIGURES[:1]
"""How many there are: what the smaller tables show."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a table: what it is of, and by which filter a list holds it."""

    code: str
    label: Text
    opens: Mapping[str, str]
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what its lines are, which figures they have."""

    code: str
    label: Text
    figures: Sequence[Figure]
    lines: Sequence[tuple[Part, Figures, Figures]]


def counted(viewer: Viewer, stretch: Stretch, street: str) -> Counted:
    """Count the reports of a stretch; of nothing for whoever sees no area. To be asked inside `reading`."""
    if not viewer.scope(today()):
        return Counted()
    found = matching(viewer, ReportFilter(street=street))
    conditions = {one.code: _condition(one) for one in REPORT_FIGURES if one.opens is not None}
    return count(found, stretch, Counting("submitted_at", COLUMNS, conditions, {SCORES: F("receipt__score")}))


def _condition(figure: Figure) -> Q:
    """What a report meets that the figure counts: the same by which its list is narrowed."""
    opens = figure.opens or {}
    if "mark" in opens:
        return MARKS[opens["mark"]].condition
    pressed = pressing(opens.get("urgency", ""))
    return pressed if pressed is not None else Q(pk__isnull=False)


def tables(viewer: Viewer, counts: Counted, street: str) -> list[Table]:
    """The tables of the page, the whole first. To be asked inside `reading`."""
    matters = _matters(viewer, counts.values("matter_id"))
    by_event = _regrouped(counts, "matter_id", lambda key: matters[key].event)
    return [
        Table("total", Text("合计", "Total"), ALL, _lines(counts, TOTAL, [(None, TOTAL_PART)])),
        Table("street", Text("按街道", "By street"), ALL, _lines(counts, "street", _streets(viewer, counts, street))),
        Table("source", Text("按来源", "By source"), FIRST, _lines(counts, "source", _coded(SOURCES, "source", counts))),
        Table("status", Text("按环节和状态", "By stage and state"), FIRST, _lines(counts, "status", _statuses(counts))),
        Table("event", Text("按事件类别（GB/T 30428）", "By class (GB/T 30428)"), FIRST, _lines(by_event, "", _events(by_event))),
        Table("matter", Text("按执法事项", "By matter"), FIRST, _lines(counts, "matter_id", _by_name(matters))),
    ]  # fmt: skip


TOTAL_PART = Part("", Text("合计", "Total"), {})
_NO_MATTER = Part("-", Text("未判定事项", "No matter yet"), {"mark": "unjudged"})


def _lines(
    counts: Counted, column: str, parts: Iterable[tuple[Any, Part]]
) -> list[tuple[Part, Figures, Figures]]:
    now, before = counts.now[column], counts.before[column]
    return [(part, _whole(now.get(value)), _whole(before.get(value))) for value, part in parts]


def _whole(figures: Figures | None) -> Figures:
    """All figures of a line: those that were counted, and those that are reckoned from them."""
    found = {one.code: 0 for one in REPORT_FIGURES if one.opens is not None} | {SCORES: 0} | (figures or {})
    return found | {one.code: reckoned(one, found) for one in REPORT_FIGURES if one.opens is None}


def _streets(viewer: Viewer, counts: Counted, street: str) -> list[tuple[str, Part]]:
    """The streets that the viewer sees, also those without a report; and what lies in no street."""
    names, scope = street_names(), viewer.scope(today())
    seen = {path for path in names if any(path.startswith(one) or one.startswith(path) for one in scope)}
    shown = ({street} if street else seen) & seen | counts.values("street")
    return [(path, _street(path, names)) for path in sorted(shown)]


def _street(path: str, names: Mapping[str, str]) -> Part:
    code = path.replace(".", "")
    name = names.get(path)
    label = Text(name, name) if name else Text("未定街道", "In no street")
    return Part(code, label, {"street": code})


def _coded(labels: Mapping[str, Text], name: str, counts: Counted) -> list[tuple[str, Part]]:
    return [(code, Part(code, label, {name: code})) for code, label in labels.items() if code in counts.values(name)]  # fmt: skip


STAGE_OF = {status: stage.label for stage in STAGES for status in stage.statuses}


def _statuses(counts: Counted) -> list[tuple[str, Part]]:
    found = counts.values("status")
    return [
        (code, Part(code, label, {"status": code}, STAGE_OF.get(code)))
        for code, label in STATUSES.items()
        if code in found
    ]


@dataclass(frozen=True, slots=True)
class _Named:
    """A matter as a line, and the class that it is of (`*`: of none)."""

    part: Part
    event: str


def _matters(viewer: Viewer, keys: set[UUID | None]) -> dict[UUID | None, _Named]:
    """The matters that were counted, by key; None for what was not judged."""
    found: dict[UUID | None, _Named] = {}
    for matter in matters_with_keys(viewer, [key for key in keys if key]).order_by("code"):
        event = settings.LOCALITY.events.of_matter(matter.code)
        name = Text(matter.name_zh, matter.name_en)
        part = Part(matter.code, name, {"matter": matter.code}, event.name if event else None)
        found[matter.pk] = _Named(part, event.code if event else ANY)
    return found | ({None: _Named(_NO_MATTER, _NO_MATTER.code)} if None in keys else {})


def _by_name(matters: Mapping[UUID | None, _Named]) -> list[tuple[UUID | None, Part]]:
    return [(key, named.part) for key, named in matters.items()]


def _events(counts: Counted) -> list[tuple[str, Part]]:
    found = counts.values("")
    events = settings.LOCALITY.events.rows
    classed = [
        (code, Part(code, row.name, {"event": code}, row.major))
        for code, row in events.items()
        if code != ANY
    ]
    unclassed = (ANY, Part(ANY, Text("未列入类别的事项", "Matters of no class"), {"event": ANY}))
    return [(code, part) for code, part in (*classed, unclassed, (_NO_MATTER.code, _NO_MATTER)) if code in found]  # fmt: skip


def _regrouped(counts: Counted, column: str, of: Callable[[Any], str]) -> Counted:
    """The counts of a column added up by what its values belong to."""
    return Counted({"": _added(counts.now[column], of)}, {"": _added(counts.before[column], of)})


def _added(parts: Mapping[Any, Figures], of: Callable[[Any], str]) -> dict[Any, Figures]:
    added: dict[Any, Figures] = defaultdict(lambda: defaultdict(int))
    for value, figures in parts.items():
        for code, number in figures.items():
            added[of(value)][code] += number
    return {code: dict(figures) for code, figures in added.items()}


def as_out(table: Table, narrowed: Mapping[str, str]) -> Item:
    """A table as the API says it; `narrowed` is the filter that the page itself sets: period and street."""
    return {
        "code": table.code, **words(table.label), "figures": [one.code for one in table.figures],
        "rows": [
            {
                "code": part.code, **words(part.label), "group": words(part.group) if part.group else None,
                "cells": [_cell(one, now, before, {**narrowed, **part.opens}) for one in table.figures],
            }
            for part, now, before in table.lines
        ],
    }  # fmt: skip


def _cell(figure: Figure, now: Figures, before: Figures, narrowed: Mapping[str, str]) -> Item:
    opens = None if figure.opens is None else _both(narrowed, figure.opens)
    return {"value": now[figure.code], "before": before[figure.code], "opens": opens}


def _both(line: Mapping[str, str], figure: Mapping[str, str]) -> dict[str, str]:
    """The filter of a cell. The lines of a table with several figures are narrowed by street alone, so that none is said twice."""
    return {**line, **figure}
