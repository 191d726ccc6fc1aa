"""What all acts on a report share: one step of the road, or its refusal, and the limit of the step that comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings

from xuncheng.domains.intake.models import Report, TaskState
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Team
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import after, hindrance
from xuncheng.rules.reporting.stages import TIMERS

Files = Annotated[list[StoredFile], field("照片和附件", "Photos and files", "files", max_length=20)]
Words = Annotated[str, field("说明", "Remarks", "longtext", max_length=2000)]
_LAPSED = "案源已离开处置环节，联动任务随之解除"
_FOUND = {"report.verify": "verified_at", "report.check": "checked_at"}
"""When somebody last went and found a report true, or settled: columns that figures are counted by."""


def move(deed: Deed, report: Report, *, passed: bool = True, **changes: Any) -> Report:
    """Do one step of the road, or refuse it from where the report stands; `changes` are columns that the step sets besides.

    Where it leaves its state, the limit of that one ends and that of the next begins.
    """
    before = report.standing
    refused = hindrance(deed.name, before)
    if refused:
        raise Refused(refused.code, refused.message, missing=refused.missing)
    done = after(deed.name, before, passed=passed)
    if done.status != before.status:
        matter = changes.get("matter", report.matter)
        due_at = limit_of(done.status, deed.at, matter.code if matter else "")
        changes = _left(deed, report) | {"status": done.status, "due_at": due_at} | changes
    if passed and deed.name in _FOUND:
        changes[_FOUND[deed.name]] = deed.at
    if changes:
        changes["updated_at"] = deed.received_at
    for name, value in changes.items():
        setattr(report, name, value)
    if changes:
        report.save(update_fields=[*changes])
    return report


def limit_of(status: str, start: datetime, matter: str) -> datetime | None:
    """When the step is due for which a report in that state waits; None where no limit runs."""
    timer = TIMERS.get(status)
    return settings.LOCALITY.step_ends(timer.code, start, matter) if timer else None


def _left(deed: Deed, report: Report) -> dict[str, Any]:
    """What becomes of the state that a report leaves: whether its step came late, and what was asked for in it."""
    left: dict[str, Any] = {}
    if report.due_at and deed.at > report.due_at and deed.name != "report.merge":
        left["late"] = report.late + 1
    if report.asked_until:
        left |= {"asked_until": None, "asked_because": ""}
    if report.open_tasks:
        release_all(deed, report)
        left["open_tasks"] = 0
    return left


def release_all(deed: Deed, report: Report, **which: Any) -> int:
    """Release the open tasks of a report, or some of them, since they have become pointless; returns how many."""
    found = report.tasks.filter(state=TaskState.OPEN, **which)
    return found.update(state=TaskState.RELEASED, ended_at=deed.at, result=_LAPSED)


def attach_all(deed: Deed, report: Report, files: list[StoredFile]) -> None:
    """Hang files on a report."""
    for file in files:
        attach(deed, file, "report", report.pk, report.area_path)


def check_later(deed: Deed, name: str, moment: datetime | None) -> None:
    """Refuse a limit that is over when it is set."""
    if moment and moment <= deed.at:
        raise invalid(FieldError(name, Text("时限应当晚于现在", "A limit lies after now")))


def check_covers(name: str, team: Team, report: Report) -> None:
    """Refuse a team that does not work where the report lies."""
    if not report.area_path.startswith(team.area_path):
        message = Text("该执法队不负责案源所在区域", "That team does not cover the place of the report")
        raise invalid(FieldError(name, message))
