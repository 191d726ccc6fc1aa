"""Walks the road of a report exhaustively: wherever a report can come to, it can go on to the end, and nobody waits for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xuncheng.rules.reporting.road import (
    ENDS,
    NEXT_ACT,
    OPEN,
    PAUSED,
    TRANSITIONS,
    Standing,
    after,
    hindrance,
)
from xuncheng.rules.reporting.stages import TIMERS

START = Standing("submitted")
MOST_TASKS = 2
"""So many joint tasks at once are enough to meet every guard."""

Graph = Mapping[Standing, Mapping[str, frozenset[Standing]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the road must not allow, and where it was found."""

    what: str
    where: Standing


def graph() -> Graph:
    """Every standing that can be reached, and where each act that is possible there leads."""
    found: dict[Standing, dict[str, frozenset[Standing]]] = {}
    waiting = [START]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found[one] = {name: frozenset(_results(name, one)) for name in TRANSITIONS if _possible(name, one)}
        waiting += [there for leads in found[one].values() for there in leads] + list(_from_outside(one))
    return found


def _possible(name: str, one: Standing) -> bool:
    return hindrance(name, one) is None and not (name == "report.join" and one.open_tasks >= MOST_TASKS)


def _results(name: str, one: Standing) -> Iterator[Standing]:
    yield after(name, one)
    if TRANSITIONS[name].fails_to:
        yield after(name, one, passed=False)


def _from_outside(one: Standing) -> Iterator[Standing]:
    """What happens to a report by an act on another: one is merged into it, or the last such one is taken out again."""
    if one.status not in ENDS and one.status != "merged":
        yield Standing(
            one.status, one.open_tasks, one.asked, one.extended, one.supervised, not one.duplicates
        )


def faults(found: Graph) -> Iterator[Fault]:
    """What is wrong with the road: dead ends, waits for nothing, states without a limit, flags that no act ends."""
    ending = _leading_to_an_end(found)
    for one, leads in found.items():
        if one not in ending:
            yield Fault("no way to the end", one)
        yield from (Fault(what, one) for what in _waits(one, leads))


def _leading_to_an_end(found: Graph) -> set[Standing]:
    """Backwards from the ends: all from which one of them can be reached."""
    backwards: dict[Standing, set[Standing]] = {one: set() for one in found}
    for one, leads in found.items():
        for there in (there for results in leads.values() for there in results):
            backwards[there].add(one)
    seen: set[Standing] = set()
    waiting = [one for one in found if one.status in ENDS]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += backwards[one]
    return seen


_ENDED_BY = {
    "open_tasks": ("report.contribute", "report.release"),
    "asked": ("report.extend", "report.refuse_extension"),
    "supervised": ("report.report_back",),
}
"""What somebody waits for, and the acts that end it."""


def _waits(one: Standing, leads: Mapping[str, frozenset[Standing]]) -> Iterator[str]:
    if one.status in ENDS:
        yield from (f"{flag} outlives the report" for flag in _ENDED_BY if getattr(one, flag))
        return
    for flag, acts in _ENDED_BY.items():
        if getattr(one, flag) and not all(act in leads for act in acts):
            yield f"{flag} waits for nothing"
    if one.status in OPEN and one.status not in TIMERS:
        yield "waits without a limit"
    if one.status not in PAUSED and not _goes_on(one, leads):
        yield "waits for an act that is not possible"


def _goes_on(one: Standing, leads: Mapping[str, frozenset[Standing]]) -> bool:
    """The usual next act is possible, or what holds it up is somebody's to end."""
    held = any(getattr(one, flag) for flag in _ENDED_BY)
    return NEXT_ACT[one.status] in leads or held
