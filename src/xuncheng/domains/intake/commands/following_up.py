"""What the sender of a report says later on: he urges, adds to it, or withdraws it. A dispatcher enters what came by telephone."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.intake.commands.moving import Files, attach_all, move
from xuncheng.domains.intake.models import FollowUp, Report
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.reporting.road import TRANSITIONS

Said = Annotated[
    str, field("来件方的内容", "What the sender says", "longtext", min_length=2, max_length=4000)
]


@act("report.urge", TRANSITIONS["report.urge"].label, on="report")
def urge_report(deed: Deed, report: Report, text: Said) -> Report:
    """The sender urges (催办): it is counted, and whoever has the report is told. The report's own limits stay."""
    move(deed, report, urges=report.urges + 1)
    return _noted(deed, report, text)


@act("report.supplement", TRANSITIONS["report.supplement"].label, on="report")
def supplement_report(deed: Deed, report: Report, text: Said, files: Files | None = None) -> Report:
    """The sender adds something to what he sent (补充): it stands beside the report, whose own words stay as they came."""
    move(deed, report)
    attach_all(deed, report, files or [])
    return _noted(deed, report, text)


@act("report.withdraw", TRANSITIONS["report.withdraw"].label, on="report")
def withdraw_report(
    deed: Deed, report: Report,
    text: Annotated[str, field("撤回理由", "Why it is withdrawn", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """The sender withdraws what he sent, as long as nobody has handled it; the report ends. What became a case goes on."""
    move(deed, report, closed_at=deed.at, open_to_all=False)
    return _noted(deed, report, text)


def _noted(deed: Deed, report: Report, text: str) -> Report:
    FollowUp.objects.create(report=report, kind=deed.name.removeprefix("report."), text=text, at=deed.at)
    return report
