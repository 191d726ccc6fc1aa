"""What the law asks of the acts by which a fine is executed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.beside.execution.state import AT_COURT, NOTHING, Execution, execution_of
from xuncheng.rules.procedure.beside.remedy.state import pending
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import Guard, Situation

ASKED = {
    "deferral": Text("暂缓（延期）缴纳", "payment later"),
    "instalments": Text("分期缴纳", "payment by instalments"),
}
RESULTS = {
    "accepted": Text("受理", "taken up"),
    "rejected": Text("不予受理", "not taken up"),
    "granted": Text("裁定准予强制执行", "execution granted"),
    "refused": Text("裁定不准予强制执行", "execution refused"),
    "withdrawn": Text("撤回申请", "withdrawn by the agency"),
}
"""What the court may answer (行政强制法第五十六条至第五十八条)."""

_ANSWERS = {
    "applied": {"accepted", "rejected", "withdrawn"},
    "accepted": {"granted", "refused", "withdrawn"},
    "review": {"accepted", "granted", "refused", "withdrawn"},
}
SUSPENDING = {
    "unable": Text("当事人履行确有困难或者暂无履行能力", "the party cannot perform for now"),
    "third_party": Text("第三人对执行标的主张权利，确有理由", "a third party has a founded claim"),
    "loss": Text("执行可能造成难以弥补的损失，且中止执行不损害公共利益", "irreparable loss, and no public harm in waiting"),
    "other": Text("行政机关认为需要中止执行的其他情形", "another ground"),
}  # fmt: skip
"""Why execution may rest (行政强制法第三十九条第一款)."""

ENDING = {
    "death": Text("公民死亡，无遗产可供执行，又无义务承受人", "the citizen died without estate or successor"),
    "dissolution": Text(
        "法人或者其他组织终止，无财产可供执行，又无义务承受人",
        "the organisation ended without assets or successor",
    ),
    "court": Text("人民法院裁定终结执行", "the court ended its execution"),
    "unable": Text(
        "中止执行满三年未恢复，没有明显社会危害，当事人确无能力履行",
        "three years' suspension, no manifest harm, and the party truly unable",
    ),
    "other": Text("行政机关认为需要终结执行的其他情形", "another ground"),
}
"""Why execution may end (行政强制法第三十九条第二款、第四十条).

