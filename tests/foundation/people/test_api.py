"""The lists of people by HTTP: inside the viewer's areas, with a query count that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.queries import viewer_for_token
from xuncheng.foundation.people.viewers import OWN_ACTS
from xuncheng.foundation.trail.deed import Deed

As = Callable[[User], Any]


@pytest.fixture
def as_user(new_browser: Any, district: Any) -> As:
    """A client that calls the API for a user, by token."""

    def client(user: User) -> Any:
        secret = issue_token(Deed(district.house), user, "测试").secret
        return new_browser(headers={"Authorization": f"Bearer {secret}"})

    return client


def test_me_is_what_the_screens_need(as_user: As, district: Any) -> None:
    li = district.officer("li", "李明", district.street_a.team)
    district.grant(li, district.role("officer", ["user.add", "user.move"]), district.street_a.area)
    me = as_user(li).get("/api/v1/me").json()
    assert me == {
        "id": str(li.pk),
        "username": "li",
        "name": "李明",
        "phone": "",
        "language": "zh",
        "officer": {
            "id": str(li.pk),
            "certificate_number": "ZF-li",
            "certificate_valid_until": "2029-12-31",
            "certified": True,
        },
        "organisation": {"id": str(district.street_a.organisation.pk), "name": "甲街道"},
        "team": {"id": str(district.street_a.team.pk), "name": "甲街道执法队"},
        "roles": [
            {
                "code": "officer",
                "label": {"zh": "角色officer", "en": "role officer"},
                "area": {"code": "110199001", "name": "甲街道"},
                "reads": True,
            }
        ],
        "acts": sorted(OWN_ACTS | {"user.add", "user.move"}),
        "unread": 0,
    }


def test_me_of_an_auxiliary_has_no_certificate(as_user: As, district: Any) -> None:
    me = as_user(district.add("xie", "协管员", district.street_a.team)).get("/api/v1/me").json()
    assert me["officer"] is None
    assert me["roles"] == []


@pytest.mark.parametrize("path", ["me", "officers", "teams", "organisations", "tokens", "notifications"])
def test_who_is_not_signed_in_sees_nothing(new_browser: Any, district: Any, path: str) -> None:
    answer = new_browser().get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


@pytest.mark.parametrize("path", ["officers", "teams", "organisations", "tokens"])
def test_an_officer_of_one_street_finds_nobody_of_the_other(as_user: As, district: Any, path: str) -> None:
    li = district.officer("li", "李明", district.street_a.team)
    wang = district.officer("wang", "王芳", district.street_b.team)
    issue_token(Deed(district.house), wang, "乙街道的令牌")
    district.grant(li, district.role("officer", ["user.add"]), district.street_a.area)
    text = as_user(li).get(f"/api/v1/{path}").content.decode()
    for foreign in ("王芳", "乙街道", str(wang.pk), str(district.street_b.team.pk)):
        assert foreign not in text
    for search in ("q=王", "q=ZF-wang", "street=110199002"):
        assert as_user(li).get(f"/api/v1/officers?{search}").json()["items"] == []


def test_officers_and_teams_are_found_by_name_number_street_and_key(as_user: As, district: Any) -> None:
    head = district.add("head", "局长")
    district.grant(head, district.role("head", ["user.add"]), district.area)
    li = district.officer("li", "李明", district.street_a.team)
    district.officer("wang", "王芳", district.street_b.team)
    api = as_user(head)

    def found(query: str) -> list[str]:
        return [item["name"] for item in api.get(f"/api/v1/officers?{query}").json()["items"]]

    assert found("") == ["李明", "王芳"]
    assert found("q=芳") == ["王芳"]
    assert found("q=ZF-li") == ["李明"]
    assert found("street=110199002") == ["王芳"]
    assert found(f"q={li.officer.pk}") == ["李明"]
    assert found(f"q={district.street_a.team.pk}") == []
    team = district.street_a.team
    assert [one["name"] for one in api.get(f"/api/v1/teams?q={team.pk}").json()["items"]] == [team.name]


@pytest.mark.parametrize("path", ["me", "officers", "teams", "organisations", "tokens", "notifications"])
def test_a_list_of_many_asks_no_more_than_a_list_of_one(as_user: As, district: Any, path: str) -> None:
    head = district.officer("head", "局长", district.street_a.team)
    district.grant(head, district.role("head", ["user.add"]), district.area)
    api = as_user(head)
    with CaptureQueriesContext(connection) as few:
        assert api.get(f"/api/v1/{path}").status_code == 200
    for number in range(20):
        user = district.officer(f"o{number}", f"队员{number}", district.street_b.team)
        issue_token(Deed(district.house), user, "手台")
    with CaptureQueriesContext(connection) as many:
        assert api.get(f"/api/v1/{path}").status_code == 200
    assert len(many) <= len(few)


# --- issuing tokens -----------------------------------------------------------------------------------------


def test_a_token_is_issued_and_shown_once(as_user: As, district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    district.grant(boss, district.role("admin", ["token.issue"]), district.street_a.area)
    api, wanted = as_user(boss), {"id": str(uuid7()), "user": str(boss.pk), "name": "看板", "days": 30}
    issued = api.send("POST", "/api/v1/tokens", wanted).json()
    assert viewer_for_token(issued["secret"]).id == boss.pk  # type: ignore[union-attr] # None fails the test
    assert api.send("POST", "/api/v1/tokens", wanted).json() == {"id": issued["id"], "secret": None}
    assert issued["secret"] not in api.get("/api/v1/tokens").content.decode()


def test_a_token_for_somebody_elsewhere_is_refused(as_user: As, district: Any) -> None:
    boss = district.add("boss", "甲所长", district.street_a.team)
    district.grant(boss, district.role("admin", ["token.issue"]), district.street_a.area)
    stranger = district.add("wang", "王芳", district.street_b.team)
    wanted = {"id": str(uuid7()), "user": str(stranger.pk), "name": "偷看"}
    assert as_user(boss).send("POST", "/api/v1/tokens", wanted).status_code == 404
    wanted["user"] = str(district.add("li", "李明", district.street_a.team).pk)
    nobody = as_user(district.add("xie", "协管员", district.street_a.team))
    assert nobody.send("POST", "/api/v1/tokens", wanted).status_code == 404
