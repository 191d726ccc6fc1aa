"""The table of forced demolition: announced, reminded, decided once all remedies are over, done by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.beside.demolition.state import OPEN, Demolition
from xuncheng.rules.procedure.beside.force import (
    BY_DAY,
    HAS_GROUNDS,
    NO_CUT_OFF,
    ON_WORKDAY,
    acl,
    at_night,
    planned,
)
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import entered, fact
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import day_of

PLANNING = "城乡规划法"
BPR = "北京市城乡规划条例"
SELF, REMINDER, DAY = "self_demolition", "reminder", "enforcement_on"
REMEDIES = ("duty_reconsideration", "duty_litigation")


def demolition_of(facts: Facts) -> Demolition | None:
    """The duty to demolish; None where there is none."""
    return facts.demolitions[-1] if facts.demolitions else None


Fits = Callable[[Demolition], bool]


def _one(
    code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> Guard:
    """A guard on the duty: there is one, and it fits."""

    def holds(facts: Facts) -> bool:
        one = demolition_of(facts)
        return one is not None and fits(one)

    return fact(code, holds, message, basis, missing)


def _over(s: Situation, clock: str) -> bool:
    one = demolition_of(s.facts)
    return one is not None and one.lapsed(clock, s.now)


def _remedies_over(s: Situation) -> bool:
    one = demolition_of(s.facts)
    if one is None or one.progress or one.contest == "over":
        return one is not None
    return not one.contest and all(one.lapsed(clock, s.now) for clock in REMEDIES)


def _reminded(s: Situation) -> bool:
    one = demolition_of(s.facts)
    return one is not None and (one.progress or one.lapsed(REMINDER, s.now))


def _by_day(s: Situation) -> bool:
    one = demolition_of(s.facts)
    return one is not None and (one.urgent or not at_night(s.given["carried_out_at"]))


def _on_its_day(s: Situation) -> bool:
    one = demolition_of(s.facts)
    return one is not None and day_of(s.given["carried_out_at"]) == one.due(DAY)


def _came(s: Situation) -> bool:
    one = demolition_of(s.facts)
    day = one.due(DAY) if one else None
    return day is not None and day <= s.now


NO_DUTY = fact(
    "duty_imposed", lambda f: all(one.state == "ended" for one in f.demolitions),
    Text("已责令限期拆除", "A duty to demolish was imposed already"), (Basis(PLANNING, "64"),),
)  # fmt: skip
PENALTY_DECIDED = fact(
    "no_decision_to_enforce", lambda f: f.decided is not None,
    Text("限期拆除应当与处理决定一并作出，案件尚未作出决定", "A duty to demolish goes with the decision of the case, and there is none"),
    (Basis(PLANNING, "64"),), Text("处罚决定", "the decision"),
)  # fmt: skip
IMPOSED = _one(
    "no_duty_to_serve", lambda one: one.state == "imposed",
    Text("没有待送达的限期拆除决定", "No duty to demolish waits to be served"), acl("38"), Text("限期拆除决定书", "a decision to demolish"),
)  # fmt: skip
SERVED = _one(
    "duty_not_served", lambda one: one.state == "served",
    Text("限期拆除决定尚未送达，或者已决定强制执行", "The duty to demolish was not served, or its enforcement was decided already"),
    acl("38;44"), Text("送达限期拆除决定书", "service of the decision to demolish"),
)  # fmt: skip
NOT_ANNOUNCED = _one(
    "demolition_announced", lambda one: one.due(SELF) is None,
    Text("已公告限期自行拆除", "The date to demolish was announced already"), acl("44"),
)  # fmt: skip
SELF_OVER = Guard(
    "self_demolition_open", lambda s: _over(s, SELF),
    Text("尚未公告限期自行拆除，或者自行拆除的期限未满", "No date to demolish was announced, or it has not passed"),
    acl("44"), Text("公告的自行拆除期限届满", "the end of the announced time to demolish"),
)  # fmt: skip
NOT_REMINDED = _one(
    "reminded_already", lambda one: not one.progress and one.due(REMINDER) is None,
    Text("已催告；在建违法建设不适用催告", "The party was reminded already; works in progress need no reminder"), acl("35"),
)  # fmt: skip
WAS_REMINDED = _one(
    "not_reminded", lambda one: one.due(REMINDER) is not None and one.objection != "open",
    Text("尚未催告，或者已有陈述申辩待答复", "The party was not reminded, or an objection waits for its answer"), acl("36"),
    Text("催告书", "a reminder"),
)  # fmt: skip
OBJECTED = _one(
    "no_objection", lambda one: one.objection == "open",
    Text("没有待答复的陈述申辩", "No objection waits for an answer"), acl("36"),
)  # fmt: skip
REMINDER_OVER = Guard(
    "reminder_open", _reminded,
    Text("作出强制执行决定前应当催告，且催告的履行期限已满", "The party is reminded first, and the time of the reminder is over"),
    acl("35;37(1)"), Text("催告期满", "the end of the reminder's time"),
)  # fmt: skip
ANSWERED = _one(
    "objection_open", lambda one: one.objection != "open",
    Text("当事人的陈述申辩尚未答复", "An objection of the party was not answered"), acl("36"), Text("对陈述申辩的答复", "an answer"),
)  # fmt: skip
REMEDIES_OVER = Guard(
    "remedies_open", _remedies_over,
    Text("当事人在法定期限内不申请行政复议、不提起行政诉讼的，方可强制拆除；复议或者诉讼期限未满，或者尚在进行",
         "Force comes only when both the time for reconsideration and that for a suit lapsed unused, or both are exhausted"),
    acl("44"), Text("复议和诉讼期限均届满，或者救济程序终结", "the end of both periods, or of the remedy"),
)  # fmt: skip
NO_CONTEST = _one(
    "contested_already", lambda one: not one.contest,
    Text("已登记行政复议或者行政诉讼", "A reconsideration or suit is on record already"), acl("44"),
)  # fmt: skip
CONTESTED = _one(
    "not_contested", lambda one: one.contest == "open",
    Text("没有进行中的行政复议或者行政诉讼", "No reconsideration or suit is going on"), acl("44"),
)  # fmt: skip
IS_OPEN = _one(
    "no_duty_open", lambda one: one.state in OPEN,
    Text("没有待履行的拆除义务", "No duty to demolish is open"), acl("34"), Text("限期拆除决定", "a duty to demolish"),
)  # fmt: skip
TO_SCHEDULE = _one(
    "enforcement_not_decided", lambda one: one.state in {"decided", "scheduled"},
    Text("尚未作出强制执行决定", "Enforcement was not decided"), acl("37"), Text("行政强制执行决定书", "a decision to enforce"),
)  # fmt: skip
DAY_CAME = Guard(
    "enforcement_day_ahead", _came,
    Text("尚未确定、告知强制拆除的日期，或者日期未到", "No day was set and told to the party, or it has not come"), acl("37(2)(3)"),
    Text("告知当事人的强制拆除日期", "a day that the party was told"),
)  # fmt: skip
RUNNING = _one(
    "enforcement_stopped", lambda one: not one.suspended,
    Text("强制执行已中止或者停止执行，恢复后方可办理", "Enforcement was stopped; it must be resumed first"),
    (*acl("39"), Basis("行政复议法", "42"), Basis("行政诉讼法", "56")), Text("恢复执行", "its resumption"),
)  # fmt: skip
STOPPED = _one(
    "enforcement_not_stopped", lambda one: one.suspended, Text("强制执行没有中止", "Enforcement is not stopped"), acl("39"),
)  # fmt: skip
DEMOLITION_SETTLED = fact(
    "demolition_open", lambda f: all(one.state not in OPEN for one in f.demolitions),
    Text("拆除义务尚未履行、执行或者终结，不得结案、终止", "The duty to demolish was neither performed, enforced nor lawfully ended"),
    acl("34;40"), Text("自行拆除、强制拆除或者终结执行", "demolition, or the end of enforcement"),
)  # fmt: skip

FUTURE = Guard(
    "self_demolition_past", lambda s: s.given["perform_by"] >= s.now,
    Text("自行履行的期限不得早于今天", "The time to perform may not lie in the past"), acl("35(1);44"),
)  # fmt: skip
LONG_ENOUGH = Guard(
    "announcement_too_short",
    lambda s: not s.given["owner_unknown"] or s.given["perform_by"] >= s.timer("unknown_owner_notice", s.now),
    Text("所有人不明的，公告期不得少于十五日", "Where the owner is unknown the announcement runs 15 days at least"),
    (Basis("北京市市容环境卫生条例", "27(3)"), Basis(BPR, "78(2)")),
)  # fmt: skip
GOVERNMENT_APPROVED = entered(
    "no_government_approval", "approval", bool,
    Text("强制拆除应当有县级以上地方人民政府的责成或者批准文件", "The competent government orders or approves the demolition first"),
    (Basis(PLANNING, "68"), Basis("北京市市容环境卫生条例", "27(1)")),
)  # fmt: skip
DAY_AHEAD = Guard(
    "planned_too_soon", lambda s: planned(s) > s.now,
    Text("强制拆除的日期应当在今天之后", "The day lies after today"), acl("37(2)(3)"),
)  # fmt: skip
ON_ITS_DAY = Guard(
    "enforced_on_another_day", _on_its_day,
    Text("应当在告知的日期强制拆除；改期的，应当重新确定并告知", "It is done on the day told; for another day the party is told anew"),
    acl("37(2)(3)"),
)  # fmt: skip
DONE_BY_DAY = Guard(
    "enforced_at_night", _by_day,
    Text("不得在夜间实施行政强制执行", "Nothing is enforced at night"), acl("43(1)"),
)  # fmt: skip
RECORDED = entered(
    "not_on_video", "video", bool,
    Text("强制拆除应当全过程音像记录", "The whole of a forced demolition is on video"), (Basis(BPR, "69(3)"),),
)  # fmt: skip
GOODS_CONFIRMED = entered(
    "goods_not_confirmed", "confirmed_by", lambda by: by in {"party", "committee"},
    Text("应当清点物品并制作清单，由当事人签字，或者由居民委员会、村民委员会确认",
         "Goods are listed; the party signs the list, or the residents' or village committee confirms it"),
    (Basis(BPR, "67"),),
)  # fmt: skip


def _change(change: Callable[[Situation, Demolition], Demolition]) -> Callable[[Situation], Facts]:
    def effect(s: Situation) -> Facts:
        return s.facts.but(demolitions=tuple(change(s, one) for one in s.facts.demolitions))

    return effect


def _impose(s: Situation) -> Facts:
    return s.facts.but(demolitions=(Demolition(state="imposed"),))


def _stop_works(s: Situation) -> Facts:
    new = Demolition(state="served", progress=True).start(SELF, s.given["perform_by"])
    return s.facts.but(demolitions=(new,))


def _serve(s: Situation, one: Demolition) -> Demolition:
    first, second = REMEDIES
    return one.but(state="served").start(first, s.timer(first, s.now)).start(second, s.timer(second, s.now))


def _contest_over(s: Situation, one: Demolition) -> Demolition:
    return one.but(contest="over") if s.given["upheld"] else Demolition(state="ended")


def _schedule(s: Situation, one: Demolition) -> Demolition:
    return one.but(state="scheduled", urgent=bool(s.given["urgency"])).start(DAY, planned(s))


def _becomes(state: str) -> Callable[[Situation], Facts]:
    return _change(lambda s, one: Demolition(state=state))


HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
HANDLER = (g.BY_INVESTIGATOR,)
TEAM = (g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED)

DEMOLITION = Procedure(
    name="demolition",
    label=Text("强制拆除", "forced demolition"),
    version="2012",
    since=date(2012, 1, 1),
    beside=frozenset({"ordinary"}),
    conditions={"case.close": (DEMOLITION_SETTLED,), "case.terminate": (DEMOLITION_SETTLED,)},
    acts=(
        ActRule(
            "duty.impose", Text("责令限期拆除", "Order to demolish"), (Basis(PLANNING, "64"),), _impose,
            requires=(g.OPEN, PENALTY_DECIDED, NO_DUTY), by=HEAD, makes=("demolition_order",),
        ),
        ActRule(
            "works.stop", Text("责令停止建设", "Order to stop the works"), (Basis(BPR, "74"),), _stop_works,
            requires=(g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED, c.FILED, NO_DUTY), by=HANDLER, checks=(steps.DELIVERED, FUTURE),
            inputs=("delivered", "perform_by"), starts=(SELF,), makes=("works_stop_order",),
        ),
        ActRule(
            "duty.serve", Text("送达限期拆除决定", "Serve the order to demolish"), acl("38"), _change(_serve),
            requires=(IMPOSED,), by=HANDLER, checks=(steps.DELIVERED,), inputs=("delivered",), starts=REMEDIES,
        ),
        ActRule(
            "demolition.announce", Text("公告限期自行拆除", "Announce the date to demolish"), acl("44"),
            _change(lambda s, one: one.start(SELF, s.given["perform_by"])),
            requires=(SERVED, NOT_ANNOUNCED, RUNNING), by=HANDLER, checks=(FUTURE, LONG_ENOUGH),
            inputs=("perform_by", "owner_unknown"), starts=(SELF,), makes=("demolition_announcement",),
        ),
        ActRule(
            "duty.performed", Text("复查自行拆除", "Re-check the demolition"), acl("35;44"), _becomes("performed"),
            requires=(IS_OPEN,), by=HANDLER, checks=TEAM, inputs=("officers",), makes=("demolition_recheck",),
        ),
        ActRule(
            "duty.contest", Text("登记复议、诉讼", "Record a reconsideration or suit"), acl("44"),
            _change(lambda s, one: one.but(contest="open").stop(*REMEDIES)), requires=(SERVED, NO_CONTEST), by=HANDLER,
        ),
        ActRule(
            "duty.contest_end", Text("登记复议、诉讼结果", "Record its outcome"), acl("44"), _change(_contest_over),
            requires=(CONTESTED,), by=HANDLER, inputs=("upheld",),
        ),
        ActRule(
            "enforcement.remind", Text("催告履行", "Remind the party"), acl("35"),
            _change(lambda s, one: one.start(REMINDER, s.given["perform_by"])),
            requires=(SELF_OVER, NOT_REMINDED, RUNNING), by=HANDLER, checks=(steps.DELIVERED, FUTURE),
            inputs=("delivered", "perform_by"), starts=(REMINDER,), makes=("demolition_reminder",),
        ),
        ActRule(
            "enforcement.object", Text("收到陈述申辩", "Take an objection"), acl("36"),
            _change(lambda s, one: one.but(objection="open")), requires=(WAS_REMINDED,), by=HANDLER,
        ),
        ActRule(
            "enforcement.answer", Text("答复陈述申辩", "Answer the objection"), acl("36"),
            _change(lambda s, one: one.but(objection="answered")), requires=(OBJECTED,), by=HANDLER,
        ),
        ActRule(
            "enforcement.decide", Text("决定强制拆除", "Decide on forced demolition"), acl("37;44"),
            _change(lambda s, one: Demolition(state="decided", progress=one.progress)),
            requires=(SELF_OVER, REMEDIES_OVER, REMINDER_OVER, ANSWERED, RUNNING), by=HEAD, checks=(GOVERNMENT_APPROVED,),
            inputs=("approval",), makes=("enforcement_decision",),
        ),
        ActRule(
            "enforcement.schedule", Text("确定强制拆除时间", "Set the day of the demolition"), acl("37(2)(3);43"), _change(_schedule),
            requires=(TO_SCHEDULE, RUNNING), by=HANDLER, checks=(steps.DELIVERED, DAY_AHEAD, BY_DAY, ON_WORKDAY),
            inputs=("delivered", "planned_at", "urgency"), starts=(DAY,),
        ),
        ActRule(
            "demolition.carry_out", Text("实施强制拆除", "Demolish"), acl("43;44"), _becomes("done"),
            requires=(DAY_CAME, RUNNING), by=HANDLER,
            checks=(*TEAM, ON_ITS_DAY, DONE_BY_DAY, NO_CUT_OFF, RECORDED, GOODS_CONFIRMED),
            inputs=("officers", "carried_out_at", "cut_off", "video", "confirmed_by"), makes=("demolition_record",),
        ),
        ActRule(
            "enforcement.suspend", Text("中止强制执行", "Stop enforcement"), acl("39"),
            _change(lambda s, one: one.but(suspended=True)),
            requires=(IS_OPEN, RUNNING), by=HEAD, checks=(HAS_GROUNDS,), inputs=("grounds",),
        ),
        ActRule(
            "enforcement.resume", Text("恢复强制执行", "Resume enforcement"), acl("39(2)"),
            _change(lambda s, one: one.but(suspended=False)), requires=(STOPPED,), by=HEAD,
        ),
        ActRule(
            "enforcement.end", Text("终结强制执行", "End enforcement"), acl("40"), _becomes("ended"),
            requires=(IS_OPEN,), by=HEAD, checks=(HAS_GROUNDS,), inputs=("grounds",),
        ),
    ),
)  # fmt: skip
