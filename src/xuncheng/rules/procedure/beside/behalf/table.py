"""The table of performance on behalf of the party: reminded, decided with its estimate, reminded again, done under supervision, charged.

No late payment charge (滞纳金) is added to a cost that is not paid in time: 行政强制法第四十五条 allows one at a standard told
beforehand, and no statute sets one for this cost; 北京市城乡规划条例第八十条 speaks of forced demolition alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.beside.behalf.state import OPEN, OVER, PAYMENT, Behalf
from xuncheng.rules.procedure.beside.force import (
    BY_DAY,
    HAS_GROUNDS,
    NO_CUT_OFF,
    ON_WORKDAY,
    acl,
    at_night,
    planned,
)
from xuncheng.rules.procedure.facts import ZERO, Facts
from xuncheng.rules.procedure.guards import entered, fact
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import day_of

REMINDER, DAY, NOTICE, TELLING = "reminder", "enforcement_on", "behalf_notice", "behalf_telling"
HAZARDS = {
    "traffic": Text("已经或者将危害交通安全", "it endangers traffic"),
    "pollution": Text("已经或者将造成环境污染", "it pollutes"),
    "resources": Text("已经或者将破坏自然资源", "it destroys natural resources"),
}
"""What lets a duty be performed on the party's behalf (第五十条)."""
PLACES = {
    "road": Text("道路", "road"), "river": Text("河道", "river"), "waterway": Text("航道", "waterway"),
    "public": Text("公共场所", "public place"),
}  # fmt: skip
OBJECTS = {
    "spill": Text("遗洒物", "what was spilled"), "obstacle": Text("障碍物", "an obstacle"), "pollutant": Text("污染物", "a pollutant"),
}  # fmt: skip
"""What is cleared at once, and from where (第五十二条)."""
SIGNERS = {"party": Text("当事人", "the party"), "witness": Text("见证人", "a witness")}
"""Who signs the record besides the supervisors and whoever did it (第五十一条第一款第四项)."""


def behalf_of(facts: Facts) -> Behalf | None:
    """What is performed on the party's behalf; None where nothing is."""
    return facts.behalfs[-1] if facts.behalfs else None


Fits = Callable[[Behalf], bool]


