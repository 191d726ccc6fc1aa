"""What no forced demolition may do, stated apart from its table."""

from __future__ import annotations

from datetime import timedelta

from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.invariants import REOPENING, Step, never, two_certified

OPEN = {"imposed", "served", "decided", "scheduled"}
NEXT = {
    "duty.impose": ({"", "ended"}, {"imposed"}),
    "works.stop": ({"", "ended"}, {"served"}),
    "duty.serve": ({"imposed"}, {"served"}),
    "demolition.announce": ({"served"}, {"served"}),
    "duty.performed": (OPEN, {"performed"}),
    "duty.contest": ({"served"}, {"served"}),
    "duty.contest_end": ({"served"}, {"served", "ended"}),
    "enforcement.remind": ({"served"}, {"served"}),
    "enforcement.object": ({"served"}, {"served"}),
    "enforcement.answer": ({"served"}, {"served"}),
    "enforcement.decide": ({"served"}, {"decided"}),
    "enforcement.schedule": ({"decided", "scheduled"}, {"scheduled"}),
    "demolition.carry_out": ({"scheduled"}, {"done"}),
    "enforcement.suspend": (OPEN, OPEN),
    "enforcement.resume": (OPEN, OPEN),
    "enforcement.end": (OPEN, {"ended"}),
}
"""From which states each act leads, and to which."""
BY_HEAD = (
    "duty.impose",
    "enforcement.decide",
    "enforcement.suspend",
    "enforcement.resume",
    "enforcement.end",
)
BY_HANDLER = tuple(act for act in NEXT if act not in BY_HEAD)
COMPULSORY = (
    "demolition.announce",
    "enforcement.remind",
    "enforcement.decide",
    "enforcement.schedule",
    "demolition.carry_out",
)
STARTED = {
    "works.stop": {"self_demolition"}, "demolition.announce": {"self_demolition"}, "enforcement.remind": {"reminder"},
    "enforcement.schedule": {"enforcement_on"}, "duty.serve": {"duty_reconsideration", "duty_litigation"},
}  # fmt: skip
NOTHING = Demolition(state="")


def _before(step: Step) -> Demolition:
    return step.before.demolitions[0] if step.before.demolitions else NOTHING


def _after(step: Step) -> Demolition:
    return step.after.demolitions[0] if step.after.demolitions else NOTHING


def _goes_on(step: Step) -> bool:
    before, after = NEXT[step.act]
    moved = _before(step).state != _after(step).state
    stays = step.act not in {"enforcement.suspend", "enforcement.resume"} or not moved
    return (
        _before(step).state in before
        and _after(step).state in after
        and len(step.after.demolitions) == 1
        and stays
    )


def _passed(step: Step, clock: str) -> bool:
    due = _before(step).due(clock)
    return due is not None and due < step.now


def _remedies_over(step: Step) -> bool:
    one = _before(step)
    lapsed = _passed(step, "duty_reconsideration") and _passed(step, "duty_litigation") and one.contest == ""
    return one.progress or lapsed or one.contest == "over"


def _reminded(step: Step) -> bool:
    return _before(step).progress or (
        _passed(step, "reminder") and _before(step).objection in {"", "answered"}
    )


def _periods(step: Step) -> bool:
    """An act starts its periods; it keeps the others as they are unless it ends all, and leaves none that it does not start."""
    before, after = dict(_before(step).clocks), dict(_after(step).clocks)
    started = STARTED.get(step.act, set())
    if _after(step).state in {"performed", "done", "ended", "decided"} and step.act not in {
        "enforcement.suspend",
        "enforcement.resume",
    }:
        return not after
    ended = {"duty_reconsideration", "duty_litigation"} if step.act == "duty.contest" else set()
    kept = {name: day for name, day in before.items() if name not in started | ended}
    return started <= set(after) and {n: d for n, d in after.items() if n not in started} == kept


def _named_day(step: Step) -> bool:
    clock = "reminder" if step.act == "enforcement.remind" else "self_demolition"
    return bool(_after(step).due(clock) == step.given["perform_by"] >= step.now)


def _fields(step: Step) -> bool:
    """Each act leaves what it says, and nothing else."""
    before, after = _before(step), _after(step)
    if step.act == "enforcement.decide":
        return after == Demolition(state="decided", progress=before.progress)
    if after.state in {"performed", "done", "ended"}:
        return after == Demolition(state=after.state)
    left = {
        "progress": step.act == "works.stop" or before.progress,
        "objection": {"enforcement.object": "open", "enforcement.answer": "answered"}.get(step.act, before.objection),
        "contest": {"duty.contest": "open", "duty.contest_end": "over"}.get(step.act, before.contest),
        "suspended": {"enforcement.suspend": True, "enforcement.resume": False}.get(step.act, before.suspended),
        "urgent": bool(step.given["urgency"]) if step.act == "enforcement.schedule" else before.urgent,
    }  # fmt: skip
    return all(getattr(after, name) == value for name, value in left.items())


def _by_day(step: Step) -> bool:
    """Planned for a working day between 6 and 22 o'clock, or urgent with its reason."""
    planned = step.given["planned_at"]
    day = planned.date()
    worked = step.timer("enforcement_day", day - timedelta(days=1)) == day
    return bool(step.given["urgency"]) or (worked and 6 <= planned.hour <= 21)


def _told_ahead(step: Step) -> bool:
    return bool(_after(step).due("enforcement_on") == step.given["planned_at"].date() > step.now)


def _done_by_day(step: Step) -> bool:
    at, day = step.given["carried_out_at"], _before(step).due("enforcement_on")
    return day is not None and at.date() == day <= step.now and (6 <= at.hour <= 21 or _before(step).urgent)


