"""What no performance on the party's behalf may do, stated apart from its table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from xuncheng.rules.procedure.beside.behalf.state import Behalf
from xuncheng.rules.procedure.invariants import REOPENING, Step, never, two_certified, undecided

ZERO = Decimal(0)
GOING_ON = {"reminded", "decided", "served", "warned"}
NONE = Behalf(state="")
FROM = {
    "behalf.remind": {"", "performed", "ended"}, "behalf.immediate": {"", "performed", "ended"},
    "behalf.object": {"reminded"}, "behalf.answer": {"reminded"}, "behalf.decide": {"reminded"}, "behalf.serve": {"decided"},
    "behalf.warn": {"served", "warned"}, "behalf.carry_out": {"warned"}, "behalf.performed": GOING_ON, "behalf.suspend": GOING_ON,
    "behalf.resume": GOING_ON, "behalf.end": GOING_ON, "behalf.tell": {"done"}, "behalf.charge": {"done"}, "behalf.pay": {"done"},
    "behalf.waive": {"done"},
}  # fmt: skip
"""From which states each act leads."""
BY_HEAD = ("behalf.decide", "behalf.charge", "behalf.waive", "behalf.suspend", "behalf.resume", "behalf.end")
BY_HANDLER = tuple(act for act in FROM if act not in (*BY_HEAD, "behalf.pay"))
COMPULSORY = ("behalf.decide", "behalf.warn", "behalf.carry_out")
DELIVERED = ("behalf.remind", "behalf.serve", "behalf.warn", "behalf.tell")
RECORDED = ("behalf.carry_out", "behalf.immediate")


def _before(step: Step) -> Behalf:
    return step.before.behalfs[0] if step.before.behalfs else NONE


def _after(step: Step) -> Behalf:
    return step.after.behalfs[0] if step.after.behalfs else NONE


def _at_once(step: Step) -> Behalf:
    if step.given["present"]:
        return Behalf(state="done", immediate=True)
    until = step.timer("behalf_telling", step.now)
    return Behalf(state="done", immediate=True, told=False, clocks=(("behalf_telling", until),))


def _paid(step: Step) -> Behalf:
    one = _before(step)
    sum_ = one.paid + step.given["cost_paid"]
    return one.but(paid=sum_, clocks=() if sum_ == one.cost else one.clocks)


LEFT: dict[str, Callable[[Step], Behalf]] = {
    "behalf.remind": lambda s: Behalf(state="reminded", clocks=(("reminder", s.given["perform_by"]),)),
    "behalf.object": lambda s: _before(s).but(objection="open"),
    "behalf.answer": lambda s: _before(s).but(objection="answered"),
    "behalf.decide": lambda s: Behalf(state="decided", estimate=s.given["estimate"]),
    "behalf.serve": lambda s: _before(s).but(state="served"),
    "behalf.warn": lambda s: _before(s).but(
        state="warned", urgent=s.given["urgency"] != "", clocks=(("enforcement_on", s.given["planned_at"].date()),)
    ),
    "behalf.carry_out": lambda s: Behalf(state="done", estimate=_before(s).estimate),
    "behalf.performed": lambda _: Behalf(state="performed"),
    "behalf.immediate": _at_once,
    "behalf.tell": lambda s: _before(s).but(told=True, clocks=()),
    "behalf.charge": lambda s: _before(s).but(cost=s.given["cost"], clocks=(("behalf_payment", s.given["pay_by"]),)),
    "behalf.pay": _paid,
    "behalf.waive": lambda s: _before(s).but(cost=_before(s).paid, clocks=tuple(c for c in _before(s).clocks if c[0] != "behalf_payment")),
    "behalf.suspend": lambda s: _before(s).but(suspended=True),
    "behalf.resume": lambda s: _before(s).but(suspended=False),
    "behalf.end": lambda _: Behalf(state="ended"),
}  # fmt: skip
"""What each act leaves: this, and nothing else."""


def _by_day(step: Step) -> bool:
    """Planned for a working day between 6 and 22 o'clock, or urgent with its reason."""
    planned = step.given["planned_at"]
    day = planned.date()
    worked = step.timer("enforcement_day", day - timedelta(days=1)) == day
    return bool(step.given["urgency"]) or (worked and 6 <= planned.hour <= 21)


def _on_its_day(step: Step) -> bool:
    at, day = step.given["carried_out_at"], _before(step).due("enforcement_on")
    return day is not None and at.date() == day <= step.now and (6 <= at.hour <= 21 or _before(step).urgent)


def _reminded(step: Step) -> bool:
    due = _before(step).due("reminder")
    return due is not None and due < step.now and _before(step).objection in {"", "answered"}


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


def _explained(step: Step) -> bool:
    one = _before(step)
    return one.immediate or bool(step.given["excess"]) or step.given["cost"] <= one.estimate


def _signed(step: Step) -> bool:
    return bool(step.given["performer_signed"]) and step.given["signed_by"] in {"party", "witness"}


def _open(step: Step) -> bool:
    return any(one.state in GOING_ON for one in step.before.behalfs)


def _unsettled(step: Step) -> bool:
    done = [one for one in step.before.behalfs if one.state == "done"]
    return _open(step) or any(not one.told or one.cost is None or one.cost > one.paid for one in done)


def _moved(step: Step) -> bool:
    """Only acts of this procedure change it; time only runs, and a decision that falls only ends and frees."""
    if step.same("behalfs") or step.act in FROM:
        return True
    before, after = _before(step), _after(step)
    if step.act == "时间经过":
        return before.but(clocks=()) == after.but(clocks=())
    freed = after.state == "ended" or (after.state, after.cost, after.paid) == ("done", ZERO, ZERO)
    return step.act in REOPENING and freed


