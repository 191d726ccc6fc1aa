"""Which scripts are played: the locality's table of courses, each with its topic, place, people and start."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random

from django.conf import settings

from xuncheng.domains.cases.jobs import note_lapses
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.viewer import program
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.counsel import read_registers, section_scripts
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.exchange import exchanged
from xuncheng.server.demo.generate.keeping import keeper_scripts
from xuncheng.server.demo.generate.outcome import penalised
from xuncheng.server.demo.generate.reports import reported
from xuncheng.server.demo.generate.script import Script, Step, halted
from xuncheng.server.demo.generate.simple import penalised_on_the_spot
from xuncheng.server.demo.generate.texts import Topic
from xuncheng.server.demo.generate.town import Crew, Town

_BY_DAY = (6.5, 22.5, 11.0)
"""First, last and busiest hour in which reports come in."""

_CLERK = program("期限管理", ())

SCRIPTS: Mapping[str, Callable[[Course], Script]] = {
    "report": reported, "exchanged": exchanged, "simple": penalised_on_the_spot, "ordinary": penalised,
}  # fmt: skip
"""What is played for each kind of course."""


@dataclass(frozen=True)
class Row:
    """Some courses of one kind.

    `age` is how many days ago they began, at least and at most. `halt` names the act before which they wait,
    with `:2` behind it for the second time. `turns` are what is out of the ordinary (see the scripts); `topics`
    are matters by their code, all of them if none is named; `handler` is a user name;
    `goods` name a lot of `warehouses.toml`.
    """

    kind: str
    count: int
    age: tuple[float, float]
    halt: str = ""
    topics: Sequence[str] = ()
    turns: Sequence[str] = ()
    party: str = ""
    handler: str = ""
    goods: str = ""


def read_rows(folder: Path) -> list[Row]:
    """Read `courses.toml` of a locality. Raises TypeError for a row with a field that there is not."""
    data = tomllib.loads((folder / "courses.toml").read_text(encoding="utf-8"))
    return [Row(**row) for row in data["course"]]


def scripts(town: Town, rows: Sequence[Row], now: datetime) -> dict[str, Script]:
    """A script for every course and for the registers of the legal section, by its name; the same for the same town, rows and day."""
    first = now - timedelta(days=max(row.age[1] for row in rows))
    named: dict[str, Script] = {"nights": nights(first)} | keeper_scripts(town, first, now)
    for serial, row in enumerate(_each(rows), start=1):
        name = f"{row.kind}-{serial:04}"
        script = SCRIPTS[row.kind](_course(town, row, serial, now))
        if row.halt:
            act, _, time_ = row.halt.partition(":")
            script = halted(script, act, int(time_ or 1))
        named[name] = script
    return named | section_scripts(town, read_registers(settings.LOCALITY_DIR), now)


def nights(first: datetime) -> Script:
    """What the worker does each night: it notes the periods that ran out."""
    midnight = datetime.combine(first.astimezone(SHANGHAI).date(), time(0, 5), SHANGHAI)
    for day in count(1):
        yield Step(midnight + timedelta(days=day), _CLERK, _night)


def _night(deed: Deed) -> None:
    note_lapses(deed.at)


def _each(rows: Sequence[Row]) -> Iterator[Row]:
    return (row for row in rows for _ in range(row.count))


def _course(town: Town, row: Row, serial: int, now: datetime) -> Course:
    name = f"{town.locality.area_code}/{row.kind}/{serial}"
    chance, voice = Random(name), Random(f"{name}/voice")  # noqa: S311 - a story, no secret
    topic = _topic(town, row, chance)
    crew = _crew(town, row, chance)
    officers = _officers(row, crew, chance)
    clock = Clock(_start(row, now, chance), chance, town.locality)
    kinds = {
        "any": chance.choice(("adult", "organisation")),
        "person": "adult",
        "organisation": "organisation",
    }
    spot = chance.choice(town.spots[crew.street])
    party = row.party or kinds[topic.party]
    return Course(
        town,
        chance,
        voice,
        clock,
        serial,
        topic,
        spot,
        crew,
        officers,
        party,
        frozenset(row.turns),
        row.goods,
    )


def _topic(town: Town, row: Row, chance: Random) -> Topic:
    if row.topics:
        return town.texts.topics[chance.choice(row.topics)]
    topics = list(town.texts.topics.values())
    return chance.choices(topics, [topic.weight for topic in topics])[0]


def _crew(town: Town, row: Row, chance: Random) -> Crew:
    if not row.handler:
        return chance.choice(list(town.crews.values()))
    team = town.users[row.handler].team
    return next(crew for crew in town.crews.values() if crew.team == team)


def _officers(row: Row, crew: Crew, chance: Random) -> list[Officer]:
    """Two of the crew, the named handler first."""
    drawn = chance.sample(list(crew.officers), 2)
    if not row.handler:
        return drawn
    handler = next(one for one in crew.officers if one.user.username == row.handler)
    return [handler, next(one for one in drawn if one != handler)]


def _start(row: Row, now: datetime, chance: Random) -> datetime:
    """So many days ago; other than today and yesterday, at an hour when people are up."""
    age = chance.uniform(*row.age)
    start = (now - timedelta(days=age)).astimezone(SHANGHAI)
    if age < 2:
        return start
    return datetime.combine(start.date(), time(), SHANGHAI) + timedelta(hours=chance.triangular(*_BY_DAY))