def _head(step: Step) -> bool:
    return "head" in step.who.roles and step.who.id not in step.before.investigators | step.before.recused


def _told_long_enough(step: Step) -> bool:
    return not step.given["owner_unknown"] or step.given["perform_by"] >= step.timer(
        "unknown_owner_notice", step.now
    )


DEMOLITION_INVARIANTS = (
    never("I-46", "催告期满、申辩已答复方可决定强制执行", "decided once the reminder is over and objections answered", _reminded,
          "enforcement.decide"),
    never("I-46a", "强制执行按次序进行", "enforcement goes step by step", _goes_on, *NEXT),
    never("I-46b", "由负责人决定", "the head decides", _head, *BY_HEAD),
    never("I-46c", "由承办人员实施", "the officers in charge do the rest", lambda s: s.who.id in s.before.investigators, *BY_HANDLER),
    never("I-46d", "文书交付当事人", "the party is given the papers", lambda s: bool(s.given["delivered"]),
          "works.stop", "duty.serve", "enforcement.remind", "enforcement.schedule"),
    never("I-46e", "催告一次，在自行拆除期满之后", "the reminder follows the announced date, and is one",
          lambda s: _passed(s, "self_demolition") and _before(s).due("reminder") is None and not _before(s).progress, "enforcement.remind"),
    never("I-46f", "催告后方有陈述申辩，答复其一方有其二", "an objection follows a reminder, and the answer to the last",
          lambda s: _before(s).due("reminder") is not None and _before(s).objection != "open", "enforcement.object"),
    never("I-46g", "有申辩方有答复", "only objections are answered", lambda s: _before(s).objection == "open", "enforcement.answer"),
    never("I-46h", "各期限如实起算", "every period starts with its act, and no other moves", _periods, *NEXT),
    never("I-46i", "期限为文书所定之日", "the time to perform ends on the day that the paper names", _named_day,
          "works.stop", "demolition.announce", "enforcement.remind"),
    never("I-46j", "各行为如实记载", "each act leaves what it says", _fields, *NEXT),
    never("I-46k", "仅因本程序的行为变动", "only acts of this procedure change it", lambda s: s.same("demolitions") or s.act in NEXT
          or (s.act == "时间经过" and _before(s).but(clocks=()) == _after(s).but(clocks=()))
          or (s.act in REOPENING and _before(s).state in OPEN and _after(s) == Demolition(state="ended"))),
    never("I-46l", "未履行、未终结不结案、不终止", "no case ends while the duty is open", lambda s: _before(s).state not in OPEN,
          "case.close", "case.terminate"),
    never("I-46m", "限期拆除随处罚决定作出", "the duty goes with a decision", lambda s: s.before.decided is not None, "duty.impose"),
    never("I-46n", "结案、终止、中止后不再责令", "nothing is ordered in a case that is over or rests",
          lambda s: not (s.before.closed or s.before.terminated or s.before.suspended or s.before.declined), "duty.impose", "works.stop"),
    never("I-46o", "立案后方可责令停止建设", "works are stopped in a case that was filed", lambda s: s.before.filed, "works.stop"),
    never("I-46p", "两名持证且未回避的人员", "two certified officers, none recused",
          lambda s: two_certified(s.given["officers"]) and not {one.id for one in s.given["officers"]} & s.before.recused,
          "duty.performed", "demolition.carry_out"),
    never("I-46q", "中止、终结有理由", "whoever stops or ends it says why", lambda s: bool(s.given["grounds"]),
          "enforcement.suspend", "enforcement.end"),
    never("I-46r", "有复议、诉讼方有其结果", "a remedy ends only once it began, and begins once",
          lambda s: _before(s).contest == ("open" if s.act == "duty.contest_end" else ""), "duty.contest", "duty.contest_end"),
    never("I-47", "救济期限均满或者终结方可强制拆除", "no force before remedies are over", _remedies_over, "enforcement.decide"),
    never("I-47a", "自行拆除期限已满", "the announced date has passed", lambda s: _passed(s, "self_demolition"), "enforcement.decide"),
    never("I-47b", "有政府责成或者批准文件", "the government approved it", lambda s: bool(s.given["approval"]), "enforcement.decide"),
    never("I-47c", "公告一次，所有人不明的不少于十五日", "announced once, and long enough where the owner is unknown",
          lambda s: _before(s).due("self_demolition") is None and _told_long_enough(s), "demolition.announce"),
    never("I-47d", "撤销的终结", "what was revoked ends",
          lambda s: _after(s).state == ("served" if s.given["upheld"] else "ended"), "duty.contest_end"),
    never("I-47e", "全程录像并确认物品清单", "on video, and the list of goods is confirmed",
          lambda s: s.given["video"] and s.given["confirmed_by"] in {"party", "committee"}, "demolition.carry_out"),
    never("I-48", "不在夜间、节假日强制执行", "not planned at night or on a holiday", _by_day, "enforcement.schedule"),
    never("I-48a", "日期事先告知", "the day is told before it", _told_ahead, "enforcement.schedule"),
    never("I-48b", "在告知的日期、非夜间实施", "done on its day, and not at night", _done_by_day, "demolition.carry_out"),
    never("I-49", "不停水电气热", "no cutting off of supplies", lambda s: s.given["cut_off"] is False, "demolition.carry_out"),
    never("I-54", "停止执行期间不采取强制步骤", "no compulsory step while enforcement is stopped", lambda s: not _before(s).suspended,
          *COMPULSORY, "enforcement.suspend"),
    never("I-54a", "停止的方可恢复", "only what was stopped is resumed", lambda s: _before(s).suspended, "enforcement.resume"),
)  # fmt: skip
