"""How much two reports look like one thing (重复件), as a table of signs: place, words, matter, time.

Each sign gives points by bands, a hundred at the most together, and says what they are given for. Nothing is merged by it:
whoever looks at the proposal decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from operator import add

from xuncheng.rules.legal import Text

REACH = 200
"""Metres beyond which two reports are not of one place."""

OPEN_FOR = timedelta(days=90)
"""How far back reports are looked at that are still open."""

CLOSED_FOR = timedelta(days=30)
"""How long after its answer a report is still looked at: whoever reports it again is told what was done."""

LEAST = 45
"""Points from which a report is proposed."""

MOST_WORDS = 5
"""How many common words are said."""


class Kinship(StrEnum):
    """How the matters of two reports stand to each other."""

    SAME = "same"
    SAME_EVENT = "same_event"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two reports have in common. `metres`: None where one of them has no place; `words`: how alike the texts are, 0 to 1."""

    metres: float | None
    words: float
    kinship: Kinship
    apart: timedelta
    common: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and what they are given for."""

    sign: str
    points: int
    label: Text


@dataclass(frozen=True, slots=True)
class Score:
    """The points of all signs, 0 to 100, with the reasons that there are."""

    points: int
    reasons: tuple[Reason, ...]

    @property
    def proposed(self) -> bool:
        """Whether it is worth showing: enough in all, and more than the place and the time alone."""
        return self.points >= LEAST and any(one.sign in WHAT and one.points > 0 for one in self.reasons)


Band = tuple[float, int]
"""Up to which value, or from which on, so many points are given."""

NEAR: tuple[Band, ...] = ((20, 40), (50, 32), (100, 22), (REACH, 10))
"""Up to so many metres apart."""

ALIKE: tuple[Band, ...] = ((0.6, 35), (0.4, 26), (0.25, 16), (0.12, 8))
"""From such a likeness of the texts on."""

RECENT: tuple[Band, ...] = ((1, 10), (7, 7), (30, 4), (OPEN_FOR.days, 2))
"""Up to so many days apart."""

KINSHIP: dict[Kinship, tuple[int, Text]] = {
    Kinship.SAME: (15, Text("执法事项相同", "the same matter")),
    Kinship.SAME_EVENT: (8, Text("事件类别相同", "the same class of event")),
    Kinship.OTHER: (-15, Text("执法事项不同", "another matter")),
    Kinship.UNKNOWN: (0, Text("执法事项未定", "the matter is not known")),
}
"""By how the matters stand to each other."""

WHAT = frozenset({"words", "matter"})
"""Signs of what was reported, not only of where and when."""


def score(likeness: Likeness) -> Score:
    """The points that two reports have in common, and for what; what gives none is not said."""
    found = (_place(likeness), _words(likeness), _matter(likeness), _time(likeness))
    reasons = tuple(one for one in found if one.points)
    return Score(max(0, sum(one.points for one in reasons)), reasons)


def _place(likeness: Likeness) -> Reason:
    metres = likeness.metres
    if metres is None:
        return Reason("place", 0, Text("位置未知", "the place is not known"))
    return Reason("place", _up_to(NEAR, metres), Text(f"相距约{metres:.0f}米", f"about {metres:.0f} m apart"))


def _words(likeness: Likeness) -> Reason:
    points = next((points for least, points in ALIKE if likeness.words >= least), 0)
    some = likeness.common[:MOST_WORDS]
    said = Text(
        f"用词相近：{'、'.join(some)}" if some else "文字相近",
        f"like words: {', '.join(some)}" if some else "like wording",
    )
    return Reason("words", points, said)


def _matter(likeness: Likeness) -> Reason:
    points, label = KINSHIP[likeness.kinship]
    return Reason("matter", points, label)


def _time(likeness: Likeness) -> Reason:
    apart = abs(likeness.apart)
    return Reason("time", _up_to(RECENT, apart / timedelta(days=1)), _how_long(apart))


def _how_long(apart: timedelta) -> Text:
    hours = round(apart / timedelta(hours=1))
    if hours < 1:
        return Text("相隔不足1小时", "less than an hour apart")
    if hours < 24:  # hours of a day
        return Text(f"相隔{hours}小时", f"{hours} h apart")
    return Text(f"相隔{apart.days}天", f"{apart.days} days apart")


def _up_to(bands: Sequence[Band], value: float) -> int:
    return next((points for most, points in bands if value <= most), 0)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sets of words are, 0 to 1: twice the common ones by all of both (Dice)."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


_NO_LETTERS = re.compile(r"[\W_]+")


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a text, without what is no letter: alike also where words are cut differently."""
    letters = _NO_LETTERS.sub("", text.lower())
    return frozenset(map(add, letters, letters[1:]))


CELLS_A_DEGREE = 300
"""How finely the earth is divided to find what is near: between 53° of latitude and the equator a cell is wider than `REACH`."""

CELL_ROW = 1_000_000
"""By how much the number of a cell grows to the east."""


def cell_of(lon: float, lat: float) -> int:
    """The cell in which a point (WGS 84 degrees) lies."""
    return int(lon * CELLS_A_DEGREE // 1) * CELL_ROW + int(lat * CELLS_A_DEGREE // 1)


def cells_around(lon: float, lat: float) -> list[int]:
    """The cell of a point and the eight around it: all that is within `REACH` lies in them."""
    here = cell_of(lon, lat)
    return [here + CELL_ROW * east + north for east in (-1, 0, 1) for north in (-1, 0, 1)]
