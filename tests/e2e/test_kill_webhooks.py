"""`kill -9` of the worker, and then of the database, while events are sent: each arrives at least once, in order for each object."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

from tests.e2e.platform import SEED, Platform, running
from tests.gateways.webhooks.hooks import orders
from tests.gateways.webhooks.receiver import SECRET, Receiver, Say, listening

REPORTS = 40
PATIENCE_SECONDS = 240.0


def test_a_worker_that_is_killed_loses_no_event(tmp_path: Path) -> None:
    with listening() as receiver, running(tmp_path / "var") as platform:
        platform.run(SEED)

        # Given a receiver that takes its time, and three acts on each of forty reports
        receiver.answer = lambda _: Say(after=0.05)
        platform.run(SUBSCRIBE.format(url=receiver.url, secret=SECRET))
        expected: dict[str, list[str]] = json.loads(platform.run(REPORT))

        # When the worker is killed twice, and the database once, while they are sent
        for share, kind in ((0.15, "worker"), (0.4, "postgres"), (0.6, "worker")):
            _await(receiver, share * REPORTS * 3)
            for number in platform.children()[kind]:
                os.kill(number, signal.SIGKILL)
        _await(receiver, REPORTS * 3)

        # Then every event arrived, in order for each report, and all of that is noted
        assert {one.event["id"] for one in receiver.got} == {
            event for events in expected.values() for event in events
        }
        assert orders(receiver) == {report: [1, 2, 3] for report in expected}
        assert all(one.verified() for one in receiver.got)
        assert _noted(platform) == {"delivered": REPORTS * 3}


def _await(receiver: Receiver, wanted: float) -> None:
    """Wait until so many different events arrived."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if len(set(receiver.ids())) >= wanted:
            return
        time.sleep(0.02)
    raise AssertionError(f"{wanted:.0f} events did not arrive, but {len(set(receiver.ids()))}")


def _noted(platform: Platform) -> dict[str, int]:
    """How many deliveries there are in each state, once none is under way."""
    until = time.monotonic() + PATIENCE_SECONDS
    found: dict[str, int] = {}
    while time.monotonic() < until:
        found = json.loads(platform.run(STATES))
        if found.keys() <= {"delivered", "dead"}:
            break
        time.sleep(0.5)
    return found


SUBSCRIBE = """
from xuncheng.foundation.people.models import User
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.webhooks.commands import subscribe
house = program("test", REGISTER)
district = Area.objects.get(kind=Area.Kind.DISTRICT)
hub = User.objects.get(username="hub")
print(subscribe(Deed(house), "示范协同平台", hub, "{url}", "report.*", "{secret}", district.path).pk)
"""

REPORT = f"""
import json
from xuncheng.domains.intake.commands import judge_report, submit_report, verify_report
from xuncheng.domains.law.models import Matter
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
who = viewer_of(User.objects.get(username="dispatcher").pk)
with reading(who):
    matter = Matter.objects.get(code="SR-010")
expected = {{}}
for at in range({REPORTS}):
    deeds = [Deed(who) for _ in range(3)]
    report = submit_report(deeds[0], text=f"占道经营 {{at}}", source="patrol", lon=116.366, lat=39.913)
    verify_report(deeds[1], report)
    judge_report(deeds[2], report, matter)
    expected[str(report.pk)] = [str(deed.id) for deed in deeds]
print(json.dumps(expected))
"""

STATES = """
import json
from django.db.models import Count
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.webhooks.models import Delivery
with reading(program("test", ())):
    print(json.dumps(dict(Delivery.objects.values_list("state").annotate(n=Count("pk")))))
"""
