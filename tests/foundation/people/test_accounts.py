"""Signing in by HTTP, as the screens do it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import orjson
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from xuncheng.foundation.people.commands import deactivate_user, issue_token
from xuncheng.foundation.people.jobs import clear_sessions
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry

PASSWORD = "晨光路口第8盏红灯亮"
AUTH = "/_allauth/browser/v1/auth"
LOGIN, SESSION, SESSIONS = f"{AUTH}/login", f"{AUTH}/session", f"{AUTH}/sessions"
TOTP = "/_allauth/browser/v1/account/authenticators/totp"


def told(user: User) -> list[tuple[str, str]]:
    """What the trail tells of a user's sign-ins: act and reason."""
    entries = TrailEntry.objects.filter(chain=user.pk, name__startswith="session.").order_by("seq")
    return [(entry.name, orjson.loads(entry.input).get("reason", "")) for entry in entries]


def code_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def li(district: Any) -> User:
    return district.officer("li", "李明", district.street_a.team)


def test_signing_in_and_out_leaves_its_trail(new_browser: Any, li: User) -> None:
    page = new_browser(headers={"User-Agent": "Firefox/140"})
    assert page.who() == 401
    assert page.sign_in("Li").status_code == 200
    assert page.who() == "li"
    assert page.send("DELETE", SESSION).status_code == 401
    assert page.who() == 401
    assert told(li) == [("session.open", ""), ("session.close", "")]
    assert TrailEntry.objects.get(name="session.open").device == "127.0.0.1 Firefox/140"


def test_a_refusal_of_the_api_hands_out_the_csrf_cookie(new_browser: Any, district: Any) -> None:
    page = new_browser()
    page.cookies.clear()
    page.get("/api/v1/me")
    assert "csrftoken" in page.cookies


def test_signing_in_needs_the_csrf_token(new_browser: Any, li: User) -> None:
    page = new_browser()
    body = {"username": "li", "password": "x"}
    assert page.post(LOGIN, body, content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    ("language", "sentence"), [("", "您提供的用户名或密码不正确。"), ("en", "are not correct")]
)
def test_an_unknown_name_and_a_wrong_password_look_the_same(
    new_browser: Any, li: User, language: str, sentence: str
) -> None:
    page = new_browser(headers={"Accept-Language": language})
    wrong, unknown = page.sign_in("li", "不是这个密码啊"), page.sign_in("nobody", "不是这个密码啊")
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()
    assert sentence in wrong.json()["errors"][0]["message"]
    assert told(li) == [("session.refuse", "password")]


def test_a_name_that_nobody_has_is_noted_at_the_bureau_and_not_kept(new_browser: Any, district: Any) -> None:
    page = new_browser(headers={"User-Agent": "Firefox/140"})
    assert page.sign_in("晨光路口第8盏红灯亮", "x").status_code == 400
    entry = TrailEntry.objects.get(name="session.refuse_unknown")
    assert (entry.chain, entry.device) == (district.bureau.pk, "127.0.0.1 Firefox/140")
    assert "晨光" not in f"{entry.input}{entry.output}"


