"""The simple procedure (简易程序, 当场处罚), act by act. Administrative Penalty Law, chapter 5, section 2."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xuncheng.rules.legal import PartyKind, Text
from xuncheng.rules.penalty.kinds import PenaltyKind
from xuncheng.rules.penalty.simple import SIMPLE_LIMITS
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import sparing, steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation
from xuncheng.rules.procedure.steps import penalty

SIMPLE_KINDS = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})
COLLECTED_ON_THE_SPOT = Decimal(100)
"""Highest fine that officers may collect at once without further reason, CNY (第六十八条第一项)."""

NOT_OPENED = fact(
    "already_opened", lambda f: not f.proposed, Text("已现场立卷", "The case is open"), law("51")
)
OPENED = fact("not_opened", lambda f: f.proposed, Text("尚未现场立卷", "The case is not open"), law("51"))
TOLD = fact(
    "rights_not_told", lambda f: f.told,
    Text("应当先告知当事人拟处罚的内容、事实、理由、依据及其权利", "The party must first be told what, why and his rights"),
    law("44"), Text("当场告知", "telling the party"),
)  # fmt: skip
WITHIN_SIMPLE = Guard(
    "not_simple",
    lambda s: s.given["kinds"] <= SIMPLE_KINDS and s.given["amount"] <= SIMPLE_LIMITS[PartyKind(s.facts.party)],
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
DECIDED = fact(
    "not_decided", lambda f: f.decided is not None,
    Text("尚未作出决定", "Nothing was decided yet"), law("51"), Text("当场处罚决定", "a decision"),
)  # fmt: skip
LODGED = fact(
    "not_lodged", lambda f: f.terminated or f.unpunished or f.lodged,
    Text("当场作出的处罚决定应当报所属行政机关备案", "An on-the-spot decision must be lodged with the agency"), law("52(3)"),
    Text("备案", "lodging"),
)  # fmt: skip
NOT_LODGED = fact("already_lodged", lambda f: not f.lodged, Text("已备案", "It was lodged"), law("52(3)"))
WITH_OFFICERS = fact(
    "nothing_to_hand_in", lambda f: f.due("handing_in") is not None,
    Text("没有待上缴的当场收缴罚款", "The officers hold no money"), law("71"),
)  # fmt: skip
WITH_AGENCY = fact(
    "nothing_to_deposit", lambda f: f.due("depositing") is not None,
    Text("没有待缴付银行的当场收缴罚款", "The agency holds no money that officers took"), law("71"),
)  # fmt: skip
DEPOSITED = fact(
    "money_not_deposited", lambda f: f.due("handing_in") is None and f.due("depositing") is None,
    Text("当场收缴的罚款尚未上缴并缴付银行，不得结案", "Money taken on the spot was not handed in and paid into the bank"),
    law("71"), Text("上缴并缴付银行", "handing it in and paying it into the bank"),
)  # fmt: skip


def _open(s: Situation) -> Facts:
    team = frozenset(officer.id for officer in s.given["officers"])
    return s.facts.but(proposed=True, proposer=s.who.id, investigators=team)


def _tell(s: Situation) -> Facts:
    """Telling the party anew opens his right to speak anew."""
    return s.facts.but(told=True, notified=penalty(s), statement="")


def _hand_in(s: Situation) -> Facts:
    return steps.start_once(s, s.facts.stop("handing_in"), "depositing", s.now)


def _decide(s: Situation) -> Facts:
    """The decision is handed over at once: the party's time to pay and the agency's to lodge it begin."""
    facts = s.facts.but(decided=penalty(s), decision_served=True).stop("statement")
    facts = facts.start("lodging", s.timer("lodging", s.now))
    return facts.start("payment", s.timer("payment", s.now)) if facts.owed > 0 else facts


ON_THE_SPOT = (g.NOT_TERMINATED, g.UNDECIDED)
HEAD = (g.BY_HEAD, g.NOT_OWN_CASE)

SIMPLE = Procedure(
    name="simple",
    label=Text("简易程序", "simple procedure"),
    version="2021",
    since=date(2021, 7, 15),
    acts=(
        ActRule(
            "case.open", Text("现场立卷", "Open on the spot"), law("51;52(1)"), _open,
            requires=(NOT_OPENED, g.COMPETENT, g.NOT_BARRED, g.NOT_FILED_BEFORE),
            checks=(g.TWO_OFFICERS, g.AMONG_OFFICERS, g.CERTIFICATES_SHOWN),
            inputs=("officers", "certificates_shown"),
        ),
        *steps.evidence_rows(ON_THE_SPOT, (g.NOT_TERMINATED,)),
        *steps.correction_rows((g.NOT_TERMINATED,)),
        ActRule(
            "rights.tell", Text("当场告知", "Tell the party"), law("44"), _tell,
            requires=(*ON_THE_SPOT, steps.ANSWERED), by=(g.BY_INVESTIGATOR,),
            checks=(g.KINDS_ALLOWED, g.FINE_HAS_AMOUNT, steps.NOT_HEAVIER_FOR_DEFENCE),
            inputs=("kinds", "amount", "factors"),
        ),
        *steps.statement_rows((*ON_THE_SPOT, TOLD), (g.NOT_TERMINATED,)),
        ActRule(
            "decision.make", Text("当场作出处罚决定", "Decide on the spot"), law("51;52"), _decide,
            requires=(
                *ON_THE_SPOT, TOLD, steps.EVIDENCE, steps.ALL_REVIEWED, steps.ANSWERED, g.CORRECTION_FAILED, g.CAPABLE,
                g.MATTER_APPLIES,
            ),
            by=(g.BY_INVESTIGATOR,),
            checks=(
                WITHIN_SIMPLE, g.KINDS_ALLOWED, g.FINE_HAS_AMOUNT, g.NOT_ABOVE_RANGE, g.NOT_BELOW_RANGE,
                steps.NOT_HEAVIER_THAN_NOTIFIED, g.MINOR_IS_SPARED, g.NEVER_FINED, steps.DELIVERED,
            ),
            inputs=("kinds", "amount", "ground", "factors", "delivered"), starts=("lodging", "payment"), makes=("spot_decision",),
        ),
        ActRule(
            "case.educate", Text("当场教育，不予处罚", "Educate, and give no penalty"), law("33(1);33(3)"),
            lambda s: s.facts.but(unpunished=True, decision_served=True).stop("statement"),
            requires=(*ON_THE_SPOT, steps.EVIDENCE, steps.ALL_REVIEWED, steps.ANSWERED, sparing.CORRECTED),
            by=(g.BY_INVESTIGATOR,), checks=(sparing.EDUCABLE, *sparing.EDUCATED),
            inputs=("no_penalty_ground", "harmless", "education"), makes=("education_record",),
        ),
        ActRule(
            "decision.lodge", Text("报所属机关备案", "Lodge with the agency"), law("52(3)"),
            lambda s: s.facts.stop("lodging").but(lodged=True),
            requires=(DECIDED, NOT_LODGED), makes=("lodging_record",),
        ),
        ActRule(
            "case.terminate", Text("终止当场处罚", "Terminate"), law("57(1)"),
            lambda s: s.facts.but(terminated=True, clocks=()),
            requires=(OPENED, *ON_THE_SPOT), by=HEAD, makes=("termination",),
        ),
        *steps.payment_rows(COLLECTABLE, reason=("reason",), starts=("handing_in",)),
        ActRule(
            "fine.hand_in", Text("上缴当场收缴的罚款", "Hand in money taken on the spot"), law("71"), _hand_in,
            requires=(WITH_OFFICERS,), starts=("depositing",),
        ),
        ActRule(
            "fine.deposit", Text("将当场收缴的罚款缴付银行", "Pay money taken on the spot into the bank"), law("71"),
            lambda s: s.facts.stop("depositing"), requires=(WITH_AGENCY,),
        ),
        *steps.closing_rows((LODGED, DEPOSITED), HEAD),
    ),
)  # fmt: skip
