"""The timetable of the trail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.foundation.trail import jobs
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.models import TrailSeal
from xuncheng.foundation.trail.viewer import Viewer


def test_yesterday_is_sealed_ten_minutes_after_midnight_in_china() -> None:
    (task,) = [
        t for (name, _), t in app.periodic_registry.periodic_tasks.items() if name == jobs.seal_trail.name
    ]
    evening = datetime(2026, 11, 20, 23, 30, tzinfo=SHANGHAI)
    task.croniter.set_current(evening.timestamp(), force=True)
    assert datetime.fromtimestamp(task.croniter.get_next(), SHANGHAI) == datetime(
        2026, 11, 21, 0, 10, tzinfo=SHANGHAI
    )


def test_the_job_seals(house: Viewer, street_a: Any, acts: Any) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    acts.rename(Deed(house, at=yesterday, received_at=yesterday), street_a.team, "一队")
    jobs.seal_trail(timestamp=0)
    assert TrailSeal.objects.count() == 1