def test_five_failures_lock_the_account_for_a_while(
    new_browser: Any, li: User, district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.add("wang", "王芳", district.street_a.team)
    for _ in range(5):
        assert new_browser().sign_in("li", "不是这个密码啊").status_code == 400
    for _ in range(3):
        locked = new_browser().sign_in("li")
        assert locked.status_code == 400
        assert locked.json()["errors"][0]["code"] == "too_many_login_attempts"
        assert "稍后" in locked.json()["errors"][0]["message"]
    assert told(li) == [("session.refuse", "password")] * 5 + [("session.refuse", "locked")]
    assert new_browser().sign_in("wang").status_code == 200

    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert new_browser().sign_in("li").status_code == 200


def test_failures_are_counted_where_a_restart_does_not_forget_them(new_browser: Any, li: User) -> None:
    new_browser().sign_in("li", "不是这个密码啊")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_attempt WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0


def test_a_password_alone_opens_nothing_where_there_is_a_second_factor(
    new_browser: Any, li: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = new_browser()
    page.sign_in("li")
    secret = page.get(TOTP).json()["meta"]["secret"]
    unproved = page.send("POST", TOTP, {"code": code_now(secret)})
    assert "reauthenticate" in {flow["id"] for flow in unproved.json()["data"]["flows"]}
    assert page.send("POST", f"{AUTH}/reauthenticate", {"password": PASSWORD}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert page.send("POST", TOTP, {"code": code_now(secret)}).status_code == 200
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    page.send("DELETE", SESSION)

    pending = page.sign_in("li")
    assert pending.status_code == 401
    waiting = next(flow for flow in pending.json()["data"]["flows"] if flow.get("is_pending"))
    assert waiting["id"] == "mfa_authenticate"
    assert page.who() == 401
    wrong = page.send("POST", f"{AUTH}/2fa/authenticate", {"code": "000000"})
    assert wrong.json()["errors"][0]["message"] == "验证码不正确。"
    assert page.who() == 401
    assert told(li)[-1] == ("session.refuse", "second_factor")
    code = code_now(secret)
    clear_used_codes()
    assert page.send("POST", f"{AUTH}/2fa/authenticate", {"code": code}).status_code == 200
    assert page.who() == "li"
    changes = TrailEntry.objects.filter(chain=li.pk, name="second_factor.change")
    assert [orjson.loads(entry.input)["change"] for entry in changes.order_by("seq")] == [
        "added totp",
        "added recovery_codes",
    ]


def clear_used_codes() -> None:
    """A code is good for once only; half a minute later there would be the next."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_attempt WHERE cache_key LIKE '%%totp%%'")


def test_sessions_are_listed_and_ended_elsewhere_at_once(new_browser: Any, li: User) -> None:
    desk, phone = new_browser(), new_browser(headers={"User-Agent": "Android"})
    desk.sign_in("li")
    phone.sign_in("li")
    listed = desk.get(SESSIONS).json()["data"]
    assert {session["user_agent"] for session in listed} >= {"Android"}
    others = [session["id"] for session in listed if not session["is_current"]]
    assert phone.who() == "li"
    desk.send("DELETE", SESSIONS, {"sessions": others})
    assert phone.who() == 401
    assert desk.who() == "li"
    assert told(li)[-1] == ("session.close", "")


def test_fifty_sessions_are_listed_with_the_queries_of_one(new_browser: Any, li: User) -> None:
    page = new_browser()
    page.sign_in("li")

    def listed() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            return len(page.get(SESSIONS).json()["data"]), len(asked)

    alone = listed()
    until = timezone.now() + timedelta(hours=1)
    for at in range(50):
        Session.objects.create(session_key=f"s{at}", session_data="", expire_date=until)
        UserSession.objects.create(user=li, session_key=f"s{at}", ip="127.0.0.1", user_agent="")
    assert listed() == (51, alone[1])


def test_changing_the_password_ends_the_other_sessions(new_browser: Any, li: User, district: Any) -> None:
    desk, phone = new_browser(), new_browser()
    desk.sign_in("li")
    phone.sign_in("li")
    change = "/_allauth/browser/v1/account/password/change"
    weak = desk.send("POST", change, {"current_password": PASSWORD, "new_password": "12345"})
    assert {error["code"] for error in weak.json()["errors"]} >= {
        "password_too_short",
        "password_too_common",
    }
    assert weak.json()["errors"][0]["message"].startswith("密码太短")
    new = "路口换了新的第9盏灯"
    assert desk.send("POST", change, {"current_password": "猜的", "new_password": new}).status_code == 400
    assert desk.send("POST", change, {"current_password": PASSWORD, "new_password": new}).status_code == 200
    assert (desk.who(), phone.who()) == ("li", 401)
    assert new_browser().sign_in("li").status_code == 400
    assert new_browser().sign_in("li", new).status_code == 200
    entry = TrailEntry.objects.get(name="password.set")
    assert entry.actor_id == li.pk
    assert "第9盏" not in entry.input


def test_who_is_deactivated_is_out_at_once(new_browser: Any, li: User, district: Any) -> None:
    page = new_browser()
    page.sign_in("li")
    assert page.who() == "li"
    deactivate_user(Deed(district.house), li, "离职")
    assert page.who() == 401
    assert page.sign_in("li").status_code in (401, 409)
    assert page.who() == 401
    assert told(li)[-1] == ("session.refuse", "inactive")


@pytest.mark.parametrize(
    "path", ["auth/signup", "auth/password/request", "account/email", "auth/email/verify"]
)
def test_what_the_bureau_does_itself_is_not_offered(new_browser: Any, district: Any, path: str) -> None:
    assert new_browser().send("POST", f"/_allauth/browser/v1/{path}", {}).status_code == 404


def test_a_session_ends_with_its_time(new_browser: Any, li: User) -> None:
    page = new_browser()
    page.sign_in("li")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert page.who() == 401


def test_sessions_that_ran_out_are_cleared_away_and_others_stay(new_browser: Any, li: User) -> None:
    for _ in range(2):
        new_browser().sign_in("li")
    over, alive = UserSession.objects.order_by("pk").values_list("session_key", flat=True)
    Session.objects.filter(session_key=over).update(expire_date=timezone.now() - timedelta(seconds=1))
    clear_sessions(0)
    assert list(Session.objects.values_list("session_key", flat=True)) == [alive]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [alive]


# --- tokens and CSRF at the API -----------------------------------------------------------------------------


def test_a_screen_changes_nothing_without_the_csrf_token(new_browser: Any, li: User) -> None:
    page = new_browser()
    page.sign_in("li")
    bare = page.post("/api/v1/notifications/read-all")
    assert (bare.status_code, bare.json()["code"]) == (403, "csrf")
    assert page.send("POST", "/api/v1/notifications/read-all").status_code == 200


def test_a_program_comes_with_its_token_and_needs_no_cookie(
    new_browser: Any, li: User, district: Any
) -> None:
    token = issue_token(Deed(district.house), li, "手台")
    bearer = {"Authorization": f"Bearer {token.secret}"}
    page = new_browser(headers=bearer)
    page.cookies.clear()
    assert page.get("/api/v1/me").json()["username"] == "li"
    assert page.post("/api/v1/notifications/read-all").status_code == 200


def test_a_wrong_token_is_refused_even_beside_a_good_session(new_browser: Any, li: User) -> None:
    page = new_browser()
    page.sign_in("li")
    answer = page.get("/api/v1/me", headers={"Authorization": "Bearer xc_wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
