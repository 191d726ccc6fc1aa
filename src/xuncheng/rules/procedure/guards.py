"""The conditions of the law that the procedure tables are made of, each with its article.

A guard that both tables ask stands here; one that a single table asks stands with that table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Guard, Person

APL = "行政处罚法"


def law(article: str, statute: str = APL) -> tuple[Basis, ...]:
    """One article, or several of one statute, as a basis."""
    return (Basis(statute, article),)


def fact(
    code: str,
    holds: Callable[[Facts], bool],
    message: Text,
    basis: tuple[Basis, ...],
    missing: Text | None = None,
) -> Guard:
    """A guard that looks at the facts alone."""
    return Guard(code, lambda situation: holds(situation.facts), message, basis, missing)


def entered(
    code: str, name: str, holds: Callable[[Any], bool], message: Text, basis: tuple[Basis, ...]
) -> Guard:
    """A guard that looks at one entered value alone."""
    return Guard(code, lambda situation: holds(situation.given[name]), message, basis)


# --- people ---------------------------------------------------------------------------------------------


def _two_certified(officers: tuple[Person, ...]) -> bool:
    return len({officer.id for officer in officers}) >= 2 and all(officer.certified for officer in officers)


TWO_OFFICERS = entered(
    "two_certified_officers", "officers", _two_certified,
    Text("应当由两名以上具有行政执法资格的执法人员办理", "At least two different certified officers are needed"),
    law("42(1)"),
)  # fmt: skip

AMONG_OFFICERS = Guard(
    "proposer_not_in_charge", lambda s: s.who.id in {officer.id for officer in s.given["officers"]},
    Text("呈批（立卷）人应当是承办人员之一", "Whoever proposes or opens the case must be one of the officers in charge"),
    law("42(1)"),
)  # fmt: skip

CERTIFICATES_SHOWN = entered(
    "certificates_shown", "certificates_shown", bool,
    Text("执法人员应当主动出示执法证件", "The officers must show their certificates first"), law("55(1)"),
)  # fmt: skip

BY_INVESTIGATOR = Guard(
    "not_an_investigator", lambda s: s.who.id in s.facts.investigators,
    Text("应当由本案承办人员办理", "Only an officer in charge of this case may do this"), law("42(1)"),
)  # fmt: skip

BY_HEAD = Guard(
    "not_the_head", lambda s: "head" in s.who.roles,
    Text("应当由行政机关负责人审查决定", "Only the head of the agency decides"), law("57(1)"),
)  # fmt: skip

NOT_OWN_CASE = Guard(
    "own_case", lambda s: s.who.id not in s.facts.investigators,
    Text("办案人员不得审批自己承办的案件", "Whoever handles the case may not approve anything in it"), law("57(1)"),
)  # fmt: skip

# --- jurisdiction, time bar, double filing --------------------------------------------------------------

COMPETENT = fact(
    "not_competent", lambda f: f.competent or f.designated,
    Text("本机关对该违法行为没有管辖权，上级机关也没有指定本机关管辖",
         "This agency has no jurisdiction over the act, nor did a superior designate it"), law("17;22;23;24(1);25(2)"),
)  # fmt: skip

NOT_BARRED = fact(
    "time_barred", lambda f: not f.time_barred,
    Text("违法行为已超过追责时效，不再给予行政处罚", "The act is time-barred"), law("36"),
)  # fmt: skip

NOT_FILED_BEFORE = fact(
    "filed_before", lambda f: not f.filed_before,
    Text("该当事人的同一违法行为已由先立案的机关管辖", "The same act of this party was filed before"), law("25(1)"),
)  # fmt: skip

# --- how far the case is --------------------------------------------------------------------------------

OPEN = fact(
    "case_over", lambda f: not (f.closed or f.declined),
    Text("案件已结束，不再办理", "The case is over"), law("57(1)"),
)  # fmt: skip

NOT_TERMINATED = fact(
    "case_terminated", lambda f: not f.terminated,
    Text("案件已终止", "The case was terminated"), law("57(1)"),
)  # fmt: skip

UNDECIDED = fact(
    "already_decided", lambda f: f.decided is None and not f.unpunished,
    Text("案件已作出决定", "The case was already decided"), law("57(1)"),
)  # fmt: skip

# --- the penalty ----------------------------------------------------------------------------------------

CAPABLE = fact(
    "not_punishable", lambda f: f.age != "child" and f.capable,
    Text("不满十四周岁或者不能辨认、控制自己行为的人有违法行为的，不予行政处罚",
         "Nobody under 14, or unable to understand or control his acts, is penalised"), law("30;31"),
)  # fmt: skip

MATTER_APPLIES = fact(
    "matter_not_in_force", lambda f: f.matter_applies,
    Text("所引用的事项版本不适用于该违法行为", "The cited version of the matter does not apply to this act"), law("37"),
)  # fmt: skip

CORRECTION_FAILED = fact(
    "correction_first", lambda f: not f.correct_first or f.correction == "unmet",
    Text("该事项应当先责令限期改正，逾期不改正的方可处罚", "The law asks for an order to correct first; only its failure is penalised"),
    law("28(1)"), Text("责令限期改正并经复查未改正", "an order to correct, re-checked and unmet"),
)  # fmt: skip

KINDS_ALLOWED = Guard(
    "kind_not_allowed", lambda s: bool(s.given["kinds"]) and s.given["kinds"] <= s.facts.kinds,
    Text("处罚种类没有法定依据", "The law does not provide this kind of penalty here"), law("38(1)"),
)  # fmt: skip

FINE_HAS_AMOUNT = Guard(
    "fine_without_amount", lambda s: ("fine" in s.given["kinds"]) == (s.given["amount"] > 0),
    Text("罚款应当写明数额，未处罚款的不得填写数额", "A fine needs its amount, and only a fine has one"), law("59(1)(3)"),
)  # fmt: skip

NEVER_FINED = Guard(
    "fined_before", lambda s: not (s.facts.fined_before and "fine" in s.given["kinds"]),
    Text("对当事人的同一违法行为不得给予两次以上罚款；同时违反多个规定的，只按罚款数额高的规定处罚一次",
         "One act is not fined twice, also where it breaches several provisions: the higher fine covers it"), law("29"),
)  # fmt: skip

NOT_ABOVE_RANGE = Guard(
    "fine_above_range", lambda s: s.given["amount"] <= s.facts.fine_max,
    Text("罚款超过法定幅度上限", "The fine is above the legal range"), law("5(2);34"),
)  # fmt: skip

NOT_BELOW_RANGE = Guard(
    "fine_below_range",
    lambda s: "fine" not in s.given["kinds"] or s.given["amount"] >= s.facts.fine_min or s.given["ground"] == "reduced",
    Text("低于法定幅度下限的，应当写明减轻处罚的法定情形", "Below the range a legal ground for reduction is needed"),
    law("30;31;32"),
)  # fmt: skip

MINOR_IS_SPARED = Guard(
    "minor_not_spared", lambda s: s.facts.age != "minor" or s.given["ground"] in ("lighter", "reduced"),
    Text("已满十四周岁不满十八周岁的，应当从轻或者减轻行政处罚", "From 14 to under 18 the penalty must be lighter or reduced"),
    law("30"),
)  # fmt: skip