BEHALF_INVARIANTS = (
    never("I-46", "催告期满、申辩已答复方可决定代履行", "decided once the reminder is over and objections answered", _reminded,
          "behalf.decide"),
    never("I-46a", "代履行按次序进行", "it goes step by step",
          lambda s: _before(s).state in FROM[s.act] and len(s.after.behalfs) == 1, *FROM),
    never("I-46b", "由负责人决定", "the head decides", _head, *BY_HEAD),
    never("I-46c", "由承办人员实施", "the officers in charge do the rest", lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("I-46d", "文书交付当事人", "the party is given the papers", lambda s: bool(s.given["delivered"]), *DELIVERED),
    never("I-46e", "催告给予履行期限", "the reminder leaves time to perform", lambda s: s.given["perform_by"] >= s.now, "behalf.remind"),
    never("I-46f", "申辩一次一答", "an objection is open only once", lambda s: _before(s).objection != "open", "behalf.object"),
    never("I-46g", "有申辩方有答复", "only objections are answered", lambda s: _before(s).objection == "open", "behalf.answer"),
    never("I-46h", "各行为如实记载", "each act leaves what it says", lambda s: _after(s) == LEFT[s.act](s), *FROM),
    never("I-46k", "仅因本程序的行为变动", "only acts of this procedure change it", _moved),
    never("I-46n", "结案、终止后不再开始", "nothing begins in a case that is over",
          lambda s: not (s.before.closed or s.before.terminated or s.before.declined), "behalf.remind", "behalf.immediate"),
    never("I-46p", "两名持证且未回避的人员到场监督", "two certified officers supervise, none recused",
          lambda s: two_certified(s.given["officers"]) and not {one.id for one in s.given["officers"]} & s.before.recused,
          "behalf.performed", *RECORDED),
    never("I-46q", "中止、终结、不收取有理由", "whoever stops, ends or waives it says why", lambda s: bool(s.given["grounds"]),
          "behalf.suspend", "behalf.end", "behalf.waive"),
    never("I-48", "不在夜间、节假日代履行", "not planned at night or on a holiday", _by_day, "behalf.decide", "behalf.warn"),
    never("I-48b", "在告知的日期、非夜间实施", "done on its day, and not at night", _on_its_day, "behalf.carry_out"),
    never("I-49", "不停水电气热", "no cutting off of supplies", lambda s: s.given["cut_off"] is False, "behalf.carry_out"),
    never("I-50", "义务经复查未履行", "only what was ordered and found undone", lambda s: s.before.correction == "unmet",
          "behalf.remind", *COMPULSORY),
    never("I-50a", "有法定危害后果", "only where it endangers traffic, pollutes or destroys resources",
          lambda s: s.given["hazard"] in {"traffic", "pollution", "resources"}, "behalf.remind"),
    never("I-50b", "不代替强制拆除", "never in place of a forced demolition", lambda s: not s.given["structure"], "behalf.remind"),
    never("I-50c", "决定载明费用预算，代履行人无利害关系", "the decision has its estimate, and nobody interested performs",
          lambda s: s.given["estimate"] > 0 and not s.given["interested"], "behalf.decide"),
    never("I-50d", "三日前再次催告", "reminded again three days before",
          lambda s: s.given["planned_at"].date() > s.timer("behalf_notice", s.now), "behalf.warn"),
    never("I-50e", "监督下实施，各方签名，不用暴力", "recorded and signed, and without violence",
          lambda s: _signed(s) and not s.given["violence"], *RECORDED),
    never("I-50f", "立即代履行只在公共场所清除当事人不能清除的物", "at once only what the party cannot clear from public places",
          lambda s: s.given["place_kind"] in {"road", "river", "waterway", "public"}
          and s.given["object_kind"] in {"spill", "obstacle", "pollutant"} and bool(s.given["unable"]),
          "behalf.immediate"),
    never("I-50g", "费用不超过有凭证的成本", "no cost above what is proved", lambda s: 0 < s.given["cost"] <= s.given["evidenced"],
          "behalf.charge"),
    never("I-50h", "费用确定一次，在通知当事人之后，超预算有理由，给予期限", "charged once, after telling, explained, with time to pay",
          lambda s: _before(s).cost is None and _before(s).told and _explained(s) and s.given["pay_by"] >= s.now, "behalf.charge"),
    never("I-50i", "缴纳有应缴、有票据", "what is paid is owed and has its receipt",
          lambda s: 0 < s.given["cost_paid"] <= (_before(s).cost or ZERO) - _before(s).paid and bool(s.given["receipt"])
          and s.who.id not in s.before.recused, "behalf.pay"),
    never("I-50j", "只通知尚未通知的", "only who was absent is told", lambda s: not _before(s).told, "behalf.tell"),
    never("I-50k", "不收取只限未结清的", "only what is open is waived",
          lambda s: _before(s).cost is None or _before(s).owed > 0, "behalf.waive"),
    never("I-50l", "代履行未办结、费用未结清不结案", "no case closes while it or its cost is open", lambda s: not _unsettled(s),
          "case.close", "case.decline"),
    never("I-50m", "代履行未办结不终止", "nor is terminated while it is open", lambda s: not _open(s), "case.terminate"),
    never("I-50n", "代履行不当作当事人的改正", "what was done for him is no correction of his",
          lambda s: not undecided(s.before) or _before(s).state != "done" or _before(s).immediate, "correction.recheck"),
    never("I-54", "中止期间不采取强制步骤", "no compulsory step while it is stopped", lambda s: not _before(s).suspended,
          *COMPULSORY, "behalf.suspend"),
    never("I-54a", "中止的方可恢复", "only what was stopped is resumed", lambda s: _before(s).suspended, "behalf.resume"),
)  # fmt: skip
