"""Subscribing: who may, to what, and where to; and what may be done with a subscription afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from tests.domains import road
from tests.domains.town import HOUSE, Hiring, Town, messages_of, pass_on
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.hooks import hub
from tests.gateways.webhooks.receiver import OTHER, SECRET, Receiver

from xuncheng.foundation.people.commands import deactivate_user, set_password
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.webhooks import addresses, secrets
from xuncheng.gateways.webhooks.models import Secret
from xuncheng.rules.locality import Receivers

pytestmark = pytest.mark.usefixtures("clock")


def given(town: Town, receiver: Receiver, **other: Any) -> dict[str, Any]:
    words = {
        "name": "示范区协同平台", "owner": hub(town, town.a), "url": receiver.url, "events": "report.*", "secret": SECRET,
        "area_path": town.a.area.path,
    }  # fmt: skip
    return words | other


def refused(town: Town, receiver: Receiver, **other: Any) -> tuple[str, list[str]]:
    problem = town.admin.refused("webhook.subscribe", **given(town, receiver, **other))
    return problem["code"], [one["field"] for one in problem["errors"]]


# --- subscribing --------------------------------------------------------------------------------------------


def test_a_subscription_says_what_it_hears_of_and_never_its_secret(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook("report.*\ncase.file")
    page = one.page()
    assert (page["events"], page["area"]["name"], page["state"]["code"]) == (
        ["report.*", "case.file"],
        "甲街道",
        "active",
    )
    assert {act["name"]: act["allowed"] for act in page["possible_acts"]} == {
        "webhook.change": True, "webhook.rotate": True, "webhook.pause": True, "webhook.resume": False,
        "webhook.replay": True, "webhook.end": True,
    }  # fmt: skip
    bare = SECRET.removeprefix("whsec_")
    assert bare not in str(page)
    with reading(HOUSE):
        entry = TrailEntry.objects.get(chain=one.key)
        assert bare not in entry.input + entry.output
        assert bare not in Secret.objects.get(subscription=one.key).closed


def test_only_administrators_subscribe_and_only_in_their_area(town: Town, receiver: Receiver) -> None:
    problem = town.officer.refused("webhook.subscribe", **given(town, receiver))
    assert (problem["status"], problem["code"]) == (403, "no_grant")
    mine = Hiring(town.bureau, town.district, town.roles).person(
        "street-admin", "李管理", "administrator", town.a.team
    )
    theirs = given(town, receiver, owner=hub(town, town.b), area_path=town.b.area.path)
    problem = mine.refused("webhook.subscribe", **theirs)
    assert (problem["status"], problem["code"]) == (403, "no_grant")


def test_a_stranger_gets_nothing(town: Town, hook: Hooking) -> None:
    key = hook().key
    for path in ("/webhooks", f"/webhooks/{key}", "/webhook-deliveries"):
        assert town.stranger.call("GET", f"/api/v1{path}").status_code == 401


def test_another_street_does_not_see_it(town: Town, hook: Hooking) -> None:
    one = hook()
    road.submit(town, town.a)
    one.send()
    other = town.b.officers[0]
    assert other.get("/webhooks")["items"] == []
    assert other.get("/webhook-deliveries")["items"] == []
    assert other.call("GET", f"/api/v1/webhooks/{one.key}").status_code == 404


@pytest.mark.parametrize(
    ("events", "code"),
    [("report", "event_pattern_unreadable"), ("no.such", "invalid_input"), ("session.*", "invalid_input")],
)
def test_events_that_there_are_not_are_refused(
    town: Town, receiver: Receiver, events: str, code: str
) -> None:
    assert refused(town, receiver, events=events) == (code, ["events"])


@pytest.mark.parametrize("secret", ["", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_***", SECRET[6:]])
def test_a_secret_that_is_none_is_refused(town: Town, receiver: Receiver, secret: str) -> None:
    code, fields = refused(town, receiver, secret=secret)
    assert (code, fields) == ("invalid_input", ["secret"])


def test_a_user_who_signs_in_himself_cannot_be_the_owner(town: Town, receiver: Receiver) -> None:
    person = Hiring(town.bureau, town.district, town.roles).person("signs-in", "张登录", "clerk", town.a.team)
    set_password(Deed(HOUSE), person.user, "晨光路口第8盏红灯亮")
    assert refused(town, receiver, owner=person.key) == ("owner_signs_in", ["owner"])


def test_an_owner_who_sees_nothing_of_the_area_is_refused(town: Town, receiver: Receiver) -> None:
    assert refused(town, receiver, owner=hub(town, town.b)) == ("owner_sees_nothing", ["owner"])
    assert refused(town, receiver, area_path="110199.") == ("owner_sees_nothing", ["owner"])
    assert refused(town, receiver, owner=town.citizen.key) == ("owner_sees_nothing", ["owner"])
    gone = Hiring(town.bureau, town.district, town.roles).person("gone", "王离任", "clerk", town.a.team)
    deactivate_user(Deed(HOUSE), gone.user, "离任")
    assert refused(town, receiver, owner=gone.key) == ("owner_sees_nothing", ["owner"])


# --- where to -----------------------------------------------------------------------------------------------


@pytest.fixture
def nothing_open(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A locality that opens no network of its own."""
    closed = type(settings.LOCALITY)(
        **{name: getattr(settings.LOCALITY, name) for name in settings.LOCALITY.__dataclass_fields__}
        | {"receivers": Receivers()}
    )
    monkeypatch.setattr(settings, "LOCALITY", closed)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:8099/", "receiver_not_encrypted"),
        ("https://127.0.0.1:8099/", "receiver_out_of_bounds"),
        ("https://2130706433/", "receiver_out_of_bounds"),
        ("https://0x7f.1/", "receiver_out_of_bounds"),
        ("https://localhost/", "receiver_out_of_bounds"),
        ("https://169.254.169.254/latest/meta-data/", "receiver_out_of_bounds"),
        ("https://[::ffff:10.0.0.1]/", "receiver_out_of_bounds"),
        ("https://user:pw@hook.example/", "receiver_unreadable"),
        ("file:///etc/passwd", "receiver_unreadable"),
    ],
)
def test_an_address_inside_is_refused(
    town: Town, receiver: Receiver, nothing_open: None, url: str, code: str
) -> None:
    assert refused(town, receiver, url=url) == (code, ["url"])


