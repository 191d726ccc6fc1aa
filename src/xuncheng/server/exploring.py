"""`xuncheng explore`: the explorer's report on the screen."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure import explore, mutate
from xuncheng.rules.procedure.pairs import PAIRS, unmet
from xuncheng.rules.procedure.walk import Violation
from xuncheng.rules.procedure.worlds import TRIALS, bounds


def explore_tables(console: Console) -> bool:
    """Walk all tables, alone and side by side, and print what was visited and proved. False when an invariant does not hold."""
    heads = (
        "程序 procedure",
        "世界 worlds",
        "状态 states",
        "步骤 steps",
        "不变式 invariants",
        "秒 seconds",
        "结论 verdict",
    )
    table = Table(*(head.replace(" ", "\n") for head in heads))
    reports = explore.explore_tables()
    for report in reports:
        verdict = "全部成立\nproved" if report.proved else "不成立\nVIOLATED"
        figures = (report.worlds, report.states, report.steps, report.invariants)
        table.add_row(report.procedure, *(f"{n:,}" for n in figures), f"{report.seconds:.1f}", verdict)
    console.print(table)
    _tell_bounds(console)
    _tell_unmet(console)
    for report in reports:
        for violation in report.violations:
            console.print(_told(violation))
    return all(report.proved for report in reports)


def _tell_bounds(console: Console) -> None:
    """How far is counted, where a case may have as many of something as it likes; all else is walked without any bound."""
    found: dict[Text, tuple[dict[str, None], dict[str, None]]] = {}
    for name, make in explore.WHOLE.items():
        for rule, says in bounds(make().procedure):
            acts, places = found.setdefault(says, ({}, {}))
            acts[rule.name], places[name] = None, None
    table = Table("探查上限\nbound", "行为\nacts", "何处\nwhere")
    for says, (acts, places) in found.items():
        table.add_row(f"{says.zh}\n{says.en}", "\n".join(acts), "\n".join(places))
    console.print(table)


def _tell_unmet(console: Console) -> None:
    """Which procedures beside one case are not walked two by two, and why."""
    pairs = "、".join(" + ".join(pair) for pair in unmet())
    console.print(
        f"未成对走查：{pairs}。互不对对方的行为设定条件，只经由案件本身的事实相遇，各自已与案件一并走查。"
    )
    console.print(
        "Not walked in pairs: neither asks anything of the other's acts; each is walked with the case."
    )


def try_mutants(console: Console) -> bool:
    """Leave out each guard and result in turn and print how many the explorer finds. False where it misses one."""
    table = Table("程序 procedure", "改动 changes", "发现 found")
    all_missed: list[str] = []
    for name in (*TRIALS, *PAIRS):
        trials = mutate.try_table(name) if name in TRIALS else mutate.try_pair(name)
        missed = [f"{name} {trial.act} {trial.change}" for trial in trials if trial.violation is None]
        table.add_row(name, f"{len(trials):,}", f"{len(trials) - len(missed):,}")
        all_missed += missed
    console.print(table)
    for one in all_missed:
        console.print(f"未被发现 not found：{one}")
    return not all_missed


def _told(violation: Violation) -> str:
    return f"{violation.code} {violation.says.zh}：{' → '.join(violation.path)}"
