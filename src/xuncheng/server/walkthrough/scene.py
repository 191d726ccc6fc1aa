"""What the stories of the walk share: who plays in them, where, and when."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.rules.locality import Locality
from xuncheng.server.cluster import ROOT
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.people import Somebody, party_of
from xuncheng.server.demo.generate.pictures import picture
from xuncheng.server.demo.generate.texts import Texts, Topic, read_texts
from xuncheng.server.locality import load_locality
from xuncheng.server.walkthrough.person import Done, Person, Surprise
from xuncheng.server.walkthrough.telling import Telling

ON_PAPER = "本人在纸质文书上签名。"
"""Why nobody drew a signature: the parties of the courses sign on paper, unless a course says otherwise."""


@dataclass(frozen=True)
class Scene:
    """The people with their sessions, the demo's texts, and a place in the street of the first officer.

    Statutory periods take days, so the acts are told to the platform as done in the past: each carries its own
    time, as if it had been done without a network.
    """

    told: Telling
    locality: Locality
    texts: Texts
    chance: Random
    people: dict[str, Person]
    place: tuple[float, float]
    address: str
    area: str
    now: datetime | None = None
    """What the days ago are counted from; the present if there is none."""

    @classmethod
    def enter(cls, url: str, told: Telling) -> Scene:
        """Sign everybody in and look around. Raises `Surprise` where the demo is not loaded."""
        folder = ROOT / "localities" / os.environ.get("XUNCHENG_LOCALITY", "demo")
        told.chapter(Text("登录", "Signing in"))
        people = {
            row["username"]: Person(url, row["username"], row["password"], told) for row in _sign_ins(folder)
        }
        told.note("、".join(f"{person.name}（{person.username}）" for person in people.values()))
        chance = Random()  # noqa: S311 - names and places, no secrets
        place, area, address = _somewhere(people["officer-a"], chance)
        return cls(told, load_locality(folder), read_texts(folder), chance, people, place, address, area)

    def in_story(self, told: Telling, name: str, now: datetime, reach: Callable[[datetime], None]) -> Scene:
        """The same scene for another story, in which everything that chance decides follows from its name."""
        people = {key: person.in_story(told, reach) for key, person in self.people.items()}
        chance = Random(name)  # noqa: S311 - names and places, no secrets
        return replace(self, told=told, chance=chance, people=people, now=now)

    def __getitem__(self, username: str) -> Person:
        return self.people[username]

    def clock(self, days: int) -> Clock:
        """A clock that begins on the morning of the day so many days ago."""
        start = (self.now or datetime.now(UTC)) - timedelta(days=days)
        return Clock(start.replace(hour=1), self.chance, self.locality)

    def photograph(self, who: Person, topic: Topic, clock: Clock) -> str:
        """A photograph that somebody took, uploaded; returns its key."""
        at = clock.now_here
        content = picture(
            topic.scene, self.chance.randrange(1000), f"{at:%Y-%m-%d %H:%M}  {self.address}  示范图片"
        )
        return who.upload(f"现场照片{at:%H%M%S}.jpg", content, "image/jpeg")

    def says(self, sentence: str, topic: Topic, clock: Clock, party: str = "") -> str:
        """A sentence of the demo's texts with its places filled in."""
        today = clock.today
        return sentence.format(
            place=self.address, n=topic.n[0], party=party, clock=f"{clock.now_here:%H时%M分}",
            day=f"{today.year}年{today.month}月{today.day}日",
        )  # fmt: skip

    def dispatched(self, topic: Topic, clock: Clock, *, photo: bool = True) -> Done:
        """A citizen reports, with a photograph or without; the command centre verifies, judges and dispatches it."""
        citizen, dispatcher, officer = self["citizen"], self["dispatcher"], self["officer-a"]
        files = [self.photograph(citizen, topic, clock)] if photo else []
        report = citizen.do(
            "report.submit", clock.now, text=self.says(topic.reports[0], topic, clock), source="citizen",
            address=self.address, lon=self.place[0], lat=self.place[1], files=files, reporter_name=citizen.name,
        )  # fmt: skip
        clock.minutes(10, 30)
        dispatcher.do("report.verify", clock.now, report.object)
        clock.minutes(5, 20)
        dispatcher.do("report.judge", clock.now, report.object, matter=self.matter(topic))
        clock.minutes(3, 10)
        dispatcher.do("report.dispatch", clock.now, report.object, team=officer.me["team"]["id"])
        clock.field(0, 1)
        return report

    def party(self, topic: Topic, clock: Clock, somebody: Somebody | None = None) -> tuple[Somebody, str]:
        """Somebody who does not exist, as the topic has them, registered by the officer; who it is and its key."""
        kind = "adult" if topic.party == "person" else "organisation"
        who = somebody or party_of(self.chance, topic, kind, clock.today)
        done = self["officer-a"].do(
            "party.register", clock.now, kind=who.kind, name=who.name, area_path=self.area, address="示范区示范路88号",
            **who.details,
        )  # fmt: skip
        clock.minutes(2, 6)
        return who, str(done.result)

    def matter(self, topic: Topic) -> str:
        """Key of the topic's matter."""
        return str(self["dispatcher"].read(f"/matters/{topic.matter}")["items"][0]["id"])

    def closed(self, case: UUID, report: UUID, clock: Clock) -> None:
        """The head closes the case, the officer archives it, the citizen is answered."""
        clock.office(1, 1)
        self["head"].do("case.close", clock.now, case)
        clock.office(1, 1)
        self["officer-a"].do("case.archive", clock.now, case)
        clock.minutes(20, 60)
        answer = "您反映的问题已依法立案查处，违法行为已改正，感谢您的监督。"
        self["dispatcher"].do("report.feedback", clock.now, report, answer=answer)

    def archived(self, case: UUID) -> dict[str, Any]:
        """The case as its page shows it, once it is archived. Raises `Surprise` if it is not."""
        page = self["officer-a"].read(f"/cases/{case}")
        if page["stage"]["code"] != "archived" or not page["bundle"]:
            raise Surprise(f"{page['number']}没有归档 / {page['number']} was not archived")
        return page


def _sign_ins(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((folder / "signins.toml").read_text(encoding="utf-8"))[
        "signin"
    ]
    return found


def _somewhere(officer: Person, chance: Random) -> tuple[tuple[float, float], str, str]:
    """A point in the officer's street, its area path, and what people call it."""
    street = officer.me["roles"][0]["area"]["code"]
    grids = officer.read("/places/areas", kind="grid", parent=street, geometry="true")["features"]
    if not grids:
        raise Surprise("没有示范网格，请先载入示范数据 / no demo here: load it first")
    grid = chance.choice(grids)
    corners = grid["geometry"]["coordinates"][0][0][:-1]
    lon, lat = (sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1))
    hit = officer.read("/places/at", lon=str(lon), lat=str(lat))["line"]
    return (lon, lat), hit[-1]["path"], f"{hit[-2]['name']}{grid['properties']['code'][-3:]}号院门前"
