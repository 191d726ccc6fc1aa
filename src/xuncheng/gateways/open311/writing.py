"""Answers as JSON and as XML: one value in both, by the Spark convention of the specification.

A list stands in XML as an element whose children all have one name; in JSON it is an array, also of a single one. What has no
value is null in JSON and an empty element in XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

import orjson
from django.http import HttpResponse

Value = Mapping[str, Any] | list[Any] | str | float | bool | None

JSON, XML = "json", "xml"
MEDIA_TYPES = {JSON: "application/json; charset=utf-8", XML: "text/xml; charset=utf-8"}

CHILD = {
    "attributes": "attribute", "endpoints": "endpoint", "errors": "error", "formats": "format", "service_requests": "request",
    "services": "service", "values": "value",
}  # fmt: skip
"""The name of the children of each element that stands for a list."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no document of XML 1.0 may hold, not even escaped."""


def answer(format_: str, root: str, value: Value, status: int = 200) -> HttpResponse:
    """The value in the format; `root` is the name of the document's element in XML."""
    content = orjson.dumps(value) if format_ == JSON else _document(root, value)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPES[format_])


def _document(root: str, value: Value) -> bytes:
    document: bytes = ElementTree.tostring(_element(root, value), encoding="utf-8", xml_declaration=True)
    return document


def _element(name: str, value: Value) -> ElementTree.Element:
    element = ElementTree.Element(name)
    element.extend(_element(child, inside) for child, inside in _children(name, value))
    if not isinstance(value, Mapping | list) and value is not None:
        element.text = _NOT_IN_XML.sub("", _text(value))
    return element


def _children(name: str, value: Value) -> Iterable[tuple[str, Value]]:
    if isinstance(value, Mapping):
        return value.items()
    return [(CHILD[name], one) for one in value] if isinstance(value, list) else ()


def _text(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
