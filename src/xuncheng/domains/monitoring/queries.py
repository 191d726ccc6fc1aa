"""Reading monitoring devices: one door, narrowed by the viewer's scope."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.monitoring.models import Device, DeviceKind
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

__all__ = ["Device", "called", "item", "one", "page", "readable_by"]

SORTINGS = {"-added_at": Sorting("added_at", descending=True)}


def readable_by(viewer: Viewer) -> QuerySet[Device]:
    """Devices in the areas that the viewer sees."""
    return Device.objects.filter(in_scope(viewer))


def called(found: QuerySet[Device], words: str) -> QuerySet[Device]:
    """Those with the words in their number or place."""
    return found.filter(Q(number__contains=words) | Q(place__contains=words)) if words else found


def one(viewer: Viewer, key: UUID) -> Device:
    """One device. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = readable_by(viewer).select_related("legal_by", "technical_by").filter(pk=key).first()
    if found is None:
        raise not_found(Text("该监控设备", "device"))
    return found


def item(device: Device) -> dict[str, Any]:
    """A device as lists show it: `state` is the first thing that it lacks, or that it may be used."""
    return {
        "id": device.pk, "number": device.number, "kind": {"code": device.kind, "zh": DeviceKind(device.kind).label, "en": device.kind},
        "place": device.place, "state": _state(device), "published_on": device.published_on, "added_at": device.added_at,
    }  # fmt: skip


def page(device: Device) -> dict[str, Any]:
    """The whole page of a device."""
    return {
        **item(device), "basis": device.basis, "standard": device.standard, "sign": device.sign,
        "legal": _review(device.legal_by, device.legal_on), "technical": _review(device.technical_by, device.technical_on),
        "published_at": device.published_at, "withdrawn_on": device.withdrawn_on, "withdrawal": device.withdrawal,
        "point": {"lon": device.point.x, "lat": device.point.y},
    }  # fmt: skip


def _review(by: Any, on: Any) -> dict[str, Any] | None:
    return {"by": by.name, "on": on} if by and on else None


STATES = {
    "withdrawn": Text("已停用", "withdrawn"), "legal": Text("待法制审核", "awaits its legal review"),
    "technical": Text("待技术审核", "awaits its technical review"), "unmarked": Text("无明显标志", "not marked"),
    "unpublished": Text("待公布", "to be published"), "in_use": Text("在用", "in use"),
}  # fmt: skip


def _state(device: Device) -> dict[str, str]:
    lacks = (
        ("withdrawn", device.withdrawn_on is not None), ("legal", device.legal_on is None),
        ("technical", device.technical_on is None), ("unmarked", not device.sign), ("unpublished", device.published_on is None),
    )  # fmt: skip
    code = next((name for name, lacking in lacks if lacking), "in_use")
    return {"code": code, "zh": STATES[code].zh, "en": STATES[code].en}
