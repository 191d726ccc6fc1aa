"""No list and no page asks the database more often because there is more to show."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains.town import HOUSE, Hiring, Person, Town
from tests.server.api.growth import MORE, Growth
from tests.server.api.routes import TABLE, Kind

from xuncheng.foundation.people.commands import give_grant, set_role
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed

READING = sorted(
    route
    for route, kind in TABLE.items()
    if route.startswith("GET ") and kind not in (Kind.PLATFORM, Kind.TERMINAL)
)

ONE = {
    "GET /acts", "GET /advice/{key}", "GET /batches/{key}", "GET /contracts/{key}", "GET /supervisions/{key}",
    "GET /bank-days/export", "GET /bank-files/{key}", "GET /cases/{key}/discretion", "GET /deadlines/calendar",
    "GET /devices/{key}", "GET /devices/{key}/records", "GET /documents/{key}", "GET /documents/{key}/pdf",
    "GET /files/{key}", "GET /files/{key}/thumbnail", "GET /hearings/calendar", "GET /sender-register/{key}",
    "GET /goods/{key}/label.pdf", "GET /goods/{key}/label.png", "GET /goods/{key}/label.svg",
    "GET /public/areas", "GET /public/challenge", "GET /public/portal",
    "GET /public/publications/{key}", "GET /public/publications/{key}/photos/{sha256}",
    "GET /laws/{id}", "GET /locality", "GET /matters/{code}", "GET /places/at",
    "GET /terminals/{key}", "GET /field-acts/{key}",
    "GET /webhooks/{key}", "GET /act-names", "GET /grant-register/{key}", "GET /token-register/{key}", "GET /client-register/{key}",
    "GET /reports/places", "GET /reports/{key}/proposals", "GET /imports/{key}", "GET /old-records/{key}", "GET /exports/{key}",
    "GET /exports/{key}/file", "GET /filters",
    "GET /classifiers", "GET /statistics/reports", "GET /statistics/reports/export", "GET /statistics/cases",
    "GET /statistics/cases/export", "GET /patrol/coverage", "GET /positions/nearest",
}  # fmt: skip
"""Answers that hold no more when there is more of everything, or no more than the best few."""

SHORTEST = 30
"""Bytes of the shortest row."""

QUERIES = {
    "GET /laws/search": "?q=禁止占道经营&limit=100",
    "GET /places/addresses": "?q=示范路",
    "GET /reports/places": "?q=示范",
    "GET /places/areas": "?kind=street",
    "GET /public/challenge": "?purpose=follow",
    "GET /places/at": "?lon=116.35&lat=39.92",
    "GET /patrol/coverage": "?street=110199001&from=2026-03-01&to=2026-03-03",
    "GET /positions/nearest": "?lon=116.35&lat=39.92",
}


class Answer(NamedTuple):
    """How long an answer was, and how often the database was asked for it."""

    length: int
    queries: int


def reader_of_everything(town: Town) -> Person:
    """Somebody for whom everything waits, all over the district."""
    one = Hiring(town.bureau, town.district, town.roles).person("reader", "卫阅读", "officer", town.a.team)
    role = set_role(Deed(HOUSE), "everything", "全部", "everything", sorted(REGISTER), True)
    give_grant(Deed(HOUSE), one.user, role, town.district, town.clock.today)
    return one


@pytest.fixture(scope="module")
def answers(town: Town, unprinted: None) -> dict[str, tuple[Answer, Answer]]:
    """What each route answers when there is one of everything, and when there are fifty more."""
    reader = reader_of_everything(town)
    growth = Growth(town, town.a, reader)
    keys = {
        "GET /cases/{key}/publication": growth.shown,
        "GET /cases/{key}": growth.file.key,
        "GET /cases/{key}/discretion": growth.file.key,
        "GET /cases/{key}/measures": growth.file.key,
        "GET /batches/{key}": growth.batch,
        "GET /exports/{key}": growth.export,
        "GET /advice/{key}": growth.legal["advice"],
        "GET /contracts/{key}": growth.legal["contract"],
        "GET /law-firms/{key}": growth.legal["lawfirm"],
        "GET /supervisions/{key}": growth.legal["supervision"],
        "GET /public/publications/{key}": growth.publication,
        "GET /devices/{key}": growth.device,
        "GET /documents/{key}": growth.file.page()["documents"][0]["id"],
        "GET /files/{key}": growth.photo,
        "GET /goods/{key}": growth.store["item"],
        "GET /bank-files/{key}": growth.collected["bankfile"],
        "GET /charges/{key}": growth.collected["charge"],
        "GET /differences/{key}": growth.collected["difference"],
        "GET /stocktakes/{key}": growth.store["stocktake"],
        "GET /warehouses/{key}": growth.store["warehouse"],
        "GET /terminals/{key}": growth.road["terminal"],
        "GET /field-acts/{key}": growth.road["fieldact"],
        "GET /webhooks/{key}": growth.hooked["subscription"],
        "GET /duties/{key}": growth.walked["duty"],
        "GET /rosters/{key}": growth.walked["roster"],
        "GET /patrol-routes/{key}": growth.walked["route"],
        "GET /imports/{key}": growth.brought["tableimport"],
        "GET /old-records/{key}": growth.brought["old_record"],
        "GET /sender-register/{key}": growth.sender,
        "GET /power-decisions/{key}": growth.powers["decision"],
        "GET /power-lists/{key}": growth.powers["list"],
        "GET /laws/{id}": reader.get("/laws")["items"][0]["id"],
        "GET /matters/{code}": "SR-010",
        "GET /reports/{key}": growth.report,
        "GET /user-register/{key}": reader.key,
        "GET /grant-register/{key}": str(reader.user.grants.first().pk),
        "GET /token-register/{key}": str(reader.user.tokens.first().pk),
        "GET /client-register/{key}": growth.client,
        "GET /role-register/{key}": str(town.roles["clerk"].pk),
        "GET /organisation-register/{key}": str(town.a.organisation.pk),
        "GET /team-register/{key}": str(town.a.team.pk),
    }

    asked = QUERIES | {
        "GET /power-lists/{key}/comparison": f"?before={growth.powers['before']}",
    }

    def ask(route: str) -> Answer:
        key = next((key for start, key in keys.items() if route.startswith(start)), "")
        path = route.removeprefix("GET ").replace("{sha256}", growth.shown_photo)
        path = re.sub(r"{\w+}", key, path) + asked.get(route, "")
        return measured(reader, f"/api/v1{path}")

    few = {route: ask(route) for route in READING}
    growth.grow()
    return {route: (few[route], ask(route)) for route in READING}


def measured(person: Person, path: str) -> Answer:
    """Ask once for what is kept in memory, and once to count; who asks is looked up each time."""
    person.call("GET", path)
    MEMORY.forget(None)
    with CaptureQueriesContext(connection) as asked:
        response: Any = person.call("GET", path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200, content.decode()
    return Answer(len(content), len(asked))


@pytest.mark.parametrize("route", READING)
def test_fifty_rows_ask_no_more_than_one(answers: dict[str, tuple[Answer, Answer]], route: str) -> None:
    few, many = answers[route]
    assert many.queries == few.queries
    assert many.length - few.length > MORE * SHORTEST or route in ONE, "there was nothing more to show"
