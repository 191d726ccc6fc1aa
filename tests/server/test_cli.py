"""The command line: every command explains itself, does its work, and ends with a non-zero status when it fails."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import typer
from allauth.mfa.models import Authenticator
from django.db import connection
from tests.database import address_as
from typer.testing import CliRunner, Result

from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.second_factors import encrypt
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.explore import Report
from xuncheng.rules.procedure.mutate import Trial
from xuncheng.rules.procedure.walk import Violation
from xuncheng.server import cluster
from xuncheng.server import connection as server_connection
from xuncheng.server.cli import app
from xuncheng.server.cluster import Role, dsn
from xuncheng.server.trouble import Trouble

PASSWORD = "晨光路口第8盏红灯亮"

LAW = """# 示范区夜间停车管理规定

（2024年5月1日示范区人民代表大会常务委员会通过 自2024年6月1日起施行）

第一条 为了规范夜间停车，制定本规定。

第二条 本规定自2024年6月1日起施行。
"""


def run(*arguments: str, say: str = "") -> Result:
    """Run a command as a person at the terminal would, answering what it asks."""
    return CliRunner().invoke(app, list(arguments), input=say)


def commands(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name)


COMMANDS = sorted(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_both_languages(words: tuple[str, ...]) -> None:
    told = run(*words, "--help")
    assert told.exit_code == 0
    assert " / " in told.output


def test_the_commands_are_there() -> None:
    assert {" ".join(words) for words in COMMANDS} >= {
        "up", "migrate", "demo", "verify", "explore", "walkthrough", "worker", "openapi", "law import",
        "places import", "user add", "user list", "user password",
    }  # fmt: skip


@pytest.mark.parametrize("words", [(), ("law",), ("unknown",), ("law", "import", "/no/such/folder")])
def test_what_cannot_be_understood_is_a_failure(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code != 0


@pytest.mark.parametrize("words", ["migrate", "demo", "verify", "user list"])
def test_a_database_that_cannot_be_had_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    def fail() -> None:
        raise Trouble("连不上数据库。", "Cannot reach the database.")

    monkeypatch.setattr(server_connection, "connect", fail)
    monkeypatch.setattr(server_connection, "visit", fail)
    told = run(*words.split())
    assert told.exit_code == 1
    assert "连不上数据库。" in told.stderr
    assert "Traceback" not in told.output


NOT_SET_UP = Text(
    "这里还没有建立数据库：请先运行 make run 或者 xuncheng up。",
    "No database has been set up here yet: run make run or xuncheng up first.",
)
VISITORS = ("verify", "user list", "law import .", "user rekey")
"""Commands that look at an installation and do not begin one."""


@pytest.mark.parametrize("words", VISITORS)
def test_an_installation_that_was_never_set_up_is_said_in_a_sentence_and_stays_untouched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(cluster, "VAR", tmp_path / "var")
    told = run(*words.split())
    assert told.exit_code == 1
    assert told.stderr.split() == (NOT_SET_UP.zh + " " + NOT_SET_UP.en).split()
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("ran", [True, False], ids=["running", "at rest"])
def test_what_a_look_had_to_start_is_stopped_again_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, ran: bool
) -> None:
    # Given a private cluster that runs, or does not
    at_the_end: list[tuple[Any, ...]] = []
    url = os.environ["DATABASE_URL"]
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(cluster, "exists", lambda _var: True)
    monkeypatch.setattr(cluster, "alive", lambda _var: ran)
    monkeypatch.setattr(server_connection, "connect", lambda: monkeypatch.setenv("DATABASE_URL", url))
    monkeypatch.setattr(server_connection, "_has_tables", lambda: True)
    monkeypatch.setattr(atexit, "register", lambda *work: at_the_end.append(work))
    # When somebody looks
    server_connection.visit()
    # Then it is stopped at the end only if it had to be started
    assert at_the_end == ([] if ran else [(cluster.stop, cluster.VAR)])


def test_a_database_without_tables_is_said_in_a_sentence() -> None:
    program = Path(sys.executable).with_name("xuncheng")
    empty = urlsplit(dsn(Role.SUPERUSER))._replace(path="/postgres").geturl()
    told = subprocess.run(
        [program, "verify"], env=os.environ | {"DATABASE_URL": empty}, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert "这里还没有建立数据库" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.django_db(transaction=True)
def test_verify_passes_a_trail_that_holds(officer: User) -> None:
    told = run("verify")
    assert told.exit_code == 0, told.output


TAMPERING = {
    "UPDATE": ("#1 user.add", "被改动", ["UPDATE trail_entry SET actor_name = '别人' WHERE chain = %s AND seq = 1"]),
    "DELETE": ("#1", "缺失", ["DELETE FROM trail_entry WHERE chain = %s AND seq = 1"]),
    "INSERT": (
        "#3 officer.certify", "系插入",
        [
            "CREATE TEMPORARY TABLE made_up AS SELECT * FROM trail_entry WHERE chain = %s AND seq = 2",
            "UPDATE made_up SET seq = 3, act_id = gen_random_uuid(), prev = hash, hash = sha256(hash) WHERE chain = %s",
            "INSERT INTO trail_entry SELECT * FROM made_up WHERE chain = %s",
        ],
    ),
    "two rows swapped": (
        "#2 user.add", "次序被调换",
        [
            "UPDATE trail_entry SET seq = 9 WHERE chain = %s AND seq = 1",
            "UPDATE trail_entry SET seq = 1 WHERE chain = %s AND seq = 2",
            "UPDATE trail_entry SET seq = 2 WHERE chain = %s AND seq = 9",
        ],
    ),
}  # fmt: skip
"""What a superuser may do to the trail by hand, and which entry is named for it, with which word."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tampering", TAMPERING)
def test_verify_fails_and_names_the_entry_that_a_superuser_touched(officer: User, tampering: str) -> None:
    entry, fault, statements = TAMPERING[tampering]
    with psycopg.connect(address_as(dsn(Role.SUPERUSER))) as superuser:
        for statement in statements:
            superuser.execute(statement, [officer.pk])
    told = run("verify")
    assert told.exit_code == 1
    (line,) = (line for line in told.output.splitlines() if f"user/{officer.pk} {entry}" in line)
    assert fault in line


