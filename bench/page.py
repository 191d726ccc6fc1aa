"""docs/benchmarks.md: what a run measured is written between two marks; what stands around them is written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.measurement import HEAD, Figures, table

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"

BEGIN, END = "<!-- run: written by make bench -->", "<!-- end of the run -->"


def in_markdown(when: str, machine: str, figures: Mapping[str, Figures]) -> str:
    """A run as the page shows it: one table of all figures, then what there is to say about each."""
    rows = [row.cells for one in figures.values() for row in one.rows]
    notes = (f"### {title}\n\n{one.notes}" for title, one in figures.items())
    return "\n\n".join([f"## The run of {when}", machine, table(HEAD, rows), *notes])


def write(run: str, page: Path = PAGE) -> None:
    """Put the run in the place of the one before."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{run}\n\n{END}{after}", encoding="utf-8")
