"""What the OpenAPI document says of the events that are sent to other systems: one webhook, and all its types."""

from __future__ import annotations

from typing import Any

from xuncheng.gateways.webhooks.event import CONTENT_TYPE, TYPE, Event
from xuncheng.gateways.webhooks.listing import told_acts

Plain = dict[Any, Any]

_TEMPLATE = "#/components/schemas/{model}"
_HEADERS = {
    "webhook-id": "id of the event, the same each time that it is sent",
    "webhook-timestamp": "when this attempt was made, in Unix seconds",
    "webhook-signature": "v1,<Base64 of HMAC-SHA-256>, several set apart by blanks (Standard Webhooks)",
}


def say_events(schema: Plain) -> None:
    """Add to the document what a receiver is sent, in the form of OpenAPI's webhooks."""
    found = Event.model_json_schema(ref_template=_TEMPLATE, mode="serialization")
    parts = found.pop("$defs")
    found["properties"]["type"]["enum"] = [f"{TYPE}{act.name}" for act in told_acts()]
    known = schema["components"]["schemas"]
    for name in sorted(parts):
        known.setdefault(name, parts[name])
    known["Event"] = found
    schema["webhooks"] = {"event": {"post": _OPERATION}}


_OPERATION: Plain = {
    "operationId": "event",
    "summary": "An act that was done, as a CloudEvent 1.0",
    "description": "Sent to each subscription at least once, and in order for each object. See docs/webhooks.md.",
    "parameters": [
        {"name": name, "in": "header", "required": True, "description": about, "schema": {"type": "string"}}
        for name, about in _HEADERS.items()
    ],
    "requestBody": {
        "required": True,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Event"}}},
    },
    "responses": {
        "2XX": {"description": "It arrived"},
        "410": {"description": "No more is wanted: the subscription is paused"},
        "default": {"description": "It did not arrive, and is sent again later"},
    },
}
