"""Versions of the field app, and whether one is still let in."""

from __future__ import annotations

import re

QUEUE_FORMATS = (1,)
"""Forms of a device's queue that are understood. An old one stays here as long as any device may still hold it."""

_VERSION = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-+].*)?")


def numbers_of(version: str) -> tuple[int, int, int] | None:
    """The numbers of a version: 1.4 is 1, 4, 0; None for what is none."""
    match = _VERSION.fullmatch(version.strip())
    if match is None or not version.isascii():
        return None
    major, minor, patch = (int(part or 0) for part in match.groups())
    return major, minor, patch


def is_outdated(version: str, minimum: str) -> bool:
    """Whether a version is below the minimum. Without a minimum none is; what is no version is, where there is one."""
    least = numbers_of(minimum)
    if least is None:
        return False
    return (numbers_of(version) or (0, 0, 0)) < least
