"""The door's OpenAPI document, and its schemas, say what the door does: calls made up from them are answered as they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.gateways.open311.door import ROOT, Caller, Form, report_of

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


ROUTES = (
    "GET /discovery.{fmt}", "GET /services.{fmt}", "GET /services/{code}.{fmt}", "GET /requests.{fmt}", "GET /requests/{number}.{fmt}",
    "GET /tokens/{token}.{fmt}", "POST /requests.{fmt}",
)  # fmt: skip


def test_every_route_says_what_it_takes_and_answers(stranger: Caller) -> None:
    paths = document(stranger)["paths"]
    assert {
        f"{method.upper()} {path.removeprefix(ROOT)}" for path, methods in paths.items() for method in methods
    } == set(ROUTES)
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


@pytest.mark.parametrize("route", ROUTES)
def test_calls_made_up_from_it_are_answered_as_it_says(
    stranger: Caller, neighbour: Caller, litter: Form, route: str
) -> None:
    """Some sixty calls of each route; half of them name something that there is."""
    described = schemathesis.openapi.from_dict(document(stranger))
    described.app = wsgi
    number = neighbour.does(litter)
    known = {"code": "SR-010", "number": number, "token": str(report_of(number).pk)}
    method, path = route.split()
    (operation,) = (
        one.ok()
        for one in described.get_all_operations()
        if (one.ok().method.upper(), one.ok().path) == (method, f"{ROOT}{path}")
    )
    assert 200 in statuses(operation, known, litter | {"api_key": neighbour.key})


def statuses(operation: Any, known: dict[str, str], form: Form) -> set[int]:
    """Call one route as hypothesis makes it up, each answer checked; the statuses of the answers."""
    seen: set[int] = set()

    @hypothesis(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), good=st.booleans())
    def call(case: Any, good: bool) -> None:
        if good:
            case.path_parameters |= {name: known[name] for name in case.path_parameters.keys() & known}
        if isinstance(case.body, dict):
            case.body = case.body | (form if good else {"api_key": form["api_key"]})
        seen.add(case.call_and_validate(checks=CHECKS).status_code)

    call()
    return seen
