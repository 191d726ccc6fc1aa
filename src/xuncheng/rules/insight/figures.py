"""The catalogue of figures (统计指标): what each is called, what is counted, by which day, which acts it comes of, which list it opens.

A figure counts the rows of a list that bear its marks, so that the list behind it holds exactly what was counted. A share or an
average is reckoned from figures that count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xuncheng.rules.legal import Text


class Unit(StrEnum):
    """What a figure is given in."""

    NUMBER = "number"
    SHARE = "share"
    AVERAGE = "average"
    YUAN = "yuan"

    @property
    def label(self) -> Text:
        """Words for screens."""
        return _UNITS[self]


_UNITS = {
    Unit.NUMBER: Text("件", "number"),
    Unit.SHARE: Text("百分比", "share"),
    Unit.AVERAGE: Text("平均分", "average"),
    Unit.YUAN: Text("元", "CNY"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `opens` is the filter of the list behind it; None for what is reckoned: `part` of the sum of `whole`.

    What is given in yuan is the sum over the rows of that list, in CNY.
    """

    code: str
    label: Text
    counted: Text
    by_day: Text
    acts: tuple[str, ...]
    opens: Mapping[str, str] | None = field(default_factory=dict)
    part: str = ""
    whole: tuple[str, ...] = ()
    unit: Unit = Unit.NUMBER


_REGISTERED = Text("案源登记日", "day on which the report was registered")
_OPENED = Text("案件立卷日（简易程序为现场查处日）", "day on which the case was opened")
_DECIDED = Text(
    "处罚决定作出日，再次决定的以最后一次计", "day on which the penalty was decided, the last time"
)


def _counts(
    code: str, zh: str, en: str, counted: tuple[str, str], acts: str, by_day: Text = _REGISTERED, unit: Unit = Unit.NUMBER, **opens: str,
) -> Figure:  # fmt: skip
    return Figure(code, Text(zh, en), Text(*counted), by_day, tuple(acts.split()), opens, unit=unit)


def _share(code: str, zh: str, en: str, counted: tuple[str, str], acts: str, part: str, whole: str) -> Figure:
    return Figure(
        code, Text(zh, en), Text(*counted), _REGISTERED, tuple(acts.split()), None, part, tuple(whole.split()), Unit.SHARE,
    )  # fmt: skip


SCORES = "scores"
"""The sum of all scores: counted for the average, and not shown itself."""

