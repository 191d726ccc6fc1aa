"""Shapes of the field's routes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field

from xuncheng.foundation.trail.answers import Done
from xuncheng.foundation.trail.schemas import (
    Coded,
    CountOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)
from xuncheng.gateways.field.queries import FieldActFilter
from xuncheng.gateways.field.sent import Moment, SentAct

MOST = 50
"""How many acts come in one request."""


class TerminalName(Schema):
    """The terminal that calls."""

    id: UUID
    name: str
    user: Named


class SyncStateOut(Schema):
    """What the app needs to know before it sends anything."""

    terminal: TerminalName
    next_seq: int = Field(description="number of the act that the server waits for")
    server_time: datetime
    minimum_version: str = Field(description="empty: any")
    outdated: bool
    queue_formats: list[int]
    reference_budget: int = Field(description="bytes")
    waiting: int = Field(description="acts of this terminal that are refused or held")


class SyncKeyOut(SyncStateOut):
    """The same with the key of what the terminal caches."""

    key: str = Field(description="32 bytes, Base64")


class SyncIn(Schema):
    """Some acts of a terminal's queue."""

    format: int = Field(description="form of the queue: 1")
    sent_at: Moment = Field(description="what the device's clock shows at sending")
    acts: list[SentAct] = Field(max_length=MOST)


class DeviceClockOut(Schema):
    """When it was done: by the device's clock, and as it counts."""

    said: datetime
    at: datetime
    skew_seconds: int
    doubts: list[str] = Field(description="skewed, ahead, behind")


class SyncResultOut(Schema):
    """What became of one act."""

    seq: int
    id: UUID
    state: str = Field(
        description="done, refused, held, dropped, amended, attached, withdrawn; waiting, renumber: it stays in the queue"
    )
    kept: UUID | None = Field(None, description="key of the refused act, for fieldact.*")
    done: Done | None = None
    problem: dict[str, Any] | None = None
    ways: list[str] = Field([], description="amend, attach, withdraw")
    waits_for: list[UUID] = Field([], description="ids of earlier acts that have to be settled first")
    settled_by: UUID | None = None
    clock: DeviceClockOut | None = None


class SyncOut(Schema):
    """What became of them, in the order in which they were sent; and what the officer has yet to settle."""

    server_time: datetime
    skew_seconds: int = Field(description="how much later our clock is; 0 within the tolerance")
    next_seq: int
    minimum_version: str
    outdated: bool
    results: list[SyncResultOut]
    unsettled: list[SyncResultOut] = Field(description="refused and held acts of this terminal, at most 200")


class FieldActQuery(Schema):
    """What the list is narrowed and sorted by; `open`: not settled yet."""

    q: str = Field("", max_length=60, description="words of the officer's name, or how the act's name begins")
    state: Literal["", "open", "refused", "held", "amended", "attached", "withdrawn"] = ""
    mine: bool = False
    terminal: UUID | None = None
    sort: str = "-received_at"

    def filter(self) -> FieldActFilter:
        """The filter that the query asks for."""
        return FieldActFilter(self.q.strip(), self.state, self.mine, self.terminal)


class FieldActItem(Schema):
    """A refused act as lists show it."""

    id: UUID
    act: str
    label: Words
    state: Coded
    user: Named
    terminal: Named
    seq: int
    at: datetime
    said_at: datetime
    received_at: datetime
    reason: Words
    code: str
    settled_at: datetime | None
    note: str


class FieldActList(Schema):
    """A page of refused acts."""

    items: list[FieldActItem]
    next: str | None
    count: CountOut


class EnteredOut(Schema):
    """One thing that was entered, as its form calls it, and what is wrong with it."""

    label: Words
    value: str
    error: Words | None


class FieldActOut(FieldActItem):
    """A refused act with what was sent, why it was refused, and what may be done with it."""

    act_id: UUID
    on: Any = None
    input: dict[str, Any] = Field(
        description="as it was sent; what the trail masks is shown to its officer alone"
    )
    entered: list[EnteredOut]
    place: Any = Field(None, description="lon, lat in WGS 84, as it was sent")
    clock: DeviceClockOut
    problem: dict[str, Any] | None
    waits_for: list[UUID]
    settled_by: UUID | None
    result: UUID | None
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class ReferencePartOut(Schema):
    """Rows of one kind."""

    kind: str
    whole: bool = Field(description="sent as a whole whenever anything of it changes")
    rows: list[dict[str, Any]]
    gone: list[UUID] = Field(description="rows that the officer does not see any more")
    begin: bool = Field(description="the first of these pieces: what was there of the kind before goes")
    more: bool = Field(description="another piece of the kind follows")


class ReferenceLeftOut(Schema):
    """What did not fit into the budget."""

    kind: str
    rows: int
    capped: bool


class ReferenceKindOut(Schema):
    """A kind of reference data; of two that do not both fit the one with the higher number is left out."""

    kind: str
    label: Words
    priority: int


class ReferenceOut(Schema):
    """A piece of the data of the officer's area."""

    cursor: str = Field(description="to be kept with the data, and sent next time")
    complete: bool = Field(description="false: ask again at once")
    restart: bool = Field(description="this is the first piece of everything anew")
    as_of: datetime
    parts: list[ReferencePartOut]
    left_out: list[ReferenceLeftOut]
    kinds: list[ReferenceKindOut]
    spent: int = Field(description="bytes so far, uncompressed")
    budget: int
