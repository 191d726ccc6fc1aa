"""The road of a case, step by step, as the stories of the walk share it: each step passes the time that it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.texts import Topic
from xuncheng.server.walkthrough.person import Done, Person, Surprise
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

FILED_AS = "SR-022"
DUST_FINE = "6000.00"


@dataclass
class File:
    """A case on its way: its keys, its party, its officers, and what it is to cost."""

    scene: Scene
    topic: Topic
    clock: Clock
    team: list[str]
    report: UUID
    who: Somebody
    party: str
    case: UUID
    fine: str = DUST_FINE
    facts: str = ""
    """What happened, in the words of the file: of the day on which it was found."""
    made: dict[str, UUID] = field(default_factory=dict)
    """The newest document of each kind."""

    def seen(self) -> None:
        """It is now that the violation is found."""
        self.facts = self.scene.says(self.topic.facts, self.topic, self.clock, self.who.name)

    @property
    def officer(self) -> Person:
        """The officer who keeps the file."""
        return self.scene["officer-a"]

    @property
    def penalty(self) -> dict[str, Any]:
        """What is proposed and decided."""
        return {"kinds": ["fine"], "amount": self.fine}

    def does(self, who: str, act: str, **given: Any) -> Done:
        """Somebody does an act on the case now."""
        done = self.scene[who].do(act, self.clock.now, self.case, **given)
        self.made |= done.documents
        return done

    def refused(self, who: str, act: str, code: str, **given: Any) -> None:
        """An act on the case that the law forbids now."""
        self.scene[who].refused(act, self.clock.now, code, self.case, **given)

    def days(self, count: int) -> date:
        """The day so many days from now."""
        return self.clock.today + timedelta(days=count)

    def page(self) -> dict[str, Any]:
        """The case as its page shows it."""
        return self.officer.read(f"/cases/{self.case}")

    def expect(self, what: str, found: Any, wanted: Any) -> None:
        """Raise `Surprise` where something is not as it should be."""
        if found != wanted:
            raise Surprise(f"{what}：应为 {wanted}，实际为 {found} / {what} is not as it should be")


def crew(scene: Scene) -> list[str]:
    """The two officers in charge."""
    return [scene["officer-a"].key, scene["officer-a2"].key]


def begun(
    scene: Scene, days_ago: int, matter: str, fine: str, *, photo: bool = False, who: Somebody | None = None
) -> File:
    """A report that was dispatched, and the party registered; there is no case yet."""
    topic, clock = scene.texts.topics[matter], scene.clock(days_ago)
    report = scene.dispatched(topic, clock, photo=photo)
    somebody, party = scene.party(topic, clock, who)
    return File(scene, topic, clock, crew(scene), report.object, somebody, party, report.object, fine)


def opening(file: File) -> dict[str, Any]:
    """What both procedures need to open a case, on what is found now."""
    file.seen()
    return {
        "report": str(file.report), "matter": file.scene.matter(file.topic), "party": file.party, "place": file.scene.address,
        "summary": file.facts, "officers": file.team,
    }  # fmt: skip


def proposed(
    scene: Scene,
    days_ago: int,
    team: list[str] | None = None,
    matter: str = FILED_AS,
    fine: str = DUST_FINE,
    *,
    photo: bool = False,
    **weight: Any,
) -> File:
    """The report, the party, and the proposal to file, which the head approves."""
    file = begun(scene, days_ago, matter, fine, photo=photo)
    file.team = team or file.team
    return filed(file, **weight)


def filed(file: File, **weight: Any) -> File:
    """Proposed, and approved by the head."""
    given = opening(file) | {"happened_on": file.clock.today.isoformat()} | weight
    file.case = file.officer.do("case.propose", file.clock.now, **given).object
    file.clock.office(0, 1)
    file.does("head", "case.file")
    return file


def inspected(file: File, *, photo: bool = False, refusal: str = ON_PAPER) -> UUID:
    """The scene is inspected by both officers; returns the record."""
    scene, clock = file.scene, file.clock
    begun_at = clock.now
    clock.minutes(20, 40)
    files = [scene.photograph(file.officer, file.topic, clock)] if photo else []
    return file.does(
        file.officer.username, "inspection.record", officers=file.team, certificates_shown=True, files=files,
        findings=scene.says(file.topic.finding, file.topic, clock, file.who.name), started_at=begun_at.isoformat(), refusal=refusal,
    ).result  # fmt: skip


def corrected(file: File, *, met: bool = True, refusal: str = ON_PAPER) -> None:
    """The party is ordered to correct until the next working day, and that is checked."""
    clock = file.clock
    clock.minutes(5, 10)
    until = clock.workday_after(clock.today)
    order = {"requirement": file.topic.requirement, "until": until.isoformat(), "delivered": True}
    file.does("officer-a", "correction.order", **order)
    clock.after(until)
    rechecked(file, met=met, refusal=refusal)


def rechecked(file: File, *, met: bool = True, refusal: str = ON_PAPER) -> None:
    """Both officers check what was ordered."""
    found = "经复查，当事人已按要求改正。" if met else "经复查，当事人逾期未改正。"
    began = file.clock.now
    file.clock.minutes(6, 12)
    file.does(
        "officer-a", "correction.recheck", officers=file.team, corrected=met, findings=found, refusal=refusal,
        began=began.isoformat(), ended=file.clock.now.isoformat(),
    )  # fmt: skip
    file.clock.minutes(10, 20)


def concluded(file: File, *, met: bool = True, refusal: str = ON_PAPER) -> File:
    """Inspected, ordered to correct, the evidence reviewed, the investigation concluded: the least that the law asks."""
    file.clock.office(0, 1)
    record = inspected(file, refusal=refusal)
    corrected(file, met=met, refusal=refusal)
    reviewed_evidence(file, [record])
    return file


def reviewed_evidence(file: File, evidence: list[UUID]) -> None:
    """The evidence is found true, and the investigation reported."""
    file.does("officer-a", "evidence.review", accepted=[str(key) for key in evidence])
    reported_on(file)


def reported_on(file: File) -> None:
    """The investigation is concluded by a report."""
    file.clock.office(1, 1)
    file.does(
        "officer-a", "investigation.conclude", course=file.scene.texts.case["course"], established=file.facts,
        proposal=f"建议处罚款{file.fine}元。",
    )  # fmt: skip


_SIGNED = {"direct": {"refusal": ON_PAPER}}
"""What is said of the receiver's signature, by the way of service."""


