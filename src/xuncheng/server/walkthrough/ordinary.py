"""The second story: a building site raises dust and is fined after review and discussion (普通程序)."""

from __future__ import annotations

from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.road import (
    File,
    corrected,
    decided,
    ended,
    inspected,
    legally_reviewed,
    notified,
    paid,
    proposed,
    reviewed_evidence,
)
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

DAYS_AGO = 57
ABOVE_RANGE = "20000.01"


def ordinary_case(scene: Scene) -> UUID:
    """From the citizen's report to the archived bundle; returns the case."""
    scene.told.chapter(
        Text("二、普通程序案件（法制审核、集体讨论）", "2. A case under the ordinary procedure")
    )
    file = proposed(scene, DAYS_AGO, photo=True, public_interest=True, complex_facts=True)
    investigated(file)
    _countersigned(file)
    notified(file)
    _stated(file)
    _approved(file)
    file.clock.office(1, 3)
    paid(file)
    return ended(file)


def investigated(file: File) -> None:
    """Record, photograph, interview, order to correct, review of the evidence, the report of the investigation."""
    file.clock.office(0, 1)
    record = inspected(file, photo=True)
    corrected(file)
    reviewed_evidence(file, [record, _interviewed(file)])


def _countersigned(file: File) -> None:
    """The second officer signs the record himself, once; the one who made it signed when it was issued."""
    record = file.made["inspection_record"]
    file.clock.minutes(2, 4)
    file.refused("officer-a", "document.countersign", "signed_already", document=str(record))
    file.does("officer-a2", "document.countersign", document=str(record))
    revisions = file.officer.read(f"/documents/{record}")["revisions"]
    file.expect("会签后的版本数", len(revisions), 2)
    file.refused("officer-a2", "document.countersign", "signed_already", document=str(record))


def _interviewed(file: File) -> UUID:
    begun = file.clock.now
    file.clock.minutes(30, 50)
    spoken = file.does(
        "officer-a", "interview.record", officers=file.team, certificates_shown=True, started_at=begun.isoformat(),
        name=file.who.details["representative"], id_number="110199198001010018", address="示范区示范路", relation="负责人",
        exchanges=_exchanges(file), place="综合行政执法队询问室", refusal=ON_PAPER,
    )  # fmt: skip
    file.clock.minutes(10, 20)
    return spoken.result


def _exchanges(file: File) -> list[dict[str, str]]:
    return [
        {
            "question": row["question"],
            "answer": row["answer"].format(facts=file.facts, defence=file.topic.defence),
        }
        for row in file.scene.texts.case["exchanges"]
    ]


def _stated(file: File) -> None:
    """The party defends himself within the period; that is re-checked."""
    file.clock.office(1, 2)
    file.does("officer-a", "statement.hear", manner="written", statement=file.topic.defence)
    file.clock.office(1, 1)
    review = file.scene.texts.case["not_adopted"]
    file.does("officer-a", "statement.recheck", adopted="not", review=review)


def _approved(file: File) -> None:
    """Legality review, collective discussion, and the decision, which may not leave the range."""
    scene, head = file.scene, file.scene["head"]
    legally_reviewed(file)
    file.clock.office(1, 1)
    members = [head, scene["head-2"]]
    began = file.clock.now
    file.clock.minutes(15, 30)
    file.does(
        "head", "panel.discuss", members=[member.key for member in members], recorder=scene["reviewer"].name,
        views=[{"name": m.name, "post": "负责人", "view": scene.texts.case["view"][0], "vote": "agree"} for m in members],
        began=began.isoformat(), ended=file.clock.now.isoformat(), **file.penalty,
    )  # fmt: skip
    file.clock.office(1, 1)
    file.refused("head", "decision.make", "fine_above_range", kinds=["fine"], amount=ABOVE_RANGE)
    decided(file)
