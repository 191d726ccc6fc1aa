"""Shapes of the API of reports."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.intake.queries import ReportFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Day,
    FileOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)

MarkName = Literal[
    "verified", "unjudged", "merged", "returned", "reworked", "checked", "in_time", "late", "rated", "satisfied", "unsolved",
]  # fmt: skip
"""The marks of `intake/marks.py`; a test compares them."""


class ReportQuery(Schema):
    """What the list is narrowed and sorted by."""

    status: str = ""
    street: str = Field(
        "",
        pattern=r"^([0-9]{9}|[0-9]{6})?$",
        description="code of the street (9 digits); that of the district (6): what lies in no street",
    )
    matter: str = ""
    source: str = ""
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: str = Field(
        "",
        max_length=100,
        description="beginning of the number, or words of the text and the address in any order, or its sender's number",
    )
    urgency: str = ""
    mine: bool = False
    supervised: bool = Field(False, description="only those of which a head waits for an answer")
    asking: bool = Field(False, description="only those for which an extension is asked for")
    mark: MarkName | None = Field(None, description="what was found or happened on its road")
    event: str = Field(
        "",
        max_length=10,
        description="class of its matter by the locality's codes; * for a matter of no class",
    )
    sort: str = "-submitted_at"

    def filter(self) -> ReportFilter:
        """The filter that the query asks for."""
        return ReportFilter(
            self.status,
            path_of(self.street) if self.street else "",
            self.matter,
            self.source,
            self.since,
            self.until,
            self.q,
            self.urgency,
            self.mine,
            self.supervised,
            self.asking,
            self.mark or "",
            self.event,
        )


class ReportItem(Schema):
    """A report as lists show it."""

    id: UUID
    number: str
    summary: str
    status: Coded
    source: Coded
    street: CodeName | None
    grid: str | None
    address: str
    matter: CodeName | None
    team: Named | None
    submitted_at: datetime
    due: datetime | None
    due_label: Words | None = Field(description="which step is to be done by then")
    paused: Words | None = Field(description="why no limit runs, and what goes on meanwhile")
    urgency: str
    returns: int = Field(description="how often a team sent it back as not its own")
    reworks: int = Field(description="how often a check failed")
    open_tasks: int = Field(description="joint tasks that are neither done nor released")
    asked_until: datetime | None = Field(description="until when an extension is asked for")
    supervised_until: datetime | None = Field(description="by when a head's order is to be answered")
    version: int = Field(description="for acts on it (If-Match)")


class ReportPage(Schema):
    """Some reports."""

    items: list[ReportItem]
    next: str | None
    count: CountOut


class Reporter(Schema):
    """Who reported it, masked unless `open`; `until`: for how long yet it is open to whoever looked."""

    name: str
    phone: str
    open: bool
    until: datetime | None


class CaseLink(Schema):
    """A case that came of the report."""

    id: UUID
    number: str


class StageOut(Coded):
    """One of the seven stages, and how far the report is with it: done, now, to_come."""

    progress: str


class SentBy(Schema):
    """Who sent it under a number of his own, and by when he asks for the result."""

    name: str
    number: str
    due: datetime | None
    urgency: str


class FollowUpOut(Schema):
    """What the sender said later on: urge, supplement, withdraw."""

    id: UUID
    kind: Coded
    text: str
    at: datetime


class EventOut(Schema):
    """The class of what was reported, by the locality's codes."""

    code: str
    major: Words
    name: Words


class TaskOut(Schema):
    """What one further team or organisation does about it."""

    id: UUID
    who: str
    work: str
    state: Coded
    due: datetime
    urgency: str
    ended_at: datetime | None
    result: str


class ReportLink(Schema):
    """Another report by its number and state."""

    id: UUID
    number: str
    status: Coded


class Supervision(Schema):
    """The last order of a head; `until` while it waits for its answer."""

    order: str
    until: datetime | None
    urgency: str
    answer: str


class FormAnswer(Schema):
    """One question of a form, and its answer: several where several may be chosen."""

    question: Words
    answer: list[Words]


class FormOut(Schema):
    """The form with which it was sent: as which service, what was answered, and where the sender says that a picture is."""

    service: Words
    answers: list[FormAnswer]
    media_url: str


class HeldBy(Schema):
    """Who may take the report's matter up at its place today, by that version of the power list."""

    organisations: list[Named]
    version: int


