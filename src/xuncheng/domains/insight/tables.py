"""Tables of figures: which lines they have, what was counted of each, and the filter of the list that holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from xuncheng.domains.insight.counting import Counted, Figures
from xuncheng.domains.law.queries import matters_with_keys
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import Figure, Unit, reckoned
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.stages import ANY

Item = dict[str, Any]


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


TOTAL_PART = Part("", Text("合计", "Total"), {})
NO_MATTER = Part("-", Text("未判定事项", "No matter yet"), {"mark": "unjudged"})


def lines(
    counts: Counted, column: str, parts: Iterable[tuple[Any, Part]], figures: Sequence[Figure]
) -> list[tuple[Part, Figures, Figures]]:
    """Each part with its figures of the column, now and before; those that are reckoned are, from what was counted."""
    now, before = counts.now[column], counts.before[column]
    return [
        (part, _whole(now.get(value), figures), _whole(before.get(value), figures)) for value, part in parts
    ]


def _whole(counted: Figures | None, figures: Sequence[Figure]) -> Figures:
    found = defaultdict(int, counted or {})
    return {one.code: _figure(one, found) for one in figures}


CENT = Decimal("0.01")


def _figure(one: Figure, found: Mapping[str, Any]) -> Any:
    if one.opens is None:
        return reckoned(one, found)
    return Decimal(found[one.code]).quantize(CENT) if one.unit is Unit.YUAN else found[one.code]


def streets(viewer: Viewer, counts: Counted, street: str) -> list[tuple[str, Part]]:
    """The streets that the viewer sees, also those where nothing was counted; and what lies in no street."""
    names, scope = street_names(), viewer.scope(today())
    seen = {path for path in names if any(path.startswith(one) or one.startswith(path) for one in scope)}
    shown = ({street} if street else seen) & seen | counts.values("street")
    return [(path, _street(path, names)) for path in sorted(shown)]


def _street(path: str, names: Mapping[str, str]) -> Part:
    code = path.replace(".", "")
    name = names.get(path)
    label = Text(name, name) if name else Text("未定街道", "In no street")
    return Part(code, label, {"street": code})


def coded(
    labels: Mapping[str, Text], name: str, found: Collection[str], groups: Mapping[str, Text] | None = None
) -> list[tuple[str, Part]]:
    """The values of a fixed list that were found, each opening its list by the filter of that name."""
    of = groups or {}
    return [
        (code, Part(code, label, {name: code}, of.get(code)))
        for code, label in labels.items()
        if code in found
    ]


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as a line, and the class that it is of (`*`: of none)."""

    part: Part
    event: str


def matters(viewer: Viewer, keys: set[UUID | None]) -> dict[UUID | None, MatterLine]:
    """The matters that were counted, by key; None for what was not judged."""
    found: dict[UUID | None, MatterLine] = {}
    for matter in matters_with_keys(viewer, [key for key in keys if key]).order_by("code"):
        event = settings.LOCALITY.events.of_matter(matter.code)
        name = Text(matter.name_zh, matter.name_en)
        part = Part(matter.code, name, {"matter": matter.code}, event.name if event else None)
        found[matter.pk] = MatterLine(part, event.code if event else ANY)
    return found | ({None: MatterLine(NO_MATTER, NO_MATTER.code)} if None in keys else {})


def regrouped(counts: Counted, column: str, of: Callable[[Any], str]) -> Counted:
    """The counts of a column added up by what its values belong to."""
    return Counted({column: _added(counts.now[column], of)}, {column: _added(counts.before[column], of)})


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
    # The lines of a table with several figures are narrowed by what no figure is narrowed by, so that nothing is said twice.
    opens = None if figure.opens is None else {**narrowed, **figure.opens}
    return {"value": now[figure.code], "before": before[figure.code], "opens": opens}
