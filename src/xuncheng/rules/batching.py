"""Batches (批量办理): which acts may be asked for on many objects at once, and why the others may not.

An act stands in `MAY` where everything that it needs has been decided before, case by case, and what is left is to carry it
out: the procedure tables still judge each object by itself. What the law wants somebody to weigh on its own never does:
whoever decides examines the results of *the* investigation (行政处罚法第五十七条), whoever reviews reviews *the* decision
(第五十八条). A hundred of them at a touch would be a signature on a pile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xuncheng.rules.legal import Basis, RuleError, Text

_APL = "行政处罚法"


@dataclass(frozen=True, slots=True)
class Batched:
    """Why an act may be done in a batch.

    `only` binds inputs to the values that they may have there; `each` names those that every object needs for itself.
    """

    why: Text
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    each: frozenset[str] = frozenset()


MAY: Mapping[str, Batched] = {
    "report.verify": Batched(
        Text("受理前的核对，不产生处罚；同一地点的多件反映一并核实",
             "A check before anything is taken up; reports of one place are verified together")
    ),
    "report.judge": Batched(
        Text("只作归类和管辖判断，是否违法在立案后逐案调查",
             "Only sorts reports by matter; whether the law was broken is found out case by case, once filed")
    ),
    "report.dispatch": Batched(
        Text("把已判定的案源交给执法队，不涉及当事人的权利义务", "Hands reports that were judged to a team; no right of a party is touched")
    ),
    "report.feedback": Batched(
        Text("向反映人答复已经办结的结果", "Tells reporters of results that are already there")
    ),
    "fine.remind": Batched(
        Text("决定已经作出、期限已过，催告的内容由法律规定（行政强制法第三十五条）",
             "The decision is made and its time is over; what a reminder says is fixed by law")
    ),
    "document.serve": Batched(
        Text("文书已经制发，仅限当事人书面同意的电子送达（行政处罚法第六十一条第二款）",
             "The document is issued; by electronic means only, to which the party agreed in writing"),
        only={"way": frozenset({"electronic"})}, each=frozenset({"document"}),
    ),
    "fine.hand_in": Batched(
        Text("上缴当场收缴的罚款，一次交清多案（行政处罚法第七十一条）", "Hands in money taken on the spot, of several cases at once")
    ),
    "fine.deposit": Batched(
        Text("一张缴款凭证缴付多案的罚款（行政处罚法第七十一条）", "One voucher pays the fines of several cases into the bank")
    ),
    "decision.lodge": Batched(
        Text("当场处罚决定报所属机关备案，只报送、不审查（行政处罚法第五十二条）",
             "Decisions on the spot are lodged with the agency: sent, not examined")
    ),
    "case.close": Batched(
        Text("决定已经全部履行，结案条件由程序表逐案核对", "All that was decided is performed; the tables check that case by case")
    ),
    "case.archive": Batched(
        Text("已结案件归档，文书是否齐全由程序逐案核对（行政处罚法第四十七条）",
             "Closed cases are archived; whether the file is complete is checked case by case")
    ),
}  # fmt: skip
"""By the name of the act."""

SINGLY: Mapping[str, Basis] = {
    "decision.make": Basis(_APL, "57(1)"),
    "decision.waive": Basis(_APL, "57(1)"),
    "decision.revoke": Basis(_APL, "75(2)"),
    "panel.discuss": Basis(_APL, "57(2)"),
    "legality.review": Basis(_APL, "58(1)"),
    "investigation.conclude": Basis(_APL, "57(1)"),
    "evidence.review": Basis(_APL, "46(2)"),
    "notice.give": Basis(_APL, "44"),
    "statement.recheck": Basis(_APL, "45(1)"),
    "hearing.report": Basis(_APL, "65"),
}
"""Acts that the law wants weighed one by one, each with its article. (Other acts are not in a batch because nobody needs it.)"""


def check_act(act: str, label: Text) -> Batched:
    """The row of an act. Raises `RuleError` (`judged_singly` with the article, `not_in_batches`) where it has none."""
    if act in SINGLY:
        raise RuleError(
            "judged_singly",
            Text(f"“{label.zh}”须逐件审查、个别判断，不得批量办理", f"“{label.en}” is judged one by one, never in a batch"),
            "act", (SINGLY[act],),
        )  # fmt: skip
    if act not in MAY:
        raise RuleError(
            "not_in_batches",
            Text(f"“{label.zh}”不能批量办理", f"“{label.en}” cannot be done in a batch"),
            "act",
        )
    return MAY[act]


def check_given(row: Batched, given: Mapping[str, Any]) -> None:
    """Raises `RuleError` (`not_so_in_batches`) for an input whose value a batch may not have."""
    for name, allowed in row.only.items():
        if given.get(name) not in allowed:
            raise RuleError(
                "not_so_in_batches",
                Text("批量办理不能这样填写：请逐件办理", "Not so in a batch: do this one by one"),
                name,
            )
