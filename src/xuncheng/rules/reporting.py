"""The road of a report (案源), as a table: from the first notice to the answer given to the reporter."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.legal import Text

STATUSES = {
    "submitted": Text("待核实", "to be verified"),
    "verified": Text("待判定", "to be judged"),
    "judged": Text("待分派", "to be dispatched"),
    "dispatched": Text("待处置", "to be handled"),
    "in_case": Text("已立案办理", "in a case"),
    "handled": Text("待反馈", "to be answered"),
    "answered": Text("已办结", "answered"),
    "rejected": Text("不予受理", "not accepted"),
}

SOURCES = {
    "citizen": Text("市民举报", "citizen"),
    "hotline": Text("12345热线", "hotline 12345"),
    "patrol": Text("巡查发现", "patrol"),
    "superior": Text("上级交办", "superior authority"),
    "transfer": Text("部门移送", "transfer from another authority"),
    "media": Text("媒体曝光", "media"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an act may be done on a report, and where it leads; `None` leaves it where it is."""

    label: Text
    since: frozenset[str]
    to: str | None


def _row(zh: str, en: str, since: str, to: str | None) -> Transition:
    return Transition(Text(zh, en), frozenset(since.split()), to)


TRANSITIONS = {
    "report.verify": _row("核实", "Verify", "submitted", "verified"),
    "report.reject": _row("不予受理", "Reject", "submitted verified", "rejected"),
    "report.judge": _row("执法判定", "Judge", "verified judged", "judged"),
    "report.dispatch": _row("执法分派", "Dispatch", "judged dispatched", "dispatched"),
    "report.correct": _row("退回纠错", "Send back", "judged dispatched handled", "verified"),
    "report.handle": _row("现场处置", "Handle on the spot", "dispatched", "handled"),
    "report.take_up": _row("转为案件", "Take up as a case", "verified judged dispatched handled", "in_case"),
    "report.conclude": _row("案件办结", "Case concluded", "in_case", "handled"),
    "report.feedback": _row("结果反馈", "Answer the reporter", "handled rejected", "answered"),
}

OPEN = ("submitted", "verified", "judged", "dispatched", "handled")
"""States in which a report waits for somebody."""

NEXT_ACT = {
    "submitted": "report.verify",
    "verified": "report.judge",
    "judged": "report.dispatch",
    "dispatched": "report.handle",
    "handled": "report.feedback",
    "rejected": "report.feedback",
}
"""What usually comes next."""