def test_a_host_that_there_is_not_is_refused(town: Town, receiver: Receiver) -> None:
    assert refused(town, receiver, url="https://hook.invalid/") == ("receiver_unknown", ["url"])


def test_a_host_one_of_whose_addresses_lies_inside_is_refused(
    town: Town, receiver: Receiver, nothing_open: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(2, 1, 6, "", ("203.107.6.88", 443)), (2, 1, 6, "", ("10.0.0.8", 443))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: found)
    assert refused(town, receiver, url="https://hook.example/") == ("receiver_out_of_bounds", ["url"])


# --- afterwards ---------------------------------------------------------------------------------------------


def test_what_is_changed_is_checked_as_at_first(town: Town, hook: Hooking) -> None:
    one = hook()
    town.admin.does("webhook.change", one.key, name="新平台", url=one.receiver.url, events="case.*")
    assert (one.page()["name"], one.page()["events"]) == ("新平台", ["case.*"])
    wrong = {"name": "新平台", "url": "ftp://x.example/", "events": "case.*"}
    assert town.admin.refused("webhook.change", one.key, **wrong)["code"] == "receiver_unreadable"


def test_who_paused_it_is_not_told_but_the_other_administrators_are(town: Town, hook: Hooking) -> None:
    other = Hiring(town.bureau, town.district, town.roles).person("admin-2", "郑管理", "administrator")
    one = hook()
    town.admin.does("webhook.pause", one.key, reason="接收方升级")
    pass_on()
    assert [note["link"] for note in messages_of(other)] == [f"/webhooks/{one.key}"]
    assert messages_of(town.admin) == []
    page = one.page()
    assert (page["state"]["code"], page["reason"]["zh"]) == ("paused", "接收方升级")
    assert town.admin.refused("webhook.pause", one.key, reason="再次")["code"] == "subscription_paused"
    town.admin.does("webhook.resume", one.key)
    assert town.admin.refused("webhook.resume", one.key)["code"] == "subscription_active"


def test_an_ended_subscription_stays_ended_and_keeps_no_secret(town: Town, hook: Hooking) -> None:
    one = hook()
    road.submit(town, town.a)
    pass_on()
    town.admin.does("webhook.end", one.key, reason="项目结束")
    assert one.states() == ["dead"]
    with reading(HOUSE):
        assert not Secret.objects.filter(subscription=one.key).exists()
    words = {"name": "x", "url": one.receiver.url, "events": "*"}
    for act, more in (("change", words), ("rotate", {"secret": OTHER}), ("replay", {}), ("resume", {})):
        assert town.admin.refused(f"webhook.{act}", one.key, **more)["code"] == "subscription_ended"
    road.submit(town, town.a)
    one.send()
    assert one.receiver.got == []
    assert len(one.states()) == 1


def test_secrets_are_closed_anew_under_a_new_key(
    town: Town, hook: Hooking, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = hook()
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [settings.SECRET_KEY])
    monkeypatch.setattr(settings, "SECRET_KEY", "a new one")
    assert secrets.encrypt_anew() >= 1
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    with reading(HOUSE):
        assert secrets.keys(one.key, town.clock.now) == [secrets.key_of(SECRET)]  # type: ignore[arg-type] # a key as text
    monkeypatch.undo()
