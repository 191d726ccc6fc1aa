"""Who is told of what happens to a report: those whose step comes next, and whoever reported it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

import orjson

from xuncheng.domains.intake.privacy import masked
from xuncheng.domains.intake.queries import Report, TaskState, one, tasks_of
from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.queries import holders_of, members_of
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import NEXT_ACT

_READER = program("消息服务", ())
LONGEST = 60
"""Characters of the report's own words in a message."""

ANSWERED = {
    "report.feedback": Text("您反映的事项已办结", "What you reported was dealt with"),
    "report.answer_with": Text("您反映的事项已办结", "What you reported was dealt with"),
    "report.reject": Text("您反映的事项不予受理", "What you reported was not accepted"),
}

TEAM_IS_TOLD = {
    "report.check": Text("核查未通过，请返工：", "Not settled, to be handled again: "),
    "report.supervise": Text("领导督办：", "A head orders attention: "),
    "report.extend": Text("延期申请已同意：", "The extension is granted: "),
    "report.refuse_extension": Text("延期申请未同意：", "The extension is refused: "),
    "report.urge": Text("来件方催办：", "Urged by its sender: "),
    "report.supplement": Text("来件方补充：", "Supplemented by its sender: "),
    "report.withdraw": Text("来件方已撤回：", "Withdrawn by its sender: "),
}
"""What the team that has a report is told of, and in which words."""

OTHERS_ARE_TOLD = {
    "report.return": (
        "report.dispatch",
        Text("执法队退回，请重新分派：", "Sent back by the team, dispatch again: "),
    ),
    "report.ask_extension": ("report.extend", Text("有延期申请待审批：", "An extension is asked for: ")),
    "report.dispute": (
        "report.check",
        Text("反映人表示未解决，请重新核查：", "Not solved, says the reporter, check again: "),
    ),
    "report.report_back": ("report.supervise", Text("督办已回复：", "The order was answered: ")),
}
"""What those are told of who may do the act that comes next."""


@subscriber("report.dispatch")
def tell_the_team(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A report waits for a team: tell the officer it was given to, or else all of the team."""
    report = one(_READER, entry.chain)
    title = Text(f"新的待处置案源 {report.number}", f"A report to handle: {report.number}")
    yield from _to(_having(report), entry, report, title)


@subscriber(*TEAM_IS_TOLD)
def tell_whoever_has_it(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """Something was decided about a report that a team has; a check that was passed is not told."""
    report = one(_READER, entry.chain)
    if entry.name == "report.check" and orjson.loads(entry.input).get("passed"):
        return
    yield from _to(_having(report) or _next(report), entry, report, _titled(TEAM_IS_TOLD[entry.name], report))


@subscriber(*OTHERS_ARE_TOLD)
def tell_who_is_next(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A team sent something up: tell those who may do what comes next."""
    report = one(_READER, entry.chain)
    act, words = OTHERS_ARE_TOLD[entry.name]
    yield from _to(holders_of(act, report.street), entry, report, _titled(words, report))


@subscriber("report.join")
def tell_who_joins(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """Further teams take part: tell all their members."""
    report = one(_READER, entry.chain)
    teams = dict.fromkeys(
        task.team_id for task in tasks_of(report) if task.team_id and task.state == TaskState.OPEN
    )
    people = [person for team in teams for person in members_of(team)]
    yield from _to(people, entry, report, _titled(Text("请协助处置：", "Please take part: "), report))


@subscriber(*ANSWERED)
def tell_the_reporter(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A report came to its end: tell the user who submitted it what was answered."""
    report = one(_READER, entry.chain)
    if report.submitted_by_id and report.submitted_by_id != entry.actor_id:
        yield _draft(report, report.submitted_by_id, ANSWERED[entry.name], report.answer or report.outcome)


def _having(report: Report) -> list[UUID]:
    """Who has the report: the officer it was given to, or all of his team; nobody once it was sent back."""
    if report.officer_id:
        return [report.officer_id]
    return members_of(report.team_id) if report.team_id else []


def _next(report: Report) -> list[UUID]:
    """Who may do what comes next with a report that no team has; nobody where nothing comes any more."""
    act = NEXT_ACT.get(report.status)
    return list(holders_of(act, report.street)) if act else []


def _titled(words: Text, report: Report) -> Text:
    return Text(f"{words.zh}{report.number}", f"{words.en}{report.number}")


def _to(
    people: Iterable[UUID], entry: TrailEntry, report: Report, title: Text
) -> Iterator[NotificationDraft]:
    """The message for each of these people other than who did it."""
    yield from (_draft(report, person, title, report.text) for person in people if person != entry.actor_id)


def _draft(report: Report, recipient: UUID, title: Text, words: str) -> NotificationDraft:
    short = masked(report, words)[:LONGEST]
    return NotificationDraft(recipient, title, Text(short, short), f"/reports/{report.pk}")
