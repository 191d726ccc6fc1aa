"""Acts on monitoring devices: adding, the two reviews, marking, publication, withdrawal. Administrative Penalty Law, art. 41(1)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.contrib.gis.geos import Point

from xuncheng.domains.documents.commands import issue
from xuncheng.domains.monitoring.models import Device, DeviceKind
from xuncheng.domains.monitoring.steps import ART_41, check
from xuncheng.foundation.people.models import User
from xuncheng.foundation.places.queries import grid_at
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

KINDS = {kind.value: Text(kind.label, kind.value) for kind in DeviceKind}
PARTS = {"legal": Text("法制审核", "legal review"), "technical": Text("技术审核", "technical review")}
_FIELDS = {"legal": ("legal_by", "legal_on"), "technical": ("technical_by", "technical_on")}


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(code, Text(zh, en), 409, ART_41)


@act("device.add", Text("登记监控设备", "Add a monitoring device"), basis=ART_41)
def add_device(
    deed: Deed,
    number: Annotated[str, field("设备编号", "Number", "text", min_length=2, max_length=40)],
    kind: Annotated[str, field("设备类型", "Kind", "choice", choices=KINDS)],
    place: Annotated[str, field("设置地点", "Place", "text", min_length=2, max_length=200)],
    lon: Annotated[float, field("经度", "Longitude", "number", ge=-180, le=180)],
    lat: Annotated[float, field("纬度", "Latitude", "number", ge=-90, le=90)],
    basis: Annotated[str, field("使用依据（法律、行政法规）", "Law or regulation that allows it", "text", min_length=2, max_length=200)],
    standard: Annotated[str, field("符合的标准", "Standard", "text", min_length=2, max_length=100)],
    sign: Annotated[str, field("标志", "Sign that marks it", "text", max_length=200)] = "",
) -> Device:  # fmt: skip
    """Add a device with its place, its basis and its standard: it proves nothing before its reviews and publication.

    Raises `Refused` (`device_known`) for a number that is taken, `invalid_input` for an unknown kind or a place outside.
    """
    if kind not in KINDS:
        raise invalid(FieldError("kind", Text("请选择设备类型", "Choose the kind of device")))
    hit = grid_at(lon, lat)
    if hit is None:
        raise invalid(FieldError("lon", Text("设置地点不在本辖区内", "The place is outside the district")))
    if Device.objects.filter(number=number).exists():
        raise Refused("device_known", Text("该设备编号已登记", "A device of that number was added already"))
    device = Device(
        number=number, kind=kind, place=place, point=Point(lon, lat, srid=4326), area_path=hit.path, basis=basis,
        standard=standard, sign=sign, added_at=deed.at,
    )  # fmt: skip
    device.save(force_insert=True)
    return device


@act(
    "device.review",
    Text("审核监控设备", "Review a monitoring device"),
    on="device",
    basis=ART_41,
    makes=("device_review",),
)
def review_device(
    deed: Deed, device: Device,
    part: Annotated[str, field("审核事项", "Which review", "choice", choices=PARTS)],
    passed: Annotated[bool, field("审核通过", "Passed", "bool")],
    opinion: Annotated[str, field("审核意见", "Opinion", "longtext", min_length=2, max_length=1000)],
) -> Device:  # fmt: skip
    """Review whether its use is lawful, or whether it is technically sound: two reviews by two different people.

    A review that it did not pass takes an earlier one back. When both are passed, the form of the review is made.
    """
    check("device.review", device)
    if part not in PARTS:
        raise invalid(FieldError("part", Text("请选择审核事项", "Choose which review it is")))
    by, on = _FIELDS[part]
    other, _ = next(pair for name, pair in _FIELDS.items() if name != part)
    if getattr(device, f"{other}_id") == deed.actor.id:
        raise _refused(
            "same_reviewer",
            "法制审核和技术审核应当由不同人员进行",
            "The legal and the technical review are by different people",
        )
    setattr(device, f"{by}_id", deed.actor.id if passed else None)
    setattr(device, on, deed.day if passed else None)
    device.save(update_fields=[by, on])
    if device.reviewed_on:
        issue(deed, "device_review", "device", device.pk, device.area_path, _form(deed, device, opinion), "")
    return device


@act("device.mark", Text("登记设备标志", "Note a device's sign"), on="device", basis=ART_41)
def mark_device(
    deed: Deed, device: Device,
    sign: Annotated[str, field("标志", "Sign that marks it", "text", min_length=2, max_length=200)],
) -> Device:  # fmt: skip
    """Note by what sign a device is plainly marked, where it was added without one or the sign was changed."""
    check("device.mark", device)
    device.sign = sign
    device.save(update_fields=["sign"])
    return device


@act("device.publish", Text("公布监控设备地点", "Publish a device's place"), on="device", basis=ART_41)
def publish_device(
    deed: Deed, device: Device,
    url: Annotated[str, field("公布网址", "Where it is published", "text", min_length=8, max_length=300, pattern=r"^https?://\S+$")],
    published_on: Annotated[date, field("公布日期", "Day of publication", "date")],
) -> Device:  # fmt: skip
    """Note where and since when its place is published; it must be reviewed and marked before."""
    check("device.publish", device)
    if published_on > deed.day:
        raise invalid(
            FieldError(
                "published_on", Text("公布日期不得晚于今天", "It cannot be published later than today")
            )
        )
    device.published_at, device.published_on = url, published_on
    device.save(update_fields=["published_at", "published_on"])
    return device


@act("device.withdraw", Text("停用监控设备", "Withdraw a monitoring device"), on="device", basis=ART_41)
def withdraw_device(
    deed: Deed, device: Device,
    reason: Annotated[str, field("停用原因", "Why it is withdrawn", "text", min_length=2, max_length=300)],
) -> Device:  # fmt: skip
    """Withdraw a device: from today what it records is no evidence."""
    check("device.withdraw", device)
    device.withdrawn_on, device.withdrawal = deed.day, reason
    device.save(update_fields=["withdrawn_on", "withdrawal"])
    return device


def _form(deed: Deed, device: Device, opinion: str) -> dict[str, object]:
    """电子技术监控设备审核表."""
    people = User.objects.in_bulk([key for key in (device.legal_by_id, device.technical_by_id) if key])
    legal, technical = (people[key].name for key in (device.legal_by_id, device.technical_by_id) if key)
    return {
        "device_number": device.number, "device_kind": DeviceKind(device.kind).label, "place": device.place,
        "use_basis": device.basis, "standard": device.standard, "sign": device.sign or None,
        "legal_reviewer": legal, "legal_on": device.legal_on,
        "technical_reviewer": technical, "technical_on": device.technical_on,
        "review": {"words": opinion, "name": deed.actor.name, "at": deed.at},
    }  # fmt: skip
