"""What happened to a chain that does not hold: which entry was changed, removed, moved or put in.

An entry's hash covers its number and the hash of the entry before it. So it proves where the entry belongs as
long as the content is the old one, wherever it stands now; and whoever follows on a hash proves that there
was such an entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from xuncheng.foundation.trail.chain import FIELDS, START, entry_hash
from xuncheng.rules.legal import Text

NEAR = 16
"""How many places up and down an entry is looked for when none that it follows on is left."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Wrong(Enum):
    """What is wrong with an entry, or with a daily seal."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    INSERTED = "inserted"

    @property
    def label(self) -> Text:
        """The word for it."""
        return _LABELS[self]


_LABELS = {
    Wrong.CHANGED: Text("被改动", "changed"),
    Wrong.MISSING: Text("缺失", "missing"),
    Wrong.REORDERED: Text("次序被调换", "reordered"),
    Wrong.INSERTED: Text("系插入", "inserted"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty entry, and what is wrong with it.

    Of an entry that is gone only its chain and number are known; `until` is the last number where several
    in a row are gone. `detail` says by what the fault was found.
    """

    wrong: Wrong
    chain: UUID
    seq: int
    detail: Text
    chain_type: str = ""
    name: str = ""
    act_id: str = ""
    at: datetime | None = None
    until: int | None = None

    @property
    def sentence(self) -> Text:
        """The fault in one line, for a person."""
        numbers = f"{self.seq}" if self.until in (None, self.seq) else f"{self.seq}–{self.until}"
        act = "".join(
            f" {part}" for part in (self.name, self.act_id, self.at and self.at.isoformat()) if part
        )
        where = f"{self.chain_type or '?'}/{self.chain} #{numbers}{act}"
        label = self.wrong.label
        return Text(f"{where}：{label.zh}（{self.detail.zh}）", f"{where}: {label.en} ({self.detail.en})")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it stands in the table: its number, the texts of `FIELDS`, its hash in hexadecimal."""

    seq: int
    texts: tuple[str, ...]
    hash: str

    @property
    def stands(self) -> Place:
        """Where it stands, by its number and by what it says that it follows on."""
        return Place(self.seq, self.text("prev"))

    @property
    def kind(self) -> str:
        """The kind of object that its chain is about."""
        return self.text("chain").rpartition("/")[0]

    def text(self, field: str) -> str:
        """The text of one field."""
        return self.texts[FIELDS.index(field)]

    def belongs(self, place: Place) -> bool:
        """Whether its hash says that this is its place."""
        texts = dict(zip(FIELDS, self.texts, strict=True)) | {"seq": str(place.seq), "prev": place.prev}
        return entry_hash([*texts.values()]).hex() == self.hash


class Place(NamedTuple):
    """Where an entry belongs: its number, and the hash that it follows on."""

    seq: int
    prev: str


class End(NamedTuple):
    """An entry that something outside the chain vouches for: its head, or the seal of a `day`."""

    seq: int
    hash: str
    day: date | None = None


def diagnose(chain: UUID, rows: Sequence[Row], head: End | None, leaves: Sequence[End]) -> list[Fault]:
    """The faults of one chain, by number. `rows` in the order of their numbers, `leaves` by day."""
    case = _Case(chain, rows, head, leaves)
    faults = [*case.entries(), *case.gaps(), *case.without_head()]
    faults += case.rewritten({fault.seq for fault in faults})
    return sorted(faults, key=lambda fault: fault.seq)


def _proven(rows: Sequence[Row]) -> dict[int, Place]:
    """Where each entry belongs, by its index in `rows`; an entry whose content was changed has no such proof."""
    proven = {i: place for i, row in enumerate(rows) if row.belongs(place := row.stands)}
    lost = [i for i in range(len(rows)) if i not in proven]
    while found := dict(_found(rows, proven, lost)):
        proven |= found
        lost = [i for i in lost if i not in found]
    return proven


def _found(rows: Sequence[Row], proven: dict[int, Place], lost: Iterable[int]) -> Iterator[tuple[int, Place]]:
    """Entries out of place whose place shows: after the one that they follow on, or near by."""
    number = {rows[i].hash: place.seq for i, place in proven.items()} | {START.hex(): 0}
    before = {seq + 1: digest for digest, seq in number.items()}
    for i in lost:
        seq, prev = rows[i].stands
        near = sorted(range(seq - NEAR, seq + NEAR + 1), key=lambda n: abs(n - seq))
        tries = (Place(n, p) for n in (number.get(prev, seq) + 1, *near) for p in {prev, before.get(n, prev)})
        place = next((place for place in tries if rows[i].belongs(place)), None)
        if place:
            yield i, place


class _Case:
    """One chain, with what is known of its entries."""

    def __init__(self, chain: UUID, rows: Sequence[Row], head: End | None, leaves: Sequence[End]) -> None:
        self.chain, self.rows, self.head, self.leaves = chain, rows, head, leaves
        self.ends = [*leaves, *([head] if head else [])]
        self.proven = _proven(rows)
        self.places = [self.proven.get(i, row.stands) for i, row in enumerate(rows)]
        self.claims = Counter(claim for place in self.places for claim in place)
        self.cited = {place.prev for place in self.places} | {end.hash for end in self.ends}
        if head is None:
            self.cited |= {row.hash for row in rows[-1:]}
        self.kind = rows[0].kind if rows else ""
        self.last = self._count()

    def _count(self) -> int:
        """How many entries there were, by those that are left, the head and the seals."""
        pairs = list(zip(self.rows, self.places, strict=True))
        belongs = {(row.seq, row.hash): place.seq for row, place in pairs}
        ends = (belongs.get((end.seq, end.hash), end.seq) for end in self.ends)
        return max([0, *belongs.values(), *ends])

    def entries(self) -> Iterator[Fault]:
        """Entries that are there and should not be, or not as they are."""
        seen: set[str] = set()
        for i, row in enumerate(self.rows):
            found = self._misplaced(i) or self._unknown(i, row.hash in seen) or self._altered(i)
            seen.add(row.hash)
            if found:
                yield self._fault(row, *found)

    def _misplaced(self, i: int) -> tuple[Wrong, Text] | None:
        stands, belongs = self.rows[i].stands, self.places[i]
        if belongs.seq != stands.seq:
            return Wrong.REORDERED, Text(f"原为第{belongs.seq}条", f"it belongs at #{belongs.seq}")
        if stands.seq < 1 or (self.head and stands.seq > self.head.seq):
            return Wrong.INSERTED, Text("在链的首尾之外", "it stands beyond the ends of the chain")
        return None

    def _unknown(self, i: int, repeated: bool) -> tuple[Wrong, Text] | None:
        """What to say of an entry that nobody follows on: put in where another stands, or written anew."""
        if self.rows[i].hash in self.cited and not repeated:
            return None
        place = self.places[i]
        if any(self.claims[claim] > 1 for claim in place):
            return Wrong.INSERTED, Text("没有记录与其相接", "no entry follows on it")
        if not self.claims[place.seq + 1] and place.seq < self.last:
            return None  # the one that followed on it is gone and named itself
        return Wrong.CHANGED, Text(
            "其后一条或链尾所记的摘要与其不符", "the next entry, or the head, holds another hash"
        )

    def _altered(self, i: int) -> tuple[Wrong, Text] | None:
        if i not in self.proven:
            return Wrong.CHANGED, Text("内容与其摘要不符", "its content is not what its hash says")
        if self.places[i] != self.rows[i].stands:
            return Wrong.CHANGED, Text(
                "所记前一条的摘要被改动", "the hash that it follows on was written over"
            )
        return None

    def gaps(self) -> Iterator[Fault]:
        """Runs of numbers at which nothing stands any more."""
        there = sorted({place.seq for place in self.places if place.seq > 0})
        detail = Text(
            "其后的记录、链尾或日封表明其存在过", "later entries, the head or a seal show that it was there"
        )
        for before, after in pairwise([0, *there, self.last + 1]):
            if after - before > 1:
                yield Fault(Wrong.MISSING, self.chain, before + 1, detail, self.kind, until=after - 1)

    def without_head(self) -> Iterator[Fault]:
        """The last entry, where the chain has no head."""
        if self.rows and self.head is None:
            detail = Text("缺失的是链尾登记，或整条链系插入", "its head is; or the whole chain was put in")
            yield self._fault(self.rows[-1], Wrong.MISSING, detail)

    def rewritten(self, known: set[int]) -> Iterator[Fault]:
        """The first entry that is sound in itself but is not what was sealed."""
        rows = {place.seq: row for place, row in zip(self.places, self.rows, strict=True)}
        for leaf in self.leaves:
            row = rows.get(leaf.seq)
            if row and row.hash != leaf.hash and leaf.seq not in known:
                detail = Text(
                    f"与{leaf.day}日封不符，本条或之前的记录在封存后被改写",
                    f"not what was sealed on {leaf.day}: it or an entry before it was written anew",
                )
                yield self._fault(row, Wrong.CHANGED, detail)
                return

    def _fault(self, row: Row, wrong: Wrong, detail: Text) -> Fault:
        name, act_id, at = row.text("name"), row.text("act_id"), _moment(row.text("at"))
        return Fault(wrong, self.chain, row.seq, detail, row.kind, name, act_id, at)


def _moment(microseconds: str) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=int(microseconds))
    except OverflowError:
        return None
