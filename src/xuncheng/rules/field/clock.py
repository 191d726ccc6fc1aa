"""When something was done that a device did without a network: its clock may be wrong.

A device says with each batch what its clock shows at that moment. What the server's clock shows more is its skew. Up to
`TOLERANCE` that may be the network's doing and nothing is corrected; beyond, all times of the batch are moved by the skew.

Whatever the clocks say: nothing was done later than the server heard of it, and nothing before what the same device did before
it (or before the device was registered). A time outside is taken as the nearest one inside, and the doubt is noted. Both times go
into the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from xuncheng.rules.legal import RuleError, Text

TOLERANCE = timedelta(minutes=2)
"""How far the clocks may differ without anything being corrected: that long a request may be on its way."""

LONGEST = timedelta(days=60)
"""How long a device may keep what was done before it is sent."""

_NONE = timedelta(0)


class Doubt(StrEnum):
    """Why the time that a device said is not the time that counts."""

    SKEWED = "skewed"
    AHEAD = "ahead"
    BEHIND = "behind"


DOUBTS = {
    Doubt.SKEWED: Text("设备时钟有偏差，已校正", "the device's clock was wrong; corrected"),
    Doubt.AHEAD: Text("设备所报时间晚于收到时间", "the device said a time later than the receipt"),
    Doubt.BEHIND: Text(
        "设备所报时间早于其上一项行为", "the device said a time earlier than what it did before"
    ),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """When an act was done: `said` by the device's clock, `at` by ours."""

    said: datetime
    at: datetime
    skew: timedelta
    doubts: tuple[Doubt, ...]


def skew_of(sent_at: datetime, received_at: datetime) -> timedelta:
    """By how much the device's clock is to be moved: nothing within the tolerance."""
    difference = received_at - sent_at
    return difference if abs(difference) > TOLERANCE else _NONE


def timed(said: datetime, skew: timedelta, received_at: datetime, earliest: datetime) -> Timed:
    """When an act was done that the device dates `said`, given what it did last, or when it was registered (`earliest`)."""
    shifted = said + skew
    earliest = min(earliest, received_at)
    at = min(max(shifted, earliest), received_at)
    found = {
        Doubt.SKEWED: skew != _NONE,
        Doubt.AHEAD: shifted > received_at + TOLERANCE,
        Doubt.BEHIND: shifted < earliest - TOLERANCE,
    }
    return Timed(said, at, skew, tuple(doubt for doubt, is_so in found.items() if is_so))


def check_age(at: datetime, received_at: datetime) -> None:
    """Raises `RuleError` (`too_long_ago`) for what was done more than `LONGEST` before it was received."""
    if at >= received_at - LONGEST:
        return
    days = LONGEST.days
    raise RuleError(
        "too_long_ago",
        Text(
            f"该行为完成于{days}天以前，不能再按离线行为补报：请补正后办理，或者撤回并说明",
            f"This was done over {days} days ago and is not taken as it is: amend it, or withdraw it and say why",
        ),
        "at",
    )
