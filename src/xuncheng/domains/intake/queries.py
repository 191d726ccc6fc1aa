"""Reading reports: one door, narrowed by the viewer's scope; lists page by key and count at most to a cap."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from xuncheng.domains.intake.marks import MARKS
from xuncheng.domains.intake.models import Classifier, FollowUp, Report, Sender, Task, TaskState
from xuncheng.domains.intake.searching import by_weeks, holding, in_marked, untold
from xuncheng.domains.law.queries import matter_with_code, matters_with_codes
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.streets import in_streets, whole_streets
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.paging import Portions, Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.model import Refusal
from xuncheng.rules.reporting.road import NEXT_ACT, OPEN, TRANSITIONS, hindrance
from xuncheng.rules.reporting.stages import ANY

__all__ = [
    "MARKS",
    "SORTINGS",
    "Classifier",
    "FollowUp",
    "Report",
    "ReportFilter",
    "Sender",
    "Step",
    "Task",
    "TaskState",
    "case_of",
    "matching",
    "one",
    "portions",
    "pressing",
    "readable_by",
    "steps",
    "waiting_for",
]

SORTINGS = {
    "-submitted_at": Sorting("submitted_at", descending=True),
    "submitted_at": Sorting("submitted_at", descending=False),
    "due": Sorting("due_at", descending=False),
}

NUMBER = re.compile("[0-9]{1,8}(-[0-9]*)?")
"""What a number looks like as far as it is typed."""

NEAR = timedelta(hours=24)
"""How long before a limit it counts as near."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a list of reports is narrowed by; empty values narrow nothing."""

    status: str = ""
    street: str = ""
    matter: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""
    urgency: str = ""
    mine: bool = False
    supervised: bool = False
    asking: bool = False
    mark: str = ""
    event: str = ""


def readable_by(viewer: Viewer) -> QuerySet[Report]:
    """Reports in the areas that the viewer sees, and those that he submitted."""
    own = Q(submitted_by=viewer.id) if viewer.id else Q(pk__in=())
    return Report.objects.filter(in_streets(viewer) | own).select_related("matter", "team").defer("words")


def in_areas_of(viewer: Viewer) -> QuerySet[Report]:
    """Reports in the areas that the viewer sees, whoever submitted them."""
    return Report.objects.filter(in_streets(viewer)).select_related("matter", "team").defer("words")


LISTED = (
    "number", "text", "status", "source", "area_path", "street", "address", "submitted_at", "due_at", "returns", "reworks",
    "asked_until", "supervised_until", "open_tasks", "reporter_name", "reporter_phone", "matter__code", "matter__name_zh", "team__name",
)  # fmt: skip


def listed(found: QuerySet[Report], typed: str = "") -> QuerySet[Report]:
    """The reports with what a list shows of them, and no more: most of a list's time goes into making its rows.

    What is found by words that are typed is sorted before a page is cut from it: its matters and teams are read for that page alone.
    """
    if not typed.strip():
        return found.only(*LISTED)
    own = [column for column in LISTED if "__" not in column]
    return found.select_related(None).only(*own, "matter", "team").prefetch_related("matter", "team")


def matching(viewer: Viewer, wanted: ReportFilter) -> QuerySet[Report]:
    """Readable reports that fit the filter. Who sees no area, as a citizen, sees what he submitted."""
    mine = wanted.mine or not viewer.scope(today())
    found = readable_by(viewer) if mine else in_areas_of(viewer)
    if mine:
        found = found.filter(submitted_by=viewer.id)
    exact = {"street": wanted.street, "source": wanted.source, "status": _status(wanted)}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.filter(*_said(viewer, wanted, mine=mine))


def _said(viewer: Viewer, wanted: ReportFilter, *, mine: bool) -> Iterator[Q]:
    """What is asked for beyond equal columns, condition by condition."""
    if wanted.matter:
        yield Q(matter=matter_with_code(viewer, wanted.matter))
    if wanted.event:
        yield _of_event(viewer, wanted.event)
    if wanted.mark:
        # What happened on its road is not for whoever sees it only because he reported it.
        yield MARKS[wanted.mark].condition & (in_streets(viewer) if mine else Q())
    if typed := wanted.q.strip():
        streets = [wanted.street] if wanted.street else [] if mine else whole_streets(viewer)
        yield _sought(typed, streets)
    yield from _between(wanted.since, wanted.until)
    if wanted.supervised:
        yield Q(supervised_until__isnull=False)
    if wanted.asking:
        yield Q(asked_until__isnull=False)
    pressed = pressing(wanted.urgency)
    if pressed is not None:
        yield pressed


