"""Users from a table (CSV): each row by the acts that the desk uses, as whoever brings it, with a report on every row.

The command line (`xuncheng user import`) and the page of users bring tables by this one way.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple

from django.db import transaction

from xuncheng.foundation.people.models import Organisation, Team, User
from xuncheng.foundation.people.queries import (
    organisations_readable_by,
    teams_readable_by,
    users_readable_by,
)
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

COLUMNS = {
    "用户名": "username", "姓名": "name", "机构代码": "organisation", "执法队代码": "team", "电话": "phone", "邮箱": "email",
}  # fmt: skip
"""The columns by their Chinese headings; the English ones are good as well."""

NEEDED = ("username", "name")

MOST = 1000
"""The most rows of a table that is brought on the desk, where somebody waits for the answer. The command line takes any."""

LONGEST = 1_000_000
"""The most bytes of such a table, in Base64 as it comes."""

ADDED, MOVED, KNOWN, REFUSED = "added", "moved", "known", "refused"
OUTCOMES = {
    ADDED: Text("新增", "added"), MOVED: Text("调动", "moved"), KNOWN: Text("未变", "unchanged"),
    REFUSED: Text("未收录", "refused"),
}  # fmt: skip


class Row(NamedTuple):
    """A row of the table: its line in the file, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row: its number in the file, whom it is about, the outcome, and why it was refused."""

    number: int
    username: str
    name: str
    outcome: str
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the rows may name: what the bringer may see of it, read once for all rows."""

    organisations: Mapping[str, Organisation]
    teams: Mapping[str, Team]
    users: Mapping[str, User]


def read(raw: bytes, *, most: int | None = None) -> list[Row]:
    """The rows by the names of their columns, at most so many. Spreadsheets here write UTF-8 or GB 18030.

    Raises `Refused` (`invalid_input`, field `table`) for what is no table of users at all.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    if "\x00" in text:
        raise _no_table("不是CSV表格", "This is no CSV")
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        names = _names(next(lines, []))
        rows = [Row(lines.line_num, _cells(names, line)) for line in lines if any(line)]
    except csv.Error as wrong:
        raise _no_table(f"不是CSV表格：{wrong}", f"This is no CSV: {wrong}") from None
    if most is not None and len(rows) > most:
        raise _no_table(
            f"共{len(rows)}行，一次最多{most}行：请分成几个表格，或者用命令 xuncheng user import",
            f"{len(rows)} rows, at most {most} at once: cut the table, or use xuncheng user import",
        )
    return rows


def _cells(names: list[str], line: list[str]) -> dict[str, str]:
    """The cells of a row by their columns: what is missing is empty, what stands beyond them is left out."""
    return dict(zip_longest(names, (cell.strip() for cell in line[: len(names)]), fillvalue=""))


def _names(headings: list[str]) -> list[str]:
    """The names of the columns by their headings. Raises `Refused` (`invalid_input`)."""
    names = [COLUMNS.get(heading.strip(), heading.strip()) for heading in headings]
    wrong = {
        ("多余的列", "unknown columns"): [name for name in names if name not in COLUMNS.values()],
        ("重复的列", "repeated columns"): [name for name, times in Counter(names).items() if times > 1],
        ("缺少的列", "missing columns"): [name for name in NEEDED if name not in names],
    }
    if any(wrong.values()):
        raise _no_table(
            "；".join(f"{zh}：{'、'.join(found)}" for (zh, _), found in wrong.items() if found),
            "; ".join(f"{en}: {', '.join(found)}" for (_, en), found in wrong.items() if found),
        )
    return names


def _no_table(zh: str, en: str) -> Refused:
    return invalid(FieldError("table", Text(zh, en)))


def take_in(viewer: Viewer, rows: list[Row], *, dry_run: bool) -> list[Line]:
    """Add whom nobody knows, and move who works elsewhere now; nothing stays of a dry run, nor of a row that is refused.

    Nobody gets a password or a grant by it, and nobody who is missing in the table is switched off. A user whom the bringer may
    not see is no one he could move: his name is refused as taken.
    """
    with transaction.atomic():
        with reading(viewer):
            known = _known(viewer, rows)
        lines = [_line(viewer, known, row) for row in rows]
        transaction.set_rollback(dry_run)
    return lines


def _known(viewer: Viewer, rows: list[Row]) -> Known:
    organisations = {row.cells.get("organisation", "") for row in rows}
    teams = {row.cells.get("team", "") for row in rows}
    names = {row.cells["username"].lower() for row in rows}
    found = users_readable_by(viewer).filter(username__in=names).select_related("organisation", "team")
    return Known(
        {one.code: one for one in organisations_readable_by(viewer).filter(code__in=organisations)},
        {one.code: one for one in teams_readable_by(viewer).filter(code__in=teams).select_related("organisation")},
        {one.username: one for one in found},
    )  # fmt: skip


def _line(viewer: Viewer, known: Known, row: Row) -> Line:
    username, name = row.cells["username"], row.cells["name"]
    try:
        with transaction.atomic():
            return Line(row.number, username, name, _taken(viewer, known, row.cells))
    except Refused as refused:
        return Line(row.number, username, name, REFUSED, _reason(refused))


def _reason(refused: Refused) -> Text:
    """Why a row was refused: each field with what is wrong with it, or the sentence of the refusal."""
    if not refused.errors:
        return refused.message
    return Text(
        "；".join(f"{error.field}：{error.message.zh}" for error in refused.errors),
        "; ".join(f"{error.field}: {error.message.en}" for error in refused.errors),
    )


def _taken(viewer: Viewer, known: Known, row: Mapping[str, str]) -> str:
    """Do what the row asks for; what that was."""
    organisation = _named(known.organisations, row.get("organisation", ""), Text("机构", "organisation"))
    team = _named(known.teams, row.get("team", ""), Text("执法队", "team"))
    place = {"organisation": organisation.pk if organisation else None, "team": team.pk if team else None}
    user = known.users.get(row["username"].lower())
    if user is None:
        entered = {name: row.get(name, "") for name in ("username", "name", "phone", "email")}
        _does(viewer, "user.add", entered | place)
        return ADDED
    home = team.organisation if team else organisation
    if (home, team) == (user.organisation, user.team) or home is None:
        return KNOWN
    _does(viewer, "user.move", place, user=user)
    return MOVED


def _does(viewer: Viewer, act: str, entered: dict[str, Any], **on: User) -> None:
    """Do an act with what was entered, held to the same form as what the desk sends."""
    spec = REGISTER[act]
    spec.perform(Deed(viewer), **on, **checked(spec, entered))


def _named(known: Mapping[str, Any], code: str, called: Text) -> Any:
    """What a code names; None where there is none in the row. Raises `Refused` (`not_found`)."""
    if not code:
        return None
    if code not in known:
        raise Refused(
            "not_found",
            Text(f"没有{called.zh} {code}", f"There is no {called.en} {code}"),
            status=404,
        )
    return known[code]
