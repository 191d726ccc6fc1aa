"""Nobody sees or does anything in a street that is not his: every route of the API is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver
from tests.domains.town import HOUSE, Hiring, Person, Town
from tests.server.api.routes import (
    ANY_KEY,
    ASIDE,
    POINTING_AT_NOTHING,
    TABLE,
    WHICH,
    Kind,
    routes,
)
from tests.server.api.samples import sample, target
from tests.server.api.world import Business, fill, leaked, state
from uuid_utils.compat import uuid7

from xuncheng.domains.cases.models import Case
from xuncheng.domains.collection.models import BankFile, Charge, LineDifference
from xuncheng.domains.custody.models import CustodyItem, Stocktake, Warehouse
from xuncheng.domains.documents.models import Document
from xuncheng.domains.equipment.models import Terminal
from xuncheng.domains.intake.models import Report
from xuncheng.domains.legacy.models import OldRecord, TableImport
from xuncheng.domains.monitoring.models import Device
from xuncheng.domains.patrol.models import Duty, RosterLine, Route
from xuncheng.domains.remedies.models import Advice, Contract, LawFirm, Supervision
from xuncheng.foundation.batches.models import Batch
from xuncheng.foundation.exports.models import Export
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.tus import CHUNK_TYPE
from xuncheng.foundation.people.viewers import OWN_ACTS
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field.models import FieldAct
from xuncheng.gateways.webhooks.models import Subscription
from xuncheng.server.acts_api import UNSENT
from xuncheng.server.openapi import document

ACTS = sorted(REGISTER.keys() - UNSENT)
REACHING = sorted(set(ACTS) - POINTING_AT_NOTHING)


def family(route: str) -> str:
    """The line of the table that the route falls under."""
    return re.sub(r"^POST /acts/[a-z_]+\.[a-z_]+$", "POST /acts/{name}", route)


def of_kind(*kinds: Kind) -> list[str]:
    return [route for route, kind in TABLE.items() if kind in kinds]


@pytest.fixture(scope="module")
def ours(town: Town, unprinted: None) -> Business:
    return fill(town, town.a)


@pytest.fixture(scope="module")
def theirs(town: Town, unprinted: None) -> Business:
    return fill(town, town.b)


def send(person: Any, route: str, of: Business, **query: str) -> Any:
    """Call a route about the business of one street."""
    method, path = route.split()
    path = re.sub(r"{\w+}", of.files.get(WHICH.get(route, ""), ANY_KEY), path)
    query = QUERIES.get(route, {}) | query
    headers = UPLOADING if "/uploads" in path else {}
    if query:
        path += "?" + "&".join(f"{name}={value}" for name, value in query.items())
    return person.call(method, f"/api/v1{path}", body(route, of), **headers)


def body(route: str, of: Business) -> Any:
    """What the route is sent, where it is sent something."""
    return {
        "POST /tokens": {"id": uuid7(), "user": of.given["user"], "name": "测试"},
        "POST /acts": {"acts": []},
        "POST /positions": {"positions": [{"at": "2026-03-02T09:30:00+08:00", **of.street.point}]},
        "POST /reports/calls": {"phone": "13800138000"},
        "POST /reports/duplicates": {"text": "夜间施工噪声", **of.street.point},
        "POST /reports/proposals": {"text": "夜间施工噪声", **of.street.point},
        "PATCH /files/uploads/{key}": b"\x89PNG",
    }.get(route)


UPLOADING = {
    "Tus_Resumable": "1.0.0",
    "Upload_Offset": "0",
    "mime": CHUNK_TYPE,
    "X_HTTP_Method_Override": "HEAD",
}
QUERIES = {
    "GET /patrol/coverage": {"street": "110199001", "from": "2026-03-02", "to": "2026-03-02"},
    "GET /positions/nearest": {"lon": "116.35", "lat": "39.92"},
    "GET /power-lists/{key}/comparison": {"before": ANY_KEY},
    "GET /laws/search": {"q": "行政处罚法"},
    "GET /places/areas": {"kind": "street"},
    "GET /places/at": {"lon": "116.35", "lat": "39.92"},
}


def test_every_route_is_classified() -> None:
    found = {family(route) for route in routes()}
    assert found - TABLE.keys() == set(), "say of these routes what they give out, and to whom"
    assert TABLE.keys() - found == set(), "these routes are gone"


def paths(patterns: Any, prefix: str = "") -> Iterator[str]:
    """Every path at which Django answers."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        yield from paths(pattern.url_patterns, path) if hasattr(pattern, "url_patterns") else (path,)


