"""What lists and the page of a report show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.form_page import form_out
from xuncheng.domains.intake.privacy import masked, reporter_out, words_of
from xuncheng.domains.intake.queries import Report, Task
from xuncheng.domains.powers.queries import holders, list_in_force
from xuncheng.foundation.files.queries import attached_to, file_out
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded, refusal_out, urgency, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import PAUSED, STATUSES, TRANSITIONS
from xuncheng.rules.reporting.sources import SOURCE_TABLE, SOURCES
from xuncheng.rules.reporting.stages import TIMERS, progress

Item = dict[str, Any]

TASK_STATES = {
    "open": Text("办理中", "open"), "done": Text("已反馈", "done"), "released": Text("已解除", "released"),
}  # fmt: skip
SUMMARY = 120
"""Characters of a report's words in a list."""


def items(viewer: Viewer, rows: Sequence[Report]) -> list[Item]:
    """Reports as lists show them, with their streets' names read once."""
    streets = street_names()
    return [item(row, streets, inside=queries.is_inside(viewer, row)) for row in rows]


def item(row: Report, streets: dict[str, str], *, inside: bool) -> Item:
    """A report as lists show it; who sees it from outside only because he reported it sees nothing of what goes on beside the road."""
    timer, paused = TIMERS.get(row.status), PAUSED.get(row.status)
    return {
        "id": row.pk, "number": row.number, "summary": words_of(row)[:SUMMARY], "status": coded(row.status, STATUSES),
        "source": coded(row.source, SOURCES), "address": row.address, "grid": row.area_path,
        "street": street_out(row.street, streets),
        "matter": {"code": row.matter.code, "name": row.matter.name_zh} if row.matter else None,
        "team": {"id": row.team_id, "name": row.team.name} if row.team else None, "submitted_at": row.submitted_at,
        "due": row.due_at, "urgency": urgency(row.due_at, queries.NEAR),
        "due_label": words(timer.label) if timer and row.due_at else None, "paused": words(paused) if paused else None,
        "returns": row.returns if inside else 0, "reworks": row.reworks if inside else 0,
        "open_tasks": row.open_tasks if inside else 0, "asked_until": row.asked_until if inside else None,
        "supervised_until": row.supervised_until if inside else None,
    }  # fmt: skip


def page_of(viewer: Viewer, report: Report) -> Item:
    """A report with its files, its trail, and what may be done with it now. To be asked inside `reading`."""
    reporter, inside = reporter_out(viewer, report), queries.is_inside(viewer, report)
    return {
        **item(report, street_names(), inside=inside), **_beside(viewer, report, inside=inside),
        "text": words_of(report, in_the_clear=reporter["open"]), "reporter": reporter,
        "point": (report.point.x, report.point.y) if report.point else None,
        "stages": _stages(report), "event": _event(report), "late": report.late if inside else 0,
        "held_by": _held_by(report) if inside else None,
        "answered": words(SOURCE_TABLE[report.source].answered.label),
        "sent_by": _sent_by(report), "urges": report.urges, "follow_ups": _follow_ups(report),
        "officer": {"id": report.officer_id, "name": report.officer.user.name} if report.officer else None,
        "form": form_out(report, in_the_clear=reporter["open"]),
        "outcome": report.outcome, "answer": report.answer, "case": queries.case_of(report), "version": version_of(report.pk),
        "files": [file_out(file) for file in attached_to(viewer, [report.pk])],
        "possible_acts": [_possible(step) for step in queries.steps(viewer, report)],
        "timeline": _told(report, in_the_clear=reporter["open"]),
    }  # fmt: skip


def _beside(viewer: Viewer, report: Report, *, inside: bool) -> Item:
    """What goes on beside the road: joint tasks, an extension, an order, merged reports. A reporter sees none of it."""
    lead = report.merged_into if inside else None
    order = {
        "order": report.supervision, "until": report.supervised_until, "answer": report.supervision_answer,
        "urgency": urgency(report.supervised_until, queries.NEAR),
    }  # fmt: skip
    return {
        "asked_because": report.asked_because if inside else "",
        "supervision": order if inside and report.supervision else None,
        "tasks": [_task(one) for one in queries.tasks_of(report)] if inside else [],
        "merged_into": _linked(lead) if lead else None,
        "merged": [_linked(one) for one in queries.merged_with(viewer, report)] if inside else [],
    }


HELD_IN = frozenset({"verified", "judged", "dispatched"})
"""States in which it matters who may take the report up."""


def _held_by(report: Report) -> Item | None:
    """Who holds the report's matter today, by the list in force; None where no list was published, or it matters no more."""
    if not report.matter_id or report.status not in HELD_IN:
        return None
    listed = list_in_force(today())
    if listed is None:
        return None
    offices = holders(report.matter_id, today(), report.area_path)
    return {"version": listed.number, "organisations": [{"id": one.pk, "name": one.name} for one in offices]}


def _told(report: Report, *, in_the_clear: bool) -> list[Item]:
    """The trail of the report; its words are masked as they are elsewhere."""
    told = timeline(report.pk)
    return told if in_the_clear else [line | {"summary": masked(report, line["summary"])} for line in told]


def _sent_by(report: Report) -> Item | None:
    """By whom it was sent, and by when the sender asks for the result: that presses as long as it has not been given."""
    if report.sender is None:
        return None
    due = report.sender_due_at
    return {
        "name": report.sender.name, "number": report.sender_number, "due": due,
        "urgency": urgency(due if report.closed_at is None else None, queries.NEAR),
    }  # fmt: skip


def _follow_ups(report: Report) -> list[Item]:
    """What was said of it later on, masked whoever reads it."""
    return [
        {"id": one.pk, "kind": coded(one.kind, _FOLLOW_UPS), "text": masked(report, one.text), "at": one.at}
        for one in queries.follow_ups_of(report)
    ]


_FOLLOW_UPS = {name.removeprefix("report."): step.label for name, step in TRANSITIONS.items()}


def _stages(report: Report) -> list[Item]:
    status = report.before_merge if report.status == "merged" else report.status
    return [
        coded(stage.code, {stage.code: stage.label}) | {"progress": how} for stage, how in progress(status)
    ]


def _event(report: Report) -> Item | None:
    event = settings.LOCALITY.events.of_matter(report.matter.code) if report.matter else None
    return {"code": event.code, "major": words(event.major), "name": words(event.name)} if event else None


def _task(one: Task) -> Item:
    due = one.due_at if one.state == "open" else None
    return {
        "id": one.pk, "who": str(one), "work": one.work, "state": coded(one.state, TASK_STATES), "due": one.due_at,
        "urgency": urgency(due, timedelta(hours=int(settings.LOCALITY.figure("report_warn_hours")))),
        "ended_at": one.ended_at, "result": one.result,
    }  # fmt: skip


def _linked(one: Report) -> Mapping[str, Any]:
    return {"id": one.pk, "number": one.number, "status": coded(one.status, STATUSES)}


def _possible(step: queries.Step) -> Item:
    return {
        "name": step.name, "label": words(step.label), "allowed": step.refusal is None,
        "refusal": refusal_out(step.refusal) if step.refusal else None,
    }  # fmt: skip
