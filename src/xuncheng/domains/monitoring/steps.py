"""What stands in the way of an act on a device, and what a device lacks: asked by the acts themselves, and beforehand by its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django.db.models import Q, QuerySet

from xuncheng.domains.monitoring.models import Device
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, Text

ART_41 = (Basis("行政处罚法", "41(1)"),)

ACTS = ("device.review", "device.mark", "device.publish", "device.withdraw")
"""What may be done with a device that there is."""

LACKS: Mapping[str, tuple[Q, Text, Text]] = {
    "withdrawn": (
        Q(withdrawn_on__isnull=False),
        Text("已停用", "withdrawn"),
        Text(
            "已停用：停用之日起的记录不得作为证据",
            "withdrawn: what it records from that day on is no evidence",
        ),
    ),
    "legal": (
        Q(legal_on__isnull=True),
        Text("待法制审核", "awaits its legal review"),
        Text("未经法制审核", "no legal review was passed"),
    ),
    "technical": (
        Q(technical_on__isnull=True),
        Text("待技术审核", "awaits its technical review"),
        Text("未经技术审核", "no technical review was passed"),
    ),
    "unmarked": (
        Q(sign=""),
        Text("无明显标志", "not marked"),
        Text("没有明显标志", "it is not plainly marked"),
    ),
    "unpublished": (
        Q(published_on__isnull=True),
        Text("待公布", "to be published"),
        Text("设置地点未向社会公布", "its place is not published"),
    ),
}
"""What keeps a device from being used, in the order in which it is set right: where, the state it makes, and why (第四十一条第一款)."""

IN_USE = "in_use"
STATES = {code: state for code, (_, state, _) in LACKS.items()} | {IN_USE: Text("在用", "in use")}


def lacks_of(device: Device) -> Iterator[str]:
    """Everything that the device lacks."""
    found = {
        "withdrawn": device.withdrawn_on is not None, "legal": device.legal_on is None, "technical": device.technical_on is None,
        "unmarked": not device.sign, "unpublished": device.published_on is None,
    }  # fmt: skip
    return (code for code in LACKS if found[code])


def in_state(devices: QuerySet[Device], state: str) -> QuerySet[Device]:
    """Those whose first lack is that one, or that lack nothing."""
    for code, (lacking, _, _) in LACKS.items():
        if code == state:
            return devices.filter(lacking)
        devices = devices.exclude(lacking)
    return devices


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(code, Text(zh, en), 409, ART_41)


def _not_withdrawn(device: Device) -> Refused | None:
    return (
        _refused("device_withdrawn", "设备已停用", "The device was withdrawn")
        if device.withdrawn_on
        else None
    )


def _publishable(device: Device) -> Refused | None:
    if device.reviewed_on is None:
        return _refused(
            "device_not_reviewed", "设备未经法制和技术审核", "The device did not pass both reviews"
        )
    if not device.sign:
        return _refused("device_unmarked", "设备没有明显标志", "The device is not plainly marked")
    return _not_withdrawn(device)


_HINDRANCES: Mapping[str, Callable[[Device], Refused | None]] = {
    "device.review": _not_withdrawn,
    "device.mark": _not_withdrawn,
    "device.publish": _publishable,
    "device.withdraw": _not_withdrawn,
}


def hindrance(act: str, device: Device) -> Refused | None:
    """Why an act is not possible on the device as it is; None where it is."""
    return _HINDRANCES[act](device)


def check(act: str, device: Device) -> None:
    """Raise what stands in the way of an act."""
    found = hindrance(act, device)
    if found:
        raise found
