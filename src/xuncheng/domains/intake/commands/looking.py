"""Looking at who reported something (查看反映人信息): for a reason, and never without a trace."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.intake.commands.moving import move
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.people.queries import team_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.reporting.road import TRANSITIONS


@act(
    "report.look", TRANSITIONS["report.look"].label, on="report", basis=(Basis("个人信息保护法", "6;51"),)
)  # fmt: skip
def look_at_reporter(
    deed: Deed, report: Report,
    reason: Annotated[str, field("查看理由", "Why", "text", min_length=2, max_length=200)],
) -> Report:  # fmt: skip
    """Open the reporter's name and telephone to whoever looks, for the locality's minutes: the dispatcher, or an officer of the team
    that handles it. Personal Information Protection Law, art. 6 and 51: no more than the purpose asks for, and on record."""
    if not (deed.actor.may("report.verify", report.area_path, deed.day) or _handles(deed, report)):
        raise Refused(
            "not_handling",
            Text("只有调度员和承办的执法队可以查看反映人信息", "Only dispatchers and the team that handles it may look at the reporter"),
            status=403, basis=(Basis("个人信息保护法", "6"),),
        )  # fmt: skip
    return move(deed, report)


def _handles(deed: Deed, report: Report) -> bool:
    """Whether the report was given to the actor or his team, or he keeps the case that came of it."""
    team = team_of(deed.actor)
    return bool(
        (team and team == report.team_id)
        or (deed.actor.id and deed.actor.id == report.officer_id)
        or report.cases.filter(handler=deed.actor.id).exists()
    )