That the object was destroyed says nothing of money; a revoked decision ends by the remedy or the revocation itself.
"""

REMINDER, WINDOW, SUSPENSION = "court_reminder", "court_application", "execution_suspension"
ACCEPTANCE, RULING, REVIEW = "court_acceptance", "court_ruling", "court_review"
REMEDIES = ("litigation", "litigation_after_reconsideration")


def acl(article: str) -> tuple[Basis, ...]:
    """An article of the Administrative Coercion Law (行政强制法, 2011)."""
    return (Basis("行政强制法", article),)


DEFERRAL = law("66(2)")
Fits = Callable[[Execution], bool]


def _one(
    code: str, fits: Fits, message: Text, basis: tuple[Basis, ...], missing: Text | None = None
) -> Guard:
    """A guard on the execution: there is one, and it fits."""

    def holds(facts: Facts) -> bool:
        one = execution_of(facts.executions)
        return one is not None and fits(one)

    return fact(code, holds, message, basis, missing)


def _lapsed(s: Situation, *clocks: str) -> bool:
    one = execution_of(s.facts.executions)
    return one is not None and any(one.lapsed(clock, s.now) for clock in clocks)


# --- how far it is --------------------------------------------------------------------------------------------

OWED = fact(
    "nothing_to_execute", lambda f: bool(f.executions) and f.owed > 0,
    Text("没有待执行的罚款", "No fine waits to be executed"), law("66(1)"),
    Text("已送达且尚未缴清的罚款决定", "a served fine that is owed"),
)  # fmt: skip
OVERDUE = Guard(
    "fine_not_overdue", lambda s: s.facts.lapsed("payment", s.now),
    Text("缴款期限（含批准的延期、分期）尚未届满", "The time to pay, or the granted deferral, still runs"), law("66;72(1)"),
    Text("缴款期限届满", "the end of the time to pay"),
)  # fmt: skip
NO_PLAN = Guard(
    "plan_runs", lambda s: not any(one.plan for one in s.facts.executions) or s.facts.lapsed("payment", s.now),
    Text("已批准延期、分期缴纳或者达成执行协议，尚在履行", "A deferral, a plan of instalments or an agreement runs"), DEFERRAL,
)  # fmt: skip
BEFORE_COURT = _one(
    "court_seized", lambda one: one.court == "",
    Text("已申请人民法院强制执行", "The court was asked to execute it already"), acl("53"),
)  # fmt: skip
NOT_AT_COURT = _one(
    "court_has_yet_to_answer", lambda one: one.court not in AT_COURT,
    Text("人民法院尚在审查强制执行申请", "The court has yet to answer the application"), acl("56;57"),
    Text("人民法院的裁定，或者撤回申请", "the court's answer, or its withdrawal"),
)  # fmt: skip
RUNNING = _one(
    "execution_suspended", lambda one: not one.suspended,
    Text("已中止执行，恢复后方可办理", "Execution is suspended; resume it first"), acl("39"), Text("恢复执行", "its resumption"),
)  # fmt: skip
SUSPENDED = _one(
    "execution_not_suspended", lambda one: one.suspended, Text("没有中止执行", "Execution is not suspended"), acl("39"),
)  # fmt: skip

# --- deferral, instalments, agreement -------------------------------------------------------------------------

NOT_ASKED = _one(
    "deferral_asked", lambda one: not one.asked,
    Text("当事人的延期、分期申请尚待批准", "An application for deferral waits to be decided"), DEFERRAL,
)  # fmt: skip
WAS_ASKED = _one(
    "deferral_not_asked", lambda one: bool(one.asked),
    Text("没有当事人的书面申请，不得批准延期、分期缴纳", "Without the party's written application nothing is deferred"), DEFERRAL,
    Text("当事人的书面申请", "the party's written application"),
)  # fmt: skip
KIND_ASKED = entered(
    "deferral_kind", "asked", lambda asked: asked in ASKED,
    Text("请选择暂缓或者分期", "Choose payment later, or by instalments"), DEFERRAL,
)  # fmt: skip
IN_WRITING = entered(
    "application_not_written", "written", bool,
    Text("延期、分期缴纳应当由当事人书面申请", "The party applies in writing"), DEFERRAL,
)  # fmt: skip
AS_ASKED = Guard(
    "plan_not_as_asked", lambda s: _fits_asked(s, len(s.given["instalments"])),
    Text("暂缓缴纳写明一个期限；分期缴纳不少于两期", "A deferral has one last day, instalments are two at least"), DEFERRAL,
)  # fmt: skip


def _fits_asked(s: Situation, count: int) -> bool:
    one = execution_of(s.facts.executions)
    return one is None or (count == 1 if one.asked == "deferral" else count > 1)


def _dates_follow(s: Situation) -> bool:
    days: list[date] = [day for day, _ in s.given["instalments"]]
    return bool(days) and days[0] > s.now and all(first < second for first, second in pairwise(days))


PLAN_DATES = Guard(
    "plan_dates", _dates_follow,
    Text("各期应当写明最后一日，依次在后，且在今天之后", "Each instalment has its last day, one after the other, after today"), DEFERRAL,
)  # fmt: skip


def _planned(s: Situation) -> Decimal:
    return sum((amount for _, amount in s.given["instalments"]), NOTHING)


def _positive(s: Situation) -> bool:
    return all(amount > 0 for _, amount in s.given["instalments"])


PLAN_SUM = Guard(
    "plan_sum", lambda s: _positive(s) and _planned(s) == s.facts.owed,
    Text("各期金额应当大于零，合计等于未缴款项", "The instalments are positive and add up to what is owed"), DEFERRAL,
)  # fmt: skip
REFUSAL_REASONED = entered(
    "refusal_without_reason", "reasons", bool, Text("不予批准的，应当说明理由", "A refusal gives its reasons"), DEFERRAL
)  # fmt: skip
AGREED_SUM = Guard(
    "agreement_sum", lambda s: _positive(s) and _planned(s) == s.facts.owed - s.given["waiver"],
    Text("各期金额应当大于零，合计等于未缴款项减去减免的加处罚款",
         "The instalments are positive and add up to what is owed, less what is let go of the late fee"), acl("42"),
)  # fmt: skip
ONLY_LATE_FEE = Guard(
    "principal_waived", lambda s: NOTHING <= s.given["waiver"] <= _late_fee_owed(s.facts),
    Text("执行协议只能减免加处罚款，不得减免罚款本金", "An agreement lets go of the late fee alone, never of the fine"), acl("42(1)"),
)  # fmt: skip


def _late_fee_owed(facts: Facts) -> Decimal:
    """Money pays the fine first: what is owed of the late fee."""
    return min(facts.late_fee or NOTHING, facts.owed)


WAIVER_EARNED = Guard(
    "waiver_without_remedial_action", lambda s: not s.given["waiver"] or bool(s.given["remedial_action"]),
    Text("当事人采取补救措施的，方可减免加处罚款", "The late fee is let go only where the party made good"), acl("42(1)"),
)  # fmt: skip
HARMS_NOBODY = entered(
    "agreement_harms_others", "harmless", bool,
    Text("执行协议不得损害公共利益和他人合法权益", "An agreement may not harm the public or others"), acl("42(1)"),
)  # fmt: skip
BOTH_SIGNED = entered(
    "agreement_not_signed", "signed", bool, Text("执行协议应当由双方签字盖章", "Both sides sign the agreement"), acl("42(1)")
)  # fmt: skip


def _before_the_window_ends(s: Situation) -> bool:
    one = execution_of(s.facts.executions)
    end = one.due(WINDOW) if one else None
    return end is None or end < s.now or all(day <= end for day, _ in s.given["instalments"])


WITHIN_WINDOW = Guard(
    "agreement_beyond_window", _before_the_window_ends,
    Text("执行协议不延长申请法院强制执行的期限，最后一期不得晚于该期限",
         "An agreement does not prolong the time to apply to the court: its last day lies within it"), acl("42;53"),
)  # fmt: skip

# --- the reminder ---------------------------------------------------------------------------------------------

NOT_REMINDED = _one(
    "reminder_made", lambda one: one.reminder == "", Text("已制作催告书", "The reminder was made already"), acl("54"),
)  # fmt: skip
TO_SERVE = _one(
    "no_reminder_to_serve", lambda one: one.reminder == "made",
    Text("没有待送达的催告书", "No reminder waits to be served"), acl("38;54"), Text("催告书", "a reminder"),
)  # fmt: skip
WAS_REMINDED = _one(
    "reminder_not_served", lambda one: one.reminder == "served" and one.objection != "open",
    Text("催告书尚未送达，或者已有陈述申辩待答复", "The reminder was not served, or an objection waits for its answer"), acl("36"),
    Text("送达催告书", "service of the reminder"),
)  # fmt: skip
OBJECTED = _one(
    "no_reminder_objection", lambda one: one.objection == "open",
    Text("没有待答复的陈述申辩", "No objection waits for an answer"), acl("36"),
)  # fmt: skip


def _served_between(s: Situation) -> bool:
    one = execution_of(s.facts.executions)
    made = one.reminded_on if one else None
    return made is not None and made <= s.given["served_on"] <= s.now


SERVED_BY_NOW = Guard(
    "reminder_dates", _served_between,
    Text("送达日期不得早于催告书制作之日，也不得晚于今天", "It was served between the day it was made and today"), acl("38"),
)  # fmt: skip

# --- the court ------------------------------------------------------------------------------------------------

REMINDER_OVER = Guard(
    "reminder_runs", lambda s: _lapsed(s, REMINDER),
    Text("申请法院强制执行前应当催告，催告书送达十个工作日后方可申请",
         "The party is reminded first; ten working days pass after its service"),
    acl("54;69"), Text("催告书送达满十个工作日", "ten working days after service of the reminder"),
)  # fmt: skip
ANSWERED = _one(
    "reminder_objection_open", lambda one: one.objection != "open",
    Text("当事人对催告的陈述申辩尚未答复", "An objection to the reminder was not answered"), acl("36"),
    Text("对陈述申辩的答复", "an answer"),
)  # fmt: skip


def _remedies_over(s: Situation) -> bool:
    one = execution_of(s.facts.executions)
    return one is not None and (one.exhausted or any(one.lapsed(clock, s.now) for clock in REMEDIES))


REMEDIES_OVER = Guard(
    "remedy_period_runs", _remedies_over,
    Text("当事人在法定期限内不申请行政复议、不提起行政诉讼的，方可申请法院强制执行；期限未满",
         "The court is asked only once the time for reconsideration and suit has passed"),
    (*acl("53"), *law("72(1)(4)")), Text("复议、起诉期限届满", "the end of the time for remedies"),
)  # fmt: skip


def _in_window(s: Situation) -> bool:
    """While a remedy is pending it does not run: that alone is said then."""
    one = execution_of(s.facts.executions)
    if pending(s.facts.remedies):
        return True
    return one is not None and one.due(WINDOW) is not None and not one.lapsed(WINDOW, s.now)


IN_WINDOW = Guard(
    "court_window_over", _in_window,
    Text("应当自复议、起诉期限（批准延期、分期的，自该期限）届满之日起三个月内申请，期限已过或者尚未起算",
         "It is within three months after the time for remedies, or the deferral: they are over, or not begun"),
    (*acl("53"), *law("72(2)")), limit=True,
)  # fmt: skip
NO_OWN_POWER = fact(
    "own_power_to_enforce", lambda f: not f.own_power,
    Text("本机关依法有权自行强制执行的，不得申请法院强制执行", "Where the agency has power of its own the court is not asked"),
    acl("13;34;53"),
)  # fmt: skip
TO_ANSWER = _one(
    "not_at_court", lambda one: one.court in AT_COURT,
    Text("没有待法院答复的强制执行申请", "No application waits for the court"), acl("56"), Text("强制执行申请", "an application"),
)  # fmt: skip


def _possible_answer(s: Situation) -> bool:
    one = execution_of(s.facts.executions)
    return one is None or s.given["court_result"] in _ANSWERS.get(one.court, ())


COURT_ANSWER = Guard(
    "court_result", _possible_answer,
    Text("请选择与申请所处阶段相符的结果", "Choose a result that fits how far the application is"), acl("56;57;58"),
)  # fmt: skip
REVIEWABLE = _one(
    "nothing_to_review_at_court", lambda one: one.court in {"rejected", "refused"} and one.due(REVIEW) is not None,
    Text("没有可以向上一级法院申请复议的裁定", "No ruling could be brought before the superior court"), acl("56(2);58(3)"),
)  # fmt: skip
REVIEW_IN_TIME = Guard(
    "court_review_over", lambda s: not _lapsed(s, REVIEW),
    Text("向上一级法院申请复议的十五日期限已过", "The fifteen days to ask the superior court are over"), acl("56(2);58(3)"), limit=True,
)  # fmt: skip
NOT_ENDED = fact(
    "execution_over", lambda f: not any(one.ended for one in f.executions),
    Text("已终结执行，不再加处罚款", "Execution ended: no late fee is imposed any more"), acl("40"),
)  # fmt: skip
COURT_SETTLED = fact(
    "court_open", lambda f: not any(one.court in AT_COURT for one in f.executions),
    Text("人民法院尚在审查强制执行申请，不得结案；已经履行的，应当撤回申请",
         "An application to the court is open: withdraw it if the fine was paid"), acl("53"), Text("法院裁定或者撤回申请", "its end"),
)  # fmt: skip

# --- suspension and ending ------------------------------------------------------------------------------------

SUSPENSION_GROUND = entered(
    "suspension_ground", "suspend_ground", lambda ground: ground in SUSPENDING,
    Text("中止执行应当有法定情形", "Execution rests only on a ground of the law"), acl("39(1)"),
)  # fmt: skip


def _ground_fits(s: Situation) -> bool:
    one, ground = execution_of(s.facts.executions), s.given["end_ground"]
    fits: dict[str, bool] = {
        "death": s.facts.party == "person",
        "dissolution": s.facts.party != "person",
        "court": one is not None and one.court == "granted",
        "unable": _lapsed(s, SUSPENSION),
        "other": True,
    }
    return fits.get(ground, False)


ENDING_GROUND = Guard(
    "ending_ground", _ground_fits,
    Text("终结执行应当有法定情形：公民死亡或者组织终止且无财产、无承受人，中止满三年，法院裁定终结，或者其他情形",
         "Execution ends only on a ground of the law that fits this party and this case"), acl("39(2);40"),
)  # fmt: skip
