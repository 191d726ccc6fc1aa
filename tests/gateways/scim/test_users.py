"""Users come, change, go and come back by SCIM, each time by an act of the house, and never with a right."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.domains.town import HOUSE, SINCE, Person, Town
from tests.gateways.scim.conftest import ACTS, PATCH, USER, Source, account

from xuncheng.foundation.people.commands import add_user, give_grant
from xuncheng.foundation.people.models import ApiToken, Grant, User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading

LOGIN = "/_allauth/browser/v1/auth/login"
PASSWORD = "晨光路口第8盏红灯亮"


def acts_on(key: str) -> list[str]:
    """The acts in the trail of a user."""
    with reading(HOUSE):
        return list(TrailEntry.objects.filter(chain=key).order_by("seq").values_list("name", flat=True))


def test_a_user_is_added_without_any_right(source: Source) -> None:
    made = source.adds("Zhao.Shili", externalId="E-1", emails=[{"value": "zhao@example.org"}])
    key = made["id"]
    assert made["meta"]["location"] == f"http://testserver/scim/v2/Users/{key}"
    assert {name: made[name] for name in ("userName", "displayName", "active", "externalId", "emails")} == {
        "userName": "zhao.shili", "displayName": "赵示例", "active": True, "externalId": "E-1",
        "emails": [{"value": "zhao@example.org"}],
    }  # fmt: skip
    assert source.does("GET", f"/Users/{key}") == made
    user = User.objects.get(pk=key)
    assert not user.has_usable_password()
    assert not Grant.objects.filter(user=user).exists()
    assert acts_on(key) == ["user.add"]


def test_he_is_changed_switched_off_and_let_in_again(source: Source) -> None:
    key = source.adds("u.change", externalId="E-2")["id"]
    body = {
        "schemas": [USER],
        "userName": "u.change",
        "displayName": "钱示例",
        "externalId": "E-3",
        "active": True,
    }
    changed = source.does("PUT", f"/Users/{key}", body)
    assert (changed["displayName"], changed["externalId"]) == ("钱示例", "E-3")
    off = source.patches(key, {"op": "Replace", "path": "active", "value": False})
    assert off["active"] is False
    assert not User.objects.get(pk=key).is_active
    both = source.patches(key, {"op": "replace", "value": {"active": True, "displayName": "孙示例"}})
    assert (both["active"], both["displayName"]) == (True, "孙示例")
    assert acts_on(key) == ["user.add", "user.change", "user.deactivate", "user.change", "user.restore"]


def test_the_same_again_writes_nothing(source: Source) -> None:
    made = source.adds("u.same")
    body = {"schemas": [USER], "userName": "u.same", "displayName": "赵示例", "active": True}
    assert source.does("PUT", f"/Users/{made['id']}", body) == made
    assert acts_on(made["id"]) == ["user.add"]


def test_whoever_is_deleted_is_switched_off_and_seen_here_no_more(source: Source, town: Town) -> None:
    for active in (True, False):
        key = source.adds(f"u.gone-{active}".lower(), active=active)["id"]
        source.does("DELETE", f"/Users/{key}", status=204)
        for method, body in (("GET", None), ("DELETE", None)):
            source.refused(method, f"/Users/{key}", 404, body)
        user = User.objects.get(pk=key)
        assert (user.is_active, user.gone_there) == (False, True)
        # His name is never given to somebody else, and the administrator may let him in again
        other = {"schemas": [USER], "userName": user.username, "displayName": "李示例"}
        error = source.refused("POST", "/Users", 409, other)
        assert error["scimType"] == "uniqueness"
        town.admin.does("user.restore", key, reason="复职")
        assert source.does("GET", f"/Users/{key}")["active"] is True


class TestLists:
    """Lists and filters."""

    def test_by_user_name_and_external_id(self, source: Source) -> None:
        key = source.adds("u.found", externalId="E-found")["id"]
        for wanted in ('userName eq "U.Found"', 'username EQ "u.found"', 'externalId eq "E-found"', f'id eq "{key}"'):  # fmt: skip
            found = source.does("GET", f"/Users?filter={wanted}")
            assert [one["id"] for one in found["Resources"]] == [key], wanted
            assert found["totalResults"] == 1
        for wanted in ('userName eq "nobody"', 'externalId eq "e-found"', 'id eq "x"'):
            assert source.does("GET", f"/Users?filter={wanted}")["totalResults"] == 0

    @pytest.mark.parametrize(
        "wanted",
        ['userName co "a"', "active eq true", 'userName eq "a" or id eq "b"', "not a filter", "userName pr"],
    )
    def test_other_filters_are_refused(self, source: Source, wanted: str) -> None:
        assert source.refused("GET", f"/Users?filter={wanted}", 400)["scimType"] == "invalidFilter"

    def test_pages(self, source: Source) -> None:
        for at in range(4):
            source.adds(f"u.page-{at}")
        total = source.does("GET", "/Users?count=0")["totalResults"]
        seen: list[str] = []
        while len(seen) < total:
            page = source.does("GET", f"/Users?startIndex={len(seen) + 1}&count=3")
            assert page["itemsPerPage"] == len(page["Resources"]) <= 3
            seen += [one["id"] for one in page["Resources"]]
        assert len(set(seen)) == total

    def test_as_many_queries_for_one_as_for_all(self, source: Source) -> None:
        def queries(count: int) -> int:
            source.does("GET", f"/Users?count={count}")
            with CaptureQueriesContext(connection) as asked:
                source.does("GET", f"/Users?count={count}")
            return len([one for one in asked if one["sql"] not in ("BEGIN", "COMMIT")])

        assert queries(1) == queries(50) <= 6

    def test_only_the_attributes_that_are_asked_for(self, source: Source) -> None:
        key = source.adds("u.part")["id"]
        some = source.does("GET", f"/Users/{key}?attributes=displayName")
        assert some.keys() == {"schemas", "id", "displayName"}
        rest = source.does("GET", f"/Users/{key}?excludedAttributes=emails,userName,active")
        assert rest.keys() == {"schemas", "id", "displayName", "meta"}


class TestVersions:
    """ETags."""

    def test_what_changed_meanwhile_is_not_overwritten(self, source: Source) -> None:
        made = source.adds("u.version")
        seen = made["meta"]["version"]
        name = {"op": "replace", "path": "displayName", "value": "周示例"}
        changed = source.patches(made["id"], name, **{"If-Match": seen})
        assert changed["meta"]["version"] != seen
        again = {"schemas": [PATCH], "Operations": [name | {"value": "吴示例"}]}
        for method, body in (("PATCH", again), ("DELETE", None)):
            source.refused(method, f"/Users/{made['id']}", 412, body, **{"If-Match": seen})
        source.patches(made["id"], name | {"value": "吴示例"}, **{"If-Match": "*"})


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 400),
        ([], 400),
        ({"schemas": [USER], "displayName": "无名"}, 400),
        ({"schemas": [USER], "userName": "no name"}, 400),
        ({"schemas": [USER], "userName": "sp ace", "displayName": "名"}, 400),
        ({"schemas": [USER], "userName": "x" * 41, "displayName": "名"}, 400),
        ({"schemas": [USER], "userName": "long", "displayName": "名" * 51}, 400),
        ({"schemas": [USER], "userName": "mail", "displayName": "名", "emails": [{"value": "nothing"}]}, 400),
        ({"schemas": [USER], "userName": "two", "displayName": "名", "emails": [{"value": "a@example.org"}] * 2}, 400),
        ({"schemas": [USER], "userName": "nul", "displayName": "名\x00"}, 400),
        ({"schemas": [USER], "userName": "Admin", "displayName": "名"}, 409),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(source: Source, town: Town, body: Any, status: int) -> None:
    source.refused("POST", "/Users", status, body)


def test_his_user_name_stays(source: Source) -> None:
    """Whoever could rename somebody could sign in as him by the provider that vouches for the new name."""
    key = source.adds("u.stays")["id"]
    body = {"schemas": [USER], "userName": "somebody-else", "displayName": "赵示例"}
    assert source.refused("PUT", f"/Users/{key}", 400, body)["scimType"] == "mutability"
    assert User.objects.get(pk=key).username == "u.stays"


class TestWhoMay:
    """Only a token that provisions users, and only where it does."""

    PATHS = ("/Users", "/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/nothing")

    def test_nobody_without_a_token_that_provisions_users(self, town: Town) -> None:
        for path in self.PATHS:
            assert Source("").call("GET", path)["WWW-Authenticate"] == "Bearer"
            Source("").refused("GET", path, 401)
            Source("xc_guess").refused("GET", path, 401)
            for person in (town.officer, town.dispatcher):
                Source(secret(person)).refused("GET", path, 403)

    def test_no_act_that_the_token_does_not_open(self, town: Town, source: Source) -> None:
        narrow = account(town, "idm-narrow", ("user.change",), town.district)
        key = source.adds("u.narrow")["id"]
        narrow.refused("POST", "/Users", 403, {"schemas": [USER], "userName": "new", "displayName": "名"})
        narrow.refused("DELETE", f"/Users/{key}", 403)
        assert narrow.patches(key, {"op": "replace", "path": "displayName", "value": "郑示例"})

    def test_nobody_of_another_street(self, town: Town, source: Source) -> None:
        street = account(town, "idm-street", ACTS, town.a.area)
        key = source.adds("u.district")["id"]
        street.refused("GET", f"/Users/{key}", 404)
        street.refused("DELETE", f"/Users/{key}", 404)
        street.refused("POST", "/Users", 403, {"schemas": [USER], "userName": "new", "displayName": "名"})
        seen = {one["userName"] for one in street.does("GET", "/Users?count=200")["Resources"]}
        assert "a1" in seen
        assert not {"b1", "u.district", "admin"} & seen

    def test_a_token_that_is_revoked_opens_nothing_at_once(self, town: Town) -> None:
        gone = account(town, "idm-gone", ACTS, town.district)
        gone.does("GET", "/Users?count=1")
        town.admin.does("token.revoke", ApiToken.objects.get(user__username="idm-gone").pk, reason="停用对接")
        gone.refused("GET", "/Users", 401)

    def test_a_service_account_that_is_switched_off_provisions_nobody(self, town: Town) -> None:
        off = account(town, "idm-off", ACTS, town.district)
        off.does("GET", "/Users?count=1")
        town.admin.does("user.deactivate", User.objects.get(username="idm-off").pk, reason="停用对接")
        off.refused("POST", "/Users", 401, {"schemas": [USER], "userName": "new", "displayName": "名"})
        assert not User.objects.filter(username="new").exists()

    def test_somebody_who_is_signed_in_on_the_desk_is_nobody_here(self, town: Town) -> None:
        """No page that a browser shows could provision users by the session of its reader."""
        desk = add_user(Deed(HOUSE), "desk", "韩桌面", PASSWORD)
        give_grant(Deed(HOUSE), desk, town.roles["provisioning"], town.district, SINCE)
        http = Client()
        signed_in = http.post(LOGIN, {"username": "desk", "password": PASSWORD}, "application/json")
        assert signed_in.status_code == 200
        assert http.get("/api/v1/me").status_code == 200
        assert http.get("/scim/v2/Users").status_code == 401

    def test_wrong_tokens_are_counted_and_good_ones_are_not(self, source: Source, monkeypatch: Any) -> None:
        monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "wrong_token", "2/m/ip")
        there = {"REMOTE_ADDR": "198.51.100.7"}
        guess, good = Source("xc_guess", Client(**there)), Source(source.token, Client(**there))
        answers = [guess.call("GET", "/Users").status_code for _ in range(4)]
        assert answers == [401, 401, 429, 429]
        good.does("GET", "/Users?count=1")

    def test_no_programs_and_nothing_else(self, town: Town, source: Source) -> None:
        program = User.objects.get(username="idm")
        source.refused("DELETE", f"/Users/{program.pk}", 404)
        http = Source(source.token).http
        for path in ("/api/v1/reports", "/api/v1/users"):
            assert http.get(path, headers={"Authorization": f"Bearer {source.token}"}).status_code == 403


def secret(person: Person) -> str:
    """The token of a person."""
    return person.headers["Authorization"].removeprefix("Bearer ")
