"""Shapes of the API for remedies and the registers of the legal section."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from xuncheng.foundation.trail.schemas import Coded, CountOut, Schema, Words


class CaseLink(Schema):
    """The case that something is about."""

    id: UUID
    number: str
    title: str


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
    late: bool
    state: Coded
    stopped: bool
    due: date | None
    due_label: Words | None
    urgency: str
    counsel: str
    outcome: Coded | None
    decided_on: date | None
    refund: Decimal
    refunded_on: date | None


class RemedyPage(Schema):
    """Some remedies."""

    items: list[RemedyItem]
    next: str | None
    count: CountOut


class SupervisionItem(Schema):
    """A paper of supervision."""

    id: UUID
    kind: Coded
    number: str
    sender: str
    subject: str
    case_number: str
    received_on: date
    reply_by: date
    urgency: str
    reply: str
    replied_on: date | None


class SupervisionPage(Schema):
    """Some papers of supervision."""

    items: list[SupervisionItem]
    next: str | None
    count: CountOut


class ContractItem(Schema):
    """A contract and its review."""

    id: UUID
    title: str
    counterparty: str
    amount: Decimal
    asked_at: datetime
    asked_by: str
    passed: bool | None
    answer: str
    answered_at: datetime | None
    lawyer: str


class ContractPage(Schema):
    """Some contracts."""

    items: list[ContractItem]
    next: str | None
    count: CountOut


class AdviceItem(Schema):
    """A question and its answer."""

    id: UUID
    title: str
    question: str
    asked_at: datetime
    asked_by: str
    answer: str
    answered_at: datetime | None
    lawyer: str


class AdvicePage(Schema):
    """Some legal advice."""

    items: list[AdviceItem]
    next: str | None
    count: CountOut


class FirmOut(Schema):
    """A law firm and the term of its engagement."""

    id: UUID
    name: str
    licence: str
    since: date
    until: date


class LawyerWork(Schema):
    """A lawyer, and what he did in the year."""

    id: UUID
    name: str
    firm: str
    licence: str
    reviews: int
    advice: int
    represented: int


class Lawyers(Schema):
    """Law firms, and the work of their lawyers in a year."""

    year: int
    firms: list[FirmOut]
    items: list[LawyerWork]
