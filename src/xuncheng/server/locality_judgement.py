"""Reading a locality's rules of judgement: `judgement.csv`, checked whole before the program starts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from xuncheng.rules.reporting.judgement import COLUMNS, JudgementError, Known, Row, Rule, read_rules


def read_judgement(path: Path, matters: Path, district: str) -> tuple[Rule, ...]:
    """The rules of a locality; none where it has no such file. `matters` is its table of matters.

    Raises ValueError naming the file, and each line and column that is wrong.
    """
    if not path.exists():
        return ()
    known = Known(frozenset(_codes(matters)), district)
    try:
        return read_rules(_rows(path), known)
    except JudgementError as wrong:
        raise ValueError(f"{path.name}:\n{wrong}") from wrong


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines, restval="")
        lost = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if lost:
            raise ValueError(f"{path.name}: 缺少列 / no column {', '.join(lost)}")
        for row in table:
            yield table.line_num, {name: row[name].strip() for name in COLUMNS}


def _codes(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"]
