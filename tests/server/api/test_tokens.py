"""Programs that work for a user: their token opens what he may do, as long as both are good."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from tests.domains import road
from tests.domains.town import HOUSE, SINCE, Clock, Hiring, Person, Town
from tests.domains.uploads import picture, upload
from tests.server.api.routes import ANY_KEY, TABLE, Kind, routes
from tests.server.api.world import state
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.commands import give_grant, issue_token
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.server.acts_api import UNSENT

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clerk(town: Town) -> Person:
    """A clerk of street A, new for each test."""
    return Hiring(town.bureau, town.district, town.roles).person(
        f"c{uuid7().hex[-8:]}", "冯某", "clerk", town.a.team
    )


def issue(town: Town, person: Person, *, key: UUID | None = None, days: int = 30) -> Person:
    """The person as a program of his, with a token that opens all that he may do."""
    token = issue_token(Deed(HOUSE, id=key or uuid7()), person.user, "网格终端", days)
    return Person(person.user, str(token.secret))


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


def test_its_secret_is_told_once(town: Town) -> None:
    wanted = {"id": uuid7(), "user": town.admin.key, "name": "本人的脚本", "days": 30}
    told: Any = town.admin.call("POST", "/api/v1/tokens", wanted)
    assert told.json()["secret"].startswith("xc_")
    again: Any = town.admin.call("POST", "/api/v1/tokens", wanted)
    assert again.json() == {"id": str(wanted["id"]), "secret": None}
    assert "secret" not in str(town.admin.get("/tokens"))


def test_an_officer_issues_none(town: Town, clerk: Person) -> None:
    wanted = {"id": uuid7(), "user": clerk.key, "name": "私用"}
    response = town.officer.call("POST", "/api/v1/tokens", wanted)
    assert (response.status_code, response.json()["code"]) == (403, "no_grant")


# --- limited tokens and service accounts ----------------------------------------------------------------------


def service(town: Town, role: str = "officer") -> User:
    """A service account of street A with a role there, by the acts of the administrator."""
    username = f"s{uuid7().hex[-8:]}"
    given = {"username": username, "name": "示例上报程序", "kind": "service", "team": str(town.a.team.pk)}
    key = town.admin.does("user.add", **given)["result"]
    user = User.objects.get(pk=key)
    give_grant(Deed(HOUSE), user, town.roles[role], town.a.area, SINCE)
    return user


def limited(town: Town, user: User, **given: Any) -> Person:
    """A program of the user with a token that the administrator limited."""
    done = town.admin.does("token.issue", user=str(user.pk), name="网格上报", **given)
    return Person(user, done["secret"])


def answers_of(batch: Any) -> list[Any]:
    """What became of each act that was sent in one request."""
    return list(batch.json()["results"])


def test_a_token_for_one_act_does_and_reads_nothing_else(town: Town) -> None:
    # Given a service account with all that an officer may do, and a token for reports alone
    program = limited(town, service(town), scope="acts", acts=["report.submit"])

    # Then it reports
    photo = upload(program, "现场.png", picture())
    key = program.does("report.submit", text="占道经营", source="patrol", files=[photo], **town.a.point)
    assert key["act"]["name"] == "report.submit"

    # And every other act is refused, and every page that somebody signed in may read
    before = state()
    for act in sorted(REGISTER.keys() - UNSENT - {"report.submit"}):
        response: Any = program.call("POST", f"/api/v1/acts/{act}", {"id": uuid7(), "input": {}})
        assert response.status_code in (403, 404, 422), act
        one = {"id": uuid7(), "name": act, "on": None, "input": {}}
        (result,) = answers_of(program.call("POST", "/api/v1/acts", {"acts": [one]}))
        assert result["status"] in (403, 404, 422), act
    for route in routes():
        method, path = route.split()
        if TABLE[re.sub(r"^POST /acts/[a-z_]+\.[a-z_]+$", "POST /acts/{name}", route)] is Kind.PUBLIC:
            continue
        if (
            method == "POST" and path.startswith(("/acts", "/files/uploads", "/exchange/messages"))
        ) or "/uploads" in path:
            continue
        answer = program.call(method, "/api/v1" + re.sub(r"{\w+}", ANY_KEY, path))
        assert answer.status_code == 403, route
    assert state() == before


def test_a_token_for_other_acts_does_not_do_what_strangers_may(town: Town) -> None:
    program = limited(town, service(town), scope="acts", acts=["party.register"])
    assert program.refused("report.submit", text="占道经营", **town.a.point)["code"] == "token_limited"


def test_a_token_for_reading_changes_nothing(town: Town) -> None:
    road.submit(town, town.a)
    program = limited(town, service(town), scope="read")
    assert program.get("/reports")["items"]
    assert program.refused("report.submit", text="占道经营", **town.a.point)["code"] == "token_limited"
    read_all: Any = program.call("POST", "/api/v1/notifications/read-all")
    assert (read_all.status_code, read_all.json()["code"]) == (403, "token_limited")


def test_a_token_opens_no_more_than_its_area_and_its_user(town: Town) -> None:
    # Given a program with the rights of a dispatcher in the whole district, and a token of it for street A alone
    here, there = road.submit(town, town.a), road.submit(town, town.b)
    area = str(town.a.area.pk)
    user = service(town, "dispatcher")
    give_grant(Deed(HOUSE), user, town.roles["dispatcher"], town.district, SINCE)
    program = limited(town, user, scope="acts_read", acts=["report.verify", "case.file"], area=area)

    # Then what lies elsewhere is not there, and what it may not do itself its token does not do either
    assert program.get(f"/reports/{here}")["id"] == here
    assert program.call("GET", f"/api/v1/reports/{there}").status_code == 404
    assert program.refused("report.verify", there)["status"] == 404
    assert program.does("report.verify", here)["object"]["id"] == here
    assert program.refused("case.file", here, opinion="同意。")["status"] in (403, 404, 422)


def test_a_service_account_has_no_password_no_certificate_and_no_token_for_everything(town: Town) -> None:
    user = service(town)
    refusal = town.admin.refused("password.set", str(user.pk), password="很长的-密码-9527")
    assert [error["field"] for error in refusal["errors"]] == ["password"]
    refusal = town.admin.refused("token.issue", user=str(user.pk), name="全部")
    assert [error["field"] for error in refusal["errors"]] == ["scope"]
    refusal = town.admin.refused("token.issue", user=str(user.pk), name="空", scope="acts")
    assert [error["field"] for error in refusal["errors"]] == ["acts"]
    certificate = {"certificate_number": "ZF-S", "since": "2026-01-01", "until": "2026-12-31"}
    assert town.admin.refused("officer.certify", str(user.pk), **certificate)["code"] == "service_account"
    assert not user.has_usable_password()
    found = town.admin.get("/user-register", kind="service")["items"]
    assert str(user.pk) in {one["id"] for one in found}
    assert {one["kind"]["code"] for one in found} == {"service"}


def test_a_rotated_token_has_two_good_secrets_for_a_while(town: Town, clock: Clock) -> None:
    user = service(town)
    program = limited(town, user, scope="read")
    (token,) = user.tokens.all()
    again = Person(user, town.admin.does("token.rotate", str(token.pk), hours=2)["secret"])
    for one in (program, again):
        MEMORY.forget(None)
        assert one.call("GET", "/api/v1/reports").status_code == 200
    page = town.admin.get(f"/token-register/{token.pk}")
    assert page["used_at"]
    assert page["old_until"]

    # After its hours the old one is worthless; a second rotation ends the one before at once
    clock.pass_by(hours=2, seconds=1)
    assert refused(program) == "token_invalid"
    third = Person(user, town.admin.does("token.rotate", str(token.pk), hours=0)["secret"])
    assert refused(again) == "token_invalid"
    assert third.call("GET", "/api/v1/reports").status_code == 200
    town.admin.does("token.revoke", str(token.pk), reason="停用")
    assert refused(third) == "token_invalid"
    assert town.admin.refused("token.rotate", str(token.pk))["code"] == "token_revoked"


def test_nobody_holds_the_key_of_another_person(town: Town, clerk: Person) -> None:
    # Given an administrator, and a clerk in his district who has a token from before
    officer = clerk.user
    refusal = town.admin.refused("token.issue", user=str(officer.pk), name="代办")
    assert (refusal["code"], refusal["status"]) == ("others_token", 403)
    own = officer.tokens.first()
    assert own is not None
    assert town.admin.refused("token.rotate", str(own.pk))["code"] == "others_token"

    # Then his page says so beforehand, and the administrator may end his token, and issue one for himself
    possible = town.admin.get(f"/user-register/{officer.pk}")["possible_acts"]
    (said,) = (act for act in possible if act["name"] == "token.issue")
    assert "只能由本人签发" in str(said)
    town.admin.does("token.revoke", str(own.pk), reason="终端遗失")
    town.admin.does("token.issue", user=town.admin.key, name="本人的脚本")
