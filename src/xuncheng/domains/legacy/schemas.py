"""Shapes of the API of imports and of the register of historic records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.legacy.queries import RecordFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    Actor,
    Coded,
    CodeName,
    CountOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)


class ImportQuery(Schema):
    """How the list of imports is sorted."""

    sort: str = "-begun_at"


class ImportItem(Schema):
    """A table and how far its import is. Before it is taken in, the counts say what would become of its rows."""

    id: UUID
    file_name: str
    target: Coded
    state: Coded
    mapping_name: str
    mapping_version: str
    whole: bool = Field(description="all rows or none")
    total: int
    done: int = Field(description="rows that were dealt with")
    added: int
    known: int
    refused: int
    asked_by: Actor
    begun_at: datetime
    ended_at: datetime | None


class ImportList(Schema):
    """A page of imports."""

    items: list[ImportItem]
    next: str | None
    count: CountOut


class ImportOut(ImportItem):
    """An import with its mapping, what it is known by, and what may be done with it."""

    mapping: str
    sha256: str = Field(description="of the file")
    mapping_sha256: str
    file: UUID
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class ImportFaultQuery(Schema):
    """Of which import the report is (of all, if none is named)."""

    source: UUID | None = None


class ImportFaultItem(Schema):
    """One line of a report: what is wrong with a cell of a row, or what is to be known of the row."""

    id: UUID
    row: int
    heading: str
    field: Coded | None
    code: str
    message: Words


class ImportFaultList(Schema):
    """A page of a report."""

    items: list[ImportFaultItem]
    next: str | None
    count: CountOut


class OldRecordQuery(Schema):
    """What the register of historic records is narrowed and sorted by."""

    q: str = Field(
        "", max_length=100, description="words of the title, or how the number or the party's name begins"
    )
    kind: Literal["", "report", "case", "structure", "goods"] = ""
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    source: UUID | None = Field(None, description="key of the import")
    sort: str = "-day"

    def filter(self) -> RecordFilter:
        """The filter that the query asks for."""
        return RecordFilter(
            self.q.strip(), self.kind, path_of(self.street) if self.street else "", self.source
        )


class OldRecordItem(Schema):
    """A historic record as lists show it."""

    id: UUID
    kind: Coded
    number: str
    title: str
    day: date
    ended_on: date | None
    party_name: str
    place: str
    street: CodeName | None
    amount: str | None = Field(description="fine, CNY")
    outcome: str


class OldRecordList(Schema):
    """A page of historic records."""

    items: list[OldRecordItem]
    next: str | None
    count: CountOut


class LabelledValue(Schema):
    """What a record says in one field or column."""

    label: Words
    value: str


class OriginOut(Schema):
    """Where a record came from: the file, its row, the mapping."""

    source: UUID
    file_name: str
    sha256: str
    row: int
    mapping_name: str
    mapping_version: str
    taken_at: datetime


class PositionOut(Schema):
    """Where it was (WGS 84)."""

    lon: float
    lat: float


class OldRecordOut(OldRecordItem):
    """A historic record with all that its row said, and where it came from. Nothing can be done with it."""

    labels: dict[str, Words] = Field(description="what its columns are called for records of its kind")
    party_identity: str = Field(description="masked")
    party: Named | None
    point: PositionOut | None
    more: list[LabelledValue]
    origin: OriginOut | None
    timeline: list[TimelineEntry]
    version: int