class ReportOut(ReportItem):
    """A report as its page shows it."""

    text: str
    point: tuple[float, float] | None
    reporter: Reporter
    held_by: HeldBy | None = Field(
        description="none where no list was published, or where it matters no more"
    )
    answered: Words = Field(description="how whoever sent it is answered")
    sent_by: SentBy | None
    urges: int = Field(description="how often its sender urged")
    follow_ups: list[FollowUpOut]
    form: FormOut | None
    event: EventOut | None
    stages: list[StageOut]
    late: int = Field(description="how many steps were done after their limit")
    officer: Named | None
    outcome: str
    answer: str
    asked_because: str
    supervision: Supervision | None
    tasks: list[TaskOut]
    merged_into: ReportLink | None
    merged: list[ReportLink]
    files: list[FileOut]
    case: CaseLink | None
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]


class TypedReport(Schema):
    """A report as far as it is typed. It is sent in the body, since words and places of a call stand in no log."""

    text: str = Field("", max_length=4000)
    lon: float | None = Field(None, ge=-180, le=180, description="degrees, WGS 84")
    lat: float | None = Field(None, ge=-90, le=90, description="degrees, WGS 84")
    matter: str = Field("", max_length=40, description="code of the matter, where it is known")


class ReasonOut(Schema):
    """Why an earlier report may be the same thing, and the points that it gives; they may be negative."""

    points: int
    label: Words


class Duplicate(Schema):
    """An earlier report that may be the same thing."""

    id: UUID
    number: str
    summary: str
    status: Coded
    address: str
    submitted_at: datetime
    leads: bool = Field(description="whether another may be merged into it")
    points: int = Field(description="how much speaks for it, 0 to 100")
    reasons: list[ReasonOut]


class Duplicates(Schema):
    """Earlier reports that may be the same thing, the likeliest first."""

    items: list[Duplicate]


class TypedNotice(TypedReport):
    """A report as far as it is typed, with what the rules of judgement look at besides."""

    address: str = Field("", max_length=200)
    source: str = Field("", max_length=20, description="where it comes from, by the table of sources")


class PrecisionOut(Schema):
    """How many of the classifier's proposals on later judgements were right."""

    right: int
    of: int
    of_matter: bool = Field(
        description="of this matter alone; otherwise of all, where it was proposed too seldom"
    )


class ProposedOut(Schema):
    """What is proposed for a report's judgement or dispatch, and why; nothing is filled in by it."""

    target: Coded = Field(description="what is proposed: matter, street, team or limit")
    code: str = Field(description="as the rule writes it")
    value: str = Field(description="what the field of the act takes")
    name: Words
    points: int = Field(description="how much speaks for it, 1 to 100")
    act: str | None = Field(description="the act that takes it; none where nothing is to be entered")
    taken_from: str = Field(description="what the act enters as `taken_from` where the proposal is taken")
    reasons: list[ReasonOut]
    precision: PrecisionOut | None = Field(
        description="of the classifier's proposals; none for those of rules"
    )


class Proposed(Schema):
    """What is proposed, of each kind the likeliest first."""

    items: list[ProposedOut]


class AbleTeam(Schema):
    """A team to which a report may be dispatched."""

    id: UUID
    name: str
    organisation: Named


class AbleTeams(Schema):
    """Teams to which a report may be dispatched today."""

    items: list[AbleTeam]
    why: Words | None = Field(description="why there are none, or not all that cover the place")


class Caller(Schema):
    """The telephone of whoever calls. It is sent in the body, so that it stands in no log."""

    phone: str = Field(max_length=20)


class Call(Schema):
    """An earlier report with the same number; its reporter is masked."""

    id: UUID
    number: str
    summary: str
    status: Coded
    address: str
    submitted_at: datetime
    name: str
    answer: str


class Calls(Schema):
    """Earlier reports with the same number, the newest first."""

    items: list[Call]


class FoundPlace(Schema):
    """A place by its name, and what it is known from."""

    kind: Coded
    name: str
    point: tuple[float, float]
    times: int = Field(description="how many of the earlier reports that were read came from it")
    note: Words | None


class FoundPlaces(Schema):
    """Places whose name fits, the best first."""

    items: list[FoundPlace]


class SenderOut(Schema):
    """Who sends reports."""

    id: UUID
    code: str
    name: str
    source: Coded
    contact: str
    retired_at: datetime | None


class Senders(Schema):
    """Who sends reports."""

    items: list[SenderOut]
