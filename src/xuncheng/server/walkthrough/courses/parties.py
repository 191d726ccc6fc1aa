"""Courses that depend on who the party is and what he does: known already, new, unwilling, wrongly named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from xuncheng.server.demo.generate.people import party_of
from xuncheng.server.walkthrough.road import (
    File,
    begun,
    concluded,
    ended,
    filed,
    inspected,
    notified,
    opening,
    paid,
    penalised,
    proposed,
    published,
    rechecked,
    served,
    waived,
)
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

SHOP, SHOP_FINE = "SR-012", "500.00"
VENDOR, VENDOR_FINE = "SR-010", "600.00"
PILING = "SR-009"
FIRST = "初次违法且危害后果轻微并及时改正"
REFUSES = "当事人拒绝签字，执法人员已在笔录上注明，全程音像记录。"


def fined_once(scene: Scene) -> UUID:
    """A stall that was fined: not filed anew for that, and for piling its goods up filed, but not fined a second time."""
    file = penalised(scene, 51, matter=VENDOR, fine=VENDOR_FINE)
    paid(file)
    day = file.page()["happened_on"]
    again = _reported_again(file, VENDOR)
    given = opening(again) | {"happened_on": day}
    again.officer.refused("case.propose", again.clock.now, "filed_before", **given)
    answer = "该违法行为已依法处罚，不再重复处罚。"
    again.officer.do("report.handle", again.clock.now, again.report, outcome=answer)
    other = waived(notified(concluded(filed(_reported_again(file, PILING), happened_on=day))))
    other.clock.office(1, 1)
    other.refused("head", "decision.make", "fined_before", **other.penalty)
    other.does("head", "case.terminate", reason="该违法行为已由另案处罚款，不得再次罚款，终止调查。")
    ended(other)
    return ended(file)


def _reported_again(file: File, matter: str) -> File:
    """Somebody else complains of what the party did that day, under that matter."""
    topic = file.scene.texts.topics[matter]
    report = file.scene.dispatched(topic, file.clock, photo=False).object
    return replace(file, topic=topic, report=report, case=report, made={})


def first_offence(scene: Scene) -> UUID:
    """A stall on the pavement for the first time, gone at once: nobody is penalised, the party is taught."""
    file = opened(begun(scene, 50, VENDOR, VENDOR_FINE))
    taught = {
        "no_penalty_ground": FIRST,
        "harmless": True,
        "education": "讲解了市容环境卫生管理有关规定，当事人表示今后遵守。",
        "refusal": ON_PAPER,
    }
    record = inspected(file)
    file.clock.minutes(2, 4)
    file.does("officer-a", "evidence.review", accepted=[str(record)])
    file.refused("officer-a", "case.educate", "not_yet_corrected", **taught)
    _corrected_at_once(file)
    file.does("officer-a", "case.educate", **taught)
    return ended(file)


def refuses_to_sign(scene: Scene) -> UUID:
    """The party signs nothing: that is noted on the record, and what is refused is left with him."""
    file = concluded(proposed(scene, 49, matter=VENDOR, fine=VENDOR_FINE), refusal=REFUSES)
    notified(file)
    file.refused("officer-a", "statement.waive", "not_signed", signed=False)
    file.refused("head", "decision.make", "statement_open", **file.penalty)
    file.clock.after(file.clock.timer("statement"))
    file.does("head", "decision.make", **file.penalty)
    file.clock.office(1, 1)
    left = scene.texts.of_case("left", scene.chance)
    witness = scene.texts.of_case("service_witness", scene.chance)
    served(file, file.made["decision"], "left", reason=left, witnesses=witness, witness_refusal=ON_PAPER)
    published(file)
    file.clock.office(3, 5)
    paid(file)
    return ended(file)


def wrong_credit_code(scene: Scene) -> UUID:
    """The last sign of the credit code was read wrongly: the party is registered only by the right one."""
    topic, clock = scene.texts.topics[SHOP], scene.clock(48)
    who = party_of(scene.chance, topic, "organisation", clock.today)
    right = who.details["identity"]
    wrong = replace(who, details={**who.details, "identity": right[:-1] + ("1" if right[-1] != "1" else "2")})
    given: dict[str, Any] = {
        "kind": wrong.kind,
        "name": wrong.name,
        "area_path": scene.area,
        "address": "示范区示范路88号",
    }
    scene["officer-a"].refused(
        "party.register", clock.now, "credit_code_checksum", by_law=False, **given, **wrong.details
    )
    file = opened(begun(scene, 48, SHOP, SHOP_FINE, who=who))
    _fined_on_the_spot(file)
    return ended(file)


def opened(file: File) -> File:
    """Opened on the spot by both officers."""
    given = opening(file) | {"certificates_shown": True}
    file.case = file.officer.do("case.open", file.clock.now, **given).object
    return file


def _corrected_at_once(file: File) -> None:
    order = {"requirement": file.topic.requirement, "until": file.clock.today.isoformat(), "delivered": True}
    file.does("officer-a", "correction.order", **order)
    file.clock.minutes(8, 15)
    rechecked(file)


def _fined_on_the_spot(file: File) -> None:
    record = inspected(file)
    file.clock.minutes(1, 3)
    file.does("officer-a", "evidence.review", accepted=[str(record)])
    _corrected_at_once(file)
    file.does("officer-a", "rights.tell", **file.penalty)
    file.clock.minutes(2, 4)
    file.does("officer-a", "statement.waive", signed=True, refusal=ON_PAPER)
    file.does("officer-a", "decision.make", delivered=True, refusal=ON_PAPER, **file.penalty)
    file.clock.office(1, 1)
    file.does("officer-a", "decision.lodge")
    file.clock.office(1, 2)
    paid(file)
