"""Supervision (督办): a head orders attention to a report, with a limit, and is answered."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime

from xuncheng.domains.intake.commands.moving import check_later, move
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.reporting.road import TRANSITIONS


@act("report.supervise", TRANSITIONS["report.supervise"].label, on="report")
def supervise_report(
    deed: Deed, report: Report,
    order: Annotated[str, field("督办要求", "What is ordered", "longtext", min_length=2, max_length=1000)],
    until: Annotated[AwareDatetime, field("回复时限", "To be answered by", "datetime")],
) -> Report:  # fmt: skip
    """Order attention to a report. Its own limits run on."""
    check_later(deed, "until", until)
    return move(deed, report, supervision=order, supervised_until=until, supervision_answer="")


@act("report.report_back", TRANSITIONS["report.report_back"].label, on="report")
def report_back(
    deed: Deed, report: Report,
    answer: Annotated[str, field("办理情况", "How it stands", "longtext", min_length=2, max_length=2000)],
) -> Report:  # fmt: skip
    """Answer the order: what was done, and what still will be."""
    return move(deed, report, supervised_until=None, supervision_answer=answer)
