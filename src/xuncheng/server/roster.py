"""`xuncheng user import`: users from a table (CSV), with a report on every row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from xuncheng.foundation.people.roster import OUTCOMES, REFUSED, Line, read, take_in
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program

CLERK = program("xuncheng user import", {"user.add", "user.move"})


def import_users(file: Path, *, dry_run: bool, console: Console) -> bool:
    """Take in a table of users and print what became of each row. False when a row was refused or the file is none."""
    try:
        lines = take_in(CLERK, read(file.read_bytes()), dry_run=dry_run)
    except Refused as fault:
        told = "；".join(f"{error.message.zh} / {error.message.en}" for error in fault.errors)
        console.print(f"[red]{file}：{told}", highlight=False, soft_wrap=True)
        return False
    table = Table("行 row", "用户名 username", "结果 outcome", "原因 reason")
    for line in lines:
        table.add_row(str(line.number), line.username, OUTCOMES[line.outcome].zh, _reason(line))
    console.print(table)
    counts = Counter(line.outcome for line in lines)
    told = "，".join(f"{words.zh} {counts[code]} / {words.en}" for code, words in OUTCOMES.items())
    console.print(f"{'试运行，未写入 / dry run: ' if dry_run else ''}{told}", highlight=False)
    return counts[REFUSED] == 0


def _reason(line: Line) -> str:
    return f"{line.reason.zh} / {line.reason.en}" if line.reason else ""
