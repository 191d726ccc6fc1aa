"""What no case may do, unless …: the invariants that both penalty procedures keep, stated apart from the guards.

Each is a predicate over one step. The numbers I-… are those of the lines of the `rulebook`, with a letter
where one line says several things; H-… are the house's own. They are written without the guards' code on
purpose: the explorer proves the tables against them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.facts import Facts, Penalty
from xuncheng.rules.procedure.model import Person, Timer


@dataclass(frozen=True)
class Step:
    """One act that the table allowed: what an invariant looks at."""

    before: Facts
    act: str
    who: Person
    given: Mapping[str, Any]
    after: Facts
    now: date
    timer: Timer

    def over(self, clock: str) -> bool:
        """Whether the named period ran and had ended before the act."""
        day = self.before.due(clock)
        return day is not None and day < self.now

    def same(self, *names: str) -> bool:
        """Whether the act left the named facts as they were."""
        return self.before.agrees(self.after, *names)

    @cached_property
    def decides(self) -> bool:
        """Whether the act decides a penalty."""
        return self.before.decided is None and self.after.decided is not None

    @cached_property
    def fined(self) -> Decimal:
        """The fine that stands after the act."""
        return self.after.decided.amount if self.after.decided else Decimal(0)


@dataclass(frozen=True, slots=True)
class Invariant:
    """What may never happen, whatever the order of acts.

    An invariant about certain acts names them in `acts`; an empty set means every act.
    """

    code: str
    says: Text
    holds: Callable[[Step], bool]
    acts: frozenset[str] = frozenset()


def never(code: str, zh: str, en: str, holds: Callable[[Step], bool], *acts: str) -> Invariant:
    """One line of the list: on the named acts (or on every act) `holds` is true."""
    return Invariant(code, Text(zh, en), holds, frozenset(acts))


EVIDENCE_ACTS = ("inspection.record", "interview.record", "evidence.collect")
APPROVALS = (
    "case.file", "case.decline", "recusal.decide", "decision.waive", "deadline.extend", "case.suspend", "case.resume",
    "case.terminate", "panel.discuss", "case.close", "hearing.designate",
)  # fmt: skip


REOPENING = frozenset({"remedy.decide", "decision.revoke"})
"""What may undo a decision: its changing, its fall, its being made anew."""

AFTERWARDS = REOPENING | {
    "remedy.lodge", "remedy.forward", "remedy.accept", "remedy.reply", "remedy.stop_execution", "remedy.lift_stop",
    "remedy.new_facts", "fine.refund", "decision.correct", "transfer.return",
    "publication.publish", "publication.exempt", "publication.withdraw", "publication.update", "publication.shorten",
}  # fmt: skip
"""What may come also once a case is closed or archived: a remedy, the correction of a decision, a transfer that comes back, what is
published and withdrawn after such a result."""

SETTLING = AFTERWARDS | {
    "preservation.dispose", "preservation.release",
    "seizure.ratify", "seizure.test", "seizure.test_end", "seizure.extend", "seizure.tell_extension", "seizure.approve_sale",
    "seizure.sell", "seizure.handle", "seizure.lift", "seizure.release", "seizure.return",
    "transfer.report", "transfer.approve", "transfer.refuse", "transfer.send", "transfer.answer", "transfer.deliver",
    "case.hand_over_answer", "fine.hand_in", "fine.deposit",
    "duty.impose", "works.stop", "duty.serve", "demolition.announce", "duty.performed", "duty.contest", "duty.contest_end",
    "enforcement.remind", "enforcement.object", "enforcement.answer", "enforcement.decide", "enforcement.schedule",
    "demolition.carry_out", "enforcement.suspend", "enforcement.resume", "enforcement.end",
    "behalf.remind", "behalf.object", "behalf.answer", "behalf.decide", "behalf.serve", "behalf.warn", "behalf.carry_out",
    "behalf.performed", "behalf.immediate", "behalf.tell", "behalf.charge", "behalf.pay", "behalf.waive", "behalf.suspend",
    "behalf.resume", "behalf.end",
}  # fmt: skip
"""What must still be settled once the case itself is decided or terminated."""


SPARING = ("decision.waive", "case.educate")
SLIGHT, FIRST = "违法行为轻微并及时改正，没有造成危害后果", "初次违法且危害后果轻微并及时改正"
CHILD, INCAPABLE = "违法行为人不满十四周岁", "违法行为人在不能辨认或者不能控制自己行为时有违法行为"
SLIGHT_BY_FACTS, NO_FAULT = "违法行为轻微，依法可以不予行政处罚", "当事人有证据足以证明没有主观过错"


def _term_over(s: Step) -> bool:
    """The term to correct was over when the re-check began."""
    last = s.before.due("correction")
    return bool(last is not None and last < s.given["began"])


def _on(*grounds: str) -> Callable[[Step], bool]:
    """Whether no penalty is given on one of the grounds."""
    return lambda s: s.given["no_penalty_ground"] in grounds


def two_certified(people: tuple[Person, ...]) -> bool:
    """At least two different people, each with a certificate."""
    return len({one.id for one in people}) > 1 and all(one.certified for one in people)


def undecided(f: Facts) -> bool:
    """Neither a penalty nor its absence was decided."""
    return f.decided is None and f.unpunished is False


def _decision_once(step: Step) -> bool:
    if step.act in REOPENING:
        return True
    outcome = (step.before.decided, step.before.unpunished)
    return outcome == (None, False) or outcome == (step.after.decided, step.after.unpunished)


def _no_heavier(one: Penalty | None, other: Penalty | None) -> bool:
    return other is None or one is None or (one.amount <= other.amount and one.kinds <= other.kinds)


def _settled(f: Facts) -> bool:
    due = f.decided.amount if f.decided else Decimal(0)
    let_go, over = sum(one.forgiven for one in f.executions), any(one.ended for one in f.executions)
    paid = f.paid + let_go >= due + (f.late_fee or Decimal(0))
    paid = paid and (f.late_fee is not None or f.paid_late is False or over)
    return f.terminated or (f.decision_served and paid and f.correction not in {"ordered", "unmet"})


def _starts_paying(step: Step) -> bool:
    """Whoever learns of a fine has the time that the law gives him to pay it."""
    owes = step.after.decision_served and step.fined > step.after.paid
    return step.before.decision_served or not owes or step.after.due("payment") is not None


def _of_a_lawful_device(step: Step) -> bool:
    device = step.given["device"]
    if device is None:
        return True
    done = (device.reviewed_on, device.published_on)
    gone = device.withdrawn_on is not None and device.withdrawn_on <= step.now
    return device.marked and not gone and all(day is not None and day <= step.now for day in done)


def _late_by_its_day(step: Step) -> bool:
    due, paid = step.before.due("payment"), step.given["paid_on"] or step.now
    return step.after.paid_late == (step.before.paid_late or (due is not None and paid > due))


def _accepted_by_review(step: Step) -> bool:
    """Evidence is found true by its review; a monitoring record by its own."""
    return (
        step.same("evidence")
        or step.act == "record.review"
        or (step.act == "evidence.review" and bool(step.given["accepted"]))
    )


SHARED = (
    never("I-1", "无管辖权、未经指定管辖不立案", "no filing without jurisdiction or its designation",
          lambda s: s.after.competent or s.after.designated, "case.propose", "case.open"),
    never("I-2", "过追责时效不立案、不处罚", "neither filing nor penalty once time-barred", lambda s: not s.after.time_barred,
          "case.propose", "case.open", "decision.make"),
    never("I-3", "同案不重复立案", "no second filing", lambda s: not s.after.filed_before, "case.propose", "case.open"),
    never("I-4", "一事不二罚", "no second fine for one act", lambda s: not (s.decides and s.after.fined_before and s.fined > 0)),
    never("I-5", "无责任能力不处罚", "no penalty for a child or without capacity",
          lambda s: not s.decides or (s.after.age != "child" and s.after.capable)),
    never("I-5a", "已决定不予处罚的不再处罚", "no penalty once none was decided", lambda s: not (s.decides and s.before.unpunished)),
    never("I-5b", "轻微、初次违法不罚以复查已改正为前提", "slight and first violations are waived once a re-check found them corrected",
          lambda s: not _on(SLIGHT, FIRST)(s) or s.before.correction == "met", *SPARING),
    never("I-5c", "初次违法不罚限于首次且在清单内", "first violations are waived once, and only what is on the list",
          lambda s: not _on(FIRST)(s) or (s.before.waivable and not s.before.offended_before), *SPARING),
    never("I-5d", "不罚应当教育", "whoever is spared is educated",
          lambda s: not _on(SLIGHT, FIRST, CHILD, INCAPABLE)(s) or bool(s.given["education"]), *SPARING),
    never("I-5e", "没有主观过错有证据", "that there was no fault is proved", lambda s: not _on(NO_FAULT)(s) or bool(s.given["proof"]),
          "decision.waive"),
    never("I-5f", "无责任能力以登记为准", "who cannot answer for himself is registered so",
          lambda s: (not _on(CHILD)(s) or s.before.age == "child") and (not _on(INCAPABLE)(s) or not s.before.capable), *SPARING),
    never("I-5i", "轻微以无危害后果或者后果轻微为前提", "slight is what did no or little harm",
          lambda s: not _on(SLIGHT, FIRST, SLIGHT_BY_FACTS)(s) or s.given["harmless"], *SPARING),
    never("I-6", "未成年人从轻减轻", "minors are dealt with more lightly",
          lambda s: not s.decides or s.after.age != "minor" or s.given["ground"] in {"lighter", "reduced"}),
    never("I-7", "取证由两名持证人员并出示证件", "evidence by two certified officers who show it",
          lambda s: two_certified(s.given["officers"]) and s.given["certificates_shown"], *EVIDENCE_ACTS),
    never("I-7a", "承办、复查人员为两名持证人员", "two certified officers in charge and at the re-check",
          lambda s: two_certified(s.given["officers"]), "case.propose", "case.open", "correction.recheck"),
    never("I-7b", "承办人员办理", "officers in charge do the handling", lambda s: s.who.id in s.before.investigators,
          *EVIDENCE_ACTS, "evidence.review", "correction.order", "correction.recheck", "statement.hear"),
    never("I-7c", "呈批（立卷）人是承办人", "whoever proposes is in charge", lambda s: s.who.id in s.after.investigators,
          "case.propose", "case.open"),
    never("I-8", "监控记录出自经审核的设备", "monitoring records of reviewed devices only",
          _of_a_lawful_device, "evidence.collect"),
    never("I-9", "非法证据不得使用", "no unlawful evidence", lambda s: s.given["lawful"], "evidence.collect"),
    never("I-9a", "未经查证属实的证据不得使用", "no penalty on evidence not found true",
          lambda s: not s.decides or (s.before.evidence and not s.before.pending)),
    never("I-9b", "采信以审查为前提", "evidence is accepted by its review alone",
          _accepted_by_review),
    never("I-9c", "审查有待审证据", "only collected evidence is reviewed", lambda s: s.before.pending, "evidence.review"),
    never("I-15c", "陈述未复核不得重新告知", "no new notice over a statement not re-checked",
          lambda s: s.before.statement != "received", "notice.give", "rights.tell"),
    never("I-16", "决定不重于告知", "no decision heavier than notified",
          lambda s: not s.decides or (s.before.notified is not None and _no_heavier(s.after.decided, s.before.notified))),
    never("I-16a", "不因申辩、听证加重", "no heavier notice after the party defended himself",
          lambda s: _no_heavier(s.after.notified, s.before.ceiling), "notice.give", "rights.tell"),
    never("I-16b", "申辩、听证后以告知为上限", "a defence makes the notified penalty the ceiling",
          lambda s: s.after.hearing == "waived" or s.after.ceiling == s.before.notified,
          "statement.hear", "statement.submit", "hearing.hold"),
    never("I-16c", "上限只降不升", "the ceiling never rises", lambda s: s.same("ceiling") or s.before.ceiling is None
          or (s.after.ceiling is not None and _no_heavier(s.after.ceiling, s.before.ceiling))),
    never("I-23", "不得无据低于下限", "not below the range without a ground",
          lambda s: not s.decides or s.fined == 0 or s.fined >= s.after.fine_min or s.given["ground"] == "reduced"),
    never("I-24", "不得高于上限", "never above the range", lambda s: not s.decides or s.fined <= s.after.fine_max),
    never("I-24a", "处罚种类有法定依据", "only kinds of penalty that the law provides",
          lambda s: not s.decides or (s.after.decided is not None and frozenset() < s.after.decided.kinds <= s.after.kinds)),
    never("I-24b", "罚款与数额一致", "a fine has its amount, nothing else has one",
          lambda s: not s.decides or (s.after.decided is not None and ("fine" in s.after.decided.kinds) == (s.fined > 0))),
    never("I-24c", "告知、讨论的处罚有据", "what is notified and discussed is a lawful kind with its amount",
          lambda s: frozenset() < s.given["kinds"] <= s.before.kinds and ("fine" in s.given["kinds"]) == (s.given["amount"] > 0),
          "notice.give", "rights.tell", "panel.discuss"),
    never("I-25", "责令改正在先", "correction first where the matter says so",
          lambda s: not (s.decides and s.after.correct_first) or s.before.correction == "unmet"),
    never("I-25a", "未逾期复查只可认定已改正", "not found uncorrected before the term is over",
          lambda s: s.given["corrected"] or s.before.correction == "unmet" or _term_over(s), "correction.recheck"),
    never("I-25b", "复查以责令为前提", "a re-check follows an order",
          lambda s: s.before.correction in {"ordered", "unmet"}, "correction.recheck"),
    never("I-25g", "复查在责令改正之后进行", "the re-check comes between the order and today",
          lambda s: (s.before.ordered_on or s.given["began"]) <= s.given["began"] <= s.now, "correction.recheck"),
    never("I-25c", "责令改正书交付当事人", "the order is delivered", lambda s: s.given["delivered"], "correction.order"),
    never("I-25d", "未复查不得另行责令改正", "no second order before the re-check",
          lambda s: s.before.correction not in {"ordered", "unmet"}, "correction.order"),
    never("I-25e", "责令改正给予期限", "the order leaves time to correct", lambda s: (s.after.due("correction") or date.min) >= s.now,
          "correction.order"),
    never("I-25f", "改正情况以复查为准", "whether it was corrected only a re-check tells",
          lambda s: s.same("correction") or s.act in {"correction.order", "correction.recheck"}),
    never("I-26", "适用有效的事项版本", "the version of the matter applies", lambda s: not s.decides or s.after.matter_applies),
    never("I-28", "送达罚款决定即起算缴款期限", "service starts the time to pay", _starts_paying),
    never("I-31a", "缴款有票据", "money has its receipt", lambda s: bool(s.given["receipt"]), "fine.pay"),
    never("I-33", "逾期方可加处罚款", "a late fee only once overdue", lambda s: s.before.paid_late or s.over("payment"), "latefee.impose"),
    never("I-33a", "加处罚款只作一次", "one late fee", lambda s: s.before.late_fee is None, "latefee.impose"),
    never("I-33b", "是否逾期以缴款之日为准", "money counts as late by the day of its payment", _late_by_its_day, "fine.pay"),
    never("I-33c", "缴款日期不晚于今天", "nothing is paid ahead of today", lambda s: (s.given["paid_on"] or s.now) <= s.now, "fine.pay"),
    never("I-34", "加处不超过本金", "no late fee above the fine", lambda s: (s.after.late_fee or 0) <= s.fined),
    never("I-34a", "加处罚款有数额", "a late fee has an amount", lambda s: (s.after.late_fee or 0) > 0, "latefee.impose"),
    never("I-57", "履行完毕、改正到位方可结案", "closed only when performed, corrected and settled",
          lambda s: _settled(s.before), "case.close"),
    never("I-58", "结案后方可归档", "archived only when closed", lambda s: s.after.closed or s.after.declined, "case.archive"),
    never("I-58a", "归档后不再变动", "nothing changes after archiving", lambda s: not s.before.archived or s.act in AFTERWARDS),
    never("I-61", "不得审批自己的案件", "nobody approves in his own case",
          lambda s: s.who.id not in s.before.investigators | s.before.recused, *APPROVALS),
    never("I-61a", "呈批人始终在承办人员之列，或者已回避", "whoever proposed is in charge, or was recused",
          lambda s: s.same("investigators", "recused") or s.before.investigators <= s.after.investigators | s.after.recused),
    never("H-1", "案件结束后只可归档", "after its end a case is only archived",
          lambda s: not (s.before.closed or s.before.declined) or s.act in AFTERWARDS | {"case.archive"}),
    never("H-2", "决定只作一次", "one decision", _decision_once),
    never("H-4", "缴款不超应缴", "nobody pays more than he owes",
          lambda s: 0 < s.given["amount"] <= s.fined + (s.before.late_fee or 0) - s.before.paid, "fine.pay"),
    never("H-5", "送达后方可收缴", "no money before service", lambda s: s.before.decision_served, "fine.pay", "latefee.impose"),
    never("H-6", "放弃权利有签字", "a waiver is signed", lambda s: s.given["signed"], "statement.waive", "hearing.waive"),
    never("H-7", "负责人审批", "the head approves", lambda s: "head" in s.who.roles, *APPROVALS),
    never("H-8", "已有陈述的不得放弃", "no waiver of a statement already made", lambda s: s.before.statement == "", "statement.waive"),
    never("H-9", "复核以陈述为前提", "a re-check follows a statement", lambda s: s.before.statement == "received", "statement.recheck"),
    never("H-9a", "前一陈述复核后方再听取", "each statement is re-checked before the next",
          lambda s: s.before.statement != "received", "statement.hear", "statement.submit"),
    never("H-9b", "陈述只因复核而了结", "only its re-check settles a statement",
          lambda s: s.act in REOPENING | {"statement.recheck"} or s.same("statement") or s.before.statement != "received"),
    never("H-10", "终止后只可了结、结案、归档", "after termination a case is only settled, closed and archived",
          lambda s: not s.before.terminated or s.act in SETTLING | {"case.close", "case.archive"}),
    never("H-11", "决定后不再陈述、责令", "no statement and no order after the decision", lambda s: undecided(s.before),
          "correction.order", "statement.hear", "statement.submit", "statement.recheck", "statement.waive", "case.terminate"),
    never("H-12", "立卷只作一次", "a case begins once", lambda s: not s.before.proposed, "case.propose", "case.open"),
    never("H-13", "结束后无期限", "no period runs in a case that is over", lambda s: not s.after.clocks, "case.close", "case.terminate"),
)  # fmt: skip
"""What both tables keep."""