def _one(
    code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> Guard:
    """A guard on it: there is one, and it fits."""

    def holds(facts: Facts) -> bool:
        one = behalf_of(facts)
        return one is not None and fits(one)

    return fact(code, holds, message, basis, missing)


def _now(s: Situation, fits: Callable[[Behalf, date], bool]) -> bool:
    one = behalf_of(s.facts)
    return one is not None and fits(one, s.now)


def _entered_of(s: Situation, fits: Callable[[Behalf], bool]) -> bool:
    one = behalf_of(s.facts)
    return one is not None and fits(one)


# --- how far it is --------------------------------------------------------------------------------------------

NONE_YET = fact(
    "behalf_begun", lambda f: all(one.state in OVER for one in f.behalfs),
    Text("本案已有代履行", "A performance on the party's behalf was begun in this case"), acl("50"),
)  # fmt: skip
UNMET = fact(
    "duty_not_unmet", lambda f: f.correction == "unmet",
    Text("责令改正的义务逾期未履行并经复查的，方可代履行",
         "Only what was ordered, re-checked and not done is performed on the party's behalf"),
    acl("50"), Text("责令限期改正并经复查未改正", "an order to correct, re-checked and unmet"),
)  # fmt: skip
WAS_REMINDED = _one(
    "behalf_not_reminded", lambda one: one.state == "reminded",
    Text("尚未催告，或者已经决定代履行", "The party was not reminded, or it was decided already"), acl("35;50"),
    Text("催告书", "a reminder"),
)  # fmt: skip
NONE_OBJECTED = _one(
    "behalf_objected", lambda one: one.objection != "open",
    Text("已有陈述申辩待答复", "An objection waits for its answer"), acl("36"), Text("对陈述申辩的答复", "an answer"),
)  # fmt: skip
OBJECTED = _one(
    "behalf_not_objected", lambda one: one.objection == "open",
    Text("没有待答复的陈述申辩", "No objection waits for an answer"), acl("36"),
)  # fmt: skip
REMINDER_OVER = Guard(
    "behalf_reminder_open", lambda s: _now(s, lambda one, now: one.lapsed(REMINDER, now)),
    Text("尚未催告，或者催告的履行期限未满", "The party was not reminded, or the time of the reminder is not over"),
    acl("35;37(1);50"), Text("催告期满", "the end of the reminder's time"),
)  # fmt: skip
DECIDED = _one(
    "behalf_nothing_to_serve", lambda one: one.state == "decided",
    Text("没有待送达的代履行决定", "No decision waits to be served"), acl("51(1)(1)"), Text("代履行决定书", "the decision"),
)  # fmt: skip
SERVED = _one(
    "behalf_not_served", lambda one: one.state in {"served", "warned"},
    Text("代履行决定书尚未送达", "The decision was not served"), acl("51(1)(1)"), Text("送达代履行决定书", "service of the decision"),
)  # fmt: skip
DAY_CAME = Guard(
    "behalf_day_ahead", lambda s: _now(s, lambda one, now: (one.due(DAY) or date.max) <= now),
    Text("尚未在三日前再次催告并告知日期，或者日期未到", "The party was not reminded of the day three days before, or it has not come"),
    acl("51(1)(2)"), Text("告知当事人的代履行日期", "a day that the party was told"),
)  # fmt: skip
IS_OPEN = _one(
    "no_behalf_open", lambda one: one.state in OPEN,
    Text("没有待代履行的义务", "Nothing is to be performed on the party's behalf"), acl("50"), Text("代履行催告", "a reminder"),
)  # fmt: skip
RUNNING = _one(
    "behalf_stopped", lambda one: not one.suspended,
    Text("代履行已中止，恢复后方可办理", "It was stopped; it must be resumed first"), acl("39"), Text("恢复代履行", "its resumption"),
)  # fmt: skip
STOPPED = _one(
    "behalf_not_stopped", lambda one: one.suspended, Text("代履行没有中止", "It is not stopped"), acl("39")
)
UNTOLD = _one(
    "behalf_told", lambda one: not one.told,
    Text("没有待事后通知的立即代履行", "Nobody has yet to be told of what was done at once"), acl("52"),
)  # fmt: skip
TO_CHARGE = _one(
    "behalf_not_chargeable", lambda one: one.state == "done" and one.cost is None and one.told,
    Text("尚未代履行或者尚未事后通知当事人，或者费用已经确定", "It was not done, the party not told, or the cost is settled already"),
    acl("51(2);52"), Text("代履行现场笔录", "the record of the performance"),
)  # fmt: skip
COST_OPEN = _one(
    "behalf_cost_settled", lambda one: one.state == "done" and (one.cost is None or one.owed > 0),
    Text("没有待确定、待缴纳的代履行费用", "No cost is open"), acl("40;51(2)"), Text("代履行", "a performance on his behalf"),
)  # fmt: skip
COST_OWED = _one(
    "behalf_cost_not_owed", lambda one: one.owed > 0, Text("没有待缴纳的代履行费用", "No cost is owed"), acl("51(2)"),
    Text("代履行费用缴纳决定书", "the decision on the cost"),
)  # fmt: skip

# --- what is entered ------------------------------------------------------------------------------------------

HAZARDOUS = entered(
    "no_hazard", "hazard", lambda hazard: hazard in HAZARDS,
    Text("不履行的后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的，方可代履行",
         "Only where leaving it undone endangers traffic, pollutes or destroys natural resources"),
    acl("50"),
)  # fmt: skip
NO_STRUCTURE = entered(
    "structure_on_behalf", "structure", lambda structure: not structure,
    Text("拆除违法的建筑物、构筑物、设施适用强制拆除的程序，不得代履行",
         "Illegal structures are demolished under their own procedure, with its remedies"),
    acl("44"),
)  # fmt: skip
FUTURE = Guard(
    "behalf_term_past", lambda s: s.given["perform_by"] >= s.now,
    Text("催告的履行期限不得早于今天", "The time to perform may not lie in the past"), acl("35(1)"),
)  # fmt: skip
ESTIMATED = entered(
    "no_estimate", "estimate", lambda sum_: sum_ > 0,
    Text("代履行决定书应当载明费用预算", "The decision names what it will cost"), acl("51(1)(1)"),
)  # fmt: skip
INDEPENDENT = entered(
    "performer_interested", "interested", lambda interested: not interested,
    Text("应当委托没有利害关系的第三人代履行", "Whoever performs has no interest of his own in it"), acl("50"),
)  # fmt: skip
THREE_DAYS = Guard(
    "behalf_too_soon", lambda s: planned(s) > s.timer(NOTICE, s.now),
    Text("应当在代履行三日前（三个工作日）催告当事人", "Three full working days must lie between the reminder and the performance"),
    acl("51(1)(2);69"),
)  # fmt: skip
ON_ITS_DAY = Guard(
    "performed_on_another_day", lambda s: _entered_of(s, lambda one: day_of(s.given["carried_out_at"]) == one.due(DAY)),
    Text("应当在告知的日期代履行；改期的，应当重新催告", "It is done on the day told; for another day the party is reminded anew"),
    acl("51(1)(1);51(1)(2)"),
)  # fmt: skip
DONE_BY_DAY = Guard(
    "performed_at_night", lambda s: _entered_of(s, lambda one: one.urgent or not at_night(s.given["carried_out_at"])),
    Text("不得在夜间代履行", "Nothing is performed at night"), acl("43(1)"),
)  # fmt: skip
NO_VIOLENCE = entered(
    "violence_used", "violence", lambda violence: not violence,
    Text("代履行不得采用暴力、胁迫以及其他非法方式", "No violence, threat or other unlawful means"), acl("51(3)"),
)  # fmt: skip
PERFORMER_SIGNED = entered(
    "performer_did_not_sign", "performer_signed", bool,
    Text("代履行人应当在执行文书上签名或者盖章", "Whoever performed it signs the record"), acl("51(1)(4)"),
)  # fmt: skip
SIGNED = entered(
    "record_unsigned", "signed_by", lambda by: by in SIGNERS,
    Text("当事人或者见证人应当在执行文书上签名或者盖章", "The party or a witness signs the record"), acl("51(1)(4)"),
)  # fmt: skip
PUBLIC_PLACE = entered(
    "not_a_public_place", "place_kind", lambda kind: kind in PLACES,
    Text("立即代履行只限道路、河道、航道或者公共场所", "At once only on roads, rivers, waterways and public places"), acl("52"),
)  # fmt: skip
CLEARABLE = entered(
    "nothing_to_clear", "object_kind", lambda kind: kind in OBJECTS,
    Text("立即代履行只限清除遗洒物、障碍物或者污染物", "At once only what was spilled, obstructs or pollutes"), acl("52"),
)  # fmt: skip
UNABLE = entered(
    "party_able", "unable", bool,
    Text("当事人不能清除的，方可立即代履行；应当写明不能清除的情况", "Only what the party cannot clear; say why he cannot"), acl("52"),
)  # fmt: skip
COST_PROVED = Guard(
    "cost_above_evidence", lambda s: 0 < s.given["cost"] <= s.given["evidenced"],
    Text("代履行的费用按照成本合理确定，不得超过有凭证的支出", "The cost is what was spent, and no more than vouchers show"), acl("51(2)"),
)  # fmt: skip
ABOVE_ESTIMATE_EXPLAINED = Guard(
    "cost_above_estimate",
    lambda s: _entered_of(s, lambda one: one.immediate or bool(s.given["excess"]) or s.given["cost"] <= one.estimate),
    Text("费用超过决定书所载预算的，应当写明理由", "A cost above the estimate of the decision is explained"), acl("51(1)(1);51(2)"),
)  # fmt: skip
TIME_TO_PAY = Guard(
    "cost_due_in_past", lambda s: s.given["pay_by"] >= s.now,
    Text("缴纳期限不得早于今天", "The time to pay may not lie in the past"), acl("45(1)"),
)  # fmt: skip
NOT_MORE_THAN_OWED = Guard(
    "cost_paid_too_much", lambda s: _entered_of(s, lambda one: 0 < s.given["cost_paid"] <= one.owed),
    Text("缴纳数额应当大于零，且不超过应缴的代履行费用", "More than nothing, and not more than is owed"), acl("51(2)"),
)  # fmt: skip

# --- what is asked of acts on the case --------------------------------------------------------------------------

NOT_OPEN = fact(
    "behalf_open", lambda f: all(one.state not in OPEN for one in f.behalfs),
    Text("代履行尚未实施、履行或者终结，不得终止", "What is to be performed on the party's behalf was neither done nor ended"),
    acl("40;50"), Text("自行履行、代履行或者终结", "its performance, or its end"),
)  # fmt: skip
ALL_SETTLED = fact(
    "behalf_unsettled", lambda f: all(one.settled for one in f.behalfs),
    Text("代履行尚未办结，或者其费用尚未确定、缴清，不得结案、不予立案",
         "What was done on the party's behalf, or its cost, is not settled"),
    acl("51(2);52"), Text("代履行办结并结清费用", "its end, with the cost settled"),
)  # fmt: skip
NOT_BY_AGENCY = fact(
    "corrected_on_behalf",
    lambda f: f.decided is not None or f.unpunished or not any(one.state == "done" and not one.immediate for one in f.behalfs),
    Text("代履行不是当事人的改正，作出处理决定前不得复查认定",
         "What was done for the party is no correction of his: it is not re-checked before the decision"),
    acl("50"), Text("处理决定", "a decision"),
)  # fmt: skip

# --- effects --------------------------------------------------------------------------------------------------

Change = Callable[[Situation, Behalf], Behalf]


def _change(change: Change) -> Callable[[Situation], Facts]:
    def effect(s: Situation) -> Facts:
        return s.facts.but(behalfs=tuple(change(s, one) for one in s.facts.behalfs))

    return effect


def _becomes(state: str) -> Callable[[Situation], Facts]:
    return _change(lambda s, one: Behalf(state=state))


def _remind(s: Situation) -> Facts:
    return s.facts.but(behalfs=(Behalf(state="reminded").start(REMINDER, s.given["perform_by"]),))


def _decide(s: Situation, one: Behalf) -> Behalf:
    return Behalf(state="decided", estimate=s.given["estimate"])


def _warn(s: Situation, one: Behalf) -> Behalf:
    return one.but(state="warned", urgent=bool(s.given["urgency"])).start(DAY, planned(s))


def _at_once(s: Situation) -> Facts:
    done = Behalf(state="done", immediate=True, told=bool(s.given["present"]))
    return s.facts.but(behalfs=(done if done.told else done.start(TELLING, s.timer(TELLING, s.now)),))


def _charge(s: Situation, one: Behalf) -> Behalf:
    return one.but(cost=s.given["cost"]).start(PAYMENT, s.given["pay_by"])


def _pay(s: Situation, one: Behalf) -> Behalf:
    after = one.but(paid=one.paid + s.given["cost_paid"])
    return after if after.owed > ZERO else after.stop(PAYMENT)


HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
HANDLER = (g.BY_INVESTIGATOR,)
TEAM = (g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED)
RECORD = (NO_VIOLENCE, PERFORMER_SIGNED, SIGNED)
RECORD_INPUTS = ("violence", "performer_signed", "signed_by")

BEHALF = Procedure(
    name="behalf",
    label=Text("代履行", "performance on behalf"),
    version="2012",
    since=date(2012, 1, 1),
    beside=frozenset({"ordinary"}),
    conditions={
        "case.close": (ALL_SETTLED,), "case.decline": (ALL_SETTLED,), "case.terminate": (NOT_OPEN,),
        "correction.recheck": (NOT_BY_AGENCY,),
    },
    acts=(
        ActRule(
            "behalf.remind", Text("催告履行（代履行）", "Remind, before performing on his behalf"), acl("35;50"), _remind,
            requires=(g.OPEN, g.NOT_TERMINATED, NONE_YET, UNMET), by=HANDLER,
            checks=(steps.DELIVERED, FUTURE, HAZARDOUS, NO_STRUCTURE), inputs=("delivered", "perform_by", "hazard", "structure"),
            starts=(REMINDER,), makes=("behalf_reminder",),
        ),
        ActRule(
            "behalf.object", Text("收到对代履行的陈述申辩", "Take an objection to it"), acl("36"),
            _change(lambda s, one: one.but(objection="open")), requires=(WAS_REMINDED, NONE_OBJECTED), by=HANDLER,
        ),
        ActRule(
            "behalf.answer", Text("答复对代履行的陈述申辩", "Answer the objection to it"), acl("36"),
            _change(lambda s, one: one.but(objection="answered")), requires=(OBJECTED,), by=HANDLER,
        ),
        ActRule(
            "behalf.decide", Text("决定代履行", "Decide to perform on his behalf"), acl("37;50;51(1)(1)"), _change(_decide),
            requires=(REMINDER_OVER, NONE_OBJECTED, RUNNING, UNMET), by=HEAD,
            checks=(ESTIMATED, INDEPENDENT, BY_DAY, ON_WORKDAY), inputs=("estimate", "interested", "planned_at", "urgency"),
            makes=("behalf_decision",),
        ),
        ActRule(
            "behalf.serve", Text("送达代履行决定", "Serve the decision"), acl("38;51(1)(1)"),
            _change(lambda s, one: one.but(state="served")), requires=(DECIDED,), by=HANDLER, checks=(steps.DELIVERED,),
            inputs=("delivered",),
        ),
        ActRule(
            "behalf.warn", Text("代履行前再次催告", "Remind again, of the day"), acl("51(1)(2)"), _change(_warn),
            requires=(SERVED, RUNNING, UNMET), by=HANDLER, checks=(steps.DELIVERED, THREE_DAYS, BY_DAY, ON_WORKDAY),
            inputs=("delivered", "planned_at", "urgency"), starts=(DAY,), makes=("behalf_last_reminder",),
        ),
        ActRule(
            "behalf.carry_out", Text("实施代履行", "Perform on his behalf"), acl("51"),
            _change(lambda s, one: Behalf(state="done", estimate=one.estimate)),
            requires=(DAY_CAME, RUNNING, UNMET), by=HANDLER, checks=(*TEAM, ON_ITS_DAY, DONE_BY_DAY, NO_CUT_OFF, *RECORD),
            inputs=("officers", "carried_out_at", "cut_off", *RECORD_INPUTS), makes=("behalf_record",),
        ),
        ActRule(
            "behalf.performed", Text("复查自行履行", "Find it performed by the party"), acl("51(1)(2)"), _becomes("performed"),
            requires=(IS_OPEN,), by=HANDLER, checks=TEAM, inputs=("officers",), makes=("behalf_recheck",),
        ),
        ActRule(
            "behalf.immediate", Text("立即代履行", "Clear it at once"), acl("52"), _at_once,
            requires=(g.OPEN, g.NOT_TERMINATED, NONE_YET), by=HANDLER,
            checks=(*TEAM, PUBLIC_PLACE, CLEARABLE, UNABLE, *RECORD),
            inputs=("officers", "place_kind", "object_kind", "unable", "present", *RECORD_INPUTS), starts=(TELLING,),
            makes=("immediate_behalf_decision", "behalf_record"),
        ),
        ActRule(
            "behalf.tell", Text("事后通知当事人", "Tell the party afterwards"), acl("52"),
            _change(lambda s, one: one.but(told=True).stop(TELLING)), requires=(UNTOLD,), by=HANDLER, checks=(steps.DELIVERED,),
            inputs=("delivered",), makes=("behalf_notice",),
        ),
        ActRule(
            "behalf.charge", Text("确定代履行费用", "Charge the cost"), acl("51(2)"), _change(_charge), requires=(TO_CHARGE,), by=HEAD,
            checks=(COST_PROVED, ABOVE_ESTIMATE_EXPLAINED, TIME_TO_PAY), inputs=("cost", "evidenced", "excess", "pay_by"),
            starts=(PAYMENT,), makes=("behalf_cost_decision",),
        ),
        ActRule(
            "behalf.pay", Text("缴纳代履行费用", "Enter the cost paid"), acl("51(2)"), _change(_pay), requires=(COST_OWED,),
            by=(c.NOT_RECUSED,), checks=(NOT_MORE_THAN_OWED, steps.HAS_RECEIPT), inputs=("cost_paid", "receipt"),
            makes=("behalf_payment",),
        ),
        ActRule(
            "behalf.waive", Text("不收取、核销代履行费用", "Charge nothing more"), acl("40;51(2)"),
            _change(lambda s, one: one.but(cost=one.paid).stop(PAYMENT)), requires=(COST_OPEN,), by=HEAD, checks=(HAS_GROUNDS,),
            inputs=("grounds",),
        ),
        ActRule(
            "behalf.suspend", Text("中止代履行", "Stop it"), acl("39"), _change(lambda s, one: one.but(suspended=True)),
            requires=(IS_OPEN, RUNNING), by=HEAD, checks=(HAS_GROUNDS,), inputs=("grounds",),
        ),
        ActRule(
            "behalf.resume", Text("恢复代履行", "Resume it"), acl("39(2)"), _change(lambda s, one: one.but(suspended=False)),
            requires=(STOPPED,), by=HEAD,
        ),
        ActRule(
            "behalf.end", Text("终结代履行", "End it"), acl("40"), _becomes("ended"), requires=(IS_OPEN,), by=HEAD, checks=(HAS_GROUNDS,),
            inputs=("grounds",),
        ),
    ),
)  # fmt: skip
