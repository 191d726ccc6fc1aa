"""What the party of a case has to pay as of a day: the fine, its instalments, and the late fee as it grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings

from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.rules.penalty import LateFee, late_fee
from xuncheng.rules.procedure.beside.execution.state import execution_of, spared
from xuncheng.rules.procedure.beside.remedy.state import pauses
from xuncheng.rules.procedure.facts import ZERO


@dataclass(frozen=True)
class Dues:
    """What is owed of fine and imposed late fee, how much of it is due by the day to pay, and the late fee that is yet to be imposed.

    All CNY. `late_fee` is None where none accrues, or where it was imposed.
    """

    owed: Decimal
    instalment: Decimal
    late_fee: LateFee | None


def dues(case: Case, on: date) -> Dues:
    """What the case owes on that day; nothing where no fine was decided."""
    facts = case.facts
    if facts.decided is None:
        return Dues(ZERO, ZERO, None)
    one = execution_of(facts.executions)
    kept = one is not None and one.plan and not facts.lapsed("payment", on)
    target = one.plan[0][1] - facts.paid if one and kept else facts.owed
    return Dues(max(facts.owed, ZERO), max(target, ZERO), _growing(case, on))


def _growing(case: Case, on: date) -> LateFee | None:
    facts = case.facts
    over = any(one.ended for one in facts.executions)
    if over or facts.late_fee is not None or not (facts.paid_late or facts.lapsed("payment", on)):
        return None
    decision = decision_of(case)
    return accrued(case, decision, on) if decision else None


def decision_of(case: Case) -> Document | None:
    """The decision on the fine, by the case's procedure; None before there is one."""
    return latest(case.pk, "spot_decision" if case.procedure == "simple" else "decision")


def accrued(case: Case, decision: Document, on: date) -> LateFee:
    """The late fee on the fine of the case as it stands on a day: it counts from the end of the time to pay after service.

    No day counts while a remedy is pending, or for which a deferral was granted. Whether it counts on the whole fine or on
    what is unpaid of it is a figure of the locality.
    """
    facts = case.facts
    until = _paid_in_full_on(case) or on
    paused = (*pauses(facts.remedies), *spared(facts.executions))
    parts = () if settings.LOCALITY.figure("late_fee_on_whole_fine") else _paid_parts(case)
    return late_fee(facts.fine, first_due(decision), until, paused, payments=parts)


def first_due(decision: Document) -> date:
    """The last day to pay by the decision itself, before anything was deferred."""
    return settings.LOCALITY.timer("payment", decision.service.effective_on)


def counting(case: Case) -> list[Payment]:
    """The payments that count: without those that went back, or are to, because an earlier decision fell."""
    found: list[Payment] = []
    for payment in Payment.objects.filter(case=case, purpose="fine").order_by("-id"):
        if sum(one.amount for one in found) >= case.facts.paid:
            break
        found.insert(0, payment)
    return found


def _paid_parts(case: Case) -> tuple[tuple[date, Decimal], ...]:
    return tuple((payment.paid_on, payment.amount) for payment in counting(case))


def _paid_in_full_on(case: Case) -> date | None:
    """The day on which the last of the fine came in; None while some of it is owed."""
    if case.facts.paid < case.facts.fine:
        return None
    paid = Payment.objects.filter(case=case, purpose="fine").order_by("-paid_on")
    return paid.values_list("paid_on", flat=True).first()
