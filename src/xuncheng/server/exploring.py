"""`xuncheng explore`: the explorer's report on the screen."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from xuncheng.rules.procedure import explore


def explore_tables(console: Console) -> bool:
    """Walk both tables and print what was visited and proved. False when an invariant does not hold."""
    table = Table(
        "程序 procedure",
        "世界 worlds",
        "状态 states",
        "步骤 steps",
        "不变式 invariants",
        "秒 seconds",
        "结论",
    )
    reports = explore.explore_tables()
    for report in reports:
        verdict = "全部成立 proved" if report.proved else "不成立 VIOLATED"
        figures = (report.worlds, report.states, report.steps, report.invariants)
        table.add_row(report.procedure, *(f"{n:,}" for n in figures), f"{report.seconds:.1f}", verdict)
    console.print(table)
    for report in reports:
        for violation in report.violations:
            path = " → ".join(violation.path)
            console.print(f"{violation.code} {violation.says.zh}：{path}")
    return all(report.proved for report in reports)