def test_no_path_leads_in_beside_the_document() -> None:
    known = {path.removeprefix("/") for path in document()["paths"]}
    found = {path: re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path) for path in paths(get_resolver().url_patterns)}
    assert {path for path, plain in found.items() if plain not in known} == set(ASIDE)


@pytest.mark.parametrize("path", ASIDE)
def test_what_a_stranger_gets_beside_the_document(town: Town, ours: Business, path: str) -> None:
    response = town.stranger.call("GET", f"/{path}")
    assert response.status_code == ASIDE[path]
    assert list(leaked(response, ours.words)) == []


@pytest.mark.parametrize("route", sorted(routes()))
def test_a_stranger_gets_nothing(town: Town, ours: Business, route: str) -> None:
    response = send(town.stranger, route, ours)
    assert list(leaked(response, ours.words)) == []
    if TABLE[family(route)] is Kind.PUBLIC:
        # 200: what was published, masked; 404: of nothing that there is; 422: it has to be asked for something
        assert response.status_code in (200, 204, 404, 422)
        return
    assert response.status_code == 401
    if not route.startswith("HEAD"):
        assert response.json()["code"] == "signed_out"


OF_THE_DISTRICT = {"GET /role-register/{key}", "GET /client-register/{key}"}
"""Entries that belong to the whole district: they name nobody, and who administers a street alone is asked below."""


@pytest.mark.parametrize("route", sorted({*of_kind(Kind.OBJECT, Kind.ENTRY)} - OF_THE_DISTRICT))
def test_objects_of_another_street_are_not_there(
    town: Town, theirs: Business, busybody: Person, route: str
) -> None:
    before = state()
    response = send(busybody, route, theirs)
    assert response.status_code == 404, response.content.decode()
    assert list(leaked(response, theirs.words)) == []
    assert state() == before


ROWS = {
    "batches": Batch, "exports": Export,
    "bank-files": BankFile, "charges": Charge, "differences": LineDifference,
    "advice": Advice, "contracts": Contract, "law-firms": LawFirm, "supervisions": Supervision,
    "cases": Case, "devices": Device, "documents": Document, "files": StoredFile, "goods": CustodyItem,
    "reports": Report, "stocktakes": Stocktake,
    "terminals": Terminal, "field-acts": FieldAct,
    "warehouses": Warehouse, "webhooks": Subscription, "imports": TableImport, "old-records": OldRecord,
    "duties": Duty, "rosters": RosterLine, "patrol-routes": Route,
}  # fmt: skip
"""What the first part of a path is about."""

OF_USERS = {"terminals", "field-acts"}
"""Paths to what lies where its user works."""


@pytest.mark.parametrize("route", [route for route in of_kind(Kind.OBJECT) if route.startswith("GET")])
def test_not_one_row_of_another_street_opens(theirs: Business, busybody: Person, route: str) -> None:
    path = route.removeprefix("GET ")
    with reading(HOUSE):
        about = path.split("/")[1]
        where = "user__area_path" if about in OF_USERS else "area_path"
        rows = ROWS[about].objects.filter(**{where: theirs.street.area.path})
        keys = list(rows.values_list("pk", flat=True))
    assert keys
    answers = {key: busybody.call("GET", "/api/v1" + re.sub(r"{\w+}", str(key), path)) for key in keys}
    assert {answer.status_code for answer in answers.values()} == {404}


@pytest.mark.parametrize(
    "route", [route for route in of_kind(Kind.OBJECT) if route.startswith(("GET", "HEAD"))]
)
def test_objects_of_the_own_street_are(town: Town, ours: Business, route: str) -> None:
    assert send(town.officer, route, ours).status_code == 200


