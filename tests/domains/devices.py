"""A monitoring device as tests need it: added, reviewed twice, published."""

from __future__ import annotations

from itertools import count

from tests.domains.town import Street, Town

URL = "https://example.invalid/devices"
_NUMBERS = count(1)


def add(town: Town, street: Street, sign: str = "“电子监控”标牌") -> str:
    """A device in the street that nobody reviewed yet; its key."""
    town.grant(town.admin, "device_keeper", town.district)
    done = town.admin.does(
        "device.add", number=f"示监{next(_NUMBERS):04}", kind="camera", place="示范路12号路口", basis="行政处罚法第四十一条",
        standard="GB/T 28181", sign=sign, **street.point,
    )  # fmt: skip
    return done["result"]


def review(town: Town, device: str) -> str:
    """Both reviews, by two people."""
    town.reviewer.does("device.review", device, part="legal", passed=True, opinion="依据充分。")
    town.admin.does("device.review", device, part="technical", passed=True, opinion="检定合格。")
    return device


def publish(town: Town, device: str) -> str:
    """Its place is published today."""
    town.admin.does("device.publish", device, url=URL, published_on=town.clock.today)
    return device


def in_use(town: Town, street: Street) -> str:
    """A device that may record; its key."""
    return publish(town, review(town, add(town, street)))
