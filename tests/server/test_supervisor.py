"""The supervisor: what ends is started again, what is to end does, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from xuncheng.rules.legal import Text
from xuncheng.server import supervisor
from xuncheng.server.supervisor import Process, Supervisor
from xuncheng.server.trouble import Trouble

NAME = Text("后台任务", "The worker")


@pytest.fixture(autouse=True)
def _without_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 1.0)
    monkeypatch.setattr(supervisor, "FIRST_DELAY", 0.02)
    monkeypatch.setattr(supervisor, "_LOOK_EVERY", 0.01)


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def wait_for(condition: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def python(script: str) -> Process:
    return Process(NAME, (sys.executable, "-c", script), os.environ)


def pids_in(file: Path) -> list[int]:
    return [int(word) for word in file.read_text().split()] if file.exists() else []


@pytest.fixture
def house() -> Iterator[Supervisor]:
    house = Supervisor()
    yield house
    house.stop()


def note_and_sleep(file: Path, more: str = "") -> str:
    return f"import os, time, signal; {more}\nopen({str(file)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(60)"


def test_a_killed_process_is_started_again_and_this_is_said(
    house: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    house.start(python(note_and_sleep(notes)))
    wait_for(lambda: pids_in(notes))
    os.kill(pids_in(notes)[0], signal.SIGKILL)
    house.watch(until=lambda: len(pids_in(notes)) == 2)
    assert running(pids_in(notes)[1])
    said = capsys.readouterr()
    assert "后台任务意外退出" in said.err
    assert "后台任务已重新启动" in said.out


def test_what_keeps_ending_is_started_ever_more_slowly(
    house: Supervisor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "LONGEST_DELAY", 0.1)
    house.start(python("raise SystemExit(1)"))
    times = "意外退出，{} 秒后重新启动".format
    heard = []

    def enough() -> bool:
        heard.append(capsys.readouterr().err)
        return "".join(heard).count("意外退出") >= 5

    house.watch(until=enough)
    delays = [times(seconds) in "".join(heard) for seconds in ("0.02", "0.04", "0.08", "0.1")]
    assert delays == [True, True, True, True]


def test_stopping_ends_the_last_started_first_and_waits() -> None:
    house = Supervisor()
    events: list[str] = []

    @dataclass
    class Noted:
        name: Text
        log: list[str] = field(default_factory=lambda: events)

        def start(self) -> None:
            self.log.append(f"start {self.name.en}")

        def alive(self) -> bool:
            return True

        def tell_to_stop(self) -> None:
            self.log.append(f"tell {self.name.en}")

        def see_off(self) -> None:
            self.log.append(f"gone {self.name.en}")

    house.start(Noted(Text("一", "one")))
    house.start(Noted(Text("二", "two")))
    house.stop()
    assert events == ["start one", "start two", "tell two", "tell one", "gone two", "gone one"]


def test_a_process_that_ignores_sigterm_is_killed_with_all_it_has_started(tmp_path: Path) -> None:
    house, notes = Supervisor(), tmp_path / "notes"
    stubborn = "signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork()"
    house.start(python(note_and_sleep(notes, stubborn)))
    wait_for(lambda: len(pids_in(notes)) == 2)
    house.stop()
    wait_for(lambda: not any(map(running, pids_in(notes))))


def test_a_service_that_cannot_start_yet_is_tried_again(
    house: Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[int] = []

    class Reluctant:
        name = Text("数据库", "The database")

        def start(self) -> None:
            tries.append(1)
            if len(tries) == 2:
                raise Trouble("磁盘已满。", "The disk is full.")

        def alive(self) -> bool:
            return len(tries) > 2

        def tell_to_stop(self) -> None: ...

        def see_off(self) -> None: ...

    house.start(Reluctant())
    house.watch(until=lambda: len(tries) == 3)
    assert "磁盘已满。" in capsys.readouterr().err


def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    script = (
        "import os, sys\n"
        "from xuncheng.rules.legal import Text\n"
        "from xuncheng.server.supervisor import Process, Supervisor\n"
        "house = Supervisor()\n"
        f"command = (sys.executable, '-c', {note_and_sleep(notes)!r})\n"
        "house.start(Process(Text('一', 'one'), command, os.environ))\n"
        "house.watch()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script])
    wait_for(lambda: pids_in(notes))
    parent.kill()
    parent.wait()
    wait_for(lambda: not running(pids_in(notes)[0]))


def test_ctrl_c_at_the_terminal_reaches_the_supervisor_alone(house: Supervisor, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    house.start(python(note_and_sleep(notes)))
    wait_for(lambda: pids_in(notes))
    child = pids_in(notes)[0]
    assert os.getpgid(child) == child != os.getpgrp()
