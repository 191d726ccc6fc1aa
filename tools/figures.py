"""`python -m tools.figures`: write the catalogue of figures, docs/statistics.md, from the table that the program counts by."""

from __future__ import annotations

from pathlib import Path

from xuncheng.rules.insight.describe import figures_page

PAGE = Path(__file__).parents[1] / "docs" / "statistics.md"

if __name__ == "__main__":
    PAGE.write_text(figures_page(), encoding="utf-8")
