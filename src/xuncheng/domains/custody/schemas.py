"""Shapes of the API for custody."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field

from xuncheng.domains.custody.queries.items import ItemFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    BasisOut,
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


class GoodsQuery(Schema):
    """What the list is narrowed and sorted by."""

    state: str = ""
    category: str = ""
    warehouse: UUID | None = None
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: str = Field(
        "", max_length=100, description="label, or words of the number, name, party or case number"
    )
    open: bool = False
    unplaced: bool = False
    sort: str = "-received_at"

    def filter(self) -> ItemFilter:
        """The filter that the query asks for."""
        return ItemFilter(
            self.state,
            self.category,
            self.warehouse,
            path_of(self.street) if self.street else "",
            self.since,
            self.until,
            self.q,
            self.open,
            self.unplaced,
        )


class CaseRef(Schema):
    """The case to which something belongs."""

    id: UUID
    number: str


class GoodsItem(Schema):
    """A thing in custody as lists show it."""

    id: UUID
    number: str
    label: str
    category: Coded
    unit: Words
    name: str
    quantity: int
    state: Coded
    owner: str
    case: CaseRef
    street: CodeName | None
    warehouse: Named
    place: str | None
    perishable: bool
    keeps_until: date | None
    received_at: datetime
    moved_at: datetime
    until: date | None = Field(description="last day of the measure by which it is kept")
    urgency: str


class SeizedOut(Schema):
    """An object that was seized and lies in no warehouse yet."""

    id: UUID
    name: str
    quantity: Decimal
    unit: str
    owner: str
    case: CaseRef
    until: date | None


class GoodsPage(Schema):
    """Some things."""

    items: list[GoodsItem]
    next: str | None
    count: CountOut


class PlacementOut(Schema):
    """Where a thing lay, and how long; no end: it lies there now."""

    place: str
    since: datetime
    until: datetime | None


class HandoverOut(Schema):
    """A thing passed from one hand into another."""

    act: str
    label: Words
    giver: str
    receiver: str
    at: datetime


class HoldingClock(Schema):
    """The term of the measure under which a thing is held."""

    label: Words
    due: date
    urgency: str
    basis: list[BasisOut]


class GoodsOut(GoodsItem):
    """A thing in custody as its page shows it."""

    condition: str
    proceeds: Decimal | None
    check_code: str
    keeping_cost: Words
    placements: list[PlacementOut]
    handovers: list[HandoverOut]
    clocks: list[HoldingClock]
    files: list[FileOut]
    version: int
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]


class WarehouseItem(Schema):
    """A warehouse as lists show it."""

    id: UUID
    code: str
    name: str
    address: str
    phone: str
    hours: str
    holding: int
    unplaced: int


class Warehouses(Schema):
    """The warehouses of the viewer's areas."""

    items: list[WarehouseItem]


class RoomOut(Schema):
    """How much of a category fills a place, and how much lies there."""

    category: Coded
    unit: Words
    most: int
    stored: int


class PlaceOut(Schema):
    """A place on the plan; `fill` in percent."""

    id: UUID
    code: str
    kind: Coded
    row: int
    column: int
    fill: int
    room: list[RoomOut]


class WarehouseOut(WarehouseItem):
    """A warehouse as its page shows it."""

    point: tuple[float, float] | None
    places: list[PlaceOut]
    version: int
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]


class PlaceChoice(Schema):
    """A place to choose."""

    id: UUID
    code: str
    warehouse: Named
    fill: int


class PlaceChoices(Schema):
    """Places to choose from."""

    items: list[PlaceChoice]


class StocktakeItem(Schema):
    """A stock-taking as lists show it. Until it is closed `found` and the rest are as scanned so far."""

    id: UUID
    number: str
    warehouse: Named
    place: str | None
    opened_at: datetime
    closed_at: datetime | None
    expected: int
    found: int | None
    missing: int | None
    surplus: int | None


class StocktakePage(Schema):
    """Some stock-takings."""

    items: list[StocktakeItem]
    next: str | None
    count: CountOut


class StocktakeLineOut(Schema):
    """One label of a stock-taking: found, missing (while it runs: not scanned yet) or surplus."""

    label: str
    outcome: str
    id: UUID | None
    number: str | None
    name: str | None
    place: str | None
    scanned_at: datetime | None


class StocktakeOut(StocktakeItem):
    """A stock-taking as its page shows it."""

    remarks: str
    lines: list[StocktakeLineOut]
    version: int
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]


class WhereItem(Schema):
    """What the public look-up says of one thing: nothing personal."""

    name: str
    quantity: int
    unit: Words
    state: Coded
    since: date
    may_collect: bool


class CollectAt(Schema):
    """Where things are handed out."""

    name: str
    address: str
    phone: str
    hours: str


class WhereOut(Schema):
    """Where the goods of a case are, where they are handed out, what to bring, and that it costs nothing."""

    items: list[WhereItem]
    places: list[CollectAt]
    bring: list[Words]
    keeping_cost: Words
