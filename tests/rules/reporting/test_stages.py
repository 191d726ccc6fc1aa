"""The classes of events, and the limit of each step for a matter."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.conf import settings

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.reporting.sources import SOURCE_TABLE, Answering
from xuncheng.rules.reporting.stages import ANY, STEPS, Event, Events
from xuncheng.rules.working_hours import Limit

NAME = Text("示例", "example")
WHOLE = Event(ANY, NAME, NAME, (), {step: Limit.read("7wd") for step in STEPS})
LITTER = Event("0102", NAME, NAME, ("SR-028",), {"handle": Limit.read("4wh")})


def test_the_limit_is_that_of_the_class_and_else_of_all_others() -> None:
    events = Events([WHOLE, LITTER])
    assert events.limit("handle", "SR-028") == Limit.read("4wh")
    assert events.limit("check", "SR-028") == Limit.read("7wd")
    assert events.limit("handle", "SR-999") == events.limit("handle") == Limit.read("7wd")
    assert events.of_matter("SR-028") is LITTER
    assert events.of_matter("SR-999") is None


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [LITTER],
        [WHOLE, LITTER, Event("0199", NAME, NAME, ("SR-028",), {})],
        [Event(ANY, NAME, NAME, (), {})],
    ],
)
def test_classes_that_are_not_whole(rows: list[Event]) -> None:
    with pytest.raises(RuleError, match="events_inconsistent"):
        Events(rows)


def test_the_classes_of_the_demo_name_matters_that_there_are() -> None:
    folder: Path = settings.LOCALITY_DIR
    with (folder / "matters.csv").open(encoding="utf-8") as lines:
        known = {row["code"] for row in csv.DictReader(lines)}
    named = {matter for event in settings.LOCALITY.events.rows.values() for matter in event.matters}
    assert named <= known
    assert all(code == ANY or (len(code) == 4 and code.isdecimal()) for code in settings.LOCALITY.events.rows)


def test_every_source_says_how_it_is_answered() -> None:
    assert {source.answered for source in SOURCE_TABLE.values()} == set(Answering)
    assert {code for code, source in SOURCE_TABLE.items() if source.numbered} >= {
        "hotline",
        "response",
        "superior",
    }
