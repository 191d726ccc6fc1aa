"""Who is told of what happens to a report: the team that is to handle it, and whoever reported it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncheng.domains.intake.queries import Report, one
from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.queries import members_of
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

_READER = program("消息服务", ())
LONGEST = 60
"""Characters of the report's own words in a message."""

ANSWERED = {
    "report.feedback": Text("您反映的事项已办结", "What you reported was dealt with"),
    "report.reject": Text("您反映的事项不予受理", "What you reported was not accepted"),
}


@subscriber("report.dispatch")
def tell_the_team(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A report waits for a team: tell the officer it was given to, or else all of the team."""
    report = one(_READER, entry.chain)
    if report.team_id is None:
        return  # it was sent back meanwhile
    people = [report.officer_id] if report.officer_id else members_of(report.team_id)
    title = Text(f"新的待处置案源 {report.number}", f"A report to handle: {report.number}")
    yield from (_draft(report, person, title, report.text) for person in people if person != entry.actor_id)


@subscriber(*ANSWERED)
def tell_the_reporter(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A report came to its end: tell the user who submitted it what was answered."""
    report = one(_READER, entry.chain)
    if report.submitted_by_id and report.submitted_by_id != entry.actor_id:
        yield _draft(report, report.submitted_by_id, ANSWERED[entry.name], report.answer or report.outcome)


def _draft(report: Report, recipient: object, title: Text, words: str) -> NotificationDraft:
    short = words[:LONGEST]
    return NotificationDraft(recipient, title, Text(short, short), f"/reports/{report.pk}")  # type: ignore[arg-type] # keys are UUIDs
