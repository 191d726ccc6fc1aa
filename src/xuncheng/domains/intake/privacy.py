"""Who sees who reported something (个人信息保护法第六条): the reporter himself, and whoever looked for a reason, for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.queries import entries_of
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.identity import mask_name, mask_phone
from xuncheng.rules.reporting.reporter import mask_reporter

LOOK = "report.look"


def reporter_out(viewer: Viewer, report: Report) -> dict[str, Any]:
    """The reporter as the viewer may see him: `open` says whether in the clear, `until` for how long yet.

    Whoever works here took down what another told him, on the telephone for one: later on he looks as anybody else.
    """
    until = _open_until(viewer, report)
    mine = viewer.id is not None and viewer.id == report.submitted_by_id and not viewer.scope(today())
    name, phone = report.reporter_name, report.reporter_phone
    if not (mine or until):
        name, phone = name and mask_name(name), phone and mask_phone(phone)
    return {"name": name, "phone": phone, "open": mine or until is not None, "until": until}


def _open_until(viewer: Viewer, report: Report) -> datetime | None:
    """Until when the viewer sees the reporter because he looked; None where he did not, or too long ago."""
    if viewer.id is None:
        return None
    minutes = timedelta(minutes=int(settings.LOCALITY.figure("report_look_minutes")))
    # By when the server learnt of it: nobody opens a name for longer by dating the act.
    looks = entries_of(report.pk).filter(
        name=LOOK, actor_id=viewer.id, received_at__gte=timezone.now() - minutes
    )
    last = looks.values_list("received_at", flat=True).last()
    return last + minutes if last else None


def words_of(report: Report, *, in_the_clear: bool = False) -> str:
    """What was reported; his name and telephones that stand in it are masked as the reporter himself is."""
    return report.text if in_the_clear else masked(report, report.text)


def masked(report: Report, words: str) -> str:
    """Words about a report, as they are read where its reporter is masked."""
    return mask_reporter(words, report.reporter_name, report.reporter_phone)
