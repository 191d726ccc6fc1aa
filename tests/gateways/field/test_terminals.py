"""Terminals: registered by their user, known by their secret, locked and wiped from afar, listed with how much they are used."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from tests.domains.town import HOUSE, Town
from tests.gateways.field.phone import Phone
from uuid_utils.compat import uuid7

from xuncheng.domains.equipment import commands, keys
from xuncheng.domains.equipment.models import Terminal, TerminalKey
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field import sent
from xuncheng.gateways.field.models import FieldAct

pytestmark = pytest.mark.usefixtures("unprinted")
ADMINISTRATOR = ("terminal.lock", "terminal.unlock", "terminal.wipe", "terminal.retire", "terminal.describe")


def key_of(phone: Phone) -> Any:
    return phone.calls("POST", "/sync/key")


def does(town: Town, act: str, phone: Phone) -> None:
    town.admin.does(act, phone.key, reason="手机遗失")


# --- registering ---------------------------------------------------------------------------------------------


def test_a_terminal_is_registered_once_and_its_secret_is_known_to_nobody_else(town: Town, clock: Any) -> None:
    phone = Phone(town, town.officer)
    given = {"name": "备用机", "platform": "Android", "proof": "0" * 64}
    same = uuid7()
    first = town.officer.send("terminal.register", key=same, **given).json()
    again = town.officer.send("terminal.register", key=same, **given).json()
    assert again["replayed"]
    assert again["result"] == first["result"] == str(same)
    with reading(HOUSE):
        terminal = Terminal.objects.get(pk=phone.pk)
        entries = TrailEntry.objects.filter(chain=phone.pk)
        assert all(phone.secret not in one.input + one.output for one in entries)
    assert phone.secret not in terminal.proof


def test_the_key_is_the_same_at_each_sign_in_and_lies_closed_in_the_database(
    phone: Phone, town: Town
) -> None:
    first, again = key_of(phone).json(), key_of(phone).json()
    assert len(base64.b64decode(first["key"])) == 32
    assert first["key"] == again["key"] != key_of(Phone(town, town.officer)).json()["key"]
    assert first["terminal"] == {
        "id": phone.key,
        "name": "张一的手机",
        "user": {"id": phone.person.key, "name": "张一"},
    }
    closed = TerminalKey.objects.get(terminal=phone.pk).closed
    assert first["key"] not in closed


def test_the_keys_are_closed_anew_under_the_newest_secret(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.does("moon.land")
    phone.sends()
    before = key_of(phone).json()["key"]
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [settings.SECRET_KEY])
    monkeypatch.setattr(settings, "SECRET_KEY", "another secret of the installation")
    assert (keys.encrypt_anew() > 0, sent.encrypt_anew() > 0) == (True, True)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert key_of(phone).json()["key"] == before
    with reading(HOUSE):
        assert sent.opened(FieldAct.objects.get(terminal=phone.pk))["name"] == "moon.land"
    monkeypatch.undo()
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", ["another secret of the installation"])
    keys.encrypt_anew(), sent.encrypt_anew()


def test_nobody_has_too_many_terminals(town: Town, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"name": "手机", "platform": "Android", "proof": "0" * 64}
    Phone(town, town.citizen)
    monkeypatch.setattr(commands, "MOST", 1)
    assert town.citizen.refused("terminal.register", **given)["code"] == "too_many_terminals"
    assert town.citizen.refused("terminal.register", **given | {"proof": "short"})["code"] == "invalid_input"


# --- locking and wiping --------------------------------------------------------------------------------------


def test_a_locked_terminal_hears_of_it_at_its_next_call_wherever_that_goes(phone: Phone, town: Town) -> None:
    does(town, "terminal.lock", phone)
    for method, path in (
        ("POST", "/sync/key"),
        ("GET", "/sync/state"),
        ("GET", "/sync/reference"),
        ("GET", "/reports"),
        ("GET", "/work"),
    ):
        response = phone.calls(method, path)
        assert (response.status_code, response.json()["code"]) == (403, "terminal_locked"), path
        assert response["Content-Type"] == "application/problem+json"
    # Whoever is signed in elsewhere goes on
    assert town.officer.call("GET", "/api/v1/work").status_code == 200
    does(town, "terminal.unlock", phone)
    assert key_of(phone).status_code == 200


def test_what_a_locked_terminal_sends_is_kept_and_not_done(phone: Phone, town: Town) -> None:
    phone.does("report.submit", text="占道经营", source="patrol", **town.a.point)
    does(town, "terminal.lock", phone)
    (result,) = phone.sends()["results"]
    assert (result["state"], result["problem"]["code"]) == ("refused", "terminal_locked")
    # Its officer does it from the desk
    town.officer.does("fieldact.amend", result["kept"], reason="手机已找回")
    with reading(HOUSE):
        row = FieldAct.objects.get(pk=result["kept"])
        entry = TrailEntry.objects.get(chain=row.result, seq=1)
    assert (row.state, entry.name, str(entry.actor_id)) == ("amended", "report.submit", town.officer.key)


def test_a_wiped_terminal_says_so_without_anybody_signed_in(phone: Phone, town: Town) -> None:
    does(town, "terminal.wipe", phone)
    assert key_of(phone).json()["code"] == "terminal_wiped"
    said = {"X_Terminal": phone.headers["X-Terminal"]}
    assert town.stranger.call("POST", "/api/v1/sync/wiped", **said).status_code == 204
    assert town.stranger.call("POST", "/api/v1/sync/wiped").status_code == 404
    page = town.admin.get(f"/terminals/{phone.key}")
    assert (page["state"]["code"], page["reason"]) == ("wiped", "手机遗失")
    assert [one["act"] for one in page["timeline"]] == [
        "terminal.register",
        "terminal.wipe",
        "terminal.note_wiped",
    ]
    # What was not sent can still be sent once it is unlocked
    does(town, "terminal.unlock", phone)
    assert key_of(phone).status_code == 200


def test_the_key_of_a_retired_terminal_exists_nowhere(phone: Phone, town: Town) -> None:
    does(town, "terminal.retire", phone)
    assert not TerminalKey.objects.filter(terminal=phone.pk).exists()
    assert {phone.calls(*call).json()["code"] for call in (("POST", "/sync/key"), ("GET", "/work"))} == {
        "terminal_retired"
    }
    assert phone.posts([]).json()["code"] == "terminal_retired"
    for act in ("terminal.lock", "terminal.unlock", "terminal.wipe", "terminal.retire"):
        assert town.admin.refused(act, phone.key, reason="再来")["code"] == "terminal_state"


def test_a_lost_terminal_is_locked_by_its_user_and_by_nobody_else_of_his_kind(
    phone: Phone, town: Town
) -> None:
    partner = town.a.officers[1]
    for act in ADMINISTRATOR:
        given = {} if act == "terminal.describe" else {"reason": "试试"}
        assert partner.refused(act, phone.key, **given)["status"] in (403, 404)
    assert partner.refused("terminal.report_lost", phone.key, reason="试试")["code"] in (
        "not_your_terminal",
        "not_found",
    )
    town.officer.does("terminal.report_lost", phone.key, reason="巡查时遗失")
    assert key_of(phone).json()["code"] == "terminal_locked"


# --- versions ------------------------------------------------------------------------------------------------


def test_an_outdated_app_is_told_to_update_and_still_sends_what_it_holds(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.does("report.submit", text="占道经营", source="patrol", **phone.town.a.point)
    monkeypatch.setattr(settings, "FIELD_MINIMUM_VERSION", "2.0.0")
    for path in ("/sync/reference", "/work", "/reports"):
        response = phone.calls("GET", path)
        assert (response.status_code, response.json()["code"]) == (426, "app_outdated")
        assert "2.0.0" in response.json()["title_zh"]
    assert key_of(phone).json()["outdated"] is True
    assert phone.asks("/sync/state")["minimum_version"] == "2.0.0"
    assert phone.states() == ["done"]
    phone.version = "2.1.0"
    assert phone.calls("GET", "/work").status_code == 200
    assert phone.asks("/sync/state")["outdated"] is False


# --- the list ------------------------------------------------------------------------------------------------


def test_terminals_are_listed_with_who_uses_them_and_how_much(phone: Phone, town: Town, clock: Any) -> None:
    phone.version = "1.7.0"
    phone.does("report.submit", text="占道经营", source="patrol", **town.a.point)
    phone.sends()
    clock.pass_by(minutes=3)
    phone.asks("/sync/state"), phone.asks("/sync/state")
    clock.pass_by(days=1)
    phone.asks("/sync/state")
    town.admin.does("terminal.describe", phone.key, asset="示资-001", sim="13800138000")
    (row,) = town.admin.get("/terminals", q="示资-001")["items"]
    assert (row["id"], row["app_version"], row["user"]["name"], row["sim"]) == (
        phone.key,
        "1.7.0",
        "张一",
        "13800138000",
    )
    assert (row["calls"], row["acts"], row["minutes"]) == (5, 1, 3)
    days = town.admin.get(f"/terminals/{phone.key}")["days"]
    assert [(one["calls"], one["acts"], one["minutes"]) for one in days] == [(1, 0, 1), (4, 1, 2)]
    found = town.admin.get("/terminals", app_version="1.7.0", state="active", user=phone.person.key)["items"]
    assert phone.key in [one["id"] for one in found]


def test_an_officer_sees_his_own_terminals_and_those_of_nobody_else(phone: Phone, town: Town) -> None:
    other = Phone(town, town.a.officers[1])
    mine = {one["id"] for one in town.officer.get("/terminals", limit=200)["items"]}
    assert phone.key in mine
    assert other.key not in mine
    assert town.officer.call("GET", f"/api/v1/terminals/{other.key}").status_code == 404


def test_an_administrator_of_a_street_sees_the_terminals_of_its_users_wherever_they_moved(
    town: Town, clock: Any
) -> None:
    phone = Phone(town, town.b.officers[1])
    keeper = town.a.officers[1]
    town.grant(keeper, "administrator", town.b.area)
    assert phone.key in [one["id"] for one in keeper.get("/terminals", limit=200)["items"]]
    town.admin.does("user.move", phone.person.key, team=str(town.a.team.pk))
    clock.pass_by(seconds=10)
    assert keeper.call("GET", f"/api/v1/terminals/{phone.key}").status_code == 404
    town.admin.does("user.move", phone.person.key, team=str(town.b.team.pk))
    assert phone.wrong_by == timedelta(0)
