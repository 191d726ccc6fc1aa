"""What no case may do, unless …: the invariants of the two penalty procedures, stated apart from the guards.

Each is a predicate over one step. The numbers I-… are those of the rulebook's list; H-… are the house's own.
They are written without the guards' code on purpose: the explorer proves the table against them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from xuncheng.rules.procedure.explore import TODAY, Invariant, Step
from xuncheng.rules.procedure.facts import Facts

EVIDENCE_ACTS = {"inspection.record", "interview.record", "evidence.collect"}
APPROVALS = {"case.file", "case.decline", "decision.make", "decision.waive", "case.close"}


def _on(*acts: str) -> frozenset[str]:
    return frozenset(acts)


def _over(facts: Facts, clock: str) -> bool:
    day = dict(facts.clocks).get(clock)
    return day is not None and day < TODAY


def _decides(step: Step) -> bool:
    return step.before.decided is None and step.after.decided is not None


def _fined(step: Step) -> Decimal:
    return step.after.decided.amount if step.after.decided else Decimal(0)


def _two_certified(step: Step) -> bool:
    officers = step.given["officers"]
    return len({o.id for o in officers}) > 1 and all(o.certified for o in officers)


def _heard(f: Facts) -> bool:
    return f.notice_served and (
        f.statement in {"rechecked", "waived"} or (f.statement == "" and _over(f, "statement"))
    )


def _hearing_done(f: Facts) -> bool:
    asked_too_late = f.hearing == "offered" and _over(f, "hearing_request")
    return f.hearing in {"held", "waived"} or asked_too_late


def _hearing_needed(f: Facts) -> bool:
    return f.notified is not None and f.notified.amount > f.hearing_over


def _reviewed_when_due(f: Facts) -> bool:
    due = f.grave or f.public_interest or f.hearing == "held"
    return not due or f.review == "passed"


def _settled(f: Facts) -> bool:
    paid = f.paid >= f.fine + (f.late_fee or 0) and (f.late_fee is not None or not f.paid_late)
    return f.terminated or (f.decision_served and paid and f.correction not in {"ordered", "unmet"})


def _silent_while_suspended(step: Step) -> bool:
    return not step.before.suspended or step.act in {"case.resume", "case.terminate"}


def _decision_once(step: Step) -> bool:
    before = step.before
    if before.decided is None and not before.unpunished:
        return True
    return (step.after.decided, step.after.unpunished) == (before.decided, before.unpunished)


SHARED = (
    Invariant("I-1", "无管辖权不立案", lambda s: not s.after.proposed or s.after.competent),
    Invariant("I-2", "过追责时效不立案", lambda s: not s.after.proposed or not s.after.time_barred),
    Invariant("I-3", "同案不重复立案", lambda s: not s.after.proposed or not s.after.filed_before),
    Invariant("I-4", "一事不二罚", lambda s: not (_decides(s) and s.after.fined_before and _fined(s) > 0)),
    Invariant(
        "I-5", "无责任能力不处罚", lambda s: not _decides(s) or (s.after.age != "child" and s.after.capable)
    ),
    Invariant(
        "I-6", "未成年人从轻减轻",
        lambda s: not _decides(s) or s.after.age != "minor" or s.given["ground"] in {"lighter", "reduced"},
    ),
    Invariant("I-7", "两名持证人员并出示证件", lambda s: _two_certified(s) and s.given["certificates_shown"], _on(*EVIDENCE_ACTS)),
    Invariant("I-7a", "承办人员为两名持证人员", _two_certified, _on("case.propose", "case.open", "correction.recheck")),
    Invariant("I-7b", "取证由本案承办人员办理", lambda s: s.who.id in s.before.investigators, _on(*EVIDENCE_ACTS, "evidence.review")),
    Invariant("I-9", "非法证据不得使用", lambda s: s.given["lawful"], _on("evidence.collect")),
    Invariant("I-11", "回避人员不得取证", lambda s: not {o.id for o in s.given["officers"]} & s.before.recused, _on(*EVIDENCE_ACTS)),
    Invariant(
        "I-23", "不得无据低于下限",
        lambda s: not _decides(s) or _fined(s) == 0 or _fined(s) >= s.after.fine_min or s.given["ground"] == "reduced",
    ),
    Invariant("I-24", "不得高于上限", lambda s: not _decides(s) or _fined(s) <= s.after.fine_max),
    Invariant("I-25", "责令改正在先", lambda s: not (_decides(s) and s.after.correct_first) or s.before.correction == "unmet"),
    Invariant("I-26", "适用有效的事项版本", lambda s: not _decides(s) or s.after.matter_applies),
    Invariant("I-33", "逾期方可加处罚款", lambda s: s.before.paid_late or _over(s.before, "payment"), _on("latefee.impose")),
    Invariant("I-34", "加处不超过本金", lambda s: (s.after.late_fee or 0) <= s.after.fine),
    Invariant("I-57", "履行完毕方可结案", lambda s: _settled(s.before), _on("case.close")),
    Invariant("I-58", "结案后方可归档", lambda s: not s.after.archived or s.after.closed or s.after.declined),
    Invariant(
        "I-61", "不得审批自己的案件",
        lambda s: s.who.id not in s.before.investigators | {s.before.proposer}, _on(*APPROVALS - {"decision.make"}),
    ),
)  # fmt: skip

HOUSE = (
    Invariant("H-1", "案件结束后只可归档", lambda s: not (s.before.closed or s.before.declined) or s.act == "case.archive"),
    Invariant("H-2", "中止期间不办理", _silent_while_suspended),
    Invariant("H-3", "决定只作一次", _decision_once),
    Invariant("H-4", "处罚种类有法定依据", lambda s: not _decides(s) or bool(s.after.decided and s.after.decided.kinds <= s.after.kinds)),
    Invariant(
        "H-5", "罚款与数额一致",
        lambda s: not _decides(s) or bool(s.after.decided and ("fine" in s.after.decided.kinds) == (_fined(s) > 0)),
    ),
    Invariant("H-6", "未逾期复查只可认定已改正", lambda s: s.given["corrected"] or s.before.correction == "unmet" or _over(s.before, "correction"), _on("correction.recheck")),
    Invariant("H-7", "复查以责令为前提", lambda s: s.before.correction in {"ordered", "unmet"}, _on("correction.recheck")),
    Invariant("H-8", "责令改正书交付当事人", lambda s: s.given["delivered"], _on("correction.order")),
    Invariant("H-9", "责令改正不中断前一期限", lambda s: s.before.correction not in {"ordered", "unmet"}, _on("correction.order")),
    Invariant("H-10", "缴款有票据且不超应缴", lambda s: bool(s.given["receipt"]) and 0 < s.given["amount"] <= s.before.fine + (s.before.late_fee or 0) - s.before.paid, _on("fine.pay")),
    Invariant("H-11", "送达后方可收缴", lambda s: s.before.decision_served, _on("fine.pay", "latefee.impose")),
    Invariant("H-12", "放弃权利有签字", lambda s: s.given["signed"], _on("statement.waive", "hearing.waive")),
    Invariant("H-13", "加处罚款只作一次", lambda s: s.before.late_fee is None, _on("latefee.impose")),
    Invariant("H-14", "改正由承办人员办理", lambda s: s.who.id in s.before.investigators, _on("correction.order", "correction.recheck", "statement.hear")),
    Invariant("H-15", "审查有待审证据", lambda s: s.before.pending, _on("evidence.review")),
    Invariant("H-16", "负责人审批", lambda s: "head" in s.who.roles, _on(*APPROVALS - {"decision.make"}, "case.terminate")),
    Invariant("H-17", "陈述申辩依次办理", lambda s: s.before.statement == "", _on("statement.hear", "statement.waive")),
    Invariant("H-18", "复核以陈述为前提", lambda s: s.before.statement == "received", _on("statement.recheck")),
    Invariant("H-19", "终止后不再办理", lambda s: not s.before.terminated or s.act in {"case.close", "case.archive"}),
    Invariant("H-20", "归档只作一次", lambda s: not s.before.archived),
    Invariant("H-21", "呈批人是承办人", lambda s: s.who.id in s.after.investigators, _on("case.propose", "case.open")),
    Invariant("H-22", "决定后不再陈述改正", lambda s: s.before.decided is None and not s.before.unpunished, _on("correction.order", "statement.hear", "statement.recheck", "statement.waive")),
    Invariant("H-23", "立卷只作一次", lambda s: not s.before.proposed, _on("case.propose", "case.open")),
)  # fmt: skip

ORDINARY_ONLY = (
    Invariant("I-15", "告知并听取陈述后方可决定", lambda s: not _decides(s) or _heard(s.before)),
    Invariant(
        "I-16", "决定不重于告知",
        lambda s: not _decides(s)
        or (s.before.notified is not None and _fined(s) <= s.before.notified.amount and s.given["kinds"] <= s.before.notified.kinds),
    ),
    Invariant("I-16a", "不因申辩加重", lambda s: s.before.ceiling is None or s.given["amount"] <= s.before.ceiling.amount, _on("notice.give")),
    Invariant("I-17", "应当听证的已落实", lambda s: not (_decides(s) and _hearing_needed(s.before)) or _hearing_done(s.before)),
    Invariant("I-18", "应当法制审核的已通过", lambda s: not _decides(s) or _reviewed_when_due(s.before)),
    Invariant("I-19", "审核人、主持人非调查人员", lambda s: s.who.id not in s.before.investigators, _on("legality.review", "hearing.hold")),
    Invariant("I-20", "调查人员不参加表决", lambda s: not {m.id for m in s.given["members"]} & s.before.investigators, _on("panel.discuss")),
    Invariant("I-21", "重大案件集体讨论且一致", lambda s: not (_decides(s) and s.after.grave) or s.before.panel == s.after.decided),
    Invariant("I-22", "期限内决定", lambda s: not _over(s.before, "decision"), _on("decision.make", "decision.waive", "deadline.extend")),
    Invariant("I-28", "送达后期间方起算", lambda s: all(
        (s.after.decision_served if name == "payment" else s.after.notice_served) for name, _ in s.after.clocks
        if name in {"payment", "statement", "hearing_request"})),
    Invariant("I-28a", "送达不早于制作、不重复", lambda s: (s.before.notified is not None and not s.before.notice_served) if s.given["document"] == "prior_notice"
        else ((s.before.decided is not None or s.before.unpunished) and not s.before.decision_served), _on("document.serve")),
    Invariant("I-28b", "送达日期不在将来", lambda s: s.given["way"] == "announcement" or s.given["received_on"] <= TODAY, _on("document.serve")),
    Invariant("I-29", "公告送达记明原因", lambda s: s.given["way"] != "announcement" or bool(s.given["reason"]), _on("document.serve")),
    Invariant("I-30", "电子送达经同意", lambda s: s.given["way"] != "electronic" or s.given["consented"], _on("document.serve")),
    Invariant("I-31", "执法人员不收款", lambda s: s.given["way"] != "on_the_spot", _on("fine.pay")),
    Invariant("I-61a", "不得决定自己的案件", lambda s: s.who.id not in s.before.investigators | {s.before.proposer}, _on("decision.make")),
    Invariant("H-30", "负责人决定", lambda s: "head" in s.who.roles, _on("decision.make", "recusal.decide", "deadline.extend", "case.suspend", "case.resume", "panel.discuss")),
    Invariant("H-31", "审核人员审核", lambda s: "reviewer" in s.who.roles, _on("legality.review")),
    Invariant("H-32", "调查终结有据", lambda s: s.before.evidence and not s.before.pending and s.before.recorded, _on("investigation.conclude")),
    Invariant("H-33", "终结后不再取证", lambda s: not s.before.concluded, _on(*EVIDENCE_ACTS, "evidence.review", "investigation.conclude", "recusal.decide")),
    Invariant("H-34", "承办人终结和告知", lambda s: s.who.id in s.before.investigators, _on("investigation.conclude", "notice.give")),
    Invariant("H-35", "终结后方可告知、审核、讨论", lambda s: s.before.concluded, _on("notice.give", "decision.waive", "legality.review", "panel.discuss")),
    Invariant("H-36", "立案后方可终结、终止、中止、送达", lambda s: s.before.filed, _on( "investigation.conclude", "case.terminate", "case.suspend", "deadline.extend", "document.serve", "decision.waive")),
    Invariant("H-37", "呈批后方可审批和取证", lambda s: s.before.proposed, _on("case.file", "case.decline", "recusal.decide", *EVIDENCE_ACTS)),
    Invariant("H-38", "立案只作一次", lambda s: not s.before.filed, _on("case.file", "case.decline")),
    Invariant("H-39", "延期不超过两次，第二次经讨论", lambda s: s.before.extensions == 0 or (s.before.extensions == 1 and s.given["discussed"]), _on("deadline.extend")),
    Invariant("H-40", "处罚同时责令改正", lambda s: not _decides(s) or s.before.correction != ""),
    Invariant("H-41", "听证依次办理", lambda s: s.before.hearing == "offered" and not _over(s.before, "hearing_request"), _on("hearing.request")),
    Invariant("H-42", "听证应申请召集", lambda s: s.before.hearing == "requested", _on("hearing.convene")),
    Invariant("H-43", "听证提前七个工作日通知", lambda s: dict(s.after.clocks)["hearing_day"] >= dict(s.after.start("x", s.given["hearing_on"]).clocks)["x"].replace(day=3), _on("hearing.convene")),
    Invariant("H-44", "听证按期举行", lambda s: s.before.hearing == "convened" and _over(s.before, "hearing_day"), _on("hearing.hold")),
    Invariant("H-45", "可放弃的听证", lambda s: s.before.hearing in {"offered", "requested", "convened"}, _on("hearing.waive")),
    Invariant("H-46", "告知后方可陈述", lambda s: s.before.notice_served, _on("statement.hear", "statement.waive", "statement.recheck")),
    Invariant("H-47", "听取后方可审核讨论", lambda s: _heard(s.before) and (_hearing_done(s.before) or not _hearing_needed(s.before)), _on("legality.review", "panel.discuss")),
    Invariant("H-48", "两名以上负责人讨论", lambda s: len({m.id for m in s.given["members"] if "head" in m.roles}) > 1 and all("head" in m.roles for m in s.given["members"]), _on("panel.discuss")),
    Invariant("H-49", "中止后方可恢复", lambda s: s.before.suspended, _on("case.resume")),
    Invariant("H-50", "回避对象是承办人、接替合格", lambda s: s.given["officer"].id in s.before.investigators and s.given["replacement"].certified
        and s.given["replacement"].id not in s.before.investigators | s.before.recused, _on("recusal.decide")),
    Invariant("H-51", "告知的处罚有据", lambda s: s.given["kinds"] <= s.before.kinds and ("fine" in s.given["kinds"]) == (s.given["amount"] > 0), _on("notice.give", "panel.discuss")),
    Invariant("H-52", "决定后不再走决定前步骤", lambda s: s.before.decided is None and not s.before.unpunished, _on( "notice.give", "hearing.request", "hearing.convene", "hearing.hold", "hearing.waive", "legality.review", "panel.discuss", "deadline.extend", "case.suspend", "case.terminate", "investigation.conclude")),
)  # fmt: skip

SIMPLE_ONLY = (
    Invariant("I-12", "简易程序限额", lambda s: not _decides(s) or _fined(s) <= (200 if s.after.party == "person" else 3000)),
    Invariant("I-12a", "简易程序处罚种类", lambda s: not _decides(s) or s.given["kinds"] <= {"warning", "fine"}),
    Invariant("I-13", "备案后方可结案", lambda s: s.before.lodged or s.before.terminated, _on("case.close")),
    Invariant("I-31s", "当场收缴限额", lambda s: s.given["way"] != "on_the_spot" or s.before.fine <= 100 or bool(s.given["reason"]), _on("fine.pay")),
    Invariant("S-1", "当场告知后方可决定", lambda s: not _decides(s) or (s.before.told and s.before.statement != "received")),
    Invariant("S-2", "事实清楚方可当场处罚", lambda s: not _decides(s) or s.before.pending or s.before.evidence),
    Invariant("S-3", "承办人当场决定", lambda s: s.who.id in s.before.investigators, _on("decision.make", "rights.tell")),
    Invariant("S-4", "决定书当场交付", lambda s: s.given["delivered"], _on("decision.make")),
    Invariant("S-5", "出示证件", lambda s: s.given["certificates_shown"], _on("case.open")),
    Invariant("S-6", "立卷后方可办理", lambda s: s.act == "case.open" or s.before.proposed),
    Invariant("S-7", "告知后方可陈述", lambda s: s.before.told, _on("statement.hear", "statement.waive", "statement.recheck")),
    Invariant("S-8", "备案以决定为前提且只作一次", lambda s: s.before.decided is not None and not s.before.lodged, _on("decision.lodge")),
    Invariant("S-9", "决定后不再取证告知", lambda s: s.before.decided is None, _on(*EVIDENCE_ACTS, "rights.tell", "case.terminate")),
)  # fmt: skip

ORDINARY_INVARIANTS = (*SHARED, *HOUSE, *ORDINARY_ONLY)
SIMPLE_INVARIANTS = (*SHARED, *HOUSE, *SIMPLE_ONLY)
