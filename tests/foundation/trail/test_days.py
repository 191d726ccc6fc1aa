from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from xuncheng.foundation.trail.days import midnight, today


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), date(2026, 11, 21)),
    ],
)
def test_the_day_turns_at_midnight_in_shanghai(now: datetime, day: date, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert today() == day


def test_a_day_begins_eight_hours_before_it_does_in_utc() -> None:
    assert midnight(date(2026, 11, 20)) == datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
