"""What no remedy may do, and what no case may do while one is pending, stated apart from the table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xuncheng.rules.procedure.beside.remedy.state import Remedy
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.invariants import EVIDENCE_ACTS, Step, never, undecided

ZERO = Decimal(0)
NEXT = {
    "remedy.forward": ({"filed"}, {"forwarded"}),
    "remedy.accept": ({"forwarded"}, {"pending"}),
    "remedy.reply": ({"pending"}, {"answered"}),
    "remedy.decide": ({"filed", "forwarded", "pending", "answered"}, {"decided"}),
}
CHOOSING = (*NEXT, "remedy.stop_execution", "remedy.lift_stop", "fine.refund")
"""Acts on one of the remedies, which names it."""
ADDING = ("remedy.lodge", "decision.revoke")
HEADS = ("decision.correct", "decision.revoke", "remedy.new_facts")
ACTS = (*CHOOSING, *ADDING, *HEADS)
LIGHTER = ("changed", "mediated")
ANEW = ("redone", "redone_procedure")
GONE = ("revoked", "void", *ANEW)
DUTIES = {"imposed", "served", "decided", "scheduled", "reminded", "warned"}
"""States in which a duty is yet to be enforced."""
COMPULSORY = (
    "latefee.impose", "fine.remind", "demolition.announce", "enforcement.remind", "enforcement.decide", "enforcement.schedule",
    "demolition.carry_out",
    "behalf.remind", "behalf.decide", "behalf.warn", "behalf.carry_out",
)  # fmt: skip
EVIDENCE_BESIDE = (
    "preservation.propose", "preservation.approve", "evidence.preserve", "party.summon", "sample.take", "test.commission", "record.take",
)  # fmt: skip
NONE = Remedy(key=0, kind="", since=date.min, state="")
"""What stands for a remedy that is not there."""
RUNS = {"filed": {"forwarding"}, "pending": {"reply", "reply_simple", "court_reply"}}
"""The periods of which one runs in a state; none runs in others."""


def _one(facts: Facts, key: int) -> Remedy | None:
    found = [one for one in facts.remedies if one.key == key]
    return found[0] if found else None


def _key(step: Step) -> int:
    return int(step.given["remedy"]) if step.act in CHOOSING else len(step.before.remedies) + 1


def _before(step: Step) -> Remedy | None:
    return _one(step.before, _key(step))


def _after(step: Step) -> Remedy:
    return _one(step.after, _key(step)) or NONE


def _state_before(step: Step) -> str:
    one = _before(step)
    return one.state if one else ""


def _goes_on(step: Step) -> bool:
    if _state_before(step) == "filed" and step.act == "remedy.decide":
        return bool(step.given["outcome"] == "withdrawn")
    before, after = NEXT[step.act]
    return _state_before(step) in before and _after(step).state in after


def _open(facts: Facts) -> bool:
    return any(one.state != "decided" for one in facts.remedies)


def _times_redone(facts: Facts) -> int:
    return len([one for one in facts.remedies if one.result == "redone"])


def _earlier_of_party(facts: Facts) -> int:
    """How many remedies of the party there were against the decision that stands."""
    now = _times_redone(facts)
    return len([one for one in facts.remedies if one.about == now and one.kind != "own"])


def _admitted(step: Step) -> bool:
    kind, earlier = step.given["kind"], _earlier_of_party(step.before)
    if kind == "reconsideration":
        return earlier == 0
    return kind == "litigation" and (step.before.filed or earlier > 0) and not step.given["through_us"]


def _entered(step: Step) -> bool:
    new = _after(step)
    state = "filed" if step.given["through_us"] else "pending"
    as_told = (new.kind, new.state, new.since) == (step.given["kind"], state, step.given["lodged_on"])
    return as_told and new.about == _times_redone(step.before) and new.until is None


def _its_period(step: Step) -> bool:
    return all(
        len(RUNS.get(one.state, set()) & {clock for clock, _ in one.clocks}) == len(one.clocks)
        and bool(one.clocks) == (one.state in RUNS)
        for one in step.after.remedies
    )


def _reply_by_kind(step: Step) -> bool:
    """To the court in fifteen days; to the reviewing body in ten working days, or five where it says so."""
    one = _after(step)
    if one.state != "pending":
        return True
    clock = "court_reply" if one.kind == "litigation" else "reply_simple" if step.given["brief"] else "reply"
    return one.due(clock) is not None


def _dated(step: Step) -> bool:
    known = step.given["received_by_us"]
    return known <= step.now and (step.act != "remedy.lodge" or step.given["lodged_on"] <= known)


def _closed_off(step: Step) -> bool:
    one, before = _after(step), _before(step)
    in_order = before is not None and before.since <= step.given["decided_on"] <= step.now
    return in_order and one.until == step.given["decided_on"] and not one.stopped


def _stops(step: Step) -> bool:
    before, after = _before(step), _after(step)
    stopping = step.act == "remedy.stop_execution"
    return (
        before is not None
        and before.stopped is not stopping
        and after.stopped is stopping
        and before.state != "decided"
    )


def _alone(step: Step) -> bool:
    """An act on one remedy leaves the others as they are."""
    return [one for one in step.before.remedies if one.key != _key(step)] == [
        one for one in step.after.remedies if one.key != _key(step)
    ]


def _money(facts: Facts) -> Decimal:
    on_behalf = sum((one.paid for one in facts.behalfs), ZERO)
    return facts.paid + on_behalf + sum((one.refund for one in facts.remedies), ZERO)


def _changed(step: Step) -> bool:
    old, new = step.before.decided, step.after.decided
    if old is None or new is None:
        return False
    same = (new.kinds, new.amount) == (step.given["kinds"], step.given["amount"])
    lighter = (
        new.amount <= old.amount
        and frozenset() < new.kinds <= old.kinds
        and ("fine" in new.kinds) == (new.amount > 0)
    )
    return same and lighter and step.after.owed >= 0 and _no_debt_left_running(step)


def _no_debt_left_running(step: Step) -> bool:
    fee, f = step.after.late_fee, step.after
    kept = (fee is not None) == (step.before.late_fee is not None and f.fine > 0)
    overdue = f.paid_late == (step.before.paid_late and f.fine > 0)
    return (
        kept and overdue and (f.owed > 0 or f.due("payment") is None) and (fee is None or 0 < fee <= f.fine)
    )


def _gone(step: Step) -> bool:
    f = step.after
    running = [clock for clock in ("payment", "service", "announcement", "lodging") if f.due(clock)]
    money = (f.paid, f.late_fee, f.paid_late) == (ZERO, None, False)
    return undecided(f) and not f.decision_served and f.made_on is None and money and not running


def _undone(step: Step) -> bool:
    """What a result makes of the decision."""
    outcome = (
        step.given["outcome"]
        if step.act == "remedy.decide"
        else "redone"
        if step.given["redo"]
        else "revoked"
    )
    if outcome in LIGHTER:
        return _changed(step)
    if step.act == "remedy.decide" and (step.given["kinds"] or step.given["amount"]):
        return False
    if outcome in GONE:
        return (
            not undecided(step.before)
            and _gone(step)
            and (
                _anew(step) if outcome in ANEW else step.after.terminated and not step.after.due("correction")
            )
        )
    return step.same(
        "decided",
        "unpunished",
        "decision_served",
        "paid",
        "late_fee",
        "paid_late",
        "terminated",
        "closed",
        "archived",
    )


def _duties_end(step: Step) -> bool:
    """Once the decision is gone nothing that rested on it is open or owed; otherwise it stays as it was."""
    if not undecided(step.after):
        return step.same("demolitions", "behalfs")
    states = {one.state for one in step.after.demolitions} | {one.state for one in step.after.behalfs}
    return not states & DUTIES and all(
        one.cost is not None and one.owed == 0 for one in step.after.behalfs if one.state == "done"
    )


def _noted(step: Step) -> bool:
    outcome = step.given["outcome"]
    expected = (
        "changed"
        if outcome in LIGHTER
        else "redone"
        if outcome in ANEW
        else "fallen"
        if outcome in GONE
        else "stands"
    )
    return _after(step).result == expected


def _anew(step: Step) -> bool:
    """At its investigation again, all rights of the party open, its limit running."""
    f = step.after
    rights = (f.concluded, f.told, f.notified, f.notice_served, f.statement, f.hearing, f.review, f.panel)
    over = (f.closed, f.archived, f.terminated, f.lodged)
    fresh = (
        rights == (False, False, None, False, "", "", "", None) and over == (False,) * 4 and f.extensions == 0
    )
    return (
        fresh
        and (f.due("decision") is not None or not f.filed)
        and _times_redone(f) == _times_redone(step.before) + 1
    )


def _barred(step: Step) -> bool:
    """What was sent back for more than its procedure is barred."""
    one, old = _after(step), step.before.decided
    if step.act == "decision.revoke" or step.given["outcome"] != "redone" or old is None:
        return not one.barred
    return (one.barred, one.barred_amount) == (old.kinds, old.amount)


def _not_barred(step: Step) -> bool:
    new = step.after.decided
    barred = [(one.barred, one.barred_amount) for one in step.before.remedies if one.barred]
    return new is None or (new.kinds, new.amount) not in barred


def _refunds(step: Step) -> bool:
    before = _before(step)
    return before is not None and step.given["refund"] == before.refund > 0 and _after(step).refund == 0


def _bars_fall(step: Step) -> bool:
    had = any(one.barred for one in step.before.remedies)
    return (
        had
        and not any(one.barred for one in step.after.remedies)
        and len(step.before.remedies) == len(step.after.remedies)
    )


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


REMEDY_INVARIANTS = (
    never("I-54", "停止执行期间不强制执行", "nothing is enforced while execution is stopped",
          lambda s: not any(one.stopped for one in s.before.remedies), *COMPULSORY),
    never("I-54a", "停止执行以正在进行的救济为前提", "execution is stopped and goes on again for a pending remedy", _stops,
          "remedy.stop_execution", "remedy.lift_stop"),
    never("I-54b", "停止执行有决定机关，本机关的由负责人决定", "who stopped it is known; of its own motion only the head does",
          lambda s: s.given["ordered_by"] in {"body", "court"} or (s.given["ordered_by"] == "agency" and "head" in s.who.roles),
          "remedy.stop_execution"),
    never("I-55", "复议、诉讼期间不自行收集证据", "no evidence is gathered while a remedy is pending",
          lambda s: not _open(s.before), *EVIDENCE_ACTS, *EVIDENCE_BESIDE),
    never("I-56", "重新作出的决定不与原决定相同", "what was sent back is not decided in the same way", _not_barred, "decision.make"),
    never("I-56a", "撤销重作的除程序原因外禁止重复", "it is barred unless only the procedure was at fault", _barred,
          "remedy.decide", "decision.revoke"),
    never("I-56b", "认定新的事实后方可解除禁止", "only other facts or reasons free it", _bars_fall, "remedy.new_facts"),
    never("I-57a", "复议、诉讼未结和款项未退还的不结案", "not closed while a remedy is pending or money is to be paid back",
          lambda s: not _open(s.before) and all(one.refund == 0 for one in s.before.remedies), "case.close"),
    never("R-1", "对已送达的有效决定申请救济", "a remedy is against a served decision that stands",
          lambda s: s.before.decision_served and not undecided(s.before), "remedy.lodge"),
    never("R-2", "复议和诉讼不并行，复议一次，当场处罚复议前置", "one remedy at a time, one reconsideration, and that first on the spot",
          lambda s: not _open(s.before) and _admitted(s), "remedy.lodge"),
    never("R-3", "申请如实登记", "a remedy stands as it was lodged", _entered, "remedy.lodge"),
    never("R-4", "日期有先后", "days come in their order", _dated, "remedy.lodge", "remedy.accept"),
    never("R-5", "按次序办理", "step by step", _goes_on, *NEXT),
    never("R-6", "各阶段有其期限", "each stage has its period and no other", _its_period),
    never("R-7", "答复期限依种类", "the time to answer goes by the kind", _reply_by_kind, "remedy.lodge", "remedy.accept"),
    never("R-8", "结果有日期，停止执行随之解除", "a result has its day, and ends the stop", _closed_off, "remedy.decide"),
    never("R-9", "结果对决定的影响", "what a result makes of the decision", _undone, "remedy.decide", "decision.revoke"),
    never("R-9a", "结果如实登记", "a result stands as it came", _noted, "remedy.decide"),
    never("R-9b", "结果法定", "a result is one of the lawful ones",
          lambda s: s.given["outcome"] in {*LIGHTER, *GONE, "upheld", "unlawful", "withdrawn", "dismissed"}, "remedy.decide"),
    never("R-9c", "自行撤销如实登记", "an own revocation is over at once",
          lambda s: (_after(s).kind, _after(s).state, _after(s).since, _after(s).until, _after(s).about)
          == ("own", "decided", s.now, s.now, _times_redone(s.before))
          and _after(s).result == ("redone" if s.given["redo"] else "fallen"), "decision.revoke"),
    never("R-10", "款项不因救济增减，只因退还减少", "no money is lost: it counts as paid or is to be paid back",
          lambda s: _money(s.before) == _money(s.after), "remedy.decide", "decision.revoke"),
    never("R-11", "应退数额全部退还", "what is due is paid back, to the fen", _refunds, "fine.refund"),
    never("R-12", "由负责人更正、撤销、认定", "the head corrects, revokes and finds", _head, *HEADS),
    never("R-13", "更正、撤销以决定为前提", "only what was decided is corrected or revoked", lambda s: not undecided(s.before),
          "decision.correct", "decision.revoke"),
    never("R-14", "各救济互不影响", "one remedy leaves the others alone", _alone, *CHOOSING, *ADDING),
    never("R-16", "决定撤销的，据以执行的义务随之终结", "what was to be enforced on a decision ends with it", _duties_end,
          "remedy.decide", "decision.revoke"),
    never("R-17", "复议、诉讼期间不强制拆除，在建的除外", "no finished structure is demolished while a remedy is pending",
          lambda s: not _open(s.before) or any(one.progress for one in s.before.demolitions),
          "enforcement.decide", "enforcement.schedule", "demolition.carry_out"),
    never("R-15", "仅因本程序的行为变动", "only acts of this procedure change it", lambda s: s.act in ACTS or s.same("remedies")),
)  # fmt: skip
