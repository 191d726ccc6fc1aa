"""An act as an event: CloudEvents 1.0, structured JSON, as one viewer may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson
from django.conf import settings
from pydantic import Field

from xuncheng.foundation.people.queries import own_grants, users_readable_by
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import Schema, TimelineDocument, Words, words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.webhooks.objects import fields_of

CONTENT_TYPE = "application/cloudevents+json"
TYPE = "cn.xuncheng."
"""What the type of each event begins with; the name of the act follows."""

SCHEMA = "/api/v1/openapi.json#/components/schemas/EventData"
"""Where the form of `data` is described, below the address of the installation."""

SEQUENCE_DIGITS = 10
"""So many digits stand in `sequence`, so that texts compare as numbers do."""


class EventAct(Schema):
    """The act: its id (that of the event as well), its name and label."""

    id: UUID
    name: str
    label: Words


class EventActor(Schema):
    """Who did it, with the codes of the roles that he holds today."""

    id: UUID
    name: str
    roles: list[str]


class EventObject(Schema):
    """What it was done on. `number` and `stage` are those that the act left, `version` and `fields` those of now."""

    type: str
    id: UUID
    number: str | None
    stage: str | None
    version: int
    fields: dict[str, Any] | None = Field(
        description="the object as its list in the API shows it; null where it has none, or is not to be seen"
    )


class EventData(Schema):
    """What happened."""

    act: EventAct
    actor: EventActor | None = Field(description="null for programs and for whom the subscriber may not see")
    object: EventObject
    documents: list[TimelineDocument] = Field(description="documents that the act made")
    done_at: datetime = Field(
        description="when it was done, on the device's word if it was done without a network"
    )
    received_at: datetime = Field(description="when the installation learnt of it")
    area: str = Field(description="path of the area")
    seq: int = Field(description="its place in the trail of the object: 1, 2, 3 …")
    hash: str = Field(description="of the entry in the trail (SHA-256, hexadecimal)")


class Event(Schema):
    """A CloudEvent 1.0. `sequence` and `partitionkey` are its documented extensions: the order within one object, and the object."""

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    subject: str = Field(description="kind and number of the object")
    time: datetime
    datacontenttype: Literal["application/json"]
    dataschema: str
    sequence: str
    partitionkey: str
    data: EventData


def event_of(entry: TrailEntry, viewer: Viewer) -> Event:
    """The event of an entry as the viewer may see it. To be called inside `reading(viewer)`."""
    output: dict[str, Any] = orjson.loads(entry.output)
    called = output.get("number") or entry.chain
    return Event.model_validate({
        "specversion": "1.0", "id": entry.act_id, "source": settings.ADDRESS, "type": f"{TYPE}{entry.name}",
        "subject": f"{entry.chain_type}/{called}", "time": entry.at, "datacontenttype": "application/json",
        "dataschema": f"{settings.ADDRESS}{SCHEMA}", "sequence": f"{entry.seq:0{SEQUENCE_DIGITS}}",
        "partitionkey": str(entry.chain), "data": _data(entry, output, viewer),
    })  # fmt: skip


def written(event: Event) -> bytes:
    """An event as it is sent: times, keys and amounts in the form that the API has."""
    return orjson.dumps(event.model_dump(), default=str)


def _data(entry: TrailEntry, output: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    spec = REGISTER.get(entry.name)
    label = words(spec.label) if spec else {"zh": entry.name, "en": entry.name}
    return {
        "act": {"id": entry.act_id, "name": entry.name, "label": label}, "actor": _actor(entry, viewer),
        "object": {
            "type": entry.chain_type, "id": entry.chain, "number": output.get("number"), "stage": output.get("stage"),
            "version": version_of(entry.chain), "fields": fields_of(entry.chain_type, entry.chain, viewer),
        },
        "documents": output.get("documents", []), "done_at": entry.at, "received_at": entry.received_at,
        "area": entry.area_path, "seq": entry.seq, "hash": bytes(entry.hash).hex(),
    }  # fmt: skip


def _actor(entry: TrailEntry, viewer: Viewer) -> dict[str, Any] | None:
    user = users_readable_by(viewer).filter(pk=entry.actor_id).first() if entry.actor_id else None
    if user is None:
        return None
    roles = {grant.role.code for grant in own_grants(user.pk)}
    return {"id": user.pk, "name": entry.actor_name, "roles": sorted(roles)}
