"""`xuncheng verify`: the trail checked entry by entry, with progress, and every fault named."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress

from xuncheng.foundation.trail.verify import verify


def verify_trail(console: Console) -> bool:
    """Check the whole trail and print what was found. False when anything is wrong."""
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("核验 verifying")
        report = verify(lambda done, of: bar.update(task, completed=done, total=of))
    for fault in report.faults:
        console.print(f"[red]{fault.sentence.zh}[/] / {fault.sentence.en}", highlight=False, soft_wrap=True)
    console.print(f"{report.summary.zh}\n{report.summary.en}", highlight=False, soft_wrap=True)
    if report.last_seal:
        console.print(
            f"最近日封 last seal {report.last_seal.day}: {report.last_seal.hash}",
            highlight=False,
            soft_wrap=True,
        )
    return report.sound
