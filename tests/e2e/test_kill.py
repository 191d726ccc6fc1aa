"""`kill -9` of web, worker and database in the middle of a thousand acts: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from uuid import UUID

import httpx
from tests.e2e.platform import SEED, Platform, running
from uuid_utils.compat import uuid7

ACTS = 1_000
CLIENTS = 16
PATIENCE_SECONDS = 90.0


def test_every_acknowledged_act_is_there_once(tmp_path: Path) -> None:
    with running(tmp_path / "var") as platform:
        token = platform.run(SEED)

        # Given a thousand acts, each sent again under its own id until it is answered
        ids = [uuid7() for _ in range(ACTS)]
        answered: dict[UUID, str] = {}
        with ThreadPoolExecutor(CLIENTS) as clients:
            killer = threading.Thread(target=_kill_everything, args=(platform, answered))
            killer.start()
            list(clients.map(lambda key: _until_answered(platform, token, key, answered), ids))
            killer.join()

        # When the web process, the worker and the database were each killed meanwhile
        # Then every act was answered, is in the trail exactly once, and so is its report
        assert len(answered) == ACTS
        assert platform.run(COUNT) == f"{ACTS} {ACTS} {ACTS}"
        assert platform.run(VERIFY) == "sound"


def _kill_everything(platform: Platform, answered: dict[UUID, str]) -> None:
    for share, kind in ((0.2, "web"), (0.4, "worker"), (0.6, "postgres")):
        _await(partial(_enough, answered, share * ACTS))
        for number in platform.children()[kind]:
            os.kill(number, signal.SIGKILL)


def _enough(answered: dict[UUID, str], wanted: float) -> bool:
    return len(answered) >= wanted


def _await(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and not holds():
        time.sleep(0.01)


def _until_answered(platform: Platform, token: str, key: UUID, answered: dict[UUID, str]) -> None:
    body = {
        "id": str(key),
        "input": {"text": f"占道经营 {key}", "source": "patrol", "lon": 116.366, "lat": 39.913},
    }
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            answer = httpx.post(
                f"{platform.url}/api/v1/acts/report.submit", json=body, headers={"Authorization": f"Bearer {token}"}, timeout=10
            )  # fmt: skip
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        if answer.status_code == 200:
            answered[key] = answer.json()["object"]["number"]
            return
        assert answer.status_code >= 500, answer.text  # anything but a failure is a wrong answer
        time.sleep(0.2)


COUNT = """
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.domains.intake.models import Report
with reading(program("test", ["report.submit"])):
    entries = TrailEntry.objects.filter(name="report.submit")
    print(entries.count(), entries.values("act_id").distinct().count(), Report.objects.count())
"""

VERIFY = """
from xuncheng.foundation.trail.verify import verify
report = verify(lambda *_: None)
print("sound" if report.sound else report)
"""
