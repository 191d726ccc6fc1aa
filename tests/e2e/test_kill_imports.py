"""`kill -9` of the worker, and then of the database, while a table is taken in: every row becomes one record, none two."""

from __future__ import annotations

import base64
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import httpx
from tests.e2e.asking import call
from tests.e2e.platform import SEED, Platform, running
from uuid_utils.compat import uuid7

ROWS = 12_000
MAPPING = """
name = "旧办案系统"
version = "1"
target = "case"
key = ["案号"]
[columns]
"案号" = "number"
"案由" = "title"
"立案日期" = "day"
"罚款（元）" = "amount"
"当事人" = "party_name"
"所属街道" = "area"
"""
PATIENCE_SECONDS = 300.0
"""Each minute somebody looks for what a worker that died has left."""


def test_a_worker_that_is_killed_loses_no_row_and_doubles_none(tmp_path: Path) -> None:
    table = tmp_path / "旧台账.csv"
    table.write_text(_table(), encoding="utf-8-sig")
    with running(tmp_path / "var") as platform:
        token = platform.run(SEED + ADMIN)

        # Given a table that the worker checked, and that is being taken in
        file = _uploaded(platform, token, table)
        source = _act(platform, token, "import.begin", input={"files": [file], "mapping": MAPPING})
        _await(platform, token, source, "checked", 0)
        _act(platform, token, "import.start", on=source, input={})

        # When the worker is killed twice, and the database once, in the middle of it
        killed = []
        for share, kind in ((0.1, "worker"), (0.4, "postgres"), (0.7, "worker")):
            killed.append(_await(platform, token, source, "running", share * ROWS))
            for number in platform.children()[kind]:
                os.kill(number, signal.SIGKILL)
        assert all(done < ROWS for done in killed), f"it was over before it was killed: {killed}"
        _await(platform, token, source, "done", ROWS)

        # Then each row is one record with one origin and one entry of its own, and the trail is sound
        assert json.loads(platform.run(COUNT.format(key=source))) == {
            "added": ROWS, "refused": 0, "known": 0, "records": ROWS, "numbers": ROWS, "rows": ROWS, "entries": ROWS,
        }  # fmt: skip
        assert platform.run(VERIFY) == "sound"


def _table() -> str:
    rows = (f"旧〔2019〕{at}号,擅自占道摆摊设点,2019-04-02,50,张示例,积水潭街道" for at in range(ROWS))
    return "\n".join(("案号,案由,立案日期,罚款（元）,当事人,所属街道", *rows))


def _uploaded(platform: Platform, token: str, table: Path) -> str:
    """A file by tus, in one piece; its key."""
    head = {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0"}
    name, kind = (base64.b64encode(one.encode()).decode() for one in (table.name, "text/csv"))
    told = {"Upload-Length": str(table.stat().st_size), "Upload-Metadata": f"filename {name},filetype {kind}"}
    begun = httpx.post(f"{platform.url}/api/v1/files/uploads", headers=head | told, timeout=30)
    assert begun.status_code == 201, begun.text
    key = begun.headers["Location"].rpartition("/")[2]
    told = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    address = f"{platform.url}/api/v1/files/uploads/{key}"
    sent = httpx.patch(address, headers=head | told, content=table.read_bytes(), timeout=60)
    assert sent.status_code == 204, sent.text
    return key


def _act(platform: Platform, token: str, name: str, **given: Any) -> str:
    done = call(platform, token, "POST", f"/acts/{name}", {"id": str(uuid7()), **given})
    return str(done["result"])


def _await(platform: Platform, token: str, source: str, state: str, wanted: float) -> int:
    """Wait until it is in that state and so many rows are in; how many were."""
    until = time.monotonic() + PATIENCE_SECONDS
    page: Any = None
    while time.monotonic() < until:
        page = call(platform, token, "GET", f"/imports/{source}")
        if page["state"]["code"] == state and page["done"] >= wanted:
            return int(page["done"])
        time.sleep(0.01)
    raise AssertionError(f"{state} with {wanted:.0f} rows was not reached: {page}")


ADMIN = """
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import User
print(issue_token(deed(), User.objects.get(username="admin"), "test", 1).secret)
"""

COUNT = """
import json
from xuncheng.domains.legacy.models import OldRecord, Origin, TableImport
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
with reading(program("test", ())):
    source = TableImport.objects.get(pk="{key}")
    records, origins = OldRecord.objects.all(), Origin.objects.filter(source=source)
    entries = TrailEntry.objects.filter(name="import.take", chain__in=records.values("pk"))
    print(json.dumps({{
        "added": source.added, "refused": source.refused, "known": source.known, "records": records.count(),
        "numbers": records.values("number").distinct().count(), "rows": origins.values("row").distinct().count(),
        "entries": entries.count(),
    }}))
"""

VERIFY = """
from xuncheng.foundation.trail.verify import verify
report = verify(lambda *_: None)
print("sound" if report.sound else report)
"""
