"""kill -9 of web, worker and database in the midst of a thousand acts: each is done exactly once, none by half."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
import pytest
from django.conf import settings
from uuid_utils.compat import uuid7

from xuncheng.server import cluster
from xuncheng.server.cluster import Role
from xuncheng.server.cluster_home import Home

ACTS = 1000
AT_ONCE = 200
SECONDS = 240
SEED = Path(__file__).with_name("seed_district.py")


@dataclass
class Platform:
    """The whole platform, started by `xuncheng up` on a folder and a port of its own."""

    var: Path
    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        program = Path(sys.executable).with_name("xuncheng")
        command = [str(program), "up", "--no-demo", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment)
        deadline = time.monotonic() + SECONDS
        while not self.answers():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v1/me", timeout=5).status_code == 401
        except httpx.HTTPError:
            return False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def seed(self) -> str:
        where = cluster.address(self.var)
        urls = {"DATABASE_URL": where.dsn(Role.APP), "DATABASE_OWNER_URL": where.dsn(Role.OWNER)}
        done = subprocess.run(
            [sys.executable, str(SEED), settings.LOCALITY.area_code],
            env=self.environment | urls,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def child(self, word: str) -> int:
        """The process below the supervisor whose command line has this word, once there is one."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        while True:
            for pid in listed.read_text().split():
                if word.encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return int(pid)
            time.sleep(0.01)

    def database(self) -> int:
        return int((Home.under(self.var).data / "postmaster.pid").read_text().split("\n")[0])


@pytest.fixture
def platform() -> Iterator[Platform]:
    var = Path(tempfile.mkdtemp(prefix="xuncheng-survival-"))
    var.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("DATABASE_")}
    environment |= {"XUNCHENG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "xuncheng.server.settings"}
    platform = Platform(var, port, environment)
    platform.start()
    yield platform
    platform.process.terminate()
    platform.process.wait(60)
    assert not cluster.alive(var)
    shutil.rmtree(var)


@dataclass
class Senders:
    """A thousand people who send one act each, and send it again until it is acknowledged."""

    url: str
    token: str
    acknowledged: set[UUID] = field(default_factory=set)
    failures: int = 0

    async def send_all(self) -> None:
        limits = httpx.Limits(max_connections=AT_ONCE)
        headers = {"Authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(
            limits=limits, timeout=SECONDS, base_url=self.url, headers=headers
        ) as client:
            await asyncio.gather(*(self.send(client, uuid7()) for _ in range(ACTS)))

    async def send(self, client: httpx.AsyncClient, act: UUID) -> None:
        body = {"id": str(act), "input": {"text": str(act), "lon": 116.45, "lat": 39.95}}
        while not await self.is_done(client, body):
            self.failures += 1
            await asyncio.sleep(0.5)
        self.acknowledged.add(act)

    async def is_done(self, client: httpx.AsyncClient, body: dict[str, object]) -> bool:
        try:
            answer = await client.post("/api/v1/acts/report.submit", json=body)
        except httpx.HTTPError:
            return False
        assert answer.status_code == 200 or answer.status_code >= 500, answer.text
        return answer.status_code == 200


def _kill_in_the_midst(platform: Platform, senders: Senders) -> None:
    """To be run in a thread of its own, which sees the number of acts grow while the event loop is busy."""
    victims = [
        lambda: platform.child("xuncheng.server.web"),
        platform.database,
        lambda: platform.child("worker"),
    ]
    for share, victim in enumerate(victims, start=1):
        while len(senders.acknowledged) < ACTS * share // 5:
            time.sleep(0.001)
        os.kill(victim(), signal.SIGKILL)


def test_every_acknowledged_act_is_there_exactly_once(platform: Platform) -> None:
    senders = Senders(platform.url, platform.seed())

    async def scene() -> None:
        async with asyncio.timeout(SECONDS):
            blows = asyncio.to_thread(_kill_in_the_midst, platform, senders)
            await asyncio.gather(senders.send_all(), blows)

    asyncio.run(scene())
    assert len(senders.acknowledged) == ACTS
    assert senders.failures > 0  # else the blows fell beside it
    platform.process.kill()
    platform.process.wait()
    platform.start()
    with psycopg.connect(cluster.address(platform.var).dsn(Role.SUPERUSER)) as connection:
        entries = connection.execute(
            "SELECT act_id, chain FROM trail_entry WHERE name = 'report.submit'"
        ).fetchall()
        reports = connection.execute("SELECT text::uuid, id FROM intake_report").fetchall()
    assert sorted(entries) == sorted(reports)
    assert len(entries) == ACTS
    assert {act for act, _ in entries} == senders.acknowledged
