"""Users come from a table: each row by an act, a report on every row, and a dry run that leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console
from tests.conftest import Street

from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.roster import Line, read, take_in
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.server.roster import CLERK, import_users

HEADINGS = "用户名,姓名,机构代码,执法队代码,电话,邮箱\n"
ROWS = "zhangsan,张三示例,S001,T001,010-00000000,zhang@example.invalid\nlisi,李四示例,S002,,,\n"


def table(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    file = folder / "用户.csv"
    file.write_bytes(text.encode(encoding))
    return file


def taken(folder: Path, text: str, *, dry_run: bool = False) -> list[Line]:
    """What became of the rows of a table."""
    return take_in(CLERK, read(table(folder, text).read_bytes()), dry_run=dry_run)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, encoding: str) -> None:
    first, second = read(table(tmp_path, HEADINGS + ROWS, encoding).read_bytes())
    cells = first.cells
    assert (first.number, cells["username"], cells["name"], cells["team"]) == (
        2,
        "zhangsan",
        "张三示例",
        "T001",
    )
    assert second.cells["organisation"] == "S002"


def test_rows_are_counted_as_in_the_file_and_cells_that_are_not_there_are_empty(tmp_path: Path) -> None:
    rows = read(
        table(tmp_path, "username,name,team\n\nzhangsan,张三示例\nlisi,李四示例,T002,more\n").read_bytes()
    )
    assert [row.number for row in rows] == [3, 4]
    assert [row.cells["team"] for row in rows] == ["", "T002"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("工号,姓名\n1,张三示例\n", "多余的列：工号；缺少的列：username"),
        ("username,name,姓名\nx,张三示例,李四示例\n", "重复的列：name"),
        ("", "缺少的列：username、name"),
        ("username,name\nx,张\x00三\n", "不是CSV表格"),
    ],
)
def test_another_table_is_refused_by_its_columns(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(table(tmp_path, text).read_bytes())
    (error,) = refused.value.errors
    assert (error.field, error.message.zh) == ("table", said)


def test_a_dry_run_says_what_would_be_and_leaves_nothing(
    street_a: Street, street_b: Street, tmp_path: Path
) -> None:
    before = TrailEntry.objects.count()
    lines = taken(tmp_path, HEADINGS + ROWS, dry_run=True)
    assert [(line.number, line.outcome) for line in lines] == [(2, "added"), (3, "added")]
    assert not User.objects.filter(username="zhangsan").exists()
    assert TrailEntry.objects.count() == before


def test_rows_add_move_and_leave_alone_and_each_stands_in_the_trail(
    street_a: Street, street_b: Street, tmp_path: Path
) -> None:
    # Given two who came by a table before
    taken(tmp_path, HEADINGS + ROWS)
    zhang = User.objects.get(username="zhangsan")
    assert (zhang.team, zhang.area_path) == (street_a.team, "110199.001.")
    assert not zhang.has_usable_password() or zhang.password == ""
    assert not zhang.grants.exists()

    # When the next table has one of them elsewhere, the other as before, and rows that cannot be
    rows = (
        "zhangsan,张三示例,,T002,,\nlisi,李四示例,S002,,,\n王 五,王五示例,S001,,,\nzhaoliu,赵六示例,S999,,,\n"
    )
    lines = taken(tmp_path, HEADINGS + rows)

    # Then each row has its outcome, and the ones that were refused say why
    assert [line.outcome for line in lines] == ["moved", "known", "refused", "refused"]
    assert lines[2].reason
    assert "username" in lines[2].reason.zh
    assert lines[3].reason
    assert lines[3].reason.zh == "没有机构 S999"
    zhang.refresh_from_db()
    assert zhang.team == street_b.team
    told = TrailEntry.objects.filter(chain=zhang.pk).order_by("seq").values_list("name", flat=True)
    assert list(told) == ["user.add", "user.move"]


def test_the_command_fails_where_a_row_was_refused(street_a: Street, tmp_path: Path) -> None:
    console = Console(record=True, width=200)
    good = table(tmp_path, "username,name\nzhangsan,张三示例\n")
    assert import_users(good, dry_run=True, console=console)
    assert "试运行" in console.export_text()
    assert not import_users(table(tmp_path, HEADINGS + "x,示例,S999,,,\n"), dry_run=False, console=console)
    assert not import_users(table(tmp_path, "a,b\n"), dry_run=False, console=console)
