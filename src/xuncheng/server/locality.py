"""Reading a locality's folder: `locality.toml`, `figures.toml`, its tables and one calendar file a year."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from xuncheng.rules.calendar import Calendar, CalendarYear
from xuncheng.rules.legal import Text
from xuncheng.rules.locality import Concurrence, Figure, Locality, Receivers, Waiver
from xuncheng.rules.reachable import reachable
from xuncheng.rules.reporting.stages import STEPS, Event, Events
from xuncheng.rules.working_hours import Limit, WorkingHours
from xuncheng.server.locality_judgement import read_judgement
from xuncheng.server.locality_services import read_door


def load_locality(folder: Path) -> Locality:
    """Read a locality from its folder. Raises FileNotFoundError or KeyError naming what is missing."""
    about = _read(folder / "locality.toml")
    calendar = Calendar(years=tuple(_years(folder / "calendar")))
    return Locality(
        code=folder.name,
        name=Text(**about["name"]),
        bureau=Text(**about["bureau"]),
        agency_mark=about["agency_mark"],
        area_code=about["area_code"],
        map_center=tuple(about["map_center"]),
        number_pattern=about["number_pattern"],
        agency=about["agency"],
        payment=about["payment"],
        remedies=about["remedies"],
        rooms=about["rooms"],
        figures={figure.code: figure for figure in _figures(_read(folder / "figures.toml"))},
        waivers={waiver.matter: waiver for waiver in _waivers(folder / "waivers.csv")},
        concurrences=tuple(_concurrences(folder / "concurrences.csv")),
        calendar=calendar,
        hours=WorkingHours(calendar, tuple((opens, closes) for opens, closes in about["office_hours"])),
        events=Events(_events(folder / "events.csv")),
        receivers=_receivers(**about.get("receivers", {})),
        door=read_door(folder / "open311.toml"),
        judgement=read_judgement(folder / "judgement.csv", folder / "matters.csv", about["area_code"]),
    )


def _receivers(
    inside: tuple[str, ...] = (), *, plain_http: bool = False, overlap_hours: int = 24
) -> Receivers:
    """Where events may be sent; without the table, to https on the public Internet alone."""
    return Receivers(reachable(inside, plain_http=plain_http), overlap_hours)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _figures(data: dict[str, Any]) -> Iterator[Figure]:
    for code, row in data.items():
        yield Figure(
            code, Decimal(str(row["value"])), row["unit"], Text(row["zh"], row["en"]), row["confirmed"]
        )


def _waivers(path: Path) -> Iterator[Waiver]:
    """The published list of what is waived the first time."""
    for row in _rows(path):
        yield Waiver(row["matter"], row["condition"], row["confirmed"] == "yes")


def _concurrences(path: Path) -> Iterator[Concurrence]:
    """The matters that one act may breach at once."""
    for row in _rows(path):
        yield Concurrence(frozenset(row["matters"].split("|")), row["act"], row["confirmed"] == "yes")


def _events(path: Path) -> Iterator[Event]:
    """The classes of what is reported, with the limits of each step. An empty limit is that of the row `*`."""
    for row in _rows(path):
        limits = {step: Limit.read(row[step]) for step in STEPS if row[step]}
        major, name = Text(row["major_zh"], row["major_en"]), Text(row["name_zh"], row["name_en"])
        yield Event(row["code"], major, name, tuple(row["matters"].split()), limits)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table of the locality; none where it has no such file."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _years(folder: Path) -> Iterator[CalendarYear]:
    for path in sorted(folder.glob("*.toml")):
        data = _read(path)
        yield CalendarYear(
            year=int(path.stem),
            holidays=frozenset(data["holidays"]),
            workdays=frozenset(data["workdays"]),
            confirmed=data["confirmed"],
        )
