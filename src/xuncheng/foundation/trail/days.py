"""Calendar days in China: moments are kept in UTC, but limits, grants and lists count days in Shanghai."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from xuncheng.foundation.trail.deed import SHANGHAI


def today() -> date:
    """The calendar day that it is now."""
    return timezone.now().astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time.min, SHANGHAI)
