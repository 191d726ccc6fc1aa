"""A locality's table of judgement is read whole, or refused by name before the program starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from xuncheng.rules.reporting.judgement import COLUMNS, Rule
from xuncheng.server.locality_judgement import read_judgement

HEAD = ",".join(COLUMNS)
ROW = "STALL,流动摊贩,Hawkers,摊贩|摆摊,,,,,SR-010,,street,4wh,70"


def read(folder: Path, *rows: str, head: str = HEAD) -> tuple[Rule, ...]:
    """The rules of a table with these rows, as a spreadsheet saves it: with a byte order mark."""
    path, matters = folder / "judgement.csv", folder / "matters.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8-sig")
    matters.write_text("code,name_zh\nSR-010,擅自占道摆摊设点\n", encoding="utf-8")
    return read_judgement(path, matters, "110199")


def test_a_locality_without_the_file_has_no_rules(tmp_path: Path) -> None:
    assert read_judgement(tmp_path / "judgement.csv", tmp_path / "matters.csv", "110199") == ()


def test_a_table_is_read(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, ROW)
    assert (rule.code, rule.words, rule.points) == ("STALL", (("摊贩", "摆摊"),), 70)


def test_each_fault_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"judgement\.csv") as refused:
        read(tmp_path, ROW, ROW.replace("STALL", "B").replace("SR-010", "SR-011"), ROW)
    told = str(refused.value).splitlines()
    assert told[1].startswith("第3行 line 3, matter: 没有执法事项SR-011 / there is no matter SR-011")
    assert told[2].startswith("第4行 line 4, code: 编号STALL重复")


def test_a_table_that_lacks_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no column limit, points"):
        read(tmp_path, head=HEAD.removesuffix(",limit,points"))
