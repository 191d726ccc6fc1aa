"""Programs that work for a user: their token opens what he may do, as long as both are good."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.domains import road
from tests.domains.town import Clock, Hiring, Person, Town
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.memory import MEMORY

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clerk(town: Town) -> Person:
    """A clerk of street A, new for each test."""
    return Hiring(town.bureau, town.district, town.roles).person(
        f"c{uuid7().hex[-8:]}", "冯某", "clerk", town.a.team
    )


def issue(town: Town, person: Person, *, key: UUID | None = None, days: int = 30) -> Person:
    """The person as a program of his, with a token that the administrator issued by HTTP."""
    wanted = {"id": key or uuid7(), "user": person.key, "name": "网格终端", "days": days}
    response = town.admin.call("POST", "/api/v1/tokens", wanted)
    assert response.status_code == 200, response.content.decode()
    return Person(person.user, response.json()["secret"])


def refused(program: Person) -> str:
    """The code with which a program is turned away, asked anew of the database."""
    MEMORY.forget(None)
    response: Any = program.call("GET", "/api/v1/reports")
    assert response.status_code == 401
    return response.json()["code"]


def test_it_does_what_its_user_may_and_no_more(town: Town, clerk: Person) -> None:
    program = issue(town, clerk)
    key = program.does("report.submit", text="占道经营", source="patrol", **town.a.point)["result"]
    assert program.get(f"/reports/{key}")["timeline"][0]["actor"]["name"] == "冯某"
    assert program.refused("report.submit", text="占道经营", **town.b.point)["code"] == "no_grant"
    assert program.refused("grant.end", road.submit(town, town.a), reason="试")["status"] == 404


def test_it_ends_with_its_period(town: Town, clerk: Person, clock: Clock) -> None:
    program = issue(town, clerk, days=7)
    clock.pass_by(days=7, seconds=-1)
    MEMORY.forget(None)
    assert program.call("GET", "/api/v1/reports").status_code == 200
    clock.pass_by(seconds=2)
    assert refused(program) == "token_invalid"


def test_it_ends_when_it_is_revoked_and_not_the_others(town: Town, clerk: Person) -> None:
    program, other = issue(town, clerk), issue(town, clerk)
    newest, older, *_ = (one for one in clerk.get("/tokens")["items"] if one["user"]["id"] == clerk.key)
    town.admin.does("token.revoke", newest["id"], reason="终端遗失")
    assert older["name"] == "网格终端"
    assert refused(other) == "token_invalid"
    assert program.call("GET", "/api/v1/reports").status_code == 200


def test_it_ends_with_its_user(town: Town, clerk: Person) -> None:
    program = issue(town, clerk)
    town.admin.does("user.deactivate", clerk.key, reason="离职")
    assert refused(program) == "token_invalid"


def test_it_loses_what_its_user_loses(town: Town, clerk: Person) -> None:
    program = issue(town, clerk)
    (grant,) = clerk.user.grants.all()
    town.admin.does("grant.end", grant.pk, reason="调岗")
    assert program.get("/reports")["items"] == []
    assert program.refused("report.submit", text="占道经营", **town.a.point)["code"] == "no_grant"


def test_its_secret_is_told_once(town: Town, clerk: Person) -> None:
    key = uuid7()
    issue(town, clerk, key=key, days=30)
    again = {"id": key, "user": clerk.key, "name": "网格终端", "days": 30}
    assert town.admin.call("POST", "/api/v1/tokens", again).json() == {"id": str(key), "secret": None}
    assert "secret" not in str(clerk.get("/tokens"))


def test_an_officer_issues_none(town: Town, clerk: Person) -> None:
    wanted = {"id": uuid7(), "user": clerk.key, "name": "私用"}
    response = town.officer.call("POST", "/api/v1/tokens", wanted)
    assert (response.status_code, response.json()["code"]) == (403, "no_grant")
