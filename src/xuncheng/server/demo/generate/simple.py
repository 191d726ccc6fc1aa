"""The script of a case under the simple procedure (当场处罚): everything on the spot but the money and the end."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.commands import deciding, investigating, opening, performing, rights
from xuncheng.rules.legal import PartyKind
from xuncheng.rules.penalty.simple import SIMPLE_LIMITS
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.evidence import (
    circumstances_for,
    closed,
    fine_between,
    found,
    inspected,
    ordered,
    paid,
    rechecked,
    signed_by_both,
    unsigned,
)
from xuncheng.server.demo.generate.evidence import opening as told_at_opening
from xuncheng.server.demo.generate.reports import taken_up
from xuncheng.server.demo.generate.script import Script

_TAKEN_AT_ONCE = Decimal(100)
"""Fines up to here may be collected on the spot (行政处罚法第六十八条第一项), CNY."""


def penalised_on_the_spot(c: Course) -> Script:
    """From the report to the archived case."""
    report = yield from taken_up(c)
    who, row = yield from found(c, report)
    given = told_at_opening(c, report, who, row)
    case = yield c.outside(opening.open_case, certificates_shown=True, **given)
    c.clock.minutes(2, 6)
    item = yield from inspected(c, case, who)
    c.clock.minutes(1, 5)
    yield c.outside(investigating.review_evidence, case=case, accepted=[item])
    yield from _corrected(c, case)
    kinds, amount = _penalty(c, case)
    yield from _told(c, case, kinds, amount)
    c.clock.minutes(3, 10)
    yield from signed_by_both(c, case, c.outside(
        deciding.decide, case=case, kinds=kinds, amount=amount, delivered=True, refusal=unsigned(c),
        factors=circumstances_for(case.facts, amount),
        ground="lighter" if c.party == "minor" else "",
    ))  # fmt: skip
    due = c.clock.timer("payment")
    if amount and amount <= _TAKEN_AT_ONCE and "on_the_spot" in c.turns:
        c.clock.minutes(2, 5)
        yield from paid(c, case, amount, due, "on_the_spot")
        yield from _passed_on(c, case)
        amount = Decimal(0)
    c.clock.office(1, 1)
    yield c.act(c.handler, performing.lodge_decision, case=case)
    if amount:
        yield from paid(c, case, amount, due)
    if case.facts.correct_first:
        c.clock.field(1, 4)
        yield from rechecked(c, case, corrected=True)
    yield from closed(c, case, report, "已依法作出当场处罚决定，违法行为已改正。")


def _passed_on(c: Course, case: Any) -> Script:
    """The money goes to the agency and on to the bank, each within two working days (行政处罚法第七十一条)."""
    c.clock.office(1, 1)
    yield c.act(c.handler, performing.hand_in_money, case=case)
    c.clock.office(1, 1)
    voucher = f"{settings.LOCALITY.area_code}-JK-{c.clock.today:%y}-{c.serial:05}"
    yield c.act(c.handler, performing.deposit_money, case=case, voucher=voucher)


def _corrected(c: Course, case: Any) -> Script:
    """Corrected at once; where the law asks for it, ordered first and found not corrected."""
    until = yield from ordered(c, case, days=1 if case.facts.correct_first else 0)
    if case.facts.correct_first:
        c.clock.after(until)
    else:
        c.clock.minutes(8, 20)
    yield from rechecked(c, case, corrected=not case.facts.correct_first)


def _told(c: Course, case: Any, kinds: frozenset[str], amount: Decimal) -> Script:
    c.clock.minutes(2, 6)
    yield c.outside(
        rights.tell_rights,
        case=case,
        kinds=kinds,
        amount=amount,
        factors=circumstances_for(case.facts, amount),
    )
    c.clock.minutes(2, 5)
    if "statement" in c.turns:
        yield c.outside(rights.hear_statement, case=case, manner="oral", statement=c.topic.defence)
        c.clock.minutes(3, 8)
        review = c.town.texts.case["not_adopted"]
        yield c.outside(rights.recheck_statement, case=case, adopted="not", review=review)


def _penalty(c: Course, case: Any) -> tuple[frozenset[str], Decimal]:
    facts = case.facts
    if "warning" in c.turns and "warning" in facts.kinds:
        return frozenset({"warning"}), Decimal(0)
    most = min(facts.fine_max, SIMPLE_LIMITS[PartyKind(facts.party)])
    least = max(facts.fine_min, Decimal(20))
    return frozenset({"fine"}), fine_between(c, min(least, most), most, 0.0, 0.8)
