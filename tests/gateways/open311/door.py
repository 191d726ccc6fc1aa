"""The door as another city's program uses it; whatever it answers is held against the schemas first."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator
from lxml import etree
from tests.domains.town import HOUSE

from xuncheng.domains.intake.queries import Report, readable_by
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.open311.description import XSD, schema

ROOT = "/open311/v2"
ROOTS = {
    "discovery": "discovery", "services": "services", "service_definition": "service_definition", "posted": "service_requests",
    "token": "service_requests", "requests": "service_requests", "errors": "errors",
}  # fmt: skip
"""The element that each answer has as its root in XML."""


@cache
def _validator(shape: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": schema()["$defs"]})


@cache
def _xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(XSD)))


def in_json(response: HttpResponse, shape: str, status: int = 200) -> Any:
    """The answer in JSON, as plain values, after it was held against its schema."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/json; charset=utf-8"
    value = response.json()  # type: ignore[attr-defined] # Django's test client adds it
    _validator(shape).validate(value)
    return value


def in_xml(response: HttpResponse, shape: str, status: int = 200) -> etree._Element:
    """The answer in XML, after it was held against its schema."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    document = etree.fromstring(response.content)
    _xsd().assertValid(document)
    assert document.tag == ROOTS[shape]
    return document


Form = dict[str, Any]


@dataclass
class Caller:
    """A program that calls the door, with a key or without one."""

    key: str = ""
    language: str = ""
    http: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **query: Any) -> HttpResponse:
        """Ask at a path of the door."""
        return self.http.get(f"{ROOT}/{path}", query, headers=self._headers)

    def send(
        self, form: Form, ending: str = "json", *, several_parts: bool = False, **query: Any
    ) -> HttpResponse:
        """Post a form; its key is put to it unless it has one. Lists stand for fields that come several times."""
        fields = {"api_key": self.key} | form
        path = f"{ROOT}/requests.{ending}" + (f"?{urlencode(query)}" if query else "")
        if several_parts:
            return self.http.post(path, fields, headers=self._headers)
        body = urlencode(fields, doseq=True)
        return self.http.post(
            path, body, "application/x-www-form-urlencoded; charset=utf-8", headers=self._headers
        )

    def does(self, form: Form) -> str:
        """Post a form that is taken; the number of the request."""
        (made,) = in_json(self.send(form), "posted")
        return str(made["service_request_id"])

    def refused(self, form: Form, status: int = 400, **more: Any) -> list[str]:
        """Post a form that is refused; what is said."""
        return [one["description"] for one in in_json(self.send(form, **more), "errors", status)]

    def requests(self, **query: Any) -> list[dict[str, Any]]:
        """The requests of the list."""
        rows: list[dict[str, Any]] = in_json(self.get("requests.json", **query), "requests")
        return rows

    def request(self, number: str, **query: Any) -> dict[str, Any]:
        """One request."""
        (row,) = in_json(self.get(f"requests/{number}.json", **query), "requests")
        return dict(row)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Accept-Language": self.language} if self.language else {}


def report_of(number: str) -> Report:
    """The report as it is kept."""
    with reading(HOUSE):
        return readable_by(HOUSE).get(number=number)
