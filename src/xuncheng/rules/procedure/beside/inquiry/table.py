"""The table of the small steps of an investigation: each leaves its document, and a sample is evidence to be reviewed."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import ActRule, Procedure, Situation

COLLECTING = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED, c.COLLECTING)


def _as_before(s: Situation) -> Facts:
    return s.facts


INQUIRY = Procedure(
    name="inquiry",
    label=Text("调查取证文书", "small steps of the investigation"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary"}),
    acts=(
        ActRule(
            "party.summon", Text("通知接受询问（调查）", "Summon to be questioned"), law("55(2)"), _as_before,
            requires=COLLECTING, by=(g.BY_INVESTIGATOR,), makes=("party_summons",),
        ),
        ActRule(
            "sample.take", Text("抽样取证", "Take samples"), law("56"), lambda s: s.facts.but(pending=True),
            requires=COLLECTING, by=(g.BY_INVESTIGATOR,),
            checks=(g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED, g.CERTIFICATES_SHOWN, steps.DELIVERED),
            inputs=("officers", "certificates_shown", "delivered"), makes=("sample_voucher",),
        ),
        ActRule(
            "test.commission", Text("委托检测（鉴定）", "Commission a test"), law("46;54(1)"), _as_before,
            requires=COLLECTING, by=(g.BY_INVESTIGATOR,), makes=("test_commission",),
        ),
        ActRule(
            "recusal.apply", Text("申请回避", "Apply for a recusal"), law("43(2)"), _as_before,
            requires=(c.PROPOSED, g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED, g.UNDECIDED), by=(c.NOT_RECUSED,),
            checks=(c.RECUSED_IS_INVESTIGATOR,), inputs=("officer",), makes=("recusal_application",),
        ),
    ),
)  # fmt: skip
