"""The ordinary procedure (普通程序), act by act. Administrative Penalty Law, chapter 5, section 3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.facts import Facts, Penalty
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import penalty

HEARD_KINDS = frozenset({"downgrade", "revocation", "suspension", "closure", "trade_ban", "confiscation"})
"""Penalties for which a hearing is offered whatever the fine (第六十三条)."""


def hearing_due(facts: Facts, proposed: Penalty) -> bool:
    """Whether a hearing must be offered for the proposed penalty (第六十三条)."""
    return proposed.amount > facts.hearing_over or bool(proposed.kinds & HEARD_KINDS)


def review_due(facts: Facts) -> bool:
    """Whether a legality review must precede the decision (第五十八条第一款)."""
    return facts.grave or facts.public_interest or facts.hearing == "held"


def statement_settled(facts: Facts, now: date) -> bool:
    """Whether the party was heard, waived, or let the period pass (第四十四条, 第四十五条, 第六十二条)."""
    return facts.statement in ("rechecked", "waived") or (
        facts.statement == "" and facts.lapsed("statement", now)
    )


def hearing_settled(facts: Facts, now: date) -> bool:
    """Whether no hearing is due, or it was held, waived, or not asked for in time (第六十三条, 第六十四条)."""
    return facts.hearing in ("", "held", "waived") or (
        facts.hearing == "offered" and facts.lapsed("hearing_request", now)
    )


# --- guards of this table -------------------------------------------------------------------------------

NOT_PROPOSED = fact(
    "already_proposed", lambda f: not f.proposed, Text("已呈批立案", "Filing was proposed"), law("54(2)")
)
PROPOSED = fact(
    "not_proposed", lambda f: f.proposed, Text("尚未呈批立案", "Filing was not proposed"), law("54(2)"),
    Text("立案呈批", "a proposal to file"),
)  # fmt: skip
COMPETENT = fact(
    "not_competent", lambda f: f.competent,
    Text("本机关对该违法行为没有管辖权", "This agency has no jurisdiction over the act"), law("17;22;23;24(1)"),
)  # fmt: skip
NOT_BARRED = fact(
    "time_barred", lambda f: not f.time_barred,
    Text("违法行为已超过追责时效，不再给予行政处罚", "The act is time-barred"), law("36"),
)  # fmt: skip
NOT_FILED_BEFORE = fact(
    "filed_before", lambda f: not f.filed_before,
    Text("该当事人的同一违法行为已由先立案的机关管辖", "The same act of this party was filed before"), law("25(1)"),
)  # fmt: skip
AMONG_OFFICERS = Guard(
    "proposer_not_in_charge", lambda s: s.who.id in {o.id for o in s.given["officers"]},
    Text("呈批人应当是承办人员之一", "Whoever proposes must be one of the officers in charge"), law("42(1)"),
)  # fmt: skip
NOT_FILED = fact(
    "already_filed", lambda f: not f.filed, Text("案件已立案", "The case is filed"), law("54(2)")
)
FILED = fact(
    "not_filed", lambda f: f.filed, Text("案件尚未立案", "The case is not filed"), law("54(2)"), Text("立案", "filing")
)  # fmt: skip
NOT_CONCLUDED = fact(
    "concluded", lambda f: not f.concluded, Text("调查已终结", "The investigation is concluded"), law("57(1)")
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
RECORDED = fact(
    "no_record", lambda f: f.recorded,
    Text("应当有现场检查笔录或者询问笔录", "An inspection or interview record is needed"), law("55(2)"),
    Text("现场检查笔录或询问笔录", "an inspection or interview record"),
)  # fmt: skip
CONCLUDED = fact(
    "not_concluded", lambda f: f.concluded,
    Text("调查尚未终结", "The investigation is not concluded"), law("57(1)"), Text("调查终结报告", "the investigation report"),
)  # fmt: skip
NOT_HEAVIER_FOR_DEFENCE = Guard(
    "heavier_for_defence",
    lambda s: s.facts.ceiling is None or _within(penalty(s), s.facts.ceiling),
    Text("不得因当事人陈述、申辩而给予更重的处罚", "The penalty may not grow because the party defended himself"),
    law("45(2)"),
)  # fmt: skip
NOTIFIED = fact(
    "not_notified", lambda f: f.notified is not None and f.notice_served,
    Text("未依法告知拟处罚的内容、事实、理由和依据，不得作出处罚决定",
         "The party was not told what is proposed, on what facts, reasons and basis"),
    law("44;62"), Text("已送达的行政处罚事先告知书", "a served prior notice"),
)  # fmt: skip
STATEMENT_SETTLED = Guard(
    "statement_open", lambda s: statement_settled(s.facts, s.now),
    Text("未听取、复核当事人的陈述申辩，或者陈述申辩期限未满，不得作出处罚决定",
         "The statement period runs, or the statement was not re-checked"),
    law("45(1);62"), Text("陈述申辩期限届满、复核意见或者放弃声明", "the end of the period, a re-check, or a waiver"),
)  # fmt: skip
HEARING_SETTLED = Guard(
    "hearing_open", lambda s: hearing_settled(s.facts, s.now),
    Text("听证权利尚未落实，不得作出处罚决定", "The right to a hearing is not settled"),
    law("63;64;65"), Text("听证笔录、放弃听证或者申请期限届满", "a hearing, its waiver, or the end of the period to ask for it"),
)  # fmt: skip
HEARING_OFFERED = Guard(
    "no_hearing_offered", lambda s: s.facts.hearing == "offered" and not s.facts.lapsed("hearing_request", s.now),
    Text("没有告知听证权利，或者申请听证的五个工作日期限已过", "No hearing was offered, or the five working days are over"),
    law("63;64(1)(1)"),
)  # fmt: skip
HEARING_REQUESTED = fact(
    "hearing_not_requested", lambda f: f.hearing == "requested",
    Text("当事人没有要求听证", "The party did not ask for a hearing"), law("64"),
)  # fmt: skip
NOTICE_LONG_ENOUGH = Guard(
    "hearing_too_soon", lambda s: s.given["hearing_on"] > s.timer("hearing_notice", s.now),
    Text("应当在举行听证的七个工作日前通知当事人", "The party is told at least seven working days before"), law("64(1)(2)"),
)  # fmt: skip
HEARING_DAY = Guard(
    "hearing_not_due", lambda s: s.facts.hearing == "convened" and s.facts.lapsed("hearing_day", s.now),
    Text("未到通知的听证日期", "The day of the hearing has not come"), law("64(1)(2)"),
)  # fmt: skip
HEARING_WAIVABLE = fact(
    "no_hearing_to_waive", lambda f: f.hearing in ("offered", "requested", "convened"),
    Text("没有可以放弃的听证", "There is no hearing to waive"), law("64"),
)  # fmt: skip
NOT_INVESTIGATOR = Guard(
    "investigator_presides", lambda s: s.who.id not in s.facts.investigators,
    Text("听证由非本案调查人员主持", "An investigator of the case may not preside"), law("64(1)(4)"),
)  # fmt: skip
BY_REVIEWER = Guard(
    "not_a_reviewer", lambda s: "reviewer" in s.who.roles,
    Text("应当由从事行政处罚决定法制审核的人员审核", "Only a legality reviewer reviews"), law("58(1)"),
)  # fmt: skip
REVIEWER_NOT_INVESTIGATOR = Guard(
    "investigator_reviews", lambda s: s.who.id not in s.facts.investigators,
    Text("本案调查人员不得担任法制审核人员", "An investigator of the case may not review its legality"), law("58(1)"),
)  # fmt: skip
PANEL_OF_HEADS = entered(
    "not_a_panel", "members", lambda members: len({m.id for m in members}) >= 2 and all("head" in m.roles for m in members),
    Text("集体讨论由行政机关负责人参加，不少于两人", "The heads of the agency discuss, at least two of them"), law("57(2)"),
)  # fmt: skip
PANEL_WITHOUT_INVESTIGATORS = Guard(
    "investigator_votes", lambda s: not {m.id for m in s.given["members"]} & s.facts.investigators,
    Text("本案调查人员不得参加集体讨论表决", "An investigator of the case may not vote"), law("57(2)"),
)  # fmt: skip
WITHIN_LIMIT = Guard(
    "decision_limit_over", lambda s: not s.facts.lapsed("decision", s.now),
    Text("已超过立案之日起九十日（含批准延长）的办案期限，不得作出处罚决定", "The limit for the decision is over"), law("60"),
)  # fmt: skip
REVIEW_PASSED = fact(
    "legality_review_missing", lambda f: not review_due(f) or f.review == "passed",
    Text("应当进行法制审核；未经法制审核或者审核未通过的，不得作出决定", "A legality review is due and was not passed"),
    law("58(1)"), Text("法制审核通过", "a passed legality review"),
)  # fmt: skip
PANEL_AGREES = Guard(
    "panel_missing", lambda s: not s.facts.grave or s.facts.panel == penalty(s),
    Text("情节复杂或者重大违法行为给予处罚，应当集体讨论，决定应当与讨论结论一致",
         "A complex or major case is discussed by the heads, and the decision equals their conclusion"),
    law("57(2)"), Text("集体讨论记录", "minutes of the discussion"),
)  # fmt: skip
NOT_HEAVIER_THAN_NOTIFIED = Guard(
    "heavier_than_notified", lambda s: s.facts.notified is None or _within(penalty(s), s.facts.notified),
    Text("处罚重于告知内容的，应当重新告知", "Heavier than notified: a new notice is needed"), law("44;45(2)"),
)  # fmt: skip
CORRECTION_GIVEN = fact(
    "no_correction_ordered", lambda f: f.correction != "",
    Text("实施行政处罚时，应当责令当事人改正或者限期改正", "A penalty goes with an order to correct"), law("28(1)"),
    Text("责令改正通知书", "an order to correct"),
)  # fmt: skip
EXTENDABLE = fact(
    "extended_twice", lambda f: f.extensions < 2, Text("办案期限已延长两次", "The limit was extended twice"), law("60")
)  # fmt: skip
SECOND_EXTENSION_DISCUSSED = Guard(
    "extension_not_discussed", lambda s: s.facts.extensions == 0 or s.given["discussed"],
    Text("第二次延期应当经集体讨论决定", "A second extension needs a collective discussion"), law("60"),
)  # fmt: skip
SUSPENDED = fact(
    "not_suspended", lambda f: f.suspended, Text("案件没有中止", "The case is not suspended"), law("54(1)")
)
RECUSED_IS_INVESTIGATOR = Guard(
    "not_in_charge", lambda s: s.given["officer"].id in s.facts.investigators,
    Text("申请回避的对象不是本案承办人员", "That officer is not in charge of this case"), law("43"),
)  # fmt: skip
REPLACEMENT_FIT = Guard(
    "replacement_unfit",
    lambda s: s.given["replacement"].certified
    and s.given["replacement"].id not in s.facts.investigators | s.facts.recused,
    Text("接替人员应当具有执法资格，且不是本案承办或者已回避人员", "The replacement must be certified and new to the case"),
    law("42(1);43(1)"),
)  # fmt: skip


def _serves_notice(s: Situation) -> bool:
    return (
        s.given["document"] == "prior_notice" and s.facts.notified is not None and not s.facts.notice_served
    )


def _serves_decision(s: Situation) -> bool:
    decided = s.facts.decided is not None or s.facts.unpunished
    return (
        s.given["document"] in ("decision", "no_penalty_decision") and decided and not s.facts.decision_served
    )


SERVABLE = Guard(
    "nothing_to_serve", lambda s: _serves_notice(s) or _serves_decision(s),
    Text("该文书尚未制作或者已经送达", "That document was not made, or was served already"), law("61(1)"),
)  # fmt: skip
ELECTRONIC_BY_CONSENT = Guard(
    "no_consent", lambda s: s.given["way"] != "electronic" or s.given["consented"],
    Text("电子送达应当经当事人同意并签订确认书", "Electronic service needs the party's signed consent"), law("61(2)"),
)  # fmt: skip
ANNOUNCED_LAST = Guard(
    "announcement_too_early", lambda s: s.given["way"] != "announcement" or bool(s.given["reason"]),
    Text("下落不明或者其他方式无法送达的，方可公告送达，并记明原因", "Announcement is the last way; its reason is recorded"),
    (Basis("民事诉讼法", "95"),),
)  # fmt: skip
RECEIVED_BY_NOW = Guard(
    "received_in_future", lambda s: s.given["way"] == "announcement" or s.given["received_on"] <= s.now,
    Text("送达日期不得晚于今天", "The day of service may not lie ahead"), (Basis("民事诉讼法", "87"),),
)  # fmt: skip


# --- effects --------------------------------------------------------------------------------------------


def _within(one: Penalty, other: Penalty) -> bool:
    return one.kinds <= other.kinds and one.amount <= other.amount


def _propose(s: Situation) -> Facts:
    team = frozenset(officer.id for officer in s.given["officers"])
    return replace(s.facts, proposed=True, proposer=s.who.id, investigators=team)


def _file(s: Situation) -> Facts:
    return replace(s.facts, filed=True).start("decision", s.timer("decision", s.now))


def _recuse(s: Situation) -> Facts:
    out, new = s.given["officer"].id, s.given["replacement"].id
    team = (s.facts.investigators - {out}) | {new}
    return replace(s.facts, investigators=team, recused=s.facts.recused | {out})


def _notify(s: Situation) -> Facts:
    """A new notice opens the party's rights anew; what was reviewed or discussed before it no longer counts."""
    proposed = penalty(s)
    fresh = replace(
        s.facts, notified=proposed, notice_served=False, statement="", review="", panel=None,
        hearing="due" if hearing_due(s.facts, proposed) else "",
    )  # fmt: skip
    return fresh.stop("statement", "hearing_request", "hearing_day")


