"""Other systems hear that somebody is gone: a real server takes the token, and a library of others reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.test import Client
from joserfc import jwk, jwt
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from tests.domains.town import Person, Town
from tests.gateways.webhooks.receiver import Got, Receiver, Say
from tests.server.api.signing_in import HOST, Browser
from tests.server.api.test_oidc import BACK, BYE, System, register

from xuncheng.foundation.people.oidc.gone import WORK
from xuncheng.gateways.backchannel.jobs import NotTold, Waits, tell
from xuncheng.rules.delivering import ATTEMPTS, WAITS

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def waiting() -> list[dict[str, Any]]:
    """What the worker is asked to tell."""
    jobs = ProcrastinateJob.objects.filter(task_name=WORK, status="todo").order_by("pk")
    return list(jobs.values_list("args", flat=True))


def told() -> int:
    """Do what the worker is asked for; how many systems there were."""
    asked = waiting()
    ProcrastinateJob.objects.filter(task_name=WORK).delete()
    for one in asked:
        attempt(one)
    return len(asked)


def attempt(asked: dict[str, Any], failures: int = 0) -> None:
    """One attempt of the worker, after so many that failed."""
    job = Job(
        id=1,
        queue="default",
        lock=None,
        queueing_lock=None,
        task_name=WORK,
        task_kwargs=asked,
        attempts=failures,
    )
    tell(JobContext(app=app, job=job, start_timestamp=0.0, abort_reason=lambda: None), **asked)


def inbox(of: Person) -> list[Any]:
    """What somebody is told of systems that do not answer."""
    return [
        one for one in of.get("/notifications")["items"] if one["title"]["zh"].startswith("退出通知未送达")
    ]


def read(got: Got, town: Town, system: System) -> Any:
    """The token as a system reads it: by the published keys, for itself, at that moment (2.6)."""
    assert got.headers["content-type"] == "application/x-www-form-urlencoded"
    form = parse_qs(got.body.decode(), strict_parsing=True)
    assert form.keys() == {"logout_token"}
    keys = jwk.KeySet.import_key_set(Client().get("/.well-known/jwks.json").json())
    token = jwt.decode(form["logout_token"][0], keys, algorithms=["RS256"])
    jwt.JWTClaimsRegistry(
        now=int(town.clock.now.timestamp()),
        iss={"essential": True, "value": HOST},
        aud={"essential": True, "value": system.client_id},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
        events={"essential": True, "value": {EVENT: {}}},
    ).validate(token.claims)
    assert token.header["typ"] == "logout+jwt"
    assert "nonce" not in token.claims
    assert token.claims["exp"] - token.claims["iat"] <= 120
    return token.claims


def test_it_is_announced() -> None:
    said = Client().get("/.well-known/openid-configuration").json()
    assert said["backchannel_logout_supported"] is True
    assert said["backchannel_logout_session_supported"] is False


def test_who_signs_out_of_his_last_session_is_gone_there(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    # Given somebody who signed in at two systems, of which one listens, and has two sessions here
    system = register(town, backchannel_uri=f"{receiver.url}?from=xuncheng")
    deaf = register(town)
    for one in (system, deaf):
        assert one.tokens(one.code(browser)).status_code == 200
    second = Browser()
    second.sign_in(clerk.user.username)

    # When he signs out of one session, nobody is told; when he signs out of the last one, those are who hold something of him
    second.sign_out()
    assert waiting() == []
    browser.sign_out()
    assert told() == 2

    # Then the one that listens reads of whom it is, and each token is another one
    (got,) = receiver.got
    assert got.path == "/events?from=xuncheng"
    first = read(got, town, system)
    assert first["sub"] == clerk.key
    attempt({"user": clerk.key, "system": system.client_id, "since": town.clock.now.isoformat()})
    assert read(receiver.got[1], town, system)["jti"] != first["jti"]


def test_who_is_switched_off_is_gone_there(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    town.admin.does("user.deactivate", clerk.key, reason="离职")
    assert told() == 1
    assert read(receiver.got[0], town, system)["sub"] == clerk.key


def test_an_act_that_is_refused_tells_nobody(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    refused = town.b.officers[0].send("user.deactivate", clerk.key, reason="离职")
    assert refused.status_code in (403, 404)
    assert waiting() == []


def test_what_is_not_taken_is_tried_again(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    # Given a system that is not well
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    (asked,) = waiting()
    for status in (500, 400, 302):
        receiver.answer = lambda _, status=status: Say(status)
        with pytest.raises(NotTold):
            attempt(asked)

    # Then it is tried again after the waits of events, and once it is well it is told
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=WORK, task_kwargs=asked)
    waits = [
        Waits().get_retry_decision(exception=NotTold(), job=job.evolve(attempts=at)) for at in range(ATTEMPTS)
    ]
    assert waits[-1] is None
    assert len([one for one in waits if one]) == len(WAITS)
    assert tell.retry_strategy.__class__ is Waits
    receiver.answer = lambda _: Say(200)
    attempt(asked)
    assert inbox(town.admin) == []
    assert read(receiver.got[-1], town, system)["sub"] == clerk.key


def test_where_it_was_never_taken_the_administrators_hear_of_it_once_a_day(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    # Given a system that is away for a day and more
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    (asked,) = waiting()
    receiver.answer = lambda _: Say(503)

    # When the attempt before the last fails, nobody hears of it; when the last one does, the administrators
    with pytest.raises(NotTold):
        attempt(asked, ATTEMPTS - 2)
    assert inbox(town.admin) == []
    for _ in range(2):
        with pytest.raises(NotTold):
            attempt(asked, ATTEMPTS - 1)

    # Then they read which system, what happened and what to do, once that day; the log names each user
    (one,) = inbox(town.admin)
    assert one["title"] == {
        "zh": "退出通知未送达：示例办公系统",
        "en": "Not told of a sign-out: 示例办公系统",
    }
    assert one["link"] == f"/admin/clients/{system.key}"
    for said in (
        "示例内勤",
        clerk.user.username,
        receiver.url,
        f"{ATTEMPTS}次",
        "HTTP 503",
        "请核对通知地址",
    ):
        assert said in one["body"]["zh"]
    assert "HTTP 503" in one["body"]["en"]
    assert inbox(town.officer) == []
    assert inbox(town.head) == []
    assert [line.levelname for line in caplog.records if clerk.key in line.getMessage()] == ["ERROR", "ERROR"]

    # And on another day again
    town.clock.now += timedelta(days=1)
    with pytest.raises(NotTold):
        attempt(asked, ATTEMPTS - 1)
    assert len(inbox(town.admin)) == 2


def test_a_system_that_was_ended_meanwhile_is_no_failure(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    (asked,) = waiting()
    receiver.answer = lambda _: Say(503)
    before = len(inbox(town.admin))
    town.admin.does("client.end", system.key, reason="停用")
    attempt(asked, ATTEMPTS - 1)
    assert len(inbox(town.admin)) == before


def test_what_waits_goes_to_the_new_address(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    # Given a system whose address is wrong, and a notice that waits to be tried again
    system = register(town, backchannel_uri="http://127.0.0.1:9/gone")
    system.tokens(system.code(browser))
    browser.sign_out()
    (asked,) = waiting()
    with pytest.raises(NotTold):
        attempt(asked)

    # When the administrator gives it another one, then that is where it goes
    town.admin.does(
        "client.change", system.key, redirect_uris=BACK, logout_uris=BYE, backchannel_uri=receiver.url
    )
    attempt(asked, 1)
    assert read(receiver.got[0], town, system)["sub"] == clerk.key


def test_ending_what_is_signed_in_there_tells_the_system_of_each(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    # Given two systems at which somebody is signed in
    system, other = register(town), register(town)
    tokens, others = (one.tokens(one.code(browser)).json() for one in (system, other))

    # When one of them gets an address, with what is signed in there ended
    done = town.admin.does(
        "client.change", system.key, redirect_uris=BACK, backchannel_uri=receiver.url, sign_out=True
    )

    # Then its tokens are worthless, it hears of whom, and he stays signed in here and elsewhere
    assert done["result"] == system.key
    assert system.who(tokens["access_token"]).status_code == 401
    assert system.refreshed(tokens["refresh_token"]).status_code == 400
    assert told() == 1
    assert read(receiver.got[0], town, system)["sub"] == clerk.key
    assert other.who(others["access_token"]).status_code == 200
    assert browser.get("/api/v1/me").status_code == 200


def test_who_is_back_there_meanwhile_is_not_put_out_again(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    (asked,) = waiting()
    town.clock.now += timedelta(minutes=1)
    browser.sign_in(clerk.user.username)
    system.tokens(system.code(browser))
    attempt(asked)
    assert receiver.got == []


def test_a_system_that_was_ended_is_told_nothing(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver
) -> None:
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    town.admin.does("client.end", system.key, reason="停用")
    told()
    assert receiver.got == []


def test_nothing_is_called_that_the_locality_does_not_open(
    town: Town, clerk: Person, browser: Browser, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who registers a system could else have the program knock behind the bureau's own walls."""
    system = register(town, backchannel_uri=receiver.url)
    system.tokens(system.code(browser))
    browser.sign_out()
    given = {name: getattr(settings.LOCALITY, name) for name in settings.LOCALITY.__dataclass_fields__}
    closed = given | {"receivers": type(settings.LOCALITY.receivers)()}
    monkeypatch.setattr(settings, "LOCALITY", type(settings.LOCALITY)(**closed))
    with pytest.raises(NotTold):
        told()
    assert receiver.got == []


@pytest.mark.parametrize(
    "address",
    [
        "http://oa.example.invalid/out",
        "https://oa.example.invalid/out#x",
        "out",
        "https://a.invalid/ https://b.invalid/",
    ],
)
def test_what_is_no_safe_address_is_refused(town: Town, address: str) -> None:
    given = {"name": "示例", "redirect_uris": "https://oa.example.invalid/", "backchannel_uri": address}
    answer = town.admin.send("client.register", None, **given)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "backchannel_uri"
