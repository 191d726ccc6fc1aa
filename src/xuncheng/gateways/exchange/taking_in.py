"""Taking in what a platform says: each message becomes one act of the platform's own user, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from xuncheng.domains.intake.commands import submit_report, supplement_report, urge_report, withdraw_report
from xuncheng.domains.intake.queries import Report, Sender, readable_by, senders
from xuncheng.foundation.people.queries import users_readable_by
from xuncheng.foundation.places.queries import grid_at
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.gateways.exchange.messages import Message, check
from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.exchange import ACCEPTED, HAD, Kind

READER = program("工单交换", ())
"""Finds what a platform sent; whatever is done, its own user does."""

SOURCES = ("hotline", "response", "superior", "transfer")
"""Sources whose senders exchange work orders."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message: taken in now, or had before; and the report."""

    result: str
    report: Report


def platform_of(viewer: Viewer) -> Sender:
    """The sender that the user is: the one of the register whose code is his user name. Raises `Refused` (`no_platform`)."""
    with reading(READER):
        username = users_readable_by(READER).filter(pk__in=[viewer.id]).values("username")
        found = senders(READER).filter(code__in=username, source__in=SOURCES, retired_at=None).first()
    if found is None:
        raise Refused(
            "no_platform",
            Text(
                "该账号没有登记为交换工单的来件单位",
                "This account is not registered as a sender that exchanges work orders",
            ),
            status=403,
        )
    return found


def sent_before(sender: Sender, number: str) -> Report | None:
    """The report of a work order that the sender sent."""
    with reading(READER):
        return readable_by(READER).filter(sender=sender, sender_number=number).first()


def take_in(viewer: Viewer, sender: Sender, message: Message) -> Taken:
    """Do what the message asks, unless it was done before. Raises `Refused` saying which field is wrong, or why it is not possible."""
    check(message)
    report = sent_before(sender, message.number)
    if message.kind is Kind.WORK_ORDER:
        return Taken(HAD, report) if report else _submitted(viewer, sender, message)
    if report is None:
        words = Text(f"没有收到过工单 {message.number}", f"No work order {message.number} was received")
        raise invalid(FieldError("number", words))
    deed = _deed(viewer, sender, message)
    done = _FOLLOWING[message.kind](deed, report, message.text)
    return Taken(HAD if deed.replayed else ACCEPTED, done)


_FOLLOWING: dict[Kind, Callable[[Deed, Report, str], Report]] = {
    Kind.URGE: urge_report,
    Kind.SUPPLEMENT: supplement_report,
    Kind.WITHDRAW: withdraw_report,
}


def _deed(viewer: Viewer, sender: Sender, message: Message) -> Deed:
    """The deed of a message: its id follows from the platform's numbers, so that the same message is the same act."""
    return Deed(viewer, id=uuid5(sender.pk, f"{message.kind}/{message.number}/{message.id}"))


def _submitted(viewer: Viewer, sender: Sender, message: Message) -> Taken:
    deed = Deed(viewer, id=uuid5(sender.pk, f"{Kind.WORK_ORDER}/{message.number}"))
    report = submit_report(
        deed, text=message.text, source=sender.source, address=message.address, reporter_name=message.reporter_name,
        reporter_phone=message.reporter_phone, sender=sender, sender_number=message.number, sender_due_at=message.due_at,
        **_place(message),
    )  # fmt: skip
    return Taken(HAD if deed.replayed else ACCEPTED, report)


def _place(message: Message) -> dict[str, Any]:
    """The point in WGS 84. Raises `Refused` (`invalid_input`) for one outside the district."""
    if message.lon is None or message.lat is None:
        return {}
    position = convert(Position(message.lon, message.lat), message.coordinates, Datum.WGS84)
    if grid_at(*position) is None:
        words = Text("该地点不在本区范围内", "The place lies outside this district")
        raise invalid(FieldError("lon", words))
    return {"lon": position.longitude, "lat": position.latitude}
