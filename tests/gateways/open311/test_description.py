"""The door's OpenAPI document, and its schemas, say what the door does: calls made up from them are answered as they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from jsonschema import Draft202012Validator
from lxml import etree
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.domains.town import Town
from tests.gateways.open311.door import ROOT, Caller

from xuncheng.gateways.open311.description import XSD, schema
from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor, Rate
from xuncheng.server.asgi import wsgi


@pytest.fixture(autouse=True)
def _no_hurry(locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    rates = dict.fromkeys(door.rates, Rate(100_000, 60))
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, rates=rates)))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


def document(caller: Caller) -> dict[str, Any]:
    """The document as the door gives it."""
    found: dict[str, Any] = caller.get("openapi.json").json()  # type: ignore[attr-defined] # Django's test client adds it
    return found


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(schema())
    etree.XMLSchema(etree.parse(str(XSD)))


def test_every_route_says_what_it_takes_and_answers(stranger: Caller) -> None:
    paths = document(stranger)["paths"]
    assert {f"{method.upper()} {path.removeprefix(ROOT)}" for path, methods in paths.items() for method in methods} == {
        "GET /discovery.{fmt}", "GET /services.{fmt}", "GET /services/{code}.{fmt}", "GET /requests.{fmt}", "POST /requests.{fmt}",
        "GET /requests/{number}.{fmt}", "GET /tokens/{token}.{fmt}",
    }  # fmt: skip
    for methods in paths.values():
        for operation in methods.values():
            assert {"200", "400", "403", "404", "429"} <= operation["responses"].keys()
            assert operation["responses"]["200"]["content"].keys() == {"application/json", "text/xml"}
    asked = {one["name"] for one in paths[f"{ROOT}/requests.{{fmt}}"]["get"]["parameters"]}
    assert {
        "service_request_id",
        "service_code",
        "start_date",
        "end_date",
        "status",
        "updated_after",
        "page",
    } <= asked
    assert paths[f"{ROOT}/requests.{{fmt}}"]["post"]["requestBody"]["content"].keys() == {
        "application/x-www-form-urlencoded", "multipart/form-data",
    }  # fmt: skip


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_calls_made_up_from_it_are_answered_as_it_says(
    town: Town, stranger: Caller, neighbour: Caller
) -> None:
    """Some forty calls of each route, with and without a key."""
    described = schemathesis.openapi.from_dict(document(stranger))
    described.app = wsgi
    for found in described.get_all_operations():
        call_all(found.ok(), neighbour.key)


def call_all(operation: Any, key: str) -> None:
    """Call one route as hypothesis makes it up."""
    from hypothesis import given

    @hypothesis(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case: Any) -> None:
        if isinstance(case.body, dict):
            case.body = case.body | {"api_key": key}
        case.call_and_validate(checks=CHECKS)

    call()
