"""What is checked of what is entered when something is sealed, seized, tested, sold or handled; and the words to choose from."""

from __future__ import annotations

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import entered
from xuncheng.rules.procedure.model import Guard

CLOCK, RATIFICATION, TEST = "seizure", "seizure_ratification", "seizure_test"
KINDS = {
    "seal": Text("查封场所、设施或者财物", "seal a place, facility or objects"),
    "seize": Text("扣押财物", "seize objects"),
}
"""The two measures (第九条第二项、第三项)."""
PRESENT = {
    "party": Text("当事人到场", "the party is present"),
    "witness": Text("当事人不到场，已邀请见证人到场", "the party is absent; a witness was called"),
}
"""Who sees it done and signs the minutes (第十八条第八项、第九项)."""
OUTCOMES = {
    "confiscated": Text("依处罚决定没收", "confiscated by the decision"),
    "destroyed": Text("依法销毁", "destroyed as a law or administrative regulation provides"),
    "transferred": Text("随案移送公安机关", "handed over with the case to the police"),
}
"""What may become of the objects, if they are not given back (第二十一条、第二十七条)."""
CONFISCATION = "confiscate_goods"


def acl(article: str) -> tuple[Basis, ...]:
    """An article of the Administrative Coercion Law (行政强制法, 2011)."""
    return (Basis("行政强制法", article),)


GRANTED = Guard(
    "measure_not_granted", lambda s: s.given["kind"] in s.facts.seizable,
    Text("该事项所依据的法律、法规没有规定这种行政强制措施，不得实施", "The law of this matter grants no such measure"), acl("10;17;22"),
)  # fmt: skip
OWN_OFFICERS = entered(
    "measure_delegated", "officers", lambda officers: all(officer.own for officer in officers),
    Text("查封、扣押由本机关具备资格的执法人员实施，不得委托，受委托组织的人员不得实施",
         "Only the agency's own qualified officers seal or seize: a body to which it delegated penalties may not"),
    acl("17(1);17(3)"),
)  # fmt: skip
RELATED = entered(
    "objects_unrelated", "related", bool,
    Text("只能查封、扣押涉案的场所、设施或者财物", "Only what belongs to the case may be sealed or seized"), acl("23(1)"),
)  # fmt: skip
NO_NECESSITIES = entered(
    "daily_necessities", "necessities", lambda taken: not taken,
    Text("不得查封、扣押公民个人及其所扶养家属的生活必需品", "What a citizen and his dependants need to live is never taken"), acl("23(1)"),
)  # fmt: skip
NOT_SEALED_BEFORE = entered(
    "sealed_by_others", "sealed_before", lambda sealed: not sealed,
    Text("已被其他国家机关依法查封的，不得重复查封", "What another body has sealed is not sealed again"), acl("23(2)"),
)  # fmt: skip
SEEN = entered(
    "nobody_present", "present", lambda present: present in PRESENT,
    Text("应当通知当事人到场；当事人不到场的，邀请见证人到场并在现场笔录上签名",
         "The party is called; where he is absent a witness is called and signs the minutes"),
    acl("18()(4);18()(9)"),
)  # fmt: skip
HEARD = entered(
    "party_not_heard", "heard", bool,
    Text("应当当场告知理由、依据、权利和救济途径，并听取陈述和申辩",
         "The party is told on the spot why, and heard"), acl("18()(5);18()(6)"),
)  # fmt: skip
DELIVERED = entered(
    "decision_not_handed_over", "delivered", bool,
    Text("应当当场交付查封、扣押决定书和清单", "The decision and the list are handed over on the spot"), acl("24(1)"),
)  # fmt: skip
URGENT = entered(
    "no_urgency", "urgency", bool,
    Text("情况紧急、需要当场实施的，应当写明情况", "Why there was no time to ask first must be said"), acl("19"),
)  # fmt: skip
COMPLEX = entered(
    "extension_without_reasons", "reasons", bool,
    Text("情况复杂的方可延长，并应当说明理由", "Only a complex case is extended, and the reason is given"), acl("25(1);25(2)"),
)  # fmt: skip
TOLD = entered(
    "not_told_in_writing", "delivered", bool,
    Text("应当书面告知当事人", "The party must be told in writing"), acl("25(2);25(3)"),
)  # fmt: skip
TEST_AHEAD = Guard(
    "test_end_past", lambda s: s.given["test_until"] >= s.now,
    Text("检测期间应当明确，其届满日不得早于今天", "The test has a last day, not in the past"), acl("25(3)"),
)  # fmt: skip
PERISHABLE = entered(
    "objects_keep", "perishable", bool,
    Text("只有鲜活物品或者其他不易保管的物品可以先行变卖、拍卖", "Only perishables may be sold before a decision"), acl("28(2)"),
)  # fmt: skip
PRICED = entered(
    "no_price_evidence", "price_evidence", bool,
    Text("应当附有价格凭据", "Evidence of the price is needed"), acl("28(2)"),
)  # fmt: skip
OUTCOME_KNOWN = entered(
    "seizure_outcome", "outcome", lambda outcome: outcome in OUTCOMES,
    Text("请选择处理方式", "Choose what becomes of the objects"), acl("27"),
)  # fmt: skip
PROVIDED = Guard(
    "no_basis_to_destroy", lambda s: s.given["outcome"] != "destroyed" or bool(s.given["provision"]),
    Text("销毁应当写明所依据的法律、行政法规条款", "To destroy, a law or administrative regulation is named"), acl("27"),
)  # fmt: skip
