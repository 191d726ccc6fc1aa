"""The table of registration and preservation in advance: approved first, held for at most seven working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure import guards as g
from xuncheng.rules.procedure import steps
from xuncheng.rules.procedure.beside.preservation.state import Preservation
from xuncheng.rules.procedure.beside.several import is_one, next_key, with_one
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact, law
from xuncheng.rules.procedure.model import ActRule, Guard, Procedure, Situation

ART_56 = law("56")
CLOCK = "preservation"
OUTCOMES = {
    "returned": Text("复制后返还", "copied and returned"),
    "tested": Text("送检鉴定后返还", "tested and returned"),
    "confiscated": Text("依处罚决定没收", "confiscated by the decision"),
    "released": Text("解除登记保存", "released"),
}
"""What may become of the items (第五十六条); to seize them is another measure, with a decision of its own."""

Fits = Callable[[Preservation], bool]


def _is(state: str) -> Fits:
    return lambda one: one.state == state


def _some(code: str, fits: Fits, message: Text, missing: Text) -> Guard:
    return fact(code, lambda f: any(map(fits, f.preservations)), message, ART_56, missing)


def _chosen(code: str, fits: Fits, message: Text) -> Guard:
    return Guard(
        code, lambda s: is_one(s.facts.preservations, s.given["preservation"], fits), message, ART_56
    )


PROPOSED = _some(
    "no_preservation_proposed", _is("proposed"),
    Text("没有待审批的先行登记保存", "No preservation waits for approval"), Text("先行登记保存呈批", "a proposal to preserve"),
)  # fmt: skip
THAT_PROPOSED = _chosen(
    "preservation_not_proposed", _is("proposed"), Text("该先行登记保存不是待审批状态", "That preservation does not wait for approval")
)  # fmt: skip
APPROVED = _some(
    "preservation_not_approved", _is("approved"),
    Text("先行登记保存应当先经行政机关负责人批准", "The head approves before evidence is registered and preserved"),
    Text("负责人批准先行登记保存", "approval of the preservation"),
)  # fmt: skip
THAT_APPROVED = _chosen(
    "that_preservation_not_approved", _is("approved"),
    Text("该先行登记保存未经批准或者已经实施", "That preservation was not approved, or was carried out already"),
)  # fmt: skip
HELD = _some(
    "nothing_preserved", _is("held"), Text("没有登记保存的物品", "Nothing is preserved"), Text("实施先行登记保存", "a preservation")
)  # fmt: skip
THAT_HELD = _chosen(
    "that_preservation_not_held", _is("held"), Text("该先行登记保存没有在保存的物品", "Nothing is held under that preservation")
)  # fmt: skip


def _in_time(now: date) -> Fits:
    return lambda one: one.state == "held" and not one.lapsed(CLOCK, now)


OVER_SEVEN_DAYS = Text(
    "没有七个工作日内的登记保存物品；逾期的措施失效，只能解除并返还",
    "Nothing is preserved within its seven working days; after them the items can only be released",
)  # fmt: skip
SOME_IN_TIME = Guard(
    "preservation_lapsed", lambda s: any(map(_in_time(s.now), s.facts.preservations)), OVER_SEVEN_DAYS, law("56;85"), limit=True
)  # fmt: skip
THAT_IN_TIME = Guard(
    "that_preservation_lapsed", lambda s: is_one(s.facts.preservations, s.given["preservation"], _in_time(s.now)),
    OVER_SEVEN_DAYS, law("56;85"), limit=True,
)  # fmt: skip
OUTCOME_KNOWN = Guard(
    "preservation_outcome", lambda s: s.given["outcome"] in OUTCOMES,
    Text("请选择处理方式", "Choose what becomes of the items"), ART_56,
)  # fmt: skip
CONFISCATED_BY_DECISION = Guard(
    "not_confiscated_by_decision",
    lambda s: s.given["outcome"] != "confiscated"
    or (s.facts.decided is not None and "confiscate_goods" in s.facts.decided.kinds),
    Text("没收应当以处罚决定为依据", "Goods are confiscated by a penalty decision only"), law("57(1)"),
)  # fmt: skip
SETTLED = fact(
    "preservation_open", lambda f: all(one.state != "held" for one in f.preservations),
    Text("先行登记保存的物品尚未处理，不得结案", "Items that were registered and preserved are not settled"), ART_56,
    Text("登记保存物品的处理", "a decision on the items"),
)  # fmt: skip


def _change(s: Situation, change: Callable[[Preservation], Preservation]) -> Facts:
    return s.facts.but(preservations=with_one(s.facts.preservations, s.given["preservation"], change))


def _propose(s: Situation) -> Facts:
    new = Preservation(key=next_key(s.facts.preservations))
    return s.facts.but(preservations=(*s.facts.preservations, new))


def _approve(s: Situation) -> Facts:
    return _change(s, lambda one: one.but(state="approved" if s.given["approved"] else "refused"))


def _preserve(s: Situation) -> Facts:
    until: date = s.timer(CLOCK, s.now)
    return _change(s, lambda one: one.but(state="held").start(CLOCK, until))


def _settle(s: Situation) -> Facts:
    return _change(s, lambda one: one.but(state="settled").stop(CLOCK))


HEAD = (g.BY_HEAD, g.NOT_OWN_CASE, c.NOT_RECUSED)
GOING_ON = (g.OPEN, g.NOT_TERMINATED, c.NOT_SUSPENDED, g.UNDECIDED)

PRESERVATION = Procedure(
    name="preservation",
    label=Text("先行登记保存", "preservation of evidence"),
    version="2021",
    since=date(2021, 7, 15),
    beside=frozenset({"ordinary"}),
    conditions={"case.close": (SETTLED,), "case.decline": (SETTLED,)},
    acts=(
        ActRule(
            "preservation.propose", Text("先行登记保存呈批", "Propose to preserve evidence"), ART_56, _propose,
            requires=GOING_ON, by=(g.BY_INVESTIGATOR,),
        ),
        ActRule(
            "preservation.approve", Text("审批先行登记保存", "Decide on a preservation"), ART_56, _approve,
            requires=(*GOING_ON, PROPOSED), by=HEAD, checks=(THAT_PROPOSED,), inputs=("preservation", "approved"),
            makes=("preservation_approval",),
        ),
        ActRule(
            "evidence.preserve", Text("先行登记保存", "Register and preserve"), ART_56, _preserve,
            requires=(*GOING_ON, APPROVED), by=(g.BY_INVESTIGATOR,),
            checks=(THAT_APPROVED, g.TWO_OFFICERS, c.OFFICERS_NOT_RECUSED, g.CERTIFICATES_SHOWN, steps.DELIVERED),
            inputs=("preservation", "officers", "certificates_shown", "delivered"), starts=(CLOCK,),
            makes=("preservation_notice",),
        ),
        ActRule(
            "preservation.dispose", Text("处理登记保存的物品", "Decide on preserved items"), ART_56, _settle,
            requires=(SOME_IN_TIME,), by=HEAD, checks=(THAT_IN_TIME, OUTCOME_KNOWN, CONFISCATED_BY_DECISION),
            inputs=("preservation", "outcome"), makes=("preservation_disposal",),
        ),
        ActRule(
            "preservation.release", Text("解除先行登记保存", "Release preserved items"), ART_56, _settle,
            requires=(HELD,), by=(g.BY_INVESTIGATOR,), checks=(THAT_HELD,), inputs=("preservation",),
            makes=("preservation_disposal",),
        ),
    ),
)  # fmt: skip
