"""A rehearsal: its clock can be set, no other installation's can, and neither becomes the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from xuncheng.server import cluster, rehearsal, up
from xuncheng.server.cluster import Role
from xuncheng.server.notes import Note
from xuncheng.server.trouble import Trouble

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where nobody named a database; the clock of the tests is put back."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL", rehearsal.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(timezone, "now", timezone.now)


def belongs(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a program of the installation in that folder."""
    monkeypatch.setenv("DATABASE_URL", cluster.address(var).dsn(Role.APP))
    for name, value in rehearsal.environment(var).items():
        monkeypatch.setenv(name, value)


def test_its_programs_go_by_its_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a rehearsal whose clock was set
    rehearsal.prepare(tmp_path / "var")
    rehearsal.set_clock(tmp_path / "var", LONG_AGO)
    belongs(tmp_path / "var", monkeypatch)
    # When a program of it starts, then it is that time there, and time goes on
    rehearsal.keep_time()
    first, second = timezone.now(), timezone.now()
    assert LONG_AGO < first < second < LONG_AGO + timedelta(minutes=1)
    # And when it is set again, the program that runs hears of it
    rehearsal.set_clock(tmp_path / "var", LONG_AGO + timedelta(days=180))
    assert timezone.now() > LONG_AGO + timedelta(days=180)


def test_without_being_told_of_a_clock_a_program_goes_by_the_machine() -> None:
    before = timezone.now
    rehearsal.keep_time()
    assert timezone.now is before


@pytest.mark.parametrize("database", ["", "postgresql://xuncheng_app@db.example/xuncheng"])
def test_the_clock_of_a_rehearsal_is_for_no_other_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    rehearsal.prepare(tmp_path / "var")
    belongs(tmp_path / "var", monkeypatch)
    monkeypatch.setenv("DATABASE_URL", database)
    with pytest.raises(Trouble, match=rehearsal.VARIABLE):
        rehearsal.keep_time()


def test_a_clock_that_somebody_put_elsewhere_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clock").write_text("0")
    monkeypatch.setenv("DATABASE_URL", cluster.address(tmp_path).dsn(Role.APP))
    monkeypatch.setenv(rehearsal.VARIABLE, str(tmp_path / "clock"))
    with pytest.raises(Trouble):
        rehearsal.keep_time()


def test_what_holds_an_installation_becomes_no_rehearsal(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(Trouble, match="演练环境"):
        rehearsal.prepare(tmp_path)
    assert not rehearsal.is_rehearsal(tmp_path)


def test_a_database_of_others_is_never_rehearsed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://xuncheng_app@db.example/xuncheng")
    with pytest.raises(Trouble, match="DATABASE_URL"):
        rehearsal.prepare(tmp_path / "var")


def test_a_rehearsal_is_not_started_as_if_it_were_real(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rehearsal.prepare(tmp_path / "var")
    assert up.up(port=0, var=tmp_path / "var") == 1
    assert "--rehearsal" in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["rehearsal-clock", "up.lock"]


@pytest.mark.parametrize(
    ("wanted", "migrated", "marked", "fits"),
    [
        (True, "", "", True), (True, "digest", "yes", True), (False, "digest", "", True), (False, "", "", True),
        (True, "digest", "", False), (False, "digest", "yes", False),
    ],
)  # fmt: skip
def test_the_database_says_what_it_is_as_well(
    monkeypatch: pytest.MonkeyPatch, wanted: bool, migrated: str, marked: str, fits: bool
) -> None:
    # Given a database with its notes
    notes = {Note.MIGRATIONS: migrated, Note.REHEARSAL: marked}
    monkeypatch.setattr(up, "noted", lambda _owner, note: notes[note])
    monkeypatch.setattr(up, "take_note", lambda _owner, note, text: notes.__setitem__(note, text))
    plan = up.Plan("127.0.0.1", 0, demo=False, var=Path(), commands=up.Commands(), rehearsal=wanted)
    # When it is started as one or the other, then a mark that was put or taken away by hand is found
    if fits:
        up._check_mark(plan, "")
        assert (notes[Note.REHEARSAL] == "yes") == wanted
        return
    with pytest.raises(Trouble, match="不能互相转换"):
        up._check_mark(plan, "")
