"""The road of a report (案源), as a table: from the first notice to the answer given to the reporter.

It is the seven stages of digital urban management (GB/T 30428, CJJ/T 106: 信息收集, 案卷建立, 任务派遣, 任务处理, 处理反馈, 核查结案,
综合评价). Guards and effects are functions of where a report stands alone, so that the same table judges a real report, greys
a button beforehand, and is walked exhaustively by `explore`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.model import Refusal

STATUSES = {
    "submitted": Text("待核实", "to be verified"),
    "verified": Text("待判定", "to be judged"),
    "judged": Text("待分派", "to be dispatched"),
    "dispatched": Text("待处置", "to be handled"),
    "in_case": Text("已立案办理", "in a case"),
    "handled": Text("待核查", "to be checked"),
    "checked": Text("待反馈", "to be answered"),
    "merged": Text("已合并", "merged"),
    "answered": Text("已办结", "answered"),
    "rejected": Text("不予受理", "not accepted"),
    "withdrawn": Text("来件方已撤回", "withdrawn by its sender"),
}

OPEN = ("submitted", "verified", "judged", "dispatched", "handled", "checked")
"""States in which a report waits for somebody, each with a limit."""

ENDS = frozenset({"answered", "withdrawn"})
"""Where the road ends."""

PAUSED = {
    "in_case": Text("已转为案件办理，期限随案件计算", "handled as a case, whose own periods run"),
    "merged": Text("已并入主案源，随主案源办理", "merged, handled with the leading report"),
}
"""States in which no limit of the report runs, and what goes on meanwhile."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All of a report that its road looks at.

    `open_tasks` are those of joint handling that are neither done nor released; `asked`: an extension waits for its
    decision; `extended` are the states in which one was granted; `supervised`: an order of a head waits for its answer;
    `duplicates`: others are merged into it; `before` is where it stood when it was merged.
    """

    status: str
    open_tasks: int = 0
    asked: bool = False
    extended: frozenset[str] = frozenset()
    supervised: bool = False
    duplicates: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of a step besides the state, and what a person is told when it does not hold."""

    code: str
    holds: Callable[[Standing], bool]
    message: Text


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an act may be done on a report, where it leads, and who does it.

    `to` is None where it leaves the state as it is; `fails_to` is where a negative result leads. What is `following` follows
    from an act on something else and is nobody's to choose.
    """

    label: Text
    since: frozenset[str]
    to: str | None
    by: str
    asks: tuple[Guard, ...] = ()
    fails_to: str | None = None
    following: bool = False


BEFORE = "before"
"""Stands for the state in which a report was merged."""

_TASKS_DONE = Guard(
    "tasks_open", lambda one: not one.open_tasks,
    Text("联动处置任务尚未全部完成，请先由协办单位反馈或者说明理由解除", "Joint tasks are open: they are done or released first"),
)  # fmt: skip
_TASKS_OPEN = Guard(
    "no_task_open",
    lambda one: one.open_tasks > 0,
    Text("没有未完成的联动处置任务", "No task of joint handling is open"),
)
_NOT_ASKED = Guard(
    "extension_asked",
    lambda one: not one.asked,
    Text("延期申请正在等待审批", "An extension waits for its decision already"),
)
_ASKED = Guard(
    "extension_not_asked", lambda one: one.asked, Text("没有待审批的延期申请", "No extension is asked for")
)
_ONCE = Guard(
    "extended_before", lambda one: one.status not in one.extended,
    Text("本环节已经延期一次，不得再次延期", "This stage was extended once, and is not extended again"),
)  # fmt: skip
_NOT_SUPERVISED = Guard(
    "supervised_already",
    lambda one: not one.supervised,
    Text("该案源已在督办中，请待其回复", "An order waits for its answer already"),
)
_SUPERVISED = Guard(
    "not_supervised",
    lambda one: one.supervised,
    Text("该案源没有待回复的督办", "No order waits for an answer"),
)
_REPORTED_BACK = Guard(
    "supervision_open",
    lambda one: not one.supervised,
    Text("督办尚未回复，请先回复督办", "The head's order is not answered yet"),
)
_NO_DUPLICATES = Guard(
    "has_duplicates", lambda one: not one.duplicates,
    Text("已有其他案源并入该案源，不得再并入别的案源", "Others are merged into this report: it cannot be merged itself"),
)  # fmt: skip

_NO_DUPLICATES_LEFT = Guard(
    "has_duplicates", lambda one: not one.duplicates,
    Text("已有其他案源并入该案源，须继续办理", "Others are merged into this report, and go on with it"),
)  # fmt: skip


def _row(
    zh: str, en: str, since: str, to: str | None, by: str = "dispatcher", asks: tuple[Guard, ...] = (),
    fails_to: str | None = None, *, following: bool = False,
) -> Transition:  # fmt: skip
    return Transition(Text(zh, en), frozenset(since.split()), to, by, asks, fails_to, following)


_WAITING = " ".join(OPEN)

TRANSITIONS: Mapping[str, Transition] = {
    "report.verify": _row("核实", "Verify", "submitted", "verified"),
    "report.reject": _row("不予受理", "Reject", "submitted verified", "rejected"),
    "report.judge": _row("执法判定", "Judge", "verified judged", "judged"),
    "report.dispatch": _row("执法分派", "Dispatch", "judged dispatched", "dispatched"),
    "report.return": _row("退回派遣", "Send back as not ours", "dispatched", "judged", "team"),
    "report.correct": _row("退回纠错", "Send back", "judged dispatched handled checked", "verified"),
    "report.handle": _row("现场处置", "Handle on the spot", "dispatched", "handled", "team", (_TASKS_DONE,)),
    "report.check": _row("核查", "Check", "handled", "checked", "dispatcher", fails_to="dispatched"),
    "report.take_up": _row("转为案件", "Take up as a case", "verified judged dispatched handled", "in_case", "team", following=True),
    "report.conclude": _row("案件办结", "Case concluded", "in_case", "checked", "team", following=True),
    "report.feedback": _row("结果反馈", "Answer the reporter", "checked rejected", "answered", "dispatcher", (_REPORTED_BACK,)),
    "report.ask_extension": _row(
        "申请延期", "Ask for an extension", "dispatched handled", None, "team", (_NOT_ASKED, _ONCE)
    ),
    "report.extend": _row("同意延期", "Grant an extension", "dispatched handled", None, "head", (_ASKED,)),
    "report.refuse_extension": _row("不同意延期", "Refuse an extension", "dispatched handled", None, "head", (_ASKED,)),
    "report.supervise": _row("督办", "Supervise", f"{_WAITING} in_case", None, "head", (_NOT_SUPERVISED,)),
    "report.report_back": _row("回复督办", "Answer the supervision", f"{_WAITING} in_case rejected", None, "team", (_SUPERVISED,)),
    "report.join": _row("联动处置", "Join others", "dispatched", None),
    "report.contribute": _row("协办反馈", "Report on a joint task", "dispatched", None, "team", (_TASKS_OPEN,)),
    "report.release": _row("解除协办", "Release from a joint task", "dispatched", None, "dispatcher", (_TASKS_OPEN,)),
    "report.merge": _row(
        "合并", "Merge", "submitted verified judged dispatched", "merged", "dispatcher",
        (_TASKS_DONE, _NOT_ASKED, _NOT_SUPERVISED, _NO_DUPLICATES),
    ),
    "report.unmerge": _row("取消合并", "Unmerge", "merged", BEFORE),
    "report.answer_with": _row("随主案源答复", "Answered with its lead", "merged", "answered", following=True),
    "report.urge": _row("催办", "Urge", f"{_WAITING} in_case merged rejected", None, "sender"),
    "report.supplement": _row("补充材料", "Supplement", f"{_WAITING} in_case merged rejected", None, "sender"),
    "report.withdraw": _row(
        "来件撤回", "Withdraw", "submitted verified judged dispatched", "withdrawn", "sender", (_REPORTED_BACK, _NO_DUPLICATES_LEFT),
    ),
    "report.dispute": _row("反映人表示未解决", "Not solved, says the reporter", "answered", "handled", following=True),
    "report.look": _row("查看反映人", "Look at the reporter", " ".join(STATUSES), None),
}  # fmt: skip

FOLLOWING = frozenset(name for name, row in TRANSITIONS.items() if row.following)
"""Steps that follow from acts on something else."""

NEXT_ACT = {
    "submitted": "report.verify",
    "verified": "report.judge",
    "judged": "report.dispatch",
    "dispatched": "report.handle",
    "handled": "report.check",
    "checked": "report.feedback",
    "rejected": "report.feedback",
}
"""What usually comes next."""

LEADS = frozenset({*OPEN, "in_case", "rejected"})
"""States of a report into which another may be merged: whoever reported that one is answered with it."""


def hindrance(name: str, one: Standing) -> Refusal | None:
    """Why an act cannot be done on a report that stands so; None: it can."""
    row = TRANSITIONS[name]
    if one.status not in row.since:
        here = STATUSES[one.status]
        message = Text(
            f"案源目前为“{here.zh}”，不能{row.label.zh}",
            f"The report is {here.en}; “{row.label.en}” is not possible",
        )
        return Refusal(
            "report_elsewhere", message, (), tuple(STATUSES[status] for status in sorted(row.since))
        )
    failed = next((guard for guard in row.asks if not guard.holds(one)), None)
    return Refusal(failed.code, failed.message, ()) if failed else None


_EFFECTS: Mapping[str, Callable[[Standing], Standing]] = {
    "report.ask_extension": lambda one: replace(one, asked=True),
    "report.extend": lambda one: replace(one, asked=False, extended=one.extended | {one.status}),
    "report.refuse_extension": lambda one: replace(one, asked=False),
    "report.supervise": lambda one: replace(one, supervised=True),
    "report.report_back": lambda one: replace(one, supervised=False),
    "report.join": lambda one: replace(one, open_tasks=one.open_tasks + 1),
    "report.contribute": lambda one: replace(one, open_tasks=one.open_tasks - 1),
    "report.release": lambda one: replace(one, open_tasks=one.open_tasks - 1),
}
"""What an act changes besides the state."""


def after(name: str, one: Standing, *, passed: bool = True) -> Standing:
    """Where a report stands once the act was done on it; `passed` is the result of a check.

    What was asked for in a stage that it leaves has become pointless: a request for an extension lapses, and joint tasks are released.
    """
    row = TRANSITIONS[name]
    effect = _EFFECTS.get(name)
    done = effect(one) if effect else one
    to = (row.to if passed else row.fails_to) or one.status
    if to == BEFORE:
        return replace(done, status=one.before, before="")
    if to == one.status:
        return done
    before = one.status if to == "merged" else ""
    return replace(done, status=to, asked=False, open_tasks=0, before=before)
