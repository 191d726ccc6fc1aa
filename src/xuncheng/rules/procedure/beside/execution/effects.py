"""What the acts of execution make of the facts, and what execution makes of the acts of other procedures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import accumulate

from xuncheng.rules.procedure.beside.execution import guards as x
from xuncheng.rules.procedure.beside.execution.state import NOTHING, Execution, Plan, execution_of
from xuncheng.rules.procedure.beside.remedy.state import pending
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Situation

Change = Callable[[Situation, Execution], Execution]

COURT = (x.ACCEPTANCE, x.RULING, x.REVIEW)


def changing(change: Change) -> Callable[[Situation], Facts]:
    """The effect that changes the execution alone."""
    return lambda s: _put(s.facts, change(s, _of(s.facts)))


def _of(facts: Facts) -> Execution:
    return execution_of(facts.executions) or Execution()


def _put(facts: Facts, one: Execution) -> Facts:
    return facts.but(executions=(one,))


# --- deferral, instalments, agreement -------------------------------------------------------------------------


def _targets(s: Situation) -> Plan:
    """The instalments as what must have been paid in all by each day."""
    days = [day for day, _ in s.given["instalments"]]
    sums = accumulate((amount for _, amount in s.given["instalments"]), initial=s.facts.paid)
    return tuple(zip(days, tuple(sums)[1:], strict=True))


def granted(s: Situation) -> Facts:
    """The time to pay is that of the first instalment; from today to it no late fee counts. A reminder made so far is void."""
    one = _of(s.facts).but(
        asked="", plan=_targets(s), agreed=False, waiver=NOTHING, reminder="", reminded_on=None, objection=""
    )
    first = one.plan[0][0]
    late = s.facts.paid_late or s.facts.lapsed("payment", s.now)
    facts = s.facts.but(paid_late=late).start("payment", first)
    one = one.stop(x.REMINDER).but(spared=(*one.spared, (s.now, first)))
    return _put(facts, _window(s, one, first))  # fmt: skip


def agreed(s: Situation) -> Facts:
    """The time to pay is that of the agreement; what it lets go is let go once it is performed."""
    one = _of(s.facts).but(plan=_targets(s), agreed=True, waiver=s.given["waiver"])
    return _put(s.facts.but(paid_late=True).start("payment", one.plan[0][0]), one)


def _window(s: Situation, one: Execution, day: date) -> Execution:
    """The time to apply to the court: from the end of remedies, or of the granted time to pay if that is later (第七十二条第二款)."""
    ends = [end for clock in x.REMEDIES if (end := one.due(clock))]
    if not (ends or one.exhausted):
        return one
    return one.start(x.WINDOW, s.timer(x.WINDOW, max([day, *ends])))


# --- reminder -------------------------------------------------------------------------------------------------


def reminded(s: Situation) -> Facts:
    """A plan that was not kept is over: all that is owed is due."""
    one = _of(s.facts).but(plan=(), agreed=False, waiver=NOTHING, reminder="made", reminded_on=s.now)
    return _put(s.facts, one)


def reminder_served(s: Situation, one: Execution) -> Execution:
    """Ten working days run from service."""
    served = one.but(reminder="served", reminded_on=None)
    return served.start(x.REMINDER, s.timer(x.REMINDER, s.given["served_on"]))


# --- court ----------------------------------------------------------------------------------------------------


def applied(s: Situation, one: Execution) -> Execution:
    """The court has it; what led there has no purpose any more."""
    asked = one.but(court="applied", plan=(), agreed=False, waiver=NOTHING, reminder="", objection="").stop(
        x.REMINDER, x.WINDOW, *x.REMEDIES
    )
    return asked.start(x.ACCEPTANCE, s.timer(x.ACCEPTANCE, s.now))


_NEXT = {"accepted": x.RULING, "rejected": x.REVIEW, "refused": x.REVIEW}


def answered(s: Situation, one: Execution) -> Execution:
    """What the court answered; against a refusal the superior court is open once."""
    result = s.given["court_result"]
    after = one.but(court=result).stop(*COURT)
    clock = _NEXT.get(result, "")
    if not clock or (clock == x.REVIEW and one.court == "review"):
        return after
    return after.start(clock, s.timer(clock, s.now))


def reviewed(_: Situation, one: Execution) -> Execution:
    """The superior court was asked."""
    return one.but(court="review").stop(*COURT)


# --- suspension and ending ------------------------------------------------------------------------------------


def suspended(s: Situation, one: Execution) -> Execution:
    """Execution rests; after three years without resumption it may end."""
    return one.but(suspended=True).start(x.SUSPENSION, s.timer(x.SUSPENSION, s.now))


def resumed(_: Situation, one: Execution) -> Execution:
    """Execution goes on."""
    return one.but(suspended=False).stop(x.SUSPENSION)


def ended(s: Situation) -> Facts:
    """What is owed is let go; nothing of the execution runs any more."""
    one = _of(s.facts)
    over = Execution(spared=one.spared, forgiven=one.forgiven + s.facts.owed, court=one.court, ended=True)
    return _put(s.facts, over).stop("payment")


# --- what follows from acts of other procedures ---------------------------------------------------------------


def served(s: Situation, facts: Facts) -> Facts:
    """Execution begins with the service of a fine: the time to sue runs, and after it that to apply to the court."""
    if s.facts.decision_served or not facts.decision_served or facts.owed <= 0:
        return facts
    announced = facts.due("announcement")
    end = s.timer("litigation", announced or s.given.get("received_on", s.now))
    return _put(facts, _window(s, Execution().start("litigation", end), end))


def paid(s: Situation, facts: Facts) -> Facts:
    """An instalment paid in time moves the time to pay to the next; one paid late ends the plan."""
    one = execution_of(facts.executions)
    if one is None:
        return facts
    if facts.owed <= 0:
        return _settled(facts, one)
    if not one.plan:
        return facts
    if s.facts.lapsed("payment", s.given["paid_on"] or s.now):
        return _put(facts, one.but(plan=(), agreed=False, waiver=NOTHING))
    return _instalment(s, facts, one)


def fee_imposed(s: Situation, facts: Facts) -> Facts:
    """A late fee on a fine that was paid meanwhile has a time to pay of its own (行政处罚法第六十七条第三款)."""
    if not facts.executions or facts.owed <= 0 or facts.due("payment"):
        return facts
    return facts.start("payment", s.timer("payment", s.now))


def _instalment(s: Situation, facts: Facts, one: Execution) -> Facts:
    left = tuple(part for part in one.plan if part[1] > facts.paid)
    if left == one.plan:
        return facts
    if not left:
        return _performed(facts, one)
    day = left[0][0]
    moved = _put(facts, one.but(plan=left)).start("payment", day)
    if one.agreed:
        return moved
    spared = (*one.spared[:-1], (one.spared[-1][0], day))
    return _put(moved, _window(s, one.but(plan=left, spared=spared), day))


def _performed(facts: Facts, one: Execution) -> Facts:
    """The plan was kept: what the agreement lets go is let go. A late fee imposed meanwhile is still owed."""
    kept: Decimal = min(one.waiver, facts.owed)
    after = one.but(plan=(), agreed=False, waiver=NOTHING, forgiven=one.forgiven + kept)
    done = _put(facts, after)
    return _settled(done, after).stop("payment") if done.owed <= 0 else done


def _settled(facts: Facts, one: Execution) -> Facts:
    """All is paid: only what the court was asked, what was let go, and the days that were spared are still of interest.

    Where a late fee has yet to be imposed, the times for remedies and for the court run on.
    """
    kept = (*COURT, *x.REMEDIES, x.WINDOW) if facts.paid_late and facts.late_fee is None else COURT
    clocks = tuple((name, day) for name, day in one.clocks if name in kept)
    over = Execution(
        spared=one.spared, forgiven=one.forgiven, court=one.court, ended=one.ended, clocks=clocks
    )
    return _put(facts, over)


def contested(_: Situation, facts: Facts) -> Facts:
    """While a remedy is pending the time for the court does not run."""
    return facts.but(executions=tuple(one.stop(x.WINDOW) for one in facts.executions))


def settled_by_remedy(s: Situation, facts: Facts) -> Facts:
    """A decision that fell takes its execution with it; one that stands is executed once its remedies are over."""
    if facts.decided is None:
        return facts.but(executions=())
    one = execution_of(facts.executions)
    if one is None or pending(facts.remedies):
        return facts
    if facts.owed <= 0:
        left = one.but(forgiven=one.forgiven + facts.owed)
        return _settled(_put(facts, left), left)
    if facts.decided != s.facts.decided:
        one = one.but(
            plan=(), agreed=False, waiver=NOTHING, reminder="", reminded_on=None, objection=""
        ).stop(x.REMINDER)
    return _put(facts, _after(s, one))  # fmt: skip


def _after(s: Situation, one: Execution) -> Execution:
    """After a reconsideration the party may sue within fifteen days, after a suit nothing is left (行政诉讼法第四十五条).

    A remedy that was withdrawn or not admitted leaves the time to sue as it was.
    """
    day = s.given["decided_on"]
    if s.given["outcome"] in {"withdrawn", "dismissed"}:
        return _window(s, one, day)
    kind = next(r.kind for r in s.facts.remedies if r.key == s.given["remedy"])
    if kind == "litigation":
        return _window(s, one.stop(*x.REMEDIES).but(exhausted=True), day)
    end = s.timer("litigation_after_reconsideration", day)
    return _window(s, one.stop(*x.REMEDIES).start("litigation_after_reconsideration", end), end)
