"""The services of the door, as the specification shows them: the list, and the form of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from xuncheng.domains.intake.services import Offered
from xuncheng.gateways.open311.refusing import said
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Attribute, OpenDoor

NOTHING = Text("", "")


def service_out(request: HttpRequest, door: OpenDoor, one: Offered) -> dict[str, Any]:
    """A service of the list."""
    service = one.service
    return {
        "service_code": service.code,
        "service_name": said(request, one.name),
        "description": said(request, service.about or NOTHING),
        "metadata": bool(service.attributes),
        "type": "batch" if door.tokens else "realtime",
        "keywords": said(request, service.keywords or NOTHING),
        "group": said(request, one.group),
    }


def definition_out(request: HttpRequest, one: Offered) -> dict[str, Any]:
    """The form of a service."""
    attributes = enumerate(one.service.attributes, start=1)
    return {
        "service_code": one.service.code,
        "attributes": [_attribute(request, attribute, order) for order, attribute in attributes],
    }


def _attribute(request: HttpRequest, attribute: Attribute, order: int) -> dict[str, Any]:
    shown = {
        "variable": attribute.asked,
        "code": attribute.code,
        "datatype": attribute.datatype.value,
        "required": attribute.required,
        "datatype_description": said(request, attribute.hint) if attribute.hint else None,
        "order": order,
        "description": said(request, attribute.label),
    }
    values = [{"key": key, "name": said(request, name)} for key, name in attribute.choices.items()]
    return shown | ({"values": values} if values else {})


def discovery_out(request: HttpRequest, door: OpenDoor, path: str) -> dict[str, Any]:
    """Where the door is, in which formats it answers, and whom to ask for a key."""
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": request.build_absolute_uri(path),
        "changeset": door.changed,
        "type": "production" if door.production else "test",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": door.changed,
        "contact": said(request, door.contact),
        "key_service": said(request, door.keys),
        "endpoints": [endpoint],
    }
