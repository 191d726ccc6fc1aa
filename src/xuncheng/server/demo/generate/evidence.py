"""What both kinds of cases have in common: the party, the scene and its record, the order to correct, the end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.commands import closing, countersigning, investigating, performing
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.domains.subjects.commands import register_party
from xuncheng.rules.penalty import Circumstance, Factor, late_fee
from xuncheng.rules.procedure.beside.discretion.table import weighed
from xuncheng.rules.procedure.facts import Facts
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import Somebody, party_of
from xuncheng.server.demo.generate.photographs import take_signature
from xuncheng.server.demo.generate.reports import answered
from xuncheng.server.demo.generate.script import Script, Step

_DRAWN = 5
"""Of so many parties one signs on the screen."""
_STEPS = ((1_000, 10), (5_000, 100), (50_000, 500), (10**9, 5_000))
"""Fines are round: up to so much, in steps of so much (CNY)."""


def found(c: Course, report: Any) -> Script:
    """The officers meet the party and register it; returns who it is and its row."""
    c.clock.minutes(2, 6)
    who = party_of(c.chance, c.topic, c.party, c.clock.today)
    address = f"示范区示范路{c.chance.randint(1, 180)}号"
    row = yield c.outside(
        register_party,
        kind=who.kind,
        name=who.name,
        area_path=report.area_path,
        address=address,
        **who.details,
    )
    c.clock.minutes(2, 8)
    return who, row


def opening(c: Course, report: Any, who: Somebody, row: Any) -> dict[str, Any]:
    """What both procedures are told when a case is opened."""
    named = c.topic.circumstance
    return {
        "report": report, "matter": c.town.matters[c.topic.matter], "party": row, "officers": list(c.officers),
        "summary": c.says(c.topic.facts, party=who.name), "place": c.spot.address,
        "circumstance": Circumstance(named) if named else None, "units": Decimal(c.n) if c.topic.unit else None,
    }  # fmt: skip


def unsigned(c: Course) -> str:
    """Why the party drew no signature."""
    return c.town.texts.case["refusal"] if "refusal" in c.turns else ON_PAPER


def drawn(c: Course, who: Somebody) -> Script:
    """The signature that the party, or who represents it, draws on the officer's device; every fifth does."""
    if "refusal" in c.turns or c.serial % _DRAWN:
        return []
    name = who.details.get("representative", who.name)
    return [(yield c.outside(take_signature, name=name))]


def signed_by_both(c: Course, case: Any, step: Step) -> Script:
    """A record or decision of two officers: who makes it signs it with that, the other right after; returns what came of the step."""
    made = yield step
    document = getattr(made, "document_id", made.pk)
    yield c.act(c.officers[1].user, countersigning.countersign_document, case=case, document=document)
    return made


def inspected(c: Course, case: Any, who: Somebody) -> Script:
    """The record of the scene with a photograph; returns the item of evidence."""
    begun = c.clock.now
    c.clock.minutes(10, 35)
    title = c.town.texts.case["photographs"][0]["title"]
    file = yield c.photograph(c.handler, title)
    signature = yield from drawn(c, who)
    refusal = "" if signature else unsigned(c)
    item = yield from signed_by_both(c, case, c.outside(
        investigating.record_inspection, case=case, officers=list(c.officers), certificates_shown=True,
        findings=c.says(c.topic.finding, party=who.name), started_at=begun, files=[file], signature=signature, refusal=refusal,
    ))  # fmt: skip
    return item


def ordered(c: Course, case: Any, days: int) -> Script:
    """The order to correct, handed over; returns the last day to do so."""
    c.clock.minutes(3, 12)
    until = c.clock.today + timedelta(days=days)
    requirement = c.topic.requirement
    yield c.outside(
        investigating.order_correction, case=case, requirement=requirement, until=until, delivered=True
    )
    return until


def rechecked(c: Course, case: Any, corrected: bool) -> Script:
    """The re-check of what was to be corrected."""
    findings = c.town.texts.of_case("recheck_met" if corrected else "recheck_unmet", c.chance)
    began = c.clock.now
    c.clock.minutes(4, 15)
    yield from signed_by_both(c, case, c.outside(
        investigating.recheck_correction, case=case, officers=list(c.officers), corrected=corrected, findings=findings,
        began=began, ended=c.clock.now, refusal=ON_PAPER,
    ))  # fmt: skip


def fine_between(c: Course, low: Decimal, high: Decimal, least: float, most: float) -> Decimal:
    """A round fine, somewhere between the shares `least` and `most` of the way from low to high."""
    share = Decimal(str(round(c.chance.uniform(least, most), 3)))
    wished = low + (high - low) * share
    step = next(Decimal(step) for limit, step in _STEPS if wished <= limit)
    return max(low, min(high, (wished / step).to_integral_value(ROUND_CEILING) * step))


def circumstances_for(facts: Facts, amount: Decimal) -> frozenset[Factor]:
    """Circumstances by which the benchmark of the case leads to a band with that fine; none where no benchmark binds it."""
    for factors in (frozenset[Factor](), frozenset({Factor.HARM_LESSENED}), frozenset({Factor.REPEATED})):
        weighing = weighed(facts, factors)
        if weighing is None or weighing.holds(amount):
            return factors
    return frozenset()


def paid(c: Course, case: Any, amount: Decimal, due: date, way: str = "bank") -> Script:
    """The fine is paid: in time, in two parts, or late and then with the late fee."""
    if "late" in c.turns:
        yield from _paid_late(c, case, amount, due)
    elif "in_parts" in c.turns:
        half = amount // 2
        for part, sum_ in enumerate((half, amount - half)):
            c.clock.office(1, 3)
            yield _payment(c, case, sum_, way, part)
    else:
        if way == "bank":
            c.clock.office(1, 4)
        yield _payment(c, case, amount, way, 0)


def closed(c: Course, case: Any, report: Any, outcome: str) -> Script:
    """The head closes the case, the handler archives it, the reporter is answered."""
    c.clock.office(1, 4)
    yield c.act(
        c.head, closing.close_case, case=case, opinion=c.town.texts.of_case("opinions_close", c.chance)
    )
    c.clock.office(1, 6)
    yield c.act(c.handler, closing.archive_case, case=case)
    yield from answered(c, report, "case_answers", outcome)


def _paid_late(c: Course, case: Any, amount: Decimal, due: date) -> Script:
    c.clock.after(due)
    c.clock.office(2, 12)
    fee = late_fee(amount, due, c.clock.today).amount
    yield _payment(c, case, amount, "bank", 0)
    c.clock.office(1, 2)
    yield c.act(c.handler, performing.impose_late_fee, case=case, amount=fee)
    c.clock.office(1, 5)
    yield _payment(c, case, fee, "bank", 1)


def _payment(c: Course, case: Any, amount: Decimal, way: str, part: int) -> Any:
    receipt = f"{settings.LOCALITY.area_code}-{c.clock.today:%y}-{c.serial:05}{part}"
    reason = ""
    return c.act(
        c.handler, performing.pay_fine, case=case, amount=amount, way=way, receipt=receipt, reason=reason
    )