def _between(since: date | None, until: date | None) -> Iterator[Q]:
    if since:
        yield Q(submitted_at__gte=midnight(since))
    if until:
        yield Q(submitted_at__lt=midnight(until + timedelta(days=1)))


def _of_event(viewer: Viewer, code: str) -> Q:
    """Reports whose matter is of that class of events; of none (`*`) those whose matter has no class."""
    events = settings.LOCALITY.events
    if code == ANY:
        classed = matters_with_codes(
            viewer, [matter for row in events.rows.values() for matter in row.matters]
        )
        return Q(matter__isnull=False) & ~Q(matter__in=classed)
    return Q(matter__in=matters_with_codes(viewer, events.rows[code].matters if code in events.rows else ()))


def _status(wanted: ReportFilter) -> Combinable | str:
    """The status; one in which nothing waits is not told to the planner.

    Nearly all reports are answered, but not the newest. If the planner knew which status is asked for, it would not take
    the index by status, but read the newest reports of all kinds until there are enough. Where a matter or words are asked for as
    well, it is to know that the status narrows next to nothing.
    """
    if not wanted.status or wanted.status in OPEN or wanted.matter or wanted.q:
        return wanted.status
    return untold(wanted.status)


def portions(typed: str, sorting: Sorting) -> Portions | None:
    """How pages are read of reports that hold words, the newest first; None where an index has them in order."""
    sought = typed.strip()
    seeks_words = sought and not NUMBER.fullmatch(sought)
    return by_weeks if seeks_words and sorting == SORTINGS["-submitted_at"] else None


def _sought(typed: str, streets: list[str]) -> Q:
    """Reports whose number begins so where it can be one, otherwise those in these streets (none: in all) that hold the words."""
    return _numbered(typed) if NUMBER.fullmatch(typed) else holding(typed) & in_marked(streets)


def _numbered(prefix: str) -> Q:
    """Reports whose number begins so. It begins with the day of the report, by which lists are indexed and sorted.

    The planner takes day and number for two conditions that few reports meet, and would read and sort all reports of the
    day; where the number says no more than the day, it is not told of it.
    """
    days = _days_of(prefix)
    if days is None:
        return Q(number__begins=prefix)
    first, last = days
    begun = Q(number__begins=prefix if len(prefix) > _DAY_LENGTH else untold(prefix))
    return begun & Q(submitted_at__gte=midnight(first), submitted_at__lt=midnight(last + timedelta(days=1)))


_DAY_LENGTH = len("20261120")


def _days_of(prefix: str) -> tuple[date, date] | None:
    """The first and last day on which a number like 20261120-000123 that begins so was given; None for no day."""
    try:
        year, month, day = int(prefix[:4]), int(prefix[4:6] or 0), int(prefix[6:8] or 0)
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        return None


def pressing(urgency: str) -> Q | None:
    """The condition of a limit that is over (overdue) or near; None for anything else.

    What is open has a limit and nothing else has one, so that the index by limits answers alone.
    """
    now = timezone.now()
    bounds = {"overdue": Q(due_at__lt=now), "near": Q(due_at__gte=now, due_at__lt=now + NEAR)}
    return bounds.get(urgency)


def one(viewer: Viewer, key: UUID) -> Report:
    """One report. Raises `Refused` (`not_found`) also for one that the viewer may not see."""
    found = readable_by(viewer).select_related("officer__user", "sender", "merged_into")
    report = found.filter(pk=key).first()
    if report is None:
        raise not_found(Text("该案源", "report"))
    return report


def waiting_for(
    viewer: Viewer, team: UUID | None, acts: frozenset[str]
) -> list[tuple[str, QuerySet[Report]]]:
    """Reports on which the viewer's acts come next, each with the act, as querysets that each use one index.

    What presses beside the road stands first: a report may wait for the same person twice.
    """
    area = in_areas_of(viewer)
    found = [("report.extend", area.filter(asked_until__isnull=False))] if "report.extend" in acts else []
    if team:
        found += [(act, rows(area, team)) for act, rows in OF_TEAM.items() if act in acts]
    at_desk = {status: act for status, act in NEXT_ACT.items() if act not in OF_TEAM and status in OPEN}
    return found + [(act, area.filter(status=status)) for status, act in at_desk.items() if act in acts]


def _joined(area: QuerySet[Report], team: UUID) -> QuerySet[Report]:
    """Reports with an open joint task of the team. They are looked up first: few tasks are open, many reports have a limit."""
    return area.filter(pk__in=list(open_tasks().filter(team=team).values_list("report", flat=True)))


