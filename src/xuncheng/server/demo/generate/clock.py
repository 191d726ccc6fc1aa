"""The time of one script: it only goes forward, and knows when the office is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.rules.locality import Locality

_DAY = timedelta(days=1)
_OPENS, _CLOSES = 9, 17


class Clock:
    """Moves on by pieces of time that chance chooses between two bounds."""

    def __init__(self, start: datetime, chance: Random, locality: Locality) -> None:
        self.now, self._chance, self._locality = start, chance, locality

    @property
    def today(self) -> date:
        """The calendar day in China."""
        return self.now_here.date()

    def minutes(self, least: float, most: float) -> None:
        """Let so many minutes pass."""
        self.now += timedelta(minutes=self._chance.uniform(least, most))

    @property
    def now_here(self) -> datetime:
        """The time in China."""
        return self.now.astimezone(SHANGHAI)

    def field(self, least: int, most: int, opens: int = 8, closes: int = 20) -> None:
        """Go to an hour of the street, so many days later, also at a weekend."""
        day = self.today + self._chance.randint(least, most) * _DAY
        self._go(day, opens, closes, lambda day: day + _DAY)

    def office(self, least: int, most: int) -> None:
        """Go to an hour of the office, so many working days later."""
        calendar, days = self._locality.calendar, self._chance.randint(least, most)
        workdays = calendar.workdays_after
        first = calendar.next_workday(self.today)
        day = next(islice(workdays(self.today), days - 1, None)) if days else first
        self._go(day, _OPENS, _CLOSES, lambda day: next(workdays(day)))

    def after(self, last: date) -> None:
        """Go to an hour of the office on the first working day after a period's last day."""
        workdays = self._locality.calendar.workdays_after
        day = next(workdays(max(last, self.today - _DAY)))
        self._go(day, _OPENS, _CLOSES, lambda day: next(workdays(day)))

    def on(self, day: date, hour: int, minute: int) -> None:
        """Go to a named time that lies ahead."""
        self.now = max(self.now, datetime.combine(day, time(hour, minute), SHANGHAI))

    def timer(self, period: str) -> date:
        """Last day of the named period that begins today."""
        return self._locality.timer(period, self.today)

    def workday_after(self, day: date) -> date:
        """The first working day after a day."""
        return next(self._locality.calendar.workdays_after(day))

    def _go(self, day: date, opens: int, closes: int, following: Callable[[date], date]) -> None:
        """Go to an hour of that day; if the day is over already, of the `following` one."""
        if day == self.today and self.now_here.hour >= closes - 1:
            day = following(day)
        elif day == self.today and self.now_here.hour >= opens:
            self.minutes(8, 40)
            return
        seconds = self._chance.uniform(opens * 3600, closes * 3600)
        self.now = datetime.combine(day, time(), SHANGHAI) + timedelta(seconds=seconds)
