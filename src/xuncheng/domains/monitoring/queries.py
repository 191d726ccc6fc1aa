"""Reading monitoring devices: one door, narrowed by the viewer's scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.monitoring.models import Device, DeviceKind
from xuncheng.domains.monitoring.steps import IN_USE, STATES, in_state, lacks_of
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.places.streets import STREET_PATH_LENGTH
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

__all__ = [
    "SORTINGS",
    "Device",
    "DeviceFilter",
    "item",
    "kind_of",
    "matching",
    "one",
    "readable_by",
    "state_of",
    "street_of",
]

SORTINGS = {
    "-added_at": Sorting("added_at", descending=True),
    "added_at": Sorting("added_at", descending=False),
    "number": Sorting("number", descending=False, text=True),
}


@dataclass(frozen=True, slots=True)
class DeviceFilter:
    """What the list of devices is narrowed by; empty values narrow nothing."""

    q: str = ""
    kind: str = ""
    state: str = ""
    street: str = ""


def readable_by(viewer: Viewer) -> QuerySet[Device]:
    """Devices in the areas that the viewer sees."""
    return Device.objects.filter(in_scope(viewer))


def matching(viewer: Viewer, wanted: DeviceFilter) -> QuerySet[Device]:
    """Readable devices that fit the filter: words of the number or the place, kind, state, path of a street."""
    found = readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(number__contains=wanted.q) | Q(place__contains=wanted.q))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.street:
        found = found.filter(area_path__startswith=wanted.street)
    return in_state(found, wanted.state) if wanted.state else found


def one(viewer: Viewer, key: UUID) -> Device:
    """One device. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = readable_by(viewer).select_related("legal_by", "technical_by").filter(pk=key).first()
    if found is None:
        raise not_found(Text("该监控设备", "device"))
    return found


def item(device: Device, streets: dict[str, str]) -> dict[str, Any]:
    """A device as lists show it: `state` is the first thing that it lacks, or that it may be used."""
    return {
        "id": device.pk, "number": device.number, "kind": kind_of(device), "place": device.place, "state": state_of(device),
        "street": street_out(street_of(device), streets), "standard": device.standard,
        "reviewed_on": device.reviewed_on, "published_on": device.published_on, "added_at": device.added_at,
    }  # fmt: skip


def street_of(device: Device) -> str:
    """The path of the street in which it stands; empty where it lies in none."""
    return device.area_path[:STREET_PATH_LENGTH]


def kind_of(device: Device) -> dict[str, str]:
    """With what it records."""
    return {"code": device.kind, "zh": DeviceKind(device.kind).label, "en": device.kind}


def state_of(device: Device) -> dict[str, str]:
    """The first thing that it lacks, or that it is in use."""
    return coded(next(lacks_of(device), IN_USE), STATES)
