"""Joint handling (联动处置): further teams and organisations, each with a task, a limit and a result of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import AwareDatetime
from uuid_utils.compat import uuid7

from xuncheng.domains.intake.commands.moving import Files, attach_all, check_covers, check_later, move
from xuncheng.domains.intake.models import Report, Task, TaskState
from xuncheng.foundation.people.models import Organisation, Team
from xuncheng.foundation.people.queries import team_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import TRANSITIONS

OneTask = Annotated[Task, field("联动任务", "Joint task", "ref", ref="task")]


@act("report.join", TRANSITIONS["report.join"].label, on="report")
def join_others(
    deed: Deed, report: Report,
    work: Annotated[str, field("协办内容", "What they are to do", "longtext", min_length=2, max_length=1000)],
    teams: Annotated[list[Team], field("协办执法队", "Teams that join", "refs", ref="team", max_length=20)] | None = None,
    organisations: Annotated[
        list[Organisation], field("协办单位", "Organisations that join", "refs", ref="organisation", max_length=20)
    ] | None = None,
    due_at: Annotated[AwareDatetime | None, field("协办时限", "To be done by", "datetime")] = None,
) -> Report:  # fmt: skip
    """Have further teams or organisations take part. The team to which the report was dispatched leads, and finishes last.

    Without a limit of its own a task is due with the report.
    """
    check_later(deed, "due_at", due_at)
    _check_joined(report, teams or [], organisations or [])
    until = due_at or report.due_at or deed.at
    tasks = [
        Task(
            id=uuid7(), report=report, work=work, ordered_at=deed.at, due_at=until,
            area_path=report.area_path, **who,
        )
        for who in [{"team": team} for team in teams or []] + [{"organisation": one} for one in organisations or []]
    ]  # fmt: skip
    move(deed, report, open_tasks=report.open_tasks + len(tasks))
    Task.objects.bulk_create(tasks)
    return report


def _check_joined(report: Report, teams: Iterable[Team], organisations: Iterable[Organisation]) -> None:
    joined = {("teams", team.pk): team for team in teams} | {
        ("organisations", one.pk): one for one in organisations
    }
    if not joined:
        raise invalid(
            FieldError("teams", Text("请选择协办的执法队或者单位", "Choose a team or an organisation"))
        )
    open_ones = report.tasks.filter(state=TaskState.OPEN).values_list("team", "organisation")
    taken = {key for pair in open_ones for key in pair if key} | {report.team_id}
    for (name, key), one in joined.items():
        if key in taken:
            message = Text(f"{one.name}已在办理该案源", f"{one.name} handles this report already")
            raise invalid(FieldError(name, message))
        if isinstance(one, Team):
            check_covers(name, one, report)


@act("report.contribute", TRANSITIONS["report.contribute"].label, on="report")
def contribute(
    deed: Deed, report: Report,
    task: OneTask,
    result: Annotated[str, field("协办结果", "What was done", "longtext", min_length=2, max_length=2000)],
    files: Files | None = None,
) -> Report:  # fmt: skip
    """Say what was done about a joint task: somebody of its team, or the dispatcher for an organisation."""
    if task.team_id != team_of(deed.actor) and not deed.actor.may("report.join", report.area_path, deed.day):
        raise Refused(
            "task_of_others", Text("该联动任务由其他执法队办理", "That task is another team's"), status=403
        )
    attach_all(deed, report, files or [])
    return _end(deed, report, task, TaskState.DONE, result)


@act("report.release", TRANSITIONS["report.release"].label, on="report")
def release_task(
    deed: Deed, report: Report,
    task: OneTask,
    reason: Annotated[str, field("解除理由", "Why it is released", "longtext", min_length=2, max_length=500)],
) -> Report:  # fmt: skip
    """Release somebody from a joint task, with the reason, so that the lead need not wait for it."""
    return _end(deed, report, task, TaskState.RELEASED, reason)


def _end(deed: Deed, report: Report, task: Task, state: TaskState, result: str) -> Report:
    if task.report_id != report.pk or task.state != TaskState.OPEN:
        message = Text("请选择该案源未完成的联动任务", "Choose an open task of this report")
        raise invalid(FieldError("task", message))
    task.state, task.ended_at, task.result = state, deed.at, result
    task.save(update_fields=["state", "ended_at", "result"])
    return move(deed, report, open_tasks=report.open_tasks - 1)
