"""The API's OpenAPI document says what the API does: calls made up from it are answered as it says, whoever calls.

Each route is called a few times by each of some people, and whatever came of it is taken back. `XUNCHENG_EXAMPLES=50` calls
each route fifty times; half of the calls name something that there is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import requests
import schemathesis
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.domains.town import Stranger, Town
from tests.server.api.world import Business, fill

from xuncheng.server.openapi import document

EXAMPLES = int(os.environ.get("XUNCHENG_EXAMPLES", "2"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

WHO: dict[str, Callable[[Town], Stranger]] = {
    "stranger": lambda _: Stranger(),
    "officer": lambda town: town.a.officers[0],
    "dispatcher": lambda town: town.dispatcher,
    "administrator": lambda town: town.admin,
}
"""Who calls: somebody unknown, somebody in a street, somebody in the district, and somebody who administers."""

DESCRIBED = schemathesis.openapi.from_dict(document())
OPERATIONS = {
    f"{operation.method.upper()} {operation.path.removeprefix('/api/v1')}": operation
    for operation in (one.ok() for one in DESCRIBED.get_all_operations())
}
del OPERATIONS["POST /files/uploads/{key}"]  # what it does is said by a header that no document can describe
ROOMS = sorted({re.split(r"[/?]", route)[1] for route in OPERATIONS})
"""The first part of each path."""


@pytest.fixture(scope="module")
def ours(town: Town, unprinted: None) -> Business:
    return fill(town, town.a)


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {
        name: f"1000000/m/{kept.rpartition('/')[2]}" for name, kept in settings.ACCOUNT_RATE_LIMITS.items()
    }
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", limits)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("room", ROOMS)
def test_calls_made_up_from_it_are_answered_as_it_says(
    town: Town, ours: Business, room: str, who: str
) -> None:
    person = WHO[who](town)
    keys = sorted({str(key) for key in ours.given.values() if isinstance(key, str | UUID)})
    for route, operation in OPERATIONS.items():
        if re.split(r"[/?]", route)[1] == room:
            _call(operation, person, keys)


def _call(operation: Any, person: Stranger, keys: list[str]) -> None:
    """Call one route as hypothesis makes it up, each answer checked and whatever was done taken back."""

    @hypothesis(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )  # fmt: skip
    @given(case=operation.as_strategy(), good=st.booleans(), key=st.sampled_from(keys))
    def call(case: Any, good: bool, key: str) -> None:
        if good and "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = key
        case.validate_response(_answered(case, person), checks=CHECKS)

    call()


def _answered(case: Any, person: Stranger) -> schemathesis.Response:
    """What the program answers the person, inside this test's transaction."""
    asked = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    headers = {name: value for name, value in asked.headers.items() if name.lower() != "authorization"}
    headers["Tus-Resumable"] = "1.0.0"  # uploads speak to nobody who does not speak tus
    body = asked.body or b""
    with transaction.atomic():
        found = person.http.generic(
            asked.method, asked.path_url, body, asked.headers.get("Content-Type", ""), headers=headers | person.headers
        )  # fmt: skip
        content = b"".join(found.streaming_content) if found.streaming else found.content  # type: ignore[attr-defined] # a streamed answer has it
        transaction.set_rollback(True)
    said = {name: [value] for name, value in found.headers.items()}
    return schemathesis.Response(found.status_code, said, content, asked, elapsed=0.0, verify=False)
