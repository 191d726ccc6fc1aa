"""Rows that both procedure tables share: evidence, correction, statement, service, payment, closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.facts import ZERO, Facts, Penalty
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Situation

# --- evidence -------------------------------------------------------------------------------------------

COLLECTING = fact(
    "investigation_over", lambda f: not f.concluded,
    Text("调查已终结，不再取证", "The investigation is concluded"), law("54(1)"),
)  # fmt: skip

LAWFULLY_OBTAINED = entered(
    "unlawful_evidence", "lawful", bool,
    Text("以非法手段取得的证据，不得作为认定案件事实的根据", "Unlawfully obtained evidence proves nothing"), law("46(3)"),
)  # fmt: skip


def _record(s: Situation) -> Facts:
    return replace(s.facts, pending=True, recorded=True)


def evidence_rows(*requires: Guard) -> tuple[ActRule, ...]:
    """Collecting evidence, under what a table requires for it."""
    team = (g.TWO_OFFICERS, g.CERTIFICATES_SHOWN, g.OFFICERS_NOT_RECUSED)
    return (
        ActRule(
            "inspection.record", Text("现场检查（勘验）", "Inspect the scene"), law("55(1);55(2)"), _record,
            requires=requires, by=(g.BY_INVESTIGATOR,), checks=team,
            inputs=("officers", "certificates_shown"), makes=("inspection_record",),
        ),
        ActRule(
            "interview.record", Text("询问当事人或证人", "Interview"), law("55(2)"), _record,
            requires=requires, by=(g.BY_INVESTIGATOR,), checks=team,
            inputs=("officers", "certificates_shown"), makes=("interview_record",),
        ),
        ActRule(
            "evidence.collect", Text("收集证据", "Collect evidence"), law("46;54(1)"),
            lambda s: replace(s.facts, pending=True),
            requires=requires, by=(g.BY_INVESTIGATOR,), checks=(*team, LAWFULLY_OBTAINED),
            inputs=("officers", "certificates_shown", "lawful"),
        ),
    )  # fmt: skip


EVIDENCE_PENDING = fact(
    "nothing_to_review", lambda f: f.pending, Text("没有待审查的证据", "No evidence waits for review"), law("46(2)"),
    Text("证据", "evidence"),
)  # fmt: skip

EVIDENCE_REVIEW = ActRule(
    "evidence.review", Text("证据审查", "Review the evidence"), law("46(2);46(3)"),
    lambda s: replace(s.facts, pending=False, evidence=s.facts.evidence or bool(s.given["accepted"])),
    requires=(g.OPEN, g.NOT_SUSPENDED, COLLECTING, EVIDENCE_PENDING), by=(g.BY_INVESTIGATOR,), inputs=("accepted",),
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

CORRECTION_ORDERED = fact(
    "no_correction_order", lambda f: f.correction in ("ordered", "unmet"),
    Text("尚未责令改正，无可复查", "No order to correct waits for a re-check"), law("28(1)"),
    Text("责令改正通知书", "an order to correct"),
)  # fmt: skip

TERM_PASSED = Guard(
    "correction_term_running",
    lambda s: s.given["corrected"] or s.facts.correction == "unmet" or s.facts.lapsed("correction", s.now),
    Text("改正期限尚未届满，不得认定逾期不改正", "The term to correct still runs"), law("28(1)"),
)  # fmt: skip


def _recheck(s: Situation) -> Facts:
    return replace(s.facts.stop("correction"), correction="met" if s.given["corrected"] else "unmet")


CORRECTION_ROWS = (
    ActRule(
        "correction.order", Text("责令改正", "Order to correct"), law("28(1)"),
        lambda s: replace(s.facts.start("correction", s.given["until"]), correction="ordered"),
        requires=(g.OPEN, g.NOT_TERMINATED, g.NOT_SUSPENDED, g.UNDECIDED, NOT_ORDERED),
        by=(g.BY_INVESTIGATOR,), checks=(DELIVERED,),
        inputs=("until", "delivered"), makes=("correction_order",),
    ),
    ActRule(
        "correction.recheck", Text("复查改正情况", "Re-check the correction"), law("28(1)"), _recheck,
        requires=(g.OPEN, g.NOT_TERMINATED, g.NOT_SUSPENDED, CORRECTION_ORDERED),
        by=(g.BY_INVESTIGATOR,), checks=(g.TWO_OFFICERS, TERM_PASSED),
        inputs=("officers", "corrected"), makes=("correction_recheck",),
    ),
)  # fmt: skip

# --- statement and defence ------------------------------------------------------------------------------

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


def statement_rows(told: Guard) -> tuple[ActRule, ...]:
    """The party's statement, its re-check, and its waiver; `told` says when the party knows of his right."""
    asked = (told, g.OPEN, g.NOT_TERMINATED, g.NOT_SUSPENDED, g.UNDECIDED)
    return (
        ActRule(
            "statement.hear", Text("听取陈述申辩", "Hear the statement"), law("45(1)"),
            lambda s: replace(s.facts, statement="received", ceiling=s.facts.notified),
            requires=(*asked, NO_STATEMENT_YET), by=(g.BY_INVESTIGATOR,), makes=("statement_record",),
        ),
        ActRule(
            "statement.recheck", Text("复核陈述申辩", "Re-check the statement"), law("45(1)"),
            lambda s: replace(s.facts, statement="rechecked"),
            requires=(*asked, STATEMENT_RECEIVED), makes=("statement_record",),
        ),
        ActRule(
            "statement.waive", Text("放弃陈述申辩", "Waive the statement"), law("62"),
            lambda s: replace(s.facts, statement="waived"),
            requires=(*asked, NO_STATEMENT_YET), checks=(SIGNED,), inputs=("signed",),
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
    "no_receipt", "receipt", lambda number: bool(number),
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
    Text("加处罚款的数额不得超出罚款的数额", "The late fee may not exceed the fine"), law("72(1)(1)"),
)  # fmt: skip


def _pay(s: Situation) -> Facts:
    facts = replace(
        s.facts, paid=s.facts.paid + s.given["amount"],
        paid_late=s.facts.paid_late or s.facts.lapsed("payment", s.now),
    )  # fmt: skip
    return facts if facts.owed > 0 else facts.stop("payment")


def payment_rows(on_the_spot: Guard) -> tuple[ActRule, ...]:
    """Paying the fine and the late fee; `on_the_spot` says when officers may take money (第六十八条)."""
    return (
        ActRule(
            "fine.pay", Text("缴纳罚款", "Pay the fine"), law("67(3)"), _pay,
            requires=(g.OPEN, g.SERVED, SOMETHING_OWED),
            checks=(NOT_MORE_THAN_OWED, on_the_spot, HAS_RECEIPT),
            inputs=("amount", "way", "receipt"), makes=("payment_record",),
        ),
        ActRule(
            "latefee.impose", Text("加处罚款", "Impose a late fee"), law("72(1)(1)"),
            lambda s: replace(s.facts, late_fee=s.given["amount"]),
            requires=(g.OPEN, g.SERVED, NO_LATE_FEE_YET), by=(LATE,), checks=(LATE_FEE_CAPPED,),
            inputs=("amount",), makes=("late_fee_decision",),
        ),
    )  # fmt: skip


# --- closing --------------------------------------------------------------------------------------------


def _performed(f: Facts) -> bool:
    return f.terminated or (f.decision_served and f.owed <= 0)


PERFORMED = fact(
    "not_performed", _performed,
    Text("决定尚未送达并全部履行，不得结案", "The decision was not served and performed in full"),
    law("66(1)"), Text("送达决定并全部履行", "service and full performance"),
)  # fmt: skip

LATE_FEE_SETTLED = fact(
    "late_fee_open", lambda f: f.terminated or not f.paid_late or f.late_fee is not None,
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


def closing_rows(*requires: Guard) -> tuple[ActRule, ...]:
    """Closing and archiving, under what else a table requires for closing."""
    return (
        ActRule(
            "case.close", Text("结案", "Close"), law("66(1)"),
            lambda s: replace(s.facts, closed=True, clocks=()),
            requires=(g.OPEN, PERFORMED, LATE_FEE_SETTLED, CORRECTION_SETTLED, *requires),
            by=(g.BY_HEAD, g.NOT_OWN_CASE), makes=("closing_approval",),
        ),
        ActRule(
            "case.archive", Text("归档", "Archive"), (Basis(g.APL, "47"), Basis("档案法", "14")),
            lambda s: replace(s.facts, archived=True),
            requires=(CLOSED, NOT_ARCHIVED), makes=("evidence_list", "case_cover", "case_index"),
        ),
    )  # fmt: skip


def penalty(s: Situation) -> Penalty:
    """The penalty that is being entered."""
    return Penalty(s.given["kinds"], s.given["amount"])


def day_before(day: date) -> date:
    """The day before: the last day on which something of that day cannot be done yet."""
    return date.fromordinal(day.toordinal() - 1)
