"""Shapes of terminals over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.equipment.queries import TerminalFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import Coded, CountOut, Named, PossibleAct, Schema, TimelineEntry


class TerminalQuery(Schema):
    """What the list is narrowed and sorted by."""

    q: str = Field(
        "", max_length=60, description="words of the name or its user, or how inventory number or card begin"
    )
    state: Literal["", "active", "locked", "wiping", "wiped", "retired"] = ""
    app_version: str = Field("", max_length=20, description="version of the app that it last came with")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    user: UUID | None = None
    sort: str = "-seen_at"

    def filter(self) -> TerminalFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return TerminalFilter(self.q.strip(), self.state, self.app_version.strip(), street, self.user)


class TerminalItem(Schema):
    """A terminal as lists show it, with how much it was used."""

    id: UUID
    name: str
    platform: str
    asset: str
    sim: str
    state: Coded
    user: Named
    organisation: Named | None
    team: Named | None
    registered_at: datetime
    seen_at: datetime = Field(description="when it last called, or was registered")
    app_version: str = Field(description="version of the app, as it last called")
    calls: int
    acts: int = Field(description="how many of its acts were done")
    minutes: int = Field(description="minutes in which it called: the time on line")


class TerminalList(Schema):
    """A page of terminals."""

    items: list[TerminalItem]
    next: str | None
    count: CountOut


class TerminalDayOut(Schema):
    """How much a terminal was used on one day."""

    day: date
    calls: int
    acts: int
    minutes: int


class TerminalOut(TerminalItem):
    """A terminal with its days of use, and what may be done with it."""

    reason: str
    state_at: datetime
    days: list[TerminalDayOut]
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int
