"""The main road: verify, judge, dispatch, handle, check, answer, and the ways back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime

from xuncheng.domains.intake.classifier.current import propose
from xuncheng.domains.intake.commands.merging import answer_duplicates
from xuncheng.domains.intake.commands.moving import (
    Files,
    Words,
    attach_all,
    check_covers,
    check_later,
    limit_of,
    move,
    release_all,
)
from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import Matter
from xuncheng.domains.powers.queries import check_held
from xuncheng.foundation.people.models import Officer, Team
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.reporting.road import TRANSITIONS

OneMatter = Annotated[Matter, field("执法事项", "Matter", "ref", ref="matter")]
TakenFrom = Annotated[
    str,
    field(
        "采纳的建议",
        "Proposal that was taken",
        "hidden",
        max_length=60,
        pattern="^((rule|classifier):[A-Za-z0-9-]+)?$",
    ),
]
OneTeam = Annotated[Team, field("执法队", "Team", "ref", ref="able_team")]


@act("report.verify", TRANSITIONS["report.verify"].label, on="report", basis=(Basis("行政处罚法", "54(1)"),))
def verify_report(deed: Deed, report: Report, remarks: Words = "") -> Report:
    """Confirm that the matter exists and is described well enough to be judged."""
    return move(deed, report)


@act("report.reject", TRANSITIONS["report.reject"].label, on="report")
def reject_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("不予受理的理由", "Why it is not accepted", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Turn down a report that is not ours, or does not exist."""
    return move(deed, report, outcome=reason, open_to_all=False)


@act("report.judge", TRANSITIONS["report.judge"].label, on="report", basis=(Basis("行政处罚法", "22;23"),))
def judge_report(
    deed: Deed, report: Report,
    matter: OneMatter,
    remarks: Words = "",
    taken_from: TakenFrom = "",
) -> Report:  # fmt: skip
    """Find that the report is ours and which matter it concerns (执法判定). The trail keeps which proposal was
    taken, and what the classifier would have proposed."""
    if found := propose(report.text):
        deed.outputs["proposed"] = found.told(matter.code, taken_from)
    return move(deed, report, matter=matter)


@act("report.dispatch", TRANSITIONS["report.dispatch"].label, on="report")
def dispatch_report(
    deed: Deed, report: Report,
    team: OneTeam,
    officer: Annotated[Officer | None, field("执法人员", "Officer", "ref", ref="officer")] = None,
    due_at: Annotated[AwareDatetime | None, field("处置时限", "To be handled by", "datetime")] = None,
    remarks: Words = "",
    taken_from: TakenFrom = "",
) -> Report:  # fmt: skip
    """Give the report to a team, and if wished to one of its officers, with a time limit (执法分派).

    Without a limit of its own that of the matter's class runs; it begins anew where another team gets the report.
    Raises `Refused` (`not_in_power_list`) where the team's organisation does not hold the matter today.
    """
    check_covers("team", team, report)
    if report.matter:
        check_held(team.organisation, report.matter, deed.day, report.area_path)
    check_later(deed, "due_at", due_at)
    if officer and officer.user.team_id != team.pk:
        message = Text("该执法人员不属于所选执法队", "That officer is not in the chosen team")
        raise invalid(FieldError("officer", message))
    due_at = due_at or _handling_limit(deed, report, team)
    released = release_all(deed, report, team=team) if report.open_tasks else 0
    return move(
        deed, report, team=team, officer=officer, due_at=due_at, open_tasks=report.open_tasks - released
    )


def _handling_limit(deed: Deed, report: Report, team: Team) -> datetime | None:
    if report.status == "dispatched" and report.team_id == team.pk:
        return report.due_at
    return limit_of("dispatched", deed.at, report.matter.code if report.matter else "")


@act("report.return", TRANSITIONS["report.return"].label, on="report")
def return_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("退回理由", "Why it is not ours", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """The team sends back what is not its own (退回派遣): the report is to be dispatched again, and the return is counted."""
    return move(deed, report, team=None, officer=None, returns=report.returns + 1)


@act("report.correct", TRANSITIONS["report.correct"].label, on="report")
def correct_report(
    deed: Deed, report: Report,
    reason: Annotated[str, field("退回理由", "Why it is sent back", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Send back what was judged, dispatched or handled wrongly (纠错管理)."""
    return move(deed, report, matter=None, team=None, officer=None, outcome="")


@act("report.handle", TRANSITIONS["report.handle"].label, on="report", basis=(Basis("行政处罚法", "6"),))
def handle_report(
    deed: Deed, report: Report,
    outcome: Annotated[str, field("处置结果", "What was done", "longtext", min_length=2, max_length=2000)],
    files: Files | None = None,
) -> Report:  # fmt: skip
    """Settle the matter on the spot, without a penalty: advice, immediate correction, nothing found."""
    attach_all(deed, report, files or [])
    return move(deed, report, outcome=outcome)


@act("report.check", TRANSITIONS["report.check"].label, on="report")
def check_report(
    deed: Deed, report: Report,
    passed: Annotated[bool, field("核查通过", "It is settled", "bool")],
    findings: Annotated[str, field("核查情况", "What was found", "longtext", min_length=2, max_length=2000)],
    files: Files | None = None,
) -> Report:  # fmt: skip
    """Go and see whether it is settled (核查): if so it is to be answered, if not the same team handles it again (返工)."""
    attach_all(deed, report, files or [])
    again = {} if passed else {"reworks": report.reworks + 1}
    return move(deed, report, passed=passed, **again)


@act("report.take_up", TRANSITIONS["report.take_up"].label, on="report")
def take_up_report(deed: Deed, report: Report, case: UUID) -> Report:
    """Follow from opening a case: the report is now handled as that case."""
    return move(deed, report)


@act("report.conclude", TRANSITIONS["report.conclude"].label, on="report")
def conclude_report(deed: Deed, report: Report, outcome: str) -> Report:
    """Follow from closing the case, whose file tells of the correction: the report waits for its answer."""
    return move(deed, report, outcome=outcome)


@act("report.feedback", TRANSITIONS["report.feedback"].label, on="report")
def answer_report(
    deed: Deed, report: Report,
    answer: Annotated[str, field("答复内容", "Answer", "longtext", min_length=2, max_length=2000)],
) -> Report:  # fmt: skip
    """Tell the reporter, or the sending platform, what was done (结果反馈); so is whoever sent a report that was merged into this one."""
    move(deed, report, answer=answer, closed_at=deed.at)
    answer_duplicates(deed, report)
    return report


@act("report.dispute", TRANSITIONS["report.dispute"].label, on="report")
def dispute_report(deed: Deed, report: Report) -> Report:
    """Follow from a rating that says the problem is there still: somebody goes and sees again (核查), and it is answered anew."""
    return move(deed, report, closed_at=None)
