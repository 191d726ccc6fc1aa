"""`xuncheng import`: tried first, taken in, gone on with after an interruption; the report on the screen and as a file."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.domains.legacy.tables import CASES, FIRST, SECOND, WRONG, table
from tests.domains.town import HOUSE, Town, entries

from xuncheng.domains.legacy.models import OldRecord, TableImport
from xuncheng.foundation.trail.scope import reading
from xuncheng.server import legacy


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


class Desk:
    """A folder with a table and its mapping, and a command line beside it."""

    def __init__(self, folder: Path, name: str, content: bytes) -> None:
        self.file, self.mapping, self.report = (
            folder / one for one in ("旧台账.csv", "m.toml", "report.csv")
        )
        self.file.write_bytes(content)
        self.mapping.write_text(CASES.replace("旧办案系统", name), encoding="utf-8")

    def run(self, **given: Any) -> tuple[bool, str]:
        """Whether all went in, and what was printed."""
        console = Console(record=True, width=200, force_terminal=False)
        options = {"dry_run": False, "whole": False} | given
        done = legacy.import_file(self.file, self.mapping, self.report, console=console, **options)
        return done, console.export_text()


def numbers(name: str) -> list[str]:
    with reading(HOUSE):
        sources = TableImport.objects.filter(mapping_name=name)
        origins = [one.subject for source in sources for one in source.origins.all()]
        return sorted(OldRecord.objects.filter(pk__in=origins).values_list("number", flat=True))


def test_a_dry_run_reports_each_row_and_writes_nothing(town: Town, tmp_path: Path) -> None:
    desk, before = Desk(tmp_path, "试运行", table(FIRST, SECOND, WRONG, encoding="gbk")), entries()
    done, said = desk.run(dry_run=True)
    assert not done
    assert "将新增 2，已有 0，未导入 1" in said
    assert "没有区域“丙街道”" in said
    with desk.report.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert {(row[0], row[1]) for row in rows[1:]} == {
        ("4", "所属街道"),
        ("4", "立案日期"),
        ("4", "罚款（元）"),
    }
    assert entries() == before
    assert not list((town_files()).rglob("旧台账*"))


def town_files() -> Path:
    from django.conf import settings

    found: Path = settings.FILES_DIR
    return found


def test_what_the_dry_run_said_is_what_is_done_and_again_nothing_is(town: Town, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "真的", table(FIRST, SECOND, WRONG))
    assert re.search("新增 2，已有 0，未导入 1", desk.run(dry_run=True)[1])
    assert re.search("新增 2，已有 0，未导入 1", desk.run()[1])
    assert re.search("新增 0，已有 2，未导入 1", desk.run()[1])
    assert numbers("真的") == [FIRST[0], SECOND[0]]


def test_killed_in_the_middle_it_goes_on(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"断〔2020〕{at}号", *FIRST[1:]) for at in range(9)]
    desk = Desk(tmp_path, "续传", table(*rows))
    take, times = legacy.take, iter(range(9))

    def killed(deed: Any, source: Any) -> Any:
        if next(times) == 2:
            raise KeyboardInterrupt
        return take(deed, source, count=2)

    monkeypatch.setattr(legacy, "take", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.run()
    assert len(numbers("续传")) == 4
    done, said = desk.run()
    assert done
    assert "继续上次中断的导入，已办4行" in said
    assert numbers("续传") == [row[0] for row in rows]


def test_all_or_none(town: Town, tmp_path: Path) -> None:
    done, said = Desk(tmp_path, "全无", table(FIRST, WRONG)).run(whole=True)
    assert not done
    assert "import_has_faults" in said
    assert numbers("全无") == []


@pytest.mark.parametrize(
    ("mapping", "said"),
    [("name = ", "不是有效的TOML"), (CASES.replace('"案由" = "title"', ""), "缺少必填字段：title（案由）")],
)
def test_a_mapping_that_does_not_fit_is_told(town: Town, tmp_path: Path, mapping: str, said: str) -> None:
    desk = Desk(tmp_path, "x", table(FIRST))
    desk.mapping.write_text(mapping, encoding="utf-8")
    done, told = desk.run()
    assert not done
    assert said in told.replace("\n", "")


@pytest.mark.parametrize("name", ["old-cases", "old-structures"])
def test_the_samples_of_the_demo_are_read(town: Town, tmp_path: Path, name: str) -> None:
    folder = Path("localities/demo/imports")
    console = Console(record=True, width=200)
    legacy.import_file(folder / f"{name}.csv", folder / f"{name}.toml", None, dry_run=True, whole=False, console=console)  # fmt: skip
    assert "dry run" in console.export_text()
