"""Figures of cases by street, procedure, stage and matter, and of the penalties that were decided, with their sums."""

from __future__ import annotations

from django.db.models import F, Q

from xuncheng.domains.cases.queries import MARKS, CaseFilter, matching, pressing
from xuncheng.domains.insight.counting import TOTAL, Counted, Counting, count
from xuncheng.domains.insight.tables import TOTAL_PART, Part, Table, coded, lines, matters, streets
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import CASE_FIGURES, FINES, PENALTY_FIGURES, Figure, Unit
from xuncheng.rules.insight.stretches import Stretch
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.stages import LABELS
from xuncheng.rules.procedure.tables import TABLES, label_of

OPENED = ("street", "procedure", "stage", "matter_id")
DECIDED = ("street", "procedure", "matter_id")
FIRST = CASE_FIGURES[:1]
_MAIN = tuple(dict.fromkeys(one.name for one in TABLES))


def opened(viewer: Viewer, stretch: Stretch, street: str) -> Counted:
    """Count the cases that were opened in a stretch. To be asked inside `reading`."""
    conditions = {one.code: _condition(one) for one in CASE_FIGURES}
    return _count(viewer, stretch, street, Counting("opened_at", OPENED, conditions))


def decided(viewer: Viewer, stretch: Stretch, street: str) -> Counted:
    """Count the penalties that were decided in a stretch, and add their fines up. To be asked inside `reading`."""
    conditions = {one.code: _condition(one) for one in PENALTY_FIGURES if one.unit is Unit.NUMBER}
    return _count(
        viewer,
        stretch,
        street,
        Counting("decided_on", DECIDED, conditions, {FINES: F("amount")}, by_day=True),
    )


def _count(viewer: Viewer, stretch: Stretch, street: str, asked: Counting) -> Counted:
    if not viewer.scope(today()):
        return Counted()
    return count(matching(viewer, CaseFilter(street=street)), stretch, asked)


def _condition(figure: Figure) -> Q:
    """What a case meets that the figure counts: the same by which its list is narrowed."""
    opens = figure.opens or {}
    if "mark" in opens:
        return MARKS[opens["mark"]].condition
    pressed = pressing(opens.get("urgency", ""))
    return pressed if pressed is not None else Q(pk__isnull=False)


def tables(viewer: Viewer, counts: Counted, street: str) -> list[Table]:
    """The tables of the cases that were opened, the whole first. To be asked inside `reading`."""
    by_stage = coded(LABELS, "stage", counts.values("stage"))
    return [
        Table("total", Text("立卷的案件", "Cases opened"), CASE_FIGURES, lines(counts, TOTAL, [(None, TOTAL_PART)], CASE_FIGURES)),
        Table("street", Text("按街道", "By street"), CASE_FIGURES, lines(counts, "street", streets(viewer, counts, street), CASE_FIGURES)),
        Table("procedure", Text("按程序", "By procedure"), CASE_FIGURES, lines(counts, "procedure", _procedures(counts), CASE_FIGURES)),
        Table("stage", Text("按阶段", "By stage"), FIRST, lines(counts, "stage", by_stage, FIRST)),
        Table("matter", Text("按执法事项", "By matter"), FIRST, lines(counts, "matter_id", _matters(viewer, counts), FIRST)),
    ]  # fmt: skip


def penalties(viewer: Viewer, counts: Counted, street: str) -> list[Table]:
    """The tables of the penalties that were decided, the whole first. To be asked inside `reading`."""
    of, by_street, by_matter = PENALTY_FIGURES, streets(viewer, counts, street), _matters(viewer, counts)
    by_procedure = _procedures(counts)
    return [
        Table("total_penalties", Text("处罚决定", "Penalties decided"), of, lines(counts, TOTAL, [(None, TOTAL_PART)], of)),
        Table("street_penalties", Text("处罚决定：按街道", "Penalties by street"), of, lines(counts, "street", by_street, of)),
        Table("procedure_penalties", Text("处罚决定：按程序", "Penalties by procedure"), of, lines(counts, "procedure", by_procedure, of)),
        Table("matter_penalties", Text("处罚决定：按执法事项", "Penalties by matter"), of, lines(counts, "matter_id", by_matter, of)),
    ]  # fmt: skip


def _procedures(counts: Counted) -> list[tuple[str, Part]]:
    return coded({name: label_of(name) for name in _MAIN}, "procedure", counts.values("procedure"))


def _matters(viewer: Viewer, counts: Counted) -> list[tuple[object, Part]]:
    return [(key, line.part) for key, line in matters(viewer, counts.values("matter_id")).items()]
