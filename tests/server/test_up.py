"""`xuncheng up` as a process of its own: what it starts, what it says, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from xuncheng.server import cluster, notes, up
from xuncheng.server.cluster_home import Home
from xuncheng.server.trouble import Trouble

WEB = """
import http.server, os, socket, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())
    do_HEAD = do_GET
    def log_message(self, *arguments): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Page, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.socket.listen()
server.serve_forever()
"""

SCRIPT = """
import sys
from pathlib import Path
from xuncheng.server.up import Commands, up
var, port, web, demo = sys.argv[1:5]
commands = Commands(
    migrate=("/bin/sh", "-c", 'echo "migrating $DATABASE_OWNER_URL"'),
    demo=("/bin/sh", "-c", demo),
    web=(sys.executable, "-c", web),
    worker=("/bin/sleep", "600"),
)
sys.exit(up(port=int(port), var=Path(var), commands=commands))
"""


@dataclass
class Platform:
    """One run of `up` on a folder and a port of its own."""

    var: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def wait_until(self, words: str) -> str:
        assert self.process.stdout
        heard = ""
        for line in self.process.stdout:
            heard += line
            if words in line:
                return heard
        raise AssertionError(heard)

    def ask(self) -> int:
        with urllib.request.urlopen(self.url, timeout=10) as answer:  # noqa: S310 - our own server
            return int(answer.read())

    def end(self, number: int = signal.SIGTERM) -> str:
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return rest


@pytest.fixture(autouse=True)
def _no_database_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="xuncheng-up-"))
    folder.chmod(0o755)
    yield folder
    cluster.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def start(var: Path, port: int, demo: str = "echo loading", web: str = WEB) -> Platform:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(var), str(port), web, demo],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Platform(var, port, process)


def test_it_starts_says_where_it_is_and_leaves_nothing_behind(var: Path, port: int) -> None:
    platform = start(var, port)
    said = platform.wait_until("Ctrl-C")
    assert "migrating postgresql://xuncheng_owner@" in said
    assert platform.url in said
    web = platform.ask()
    assert "Stopped" in platform.end(signal.SIGINT)
    assert platform.process.returncode == 0
    assert not Path(f"/proc/{web}").exists()
    assert not cluster.alive(var)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_the_demonstration_is_loaded_once_and_again_if_it_was_cut_short(var: Path, port: int) -> None:
    broken = start(var, port, demo="echo loading; exit 3")
    said, _ = broken.process.communicate(timeout=60)
    assert broken.process.returncode == 1
    assert "sh -c echo loading; exit 3 未能完成" in said
    assert not cluster.alive(var)
    for expected in (True, False):
        platform = start(var, port)
        assert ("loading" in platform.wait_until("Ctrl-C").splitlines()) is expected
        platform.end()


def test_web_and_database_that_are_killed_come_back(var: Path, port: int) -> None:
    platform = start(var, port)
    platform.wait_until("Ctrl-C")
    first = platform.ask()
    os.kill(first, signal.SIGKILL)
    assert platform.ask() != first  # the connection waits in the socket, which the supervisor holds open
    server = int((Home.under(var).data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(server, signal.SIGKILL)
    platform.wait_until("数据库已重新启动")
    assert cluster.alive(var)
    platform.end()


def test_after_kill_9_of_the_supervisor_the_next_start_takes_over(var: Path, port: int) -> None:
    platform = start(var, port)
    platform.wait_until("Ctrl-C")
    web = platform.ask()
    platform.end(signal.SIGKILL)
    assert cluster.alive(var)
    platform = start(var, port)
    platform.wait_until("Ctrl-C")
    assert platform.ask() != web
    platform.end()
    assert not cluster.alive(var)


def test_a_port_in_use_is_said_in_one_sentence_and_nothing_is_started(var: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        platform = start(var, port)
        said, _ = platform.process.communicate(timeout=60)
    assert platform.process.returncode == 1
    assert f"端口 {port} 已被占用" in said
    assert f"Port {port} is in use" in said
    assert "Traceback" not in said
    assert not (var / "pg").exists()


def test_a_second_one_on_the_same_folder_is_refused(var: Path, port: int) -> None:
    platform = start(var, port)
    platform.wait_until("Ctrl-C")
    second = start(var, port + 1)
    said, _ = second.process.communicate(timeout=60)
    assert (second.process.returncode, "已在运行" in said) == (1, True)
    assert platform.ask()
    platform.end()


def test_a_web_that_does_not_start_ends_it_all(var: Path, port: int) -> None:
    platform = start(var, port, web="raise SystemExit('no such setting')")
    said, _ = platform.process.communicate(timeout=60)
    assert platform.process.returncode == 1
    assert "no such setting" in said
    assert "网页服务未能启动" in said
    assert not cluster.alive(var)


def test_sigterm_while_the_demonstration_loads_stops_it_all(var: Path, port: int) -> None:
    platform = start(var, port, demo="echo begun; sleep 60")
    platform.wait_until("begun")
    begun = time.monotonic()
    platform.end()
    assert platform.process.returncode == 0
    assert time.monotonic() - begun < 20
    assert not cluster.alive(var)


def test_a_full_disk_is_said_before_anything_is_done(
    var: Path, port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = shutil.disk_usage(var)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=12_000_000))
    assert up.up(port=port, var=var) == 1
    assert "仅剩 12 MB" in capsys.readouterr().err


def test_an_address_of_another_machine_is_refused(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert up.up(host="192.0.2.7", port=8000, var=var) == 1
    assert "本机没有地址 192.0.2.7" in capsys.readouterr().err


def test_migrations_run_when_they_have_changed_and_not_otherwise(
    var: Path, port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for expected in (True, False):
        platform = start(var, port)
        assert ("migrating" in platform.wait_until("Ctrl-C")) is expected
        platform.end()
    (tmp_path / "uv.lock").write_text("another")
    monkeypatch.setenv("XUNCHENG_ROOT", str(tmp_path))
    platform = start(var, port)
    assert "migrating" in platform.wait_until("Ctrl-C")
    platform.end()


def test_the_digest_of_the_migrations_knows_every_change(tmp_path: Path) -> None:
    folder = tmp_path / "domains/cases/migrations"
    folder.mkdir(parents=True)
    digests = [notes.migrations_digest(tmp_path, tmp_path)]
    for name, text in [("0001_initial.py", "one"), ("0001_initial.py", "two"), ("0002_more.py", "one")]:
        (folder / name).write_text(text)
        digests.append(notes.migrations_digest(tmp_path, tmp_path))
    assert len(set(digests)) == 4


def test_with_database_url_no_cluster_is_started(
    var: Path, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    elsewhere = cluster.ensure(var, scratch=True)
    monkeypatch.setenv("DATABASE_URL", elsewhere.dsn(cluster.Role.APP))
    monkeypatch.setenv("DATABASE_OWNER_URL", elsewhere.dsn(cluster.Role.OWNER))
    migrate = ("/bin/sh", "-c", "echo $DATABASE_URL; echo $DATABASE_OWNER_URL; exit 1")
    assert up.up(port=port, var=tmp_path, commands=up.Commands(migrate=migrate)) == 1
    said = capfd.readouterr().out.splitlines()
    assert {elsewhere.dsn(cluster.Role.APP), elsewhere.dsn(cluster.Role.OWNER)} <= set(said)
    assert not (tmp_path / "pg").exists()
    cluster.stop(var, scratch=True)


def test_a_database_that_does_not_answer_is_said_in_a_sentence(
    var: Path, port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/bureau")
    assert up.up(port=port, var=var) == 1
    assert "无法启动：" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "processors", "started"), [("", 2, 2), ("", 64, 4), ("", None, 1), ("3", 64, 3)]
)
def test_there_is_a_web_process_for_each_processor_unless_told_otherwise(
    given: str, processors: int | None, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(up.WEB_PROCESSES, given)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert up.web_processes() == started


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5"])
def test_another_number_of_web_processes_is_refused_in_a_sentence(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(up.WEB_PROCESSES, given)
    with pytest.raises(Trouble, match="XUNCHENG_WEB_PROCESSES"):
        up.web_processes()


def test_the_others_answer_while_one_web_process_is_down(
    var: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a platform with three web processes
    monkeypatch.setenv(up.WEB_PROCESSES, "3")
    platform = start(var, port)
    platform.wait_until("Ctrl-C")
    # When the one that answers is killed, again and again
    killed = set()
    for _ in range(3):
        web = platform.ask()
        os.kill(web, signal.SIGKILL)
        killed.add(web)
        # Then another answers at once
        assert platform.ask() not in killed
    assert platform.end() is not None