@pytest.mark.parametrize("route", of_kind(Kind.LIST, Kind.REGISTER))
def test_lists_hold_no_row_of_another_street(
    town: Town, ours: Business, theirs: Business, busybody: Person, route: str
) -> None:
    assert list(leaked(send(busybody, route, theirs), theirs.words)) == []
    for word in sorted(theirs.words | {theirs.street.area.code}):
        for name in ("q", "street", "handler", "matter"):
            response = send(busybody, route, theirs, **{name: word})
            assert response.status_code in (200, 422)
            assert list(leaked(response, theirs.words - {word})) == []


@pytest.mark.parametrize("route", of_kind(Kind.LIST, Kind.OBJECT, Kind.REGISTER, Kind.ENTRY))
def test_a_citizen_sees_no_business_though_he_may_report_here(town: Town, ours: Business, route: str) -> None:
    before = state()
    response = send(town.citizen, route, ours)
    assert response.status_code == (200 if TABLE[route] in (Kind.LIST, Kind.REGISTER) else 404)
    assert list(leaked(response, ours.words)) == []
    assert state() == before


@pytest.mark.parametrize("route", of_kind(Kind.REGISTER, Kind.ENTRY))
def test_registers_are_their_administrator_s_and_no_colleague_s(
    town: Town, ours: Business, route: str
) -> None:
    # Given an officer of the street itself, then no register shows him a row or opens an entry
    for colleague in (town.officer, town.head, town.dispatcher):
        response = send(colleague, route, ours)
        if TABLE[route] is Kind.ENTRY:
            assert response.status_code == 404
        elif not route.endswith("/export"):
            assert (response.json()["items"], response.json()["count"]["value"]) == ([], 0)
        else:
            assert len(b"".join(response.streaming_content).splitlines()) == 1
    # And the administrator sees them all
    response = send(town.admin, route, ours)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    words = ours.words | {"clerk", "示例办公系统", ours.street.team.name, ours.street.organisation.name}
    assert any(word in content.decode() for word in words)


WITHOUT_ROWS = {
    "GET /work", "GET /deadlines/calendar", "GET /hearings/calendar", "GET /reports/places",
    "POST /reports/calls", "POST /reports/proposals", "GET /classifiers", "GET /patrol/coverage",
    "GET /statistics/cases", "GET /statistics/cases/export", "GET /statistics/reports", "GET /statistics/reports/export",
}  # fmt: skip
"""Lists that show nothing of the officer's business by name: nothing waits for him, rows are only counted, a name is asked for."""


@pytest.mark.parametrize("route", [route for route in of_kind(Kind.LIST) if route not in WITHOUT_ROWS])
def test_lists_hold_the_rows_of_the_own_street(town: Town, ours: Business, route: str) -> None:
    response = send(town.officer, route, ours)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    expected = {"GET /organisations": ours.given["organisation"], "GET /teams": ours.given["team"]}
    words = {expected[route]} if route in expected else ours.words
    assert any(word in content.decode() for word in words)


@pytest.mark.parametrize("route", of_kind(Kind.REFERENCE, Kind.OWN))
def test_what_everybody_may_ask_names_no_business(theirs: Business, busybody: Person, route: str) -> None:
    response = send(busybody, route, theirs, **QUERIES.get(route, {}))
    assert response.status_code in (200, 404, 400)
    assert list(leaked(response, theirs.words)) == []


@pytest.mark.parametrize("act", REACHING)
def test_no_act_reaches_into_another_street(
    ours: Business, theirs: Business, busybody: Person, act: str
) -> None:
    """Both an act on an object there, and one that starts something there."""
    spec, before = REGISTER[act], state()
    given = sample(act, ours.given if spec.on else theirs.given)
    response = busybody.send(act, target(spec, theirs.given), **given)
    assert response.status_code in (403, 404) or _names_what_is_not_there(response), response.content.decode()
    assert list(leaked(response, theirs.words)) == []
    assert state() == before


