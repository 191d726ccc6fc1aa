"""The seven stages through which a report goes, and the limit of each step in them (GB/T 30428, CJJ/T 106)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.working_hours import Limit


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the seven: the states in which a report is in it. None waits in the first and the fifth: each is one act."""

    code: str
    label: Text
    statuses: frozenset[str]


def _stage(code: str, zh: str, en: str, statuses: str = "") -> Stage:
    return Stage(code, Text(zh, en), frozenset(statuses.split()))


STAGES = (
    _stage("collect", "信息收集", "Collected"),
    _stage("establish", "案卷建立", "Established", "submitted verified"),
    _stage("dispatch", "任务派遣", "Dispatched", "judged"),
    _stage("handle", "任务处理", "Handled", "dispatched in_case"),
    _stage("report", "处理反馈", "Reported back"),
    _stage("check", "核查结案", "Checked and closed", "handled checked rejected"),
    _stage("evaluate", "综合评价", "Evaluated", "answered withdrawn"),
)


class Progress(StrEnum):
    """How far a report is with a stage."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


def progress(status: str) -> list[tuple[Stage, Progress]]:
    """Each stage, and how far a report in that state is with it. A merged report is asked for where it stood before."""
    now = next(place for place, stage in enumerate(STAGES) if status in stage.statuses)
    return [(stage, _progress(place, now)) for place, stage in enumerate(STAGES)]


def _progress(place: int, now: int) -> Progress:
    if place == now:
        return Progress.NOW
    return Progress.DONE if place < now else Progress.TO_COME


@dataclass(frozen=True, slots=True)
class Timer:
    """The limit of one step: in which state it runs."""

    code: str
    label: Text
    status: str


TIMERS = {
    timer.status: timer
    for timer in (
        Timer("verify", Text("核实时限", "to be verified by"), "submitted"),
        Timer("judge", Text("判定时限", "to be judged by"), "verified"),
        Timer("dispatch", Text("派遣时限", "to be dispatched by"), "judged"),
        Timer("handle", Text("处置时限", "to be handled by"), "dispatched"),
        Timer("check", Text("核查时限", "to be checked by"), "handled"),
        Timer("answer", Text("答复时限", "to be answered by"), "checked"),
    )
}
"""The limit that runs in each state."""

STEPS = tuple(timer.code for timer in TIMERS.values())


@dataclass(frozen=True, slots=True)
class Event:
    """A minor class of events (小类) as the locality numbers them: its matters, and how long each step may take."""

    code: str
    major: Text
    name: Text
    matters: tuple[str, ...]
    limits: Mapping[str, Limit]


ANY = "*"
"""The code of the row that holds for all that is not classed, or not yet."""


class Events:
    """The classes of a locality.

    Raises `RuleError` (`events_inconsistent`) where a matter stands twice, or the limits of all others are not whole.
    """

    def __init__(self, rows: Iterable[Event]) -> None:
        self.rows = {row.code: row for row in rows}
        self._of_matter = {matter: row for row in self.rows.values() for matter in row.matters}
        named = [matter for row in self.rows.values() for matter in row.matters]
        twice = sorted({matter for matter in named if named.count(matter) > 1})
        whole = ANY in self.rows and self.rows[ANY].limits.keys() == set(STEPS)
        if twice or not whole:
            raise RuleError(
                "events_inconsistent",
                Text(
                    f"事件类别表有误：事项重复（{'、'.join(twice)}）或者缺少通用时限（*）",
                    f"The classes of events are wrong: matters named twice ({', '.join(twice)}), or no limits for all others (*)",
                ),
                field="matters",
            )

    def of_matter(self, matter: str) -> Event | None:
        """The class of a matter; None where it has none."""
        return self._of_matter.get(matter)

    def limit(self, step: str, matter: str = "") -> Limit:
        """How long a step may take for a matter; without one, or where its class says nothing, as for all others."""
        event = self._of_matter.get(matter)
        found = event.limits.get(step) if event else None
        return found or self.rows[ANY].limits[step]
