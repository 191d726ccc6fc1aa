"""Each hour: warn of the periods that end soon, and of those that are over; nobody is warned of one thing twice."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.cases.deadlines import ENDING, WARNED_AHEAD, readable_by
from xuncheng.domains.cases.models import Deadline
from xuncheng.foundation.messages.settled import AT_ONCE, Settled
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.messages.warning import warn
from xuncheng.foundation.people.queries import holders_of
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.calendar import Period, Roll, Unit, deadline
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.lapses import lapse_of
from xuncheng.rules.procedure.periods import PERIODS

_CLERK = program("期限管理", ())
_log = logging.getLogger(__name__)

OVERDUE_SINCE = 30
"""Days for which a period that is over is looked at: after them everybody has long been told."""

TOLD = Settled()
"""Periods of which everybody was told, each with the level and the heads who heard of it."""


@dataclass(frozen=True)
class Level:
    """How near the end is: what is said, with the days left where it asks for them, and whether the head hears of it as well."""

    name: str
    says: Text
    head: bool


FAR, NEAR = (
    Level(
        f"{days}wd", Text(f"还有{days}个工作日", f"{days} working days left"), head=days == min(WARNED_AHEAD)
    )
    for days in WARNED_AHEAD
)
OVER = Level("over", Text("已超期", "overdue"), head=True)
SOON = Level("early", Text("还有{days}日", "{days} days left"), head=False)

EARLY = {
    "preservation": Period(2, Unit.WORKING_DAYS),
    "seizure": Period(5, Unit.CALENDAR_DAYS),
    "decision": Period(15, Unit.CALENDAR_DAYS),
}
"""How long before its last day somebody is warned of a period as well, by its name, while there is still time to decide.

Evidence preserved in advance is dealt with in seven working days (行政处罚法第五十六条、第八十五条): warned of on day 5. Goods are held
for thirty days, or sixty once the term was extended, and the party hears of an extension before the thirty are over
(行政强制法第二十五条): on days 25 and 55. The penalty is decided within ninety days (行政处罚法第六十条): on day 75, so that what the
decision asks for can still be done, or an extension.
"""


# Ten past each hour: a worker that was down catches up; what was said is not said again.
@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="cases.warn_of_deadlines", pass_context=False)
def warn_of_deadlines_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Warn of what ends soon or is over."""
    if count := warn_of_deadlines(timezone.now()):
        _log.info("sent %s warnings of periods", count)


def warn_of_deadlines(at: datetime) -> int:
    """Warn, as of that time, whoever is in charge of a case of its periods, and then his head; returns how many were told.

    A period of which everybody was told in this process is passed over until its level, its case or the heads are others.
    """
    day = at.astimezone(SHANGHAI).date()
    return warn(_CLERK, TOLD, lambda: _due(day), lambda due: _drafts(due, day), at)


class Ending(NamedTuple):
    """A period, how near its end is, and who is to know of it."""

    deadline: UUID
    case: UUID
    clock: str
    due_on: date
    level: Level
    people: tuple[UUID, ...]

    @property
    def event(self) -> UUID:
        """Under which each of them is told once."""
        return uuid5(self.case, f"deadline/{self.clock}/{self.due_on}/{self.level.name}")

    @property
    def state(self) -> object:
        """How near it is, and to whom that is said."""
        return self.level.name, self.people


def _due(day: date) -> dict[UUID, Ending]:
    """All of which somebody is to know on a day, by the keys of the periods, the earliest end first."""
    levels, early = _levels(day), _early(day)
    level_of = cache(lambda clock, due: _level(levels, early, clock, due))
    heads = cache(lambda street: tuple(holders_of("case.file", street)))
    rows = _pressing(day, max(levels), early).order_by("due_on", "id")
    columns = rows.values_list("id", "case_id", "clock", "due_on", "handler_id", "street")
    found: dict[UUID, Ending] = {}
    for key, case, clock, due, handler, street in columns.iterator(chunk_size=AT_ONCE):
        level = level_of(clock, due)
        people = dict.fromkeys((handler, *(heads(street) if level.head else ())))
        found[key] = Ending(key, case, clock, due, level, tuple(people))
    return found


def _levels(day: date) -> Mapping[date, Level]:
    """The last day of each level that every period has, as of a day."""
    ahead = {
        _from(day, Period(days, Unit.WORKING_DAYS)): level
        for days, level in zip(WARNED_AHEAD, (FAR, NEAR), strict=True)
    }
    return {day - timedelta(days=1): OVER} | ahead


def _early(day: date) -> Mapping[str, date]:
    """The last day of the periods that are warned of early, as of a day, by their names."""
    return {clock: _from(day, left) for clock, left in EARLY.items()}


def _from(day: date, left: Period) -> date:
    return deadline(day, left, settings.LOCALITY.calendar, Roll.NONE)


def _level(levels: Mapping[date, Level], early: Mapping[str, date], clock: str, due: date) -> Level:
    """The nearest level; where two fall on one day, that which every period has."""
    own = {early[clock]: SOON} if clock in early else {}
    of_clock = {**own, **levels}
    return of_clock[min(last for last in of_clock if due <= last)]


def _pressing(day: date, until: date, early: Mapping[str, date]) -> QuerySet[Deadline]:
    """Periods of the agency, and the party's time to pay, that end by then, or early enough for them, or ended not long ago."""
    since = day - timedelta(days=OVERDUE_SINCE)
    by_then = Q(due_on__gte=since, due_on__lte=until)
    for clock, last in early.items():
        by_then |= Q(clock=clock, due_on__gt=until, due_on__lte=last)
    return readable_by(_CLERK).filter(by_then).exclude(clock__in=ENDING)


def _drafts(due: Sequence[Ending], day: date) -> list[tuple[UUID, NotificationDraft]]:
    of = {one.deadline: one for one in due}
    rows = readable_by(_CLERK).filter(pk__in=of).order_by("due_on", "id") if of else ()
    return [draft for row in rows for draft in _worded(row, of[row.pk], day)]


def _worded(row: Deadline, warned: Ending, day: date) -> Iterator[tuple[UUID, NotificationDraft]]:
    clock, case, level = PERIODS[row.clock], row.case, warned.level
    zh, en = (says.format(days=(row.due_on - day).days) for says in (level.says.zh, level.says.en))
    title = Text(
        f"{case.number}：{clock.label.zh}{zh}（{row.due_on}）",
        f"{case.number}: {clock.label.en}, {en} ({row.due_on})",
    )
    lapse = lapse_of(row.clock)
    body = Text(f"{case.party.name}{case.cause}案。{lapse.zh}。", f"{case.party.name}: {lapse.en}.")
    for person in warned.people:
        yield warned.event, NotificationDraft(person, title, body, f"/cases/{case.pk}")
