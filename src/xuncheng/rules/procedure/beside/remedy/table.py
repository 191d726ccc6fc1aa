"""The table of remedies: lodged, forwarded, answered, decided; and the agency's own correction of its decisions.

It runs beside both procedures. Beside the simple one reconsideration comes before any suit.
"""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure.beside.remedy import effects as e
from xuncheng.rules.procedure.beside.remedy import guards as r
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure

Guards = tuple[Guard, ...]

EVIDENCE = (
    "inspection.record", "interview.record", "evidence.collect",
    "preservation.propose", "preservation.approve", "evidence.preserve",
    "party.summon", "sample.take", "test.commission", "record.take",
)  # fmt: skip
"""Acts that gather evidence against the party, in the case and beside it."""

COMPULSION = (
    "latefee.impose", "fine.remind",
    "demolition.announce", "enforcement.remind", "enforcement.decide", "enforcement.schedule", "demolition.carry_out",
    "behalf.remind", "behalf.decide", "behalf.warn", "behalf.carry_out",
)  # fmt: skip
"""Acts that go on against the party's will, in the case and beside it: none of them while execution is stopped."""

DEMOLITION = ("enforcement.decide", "enforcement.schedule", "demolition.carry_out")
"""Steps of a forced demolition that wait for the end of every remedy, unless the works were in progress."""

NOT_WHILE_PENDING: tuple[str, ...] = ("court.apply",)
"""Acts that wait for the end of every remedy (行政强制法第五十三条)."""


def _rows(anybody: Guards, head: Guards, first: Guards) -> tuple[ActRule, ...]:
    return (
        ActRule(
            "remedy.lodge", Text("登记复议（诉讼）", "Enter a remedy"), r.RECONSIDERATION, e.lodged,
            requires=(r.STANDS, r.NONE_PENDING), by=anybody,
            checks=(r.KIND_KNOWN, r.ONE_RECONSIDERATION, *first, r.THROUGH_US, r.LODGED_BY_NOW),
            inputs=("kind", "through_us", "brief", "lodged_on", "received_by_us"), starts=(e.FORWARDING, *e.REPLIES),
        ),
        ActRule(
            "remedy.forward", Text("转送复议申请", "Forward an application"), (Basis(r.ARL, "32"),), e.forwarded,
            requires=(r.TO_FORWARD,), by=anybody, checks=(r.THAT_TO_FORWARD,), inputs=("remedy",),
        ),
        ActRule(
            "remedy.accept", Text("收到复议答复通知", "Enter the notice to answer"), (Basis(r.ARL, "48;54"),), e.accepted,
            requires=(r.FORWARDED,), by=anybody, checks=(r.THAT_FORWARDED, r.RECEIVED_BY_NOW),
            inputs=("remedy", "brief", "received_by_us"), starts=(e.REPLY, e.BRIEF_REPLY),
        ),
        ActRule(
            "remedy.reply", Text("答复（应诉）", "Answer"), r.ANSWER, e.replied,
            requires=(r.TO_ANSWER,), by=anybody, checks=(r.THAT_TO_ANSWER,), inputs=("remedy",),
            makes=("remedy_reply", "court_answer", "remedy_evidence"),
        ),
        ActRule(
            "remedy.stop_execution", Text("停止执行", "Stop the execution"), r.STOPPING, e.stopped,
            requires=(r.NOT_STOPPED_YET,), by=anybody, checks=(r.THAT_NOT_STOPPED, r.ORDERED, r.OWN_STOP_BY_HEAD),
            inputs=("remedy", "ordered_by"),
        ),
        ActRule(
            "remedy.lift_stop", Text("解除停止执行", "Let the execution go on"), r.STOPPING, e.lifted,
            requires=(r.STOPPED,), by=anybody, checks=(r.THAT_STOPPED,), inputs=("remedy",),
        ),
        ActRule(
            "remedy.decide", Text("登记复议（诉讼）结果", "Enter the result of a remedy"), r.RESULT, e.decided,
            requires=(r.PENDING,), by=anybody,
            checks=(
                r.THAT_PENDING, r.OUTCOME_KNOWN, r.ONLY_WITHDRAWN, r.DECIDED_BY_NOW, r.SOMETHING_TO_ALTER, r.ONLY_FOR_CHANGE,
                r.NEVER_HEAVIER,
            ),
            inputs=("remedy", "outcome", "decided_on", "kinds", "amount"),
        ),
        ActRule(
            "remedy.new_facts", Text("认定新的事实和理由", "Find other facts or reasons"), r.BARRED.basis, e.new_facts,
            requires=(r.BARRED,), by=head,
        ),
        ActRule(
            "fine.refund", Text("退还罚款", "Pay money back"), r.REFUND, e.refunded,
            requires=(r.TO_REFUND,), by=anybody, checks=(r.THAT_REFUND,), inputs=("remedy", "refund"),
        ),
        ActRule(
            "decision.correct", Text("更正决定书", "Correct the wording of a decision"), law("75(2)"), lambda s: s.facts,
            requires=(r.DECIDED,), by=head, makes=("decision_correction",),
        ),
        ActRule(
            "decision.revoke", Text("自行撤销决定", "Revoke a decision of one's own motion"), law("75(2)"), e.revoked,
            requires=(r.DECIDED,), by=head, inputs=("redo",), makes=("decision_revocation",),
        ),
    )  # fmt: skip


CONDITIONS = {
    "case.close": (r.SETTLED, r.PAID_BACK),
    **dict.fromkeys(EVIDENCE, (r.NO_EVIDENCE,)),
    **dict.fromkeys(COMPULSION, (r.GOES_ON,)),
    **dict.fromkeys(DEMOLITION, (r.NOT_DEMOLISHED, r.GOES_ON)),
    **dict.fromkeys(NOT_WHILE_PENDING, (r.NOT_PENDING,)),
}
CHECKS = {"decision.make": (r.NOT_THE_SAME,)}
SINCE = date(2024, 1, 1)

REMEDY = Procedure(
    name="remedy",
    label=Text("行政复议和行政诉讼", "reconsideration and litigation"),
    version="2024",
    since=SINCE,
    beside=frozenset({"ordinary"}),
    conditions=CONDITIONS,
    checks=CHECKS,
    acts=_rows((c.NOT_RECUSED,), (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED), ()),
)
SPOT_REMEDY = Procedure(
    name="remedy_on_the_spot",
    label=Text("对当场处罚的行政复议和行政诉讼", "remedies against on-the-spot penalties"),
    version="2024",
    since=SINCE,
    beside=frozenset({"simple"}),
    conditions=CONDITIONS,
    checks=CHECKS,
    acts=_rows((), (g.BY_HEAD, g.NOT_OWN_CASE), (r.RECONSIDERATION_FIRST,)),
)