def _serve(s: Situation) -> Facts:
    announced = s.given["way"] == "announcement"
    effective = s.timer("announcement", s.now) if announced else s.given["received_on"]
    return _notice_served(s, effective) if _serves_notice(s) else _decision_served(s, effective)


def _notice_served(s: Situation, effective: date) -> Facts:
    facts = replace(s.facts, notice_served=True).start("statement", s.timer("statement", effective))
    if facts.hearing != "due":
        return facts
    return replace(facts, hearing="offered").start("hearing_request", s.timer("hearing_request", effective))


def _decision_served(s: Situation, effective: date) -> Facts:
    facts = replace(s.facts, decision_served=True).stop("service")
    return facts.start("payment", s.timer("payment", effective)) if facts.owed > 0 else facts


def _decide(s: Situation, **outcome: object) -> Facts:
    decided: Facts = replace(s.facts, **outcome)  # type: ignore[arg-type] # outcome fields are Facts' own
    over = ("decision", "statement", "hearing_request", "hearing_day")
    return decided.stop(*over).start("service", s.timer("service", s.now))


def _extend(s: Situation) -> Facts:
    name = "decision_extended_once" if s.facts.extensions == 0 else "decision_extended_twice"
    until = s.timer(name, s.facts.due("decision") or s.now)
    return replace(s.facts, extensions=s.facts.extensions + 1).start("decision", until)