DECIDED_UNHEARD = Violation(
    "I-15", Text("未告知不得决定", "told before the decision"), ("case.file", "decision.make")
)


@pytest.mark.parametrize(("found", "status"), [((), 0), ((DECIDED_UNHEARD,), 1)])
def test_explore_reports_states_and_fails_where_an_invariant_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, found: tuple[Violation, ...], status: int
) -> None:
    walked = Report("ordinary", 12, 34_567, 89_012, 20, 1.5, found)
    monkeypatch.setattr("xuncheng.rules.procedure.explore.explore_tables", lambda: (walked,))
    told = run("explore")
    assert told.exit_code == status
    assert "34,567" in told.output
    assert "每案至多2次" in told.output  # how far is counted
    assert ("I-15 未告知不得决定：case.file → decision.make" in told.output) is bool(found)


@pytest.mark.parametrize(("found", "status"), [(DECIDED_UNHEARD, 0), (None, 1)])
def test_explore_fails_where_a_guard_could_be_left_out_unnoticed(
    monkeypatch: pytest.MonkeyPatch, found: Violation | None, status: int
) -> None:
    trial = Trial("decision.make", "without not_notified", found)
    monkeypatch.setattr("xuncheng.rules.procedure.mutate.try_table", lambda _: (trial,))
    told = run("explore", "--mutants")
    assert told.exit_code == status
    assert ("ordinary decision.make without not_notified" in told.output) is (found is None)


@pytest.mark.django_db
def test_law_import_takes_in_a_folder_and_again_nothing(tmp_path: Path) -> None:
    (tmp_path / "示范区夜间停车管理规定(2024-05-01).md").write_text(LAW, encoding="utf-8")
    first = run("law", "import", str(tmp_path))
    assert (first.exit_code, "新增 1" in first.output) == (0, True), first.output
    again = run("law", "import", str(tmp_path))
    assert (again.exit_code, "新增 0，已有 1" in again.output) == (0, True), again.output


