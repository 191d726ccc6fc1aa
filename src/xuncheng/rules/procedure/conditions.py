"""The guards of the ordinary procedure (普通程序), and what they ask of a case."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.penalty.kinds import PenaltyKind
from xuncheng.rules.procedure.facts import Facts, Penalty
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import Guard, Person, Situation
from xuncheng.rules.procedure.steps import day_of, penalty

HEARD_KINDS = frozenset({
    PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS, PenaltyKind.SUSPEND_LICENCE, PenaltyKind.DOWNGRADE,
    PenaltyKind.REVOKE_LICENCE, PenaltyKind.RESTRICT_BUSINESS, PenaltyKind.STOP_BUSINESS, PenaltyKind.CLOSE_BUSINESS,
    PenaltyKind.BAR_FROM_TRADE, PenaltyKind.OTHER,
})  # fmt: skip
"""Penalties for which a hearing is offered whatever the fine (第六十三条第一款第二项至第六项).

Item 2 speaks of larger gains and goods, item 5 of other heavier penalties, and no figure is settled: here
every confiscation counts, and so does what suspends a licence or restricts a business.
"""


def hearing_due(facts: Facts, proposed: Penalty) -> bool:
    """Whether a hearing must be offered for the proposed penalty (第六十三条)."""
    return proposed.amount > facts.hearing_over or bool(proposed.kinds & HEARD_KINDS)


def review_due(facts: Facts) -> bool:
    """Whether a legality review must precede the decision (第五十八条第一款)."""
    return facts.grave or facts.public_interest or facts.heard


def statement_settled(facts: Facts, now: date) -> bool:
    """Whether the statement was re-checked or waived, or none came while the period ran (第四十五条, 第六十二条)."""
    running = facts.due("statement") is not None and not facts.lapsed("statement", now)
    return facts.statement in ("rechecked", "waived") or (facts.statement == "" and not running)


def hearing_settled(facts: Facts, now: date) -> bool:
    """Whether no hearing is due, or it was held and reported on, waived, or not asked for in time (第六十三条至第六十五条)."""
    return facts.hearing in ("", "reported", "waived") or (
        facts.hearing == "offered" and facts.lapsed("hearing_request", now)
    )


# --- people ---------------------------------------------------------------------------------------------

NOT_RECUSED = Guard(
    "recused", lambda s: s.who.id not in s.facts.recused,
    Text("已决定回避的人员不得办理本案", "Whoever was recused does nothing more in this case"), law("43(1)"),
)  # fmt: skip

OFFICERS_NOT_RECUSED = Guard(
    "officer_recused", lambda s: _none_recused(s, s.given["officers"]),
    Text("已决定回避的人员不得参与办案", "A recused person may not take part"), law("43(1)"),
)  # fmt: skip

MEMBERS_NOT_RECUSED = Guard(
    "member_recused", lambda s: _none_recused(s, s.given["members"]),
    Text("已决定回避的人员不得参加集体讨论", "A recused person may not take part in the discussion"), law("43(1)"),
)  # fmt: skip

RECUSED_IS_INVESTIGATOR = Guard(
    "not_in_charge", lambda s: s.given["officer"].id in s.facts.investigators,
    Text("申请回避的对象不是本案承办人员", "That officer is not in charge of this case"), law("43"),
)  # fmt: skip

REPLACEMENT_FIT = Guard(
    "replacement_unfit",
    lambda s: s.given["replacement"].certified
    and s.given["replacement"].id not in s.facts.investigators | s.facts.recused | {s.facts.presider},
    Text("接替人员应当具有执法资格，且不是本案承办、已回避人员或者听证主持人", "The replacement must be certified and new to the case"),
    law("42(1);43(1);64()(4)"),
)  # fmt: skip

PRESIDER_FIT = Guard(
    "investigator_presides", lambda s: s.given["presider"].id not in s.facts.investigators | s.facts.recused,
    Text("听证由非本案调查人员、未回避的人员主持", "Neither an investigator of the case nor a recused person presides"),
    law("43(1);64()(4)"),
)  # fmt: skip

BY_REVIEWER = Guard(
    "not_a_reviewer", lambda s: "reviewer" in s.who.roles,
    Text("应当由从事行政处罚决定法制审核的人员审核", "Only a legality reviewer reviews"), law("58(1)"),
)  # fmt: skip

REVIEWER_NOT_INVESTIGATOR = Guard(
    "investigator_reviews", lambda s: s.who.id not in s.facts.investigators,
    Text("本案调查人员不得担任法制审核人员", "An investigator of the case may not review its legality"), law("58(1)"),
)  # fmt: skip


def _none_recused(s: Situation, people: tuple[Person, ...]) -> bool:
    return not {person.id for person in people} & s.facts.recused


def _heads(members: tuple[Person, ...]) -> bool:
    return len({member.id for member in members}) >= 2 and all("head" in member.roles for member in members)


PANEL_OF_HEADS = entered(
    "not_a_panel", "members", _heads,
    Text("集体讨论由行政机关负责人参加，不少于两人", "The heads of the agency discuss, at least two of them"), law("57(2)"),
)  # fmt: skip

PANEL_WITHOUT_INVESTIGATORS = Guard(
    "investigator_votes", lambda s: not {m.id for m in s.given["members"]} & s.facts.investigators,
    Text("本案调查人员不得参加集体讨论表决", "An investigator of the case may not vote"), law("57(2)"),
)  # fmt: skip

# --- how far the case is --------------------------------------------------------------------------------

NOT_PROPOSED = fact(
    "already_proposed", lambda f: not f.proposed, Text("已呈批立案", "Filing was proposed"), law("54(2)")
)
PROPOSED = fact(
    "not_proposed", lambda f: f.proposed, Text("尚未呈批立案", "Filing was not proposed"), law("54(2)"),
    Text("立案呈批", "a proposal to file"),
)  # fmt: skip
NOT_FILED = fact(
    "already_filed", lambda f: not f.filed, Text("案件已立案", "The case is filed"), law("54(2)")
)
FILED = fact(
    "not_filed", lambda f: f.filed, Text("案件尚未立案", "The case is not filed"), law("54(2)"), Text("立案", "filing")
)  # fmt: skip
NOT_SUSPENDED = fact(
    "suspended", lambda f: not f.suspended,
    Text("案件已中止调查，恢复后方可办理", "The case is suspended; resume it first"), law("54(1)"),
    Text("恢复调查", "resumption"),
)  # fmt: skip
SUSPENDED = fact(
    "not_suspended", lambda f: f.suspended, Text("案件没有中止", "The case is not suspended"), law("54(1)")
)
COLLECTING = fact(
    "investigation_over", lambda f: not f.concluded,
    Text("调查已终结，不再取证", "The investigation is concluded"), law("54(1)"),
)  # fmt: skip
NOT_CONCLUDED = fact(
    "concluded", lambda f: not f.concluded, Text("调查已终结", "The investigation is concluded"), law("57(1)")
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
WITHIN_LIMIT = Guard(
    "decision_limit_over", lambda s: not s.facts.lapsed("decision", s.now),
    Text("已超过立案之日起九十日（含批准延长）的办案期限，不得作出处罚决定", "The limit for the decision is over"), law("60"),
    limit=True,
)  # fmt: skip
EXTENDABLE = fact(
    "extended_twice", lambda f: f.extensions < 2, Text("办案期限已延长两次", "The limit was extended twice"), law("60")
)  # fmt: skip
SECOND_EXTENSION_DISCUSSED = Guard(
    "extension_not_discussed", lambda s: s.facts.extensions == 0 or s.given["discussed"],
    Text("第二次延期应当经集体讨论决定", "A second extension needs a collective discussion"), law("60"),
)  # fmt: skip

# --- notice, statement, hearing -------------------------------------------------------------------------

NOTIFIED = fact(
    "not_notified", lambda f: f.notice_served,
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
    law("63;64;65"),
    Text("听证笔录和听证报告、放弃听证或者申请期限届满", "a hearing and its report, a waiver, or the end of the period to ask for it"),
)  # fmt: skip
HEARING_OFFERED = Guard(
    "no_hearing_offered", lambda s: s.facts.hearing == "offered" and not s.facts.lapsed("hearing_request", s.now),
    Text("没有告知听证权利，或者申请听证的五个工作日期限已过", "No hearing was offered, or the five working days are over"),
    law("63;64()(1)"),
)  # fmt: skip
HEARING_WANTED = fact(
    "hearing_not_requested", lambda f: f.hearing in ("requested", "convened"),
    Text("当事人没有要求听证", "The party did not ask for a hearing"), law("64"),
)  # fmt: skip
NOTICE_LONG_ENOUGH = Guard(
    "hearing_too_soon", lambda s: s.given["hearing_on"] > s.timer("hearing_notice", s.now),
    Text("应当在举行听证的七个工作日前通知当事人", "Seven full working days must lie between the notice and the hearing"),
    law("64()(2)"),
)  # fmt: skip
HEARING_CONVENED = fact(
    "hearing_not_convened", lambda f: f.hearing == "convened",
    Text("没有已通知、尚未举行的听证", "No hearing is set that was not held"), law("64()(4)"),
)  # fmt: skip
PRESIDER_NEW = Guard(
    "presider_unchanged", lambda s: s.given["presider"].id != s.facts.presider,
    Text("该人员已是通知的听证主持人", "That person is named in the notice already"), law("64()(4)"),
)  # fmt: skip
HEARING_DAY = Guard(
    "hearing_not_due", lambda s: s.now >= (s.facts.due("hearing_day") or date.max),
    Text("未到通知的听证日期", "The day of the hearing has not come"), law("64()(2)"),
)  # fmt: skip
HELD_ON_ITS_DAY = Guard(
    "hearing_on_another_day", lambda s: day_of(s.given["started_at"]) == s.facts.due("hearing_day"),
    Text("听证应当在通知的日期举行；改期的，应当重新通知", "It is held on the day notified; for another day the party is told anew"),
    law("64()(2)"),
)  # fmt: skip
BY_PRESIDER_NAMED = Guard(
    "not_the_presider_named", lambda s: s.who.id == s.facts.presider,
    Text("听证由通知的主持人主持；更换的，由负责人另行指定并通知当事人",
         "Whoever the notice names presides; for another, the head designates him and the party is told"),
    law("64()(4)"),
)  # fmt: skip
HEARING_HELD = fact(
    "no_hearing_to_report", lambda f: f.hearing == "held",
    Text("没有待报告的听证", "No hearing waits for its report"), law("64()(8);65"), Text("听证笔录", "the record of the hearing"),
)  # fmt: skip
BY_PRESIDER = Guard(
    "not_the_presider", lambda s: s.who.id == s.facts.presider,
    Text("听证报告由主持该次听证的人员作出", "Whoever presided over the hearing reports on it"), law("64()(4);65"),
)  # fmt: skip
HEARING_WAIVABLE = fact(
    "no_hearing_to_waive", lambda f: f.hearing in ("offered", "requested", "convened"),
    Text("没有可以放弃的听证", "There is no hearing to waive"), law("64"),
)  # fmt: skip

# --- the decision ---------------------------------------------------------------------------------------

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
CORRECTION_GIVEN = fact(
    "no_correction_ordered", lambda f: f.correction != "",
    Text("实施行政处罚时，应当责令当事人改正或者限期改正", "A penalty goes with an order to correct"), law("28(1)"),
    Text("责令改正通知书", "an order to correct"),
)  # fmt: skip

# --- service and payment --------------------------------------------------------------------------------


def _notice_waits(f: Facts) -> bool:
    undecided = f.decided is None and not f.unpunished
    return undecided and f.notified is not None and not f.notice_served


def _decision_waits(f: Facts) -> bool:
    return (f.decided is not None or f.unpunished) and not f.decision_served


def serves_notice(s: Situation) -> bool:
    """Whether the document entered is the notice, and waits to be served."""
    return s.given["document"] == "prior_notice" and _notice_waits(s.facts)


def _serves_decision(s: Situation) -> bool:
    name = "decision" if s.facts.decided is not None else "no_penalty_decision"
    return s.given["document"] == name and _decision_waits(s.facts)


SOMETHING_TO_SERVE = fact(
    "nothing_to_serve", lambda f: _notice_waits(f) or _decision_waits(f),
    Text("没有待送达的文书", "No document waits to be served"), law("61(1)"),
    Text("告知书或者决定书", "a notice or a decision"),
)  # fmt: skip
SERVABLE = Guard(
    "document_not_servable", lambda s: serves_notice(s) or _serves_decision(s),
    Text("该文书尚未制作或者已经送达", "That document was not made, or was served already"), law("61(1)"),
)  # fmt: skip
ANNOUNCED_LAST = Guard(
    "announcement_too_early", lambda s: s.given["way"] != "announcement" or bool(s.given["reason"]),
    Text("下落不明或者其他方式无法送达的，方可公告送达，并记明原因", "Announcement is the last way; its reason is recorded"),
    (Basis("民事诉讼法", "95"),),
)  # fmt: skip


def _received_between(s: Situation) -> bool:
    made, received = s.facts.made_on or date.min, s.given["received_on"]
    return s.given["way"] == "announcement" or bool(made <= received <= s.now)


RECEIVED_BY_NOW = Guard(
    "received_in_future", _received_between,
    Text("送达日期不得早于文书制作之日，也不得晚于今天", "The day of service lies between the day the document was made and today"),
    (Basis("民事诉讼法", "87"),),
)  # fmt: skip
SERVED = fact(
    "decision_not_served", lambda f: f.decision_served,
    Text("决定书尚未送达，期限不起算", "The decision was not served; no period runs"), law("61(1)"),
    Text("送达决定书", "service of the decision"),
)  # fmt: skip
ANNOUNCEMENT_OVER = Guard(
    "announcement_running", lambda s: s.facts.due("announcement") is None or s.facts.lapsed("announcement", s.now),
    Text("公告送达期限尚未届满，不得结案", "The announcement of the decision still runs"), (Basis("民事诉讼法", "95"),),
    Text("公告期满", "the end of the announcement"),
)  # fmt: skip
BANK_ONLY = entered(
    "officer_takes_money", "way", lambda way: way != "on_the_spot",
    Text("普通程序的罚款应当到指定银行或者通过电子支付系统缴纳，执法人员不得自行收缴",
         "In the ordinary procedure officers take no money: it is paid at the bank"),
    law("67(1);67(2)"),
)  # fmt: skip
