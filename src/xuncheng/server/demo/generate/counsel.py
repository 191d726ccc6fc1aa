"""The scripts of the legal section: its registers over two years, and a reconsideration of a case."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from xuncheng.domains.remedies.commands import counsel, remedying, supervising
from xuncheng.domains.remedies.queries.registers import lawyers_readable_by
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.ordinary import File
from xuncheng.server.demo.generate.script import Script, Step
from xuncheng.server.demo.generate.town import Town

DAYS = 700
"""How far back the registers go."""
_FRESH = 4
"""How many days ago the first of the entries was made that nobody has answered yet."""
_ANSWERED = "条款完备，权利义务对等，可以签订。"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Registers:
    """The locality's `counsel.toml`: what stands on each register, in the order of time."""

    open: int
    firm: Sequence[Row]
    contract: Sequence[Row]
    advice: Sequence[Row]
    paper: Sequence[Row]


def read_registers(folder: Path) -> Registers:
    """Read `counsel.toml`. Raises TypeError for a table that lacks something."""
    return Registers(**tomllib.loads((folder / "counsel.toml").read_text(encoding="utf-8")))


@dataclass
class Section:
    """The legal section at work on one register: its people and its clock."""

    town: Town
    chance: Random
    clock: Clock

    def head(self, command: Callable[..., Any], **arguments: Any) -> Step:
        """A step of the bureau's head."""
        return self._step(self.town.heads[0].username, command, arguments)

    def reviewer(self, command: Callable[..., Any], **arguments: Any) -> Step:
        """A step of the section."""
        return self._step(self.town.reviewers[0].username, command, arguments)

    def officer(self, command: Callable[..., Any], **arguments: Any) -> Step:
        """A step of somebody from a team."""
        crew = self.chance.choice(list(self.town.crews.values()))
        return self._step(self.chance.choice(list(crew.officers)).user.username, command, arguments)

    def _step(self, username: str, command: Callable[..., Any], arguments: Row) -> Step:
        return Step(self.clock.now, self.town.viewers[username], command, arguments)


def section_scripts(town: Town, registers: Registers, now: datetime) -> dict[str, Script]:
    """A script for the firms, and one for each entry of the registers; the last of each list are not answered."""
    start = now - timedelta(days=DAYS)
    named = {"counsel-firms": _firms(_section(town, "firms", start), registers)}
    for kind, play in (("contract", _contract), ("advice", _advice), ("paper", _paper)):
        rows = getattr(registers, kind)
        answered = len(rows) - registers.open
        for place, row in enumerate(rows):
            asked = start + timedelta(days=7 + place * (DAYS - 30) // answered)
            fresh = now - timedelta(days=_FRESH - (place - answered))
            section = _section(town, f"{kind}/{place}", asked if place < answered else fresh)
            named[f"counsel-{kind}-{place:02}"] = play(section, row, place, answered=place < answered)
    return named


def _section(town: Town, name: str, start: datetime) -> Section:
    chance = Random(f"{town.locality.area_code}/counsel/{name}")  # noqa: S311 - a story, no secret
    clock = Clock(start, chance, town.locality)
    clock.office(0, 1)
    return Section(town, chance, clock)


def _firms(s: Section, registers: Registers) -> Script:
    since = s.clock.today
    for row in registers.firm:
        about = {"name": row["name"], "licence": row["licence"]}
        firm = yield s.reviewer(
            counsel.register_law_firm, since=since, until=since + timedelta(days=3 * 365), **about
        )
        for name, licence in row["lawyers"]:
            s.clock.minutes(2, 5)
            yield s.reviewer(counsel.register_lawyer, firm=firm, name=name, licence=licence)


def _contract(s: Section, row: Row, _place: int, *, answered: bool) -> Script:
    about = {name: row[name] for name in ("title", "counterparty")}
    contract = yield s.head(counsel.submit_contract, amount=Decimal(row["amount"]), **about)
    if answered:
        s.clock.office(1, 4)
        lawyer = yield s.reviewer(lawyer_at, place=row.get("lawyer", 0))
        opinion, passed = row.get("opinion", _ANSWERED), row.get("passed", True)
        yield s.reviewer(
            counsel.review_contract, contract=contract, passed=passed, opinion=opinion, lawyer=lawyer
        )


def _advice(s: Section, row: Row, _place: int, *, answered: bool) -> Script:
    advice = yield s.officer(counsel.ask_advice, title=row["title"], question=row["question"])
    if answered:
        s.clock.office(1, 3)
        lawyer = yield s.reviewer(lawyer_at, place=row.get("lawyer", 0))
        yield s.reviewer(counsel.give_advice, advice=advice, answer=row["answer"], lawyer=lawyer)


def _paper(s: Section, row: Row, place: int, *, answered: bool) -> Script:
    today = s.clock.today
    about = {name: row[name] for name in ("kind", "sender", "subject")}
    paper = yield s.reviewer(
        supervising.receive_supervision, number=f"示监督〔{today.year}〕{place + 1}号", received_on=today,
        reply_by=today + timedelta(days=14), **about,
    )  # fmt: skip
    if answered:
        s.clock.office(3, 8)
        yield s.reviewer(supervising.reply_to_supervision, supervision=paper, reply=row["reply"])


def lawyer_at(deed: Deed, place: int) -> Any:
    """The lawyer at that place of the list, by licence; None for 0, or where there are fewer."""
    with reading(deed.actor):
        found = list(lawyers_readable_by(deed.actor).order_by("licence")[: place or 0])
    return found[place - 1] if 0 < place <= len(found) else None


def contested(c: Course, file: File) -> Script:
    """The party asks for a reconsideration of the decision; it is answered in time, and the decision upheld."""
    c.clock.office(2, 6)
    today = c.clock.today
    lawyer = yield c.act(c.reviewer, lawyer_at, place=c.chance.randint(1, 5))
    yield c.act(
        c.reviewer, remedying.lodge_remedy, case=file.case, kind="reconsideration", applicant=file.who.name, lodged_on=today,
        received_by_us=today, counsel=lawyer,
    )  # fmt: skip
    c.clock.office(2, 6)
    answer = "认定事实清楚，证据确凿，适用依据正确，程序合法，内容适当，请予维持。"
    yield c.act(c.reviewer, remedying.reply_to_remedy, case=file.case, remedy=1, answer=answer)
    c.clock.office(20, 30)
    yield c.act(
        c.reviewer, remedying.decide_remedy, case=file.case, remedy=1, outcome="upheld", decided_on=c.clock.today,
        outcome_number=f"示政复决字〔{c.clock.today.year}〕{c.serial}号",
    )  # fmt: skip