# --- the table ------------------------------------------------------------------------------------------

GOING_ON = (g.OPEN, g.NOT_TERMINATED, g.NOT_SUSPENDED)
BEFORE_DECISION = (FILED, *GOING_ON, g.UNDECIDED)
PENALTY_INPUTS = ("kinds", "amount", "ground")
PENALTY_CHECKS = (g.KINDS_ALLOWED, g.FINE_HAS_AMOUNT)

FILING = (
    ActRule(
        "case.propose", Text("立案呈批", "Propose to file"), law("54(2)"), _propose,
        requires=(NOT_PROPOSED, COMPETENT, NOT_BARRED, NOT_FILED_BEFORE), checks=(g.TWO_OFFICERS, AMONG_OFFICERS),
        inputs=("officers",),
    ),
    ActRule(
        "case.file", Text("批准立案", "File"), law("54(2)"), _file,
        requires=(PROPOSED, g.OPEN, NOT_FILED), by=(g.BY_HEAD, g.NOT_OWN_CASE), makes=("filing_approval",),
    ),
    ActRule(
        "case.decline", Text("不予立案", "Decline to file"), law("54(2)"), lambda s: replace(s.facts, declined=True),
        requires=(PROPOSED, g.OPEN, NOT_FILED), by=(g.BY_HEAD, g.NOT_OWN_CASE), makes=("filing_approval",),
    ),
)  # fmt: skip