REPORT_FIGURES: tuple[Figure, ...] = (
    _counts("reports", "登记", "Registered",
        ("统计期内登记的全部案源，含合并、不予受理和撤回的",
         "all reports registered in the period, also those merged, not accepted or withdrawn"),
        "report.submit",
    ),
    _counts("verified", "核实", "Verified",
        ("已经核实属实的",
         "those that were found to be true"),
        "report.verify", mark="verified",
    ),
    _counts("merged", "合并", "Merged",
        ("作为重复并入其他案源的；取消合并的不计",
         "those merged into another as duplicates; not those taken out again"),
        "report.merge report.unmerge", mark="merged",
    ),
    _counts("returned", "退回派遣", "Sent back",
        ("被执法队退回派遣至少一次的",
         "those that a team sent back as not its own at least once"),
        "report.return", mark="returned",
    ),
    _counts("reworked", "返工", "Reworked",
        ("核查未通过、重新处置至少一次的",
         "those that failed a check at least once and were handled again"),
        "report.check", mark="reworked",
    ),
    _counts("checked", "核查通过", "Checked",
        ("至少一次核查认定已解决的",
         "those that a check found settled at least once"),
        "report.check", mark="checked",
    ),
    _counts(
        "in_time", "按期办结", "Closed in time",
        ("已办结、各环节均未超过时限的；并入其他案源的不计",
         "those answered, every step within its limit; not those merged into another"),
        "report.feedback", mark="in_time",
    ),
    _counts(
        "late", "超期办结", "Closed late",
        ("已办结、至少一个环节超过时限的；并入其他案源的不计",
         "those answered, at least one step after its limit; not those merged into another"),
        "report.feedback", mark="late",
    ),
    _share("in_time_share", "按期办结率", "Share in time",
        ("按期办结÷（按期办结＋超期办结）",
         "closed in time ÷ (closed in time + closed late)"),
        "report.feedback", "in_time", "in_time late",
    ),
    _counts("overdue", "超期未办", "Overdue now",
        ("此刻正在办理、当前环节已超过时限的",
         "those open at this moment whose step is beyond its limit"),
        "", urgency="overdue",
    ),
    _counts("rated", "评价", "Rated",
        ("反映人在门户评价过的，以最后一次评价计",
         "those that their reporter rated on the portal, by the last rating"),
        "report.rate", mark="rated",
    ),
    _counts("satisfied", "满意", "Satisfied",
        ("评价为 4 分或 5 分的",
         "those rated 4 or 5"),
        "report.rate", mark="satisfied",
    ),
    _share("satisfied_share", "满意率", "Share satisfied",
        ("满意÷评价",
         "satisfied ÷ rated"),
        "report.rate", "satisfied", "rated",
    ),
    Figure(
        "score", Text("平均分", "Average score"), Text("评价分数之和÷评价，1 至 5 分", "sum of the scores ÷ rated, from 1 to 5"),
        _REGISTERED, ("report.rate",), None, SCORES, ("rated",), Unit.AVERAGE,
    ),
    _counts("unsolved", "表示未解决", "Not solved",
        ("反映人评价时表示问题没有解决的",
         "those that their reporter, rating them, said not to be solved"),
        "report.rate", mark="unsolved",
    ),
)  # fmt: skip
"""The figures of reports, in the order in which they are shown. All go by the day of registration, so that each is a part of the first."""


_OPENING = "case.open case.propose"

CASE_FIGURES: tuple[Figure, ...] = (
    _counts("cases", "立卷", "Opened",
        ("统计期内立卷的全部案件，含待立案审批和不予立案的",
         "all cases opened in the period, also those whose filing waits or was declined"),
        _OPENING, _OPENED,
    ),
    _counts("decided", "已作决定", "Decided",
        ("已经作出处罚决定的",
         "those in which a penalty was decided"),
        "decision.make", _OPENED, mark="decided",
    ),
    _counts("closed", "已结案", "Closed",
        ("已经结案的，含归档的",
         "those that are closed, also archived"),
        "case.close", _OPENED, mark="closed",
    ),
    _counts("pressing", "超期", "Overdue now",
        ("此刻等待办理、最先届满的期限已过的",
         "those that wait for somebody at this moment and whose first period is over"),
        "", _OPENED, urgency="overdue",
    ),
)  # fmt: skip
"""The figures of cases by the day on which they were opened: each is a part of the first."""

FINES = "fines"
"""The sum of the fines that were decided."""

PENALTY_FIGURES: tuple[Figure, ...] = (
    _counts("decisions", "处罚决定", "Decisions",
        ("统计期内作出处罚决定的案件，后来撤销、变更的不扣除",
         "cases in which a penalty was decided in the period, not less those revoked or changed later"),
        "decision.make", _DECIDED,
    ),
    _counts("fined", "罚款决定", "Fined",
        ("决定罚款的；只警告、没收的不计",
         "those with a fine; not those with a warning or a confiscation alone"),
        "decision.make", _DECIDED, mark="fined",
    ),
    _counts(FINES, "罚款金额", "Fines",
        ("决定的罚款之和，按决定书；不含加处罚款，后来变更的不扣除",
         "the sum of the fines as decided; without late fees, not less what was changed later"),
        "decision.make", _DECIDED, Unit.YUAN, mark="fined",
    ),
)  # fmt: skip
"""The figures of penalties by the day of the decision."""


def reckoned(figure: Figure, counted: Mapping[str, int]) -> float | None:
    """A share or an average from what was counted, to four decimals; None where there is nothing that it could be a part of."""
    whole = sum(counted[code] for code in figure.whole)
    return round(counted[figure.part] / whole, 4) if whole else None