OF_TEAM: Mapping[str, Callable[[QuerySet[Report], UUID], QuerySet[Report]]] = {
    "report.report_back": lambda area, team: area.filter(supervised_until__isnull=False, team=team),
    "report.contribute": _joined,
    "report.handle": lambda area, team: area.filter(status="dispatched", team=team),
}
"""What waits for a team: not for whoever holds the grant."""


def open_tasks() -> QuerySet[Task]:
    """Joint tasks that are neither done nor released; the database shows those in scope."""
    # lint: own door: tasks are reached from reports that were narrowed, and from the program's own sweep
    return Task.objects.filter(state=TaskState.OPEN)


def held_by_officers() -> QuerySet[Report]:
    """Reports that wait for one officer by name: whoever has one is not free. The database shows those in scope."""
    # lint: own door: says of an officer only that something waits for him
    return Report.objects.filter(status="dispatched", officer__isnull=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One act on a report: its label, and why it is not possible now (None: it is)."""

    name: str
    label: Text
    refusal: Refusal | None


OPENINGS = {
    "case.open": Text("当场处罚（简易程序）", "Penalise on the spot"),
    "case.propose": Text("立案呈批（普通程序）", "Propose to file a case"),
}

MAIN = frozenset({
    "report.verify", "report.reject", "report.judge", "report.dispatch", "report.handle", "report.check", "report.feedback",
    "report.correct",
})  # fmt: skip
"""The main road: always shown. What lies beside it is shown only where it fits the state."""


NOTHING_THERE = frozenset({"no_task_open", "extension_not_asked", "not_supervised"})
"""Refusals of what answers something that nobody asked: it is not shown at all."""


def steps(viewer: Viewer, report: Report) -> list[Step]:
    """What the viewer may do with a report at all, the step that it waits for first, and whether it is possible now."""
    day = today()
    labels = {name: row.label for name, row in TRANSITIONS.items() if _is_shown(name, report)} | OPENINGS
    mine = {name: label for name, label in labels.items() if viewer.may(name, report.area_path, day)}
    found = [Step(name, label, _hindrance(name, report)) for name, label in mine.items()]
    found = [step for step in found if step.refusal is None or step.refusal.code not in NOTHING_THERE]
    return sorted(found, key=lambda step: step.name != NEXT_ACT.get(report.status))


def _is_shown(name: str, report: Report) -> bool:
    row = TRANSITIONS[name]
    if row.following:
        return False
    return name in MAIN or report.status in row.since


def _hindrance(name: str, report: Report) -> Refusal | None:
    return hindrance("report.take_up" if name in OPENINGS else name, report.standing)


def case_of(report: Report) -> Mapping[str, object] | None:
    """The newest case that came of the report."""
    # Cases lie above reports: they are reached over the foreign key alone.
    return report.cases.order_by("-opened_at").values("id", "number").first()


def is_inside(viewer: Viewer, report: Report) -> bool:
    """Whether the viewer sees the report for his area, not only because he reported it."""
    return any(report.area_path.startswith(path) for path in viewer.scope(today()))


def tasks_of(report: Report) -> list[Task]:
    """The joint tasks of a report, oldest first."""
    return list(report.tasks.select_related("team", "organisation"))


def follow_ups_of(report: Report) -> list[FollowUp]:
    """What its sender said later on, oldest first."""
    return list(report.follow_ups.all())


def merged_with(viewer: Viewer, report: Report) -> list[Report]:
    """The reports that are merged into this one, as far as the viewer sees them."""
    if not report.duplicates:
        return []
    return list(listed(readable_by(viewer).filter(merged_into=report)).order_by("id"))


def senders(viewer: Viewer) -> QuerySet[Sender]:
    """Who sends reports; nothing for somebody who sees no area."""
    # lint: own door: the register of senders is the district's, for all who work there
    return Sender.objects.all() if viewer.scope(today()) else Sender.objects.none()


def newest_classifier() -> Classifier | None:
    """The version of the classifier that is in use."""
    # lint: own door: whatever it proposes, to whom it may, rests on it; who may read of it is asked by `classifiers`
    return Classifier.objects.order_by("-number").first()


def classifiers(viewer: Viewer) -> QuerySet[Classifier]:
    """The versions of the classifier, the newest first, for whoever sees all that they were measured on: the whole district."""
    # lint: own door: this is the one door to the versions themselves
    return Classifier.objects.filter(in_scope(viewer)).order_by("-number")
