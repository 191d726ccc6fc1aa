"""Shapes of the API for remedies, the review queue and the registers of the legal section."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.remedies.queries.registers import ErrandFilter, PaperFilter
from xuncheng.domains.remedies.queries.remedies import RemedyFilter
from xuncheng.domains.remedies.queries.reviews import ReviewFilter
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

Urgency = Literal["", "overdue", "near", "ok"]
Street = Annotated[str, Field(pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")]
Called = Annotated[str, Field(max_length=100)]
By = Literal["", "counsel", "section"]


def _street(code: str) -> str:
    return path_of(code) if code else ""


# --- what lists are narrowed by -------------------------------------------------------------------------------


class ReviewQuery(Schema):
    """What the review queue is narrowed by; `again`: reviewed before and not passed."""

    task: Literal["", "legality.review", "hearing.hold", "hearing.report", "record.review", "remedy.forward",
                  "remedy.reply"] = ""  # fmt: skip
    trigger: Literal["", "grave", "public_interest", "heard"] = ""
    again: bool | None = None
    street: Street = ""
    handler: UUID | None = None
    urgency: Urgency = ""
    q: Called = ""
    sort: str = "due"

    def filter(self) -> ReviewFilter:
        """The filter that the query asks for."""
        return ReviewFilter(self.task, self.trigger, self.again, _street(self.street), self.handler, self.urgency, self.q)  # fmt: skip


class RemedyQuery(Schema):
    """What the list of remedies is narrowed by. `by`: represented by counsel, or by the section; days are of receipt."""

    kind: Literal["", "reconsideration", "litigation", "own"] = ""
    state: Literal["", "filed", "forwarded", "pending", "answered", "decided"] = ""
    outcome: str = ""
    pending: bool | None = None
    stopped: bool = False
    urgency: Urgency = ""
    street: Street = ""
    counsel: UUID | None = None
    firm: UUID | None = None
    by: By = ""
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: Called = ""
    sort: str = "due"

    def filter(self) -> RemedyFilter:
        """The filter that the query asks for."""
        return RemedyFilter(
            self.kind, self.state, self.outcome, self.pending, self.stopped, self.urgency, _street(self.street),
            self.counsel, self.firm, self.by, self.since, self.until, self.q,
        )  # fmt: skip


class ErrandQuery(Schema):
    """What contracts and advice are narrowed by. `by`: answered by counsel, or by the section; days are of the answer."""

    state: Literal["", "open", "answered"] = ""
    passed: bool | None = None
    by: By = ""
    lawyer: UUID | None = None
    firm: UUID | None = None
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: Called = ""
    sort: str = "-asked"

    def filter(self) -> ErrandFilter:
        """The filter that the query asks for."""
        return ErrandFilter(
            self.state, self.passed, self.by, self.lawyer, self.firm, self.since, self.until, self.q
        )


class PaperQuery(Schema):
    """What papers of supervision are narrowed by; `pending`: not answered yet."""

    kind: Literal["", "urging", "opinion", "decision", "reconsideration_opinion"] = ""
    pending: bool | None = None
    street: Street = ""
    urgency: Urgency = ""
    q: Called = ""
    sort: str = "reply_by"

    def filter(self) -> PaperFilter:
        """The filter that the query asks for."""
        return PaperFilter(self.kind, self.pending, _street(self.street), self.urgency, self.q)


# --- the review queue -----------------------------------------------------------------------------------------


class CaseLink(Schema):
    """The case that something is about."""

    id: UUID
    number: str
    title: str


class OpinionOut(Schema):
    """A legality review that was done: by whom, with what result, and what it said."""

    at: datetime
    reviewer: str
    passed: bool
    opinion: str
    faults: list[str] = Field(description="of a review that was not passed: what is wrong, point by point")


class ReviewItem(Schema):
    """A case that waits for the legal section."""

    id: UUID
    case: CaseLink
    task: Coded = Field(description="the act for which it waits")
    triggers: list[Coded] = Field(description="what makes the legality review due (art. 58)")
    again: bool = Field(description="a review was not passed, and it has come again")
    opinions: list[OpinionOut]
    sent_by: str = Field(description="who did the last step besides reviews; what a program notes is none")
    sent_at: datetime | None
    sent_with: Words | None
    handler: Named
    street: CodeName | None
    due: date | None = Field(description="last day of the section's period that ends first")
    due_label: Words | None
    days_left: int | None = Field(description="calendar days until `due`; negative once it is over")
    urgency: str
    barred: bool = Field(description="the viewer investigates the case and may not review it (art. 58)")


class ReviewPage(Schema):
    """Some of the queue."""

    items: list[ReviewItem]
    next: str | None
    count: CountOut


# --- remedies -------------------------------------------------------------------------------------------------


class RemedyItem(Schema):
    """A remedy as lists show it; `key` is its number in the case."""

    id: UUID
    key: int
    case: CaseLink
    kind: Coded
    decision: str
    applicant: str
    body: str
    body_number: str
    lodged_on: date
    received_on: date
    late: bool
    state: Coded
    stopped: bool
    due: date | None
    due_label: Words | None
    urgency: str
    counsel: str
    outcome: Coded | None
    outcome_number: str
    decided_on: date | None
    refund: Decimal
    refunded_on: date | None
    street: CodeName | None


class RemedyPage(Schema):
    """Some remedies."""

    items: list[RemedyItem]
    next: str | None
    count: CountOut


# --- registers ------------------------------------------------------------------------------------------------


class CaseNumber(Schema):
    """A case by its number."""

    id: UUID
    number: str


class SupervisionItem(Schema):
    """A paper of supervision as lists show it."""

    id: UUID
    kind: Coded
    number: str
    sender: str
    subject: str
    case: CaseNumber | None
    received_on: date
    reply_by: date
    urgency: str
    replied_on: date | None


class SupervisionPage(Schema):
    """Some papers of supervision."""

    items: list[SupervisionItem]
    next: str | None
    count: CountOut


class SupervisionOut(SupervisionItem):
    """A paper of supervision as its page shows it."""

    reply: str
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


class ContractItem(Schema):
    """A contract as lists show it; `passed` says nothing before its review."""

    id: UUID
    title: str
    counterparty: str
    amount: Decimal
    asked_at: datetime
    asked_by: str
    passed: bool | None
    answered_at: datetime | None
    lawyer: str = Field(description="who reviewed it; nobody named: the legal section itself")
    firm: str


class ContractPage(Schema):
    """Some contracts."""

    items: list[ContractItem]
    next: str | None
    count: CountOut


class ContractOut(ContractItem):
    """A contract as its page shows it."""

    answer: str
    files: list[FileOut]
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


class AdviceItem(Schema):
    """A question as lists show it."""

    id: UUID
    title: str
    question: str
    asked_at: datetime
    asked_by: str
    answered_at: datetime | None
    lawyer: str = Field(description="who answered it; nobody named: the legal section itself")
    firm: str


class AdvicePage(Schema):
    """Some legal advice."""

    items: list[AdviceItem]
    next: str | None
    count: CountOut


class AdviceOut(AdviceItem):
    """A question and its answer, as their page shows them."""

    answer: str
    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


# --- law firms and what lawyers did ---------------------------------------------------------------------------


class LawyerOut(Schema):
    """A lawyer of a firm."""

    id: UUID
    name: str
    licence: str


class TermOut(Schema):
    """A term for which a firm is engaged, both days included."""

    since: date
    until: date


class FirmItem(Schema):
    """A law firm with the last of its terms, and all of them, the latest first; `engaged`: on this day."""

    id: UUID
    name: str
    licence: str
    since: date
    until: date
    engaged: bool
    engagements: list[TermOut]
    lawyers: list[LawyerOut]


class FirmOut(FirmItem):
    """A law firm as its page shows it."""

    version: int
    timeline: list[TimelineEntry]
    possible_acts: list[PossibleAct]


class FiguresOut(Schema):
    """Contracts reviewed, advice given, remedies represented."""

    reviews: int
    advice: int
    represented: int


class LawyerWork(FiguresOut):
    """A lawyer, and what he did in the span."""

    id: UUID
    name: str
    licence: str
    firm: Named


class ReviewerWork(Schema):
    """Whoever reviewed the legality of decisions in the span: how many reviews, and how many of them were not passed."""

    reviewer: str
    done: int
    failed: int


class Lawyers(Schema):
    """Law firms, the work of their lawyers in a span, and that of the reviewers.

    `section` is what was answered without a lawyer, and the remedies that none represents; `total` is everything.
    `represented_rate` is the share of remedies that a lawyer represents, in per cent; none where there were no remedies.
    """

    span: str
    since: date
    until: date
    firms: list[FirmItem]
    items: list[LawyerWork]
    section: FiguresOut
    total: FiguresOut
    reviewers: list[ReviewerWork]
    represented_rate: Decimal | None
