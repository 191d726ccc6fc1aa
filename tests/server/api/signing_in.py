"""Somebody who signs in with a password, and the browser in which he does."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.domains.town import Hiring, Person, Town
from uuid_utils.compat import uuid7

HOST = "http://testserver"
PASSWORD = "示范-密码-9527-长"


class Browser(Client):
    """A browser that signs in on the desk."""

    def sign_in(self, username: str) -> None:
        self.get("/_allauth/browser/v1/config")
        answer = self.post(
            "/_allauth/browser/v1/auth/login", json.dumps({"username": username, "password": PASSWORD}), "application/json"
        )  # fmt: skip
        assert answer.status_code == 200, answer.content.decode()

    def sign_out(self) -> None:
        assert self.delete("/_allauth/browser/v1/auth/session").status_code == 401


@pytest.fixture
def clerk(town: Town) -> Person:
    """A clerk of street A with a password, new for each test."""
    one = Hiring(town.bureau, town.district, town.roles).person(
        f"k{uuid7().hex[-8:]}", "示例内勤", "clerk", town.a.team
    )
    town.admin.does("password.set", one.key, password=PASSWORD)
    return one


@pytest.fixture
def browser(clerk: Person) -> Browser:
    """A browser in which the clerk is signed in."""
    found = Browser()
    found.sign_in(clerk.user.username)
    return found
