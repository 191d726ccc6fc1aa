"""What citizens do on the portal: they report there, and some say what they think of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncheng.domains.portal.commands import Told, rate_report
from xuncheng.domains.portal.commands import report as report_there
from xuncheng.domains.portal.kinds import KINDS, OTHER
from xuncheng.domains.portal.public import USERNAME
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import User
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import person_name, phone
from xuncheng.server.demo.generate.script import Script

_BY_PORTAL = 0.45
"""How many of the citizens have no account and write on the portal."""

_RATED = 0.7
"""How many of these rate the answer."""

_KNOWN_KIND = 0.8
"""How many of them find the kind of what they report; the others choose “something else”."""


def comes_by_portal(c: Course, source: str) -> bool:
    """Whether a report of that source comes by the portal; the course remembers it."""
    c.by_portal = source == "citizen" and c.voice.random() < _BY_PORTAL
    return c.by_portal


def everybody(c: Course) -> User:
    """Whom the portal acts as."""
    return c.town.users[USERNAME]


def submitted_there(c: Course, text: str, files: Sequence[StoredFile]) -> Script:
    """A report that a citizen writes on the portal; returns the report."""
    told = Told(
        nonce=f"{c.voice.getrandbits(128):032x}", kind=_kind(c), text=text, address=c.spot.address, lon=c.spot.lon, lat=c.spot.lat,
        name=person_name(c.chance), phone=phone(c.chance), files=[file.pk for file in files],
    )  # fmt: skip
    report, _code = yield c.act(everybody(c), report_there, told=told)
    return report


def _kind(c: Course) -> str:
    domain = c.town.matters[c.topic.matter].domain
    return domain if domain in KINDS and c.voice.random() < _KNOWN_KIND else OTHER


def rated(c: Course, report: Any) -> Script:
    """Somebody rates the answer, or does not; returns whether he says that it is not solved, so that it is checked again."""
    if not c.by_portal or c.voice.random() >= _RATED:
        return False
    thinks = c.town.wordings.rating(c.voice)
    c.clock.field(0, 4, 8, 22)
    yield c.act(
        everybody(c), rate_report, report=report, score=thinks.score, solved=thinks.solved,
        words=c.voice.choice(thinks.words),
    )  # fmt: skip
    return not thinks.solved