def _names_what_is_not_there(response: Any) -> bool:
    """The object is entered as input: to whom it is out of scope it does not exist."""
    sentences = {error["message_en"] for error in response.json()["errors"]}
    return response.status_code == 422 and sentences == {"There is no such thing"}


@pytest.mark.parametrize("act", REACHING)
def test_a_batch_reaches_no_further(ours: Business, theirs: Business, busybody: Person, act: str) -> None:
    spec, before = REGISTER[act], state()
    given = sample(act, ours.given if spec.on else theirs.given)
    one = {"id": uuid7(), "name": act, "on": target(spec, theirs.given), "input": given}
    response = busybody.call("POST", "/api/v1/acts", {"acts": [one]})
    (result,) = response.json()["results"]
    assert result["status"] in (403, 404, 422)
    assert result["body"] is None
    assert list(leaked(response, theirs.words)) == []
    assert state() == before


@pytest.mark.parametrize("act", ACTS)
def test_a_preview_reaches_no_further(ours: Business, theirs: Business, busybody: Person, act: str) -> None:
    spec, before = REGISTER[act], state()
    given = sample(act, ours.given if spec.on else theirs.given)
    body = {"id": uuid7(), "on": target(spec, theirs.given), "input": given}
    response = busybody.call("POST", f"/api/v1/acts/{act}/preview", body)
    assert response.status_code in (403, 404) or (
        response.json()["code"] == "nothing_to_preview" or _names_what_is_not_there(response)
    ), response.content.decode()
    assert list(leaked(response, theirs.words)) == []
    assert state() == before


TAKEN_IN = (
    "report", "task", "case", "party", "document", "evidence", "file", "warehouse", "place", "lawyer", "delivery",
    "route", "route_point",
)  # fmt: skip


def references() -> Iterator[tuple[str, str, str]]:
    """Each input of an act that points to business: the act, the name of the input, and to what."""
    for act in ACTS:
        for name, one in REGISTER[act].inputs.schema.model_json_schema().get("properties", {}).items():
            of_file = one.get("x-widget") in ("files", "signature") or one.get("x-ref") == "redacted"
            ref = "file" if of_file else one.get("x-ref")
            if ref in TAKEN_IN:
                yield act, name, ref


@pytest.mark.parametrize(("act", "name", "ref"), list(references()))
def test_no_act_takes_in_business_of_another_street(
    ours: Business, theirs: Business, busybody: Person, act: str, name: str, ref: str
) -> None:
    spec, before = REGISTER[act], state()
    stolen: Any = theirs.files["photo"] if ref == "file" else theirs.given[ref]
    many = spec.inputs.references[name].many
    given = sample(act, ours.given) | {name: [stolen] if many else stolen}
    response = busybody.send(act, target(spec, ours.given), **given)
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [name]
    assert list(leaked(response, theirs.words)) == []
    assert state() == before


@pytest.mark.parametrize(
    "role",
    [
        "officer",
        "dispatcher",
        "head",
        "reviewer",
        "administrator",
        "warehouse_keeper",
        "finance_clerk",
        "clerk",
        "citizen",
    ],
)
def test_a_role_is_no_more_than_its_acts(town: Town, ours: Business, role: str) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person(f"only-{role}", "冯某", role, town.a.team)
    own = set(town.roles[role].acts) | OWN_ACTS
    for act in sorted(set(ACTS) - own):
        before = state()
        on = target(REGISTER[act], ours.given)
        response = person.send(act, on, **sample(act, ours.given))
        assert (response.status_code, response.json()["code"]) in REFUSED_TO[role == "citizen"], (
            act,
            response.json(),
        )
        assert state() == before


REFUSED_TO = {
    False: {(403, "no_grant")},
    True: {(403, "no_grant"), (404, "not_found"), (422, "invalid_input")},
}
"""What the lack of a right is answered with; who does not even see the area is told that nothing is there."""


def test_a_revoked_token_opens_nothing(town: Town) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person("leaver", "陈离任", "clerk")
    token = next(one for one in person.get("/tokens")["items"] if one["user"]["id"] == person.key)
    town.admin.does("token.revoke", token["id"], reason="离任")
    assert person.call("GET", "/api/v1/reports").status_code == 401
