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

    @property
    def label(self) -> Text:
        """Words for screens."""
        return _UNITS[self]


_UNITS = {
    Unit.NUMBER: Text("件", "number"),
    Unit.SHARE: Text("百分比", "share"),
    Unit.AVERAGE: Text("平均分", "average"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `opens` is the filter of the list behind it; None for what is reckoned: `part` of the sum of `whole`."""

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


def _counts(code: str, zh: str, en: str, counted: tuple[str, str], acts: str, **opens: str) -> Figure:
    return Figure(code, Text(zh, en), Text(*counted), _REGISTERED, tuple(acts.split()), opens)


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


def reckoned(figure: Figure, counted: Mapping[str, int]) -> float | None:
    """A share or an average from what was counted, to four decimals; None where there is nothing that it could be a part of."""
    whole = sum(counted[code] for code in figure.whole)
    return round(counted[figure.part] / whole, 4) if whole else None