INVESTIGATION = (
    *steps.evidence_rows(PROPOSED, *GOING_ON, steps.COLLECTING),
    steps.EVIDENCE_REVIEW,
    *steps.CORRECTION_ROWS,
    ActRule(
        "recusal.decide", Text("决定回避", "Decide on recusal"), law("43"), _recuse,
        requires=(PROPOSED, *GOING_ON, NOT_CONCLUDED), by=(g.BY_HEAD,),
        checks=(RECUSED_IS_INVESTIGATOR, REPLACEMENT_FIT),
        inputs=("officer", "replacement"), makes=("recusal_decision",),
    ),
    ActRule(
        "investigation.conclude", Text("调查终结", "Conclude the investigation"), law("57(1)"),
        lambda s: replace(s.facts, concluded=True),
        requires=(*BEFORE_DECISION, NOT_CONCLUDED, EVIDENCE, ALL_REVIEWED, RECORDED), by=(g.BY_INVESTIGATOR,),
        makes=("investigation_report",),
    ),
)  # fmt: skip

PARTY_RIGHTS = (
    ActRule(
        "notice.give", Text("处罚事先告知", "Prior notice"), law("44"), _notify,
        requires=(*BEFORE_DECISION, CONCLUDED), by=(g.BY_INVESTIGATOR,),
        checks=(*PENALTY_CHECKS, NOT_HEAVIER_FOR_DEFENCE), inputs=("kinds", "amount"), makes=("prior_notice",),
    ),
    *steps.statement_rows(NOTIFIED),
    ActRule(
        "hearing.request", Text("要求听证", "Ask for a hearing"), law("64(1)(1)"),
        lambda s: replace(s.facts.stop("hearing_request"), hearing="requested"),
        requires=BEFORE_DECISION, by=(HEARING_OFFERED,),
    ),
    ActRule(
        "hearing.convene", Text("通知听证", "Convene the hearing"), law("64(1)(2)"),
        lambda s: replace(s.facts, hearing="convened").start("hearing_day", steps.day_before(s.given["hearing_on"])),
        requires=(*BEFORE_DECISION, HEARING_REQUESTED), checks=(NOTICE_LONG_ENOUGH,),
        inputs=("hearing_on",), makes=("hearing_notice",),
    ),
    ActRule(
        "hearing.hold", Text("举行听证", "Hold the hearing"), law("64;65"),
        lambda s: replace(s.facts.stop("hearing_day"), hearing="waived" if s.given["absent"] else "held"),
        requires=BEFORE_DECISION, by=(HEARING_DAY, NOT_INVESTIGATOR), inputs=("absent",), makes=("hearing_record",),
    ),
    ActRule(
        "hearing.waive", Text("放弃听证", "Waive the hearing"), law("64"),
        lambda s: replace(s.facts.stop("hearing_request", "hearing_day"), hearing="waived"),
        requires=(*BEFORE_DECISION, HEARING_WAIVABLE), checks=(steps.SIGNED,), inputs=("signed",),
    ),
)  # fmt: skip

