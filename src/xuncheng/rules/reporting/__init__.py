"""The road of a report (案源): where it comes from, its steps, its limits, and the explorer that proves that each has an end."""

from xuncheng.rules.reporting.road import NEXT_ACT, OPEN, STATUSES, TRANSITIONS
from xuncheng.rules.reporting.sources import SOURCES

__all__ = ["NEXT_ACT", "OPEN", "SOURCES", "STATUSES", "TRANSITIONS"]
