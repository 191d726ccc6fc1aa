"""`kill -9` of the worker while it makes an export: no half file is offered, another worker makes a whole one, and once."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from tests.e2e.asking import answered, call
from tests.e2e.platform import ROOT, SEED, Platform, running
from uuid_utils.compat import uuid7

PARTS = 20
ROWS = 1000 * PARTS + 1
PATIENCE_SECONDS = 300.0
"""A worker that is silent is taken for dead after a minute, and each minute somebody looks for what it left."""


def test_a_worker_that_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    with running(tmp_path / "var", more={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}) as platform:
        token = platform.run(SEED)
        platform.run(REPORTS)

        # Given a list of twenty thousand rows that the worker is making a file of
        given = {"listing": "reports", "format": "csv", "title": "案源台账"}
        body = {"id": str(uuid7()), "input": given}
        asked = call(platform, token, "POST", "/acts/export.ask", body)["result"]
        _await(platform, token, asked, lambda page: page["rows"] >= 0.2 * ROWS)

        # When the worker is killed in the middle of it
        (worker,) = platform.children()["worker"]
        os.kill(worker, signal.SIGKILL)

        # Then no file is offered, and nothing of one lies in the store
        page = call(platform, token, "GET", f"/exports/{asked}")
        assert page["state"]["code"] == "making"
        assert 0 < page["rows"] < ROWS
        refused = answered(platform, token, "GET", f"/exports/{asked}/file")
        assert (refused.status_code, refused.json()["code"]) == (409, "no_file_yet")
        assert _kept(platform) == []

        # And the next worker makes it whole: each row once, one file, and its asker told once
        _await(platform, token, asked, lambda page: page["state"]["code"] == "done")
        page = call(platform, token, "GET", f"/exports/{asked}")
        assert (page["expected"], page["rows"], page["cut"]) == (ROWS, ROWS, False)
        file = answered(platform, token, "GET", f"/exports/{asked}/file")
        assert len(file.content) == page["size"]
        assert len(_kept(platform)) == 1
        assert json.loads(platform.run(TOLD.format(key=asked))) == {"state": "done", "tries": 2, "told": 1}
        _, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
        assert len({row[0] for row in rows}) == len(rows) == ROWS


def _kept(platform: Platform) -> list[Path]:
    return [path for path in (platform.var / "files" / "exports").rglob("*") if path.is_file()]


def _await(platform: Platform, token: str, key: str, reached: Any) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    page: Any = None
    while time.monotonic() < until:
        page = call(platform, token, "GET", f"/exports/{key}")
        assert page["state"]["code"] in ("waiting", "making", "done"), page
        if reached(page):
            return
        time.sleep(0.01)
    raise AssertionError(f"not reached: {page}")


REPORTS = f"""
from tests.domains.town import multiply
from xuncheng.domains.intake.commands import submit_report
from xuncheng.domains.intake.models import Report
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
who = viewer_of(User.objects.get(username="dispatcher").pk)
one = submit_report(Deed(who), text="占道堆放建材", source="patrol", lon=116.366, lat=39.913)
with reading(who):
    one = Report.objects.get(pk=one.pk)
for part in range({PARTS}):
    multiply(one, 1000, number=lambda at: f"20260105-{{part:03}}{{at:03}}")
print("ready")
"""

TOLD = """
import json
from xuncheng.foundation.exports.models import Export
from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
with reading(program("test", ())):
    one = Export.objects.get(pk="{key}")
    told = Notification.objects.filter(link="/exports/{key}").count()
    print(json.dumps({{"state": one.state, "tries": one.tries, "told": told}}))
"""
