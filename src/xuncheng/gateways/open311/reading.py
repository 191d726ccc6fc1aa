"""Reading requests: what anybody may read, masked; and what a sender sent himself, as he sent it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from xuncheng.domains.intake.queries import Report, readable_by
from xuncheng.domains.intake.services import offered
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.gateways.open311.asking import Asked, span
from xuncheng.gateways.open311.refusing import said
from xuncheng.rules.legal import Text
from xuncheng.rules.masking import mask_account
from xuncheng.rules.service_forms import OpenDoor

READER = program("开放接口", ())
"""Reads for those who have no right to anything: what they are shown, `shown_to` says."""

CLOSED = ("answered", "rejected", "withdrawn")
"""States of a report in which a request is closed; in all others it is open."""

RECEIVED = Text("已受理，正在核实", "Received, being verified")
UNDER_WAY = Text("正在办理", "Being dealt with")
NOTES = {"submitted": RECEIVED, "verified": RECEIVED, "judged": RECEIVED}
"""What is said of an open request; of any other state no more than `UNDER_WAY`, so that nobody is warned of what is coming."""

_SHOWN = (
    "number", "status", "text", "service", "address", "point", "submitted_at", "updated_at", "closed_at", "due_at", "answer",
    "outcome", "media_url", "reporter_name", "submitted_by", "team__name",
)  # fmt: skip


def shown_to(sender: Viewer | None) -> QuerySet[Report]:
    """Requests that anybody may read, and those that the sender sent himself."""
    visible = Q(open_to_all=True)
    if sender is not None:
        visible |= Q(submitted_by=sender.id, service__gt="")
    return _bare(readable_by(READER).filter(visible))


def requests(asked: Asked, sender: Viewer | None) -> list[Report]:
    """The requests that are asked for, the newest first; where it is asked what changed, the last change first."""
    with reading(READER, lists=True):
        if asked.service_request_id:
            return list(_newest(shown_to(sender).filter(number__in=asked.service_request_id)))
        found = _narrowed(_own(sender) if sender and asked.own else open_to_all(), asked, timezone.now())
        first = (asked.page - 1) * asked.page_size
        return list(found[first : first + asked.page_size])


def one(number: str, sender: Viewer | None) -> Report:
    """One request by its number. Raises `Refused` (`not_found`) also for one that is not shown."""
    with reading(READER):
        return _found(shown_to(sender).filter(number=number).first())


def by_token(token: UUID) -> Report:
    """The request that was answered with this token. Raises `Refused` (`not_found`)."""
    with reading(READER):
        return _found(_bare(readable_by(READER).filter(service__gt="", pk=token)).first())


def _found(report: Report | None) -> Report:
    if report is None:
        raise not_found(Text("该服务请求", "service request"))
    return report


def open_to_all() -> QuerySet[Report]:
    """Reports that anybody may read; how they are shown says `requests_out`. Every open door begins here."""
    return _bare(readable_by(READER).filter(open_to_all=True))


def is_closed() -> Q:
    """Which requests are closed."""
    return Q(status__in=CLOSED)


def _own(sender: Viewer) -> QuerySet[Report]:
    return _bare(readable_by(READER).filter(submitted_by=sender.id, service__gt=""))


def _bare(found: QuerySet[Report]) -> QuerySet[Report]:
    return found.select_related(None).select_related("team").only(*_SHOWN)


def _narrowed(found: QuerySet[Report], asked: Asked, now: datetime) -> QuerySet[Report]:
    if asked.service_code:
        found = found.filter(service__in=asked.service_code)
    if len(set(asked.status)) == 1:
        found = found.filter(is_closed() if asked.status[0] == "closed" else ~is_closed())
    if not asked.by_change:
        since, until = span(asked.start_date, asked.end_date, now)
        return _newest(found.filter(submitted_at__gte=since, submitted_at__lte=until))
    since, until = span(asked.changed_from, asked.updated_before, now)
    before = "lt" if asked.updated_before else "lte"
    bounds = {
        "updated_at__gte": since, f"updated_at__{before}": until, "submitted_at__gte": asked.start_date,
        "submitted_at__lte": asked.end_date,
    }  # fmt: skip
    changed = found.filter(**{name: bound for name, bound in bounds.items() if bound})
    return changed.order_by("-updated_at", "-pk")


def _newest(found: QuerySet[Report]) -> QuerySet[Report]:
    return found.order_by("-submitted_at", "-pk")


def requests_out(
    request: HttpRequest, door: OpenDoor, rows: Sequence[Report], sender: Viewer | None
) -> list[dict[str, Any]]:
    """Requests as the specification shows them; their services are looked up once for all."""
    names = _names(request, door, rows)
    return [_out(request, door, row, names, own=_is_own(row, sender)) for row in rows]


def _is_own(row: Report, sender: Viewer | None) -> bool:
    return sender is not None and row.submitted_by_id == sender.id


def _names(request: HttpRequest, door: OpenDoor, rows: Sequence[Report]) -> Mapping[str, str]:
    """The names of the services; one that is no longer offered has that of the table, or its code."""
    codes = {row.service for row in rows}
    old = {code: one.name for code in codes if (one := door.services.get(code)) and one.name}
    now = {one.service.code: one.name for one in offered(door, today(), codes)} if codes else {}
    return {code: said(request, name) for code, name in (old | now).items()}


def _out(
    request: HttpRequest, door: OpenDoor, row: Report, names: Mapping[str, str], *, own: bool
) -> dict[str, Any]:
    service = door.services.get(row.service)
    closed = row.status in CLOSED
    notice = service.notice if service and service.notice else door.notice
    return {
        "service_request_id": row.number,
        "status": "closed" if closed else "open",
        "status_notes": _notes(request, row, own=own),
        "service_name": names.get(row.service, row.service),
        "service_code": row.service,
        "description": _words(row.text, row, own=own),
        "agency_responsible": row.team.name if row.team else said(request, settings.LOCALITY.bureau),
        "service_notice": said(request, notice),
        "requested_datetime": w3c(row.submitted_at),
        "updated_datetime": w3c((row.closed_at if closed else None) or row.updated_at),
        "expected_datetime": w3c(row.due_at) if row.due_at else None,
        "address": _words(row.address, row, own=own) or None,
        "address_id": None,
        "zipcode": None,
        "lat": row.point.y if row.point else None,
        "long": row.point.x if row.point else None,
        "media_url": (row.media_url or None) if own else None,
    }


def _notes(request: HttpRequest, row: Report, *, own: bool) -> str | None:
    if row.status not in CLOSED:
        return said(request, NOTES.get(row.status, UNDER_WAY))
    return _words(row.answer or row.outcome, row, own=own) or None


def _words(words: str, row: Report, *, own: bool) -> str:
    """Words of a request; for others than its sender without numbers of persons and vehicles, and without the reporter's name."""
    return words if own else mask_account(words, (row.reporter_name,) if row.reporter_name else ())


def w3c(moment: datetime) -> str:
    """A date and time in W3C format, to the second, with the offset of China."""
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")
