"""A screen comes with its session cookie; what changes something also needs the token of its page (CSRF)."""

from __future__ import annotations

import re
from typing import Any

import orjson
import pytest
from django.test import Client
from tests.domains.town import HOUSE, Town
from tests.server.api.routes import ANY_KEY, TABLE, Kind, routes
from tests.server.api.test_permissions import QUERIES
from tests.server.api.world import state
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.commands import add_user, give_grant
from xuncheng.foundation.trail.deed import Deed

LOGIN = "/_allauth/browser/v1/auth/login"
PASSWORD = "晨光路口第8盏红灯亮"
READING = ("GET", "HEAD", "OPTIONS")
CHANGING = sorted(
    route for route in routes() if not route.startswith(READING) and TABLE.get(route) is not Kind.PUBLIC
)
"""What is open to everybody is done as the public, whoever's cookie comes along: there is nothing that a token could guard."""


class Page:
    """A browser that is signed in and whose scripts know the token, or not."""

    def __init__(self, username: str) -> None:
        self.http = Client(enforce_csrf_checks=True)
        self.http.get("/api/v1/me")
        answer = self.send("POST", LOGIN, {"username": username, "password": PASSWORD}, token=True)
        assert answer.status_code == 200, answer.content.decode()

    def send(self, method: str, path: str, body: Any = None, *, token: bool) -> Any:
        headers = {"X-CSRFToken": self.http.cookies["csrftoken"].value} if token else {}
        content = orjson.dumps(body, default=str)
        return self.http.generic(method, path, content, "application/json", headers=headers)


@pytest.fixture(scope="module")
def page(town: Town) -> Page:
    """The screen of an officer of street A."""
    user = add_user(Deed(HOUSE), "desk", "韩桌面", PASSWORD, team=town.a.team)
    give_grant(Deed(HOUSE), user, town.roles["officer"], town.a.area, town.clock.today)
    return Page("desk")


@pytest.mark.parametrize("route", CHANGING)
def test_no_route_changes_anything_for_a_cookie_alone(page: Page, route: str) -> None:
    before = state()
    method, path = route.split()
    answer = page.send(method, "/api/v1" + re.sub(r"{\w+}", ANY_KEY, path), {}, token=False)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert state() == before


def test_with_the_token_it_does(town: Town, page: Page) -> None:
    body = {"id": uuid7(), "input": {"text": "占道经营", "source": "patrol", **town.a.point}}
    assert page.send("POST", "/api/v1/acts/report.submit", body, token=True).status_code == 200


@pytest.mark.parametrize(
    "route", [route for route, kind in TABLE.items() if kind is Kind.LIST and route.startswith("GET ")]
)
def test_to_read_needs_none(page: Page, route: str) -> None:
    assert page.http.get(f"/api/v1{route.removeprefix('GET ')}", QUERIES.get(route, {})).status_code == 200
