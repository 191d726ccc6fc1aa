"""The second story: a building site raises dust and is fined after review and discussion (普通程序)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.texts import Topic
from xuncheng.server.walkthrough.person import Person
from xuncheng.server.walkthrough.scene import Scene

DAYS_AGO = 57
MATTER, FINE, ABOVE_RANGE = "SR-022", "6000.00", "20000.01"


@dataclass
class File:
    """A case that is being investigated: its keys, its party, its officers."""

    scene: Scene
    topic: Topic
    clock: Clock
    team: list[str]
    report: UUID
    who: Somebody
    case: UUID

    @property
    def officer(self) -> Person:
        """The officer who keeps the file."""
        return self.scene["officer-a"]


def ordinary_case(scene: Scene) -> UUID:
    """From the citizen's report to the archived bundle; returns the case."""
    scene.told.chapter(
        Text("二、普通程序案件（法制审核、集体讨论）", "2. A case under the ordinary procedure")
    )
    team = [scene["officer-a"].key, scene["officer-a2"].key]
    file = proposed(scene, DAYS_AGO, team, public_interest=True, complex_facts=True)
    investigated(file)
    notified(file)
    _stated(file)
    _approved(file)
    _performed(file)
    scene.closed(file.case, file.report, file.clock)
    return file.case


def proposed(scene: Scene, days_ago: int, team: list[str], **weight: Any) -> File:
    """The report, the party, and the proposal to file, which the head approves."""
    topic, clock = scene.texts.topics[MATTER], scene.clock(days_ago)
    report = scene.dispatched(topic, clock)
    who, party = scene.party(topic, clock)
    given = {
        "report": str(report.object), "matter": scene.matter(topic), "party": party, "place": scene.address,
        "summary": scene.says(topic.facts, topic, clock, who.name), "happened_on": clock.today.isoformat(), **weight,
    }  # fmt: skip
    officer = scene["officer-a"]
    case = officer.do("case.propose", clock.now, officers=team, **given).object
    clock.office(0, 1)
    scene["head"].do("case.file", clock.now, case)
    return File(scene, topic, clock, team, report.object, who, case)


def investigated(file: File) -> None:
    """Record, photograph, interview, order to correct, review of the evidence, the report of the investigation."""
    scene, clock, topic, case, officer = file.scene, file.clock, file.topic, file.case, file.officer
    clock.office(0, 1)
    begun = clock.now
    clock.minutes(20, 40)
    photo = scene.photograph(officer, topic, clock)
    record = officer.do(
        "inspection.record", clock.now, case, officers=file.team, certificates_shown=True, files=[photo],
        findings=scene.says(topic.finding, topic, clock, file.who.name), started_at=begun.isoformat(),
    )  # fmt: skip
    clock.minutes(5, 10)
    until = clock.workday_after(clock.today)
    officer.do(
        "correction.order",
        clock.now,
        case,
        requirement=topic.requirement,
        until=until.isoformat(),
        delivered=True,
    )
    clock.after(until)
    begun = clock.now
    clock.minutes(30, 50)
    spoken = officer.do(
        "interview.record", clock.now, case, officers=file.team, certificates_shown=True, started_at=begun.isoformat(),
        name=file.who.details["representative"], id_number="110199198001010018", address="示范区示范路", relation="负责人",
        exchanges=_exchanges(file), place="综合行政执法队询问室",
    )  # fmt: skip
    clock.minutes(10, 20)
    officer.do(
        "correction.recheck",
        clock.now,
        case,
        officers=file.team,
        corrected=True,
        findings="裸露土方已苫盖，出入口已冲洗。",
    )
    clock.minutes(10, 20)
    officer.do("evidence.review", clock.now, case, accepted=[str(record.result), str(spoken.result)])
    clock.office(1, 1)
    officer.do(
        "investigation.conclude", clock.now, case, course=scene.texts.case["course"],
        established=scene.says(topic.facts, topic, clock, file.who.name), proposal=f"建议处罚款{FINE}元。",
    )  # fmt: skip


def notified(file: File) -> None:
    """The prior notice, served in person."""
    file.clock.office(1, 1)
    reasons = file.scene.texts.case["reasons"][0]
    notice = file.officer.do(
        "notice.give", file.clock.now, file.case, kinds=["fine"], amount=FINE, reasons=reasons
    )
    file.clock.minutes(40, 90)
    served(file, notice.result)


def served(file: File, document: UUID) -> None:
    """A document handed to the party."""
    file.officer.do(
        "document.serve", file.clock.now, file.case, document=str(document), way="direct", receiver=file.who.name,
        received_on=file.clock.today.isoformat(),
    )  # fmt: skip


def _exchanges(file: File) -> list[dict[str, str]]:
    facts = file.scene.says(file.topic.facts, file.topic, file.clock, file.who.name)
    return [
        {"question": row["question"], "answer": row["answer"].format(facts=facts, defence=file.topic.defence)}
        for row in file.scene.texts.case["exchanges"]
    ]


def _stated(file: File) -> None:
    """The party defends himself within the period; that is re-checked."""
    file.clock.office(1, 2)
    file.officer.do(
        "statement.hear", file.clock.now, file.case, manner="written", statement=file.topic.defence
    )
    file.clock.office(1, 1)
    review = file.scene.texts.case["not_adopted"]
    file.officer.do("statement.recheck", file.clock.now, file.case, adopted="not", review=review)


def _approved(file: File) -> None:
    """Legality review, collective discussion, and the decision, which may not leave the range."""
    scene, clock, case, head = file.scene, file.clock, file.case, file.scene["head"]
    clock.office(1, 1)
    scene["reviewer"].do(
        "legality.review", clock.now, case, passed=True, opinion=scene.texts.case["review_passed"]
    )
    clock.office(1, 1)
    members = [head, scene["head-2"]]
    head.do(
        "panel.discuss", clock.now, case, members=[member.key for member in members], kinds=["fine"], amount=FINE,
        recorder=scene["reviewer"].name,
        views=[{"name": m.name, "post": "负责人", "view": scene.texts.case["view"][0], "vote": "agree"} for m in members],
    )  # fmt: skip
    clock.office(1, 1)
    head.refused("decision.make", clock.now, "fine_above_range", case, kinds=["fine"], amount=ABOVE_RANGE)
    decision = head.do("decision.make", clock.now, case, kinds=["fine"], amount=FINE)
    clock.office(1, 1)
    served(file, decision.documents["decision"])


def _performed(file: File) -> None:
    file.clock.office(1, 3)
    receipt = f"YL-{file.case.hex[-12:]}"
    file.officer.do("fine.pay", file.clock.now, file.case, amount=FINE, way="bank", receipt=receipt)
