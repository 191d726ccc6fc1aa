"""The services that citizens may report: those of the locality's table whose matter is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from xuncheng.domains.law.labels import DOMAINS
from xuncheng.domains.law.queries import matters_in_force
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Answer, Fault, OpenDoor, Service, read_answers

READER = program("服务目录", ())


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as it is offered today: with its name, and the group that it is found in."""

    service: Service
    name: Text
    group: Text


def offered(door: OpenDoor, on: date, codes: Collection[str] | None = None) -> list[Offered]:
    """The services that are offered on that day, all or those with these codes, in the order of the table."""
    wanted = [one for one in door.services.values() if codes is None or one.code in codes]
    matters = {one.code: one for one in matters_in_force(READER, {one.matter for one in wanted}, on)}
    return [
        Offered(one, one.name or Text(matter.name_zh, matter.name_en), _group(matter.domain))
        for one in wanted
        if (matter := matters.get(one.matter))
    ]


def _group(domain: str) -> Text:
    return DOMAINS.get(domain, Text(domain, domain))


def no_service() -> Refused:
    """There is no such service, or its matter is no longer in force."""
    return Refused(
        "no_service",
        Text("没有这项服务，或者该事项已不再受理", "There is no such service, or no longer"),
        status=404,
    )


def read_form(service: str, given: Mapping[str, Answer], on: date) -> dict[str, Answer]:
    """The answers to a service's questions as they are kept.

    Raises `Refused`: `no_service` for one that is not offered on that day, `invalid_input` naming each answer that does not fit.
    """
    if not service and not given:
        return {}
    door = settings.LOCALITY.door
    found = offered(door, on, {service}) if door else []
    if not found:
        raise no_service()
    kept, faults = read_answers(found[0].service, given)
    if faults:
        raise invalid(*_errors(faults))
    return kept


def _errors(faults: Collection[Fault]) -> Iterator[FieldError]:
    for fault in faults:
        yield FieldError(f"attributes.{fault.code}", fault.message)
