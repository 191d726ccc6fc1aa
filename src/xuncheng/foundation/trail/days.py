"""Calendar days in China: moments are kept in UTC, but limits, grants and lists count days in Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from xuncheng.foundation.trail.deed import SHANGHAI


def day_of(moment: datetime) -> date:
    """The calendar day of a moment."""
    return moment.astimezone(SHANGHAI).date()


def today() -> date:
    """The calendar day that it is now."""
    return day_of(timezone.now())


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time.min, SHANGHAI)
