"""The first story: a shop trades on the pavement and is fined on the spot (简易程序)."""

from __future__ import annotations

from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

DAYS_AGO = 30
MATTER, FINE = "SR-012", "500.00"


def simple_case(scene: Scene) -> UUID:
    """From the citizen's report to the archived bundle; returns the case."""
    scene.told.chapter(Text("一、简易程序案件", "1. A case under the simple procedure"))
    topic, clock, officer = scene.texts.topics[MATTER], scene.clock(DAYS_AGO), scene["officer-a"]
    team = [officer.key, scene["officer-a2"].key]
    report = scene.dispatched(topic, clock)
    who, party = scene.party(topic, clock)
    case = officer.do(
        "case.open", clock.now, report=str(report.object), matter=scene.matter(topic), party=party, officers=team,
        certificates_shown=True, summary=scene.says(topic.facts, topic, clock, who.name), place=scene.address,
    ).object  # fmt: skip
    begun = clock.now
    clock.minutes(12, 20)
    photo = scene.photograph(officer, topic, clock)
    record = officer.do(
        "inspection.record", clock.now, case, officers=team, certificates_shown=True, started_at=begun.isoformat(),
        findings=scene.says(topic.finding, topic, clock, who.name), files=[photo], refusal=ON_PAPER,
    )  # fmt: skip
    clock.minutes(1, 3)
    officer.do("evidence.review", clock.now, case, accepted=[str(record.result)])
    clock.minutes(2, 4)
    officer.do(
        "correction.order",
        clock.now,
        case,
        requirement=topic.requirement,
        until=clock.today.isoformat(),
        delivered=True,
    )
    clock.minutes(4, 7)
    began = clock.now
    clock.minutes(4, 8)
    officer.do(
        "correction.recheck",
        clock.now,
        case,
        officers=team,
        corrected=True,
        findings="桌椅、货架已撤回店内。",
        began=began.isoformat(),
        ended=clock.now.isoformat(),
        refusal=ON_PAPER,
    )
    clock.minutes(2, 4)
    officer.do("rights.tell", clock.now, case, kinds=["fine"], amount=FINE)
    clock.minutes(2, 4)
    officer.do("statement.hear", clock.now, case, manner="oral", statement=topic.defence)
    clock.minutes(2, 4)
    officer.do("statement.recheck", clock.now, case, adopted="partly", review=scene.texts.case["adopted"])
    clock.minutes(3, 6)
    officer.do(
        "decision.make", clock.now, case, kinds=["fine"], amount=FINE, delivered=True, refusal=ON_PAPER
    )
    clock.office(1, 1)
    officer.do("decision.lodge", clock.now, case)
    clock.office(1, 2)
    receipt = f"YL-{case.hex[-12:]}"
    officer.do("fine.pay", clock.now, case, amount=FINE, way="bank", receipt=receipt)
    scene.closed(case, report.object, clock)
    return case
