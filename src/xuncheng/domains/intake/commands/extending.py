"""Extensions (延期): asked for by whoever handles or checks, decided by a head, once for a stage."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.conf import settings
from pydantic import AwareDatetime

from xuncheng.domains.intake.commands.moving import check_later, move
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import TRANSITIONS

Opinion = Annotated[str, field("审批意见", "Opinion", "longtext", max_length=500)]


@act("report.ask_extension", TRANSITIONS["report.ask_extension"].label, on="report")
def ask_extension(
    deed: Deed, report: Report,
    until: Annotated[AwareDatetime, field("申请延至", "Until when", "datetime")],
    reason: Annotated[str, field("延期理由", "Why", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Ask for more time in the stage in which the report is, before its limit is over or after."""
    move(deed, report, asked_until=until, asked_because=reason)
    _check_length(deed, report, until)
    return report


@act("report.extend", TRANSITIONS["report.extend"].label, on="report")
def extend_report(
    deed: Deed, report: Report,
    until: Annotated[AwareDatetime | None, field("延至（不填为申请的时间）", "Until when, if other than asked", "datetime")] = None,
    opinion: Opinion = "同意延期。",
) -> Report:  # fmt: skip
    """Grant the extension that was asked for, or a shorter one."""
    until = until or report.asked_until
    extended = " ".join(sorted({*report.extended.split(), report.status}))
    due_at = report.due_at
    move(deed, report, due_at=until, extended=extended, asked_until=None, asked_because="")
    _check_length(deed, report, until, due_at)
    return report


@act("report.refuse_extension", TRANSITIONS["report.refuse_extension"].label, on="report")
def refuse_extension(
    deed: Deed, report: Report,
    reason: Annotated[str, field("不同意的理由", "Why not", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Refuse the extension: the limit stays as it was."""
    return move(deed, report, asked_until=None, asked_because="")


def _check_length(deed: Deed, report: Report, until: datetime | None, due_at: datetime | None = None) -> None:
    """Refuse an extension that is none, or longer than the locality allows."""
    due_at = due_at or report.due_at
    if until is None or due_at is None:
        return  # the road lets nobody ask where no limit runs
    check_later(deed, "until", until)
    if until <= due_at:
        raise invalid(
            FieldError("until", Text("应当晚于现在的时限", "It lies after the limit that runs now"))
        )
    days = int(settings.LOCALITY.figure("report_extension_days"))
    latest = settings.LOCALITY.hours.close_of(due_at, days)
    if until > latest:
        last = f"{latest.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        message = Text(
            f"每个环节最多延长{days}个工作日，至{last}",
            f"A stage is extended by {days} working days at most, until {last}",
        )
        raise invalid(FieldError("until", message))
