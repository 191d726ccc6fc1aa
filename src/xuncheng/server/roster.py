"""`xuncheng user import`: users from a table (CSV), each row by the acts that the desk uses, with a report on every row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from rich.console import Console
from rich.table import Table

from xuncheng.foundation.people.models import Organisation, Team, User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

_CLERK = program("xuncheng user import", {"user.add", "user.move"})

COLUMNS = {
    "用户名": "username", "姓名": "name", "机构代码": "organisation", "执法队代码": "team", "电话": "phone", "邮箱": "email",
}  # fmt: skip
"""The columns by their Chinese headings; the English ones are good as well."""

NEEDED = ("username", "name")
Row = Mapping[str, str]

ADDED, MOVED, KNOWN, REFUSED = "added", "moved", "known", "refused"
OUTCOMES = {
    ADDED: Text("新增", "added"), MOVED: Text("调动", "moved"), KNOWN: Text("未变", "unchanged"),
    REFUSED: Text("未收录", "refused"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row: its number in the file, whom it is about, the outcome, and why it was refused."""

    number: int
    username: str
    outcome: str
    reason: str = ""


class TableFault(ValueError):
    """The file is no table of users at all."""


def import_users(file: Path, *, dry_run: bool, console: Console) -> bool:
    """Take in a table of users and print what became of each row. False when a row was refused or the file is none."""
    try:
        lines = take_in(read(file), dry_run=dry_run)
    except TableFault as fault:
        console.print(f"[red]{fault}", highlight=False, soft_wrap=True)
        return False
    table = Table("行 row", "用户名 username", "结果 outcome", "原因 reason")
    for line in lines:
        table.add_row(str(line.number), line.username, OUTCOMES[line.outcome].zh, line.reason)
    console.print(table)
    counts = Counter(line.outcome for line in lines)
    told = "，".join(f"{words.zh} {counts[code]} / {words.en}" for code, words in OUTCOMES.items())
    console.print(f"{'试运行，未写入 / dry run: ' if dry_run else ''}{told}", highlight=False)
    return counts[REFUSED] == 0


def read(file: Path) -> list[Row]:
    """The rows by the names of their columns. Raises `TableFault`. Spreadsheets here write UTF-8 or GB 18030."""
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    reader = csv.DictReader(text.splitlines())
    names = [COLUMNS.get(heading.strip(), heading.strip()) for heading in reader.fieldnames or ()]
    unknown = [name for name in names if name not in COLUMNS.values()]
    missing = [name for name in NEEDED if name not in names]
    if unknown or missing:
        wrong = "、".join(unknown) or "无"
        lacking = "、".join(missing) or "无"
        raise TableFault(f"{file}：多余的列 {wrong}，缺少的列 {lacking} / unknown or missing columns")
    return [
        {name: (value or "").strip() for name, value in zip(names, row.values(), strict=False)}
        for row in reader
    ]


def take_in(rows: list[Row], *, dry_run: bool) -> list[Line]:
    """Add whom nobody knows, and move who works elsewhere now; nothing stays of a dry run, nor of a row that is refused.

    Nobody gets a password or a grant by it, and nobody who is missing in the table is switched off.
    """
    lines: list[Line] = []
    with transaction.atomic():
        for number, row in enumerate(rows, 2):
            lines.append(_line(number, row))
        transaction.set_rollback(dry_run)
    return lines


def _line(number: int, row: Row) -> Line:
    try:
        with transaction.atomic():
            return Line(number, row["username"], _taken(row))
    except Refused as refused:
        reasons = [f"{error.field}：{error.message.zh}" for error in refused.errors]
        return Line(number, row["username"], REFUSED, "；".join(reasons) or str(refused))
    except LookupError as missing:
        return Line(number, row["username"], REFUSED, str(missing.args[0]))


def _taken(row: Row) -> str:
    """Do what the row asks for; what that was."""
    organisation, team = _organisation(row.get("organisation", "")), _team(row.get("team", ""))
    place = {"organisation": organisation.pk if organisation else None, "team": team.pk if team else None}
    known = User.objects.filter(username=row["username"].lower()).first()
    if known is None:
        _does(
            "user.add", {name: row.get(name, "") for name in ("username", "name", "phone", "email")} | place
        )
        return ADDED
    home = team.organisation if team else organisation
    if (home, team) == (known.organisation, known.team) or home is None:
        return KNOWN
    _does("user.move", place, user=known)
    return MOVED


def _does(act: str, entered: dict[str, Any], **on: User) -> None:
    """Do an act with what was entered, held to the same form as what the desk sends."""
    spec = REGISTER[act]
    spec.perform(Deed(_CLERK), **on, **checked(spec, entered))


def _organisation(code: str) -> Organisation | None:
    found = Organisation.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise LookupError(f"没有机构 {code} / there is no organisation {code}")
    return found


def _team(code: str) -> Team | None:
    found = Team.objects.select_related("organisation").filter(code=code).first() if code else None
    if code and found is None:
        raise LookupError(f"没有执法队 {code} / there is no team {code}")
    return found
