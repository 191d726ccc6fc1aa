"""What the party left undone is to be done for him (代履行): reminded, decided, served, and reminded of the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from xuncheng.domains.cases.commands import performing_on_behalf as behalf
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.script import Script

_TIME_TO_PERFORM = timedelta(days=4)
_TEN = time(10)


def to_be_done_for_him(c: Course, case: Any) -> Script:
    """From the reminder to the one before the day: a course with this turn waits there (`halt`), or the case would not close."""
    texts = c.town.texts.case["behalf"]
    c.clock.office(0, 1)
    until = c.clock.today + _TIME_TO_PERFORM
    yield c.act(
        c.handler, behalf.remind_before_behalf, case=case, target=c.says(texts["target"]), reasons=c.says(texts["reasons"]),
        hazard="traffic", perform_by=until, delivered=True,
    )  # fmt: skip
    c.clock.after(until)
    yield c.act(
        c.head, behalf.decide_behalf, case=case, manner=texts["manner"], planned_at=_day(c, timedelta(days=14)),
        performer=texts["performer"], estimate=Decimal(texts["estimate"]),
    )  # fmt: skip
    c.clock.office(1, 2)
    yield c.act(c.handler, behalf.serve_behalf, case=case, delivered=True)
    c.clock.office(1, 2)
    yield c.act(
        c.handler, behalf.warn_before_behalf, case=case, planned_at=_day(c, timedelta(days=7)), delivered=True
    )


def _day(c: Course, ahead: timedelta) -> datetime:
    """Ten in the morning of a working day, so far ahead."""
    return datetime.combine(c.clock.workday_after(c.clock.today + ahead), _TEN, SHANGHAI)
