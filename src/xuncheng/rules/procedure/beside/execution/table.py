"""The table of execution: a fine that is not paid at once is deferred, paid by instalments, or brought before the court.

It runs beside both procedures; nobody is recused in the simple one. It begins with the service of a fine.
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.beside.execution import effects as e
from xuncheng.rules.procedure.beside.execution import guards as x
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure

Guards = tuple[Guard, ...]

HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
HANDLER = (g.BY_INVESTIGATOR,)

_DEFERRAL = (
    ActRule(
        "deferral.apply", Text("收到延期（分期）缴纳申请", "Take an application for deferral"), x.DEFERRAL,
        e.changing(lambda s, one: one.but(asked=s.given["asked"])),
        requires=(x.OWED, x.BEFORE_COURT, x.NO_PLAN, x.NOT_ASKED), by=HANDLER, checks=(x.KIND_ASKED, x.IN_WRITING),
        inputs=("asked", "written"), makes=("deferral_application",),
    ),
    ActRule(
        "deferral.approve", Text("批准延期（分期）缴纳", "Grant the deferral"), x.DEFERRAL, e.granted,
        requires=(x.WAS_ASKED,), by=HEAD, checks=(x.AS_ASKED, x.PLAN_DATES, x.PLAN_SUM), inputs=("instalments",),
        starts=("payment", x.WINDOW), makes=("deferral_approval", "deferral_decision"),
    ),
    ActRule(
        "deferral.refuse", Text("不予批准延期（分期）缴纳", "Refuse the deferral"), x.DEFERRAL,
        e.changing(lambda s, one: one.but(asked="")),
        requires=(x.WAS_ASKED,), by=HEAD, checks=(x.REFUSAL_REASONED,), inputs=("reasons",),
        makes=("deferral_approval", "deferral_decision"),
    ),
    ActRule(
        "agreement.make", Text("达成执行协议", "Conclude an agreement on execution"), x.acl("42"), e.agreed,
        requires=(x.OVERDUE, x.BEFORE_COURT, x.NOT_ASKED), by=HEAD,
        checks=(x.PLAN_DATES, x.ONLY_LATE_FEE, x.AGREED_SUM, x.WAIVER_EARNED, x.WITHIN_WINDOW, x.HARMS_NOBODY, x.BOTH_SIGNED),
        inputs=("instalments", "waiver", "remedial_action", "harmless", "signed"), starts=("payment",), makes=("execution_agreement",),
    ),
)  # fmt: skip

_REMINDER = (
    ActRule(
        "fine.remind", Text("催告缴纳罚款", "Remind the party to pay"), x.acl("35;54"), e.reminded,
        requires=(x.OVERDUE, x.BEFORE_COURT, x.NOT_REMINDED, x.RUNNING), by=HANDLER, makes=("payment_reminder",),
    ),
    ActRule(
        "reminder.serve", Text("送达催告书", "Serve the reminder"), x.acl("38;54"), e.changing(e.reminder_served),
        requires=(x.TO_SERVE,), by=HANDLER, checks=(steps.DELIVERED, x.SERVED_BY_NOW), inputs=("delivered", "served_on"),
        starts=(x.REMINDER,), makes=("service_receipt",),
    ),
    ActRule(
        "reminder.object", Text("收到对催告的陈述申辩", "Take an objection to the reminder"), x.acl("36"),
        e.changing(lambda s, one: one.but(objection="open")), requires=(x.WAS_REMINDED,), by=HANDLER,
    ),
    ActRule(
        "reminder.answer", Text("答复对催告的陈述申辩", "Answer the objection to the reminder"), x.acl("36"),
        e.changing(lambda s, one: one.but(objection="answered")), requires=(x.OBJECTED,), by=HANDLER,
    ),
)  # fmt: skip

_COURT = (
    ActRule(
        "court.apply", Text("申请法院强制执行", "Ask the court for execution"), (*x.acl("53;54;55"), *g.law("72(1)(4)")),
        e.changing(e.applied),
        requires=(
            x.OVERDUE, x.NOT_ASKED, x.REMINDER_OVER, x.ANSWERED, x.REMEDIES_OVER, x.IN_WINDOW, x.NO_OWN_POWER, x.RUNNING,
        ),
        by=HEAD, starts=(x.ACCEPTANCE,), makes=("court_application",),
    ),
    ActRule(
        "court.record", Text("登记法院答复", "Record the court's answer"), x.acl("56;57;58"), e.changing(e.answered),
        requires=(x.TO_ANSWER,), by=HANDLER, checks=(x.COURT_ANSWER,), inputs=("court_result",), starts=(x.RULING, x.REVIEW),
    ),
    ActRule(
        "court.review", Text("向上一级法院申请复议", "Ask the superior court"), x.acl("56(2);58(3)"), e.changing(e.reviewed),
        requires=(x.OWED, x.REVIEWABLE, x.REVIEW_IN_TIME), by=HANDLER,
    ),
)  # fmt: skip

_END = (
    ActRule(
        "execution.suspend", Text("中止执行", "Suspend execution"), x.acl("39(1)"), e.changing(e.suspended),
        requires=(x.OWED, x.RUNNING), by=HEAD, checks=(x.SUSPENSION_GROUND,), inputs=("suspend_ground",), starts=(x.SUSPENSION,),
        makes=("execution_suspension",),
    ),
    ActRule(
        "execution.resume", Text("恢复执行", "Resume execution"), x.acl("39(2)"), e.changing(e.resumed),
        requires=(x.SUSPENDED,), by=HEAD, makes=("execution_suspension",),
    ),
    ActRule(
        "execution.end", Text("终结执行", "End execution"), x.acl("39(2);40"), e.ended,
        requires=(x.OWED, x.NOT_AT_COURT), by=HEAD, checks=(x.ENDING_GROUND,), inputs=("end_ground",), makes=("execution_end",),
    ),
)  # fmt: skip

EXECUTION = Procedure(
    name="execution",
    label=Text("罚款执行", "execution of fines"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary", "simple"}),
    conditions={"case.close": (x.COURT_SETTLED,), "latefee.impose": (x.NOT_ENDED,)},
    following={
        "document.serve": e.served, "decision.make": e.served, "fine.pay": e.paid, "latefee.impose": e.fee_imposed,
        "remedy.lodge": e.contested, "remedy.decide": e.settled_by_remedy, "decision.revoke": e.settled_by_remedy,
    },
    acts=(*_DEFERRAL, *_REMINDER, *_COURT, *_END),
)  # fmt: skip
