"""What happens around patrols without anybody asking: days of positions are made, thinned and dropped; who forgot to go off duty is
taken off; whoever leaves his route's area is told of."""

from xuncheng.domains.patrol.jobs.days import keep_days, keep_days_now
from xuncheng.domains.patrol.jobs.ending import end_forgotten, end_forgotten_now
from xuncheng.domains.patrol.jobs.fences import watch_fences, watch_fences_now

__all__ = [
    "end_forgotten",
    "end_forgotten_now",
    "keep_days",
    "keep_days_now",
    "watch_fences",
    "watch_fences_now",
]
