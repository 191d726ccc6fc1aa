"""Shapes of the API for subscriptions and deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)


class SubscriptionQuery(Schema):
    """How the list is narrowed and sorted."""

    state: Literal["", "active", "paused", "ended"] = ""
    sort: str = "-added_at"


class SubscriptionItem(Schema):
    """A subscription, and how many of its deliveries wait, fail or are dead."""

    id: UUID
    name: str
    owner: Named
    form: Coded = Field(description="in which form it is told")
    url: str
    events: list[str]
    area: CodeName | None = Field(description="the area that it is about")
    state: Coded
    reason: Words = Field(description="why it was paused or ended")
    since: datetime = Field(description="since when it is in its state")
    added_at: datetime
    waiting: int
    failed: int
    dead: int


class SubscriptionList(Schema):
    """A page of subscriptions."""

    items: list[SubscriptionItem]
    next: str | None
    count: CountOut


class SubscriptionOut(SubscriptionItem):
    """A subscription with what may be done with it."""

    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class DeliveryQuery(Schema):
    """Which subscription's deliveries (of all, if none is named), and in which state."""

    subscription: UUID | None = None
    state: Literal["", "waiting", "delivered", "failed", "dead", "withheld"] = ""
    sort: str = "-taken_at"


class DeliveryItem(Schema):
    """One act on its way to one subscription. `event` is the id of the act and of the event."""

    id: UUID
    subscription: Named
    event: UUID
    act: Coded
    kind: str = Field(description="kind of the object that the act was done on")
    object: UUID
    number: str
    seq: int
    state: Coded
    attempts: int = Field(description="failures in a row")
    taken_at: datetime
    tried_at: datetime | None
    next_at: datetime | None = Field(
        description="when it is tried next; null where it is over or the subscription is paused"
    )
    status: int | None = Field(description="HTTP status of the last answer")
    error: str
    answered_ms: int | None


class DeliveryList(Schema):
    """A page of deliveries."""

    items: list[DeliveryItem]
    next: str | None
    count: CountOut
