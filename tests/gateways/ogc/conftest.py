"""The door is asked by HTTP in the town of the domains' tests; what it shows comes in by the Open311 door."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft4Validator
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.open311.conftest import (
    _nobody_has_called,
    city,
    door,
    firm,
    litter,
    locality,
    neighbour,
    other,
    stall,
)

from xuncheng.gateways.ogc.description import shapes
from xuncheng.server.asgi import wsgi

__all__ = [
    "_nobody_has_called", "city", "clock", "db", "door", "firm", "litter", "locality", "neighbour", "other", "stall", "town", "unprinted",
]  # fmt: skip


def _plain(schema: Any) -> Any:
    """A schema of OpenAPI 3.0 as JSON Schema, which has no `nullable`."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    bare = {name: _plain(value) for name, value in schema.items() if name != "nullable"}
    return {"anyOf": [bare, {"type": "null"}]} if schema.get("nullable") else bare


def holds(value: Any, shape: str) -> None:
    """Hold a value against the shape of this name."""
    schemas = {"components": {"schemas": _plain(shapes())}}
    Draft4Validator({"$ref": f"#/components/schemas/{shape}"} | schemas).validate(value)


@dataclass
class Map:
    """A program that reads the door, without a key."""

    language: str = ""
    http: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **query: Any) -> HttpResponse:
        """Ask at a path below the door."""
        headers = {"Accept-Language": self.language} if self.language else {}
        return self.http.get(f"/ogc{path}", query, headers=headers)

    def read(self, path: str, shape: str, **query: Any) -> Any:
        """The answer as plain values, after it was held against its shape."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.content.decode()
        geo = shape in ("featureCollectionGeoJSON", "featureGeoJSON")
        assert response["Content-Type"] == ("application/geo+json" if geo else "application/json")
        assert response["Access-Control-Allow-Origin"] == "*"
        value = response.json()  # type: ignore[attr-defined] # Django's test client adds it
        holds(value, shape)
        return value

    def items(self, name: str, **query: Any) -> dict[str, Any]:
        """A page of features."""
        page: dict[str, Any] = self.read(f"/collections/{name}/items", "featureCollectionGeoJSON", **query)
        assert page["numberReturned"] == len(page["features"])
        return page

    def ids(self, name: str, **query: Any) -> list[str]:
        """Which features a page has."""
        return [one["id"] for one in self.items(name, **query)["features"]]

    def refused(self, path: str, status: int, /, **query: Any) -> str:
        """What is said to a call that is refused."""
        response = self.get(path, **query)
        assert response.status_code == status, response.content.decode()
        assert response["Content-Type"] == "application/json"
        value = response.json()  # type: ignore[attr-defined] # Django's test client adds it
        holds(value, "exception")
        return str(value["description"])


@pytest.fixture
def maps() -> Map:
    """A program that reads the door."""
    return Map()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the library
        """Say nothing of each call."""


def _alone(environ: Any, start: Any) -> Any:
    """One call, after which its thread keeps no connection."""
    answer = wsgi(environ, start)
    connections.close_all()
    return answer


@pytest.fixture
def served(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address at which programs of others find the door, over the network."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1", "testserver"])
    with make_server("127.0.0.1", 0, _alone, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/ogc"
        server.shutdown()
        thread.join()
