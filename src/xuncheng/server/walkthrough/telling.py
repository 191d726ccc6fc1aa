"""What the walk prints: each act with who did it, when, what it made and on what legal basis."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.rules.legal import Text

_COLUMNS: Sequence[Mapping[str, Any]] = (
    {"width": 11}, {"width": 14}, {"width": 20}, {"min_width": 34, "ratio": 3}, {"min_width": 24, "ratio": 2},
)  # fmt: skip


class Telling:
    """Prints the walk, line by line, in columns that stand under each other."""

    brief = False
    """Whether an act is told by its name alone."""

    def __init__(self, console: Console) -> None:
        self._console, self._begun = console, time.monotonic()
        self.acts = self.refusals = 0

    def chapter(self, title: Text) -> None:
        """Begin a part of the walk."""
        self._console.print(f"\n[bold]{title.zh}[/]  {title.en}", highlight=False)

    def note(self, sentence: str) -> None:
        """A line between the acts."""
        self._console.print(f"  {sentence}", highlight=False, soft_wrap=True)

    def act(self, at: datetime, who: str, label: str, made: Sequence[str], basis: str) -> None:
        """An act that was done."""
        self.acts += 1
        self._line(f"{at.astimezone(SHANGHAI):%m-%d %H:%M}", who, label, "\n".join(made), basis)

    def refusal(self, who: str, label: str, problem: Mapping[str, Any]) -> None:
        """An act that the law forbids, with the answer."""
        self.refusals += 1
        basis = "、".join(article["label"] for article in problem["basis"])
        answer = f"[red]✗ {problem['status']} {problem['code']}[/]\n{problem['title_zh']}"
        self._line("", who, label, answer, basis)

    def failed(self, reason: str) -> None:
        """The walk ends here."""
        self._console.print(f"\n[bold red]未通过 FAILED[/]  {reason}", highlight=False, soft_wrap=True)

    def passed(self) -> None:
        """The walk is over, and all was as it should be."""
        seconds = time.monotonic() - self._begun
        self._console.print(
            f"\n[bold green]全部通过 PASSED[/]  {self.acts} 个行为、{self.refusals} 次依法拒绝，{seconds:.1f} 秒"
            f" / {self.acts} acts, {self.refusals} lawful refusals, {seconds:.1f} s",
            highlight=False,
        )

    def _line(self, *cells: str) -> None:
        self._console.print(in_columns(_COLUMNS, cells), highlight=False)


def in_columns(columns: Sequence[Mapping[str, Any]], cells: Sequence[str]) -> Table:
    """One line of several columns, each folded to its width."""
    row = Table.grid(padding=(0, 1), expand=True)
    for column in columns:
        row.add_column(overflow="fold", **column)
    row.add_row(*cells)
    return row


class Remembering(Telling):
    """Keeps in mind what one story told, to be said in a line at its end."""

    brief = True

    def __init__(self) -> None:
        super().__init__(Console(file=io.StringIO()))
        self.labels: list[str] = []
        self.refused: list[str] = []

    def act(self, at: datetime, who: str, label: str, made: Sequence[str], basis: str) -> None:
        """An act that was done."""
        self.acts += 1
        self.labels.append(label)

    def refusal(self, who: str, label: str, problem: Mapping[str, Any]) -> None:
        """An act that was refused, and by which article."""
        self.refusals += 1
        basis = "、".join(article["label"] for article in problem["basis"])
        reason = basis or problem["title_zh"]
        self.refused.append(f"[red]✗[/] {label} {problem['code']}（{reason}）")