@pytest.mark.django_db
def test_law_import_fails_for_a_file_that_is_no_statute(tmp_path: Path) -> None:
    (tmp_path / "便条.md").write_bytes(b"\xff\xfe no utf-8")
    told = run("law", "import", str(tmp_path))
    assert told.exit_code == 1
    assert "便条.md" in told.output


@pytest.fixture
def boundaries(tmp_path: Path) -> Callable[[str], Path]:
    """A GeoJSON file of one area with that code."""

    def write(code: str) -> Path:
        square = [[116.30, 39.90], [116.34, 39.90], [116.34, 39.94], [116.30, 39.94], [116.30, 39.90]]
        feature = {
            "type": "Feature", "properties": {"code": code, "name": "示范区"},
            "geometry": {"type": "Polygon", "coordinates": [square]},
        }  # fmt: skip
        path = tmp_path / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
        return path

    return write


@pytest.mark.django_db
def test_places_import_looks_first_and_then_writes(boundaries: Callable[[str], Path]) -> None:
    path = str(boundaries("110199"))
    tried = run("places", "import", path, "--kind", "district", "--dry-run")
    assert (tried.exit_code, Area.objects.exists()) == (0, False), tried.output
    done = run("places", "import", path, "--kind", "district")
    assert (done.exit_code, Area.objects.get().code) == (0, "110199"), done.output


@pytest.mark.django_db
@pytest.mark.parametrize("more", [("--kind", "galaxy"), ("--datum", "mars"), ("--kind", "street")])
def test_places_import_fails_with_the_reason(
    boundaries: Callable[[str], Path], more: tuple[str, ...]
) -> None:
    told = run("places", "import", str(boundaries("110199")), *more)
    assert told.exit_code == 1
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_user_add_makes_somebody_who_can_sign_in(bureau: object) -> None:
    told = run("user", "add", "guan", "管理员", say=f"{PASSWORD}\n{PASSWORD}\n")
    assert told.exit_code == 0, told.output
    person = User.objects.get(username="guan")
    assert person.check_password(PASSWORD)
    assert person.grants.get().role.code == "administrator"
    assert "guan" in run("user", "list").output


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "password"),
    [(("--role", "nobody"), PASSWORD), (("--area", "999999"), PASSWORD), ((), "12345")],
    ids=["no such role", "no such area", "weak password"],
)
def test_user_add_fails_whole(bureau: object, more: tuple[str, ...], password: str) -> None:
    told = run("user", "add", "guan", "管理员", *more, say=f"{password}\n{password}\n")
    assert told.exit_code == 1
    assert not User.objects.filter(username="guan").exists()


@pytest.mark.django_db
def test_user_password_sets_it_for_somebody_who_is_there(officer: User) -> None:
    assert run("user", "password", "liming", say=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert run("user", "password", "nobody", say=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 1
    assert run("user", "password", "liming", say="12345\n12345\n").exit_code == 1


@pytest.mark.django_db
def test_user_drop_second_factor_leaves_the_password_alone(officer: User) -> None:
    Authenticator.objects.create(user=officer, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXP")})
    assert run("user", "rekey").exit_code == 0
    assert run("user", "drop-second-factor", "liming").exit_code == 0
    assert not Authenticator.objects.filter(user=officer).exists()
    assert TrailEntry.objects.get(name="second_factor.change").chain == officer.pk
    assert run("user", "drop-second-factor", "nobody").exit_code == 1


@pytest.mark.django_db
def test_demo_fails_with_a_sentence_where_there_are_other_areas(bureau: object) -> None:
    told = run("demo")
    assert told.exit_code == 1
    assert "不能载入示范数据" in told.stderr


def test_openapi_is_written_to_a_file_or_printed(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    assert run("openapi", str(path)).exit_code == 0
    assert "/api/v1/acts/report.submit" in json.loads(path.read_text(encoding="utf-8"))["paths"]
    assert run("openapi").output == path.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_migrate_brings_nothing_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNCHENG_AS_OWNER", "")
    called: list[str] = []
    monkeypatch.setattr("django.core.management.call_command", lambda name, **_more: called.append(name))
    assert run("migrate").exit_code == 0
    assert called == ["migrate", "createcachetable"]
    assert connection.is_usable()
