"""The road of a report as a page of the documentation, made from the tables that the program goes by."""

from __future__ import annotations

from collections.abc import Iterable

from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.road import BEFORE, PAUSED, STATUSES, TRANSITIONS, Transition
from xuncheng.rules.reporting.sources import SOURCE_TABLE
from xuncheng.rules.reporting.stages import STAGES, TIMERS, Stage

WHO = {
    "dispatcher": Text("调度员", "dispatcher"), "team": Text("执法队", "team"), "head": Text("局领导", "head"),
    "sender": Text("来件方", "sender"),
}  # fmt: skip

_HEAD = """# 案源的办理 / The road of a report

由程序所用的表生成，请勿手改：`xuncheng road docs/road.md`。 / Made from the tables of the program, not to be edited by hand.
"""


def road_page() -> str:
    """The page: stages and states, acts, limits, sources."""
    return "\n".join((
        _HEAD,
        "## 环节与状态 / Stages and states\n", _table(("环节 Stage", "状态 States"), map(_stage_row, STAGES)),
        "## 状态与时限 / States and limits\n", _table(("状态 State", "时限 Limit"), map(_state_row, STATUSES)),
        "## 事项 / Acts\n",
        _table(("事项 Act", "从 From", "到 To", "由谁 Who", "条件 Asks"), map(_act_row, TRANSITIONS, TRANSITIONS.values())),
        "## 来源 / Sources\n",
        _table(
            ("来源 Source", "来件编号 Numbered", "答复 Answered"),
            ((_both(one.label), "是 yes" if one.numbered else "", _both(one.answered.label)) for one in SOURCE_TABLE.values()),
        ),
    ))  # fmt: skip


def _stage_row(stage: Stage) -> tuple[str, ...]:
    states = [STATUSES[status] for status in STATUSES if status in stage.statuses]
    return _both(stage.label), "<br>".join(map(_both, states))


def _state_row(status: str) -> tuple[str, ...]:
    limit = TIMERS[status].label if status in TIMERS else PAUSED.get(status)
    return f"{_both(STATUSES[status])} `{status}`", _both(limit) if limit else ""


def _act_row(name: str, row: Transition) -> tuple[str, ...]:
    since = "<br>".join(STATUSES[status].zh for status in STATUSES if status in row.since)
    who = "随其他事项 following" if row.following else _both(WHO[row.by])
    asks = "<br>".join(f"{guard.message.zh} `{guard.code}`" for guard in row.asks)
    return f"{_both(row.label)} `{name}`", since, _to(row), who, asks


def _to(row: Transition) -> str:
    if row.to == BEFORE:
        return "合并前的状态 where it stood"
    ends = [STATUSES[status].zh for status in (row.to, row.fails_to) if status]
    return "，未通过的 if not: ".join(ends)


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
