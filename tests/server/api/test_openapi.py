"""The committed description of the API is the one that the program gives, and says how each route refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.rules.procedure.tables import TABLES
from xuncheng.server.act_examples import EXAMPLES
from xuncheng.server.acts_api import UNSENT, sent
from xuncheng.server.openapi import document
from xuncheng.server.problem_codes import codes

COMMITTED = Path(__file__).parents[3] / "web" / "packages" / "client" / "openapi.json"
DOCUMENT = document()
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


def test_the_committed_document_is_current() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == DOCUMENT, (
        "run: xuncheng openapi web/packages/client/openapi.json"
    )


@pytest.mark.parametrize("route", OPERATIONS)
def test_every_route_says_how_it_refuses(route: str) -> None:
    responses = OPERATIONS[route]["responses"]
    expected = {"422"} | ({"401", "403"} if OPERATIONS[route].get("security") else set())
    if "{" in route or "/acts/" in route:
        expected |= {"404", "409"}
    assert expected <= responses.keys()
    refusals = {status: answer for status, answer in responses.items() if status >= "400"}
    for answer in refusals.values():
        shape = _resolved(answer)["content"]["application/problem+json"]["schema"]
        assert shape == {"$ref": "#/components/schemas/Problem"}


def _resolved(node: Any) -> Any:
    if "$ref" not in node:
        return node
    found: Any = DOCUMENT
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def test_references_lead_somewhere() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            _resolved(node)
            for part in node.values():
                walk(part)
        if isinstance(node, list):
            for part in node:
                walk(part)

    walk(DOCUMENT)


def test_the_problem_lists_every_code() -> None:
    listed = {one["code"] for one in DOCUMENT["components"]["schemas"]["Problem"]["x-codes"]}
    assert listed == {one.code for one in codes()}


@pytest.mark.parametrize("act", [act.name for act in sent()])
def test_acts_on_an_object_document_its_version(act: str) -> None:
    operation = OPERATIONS[f"POST /api/v1/acts/{act}"]
    headers = {
        parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"
    }
    assert headers == ({"If-Match"} if REGISTER[act].on else set())
    assert ("412" in operation["responses"]) is bool(REGISTER[act].on)


@pytest.mark.parametrize("act", sorted({rule.name for table in TABLES for rule in table.acts} - UNSENT))
def test_acts_of_a_procedure_list_the_guards_that_may_refuse_them(act: str) -> None:
    said = OPERATIONS[f"POST /api/v1/acts/{act}"]["responses"]["409"]["description"]
    guards = {guard.code for table in TABLES if (rule := table.rule(act)) for guard in rule.guards()}
    assert all(f"`{code}`" in said for code in guards)


@pytest.mark.parametrize("act", EXAMPLES)
def test_examples_are_taken(act: str) -> None:
    example = OPERATIONS[f"POST /api/v1/acts/{act}"]["requestBody"]["content"]["application/json"]["example"]
    assert example == EXAMPLES[act]
    REGISTER[act].inputs.schema.model_validate(example["input"])
    assert ("on" in example) is bool(REGISTER[act].on)
