"""What a benchmark answers: figures, each beside what it is compared with in the same run on the same database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter

Tell = Callable[[str], None]
"""Told, in a few words, what is being done now."""


@dataclass(frozen=True)
class Measurement:
    """One figure.

    `ratio` is what was measured as a part or multiple of the `baseline`, which says in words what that is.
    `target` is what was promised, as text (≥ 100,000/s), and `kept` whether it was; None where nothing was.
    """

    name: str
    value: float
    unit: str
    ratio: float
    baseline: str
    target: str = ""
    kept: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The figure as a row of `HEAD`."""
        verdict = {True: "kept", False: "**missed**", None: ""}[self.kept]
        return (
            self.name,
            f"{_readable(self.value)} {self.unit}",
            f"{_readable(self.ratio)} ×",
            self.baseline,
            self.target,
            verdict,
        )


HEAD = ("figure", "measured", "ratio", "of", "promised", "")


@dataclass(frozen=True)
class Figures:
    """The figures of one benchmark, and what is to be said about them, in Markdown."""

    rows: Sequence[Measurement]
    notes: str = field(default="")


def _readable(value: float) -> str:
    """Three digits that matter."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def milliseconds(do: Callable[[], object]) -> float:
    """How long it takes."""
    started = perf_counter()
    do()
    return (perf_counter() - started) * 1000


def p95(times: Sequence[float]) -> float:
    """What 95 in 100 stay below; of one alone, it."""
    return quantiles(times, n=20)[18] if len(times) > 1 else times[0]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
