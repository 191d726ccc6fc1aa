"""Shapes of the API of the exchange."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.foundation.trail.schemas import Coded, CountOut, Named, Schema, Words


class Answer(Schema):
    """What became of a message: `accepted` now, or `had` before; and our number."""

    result: Literal["accepted", "had"]
    number: str = Field(description="the platform's number of the work order")
    our_number: str
    stage: Coded


class WorkOrderOut(Schema):
    """How far a work order is."""

    number: str
    our_number: str
    stage: Coded
    submitted_at: datetime
    due_at: datetime | None = Field(description="by when the platform asks for the result")
    answer: str = Field(description="the result, or why it was sent back; empty until then")
    closed_at: datetime | None


class ReceivedQuery(Schema):
    """Whose messages, and with which result."""

    sender: UUID | None = None
    result: Literal["", "accepted", "had", "refused"] = ""
    sort: str = "-at"


class ReceivedItem(Schema):
    """A message that a platform sent, and what became of it."""

    id: UUID
    sender: Named
    kind: Coded
    message: str
    number: str
    result: Coded
    report: UUID | None
    report_number: str
    field: Coded = Field(description="what of the message was wrong; an empty code: no single field")
    reason: Words
    file: str
    row: int | None
    at: datetime


class ReceivedList(Schema):
    """A page of messages."""

    items: list[ReceivedItem]
    next: str | None
    count: CountOut
