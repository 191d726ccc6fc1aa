"""Taking in a report: its place is looked up, numbered and written in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any

from django.conf import settings
from django.db import connection
from pydantic import AwareDatetime
from uuid_utils.compat import uuid7

from xuncheng.domains.intake.callers import caller_of
from xuncheng.domains.intake.commands.moving import Files, attach_all
from xuncheng.domains.intake.models import Report, Sender
from xuncheng.domains.intake.searching import words_of
from xuncheng.domains.intake.services import read_form
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.sources import SOURCES
from xuncheng.rules.service_forms import Answer

# One statement: the place of the report is looked up, numbered and written in a single round trip. What its sender sent before is
# not written again.
_SUBMIT = """
INSERT INTO intake_report (
    id, number, text, source, status, area_path, point, address, reporter_name, reporter_phone,
    submitted_by_id, submitted_at, due_at, outcome, answer, sender_id, sender_number, updated_at, service, attributes, media_url,
    reporter_email, reporter_account, reporter_device, open_to_all, sender_due_at, caller,
    words)
SELECT %(id)s, to_char(%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
       lpad(nextval('intake_report_number')::text, 6, '0'),
       %(text)s, %(source)s, 'submitted',
       coalesce(place_area_path(%(lon)s::float8, %(lat)s::float8), %(district)s),
       ST_SetSRID(ST_MakePoint(%(lon)s::float8, %(lat)s::float8), 4326), %(address)s, %(name)s, %(phone)s,
       %(by)s, %(at)s::timestamptz, %(due)s::timestamptz, '', '', %(sender)s, %(sender_number)s,
       %(received)s::timestamptz, %(service)s, %(attributes)s::jsonb, %(media_url)s, %(email)s, %(account)s, %(device)s,
       %(open_to_all)s::boolean, %(sender_due_at)s::timestamptz, %(caller)s, array_to_tsvector(%(words)s::text[])
ON CONFLICT (sender_id, sender_number) WHERE sender_id IS NOT NULL DO NOTHING
RETURNING number, area_path
"""


@act("report.submit", Text("登记案源", "Submit a report"))
def submit_report(
    deed: Deed,
    text: Annotated[str, field("情况描述", "What is the matter", "longtext", min_length=2, max_length=4000)],
    source: Annotated[str, field("来源", "Source", "choice", choices=SOURCES)] = "citizen",
    address: Annotated[str, field("地址", "Address", "text", max_length=200)] = "",
    lon: Annotated[float | None, field("经度", "Longitude", "number", ge=-180, le=180)] = None,
    lat: Annotated[float | None, field("纬度", "Latitude", "number", ge=-90, le=90)] = None,
    reporter_name: Annotated[str, field("反映人", "Reporter", "text", max_length=50, secret=True)] = "",
    reporter_phone: Annotated[
        str, field("反映人电话", "Reporter's telephone", "text", max_length=20, secret=True)
    ] = "",
    sender: Annotated[Sender | None, field("来件单位", "Sender", "ref", ref="sender")] = None,
    sender_number: Annotated[str, field("来件编号", "Sender's number", "text", max_length=60)] = "",
    sender_due_at: Annotated[AwareDatetime | None, field("来件方时限", "Due by its sender", "datetime")] = None,
    files: Files | None = None,
    service: Annotated[str, field("服务事项", "Service", "hidden", max_length=40)] = "",
    attributes: Annotated[dict[str, Answer], field("表单内容", "Answers of its form", "hidden", max_length=50)] | None = None,
    media_url: Annotated[str, field("图片地址", "Address of a picture", "hidden", max_length=500)] = "",
    reporter_email: Annotated[str, field("反映人电子邮箱", "Reporter's e-mail", "hidden", max_length=254, secret=True)] = "",
    reporter_account: Annotated[str, field("反映人账号", "Reporter's account", "hidden", max_length=100, secret=True)] = "",
    reporter_device: Annotated[str, field("反映人设备", "Reporter's device", "hidden", max_length=100, secret=True)] = "",
) -> Report:  # fmt: skip
    """Take in a notice of something on the street; its place decides the grid and the street.

    What the same sender sends again under the same number is the same report: the first one is answered, and nothing is written.
    A `service` is one of those that the locality offers; `attributes` are what its form asks, by code. Raises `Refused`
    (`no_service`, `invalid_input` naming each answer that does not fit).
    """
    sent = _sent(sender, sender_number, source)
    answers = read_form(service, attributes or {}, deed.day)
    door = settings.LOCALITY.door
    report = Report(
        id=uuid7(), text=text, source=sent.source, status="submitted", address=address, submitted_by_id=deed.actor.id,
        submitted_at=deed.at, reporter_name=reporter_name, reporter_phone=reporter_phone, sender=sender,
        sender_number=sent.number, due_at=settings.LOCALITY.step_ends("verify", deed.at), updated_at=deed.received_at,
        service=service, attributes=answers or None, media_url=media_url, reporter_email=reporter_email,
        reporter_account=reporter_account, reporter_device=reporter_device, caller=caller_of(reporter_phone),
        sender_due_at=sender_due_at, open_to_all=door is not None and door.shows(sent.source, service),
    )  # fmt: skip
    written = _write(report, lon, lat)
    if written is None:
        return _sent_before(sent)
    report.number, report.area_path = written
    attach_all(deed, report, files or [])
    return report


@dataclass(frozen=True, slots=True)
class _Sent:
    """By whom a report was sent, under which number, from which source."""

    sender: Sender | None
    number: str
    source: str


def _sent(sender: Sender | None, number: str, source: str) -> _Sent:
    if source not in SOURCES:
        raise invalid(FieldError("source", Text("请选择案源来源", "Choose the source")))
    number = number.strip()
    if sender is None and not number:
        return _Sent(None, "", source)
    if sender is None:
        raise invalid(
            FieldError(
                "sender", Text("有来件编号的，应当选择来件单位", "A number is given: choose whose it is")
            )
        )
    if not number:
        raise invalid(
            FieldError("sender_number", Text("请填写来件编号", "Enter the number that the sender gave it"))
        )
    if sender.retired_at:
        raise invalid(FieldError("sender", Text("该来件单位已停用", "That sender was retired")))
    return _Sent(sender, number, sender.source)


def _write(report: Report, lon: float | None, lat: float | None) -> tuple[str, str] | None:
    """Write the report; its number and area, or None where its sender had sent it before."""
    values: dict[str, Any] = {
        "id": report.pk, "at": report.submitted_at, "text": report.text, "source": report.source, "lon": lon, "lat": lat,
        "district": f"{settings.LOCALITY.area_code}.", "address": report.address, "name": report.reporter_name,
        "phone": report.reporter_phone, "by": report.submitted_by_id, "due": report.due_at, "sender": report.sender_id,
        "sender_number": report.sender_number, "received": report.updated_at, "service": report.service,
        "attributes": json.dumps(report.attributes) if report.attributes else None, "media_url": report.media_url,
        "email": report.reporter_email, "account": report.reporter_account, "device": report.reporter_device,
        "open_to_all": report.open_to_all, "sender_due_at": report.sender_due_at, "caller": report.caller,
        "words": words_of(report.text, report.address, report.sender_number),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SUBMIT, values)
        written: tuple[str, str] | None = cursor.fetchone()
    return written


def _sent_before(sent: _Sent) -> Report:
    found = Report.objects.filter(sender=sent.sender, sender_number=sent.number).first()
    if found is None:
        raise Refused(
            "sender_number_used",
            Text(
                "该来件编号已登记过，但不在您的权限范围内",
                "That number was registered before, out of your scope",
            ),
        )
    return found
