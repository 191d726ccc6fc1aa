"""A platform of its own for a test: `xuncheng up` as a user starts it, in a folder that vanishes afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PROGRAM = str(Path(sys.executable).with_name("xuncheng"))
READY_SECONDS = 300.0
"""How long a platform may take to start from nothing, on a machine that is busy with other things."""

ROOT = Path(__file__).parents[2]

SEED = """
import tempfile
from pathlib import Path
from django.conf import settings
from xuncheng.domains.law.commands import import_benchmarks, import_matters
from xuncheng.domains.powers.commands import import_history
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
from xuncheng.server.demo.mesh import build_mesh
from xuncheng.server.demo.staff import Builder, open_doors
def deed():
    return Deed(actor=program("test", REGISTER))
build_mesh(settings.LOCALITY, settings.LOCALITY_DIR, deed)
Builder(settings.LOCALITY_DIR, deed).build()
open_doors(settings.LOCALITY_DIR, deed)
import_matters(settings.LOCALITY_DIR / "matters.csv")
import_history(settings.LOCALITY_DIR / "powers.csv", settings.LOCALITY_DIR / "power_lists.csv", actor=deed().actor)
BANDS = settings.LOCALITY_DIR / "discretion.csv"
with tempfile.TemporaryDirectory() as folder:
    bands = BANDS.read_text(encoding="utf-8-sig").splitlines()
    others = [line for line in bands if not line.startswith(("SR-010,", "SR-012,"))]
    table = Path(folder) / "discretion.csv"
    table.write_text(chr(10).join(others), encoding="utf-8")
    import_benchmarks(table)
token = issue_token(deed(), User.objects.get(username="dispatcher"), "test", 1)
print(token.secret)
"""
"""People, laws and the bands of discretion, but for those of two matters: the scenes fine SR-010 as freely as its range
allows, and give SR-012 bands of their own."""


@dataclass
class Platform:
    """A running platform: where it listens, where its data lie, and the process that watches over it."""

    url: str
    var: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes]

    def run(self, code: str) -> str:
        """Run Python in the platform's surroundings; what it prints last."""
        done = subprocess.run(
            [sys.executable, "-c", f"from xuncheng.server.connection import connect; connect()\n{code}"],
            env=dict(self.environment), check=False, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def children(self) -> dict[str, list[int]]:
        """Process numbers of the web process, the worker and the database, by what they are."""
        found: dict[str, list[int]] = {"web": [], "worker": [], "postgres": []}
        for entry in Path("/proc").iterdir():
            words = _command_line(entry)
            if not words:
                continue
            if _parent(entry) == self.process.pid:
                kind = "web" if "xuncheng.server.web" in words else "worker" if "worker" in words else ""
                if kind:
                    found[kind].append(int(entry.name))
            if any("postgres" in word for word in words[:1]) and str(self.var) in " ".join(words):
                found["postgres"].append(int(entry.name))
        return found

    def await_answer(self, seconds: float = READY_SECONDS) -> None:
        """Wait until the web process answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/api/v1/me", timeout=2).status_code == 401:
                    return
            except httpx.HTTPError:
                pass
            if self.process.poll() is not None:
                raise AssertionError("the platform ended while it was starting")
            time.sleep(0.2)
        raise AssertionError("the platform does not answer")


@contextmanager
def running(var: Path, port: int = 0, more: Mapping[str, str] | None = None) -> Iterator[Platform]:
    """Start a platform without demo data, with more settings where they are given, and stop it as Ctrl-C does."""
    port = port or free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
        "XUNCHENG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "xuncheng.server.settings", "PYTHONUNBUFFERED": "1",
        **(more or {}),
    }  # fmt: skip
    process = subprocess.Popen([PROGRAM, "up", "--no-demo", "--port", str(port)], env=environment)
    platform = Platform(f"http://127.0.0.1:{port}", var, environment, process)
    try:
        platform.await_answer()
        yield platform
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _command_line(process: Path) -> list[str]:
    try:
        return (
            (process / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
            if process.name.isdecimal()
            else []
        )
    except OSError:
        return []


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
