"""Rows that both procedure tables share: evidence, correction, statement, payment, closing.

What a table asks beyond what every table asks is handed in: `going_on` says that the case is in the stretch
in which the row may be done, `by` who may do it there.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.execution.state import ended
from xuncheng.rules.procedure.facts import ZERO, Facts, Penalty
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Situation

SHANGHAI = ZoneInfo("Asia/Shanghai")

Guards = tuple[Guard, ...]


def day_of(entered: date | datetime) -> date:
    """The day of what may be entered to the minute: the tables count days, as they are in China.

    On the first and the last day that there are, where China's would be none, the day is the one entered.
    """
    if not isinstance(entered, datetime):
        return entered
    try:
        return entered.astimezone(SHANGHAI).date()
    except OverflowError:
        return entered.date()


def penalty(s: Situation) -> Penalty:
    """The penalty that is being entered."""
    return Penalty(s.given["kinds"], s.given["amount"])


# --- evidence -------------------------------------------------------------------------------------------

LAWFULLY_OBTAINED = entered(
    "unlawful_evidence", "lawful", bool,
    Text("以非法手段取得的证据，不得作为认定案件事实的根据", "Unlawfully obtained evidence proves nothing"), law("46(3)"),
)  # fmt: skip

DEVICE_REVIEWED = Guard(
    "device_unreviewed", lambda s: s.given["device"] is None or s.given["device"].usable_on(s.now),
    Text("电子技术监控设备未经法制和技术审核，或者标志不明显、设置地点未公布的，其记录不得作为证据",
         "A monitoring device must have passed its legal and technical review, be plainly marked, and its place published"),
    law("41(1);41(2)"),
)  # fmt: skip

EVIDENCE_PENDING = fact(
    "nothing_to_review", lambda f: f.pending, Text("没有待审查的证据", "No evidence waits for review"), law("46(2)"),
    Text("证据", "evidence"),
)  # fmt: skip

EVIDENCE = fact(
    "no_evidence", lambda f: f.evidence,
    Text("没有查证属实的证据，不得认定违法事实", "No evidence was found true"), law("40;46(2)"),
    Text("查证属实的证据", "verified evidence"),
)  # fmt: skip

ALL_REVIEWED = fact(
    "evidence_pending", lambda f: not f.pending,
    Text("尚有证据未经审查", "Some evidence was not reviewed"), law("46(2)"), Text("证据审查", "review of evidence"),
)  # fmt: skip


def _record(s: Situation) -> Facts:
    return s.facts.but(pending=True, recorded=True)


def _review(s: Situation) -> Facts:
    return s.facts.but(pending=False, evidence=s.facts.evidence or bool(s.given["accepted"]))


def evidence_rows(going_on: Guards, reviewing: Guards, team: Guards = ()) -> tuple[ActRule, ...]:
    """Collecting evidence, and `reviewing` it; `team` says what else is asked of the officers."""
    officers = (g.TWO_OFFICERS, g.CERTIFICATES_SHOWN, *team)
    by = (g.BY_INVESTIGATOR,)
    return (
        ActRule(
            "inspection.record", Text("现场检查（勘验）", "Inspect the scene"), law("55"), _record,
            requires=going_on, by=by, checks=officers,
            inputs=("officers", "certificates_shown"), makes=("inspection_record",),
        ),
        ActRule(
            "interview.record", Text("询问当事人或证人", "Interview"), law("55"), _record,
            requires=going_on, by=by, checks=officers,
            inputs=("officers", "certificates_shown"), makes=("interview_record",),
        ),
        ActRule(
            "evidence.collect", Text("收集证据", "Collect evidence"), law("46;54(1)"),
            lambda s: s.facts.but(pending=True),
            requires=going_on, by=by, checks=(*officers, LAWFULLY_OBTAINED, DEVICE_REVIEWED),
            inputs=("officers", "certificates_shown", "lawful", "device"),
        ),
        ActRule(
            "evidence.review", Text("证据审查", "Review the evidence"), law("46(2);46(3)"), _review,
            requires=(*reviewing, EVIDENCE_PENDING), by=by, inputs=("accepted",),
        ),
    )  # fmt: skip


# --- correction -----------------------------------------------------------------------------------------

DELIVERED = entered(
    "not_delivered", "delivered", bool,
    Text("文书应当交付当事人；拒收的应当注明情况", "It must be delivered, or the refusal be noted"), law("61(1)"),
)  # fmt: skip

NOT_ORDERED = fact(
    "correction_running", lambda f: f.correction in ("", "met"),
    Text("已责令改正，尚待复查", "An order to correct is running"), law("28(1)"),
)  # fmt: skip

TERM_NOT_PAST = Guard(
    "correction_term_past", lambda s: _term(s) >= s.now,
    Text("责令改正的期限不得早于今天", "The term to correct may not lie in the past"), law("28(1)"),
)  # fmt: skip

CORRECTION_ORDERED = fact(
    "no_correction_order", lambda f: f.correction in ("ordered", "unmet"),
    Text("尚未责令改正，无可复查", "No order to correct waits for a re-check"), law("28(1)"),
    Text("责令改正通知书", "an order to correct"),
)  # fmt: skip

TERM_PASSED = Guard(
    "correction_term_running",
    lambda s: s.given["corrected"] or s.facts.correction == "unmet" or s.facts.lapsed("correction", _began(s)),
    Text("复查时改正期限尚未届满，不得认定逾期不改正", "The term to correct still ran when the re-check began"), law("28(1)"),
)  # fmt: skip

AFTER_ORDER = Guard(
    "recheck_before_order", lambda s: (s.facts.ordered_on or date.min) <= _began(s) <= s.now,
    Text("复查不得早于责令改正通知书送达当事人，也不得晚于今天",
         "The re-check comes after the order was delivered to the party, and no later than today"), law("28(1)"),
)  # fmt: skip


def _began(s: Situation) -> date:
    """The day on which the re-check began."""
    return day_of(s.given["began"])


def _term(s: Situation) -> date:
    """The last day to correct."""
    return day_of(s.given["until"])


def _order(s: Situation) -> Facts:
    return s.facts.start("correction", _term(s)).but(correction="ordered", ordered_on=s.now)


def _recheck(s: Situation) -> Facts:
    return s.facts.stop("correction").but(correction="met" if s.given["corrected"] else "unmet")


def correction_rows(going_on: Guards) -> tuple[ActRule, ...]:
    """Ordering the party to correct, before the decision, and re-checking, also after it."""
    return (
        ActRule(
            "correction.order", Text("责令改正", "Order to correct"), law("28(1)"), _order,
            requires=(*going_on, g.UNDECIDED, NOT_ORDERED), by=(g.BY_INVESTIGATOR,),
            checks=(DELIVERED, TERM_NOT_PAST),
            inputs=("until", "delivered"), starts=("correction",), makes=("correction_order",),
        ),
        ActRule(
            "correction.recheck", Text("复查改正情况", "Re-check the correction"), law("28(1)"), _recheck,
            requires=(*going_on, CORRECTION_ORDERED), by=(g.BY_INVESTIGATOR,), checks=(g.TWO_OFFICERS, AFTER_ORDER, TERM_PASSED),
            inputs=("officers", "corrected", "began"), makes=("correction_recheck",),
        ),
    )  # fmt: skip


# --- statement and defence ------------------------------------------------------------------------------

ANSWERED = fact(
    "statement_unanswered", lambda f: f.statement != "received",
    Text("当事人的陈述申辩尚未复核", "A statement waits to be re-checked"), law("45(1)"), Text("复核意见", "a re-check"),
)  # fmt: skip

NO_STATEMENT_YET = fact(
    "statement_settled", lambda f: f.statement == "",
    Text("陈述申辩已处理", "The statement was dealt with already"), law("45(1)"),
)  # fmt: skip

STATEMENT_RECEIVED = fact(
    "no_statement", lambda f: f.statement == "received",
    Text("没有待复核的陈述申辩", "No statement waits to be re-checked"), law("45(1)"),
)  # fmt: skip

SIGNED = entered(
    "not_signed", "signed", bool,
    Text("放弃权利应当由当事人书面签字确认", "A waiver must be signed by the party"), law("62"),
)  # fmt: skip


NOT_HEAVIER_FOR_DEFENCE = Guard(
    "heavier_for_defence",
    lambda s: s.facts.ceiling is None or _within(penalty(s), s.facts.ceiling),
    Text("不得因当事人陈述、申辩而给予更重的处罚", "The penalty may not grow because the party defended himself"),
    law("45(2)"),
)  # fmt: skip

NOT_HEAVIER_THAN_NOTIFIED = Guard(
    "heavier_than_notified", lambda s: s.facts.notified is None or _within(penalty(s), s.facts.notified),
    Text("处罚重于告知内容的，应当重新告知", "Heavier than notified: a new notice is needed"), law("44;45(2)"),
)  # fmt: skip


def _within(one: Penalty, other: Penalty) -> bool:
    return one.kinds <= other.kinds and one.amount <= other.amount


def hear(s: Situation) -> Facts:
    """What was reviewed or discussed before the party spoke no longer counts."""
    return s.facts.stop("statement").but(
        statement="received", ceiling=s.facts.notified, review="", panel=None
    )


def statement_rows(told: Guards, rechecking: Guards, by: Guards = ()) -> tuple[ActRule, ...]:
    """The party's statement, its re-check, and its waiver; `told` says that the party knows of his right.

    He may speak before the decision whenever and as often as he wishes, also while the agency's own work
    rests; `rechecking` says that it does not.
    """
    return (
        ActRule(
            "statement.hear", Text("听取陈述申辩", "Hear the statement"), law("45(1)"), hear,
            requires=(*told, ANSWERED), by=(g.BY_INVESTIGATOR,), makes=("statement_record",),
        ),
        ActRule(
            "statement.recheck", Text("复核陈述申辩", "Re-check the statement"), law("45(1)"),
            lambda s: s.facts.but(statement="rechecked"),
            requires=(*rechecking, STATEMENT_RECEIVED), by=by, makes=("statement_record",),
        ),
        ActRule(
            "statement.waive", Text("放弃陈述申辩", "Waive the statement"), law("62"),
            lambda s: s.facts.stop("statement").but(statement="waived"),
            requires=(*told, NO_STATEMENT_YET), by=by, checks=(SIGNED,), inputs=("signed",),
            makes=("statement_record",),
        ),
    )  # fmt: skip


# --- payment --------------------------------------------------------------------------------------------

SOMETHING_OWED = fact(
    "nothing_owed", lambda f: f.owed > 0, Text("没有应缴款项", "Nothing is owed"), law("67(3)")
)  # fmt: skip

NOT_MORE_THAN_OWED = Guard(
    "paid_too_much", lambda s: ZERO < s.given["amount"] <= s.facts.owed,
    Text("缴款数额应当大于零且不超过应缴数额", "The sum must be positive and not above what is owed"), law("67(3)"),
)  # fmt: skip

HAS_RECEIPT = entered(
    "no_receipt", "receipt", bool,
    Text("应当出具财政部门统一制发的专用票据并记录票号", "The finance department's receipt and its number are needed"), law("70"),
)  # fmt: skip

LATE = Guard(
    "not_overdue", lambda s: s.facts.paid_late or s.facts.lapsed("payment", s.now),
    Text("缴款期限尚未届满，不得加处罚款", "The fine is not overdue"), law("72(1)(1)"),
)  # fmt: skip

NO_LATE_FEE_YET = fact(
    "late_fee_imposed", lambda f: f.late_fee is None, Text("已加处罚款", "A late fee was imposed"), law("72(1)(1)")
)  # fmt: skip

LATE_FEE_CAPPED = Guard(
    "late_fee_above_fine", lambda s: ZERO < s.given["amount"] <= s.facts.fine,
    Text("加处罚款的数额应当大于零且不得超出罚款的数额", "The late fee is positive and may not exceed the fine"),
    law("72(1)(1)"),
)  # fmt: skip


PAID_BY_NOW = Guard(
    "paid_in_future", lambda s: _paid_on(s) <= s.now,
    Text("缴款日期不得晚于今天", "The day of payment may not lie ahead"), law("67(3)"),
)  # fmt: skip


def _paid_on(s: Situation) -> date:
    """The day on which the money came in: as entered, or today. Whether it was late rests on that day."""
    day: date | None = s.given["paid_on"]
    return day or s.now


def start_once(s: Situation, facts: Facts, clock: str, day: date) -> Facts:
    """The facts with the named period running from that day; one that runs already ends when it would have."""
    return facts if facts.due(clock) else facts.start(clock, s.timer(clock, day))


def _pay(s: Situation) -> Facts:
    late = s.facts.paid_late or s.facts.lapsed("payment", _paid_on(s))
    facts = s.facts.but(paid=s.facts.paid + s.given["amount"], paid_late=late)
    if s.given["way"] == "on_the_spot":
        facts = start_once(s, facts, "handing_in", _paid_on(s))
    return facts if facts.owed > 0 else facts.stop("payment")


def payment_rows(
    on_the_spot: Guard,
    served: Guards = (),
    by: Guards = (),
    *,
    reason: tuple[str, ...] = (),
    starts: tuple[str, ...] = (),
) -> tuple[ActRule, ...]:
    """Paying the fine and the late fee; `on_the_spot` says when officers may take money (第六十八条).

    Where they may, `reason` is why, and `starts` the time in which they hand it in.
    """
    return (
        ActRule(
            "fine.pay", Text("缴纳罚款", "Pay the fine"), law("67(3)"), _pay,
            requires=(*served, SOMETHING_OWED), by=by, checks=(NOT_MORE_THAN_OWED, on_the_spot, HAS_RECEIPT, PAID_BY_NOW),
            inputs=("amount", "way", "receipt", "paid_on", *reason), starts=starts, makes=("payment_record",),
        ),
        ActRule(
            "latefee.impose", Text("加处罚款", "Impose a late fee"), law("72(1)(1)"),
            lambda s: s.facts.but(late_fee=s.given["amount"]),
            requires=(LATE, NO_LATE_FEE_YET), by=by, checks=(LATE_FEE_CAPPED,),
            inputs=("amount",), makes=("late_fee_decision",),
        ),
    )  # fmt: skip


# --- closing --------------------------------------------------------------------------------------------

PERFORMED = fact(
    "not_performed", lambda f: f.terminated or (f.decision_served and f.owed <= 0),
    Text("决定尚未送达并全部履行，不得结案", "The decision was not served and performed in full"),
    law("66(1)"), Text("送达决定并全部履行", "service and full performance"),
)  # fmt: skip

LATE_FEE_SETTLED = fact(
    "late_fee_open", lambda f: not f.paid_late or f.late_fee is not None or ended(f.executions),
    Text("逾期缴纳的，应当先处理加处罚款", "The fine was paid late; settle the late fee first"), law("72(1)(1)"),
    Text("加处罚款决定", "a decision on the late fee"),
)  # fmt: skip

CORRECTION_SETTLED = fact(
    "correction_open", lambda f: f.terminated or f.correction in ("", "met"),
    Text("违法行为尚未改正到位，不得结案", "The violation was not corrected yet"), law("28(1)"),
    Text("复查确认已改正", "a re-check that finds it corrected"),
)  # fmt: skip

CLOSED = fact(
    "not_closed", lambda f: f.closed or f.declined,
    Text("案件尚未结案，不得归档", "The case is not closed"), law("47"), Text("结案", "closing"),
)  # fmt: skip

NOT_ARCHIVED = fact(
    "archived", lambda f: not f.archived, Text("案件已归档", "The case is archived"), law("47")
)  # fmt: skip


def closing_rows(settled: Guards, head: Guards, by: Guards = ()) -> tuple[ActRule, ...]:
    """Closing by the `head`, and archiving; `settled` is what else a table asks for before it closes."""
    return (
        ActRule(
            "case.close", Text("结案", "Close"), law("66(1)"),
            lambda s: s.facts.but(closed=True, clocks=()),
            requires=(g.OPEN, PERFORMED, LATE_FEE_SETTLED, CORRECTION_SETTLED, *settled),
            by=head, makes=("closing_approval",),
        ),
        ActRule(
            "case.archive", Text("归档", "Archive"), (Basis(g.APL, "47"), Basis("档案法", "14")),
            lambda s: s.facts.but(archived=True),
            requires=(CLOSED, NOT_ARCHIVED), by=by, makes=("evidence_list", "case_cover", "case_index"),
        ),
    )  # fmt: skip