HEARD = (*BEFORE_DECISION, CONCLUDED, NOTIFIED)

DECISION = (
    ActRule(
        "legality.review", Text("法制审核", "Legality review"), law("58(1)"),
        lambda s: replace(s.facts, review="passed" if s.given["passed"] else "failed"),
        requires=HEARD, by=(STATEMENT_SETTLED, HEARING_SETTLED, BY_REVIEWER, REVIEWER_NOT_INVESTIGATOR),
        inputs=("passed",), makes=("legality_review",),
    ),
    ActRule(
        "panel.discuss", Text("集体讨论", "Collective discussion"), law("57(2)"),
        lambda s: replace(s.facts, panel=penalty(s)),
        requires=HEARD, by=(STATEMENT_SETTLED, HEARING_SETTLED, g.BY_HEAD),
        checks=(PANEL_OF_HEADS, PANEL_WITHOUT_INVESTIGATORS, *PENALTY_CHECKS),
        inputs=("members", "kinds", "amount"), makes=("panel_record",),
    ),
    ActRule(
        "decision.make", Text("作出处罚决定", "Decide"), law("57(1);59"), lambda s: _decide(s, decided=penalty(s)),
        requires=(
            *BEFORE_DECISION, NOTIFIED, REVIEW_PASSED, CORRECTION_GIVEN, g.CORRECTION_FAILED, g.CAPABLE, g.MATTER_APPLIES,
        ),
        by=(WITHIN_LIMIT, STATEMENT_SETTLED, HEARING_SETTLED, g.BY_HEAD, g.NOT_OWN_CASE),
        checks=(
            g.FINE_HAS_AMOUNT, NOT_HEAVIER_THAN_NOTIFIED, g.NOT_ABOVE_RANGE, g.NOT_BELOW_RANGE, g.MINOR_IS_SPARED,
            g.NEVER_FINED, PANEL_AGREES,
        ),
        inputs=PENALTY_INPUTS, makes=("decision_approval", "decision"),
    ),
    ActRule(
        "decision.waive", Text("决定不予处罚", "Decide not to penalise"), law("33;57(1)"),
        lambda s: _decide(s, unpunished=True),
        requires=(*BEFORE_DECISION, CONCLUDED), by=(WITHIN_LIMIT, g.BY_HEAD, g.NOT_OWN_CASE),
        makes=("decision_approval", "no_penalty_decision"),
    ),
    ActRule(
        "deadline.extend", Text("延长办案期限", "Extend the limit"), law("60"), _extend,
        requires=(*BEFORE_DECISION, EXTENDABLE), by=(WITHIN_LIMIT, g.BY_HEAD), checks=(SECOND_EXTENSION_DISCUSSED,),
        inputs=("discussed",), makes=("extension_approval",),
    ),
    ActRule(
        "case.suspend", Text("中止调查", "Suspend"), law("54(1)"), lambda s: replace(s.facts, suspended=True),
        requires=BEFORE_DECISION, by=(g.BY_HEAD,), makes=("suspension",),
    ),
    ActRule(
        "case.resume", Text("恢复调查", "Resume"), law("54(1)"), lambda s: replace(s.facts, suspended=False),
        requires=(g.OPEN, g.NOT_TERMINATED, SUSPENDED), by=(g.BY_HEAD,), makes=("suspension",),
    ),
    ActRule(
        "case.terminate", Text("终止调查", "Terminate"), law("57(1)"),
        lambda s: replace(s.facts, terminated=True, suspended=False, clocks=()),
        requires=(FILED, g.OPEN, g.NOT_TERMINATED, g.UNDECIDED), by=(g.BY_HEAD,), makes=("termination",),
    ),
    ActRule(
        "document.serve", Text("送达文书", "Serve a document"), law("61"), _serve,
        requires=(FILED, g.OPEN, g.NOT_TERMINATED, g.NOT_SUSPENDED),
        checks=(SERVABLE, ELECTRONIC_BY_CONSENT, ANNOUNCED_LAST, RECEIVED_BY_NOW),
        inputs=("document", "way", "consented", "reason", "received_on"), makes=("service_receipt",),
    ),
)  # fmt: skip

BANK_ONLY = entered(
    "officer_takes_money", "way", lambda way: way != "on_the_spot",
    Text("普通程序的罚款应当到指定银行或者通过电子支付系统缴纳，执法人员不得自行收缴",
         "In the ordinary procedure officers take no money: it is paid at the bank"),
    law("67(1);67(2)"),
)  # fmt: skip

ORDINARY = Procedure(
    name="ordinary",
    label=Text("普通程序", "ordinary procedure"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(
        *FILING,
        *INVESTIGATION,
        *PARTY_RIGHTS,
        *DECISION,
        *steps.payment_rows(BANK_ONLY),
        *steps.closing_rows(),
    ),
)
