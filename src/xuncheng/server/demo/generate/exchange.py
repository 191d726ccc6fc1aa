"""The script of a work order that a platform sends (docs/exchange.md): it may be urged, added to, or withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from xuncheng.domains.intake.commands import submit_report, supplement_report, urge_report, withdraw_report
from xuncheng.domains.intake.queries import senders
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import person_name, phone
from xuncheng.server.demo.generate.reports import on_its_road, received
from xuncheng.server.demo.generate.script import Script

_PLATFORM = "hotline-12345"


def exchanged(c: Course) -> Script:
    """A work order from its sending to the answer, or until it is withdrawn."""
    platform = c.town.users[_PLATFORM]
    report = yield from _sent(c, platform)
    c.clock.minutes(4, 60)
    if "withdrawn" in c.turns:
        yield _says(c, platform, withdraw_report, report, "withdrawn")
        return
    yield from received(c, report)
    for turn, command in (("urged", urge_report), ("supplemented", supplement_report)):
        if turn in c.turns:
            c.clock.minutes(30, 240)
            yield _says(c, platform, command, report, turn)
    yield from on_its_road(c, report)


def _sent(c: Course, platform: User) -> Script:
    sender = yield c.find(sender_called, code=_PLATFORM)
    report = yield c.act(
        platform, submit_report, text=c.tells("hotline"), source="hotline", address=c.spot.address,
        lon=c.spot.lon, lat=c.spot.lat, reporter_name=person_name(c.chance), reporter_phone=phone(c.chance), sender=sender,
        sender_number=f"RX{c.clock.today:%Y%m%d}{c.serial:05}", sender_due_at=c.clock.now + timedelta(days=7),
    )  # fmt: skip
    return report


def sender_called(deed: Deed, code: str) -> Any:
    """The registered sender with that code."""
    with reading(deed.actor):
        return senders(deed.actor).get(code=code)


def _says(c: Course, platform: User, command: Any, report: Any, sentence: str) -> Any:
    return c.act(platform, command, report=report, text=c.town.texts.of_report(sentence, c.chance))
