"""Every ten minutes: warn of limits of reports that are near, and of those that are over, each once.

Near the limit whoever's step it is hears of it; once it is over, his head as well. The limits of joint tasks and of a head's orders
are watched like that of the step.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.intake.privacy import words_of
from xuncheng.domains.intake.queries import Report, open_tasks, readable_by
from xuncheng.foundation.messages.settled import AT_ONCE, Settled
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.messages.warning import warn
from xuncheng.foundation.people.queries import holders_of, members_of
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import NEXT_ACT
from xuncheng.rules.reporting.stages import TIMERS

_CLERK = program("期限管理", ())
_log = logging.getLogger(__name__)

OVERDUE_SINCE = timedelta(days=30)
"""For how long a limit that is over is looked at: after that everybody has long been told."""
LONGEST = 60
"""Characters of the report's own words in a message."""

TOLD = Settled()
"""Limits of which everybody was told, each with its level and whose step it was."""


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Watched:
    """One limit: of which report and what, by when, in whose area, and whose step it is."""

    key: UUID
    report: UUID
    what: str
    due: datetime
    street: str
    team: UUID | None
    officer: UUID | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A limit, how near it is (`near` or `over`), and who is to know of it."""

    limit: Watched
    level: str
    people: tuple[UUID, ...]

    @property
    def event(self) -> UUID:
        """Under which each of them is told once."""
        return uuid5(self.limit.key, f"limit/{self.limit.what}/{self.limit.due.isoformat()}/{self.level}")

    @property
    def state(self) -> object:
        """How near it is, by when it ends, and to whom that is said."""
        return self.level, self.limit.due, self.people


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="intake.warn_of_limits", pass_context=False)
def warn_of_limits_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Warn of what ends soon or is over."""
    if count := warn_of_limits(timezone.now()):
        _log.info("sent %s warnings of limits of reports", count)


def warn_of_limits(at: datetime) -> int:
    """Warn, as of that time, whoever's step it is, and of what is over his head too; returns how many were told.

    A limit of which everybody was told in this process is passed over until its level or whose step it is are others.
    """
    return warn(_CLERK, TOLD, lambda: _due(at), _drafts, at)


def _due(at: datetime) -> dict[UUID, Ending]:
    """All limits of which somebody is to know at that time, by their keys."""
    until = at + timedelta(hours=int(settings.LOCALITY.figure("report_warn_hours")))
    people = _People()
    watched = (one for part in _KINDS for one in part(at - OVERDUE_SINCE, until))
    return {one.key: _ending(one, at, people) for one in watched}


def _ending(one: Watched, at: datetime, people: _People) -> Ending:
    over = one.due < at
    told = people.of(one) + (people.above(one) if over else ())
    return Ending(one, "over" if over else "near", tuple(dict.fromkeys(told)))


def _steps(since: datetime, until: datetime) -> Iterator[Watched]:
    rows = _between(readable_by(_CLERK), "due_at", since, until)
    values = rows.values_list("id", "status", "due_at", "street", "team", "officer")
    for key, status, due, street, team, officer in values.iterator(chunk_size=AT_ONCE):
        if due:  # always, within the range; the column alone does not say so
            yield Watched(key, key, status, due, street, team, officer)


def _orders(since: datetime, until: datetime) -> Iterator[Watched]:
    rows = _between(readable_by(_CLERK), "supervised_until", since, until)
    values = rows.values_list("id", "supervised_until", "street", "team", "officer")
    for key, due, street, team, officer in values.iterator(chunk_size=AT_ONCE):
        if due:  # as above
            yield Watched(uuid5(key, "supervision"), key, "supervision", due, street, team, officer)


def _tasks(since: datetime, until: datetime) -> Iterator[Watched]:
    rows = _between(open_tasks(), "due_at", since, until)
    values = rows.values_list("id", "report", "due_at", "report__street", "team")
    for key, report, due, street, team in values.iterator(chunk_size=AT_ONCE):
        yield Watched(key, report, "task", due, street, team, None)


_KINDS: tuple[Callable[[datetime, datetime], Iterator[Watched]], ...] = (_steps, _orders, _tasks)


def _between(rows: QuerySet[Row], column: str, since: datetime, until: datetime) -> QuerySet[Row]:
    return rows.filter(**{f"{column}__gte": since, f"{column}__lte": until})


class _People:
    """Who is to be told, each asked for once in a sweep."""

    def __init__(self) -> None:
        self._holders = cache(lambda act, street: tuple(holders_of(act, street)))
        self._members = cache(lambda team: tuple(members_of(team)))

    def of(self, one: Watched) -> tuple[UUID, ...]:
        """Whose step it is."""
        if one.what in OF_TEAM and (one.officer or one.team):
            return (one.officer,) if one.officer else self._members(one.team)
        return self._holders(NEXT_ACT.get(one.what, "report.dispatch"), one.street)

    def above(self, one: Watched) -> tuple[UUID, ...]:
        """His heads."""
        return self._holders("report.supervise", one.street)


OF_TEAM = frozenset({"dispatched", "supervision", "task"})
"""What is a team's to do, where there is one."""

_LABELS = {
    **{status: timer.label for status, timer in TIMERS.items()},
    "supervision": Text("督办回复时限", "order to be answered by"),
    "task": Text("协办时限", "joint task to be done by"),
}
_SAYS = {"near": Text("即将到期", "ends soon"), "over": Text("已超期", "is over")}


def _drafts(due: Sequence[Ending]) -> list[tuple[UUID, NotificationDraft]]:
    keys = [one.limit.report for one in due]
    rows = (
        readable_by(_CLERK)
        .only("number", "text", "reporter_name", "reporter_phone")
        .select_related(None)
        .in_bulk(keys)
    )
    return [draft for one in due for draft in _worded(one, rows[one.limit.report])]


def _worded(one: Ending, report: Report) -> Iterator[tuple[UUID, NotificationDraft]]:
    label, says = _LABELS[one.limit.what], _SAYS[one.level]
    due = f"{one.limit.due.astimezone(SHANGHAI):%m-%d %H:%M}"
    title = Text(
        f"{report.number}：{label.zh}{says.zh}（{due}）", f"{report.number}: {label.en} {due}, {says.en}"
    )
    short = words_of(report)[:LONGEST]
    for person in one.people:
        yield one.event, NotificationDraft(person, title, Text(short, short), f"/reports/{report.pk}")
