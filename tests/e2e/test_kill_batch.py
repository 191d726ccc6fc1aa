"""`kill -9` of the worker, and then of the database, in the middle of a batch: every line is done, and none twice."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.e2e.asking import PATIENCE_SECONDS, call
from tests.e2e.platform import SEED, Platform, running
from uuid_utils.compat import uuid7

LINES = 600


def test_a_worker_that_is_killed_loses_no_line_and_doubles_none(tmp_path: Path) -> None:
    with running(tmp_path / "var") as platform:
        token = platform.run(SEED)
        team, *reports = platform.run(JUDGED).split()

        # Given a batch that hands six hundred reports to a team
        lines = [{"id": str(uuid7()), "on": report} for report in reports]
        given = {"act": "report.dispatch", "common": {"team": team}, "lines": lines}
        asked = call(platform, token, "POST", "/acts/batch.ask", {"id": str(uuid7()), "input": given})

        # When the worker is killed twice, and the database once, while it is done
        for share, kind in ((0.1, "worker"), (0.4, "postgres"), (0.6, "worker")):
            _await(platform, token, asked["result"], share * LINES)
            for number in platform.children()[kind]:
                os.kill(number, signal.SIGKILL)
        _await(platform, token, asked["result"], LINES)

        # Then each report was dispatched once, by whoever asked, and the trail is sound
        batch = call(platform, token, "GET", f"/batches/{asked['result']}")
        refused = call(platform, token, "GET", f"/batch-lines?batch={asked['result']}&state=refused&limit=3")
        assert refused["items"] == []
        assert (batch["done"], batch["waiting"]) == (LINES, 0)
        assert platform.run(COUNT) == f"{LINES} {LINES} {LINES} dispatcher"
        assert platform.run(VERIFY) == "sound"


def _await(platform: Platform, token: str, batch: str, wanted: float) -> None:
    """Wait until so many lines were dealt with."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        page = call(platform, token, "GET", f"/batches/{batch}")
        if page["total"] - page["waiting"] >= wanted:
            return
        time.sleep(0.02)
    raise AssertionError(f"{wanted:.0f} lines were not reached: {page}")


JUDGED = f"""
from xuncheng.domains.intake.commands import judge_report, submit_report, verify_report
from xuncheng.domains.law.models import Matter
from xuncheng.foundation.people.models import Team, TeamKind, User
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
who = viewer_of(User.objects.get(username="dispatcher").pk)
with reading(who):
    matter = Matter.objects.get(code="SR-010")
    teams = list(Team.objects.filter(kind=TeamKind.ENFORCEMENT))
keys = []
for at in range({LINES}):
    report = submit_report(Deed(who), text=f"占道经营 {{at}}", source="patrol", lon=116.366, lat=39.913)
    verify_report(Deed(who), report)
    judge_report(Deed(who), report, matter)
    keys.append(str(report.pk))
team = next(one for one in teams if report.area_path.startswith(one.area_path))
print(team.pk, *keys)
"""

COUNT = """
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.people.models import User
with reading(program("test", ())):
    entries = TrailEntry.objects.filter(name="report.dispatch")
    users = ",".join(User.objects.filter(pk__in=entries.values("actor_id")).values_list("username", flat=True))
    print(entries.count(), entries.values("act_id").distinct().count(), entries.values("chain").distinct().count(), users)
"""

VERIFY = """
from xuncheng.foundation.trail.verify import verify
report = verify(lambda *_: None)
print("sound" if report.sound else report)
"""
