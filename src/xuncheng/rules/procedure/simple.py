"""The simple procedure (简易程序, 当场处罚), act by act. Administrative Penalty Law, chapter 5, section 2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.ordinary import AMONG_OFFICERS, COMPETENT, NOT_BARRED, NOT_FILED_BEFORE
from xuncheng.rules.procedure.steps import penalty

LIMITS = {"person": Decimal(200), "organisation": Decimal(3000)}
"""Highest fine on the spot, CNY (第五十一条)."""
COLLECTED_ON_THE_SPOT = Decimal(100)
"""Highest fine that officers may collect at once without further reason, CNY (第六十八条第一项)."""

NOT_OPENED = fact(
    "already_opened", lambda f: not f.proposed, Text("已现场立卷", "The case is open"), law("51")
)
OPENED = fact("not_opened", lambda f: f.proposed, Text("尚未现场立卷", "The case is not open"), law("51"))
FACTS_CLEAR = fact(
    "facts_unclear", lambda f: f.pending or f.evidence,
    Text("违法事实确凿并有证据的，方可当场处罚", "Only clear and evidenced facts are penalised on the spot"), law("51"),
    Text("现场证据", "evidence on the spot"),
)  # fmt: skip
TOLD = fact(
    "rights_not_told", lambda f: f.told,
    Text("应当先告知当事人拟处罚的内容、事实、理由、依据及其权利", "The party must first be told what, why and his rights"),
    law("44"), Text("当场告知", "telling the party"),
)  # fmt: skip
STATEMENT_CONSIDERED = fact(
    "statement_not_considered", lambda f: f.statement != "received",
    Text("当事人的陈述申辩应当复核", "The statement must be re-checked"), law("45(1)"), Text("复核意见", "a re-check"),
)  # fmt: skip
WITHIN_SIMPLE = Guard(
    "not_simple",
    lambda s: s.given["kinds"] <= {"warning", "fine"} and s.given["amount"] <= LIMITS[s.facts.party],
    Text("超出简易程序的适用范围（公民二百元、法人或者其他组织三千元以下罚款或者警告），应当适用普通程序",
         "Beyond the simple procedure (fine of 200 for a citizen, 3,000 for an organisation, or a warning)"),
    law("51"),
)  # fmt: skip
COLLECTABLE = Guard(
    "officer_takes_money",
    lambda s: s.given["way"] != "on_the_spot" or s.facts.fine <= COLLECTED_ON_THE_SPOT or bool(s.given["reason"]),
    Text("一百元以下罚款，或者不当场收缴事后难以执行的，执法人员方可当场收缴",
         "Officers take at most 100, or more where it could hardly be enforced later"), law("68"),
)  # fmt: skip
LODGED = fact(
    "not_lodged", lambda f: f.terminated or f.lodged,
    Text("当场作出的处罚决定应当报所属行政机关备案", "An on-the-spot decision must be lodged with the agency"), law("52(3)"),
    Text("备案", "lodging"),
)  # fmt: skip
NOT_LODGED = fact("already_lodged", lambda f: not f.lodged, Text("已备案", "It was lodged"), law("52(3)"))


def _open(s: Situation) -> Facts:
    team = frozenset(officer.id for officer in s.given["officers"])
    return replace(s.facts, proposed=True, proposer=s.who.id, investigators=team)


def _decide(s: Situation) -> Facts:
    facts = replace(s.facts, decided=penalty(s), decision_served=True, clocks=_kept(s.facts))
    facts = facts.start("lodging", s.timer("lodging", s.now))
    return facts.start("payment", s.timer("payment", s.now)) if facts.owed > 0 else facts


def _kept(facts: Facts) -> tuple[tuple[str, date], ...]:
    return tuple(pair for pair in facts.clocks if pair[0] == "correction")


ON_THE_SPOT = (OPENED, g.OPEN, g.NOT_TERMINATED, g.UNDECIDED)


def _payment_rows() -> tuple[ActRule, ...]:
    pay, late = steps.payment_rows(COLLECTABLE)
    return replace(pay, inputs=(*pay.inputs, "reason")), late


SIMPLE = Procedure(
    name="simple",
    label=Text("简易程序", "simple procedure"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(
        ActRule(
            "case.open", Text("现场立卷", "Open on the spot"), law("51;52(1)"), _open,
            requires=(NOT_OPENED, COMPETENT, NOT_BARRED, NOT_FILED_BEFORE),
            checks=(g.TWO_OFFICERS, AMONG_OFFICERS, g.CERTIFICATES_SHOWN),
            inputs=("officers", "certificates_shown"),
        ),
        *steps.evidence_rows(*ON_THE_SPOT),
        *steps.CORRECTION_ROWS,
        ActRule(
            "rights.tell", Text("当场告知", "Tell the party"), law("44"), lambda s: replace(s.facts, told=True),
            requires=ON_THE_SPOT, by=(g.BY_INVESTIGATOR,),
        ),
        *steps.statement_rows(TOLD),
        ActRule(
            "decision.make", Text("当场作出处罚决定", "Decide on the spot"), law("51;52"), _decide,
            requires=(
                *ON_THE_SPOT, FACTS_CLEAR, TOLD, STATEMENT_CONSIDERED, g.CORRECTION_FAILED, g.CAPABLE, g.MATTER_APPLIES,
            ),
            by=(g.BY_INVESTIGATOR,),
            checks=(
                WITHIN_SIMPLE, g.KINDS_ALLOWED, g.FINE_HAS_AMOUNT, g.NOT_ABOVE_RANGE, g.NOT_BELOW_RANGE,
                g.MINOR_IS_SPARED, g.NEVER_FINED, steps.DELIVERED,
            ),
            inputs=("kinds", "amount", "ground", "delivered"), makes=("spot_decision",),
        ),
        ActRule(
            "decision.lodge", Text("报所属机关备案", "Lodge with the agency"), law("52(3)"),
            lambda s: replace(s.facts.stop("lodging"), lodged=True),
            requires=(OPENED, g.OPEN, g.NOT_TERMINATED, g.DECIDED, NOT_LODGED), makes=("lodging_record",),
        ),
        ActRule(
            "case.terminate", Text("终止当场处罚", "Terminate"), law("57(1)"),
            lambda s: replace(s.facts, terminated=True, clocks=()),
            requires=ON_THE_SPOT, by=(g.BY_HEAD,), makes=("termination",),
        ),
        *_payment_rows(),
        *steps.closing_rows(LODGED),
    ),
)  # fmt: skip
