"""The platform that `xuncheng walkthrough --all` plays on: a rehearsal installation that vanishes afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from xuncheng.server.cluster import VAR
from xuncheng.server.rehearsal import set_clock
from xuncheng.server.walkthrough.person import Surprise

SetClock = Callable[[datetime], None]

_PROGRAM = str(Path(sys.executable).with_name("xuncheng"))
_READY_SECONDS = 600.0
_STOP_SECONDS = 60.0
_LAST_LINES = 12


@contextmanager
def rehearsing(begin: datetime) -> Iterator[tuple[str, SetClock]]:
    """Start a platform whose clock says `begin`; where it listens, and how to set its clock. Raises `Surprise`."""
    with tempfile.TemporaryDirectory(prefix="xuncheng-rehearsal-") as folder:
        var, log = Path(folder) / "var", Path(folder) / "log"
        set_clock(var, begin)
        if (VAR / "fonts").is_dir():
            (var / "fonts").symlink_to((VAR / "fonts").resolve())
        port = _free_port()
        with log.open("wb") as told:
            process = subprocess.Popen(  # noqa: S603 - our own program
                [_PROGRAM, "up", "--rehearsal", "--port", str(port)],
                env=_environment(var), stdout=told, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _await(url, process, log)
            yield url, lambda now: set_clock(var, now)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=_STOP_SECONDS)


def _environment(var: Path) -> dict[str, str]:
    """As outside, but for the database and the data of whatever is installed there."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return inherited | {"XUNCHENG_VAR": str(var), "XUNCHENG_WEB_PROCESSES": "1", "PYTHONUNBUFFERED": "1"}


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/api/v1/me", timeout=2).status_code == httpx.codes.UNAUTHORIZED:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    raise Surprise("演练环境没有启动 / the rehearsal did not start：" + "\n".join(last))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