def notified(file: File, **penalty: Any) -> File:
    """The prior notice, served in person."""
    file.clock.office(1, 1)
    reasons = file.scene.texts.case["reasons"][0]
    file.does("officer-a", "notice.give", reasons=reasons, **(file.penalty | penalty))
    file.clock.minutes(40, 90)
    served(file, file.made["prior_notice"])
    return file


def served(file: File, document: UUID, way: str = "direct", **given: Any) -> None:
    """A document handed to the party."""
    file.does(
        "officer-a", "document.serve", document=str(document), way=way, receiver=file.who.name,
        received_on=file.clock.today.isoformat(), **_SIGNED.get(way, {}), **given,
    )  # fmt: skip


def waived(file: File) -> File:
    """The party gives up his statement in writing."""
    file.clock.office(0, 1)
    file.does("officer-a", "statement.waive", signed=True, refusal=ON_PAPER)
    return file


def legally_reviewed(file: File) -> None:
    """The legality review finds nothing wrong."""
    file.clock.office(1, 1)
    file.does("reviewer", "legality.review", passed=True, opinion=file.scene.texts.case["review_passed"])


def decided(file: File, **penalty: Any) -> File:
    """The head decides; the decision is served and published."""
    file.clock.office(1, 1)
    file.does("head", "decision.make", **(file.penalty | penalty))
    file.clock.office(1, 1)
    served(file, file.made["decision"])
    return published(file)


def published(file: File, act: str = "publication.publish") -> File:
    """The head publishes the decision, or the order, for as long as it may be shown."""
    file.clock.office(1, 1)
    until = file.scene.locality.timer("publication_most", file.clock.today)
    file.does("head", act, shown_until=until.isoformat(), checked=True)
    return file


def penalised(
    scene: Scene, days_ago: int, matter: str = FILED_AS, fine: str = DUST_FINE, *, met: bool = True, **weight: Any
) -> File:  # fmt: skip
    """From the report to a decision that was served, by the shortest lawful road."""
    file = concluded(proposed(scene, days_ago, matter=matter, fine=fine, **weight), met=met)
    return decided(waived(notified(file)))


def paid(file: File, amount: str = "", way: str = "bank") -> None:
    """Money comes in at the bank."""
    receipt = f"YL-{file.case.hex[-10:]}-{file.clock.today:%m%d}"
    file.does("officer-a", "fine.pay", amount=amount or file.fine, way=way, receipt=receipt)


def ended(file: File) -> UUID:
    """Closed, archived, the citizen answered; returns the case."""
    file.scene.closed(file.case, file.report, file.clock)
    return file.case
