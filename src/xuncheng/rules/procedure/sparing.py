"""When no penalty is given: the grounds of the law as a table, each with what must be shown for it.

Administrative Penalty Law, art. 30, 31, 33, 36, 57(1). The ordinary procedure decides on all of them; on the spot the officers
only educate where the violation was slight, or a first one, and was corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.guards import entered, fact, law
from xuncheng.rules.procedure.model import Guard, Situation


class NoPenaltyGround(StrEnum):
    """Why no penalty is given, as the law words it. Administrative Penalty Law, art. 30, 31, 33, 36, 57."""

    UNDER_14 = "违法行为人不满十四周岁"
    NO_CAPACITY = "违法行为人在不能辨认或者不能控制自己行为时有违法行为"
    SLIGHT = "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "当事人有证据足以证明没有主观过错"
    TIME_BARRED = "违法行为超过追责时效"
    SLIGHT_BY_FACTS = "违法行为轻微，依法可以不予行政处罚"
    NOT_ESTABLISHED = "违法事实不能成立"


@dataclass(frozen=True)
class Ground:
    """One ground for no penalty: its article, what it is called in English, and what must be shown for it (codes of `SHOWN`)."""

    article: str
    en: str
    shows: frozenset[str]

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The article as a basis."""
        return law(self.article)


def _ground(article: str, en: str, *shows: str) -> Ground:
    return Ground(article, en, frozenset(shows))


GROUNDS: dict[NoPenaltyGround, Ground] = {
    NoPenaltyGround.UNDER_14: _ground("30", "the party was under 14", "not_under_14", "no_education"),
    NoPenaltyGround.NO_CAPACITY: _ground("31", "the party could not understand or control his acts", "not_incapable", "no_education"),
    NoPenaltyGround.SLIGHT: _ground(
        "33(1)", "slight, corrected in time, no harm", "not_corrected", "harm_done", "no_education"
    ),
    NoPenaltyGround.FIRST: _ground(
        "33(1)", "a first violation, corrected in time, slight harm", "not_corrected", "harm_done", "no_education", "not_first",
        "not_on_waiver_list",
    ),
    NoPenaltyGround.NO_FAULT: _ground("33(2)", "the party proved that he was not at fault", "no_proof"),
    NoPenaltyGround.TIME_BARRED: _ground("36", "the act is time-barred"),
    NoPenaltyGround.SLIGHT_BY_FACTS: _ground("57(1)(2)", "slight, so that the law allows to give none", "harm_done"),
    NoPenaltyGround.NOT_ESTABLISHED: _ground("57(1)(3)", "the facts are not established"),
}  # fmt: skip
"""Every ground. Whether the act is time-barred is reckoned by the act that decides it, from the day it is told."""

ON_THE_SPOT = frozenset({NoPenaltyGround.SLIGHT, NoPenaltyGround.FIRST})
"""The grounds on which officers educate at once and give no penalty (第三十三条第一款)."""


def _shown(
    code: str,
    holds: Callable[[Situation], bool],
    message: Text,
    basis: tuple[Basis, ...],
    missing: Text | None = None,
) -> Guard:
    """What some grounds ask: it holds also where another ground is given."""
    asking = frozenset(one for one, ground in GROUNDS.items() if code in ground.shows)
    return Guard(
        code, lambda s: s.given["no_penalty_ground"] not in asking or holds(s), message, basis, missing
    )


SHOWN = (
    _shown(
        "not_under_14", lambda s: s.facts.age == "child",
        Text("当事人登记的年龄不是不满十四周岁", "The party as registered was not under 14"), law("30"),
    ),
    _shown(
        "not_incapable", lambda s: not s.facts.capable,
        Text("当事人没有登记为不能辨认或者不能控制自己行为",
             "The party is not registered as unable to understand or control his acts"), law("31"),
    ),
    _shown(
        "not_corrected", lambda s: s.facts.correction == "met",
        Text("没有经复查确认违法行为已及时改正，不符合不予处罚的条件", "No re-check found the violation corrected"), law("33(1)"),
        Text("责令改正并经复查已改正", "an order to correct, and a re-check that finds it done"),
    ),
    _shown(
        "harm_done", lambda s: s.given["harmless"],
        Text("应当确认没有造成危害后果，或者危害后果轻微", "It must be found that there was no harm, or that it was slight"), law("33(1)"),
    ),
    _shown(
        "not_first", lambda s: not s.facts.offended_before,
        Text("当事人此前已因同类违法行为被处罚或者不予处罚，不属于初次违法",
             "The party was found to have done the like before: it is not a first violation"),
        law("33(1)"),
    ),
    _shown(
        "not_on_waiver_list", lambda s: s.facts.waivable,
        Text("该事项不在本地公布的首违不罚清单内",
             "The matter is not on the published list of those waived the first time"), law("33(1);34"),
    ),
    _shown(
        "no_education", lambda s: bool(s.given["education"]),
        Text("不予行政处罚的，应当对当事人（监护人）进行教育并记录", "The party, or the guardian, is educated, and that is put on record"),
        law("30;31;33(3)"), Text("教育记录", "a record of the education"),
    ),
    _shown(
        "no_proof", lambda s: bool(s.given["proof"]),
        Text("应当有当事人证明没有主观过错的证据",
             "There must be evidence by which the party proves that he was not at fault"), law("33(2)"),
    ),
)  # fmt: skip
"""What must be shown for the ground that is given."""

CORRECTED = fact(
    "not_yet_corrected", lambda f: f.correction == "met",
    Text("没有经复查确认违法行为已及时改正，不得当场教育了结", "No re-check found the violation corrected"), law("33(1)"),
    Text("责令改正并经复查已改正", "an order to correct, and a re-check that finds it done"),
)  # fmt: skip

INPUTS = ("no_penalty_ground", "harmless", "education", "proof")

EDUCABLE = entered(
    "not_for_the_spot", "no_penalty_ground", lambda ground: ground in ON_THE_SPOT,
    Text("当场教育后不予处罚，限于轻微并及时改正或者初次违法的情形；其他情形应当适用普通程序",
         "On the spot nothing is waived but slight or first violations that were corrected; all else is for the ordinary procedure"),
    law("33(1);57(1)"),
)  # fmt: skip

EDUCATED = tuple(
    guard for guard in SHOWN if guard.code in {"harm_done", "not_first", "not_on_waiver_list", "no_education"}
)
"""What must be shown on the spot besides the correction, which is asked beforehand."""
