"""Posting a request: what came is checked and becomes the act `report.submit` of the key's user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from xuncheng.domains.intake.commands import submit_report
from xuncheng.domains.intake.queries import Report, Sender, readable_by, senders
from xuncheng.domains.intake.services import no_service, offered, read_form
from xuncheng.foundation.files import uploads
from xuncheng.foundation.people.queries import users_readable_by
from xuncheng.foundation.places.queries import address_named, address_with, grid_at
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.gateways.open311.asking import Posted
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Answer, OpenDoor

READER = program("开放接口", ())
SOURCE = "open311"
MOST_PICTURES = 5
SHORTEST = 2
"""Characters of a description that says something by itself."""

Picture: TypeAlias = "UploadedFile[Any]"
Place = Mapping[str, Any]
"""Where it is, by the names of the act's inputs."""


def post(
    sender: Viewer,
    door: OpenDoor,
    posted: Posted,
    answers: Mapping[str, Answer],
    pictures: Sequence[Picture],
) -> Report:
    """The report that was made of it, or that was made when the same sender sent the same number before.

    A number of the sender's own counts where he is registered. Raises `Refused`: `no_service`, `invalid_input`,
    `outside_the_district`, `no_grant`, and what a picture is refused for.
    """
    sent_as = _registered(sender) if posted.external_id else None
    if sent_as is not None and (earlier := _sent_before(sent_as, posted.external_id)):
        return earlier
    place = _place(posted)
    if pictures:  # which are kept before the act, that asks the same, refuses anything
        read_form(posted.service_code, answers, today())
    files: Any = _pictures(sender, pictures)  # by their keys: the act takes either
    return submit_report(
        Deed(sender), text=_text(door, posted), source=SOURCE, service=posted.service_code, attributes=dict(answers),
        media_url=posted.media_url, files=files, sender=sent_as, sender_number=posted.external_id, reporter_name=posted.name,
        reporter_phone=posted.phone, reporter_email=posted.email, reporter_account=posted.account_id,
        reporter_device=posted.device_id, **place,
    )  # fmt: skip


def _registered(sender: Viewer) -> Sender:
    """The key's user as a sender of the register, where he stands under his user name. Raises `Refused` where he does not."""
    username = users_readable_by(sender).filter(pk__in=[sender.id]).values("username")
    with reading(READER):
        found = senders(READER).filter(code__in=username, source=SOURCE, retired_at=None).first()
    if found is None:
        words = Text(
            "您尚未登记为来件单位，请联系本局登记后再使用自己的编号",
            "You are not registered as a sender: ask the bureau to, before you send numbers of your own",
        )
        raise invalid(FieldError("sender_number", words))
    return found


def _sent_before(sent_as: Sender, number: str) -> Report | None:
    with reading(READER):
        return readable_by(READER).filter(sender=sent_as, sender_number=number).first()


def _text(door: OpenDoor, posted: Posted) -> str:
    """What is reported; where nothing or next to nothing is said, it is the service that says it."""
    words = posted.description.strip()
    if len(words) >= SHORTEST:
        return words
    found = offered(door, today(), {posted.service_code})
    if not found:
        raise no_service()
    return f"{found[0].name.zh}：{words}" if words else found[0].name.zh


def _place(posted: Posted) -> Place:
    """Where it is: the point that was given, or that of the place. Raises `Refused`."""
    lat, lon = posted.lat, posted.long
    if (lat is None) is not (lon is None):
        missing = "lat" if lat is None else "long"
        raise invalid(FieldError(missing, Text("经度和纬度须同时提供", "lat and long come together")))
    if lat is not None and lon is not None:
        if grid_at(lon, lat) is None:
            raise _outside()
        return {"address": posted.address_string, "lon": lon, "lat": lat}
    return _named_place(posted)


def _named_place(posted: Posted) -> Place:
    known = address_with(posted.address_id) if posted.address_id else address_named(posted.address_string)
    if known is not None:
        named = posted.address_string or known.name
        return {"address": named, "lon": known.point.x, "lat": known.point.y}
    if posted.address_id:
        raise invalid(FieldError("address_id", Text("没有这个地点", "There is no such place")))
    if not posted.address_string:
        words = Text(
            "请提供 lat 和 long、address_string 或者 address_id 之一",
            "One of lat and long, address_string or address_id is needed",
        )
        raise invalid(FieldError("address_string", words))
    return {"address": posted.address_string}


def _outside() -> Refused:
    return Refused(
        "outside_the_district",
        Text(
            "该地点不在本区范围内，请向所在区反映",
            "The place lies outside this district: report it where it lies",
        ),
        status=400,
    )


def _pictures(sender: Viewer, pictures: Sequence[Picture]) -> list[UUID]:
    """Keep the pictures as files of the sender; the act attaches them. Raises `Refused` for what is no picture."""
    if len(pictures) > MOST_PICTURES:
        words = Text(f"最多{MOST_PICTURES}张图片", f"At most {MOST_PICTURES} pictures")
        raise invalid(FieldError("media", words))
    for one in pictures:
        if not (one.content_type or "").startswith("image/"):
            raise invalid(FieldError("media", Text("只接收图片", "Only pictures are taken")))
    return [_kept(sender, one) for one in pictures]


def _kept(sender: Viewer, picture: Picture) -> UUID:
    upload = uploads.begin(sender, picture.name or "", picture.content_type or "", picture.size or 0)
    uploads.grow(upload, 0, picture)
    uploads.finish_if_whole(sender, upload)
    return upload.pk
