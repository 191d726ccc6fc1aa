"""What no execution of a fine may do, stated apart from its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xuncheng.rules.procedure.beside.execution.state import Execution
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import Step, never

BY_HEAD = (
    "deferral.approve", "deferral.refuse", "agreement.make", "court.apply", "execution.suspend", "execution.resume", "execution.end",
)  # fmt: skip
BY_HANDLER = (
    "deferral.apply", "fine.remind", "reminder.serve", "reminder.object", "reminder.answer", "court.record", "court.review",
)  # fmt: skip
ACTS = (*BY_HEAD, *BY_HANDLER)
OF_REMEDIES = ("remedy.lodge", "remedy.decide", "decision.revoke")
BEGINNING = {"document.serve", "decision.make"}
WHILE_OWED = (
    "deferral.apply",
    "deferral.approve",
    "agreement.make",
    "fine.remind",
    "court.apply",
    "court.review",
    "execution.suspend",
    "execution.end",
)
WAITING_FOR_COURT = {"applied", "accepted", "review"}
OF_COURT = {"court_acceptance", "court_ruling", "court_review"}
NOTHING = Execution()
ZERO = Decimal(0)


def _before(step: Step) -> Execution:
    return step.before.executions[0] if step.before.executions else NOTHING


def _after(step: Step) -> Execution:
    return step.after.executions[0] if step.after.executions else NOTHING


def _owed(facts: Facts) -> Decimal:
    fine = facts.decided.amount if facts.decided else ZERO
    return (
        fine + (facts.late_fee or ZERO) - facts.paid - sum((one.forgiven for one in facts.executions), ZERO)
    )


def _passed(step: Step, *clocks: str) -> bool:
    days = [_before(step).due(clock) for clock in clocks]
    return any(day is not None and day < step.now for day in days)


def _overdue(step: Step) -> bool:
    day = step.before.due("payment")
    return day is not None and day < step.now


def _targets(step: Step) -> tuple[tuple[date, Decimal], ...]:
    """What must have been paid in all by each day of what is granted or agreed."""
    total, targets = step.before.paid, []
    for day, amount in step.given["instalments"]:
        total += amount
        targets.append((day, total))
    return tuple(targets)


# --- what each act leaves -------------------------------------------------------------------------------------

Left = Mapping[str, Any]


def _left(step: Step) -> Left:
    """What the act changes of the state, apart from its periods; everything else stays."""
    before = _before(step)
    if step.act == "deferral.approve":
        return {
            "asked": "", "plan": _targets(step), "agreed": False, "waiver": ZERO, "reminder": "", "reminded_on": None, "objection": "",
            "spared": (*before.spared, (step.now, step.given["instalments"][0][0])),
        }  # fmt: skip
    if step.act == "agreement.make":
        return {"plan": _targets(step), "agreed": True, "waiver": step.given["waiver"]}
    if step.act in {"fine.remind", "court.apply"}:
        over: Left = {"plan": (), "agreed": False, "waiver": ZERO}
        made: Left = {"reminder": "made", "reminded_on": step.now}
        asked: Left = {"court": "applied", "reminder": "", "objection": ""}
        return {**over, **(made if step.act == "fine.remind" else asked)}
    if step.act in LEFT:
        return LEFT[step.act]
    name, entered = ENTERED[step.act]
    return {name: step.given[entered]}


LEFT: Mapping[str, Left] = {
    "deferral.refuse": {"asked": ""},
    "reminder.serve": {"reminder": "served", "reminded_on": None},
    "reminder.object": {"objection": "open"},
    "reminder.answer": {"objection": "answered"},
    "court.review": {"court": "review"},
    "execution.suspend": {"suspended": True},
    "execution.resume": {"suspended": False},
}
ENTERED = {"deferral.apply": ("asked", "asked"), "court.record": ("court", "court_result")}


def _as_said(step: Step) -> bool:
    before, after = _before(step), _after(step)
    if step.act == "execution.end":
        let_go = before.forgiven + _owed(step.before)
        return after == Execution(spared=before.spared, court=before.court, forgiven=let_go, ended=True)
    return after.but(clocks=()) == before.but(clocks=(), **_left(step))


STARTS = {
    "reminder.serve": {"court_reminder"},
    "court.apply": {"court_acceptance"},
    "execution.suspend": {"execution_suspension"},
}
STOPS = {
    "deferral.approve": {"court_reminder"},
    "court.apply": {"court_reminder", "court_application", "litigation", "litigation_after_reconsideration"},
    "court.record": OF_COURT,
    "court.review": OF_COURT,
    "execution.resume": {"execution_suspension"},
}


def _starts(step: Step) -> set[str]:
    if step.act == "deferral.approve":
        return {"court_application"}
    if step.act == "court.record":
        final = _before(step).court == "review"
        refused = set() if final else {"court_review"}
        return {"accepted": {"court_ruling"}, "rejected": refused, "refused": refused}.get(
            step.given["court_result"], set()
        )
    return STARTS.get(step.act, set())


def _periods(step: Step) -> bool:
    """An act starts and stops its periods, and leaves all others as they were."""
    if step.act == "execution.end":
        return _after(step).clocks == ()
    before, after = dict(_before(step).clocks), dict(_after(step).clocks)
    started, stopped = _starts(step), STOPS.get(step.act, set())
    kept = {name: day for name, day in before.items() if name not in started | stopped}
    return started <= set(after) and {name: day for name, day in after.items() if name not in started} == kept


def _case_itself(step: Step) -> bool:
    """Of the case itself an act moves the time to pay and whether it was missed, and nothing else."""
    first = step.given["instalments"][0][0] if "instalments" in step.given else None
    ended = step.act == "execution.end"
    payment = None if ended else first or step.before.due("payment")
    late = step.before.paid_late or (first is not None and _overdue(step))
    return (
        step.after.due("payment") == payment
        and step.after.paid_late == late
        and step.same("paid", "late_fee", "decided", "closed", "terminated")
    )


# --- deferral -------------------------------------------------------------------------------------------------


def _orderly(step: Step) -> bool:
    days = [day for day, _ in step.given["instalments"]]
    return bool(days) and days == sorted(set(days)) and days[0] > step.now


def _adds_up(step: Step) -> bool:
    amounts = [amount for _, amount in step.given["instalments"]]
    waiver = step.given.get("waiver", ZERO)
    return min(amounts, default=ZERO) > 0 and sum(amounts) + waiver == _owed(step.before)


def _as_applied(step: Step) -> bool:
    parts = len(step.given["instalments"])
    return (parts == 1) if _before(step).asked == "deferral" else (parts >= 2)


def _lets_go(step: Step) -> bool:
    waiver, late = step.given["waiver"], step.before.late_fee or ZERO
    lawful = 0 <= waiver <= min(late, _owed(step.before))
    return lawful and (waiver == 0 or bool(step.given["remedial_action"]))


def _within_window(step: Step) -> bool:
    end = _before(step).due("court_application")
    return end is None or end < step.now or step.given["instalments"][-1][0] <= end


# --- payment --------------------------------------------------------------------------------------------------


def _in_time(step: Step) -> bool:
    due = step.before.due("payment")
    return due is None or (step.given["paid_on"] or step.now) <= due


def _performed(step: Step) -> bool:
    """The whole plan was kept with this payment."""
    plan = _before(step).plan
    return bool(plan) and _in_time(step) and step.after.paid >= plan[-1][1]


def _runs_on(step: Step) -> bool:
    """Once all is paid only what concerns the court runs on, and the times for remedies while a late fee has yet to come."""
    fee_to_come = step.after.paid_late and step.after.late_fee is None
    kept = OF_COURT | (
        {"litigation", "litigation_after_reconsideration", "court_application"} if fee_to_come else set()
    )
    return _after(step).clocks == tuple(pair for pair in _before(step).clocks if pair[0] in kept)


def _by_payment(step: Step) -> bool:
    """What a payment makes of a plan, of what is let go, and of the time to pay."""
    before, after = _before(step), _after(step)
    if not step.before.executions:
        return not step.after.executions
    let_go = before.waiver if _performed(step) and _owed(step.before) - step.given["amount"] > 0 else ZERO
    if after.forgiven - before.forgiven != let_go:
        return False
    if _owed(step.after) <= 0:
        kept = Execution(spared=before.spared, forgiven=after.forgiven, court=before.court)
        return after.but(clocks=()) == kept and _runs_on(step) and step.after.due("payment") is None
    left = tuple(part for part in before.plan if part[1] > step.after.paid) if _in_time(step) else ()
    next_day = left[0][0] if left and left != before.plan else step.before.due("payment")
    return after.plan == left and step.after.due("payment") == next_day and (bool(left) or not after.waiver)


def _spared_by_payment(step: Step) -> bool:
    """The days that count no late fee end with the instalment that is due, and agreements spare none."""
    before, after = _before(step), _after(step)
    moved = before.plan and after.plan and before.plan != after.plan and not before.agreed
    if not moved:
        return before.spared == after.spared
    return after.spared == (*before.spared[:-1], (before.spared[-1][0], after.plan[0][0]))


def _begins(step: Step) -> bool:
    """Execution begins with the service of a fine, and its time to sue and to apply to the court run."""
    begins = step.after.decision_served and not step.before.decision_served and _owed(step.after) > 0
    if not begins:
        return step.same("executions")
    running = dict(_after(step).clocks)
    return set(running) == {"litigation", "court_application"} and _after(step).but(clocks=()) == NOTHING


def _untouched(step: Step) -> bool:
    if step.act in {*ACTS, *BEGINNING, *OF_REMEDIES, "fine.pay"}:
        return True
    if step.act == "时间经过":
        return _before(step).but(clocks=()) == _after(step).but(clocks=())
    return step.same("executions")


def _by_remedy(step: Step) -> bool:
    """A fallen decision takes its execution with it; one that stands is executed once the party might have sued.

    While a remedy is pending the time for the court does not run. A changed sum is reminded of anew.
    """
    before, after = _before(step), _after(step)
    if step.after.decided is None:
        return step.after.executions == ()
    running = {name for name, _ in after.clocks}
    if any(one.pending for one in step.after.remedies):
        return after.but(clocks=()) == before.but(clocks=()) and "court_application" not in running
    if _owed(step.after) <= 0:
        return _owed(step.after) == 0 and not after.plan and running <= OF_COURT
    changed = step.before.decided != step.after.decided
    fresh = (after.plan, after.reminder, after.objection) == ((), "", "") and "court_reminder" not in running
    same = after.but(clocks=()) == before.but(clocks=())
    return {"litigation_after_reconsideration", "court_application"} <= running and (
        fresh if changed else same
    )


# --- the court ------------------------------------------------------------------------------------------------


def _served_in_time(step: Step) -> bool:
    made = _before(step).reminded_on or date.max
    return (
        _before(step).reminder == "made"
        and bool(step.given["delivered"])
        and made <= step.given["served_on"] <= step.now
    )


def _window_open(step: Step) -> bool:
    end = _before(step).due("court_application")
    return end is not None and step.now <= end


def _remedies_over(step: Step) -> bool:
    return _before(step).exhausted or _passed(step, "litigation", "litigation_after_reconsideration")


def _fit_answer(step: Step) -> bool:
    first = {"applied": "rejected", "accepted": "refused", "review": "refused"}
    court, result = _before(step).court, step.given["court_result"]
    if court not in WAITING_FOR_COURT:
        return False
    further = {"applied": {"accepted"}, "accepted": {"granted"}, "review": {"accepted", "granted"}}[court]
    return result in further | {first[court], "withdrawn"}


def _fit_ground(step: Step) -> bool:
    ground, organisation = step.given["end_ground"], step.before.party == "organisation"
    return (
        ground == "other"
        or (ground == "death" and not organisation)
        or (ground == "dissolution" and organisation)
        or (ground == "court" and _before(step).court == "granted")
        or (ground == "unable" and _passed(step, "execution_suspension"))
    )


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


PLANS = ("deferral.approve", "agreement.make")
EXECUTION_INVARIANTS = (
    never("I-33d", "批准延期的日期不计加处罚款，仅此", "days of a granted deferral count no late fee, and no others", _spared_by_payment,
          "fine.pay"),
    never("I-35", "依书面申请方可批准", "granted only on a written application", lambda s: _before(s).asked != "",
          "deferral.approve", "deferral.refuse"),
    never("I-35a", "申请为书面，载明种类", "an application is in writing and names what it asks for",
          lambda s: s.given["written"] and s.given["asked"] in {"deferral", "instalments"}, "deferral.apply"),
    never("I-35b", "各期合计等于未缴款项", "instalments add up to what is owed", _adds_up, *PLANS),
    never("I-35c", "各期写明最后一日", "each instalment has its last day", _orderly, *PLANS),
    never("I-35d", "按申请的种类批准", "granted as it was asked for", _as_applied, "deferral.approve"),
    never("I-35e", "一次申请，一个计划", "one application, one plan",
          lambda s: _before(s).asked == "" and (not _before(s).plan or _overdue(s)), "deferral.apply", "agreement.make"),
    never("I-35f", "不予批准有理由", "a refusal has its reasons", lambda s: bool(s.given["reasons"]), "deferral.refuse"),
    never("I-36", "催告送达满十个工作日并已答复申辩方可申请", "the court is asked ten working days after the reminder, objections answered",
          lambda s: _passed(s, "court_reminder") and _before(s).objection != "open", "court.apply"),
    never("I-36a", "救济期限届满方可申请", "the court is asked once remedies are over", _remedies_over, "court.apply"),
    never("I-36b", "在三个月内申请", "the court is asked within three months", _window_open, "court.apply"),
    never("I-36c", "逾期未履行、延期申请已决、未中止", "overdue, no application undecided, not suspended",
          lambda s: _overdue(s) and not _before(s).asked and not _before(s).suspended, "court.apply"),
    never("I-36d", "申请一次，此后不再催告、延期、协议", "the court is asked once, and nothing is granted afterwards",
          lambda s: _before(s).court == "", "court.apply", "fine.remind", "deferral.apply", "agreement.make"),
    never("I-36e", "逾期且未中止方可催告，催告一次", "reminded once it is overdue, not suspended, and once",
          lambda s: _overdue(s) and _before(s).reminder == "" and not _before(s).suspended, "fine.remind"),
    never("I-36f", "催告书送达当事人", "the reminder is served, on a day that has come",
          _served_in_time, "reminder.serve"),
    never("I-36g", "催告后方有申辩，答复其一方有其二", "an objection follows the reminder, and the answer to the last",
          lambda s: _before(s).reminder == "served" and _before(s).objection != "open", "reminder.object"),
    never("I-36h", "有申辩方有答复", "only objections are answered", lambda s: _before(s).objection == "open", "reminder.answer"),
    never("I-36i", "法院答复与阶段相符", "the court's answer fits how far it is", _fit_answer, "court.record"),
    never("I-36j", "十五日内申请复议", "the superior court is asked in time",
          lambda s: _before(s).court in {"rejected", "refused"} and (_before(s).due("court_review") or date.min) >= s.now, "court.review"),
    never("I-36k", "复议、诉讼期间不申请法院", "the court is not asked while a remedy is pending",
          lambda s: not any(one.pending for one in s.before.remedies), "court.apply"),
    never("I-37", "有自行执行权的不申请法院", "the court is not asked where the agency has power of its own",
          lambda s: not s.before.own_power, "court.apply"),
    never("I-33e", "终结执行后不再加处罚款", "no late fee once execution ended", lambda s: not _before(s).ended, "latefee.impose"),
    never("I-33f", "加处罚款有缴款期限", "a late fee has a time to pay",
          lambda s: not s.before.executions or s.after.due("payment") is not None, "latefee.impose"),
    never("I-57b", "法院未答复的不结案", "not closed while the court has yet to answer",
          lambda s: _before(s).court not in WAITING_FOR_COURT, "case.close"),
    never("X-1", "由负责人决定", "the head decides", _head, *BY_HEAD),
    never("X-2", "由承办人员办理", "the officers in charge do the rest", lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("X-3", "有未缴款项方可执行", "nothing is executed that is not owed", lambda s: _owed(s.before) > 0 and bool(s.before.executions),
          *WHILE_OWED),
    never("X-4", "各行为如实记载", "each act leaves what it says", _as_said, *ACTS),
    never("X-5", "各期限如实起算、终止", "every period starts and stops with its act", _periods, *ACTS),
    never("X-6", "案件本身仅缴款期限变动", "of the case only the time to pay moves", _case_itself, *ACTS),
    never("X-7", "仅因本程序及其所及行为变动", "only its acts, service and payment change it", _untouched),
    never("X-8", "送达罚款决定即开始", "execution begins with service", _begins, *BEGINNING),
    never("X-9", "缴款使计划前进、终止或者履行完毕", "payment moves, ends or performs a plan", _by_payment, "fine.pay"),
    never("X-10", "执行协议以逾期为前提，不损害他人，双方签字", "an agreement is on an overdue fine, harms nobody and is signed",
          lambda s: _overdue(s) and s.given["harmless"] and s.given["signed"], "agreement.make"),
    never("X-11", "只减免加处罚款，以补救为前提", "only the late fee is let go, for remedial action", _lets_go, "agreement.make"),
    never("X-12", "执行协议不超过申请法院的期限", "an agreement ends before the time for the court", _within_window, "agreement.make"),
    never("X-13", "中止有法定情形，恢复以中止为前提", "suspended on a lawful ground, and only then resumed",
          lambda s: s.given["suspend_ground"] in {"unable", "third_party", "loss", "other"} and not _before(s).suspended,
          "execution.suspend"),
    never("X-14", "中止的方可恢复", "only what was suspended is resumed", lambda s: _before(s).suspended, "execution.resume"),
    never("X-15", "终结有法定情形，法院未决的除外", "ended on a lawful ground, and not before the court answered",
          lambda s: _fit_ground(s) and _before(s).court not in WAITING_FOR_COURT, "execution.end"),
    never("X-16", "免除的款项不增加应缴", "what was let go never comes back",
          lambda s: s.act in OF_REMEDIES or _after(s).forgiven >= _before(s).forgiven),
    never("X-17", "救济的结果及于执行", "what a remedy makes of execution",
          lambda s: not s.before.executions or _by_remedy(s), *OF_REMEDIES),
)  # fmt: skip
