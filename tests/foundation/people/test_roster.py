"""A table of users brought on the desk: each row by an act of whoever brings it, as far as he may."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xuncheng.foundation.people import roster
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import TokenScope, User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry

PATH = "/api/v1/user-register/table"
HEADINGS = "用户名,姓名,执法队代码\n"
ACTS = ["user.add", "user.move"]


class Bringer:
    """Somebody who brings tables, by a token of his."""

    def __init__(self, secret: str) -> None:
        self.http, self.headers = Client(), {"Authorization": f"Bearer {secret}"} if secret else {}

    def sends(self, text: str | bytes, *, dry_run: bool = False) -> Any:
        raw = text if isinstance(text, bytes) else text.encode()
        body = {"table": base64.b64encode(raw).decode(), "dry_run": dry_run}
        return self.http.post(PATH, body, "application/json", headers=self.headers)

    def brings(self, text: str | bytes, *, dry_run: bool = False) -> Any:
        answer = self.sends(text, dry_run=dry_run)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()


@pytest.fixture
def as_user(district: Any) -> Callable[..., Bringer]:
    """A bringer who is this user, with a token that opens everything unless said otherwise."""

    def bringer(user: User, **token: Any) -> Bringer:
        made: Any = issue_token(Deed(district.house), user, "测试", **token)
        return Bringer(made.secret)

    return bringer


@pytest.fixture
def admin(as_user: Callable[..., Bringer], district: Any) -> Bringer:
    """The administrator of the district."""
    user = district.add("root", "管理员")
    district.grant(user, district.role("admin", ACTS), district.area)
    return as_user(user)


def outcomes(answer: Any) -> list[tuple[int, str]]:
    return [(row["number"], row["outcome"]["code"]) for row in answer["rows"]]


def test_a_dry_run_says_what_would_be_and_then_it_is_done(admin: Bringer, district: Any) -> None:
    # Given a table with somebody new, somebody who works elsewhere now, somebody as before, and a wrong team
    district.add("qian", "钱示例", district.street_a.team)
    district.add("sun", "孙示例", district.street_a.team)
    a, b = district.street_a.team.code, district.street_b.team.code
    text = HEADINGS + f"zhao,赵示例,{a}\nqian,钱示例,{b}\nsun,孙示例,{a}\nli,李示例,T-none\n"

    # When it is tried
    before = TrailEntry.objects.count()
    tried = admin.brings(text, dry_run=True)

    # Then each row has its outcome, and nothing is written
    assert outcomes(tried) == [(2, "added"), (3, "moved"), (4, "known"), (5, "refused")]
    assert tried["counts"] == {"added": 1, "moved": 1, "known": 1, "refused": 1}
    assert tried["rows"][3]["reason"] == {"zh": "没有执法队 T-none", "en": "There is no team T-none"}
    assert not User.objects.filter(username="zhao").exists()
    assert TrailEntry.objects.count() == before

    # And when it is brought, that is what becomes of it, by acts of the administrator, without a grant or a password
    assert outcomes(admin.brings(text)) == outcomes(tried)
    zhao = User.objects.get(username="zhao")
    assert (zhao.team, zhao.grants.count(), zhao.has_usable_password()) == (district.street_a.team, 0, False)
    entry = TrailEntry.objects.get(chain=zhao.pk)
    assert (entry.name, entry.actor_name) == ("user.add", "管理员")

    # And once more it changes nothing
    assert outcomes(admin.brings(text)) == [(2, "known"), (3, "known"), (4, "known"), (5, "refused")]


def test_somebody_who_stands_in_it_twice_is_refused_the_second_time(admin: Bringer) -> None:
    answer = admin.brings("username,name\nzhao,赵示例\nZhao,赵示例\n", dry_run=True)
    assert outcomes(answer) == [(2, "added"), (3, "refused")]
    assert "已被使用" in answer["rows"][1]["reason"]["zh"]


def test_spreadsheets_in_gb_18030_are_read(admin: Bringer) -> None:
    answer = admin.brings("用户名,姓名\nzhao,赵示例\n".encode("gb18030"), dry_run=True)
    assert answer["rows"][0]["name"] == "赵示例"


@pytest.mark.parametrize("text", ["", "工号,姓名\n1,赵示例\n", "username,name\nx,\x00\n"])
def test_what_is_no_table_of_users_is_refused(admin: Bringer, text: str) -> None:
    assert admin.sends(text).status_code == 422


def test_a_table_that_is_too_long_is_refused_whole(admin: Bringer, monkeypatch: Any) -> None:
    monkeypatch.setattr(roster, "MOST", 1)
    assert admin.sends("username,name\nzhao,赵示例\nqian,钱示例\n").status_code == 422
    assert not User.objects.filter(username="zhao").exists()


class TestWhoMay:
    """Each row is an act: nobody brings by a table what he could not do by hand."""

    def test_a_street_s_administrator_brings_people_of_his_street_alone(
        self, as_user: Callable[..., Bringer], district: Any
    ) -> None:
        # Given an administrator of street A, and somebody who works in street B
        user = district.add("root-a", "甲街道管理员", district.street_a.team)
        district.grant(user, district.role("admin", ACTS), district.street_a.area)
        wang = district.add("wang", "王示例", district.street_b.team)
        a, b = district.street_a.team.code, district.street_b.team.code

        # When his table names people and teams of the other street
        answer = as_user(user).brings(HEADINGS + f"zhao,赵示例,{a}\nqian,钱示例,{b}\nwang,王示例,{a}\n")

        # Then these rows are refused as if there were no such team, and nobody of there is moved or told of
        assert outcomes(answer) == [(2, "added"), (3, "refused"), (4, "refused")]
        assert answer["rows"][1]["reason"]["zh"] == f"没有执法队 {b}"
        wang.refresh_from_db()
        assert wang.team == district.street_b.team

    def test_without_the_act_each_row_is_refused(
        self, as_user: Callable[..., Bringer], district: Any
    ) -> None:
        officer = district.officer("li", "李明", district.street_a.team)
        answer = as_user(officer).brings("username,name\nzhao,赵示例\n")
        assert outcomes(answer) == [(2, "refused")]
        assert not User.objects.filter(username="zhao").exists()

    def test_not_by_a_token_that_is_limited(self, as_user: Callable[..., Bringer], district: Any) -> None:
        user = district.add("root", "管理员")
        district.grant(user, district.role("admin", ACTS), district.area)
        for limits in ({"scope": TokenScope.READ}, {"scope": TokenScope.ACTS, "acts": ["user.move"]}):
            answer = as_user(user, **limits).sends("username,name\nzhao,赵示例\n")
            assert answer.status_code in (200, 403)
            assert not User.objects.filter(username="zhao").exists()

    def test_nobody_who_is_signed_out(self, district: Any) -> None:
        answer = Bringer("").sends("username,name\nzhao,赵示例\n")
        assert answer.status_code in (401, 403)
        assert not User.objects.filter(username="zhao").exists()


def test_what_the_rows_name_is_read_once_for_all_of_them(admin: Bringer, district: Any) -> None:
    """Rows that change nothing cost no queries of their own, but for their savepoints."""
    code = district.street_a.team.code
    names = [f"u{at}" for at in range(20)]
    for name in names:
        district.add(name, f"示例{name}", district.street_a.team)

    def queries(some: list[str]) -> int:
        text = HEADINGS + "".join(f"{name},示例,{code}\n" for name in some)
        admin.brings(text)
        with CaptureQueriesContext(connection) as asked:
            admin.brings(text)
        return len([one for one in asked if "SAVEPOINT" not in one["sql"]])

    assert queries(names) == queries(names[:1])
