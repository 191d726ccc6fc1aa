"""Shapes of powers over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.powers.queries import PowerFilter
from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Day,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)

KindCode = Literal["", "penalty", "coercion", "inspection"]


class PowerQuery(Schema):
    """What the catalogue is narrowed by; on `day` a power may be used: listed, begun, and not over."""

    q: str = Field("", max_length=100, description="words of the matter, or how its code begins")
    organisation: str = Field("", max_length=20, description="code of the organisation")
    matter: str = Field("", max_length=20, description="code of the matter")
    kind: KindCode = ""
    day: Day | None = None
    sort: str = "matter"

    def filter(self) -> PowerFilter:
        """The filter that the query asks for."""
        return PowerFilter(self.organisation, self.matter, self.kind, self.day, self.q.strip())


class PowerMatterName(Schema):
    """A matter by its code, with its name in both languages."""

    code: str
    name: Words


class PowerItem(Schema):
    """One matter that one organisation holds by one decision. Both days are included; no `ends`: no end is known."""

    id: UUID
    organisation: CodeName
    matter: PowerMatterName
    kinds: list[Coded]
    decision: Named = Field(description="by its number")
    authority: str
    begins: date
    ends: date | None
    listed_from: date | None = Field(
        description="since when it stands in a published list; none: it may not be used yet"
    )
    withdrawn_by: str
    state: Coded


class PowerPage(Schema):
    """A page of powers."""

    items: list[PowerItem]
    next: str | None
    count: CountOut


class PowerDecisionQuery(Schema):
    """What the decisions are narrowed by."""

    q: str = Field("", max_length=100, description="words of the number, title or authority")
    sort: str = "-decided_on"


class PowerDecisionItem(Schema):
    """A decision that handed powers down."""

    id: UUID
    document: str
    title: str
    authority: str
    decided_on: date
    begins: date


class PowerDecisionPage(Schema):
    """A page of decisions."""

    items: list[PowerDecisionItem]
    next: str | None
    count: CountOut


class PowerGivenOut(Schema):
    """What a decision gave one organisation: how many matters, and how many of them were withdrawn."""

    organisation: CodeName
    matters: int
    withdrawn: int


class PowerDecisionOut(PowerDecisionItem):
    """A decision with what it gave to whom, and what may be done with it."""

    given: list[PowerGivenOut]
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class PowerListItem(Schema):
    """A published list; `digest` is SHA-256 over its lines."""

    id: UUID
    number: int
    title: str
    document: str
    published_on: date
    lines: int
    digest: str


class PowerLists(Schema):
    """All published lists, the newest first."""

    items: list[PowerListItem]


class PowerLineQuery(Schema):
    """What the lines of a list are narrowed by."""

    q: str = Field("", max_length=100, description="words of the matter, or how its code begins")
    organisation: str = Field("", max_length=20, description="code of the organisation")


class PowerLineItem(Schema):
    """One line of a published list, in the words of that day."""

    id: UUID
    organisation: CodeName
    matter: PowerMatterName
    kinds: list[Coded]
    document: str
    authority: str
    begins: date
    ends: date | None


class PowerLinePage(Schema):
    """A page of lines."""

    items: list[PowerLineItem]
    next: str | None
    count: CountOut


class PowerChangedLine(Schema):
    """A line as it was and as it is."""

    before: PowerLineItem
    after: PowerLineItem


class PowerComparisonOut(Schema):
    """How the later of two lists differs from the earlier; each kind of difference has so many, of which the first are shown."""

    before: PowerListItem
    after: PowerListItem
    added: list[PowerLineItem]
    removed: list[PowerLineItem]
    changed: list[PowerChangedLine]
    added_count: int
    removed_count: int
    changed_count: int


class OpenMatter(Schema):
    """A matter of the list in force, with the codes of the organisations that may enforce it."""

    code: str
    name: Words
    organisations: list[str]


class OpenOffice(Schema):
    """An organisation of the list; `street`: a street office or town."""

    code: str
    name: str
    street: bool


class OpenPowers(Schema):
    """The list in force on a day, by matter; no `version` where none was published. `next` is the cursor of the following page."""

    version: PowerListItem | None
    organisations: list[OpenOffice]
    items: list[OpenMatter]
    next: str | None
