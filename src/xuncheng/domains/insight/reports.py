"""Figures of reports by street, source, state, matter and class."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, Q

from xuncheng.domains.insight.counting import TOTAL, Counted, Counting, count
from xuncheng.domains.insight.tables import (
    NO_MATTER,
    TOTAL_PART,
    Part,
    Table,
    coded,
    lines,
    matters,
    regrouped,
    streets,
)
from xuncheng.domains.intake.queries import MARKS, ReportFilter, matching, pressing
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.figures import REPORT_FIGURES, SCORES, Figure
from xuncheng.rules.insight.stretches import Stretch
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import STATUSES
from xuncheng.rules.reporting.sources import SOURCES
from xuncheng.rules.reporting.stages import ANY, STAGES

COLUMNS = ("street", "source", "status", "matter_id")
ALL = REPORT_FIGURES
FIRST = REPORT_FIGURES[:1]
"""How many there are: what the smaller tables show."""


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
    of = matters(viewer, counts.values("matter_id"))
    by_event = regrouped(counts, "matter_id", lambda key: of[key].event)
    of_event = lines(by_event, "matter_id", _events(by_event), FIRST)
    by_matter = [(key, line.part) for key, line in of.items()]
    by_source = coded(SOURCES, "source", counts.values("source"))
    by_status = coded(STATUSES, "status", counts.values("status"), STAGE_OF)
    return [
        Table("total", Text("合计", "Total"), ALL, lines(counts, TOTAL, [(None, TOTAL_PART)], ALL)),
        Table("street", Text("按街道", "By street"), ALL, lines(counts, "street", streets(viewer, counts, street), ALL)),
        Table("source", Text("按来源", "By source"), FIRST, lines(counts, "source", by_source, FIRST)),
        Table("status", Text("按环节和状态", "By stage and state"), FIRST, lines(counts, "status", by_status, FIRST)),
        Table("event", Text("按事件类别（GB/T 30428）", "By class (GB/T 30428)"), FIRST, of_event),
        Table("matter", Text("按执法事项", "By matter"), FIRST, lines(counts, "matter_id", by_matter, FIRST)),
    ]  # fmt: skip


STAGE_OF = {status: stage.label for stage in STAGES for status in stage.statuses}


def _events(counts: Counted) -> list[tuple[str, Part]]:
    found, rows = counts.values("matter_id"), settings.LOCALITY.events.rows
    classed = [
        (code, Part(code, row.name, {"event": code}, row.major)) for code, row in rows.items() if code != ANY
    ]
    unclassed = (ANY, Part(ANY, Text("未列入类别的事项", "Matters of no class"), {"event": ANY}))
    return [
        (code, part) for code, part in (*classed, unclassed, (NO_MATTER.code, NO_MATTER)) if code in found
    ]
