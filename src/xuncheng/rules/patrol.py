"""What patrols are measured by: how near a check-in must be, how many points of a track a screen shows."""

from __future__ import annotations

from xuncheng.rules.coordinates import metres_between

SHOWN = 2000
"""How many points of a track a screen is given at the most."""


def beyond(here: tuple[float, float], point: tuple[float, float], within: int, accuracy: float = 0.0) -> int:
    """By how many metres somebody misses a point that is to be visited; 0 where he is near enough.

    `within` is the distance that is configured for the point. Of the accuracy that his device states (metres) no more counts than
    that distance, so that a poor signal does not visit a point from afar.
    """
    away = metres_between(here, point)
    return max(0, round(away - within - min(max(accuracy, 0.0), within)))


def stride(count: int, most: int = SHOWN) -> int:
    """Every how many-th of so many points is shown, so that no more than `most` are; 1 shows them all."""
    return max(1, -(-count // most))
