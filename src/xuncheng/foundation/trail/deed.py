"""The deed: one doing of an act, with everything that is known about the doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils import timezone
from uuid_utils.compat import uuid7

from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass
class Deed:
    """Who does something, when, where and on which device.

    `id` is the act id, made by whoever does the act first, also offline: the same id twice is the same act
    once. `at` is when it was done; `received_at` when the server learnt of it. `expected` is the version of
    the object that the actor saw (If-Match); None asks for no check. `parent` is the deed that this one
    follows from. `wording` are texts of the act's documents as the actor words them, by `kind.field`; `worded` are
    those that were printed. `drafts` is a list where the act is only tried, to be undone: what it would make is put
    there. `secret` is what the act tells its doer this once: neither the database nor the trail holds it.
    The rest is filled in while the act is performed: `documents` by the commands that make documents,
    `outputs` and `afterwards` by commands that put more into the trail entry or have work to do once it is written
    (still in the transaction), the others by the machinery.
    """

    actor: Viewer
    id: UUID = field(default_factory=uuid7)
    at: datetime = field(default_factory=lambda: timezone.now())  # found anew each time: tests set the clock
    received_at: datetime = field(default_factory=lambda: timezone.now())
    device: str = ""
    place: tuple[float, float] | None = None
    expected: int | None = None
    parent: Deed | None = None
    wording: Mapping[str, str] = field(default_factory=dict)
    worded: set[str] = field(default_factory=set)
    drafts: list[Draft] | None = None
    name: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    secret: str | None = None
    entry: Entry | None = None
    replayed: bool = False

    @property
    def day(self) -> date:
        """The calendar day of the act, in China."""
        return self.at.astimezone(SHANGHAI).date()

    @property
    def received_on(self) -> date:
        """The calendar day on which the server learnt of the act, in China."""
        return self.received_at.astimezone(SHANGHAI).date()

    @property
    def place_text(self) -> str:
        """The place as the trail writes it: lon,lat with seven decimals (about a centimetre)."""
        return "" if self.place is None else f"{self.place[0]:.7f},{self.place[1]:.7f}"

    def following(self, name: str, chain: UUID) -> Deed:
        """The deed of an act that follows from this one of necessity, in the same transaction.

        Its id is derived from this one's, so that doing this act twice cannot do the other one twice.
        """
        return Deed(
            actor=self.actor, id=uuid5(self.id, f"{name}/{chain}"), at=self.at, received_at=self.received_at,
            device=self.device, place=self.place, parent=self, wording=self.wording, worded=self.worded,
            drafts=self.drafts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that an act would make, and those of its texts that may be worded otherwise."""

    kind: str
    title: Text
    content: bytes
    pages: int
    texts: tuple[DraftText, ...]


@dataclass(frozen=True, slots=True)
class DraftText:
    """One text of a draft: `field` is its key in `Deed.wording`."""

    field: str
    label: Text
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the trail answered: where the act stands in its object's chain."""

    chain: UUID
    seq: int
    hash: str
    output: dict[str, Any]
