"""A small district with two streets and people in it, and a database whose commits are real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from ninja import NinjaAPI
from pytest_django import DjangoDbBlocker, Settings
from tests.database import address_as, empty
from uuid_utils.compat import uuid7

from xuncheng.foundation.messages.api import router as messages
from xuncheng.foundation.messages.stream import stream
from xuncheng.foundation.people.api import router as people
from xuncheng.foundation.people.authentication import SIGNED_IN
from xuncheng.foundation.people.commands import (
    add_organisation,
    add_team,
    add_user,
    certify_officer,
    give_grant,
    set_role,
)
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.people.models import Organisation, OrganisationKind, Role, Team, TeamKind, User
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import Viewer, program

PASSWORD = "晨光路口第8盏红灯亮"


@dataclass(frozen=True)
class Street:
    """A street with its organisation and its enforcement team."""

    area: Area
    organisation: Organisation
    team: Team


@dataclass(frozen=True)
class District:
    """The district 110199 with the bureau and two streets, built by the program's own acts."""

    area: Area
    bureau: Organisation
    street_a: Street
    street_b: Street

    @property
    def house(self) -> Viewer:
        """The program itself, which may do everything everywhere."""
        return program("测试", REGISTER)

    def add(self, username: str, name: str, team: Team | None = None, password: str = PASSWORD) -> User:
        """A user of the bureau, or of a team."""
        home = None if team else self.bureau
        return add_user(Deed(self.house), username, name, password, organisation=home, team=team)

    def officer(self, username: str, name: str, team: Team) -> User:
        """A user with a certificate that is valid until the end of 2029."""
        user = self.add(username, name, team)
        certify_officer(Deed(self.house), user, f"ZF-{username}", date(2024, 1, 1), date(2029, 12, 31))
        return user

    def role(self, code: str, acts: list[str], *, reads: bool = True) -> Role:
        """A role with these acts."""
        return set_role(Deed(self.house), code, f"角色{code}", f"role {code}", acts, reads)

    def grant(self, user: User, role: Role, area: Area) -> Viewer:
        """The user as a viewer once he holds the role in the area since 2024."""
        give_grant(Deed(self.house), user, role, area, date(2024, 1, 1))
        viewer = viewer_of(user.pk)
        assert viewer is not None
        return viewer


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """No test sees the viewers of another."""
    MEMORY.forget(None)
    yield
    MEMORY.forget(None)


@pytest.fixture
def district(db: None) -> Iterator[District]:
    """The district, in the transaction of the test.

    That one transaction holds all acts of the test; before its checks run at the end, it is told of an act
    that left its entry, since the last one may have been refused.
    """
    yield build()
    with bare_act():
        pass


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[District]:
    """The district in a database where commits are real; emptied afterwards."""
    with django_db_blocker.unblock():
        yield build()
        connection.close()
        _empty()


class Urls:
    """The doors of people and messages, on their own."""

    api = NinjaAPI(auth=SIGNED_IN, urls_namespace="foundation-tests")
    urlpatterns: ClassVar[list[Any]] = []


@Urls.api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return JsonResponse({"code": refused.code}, status=refused.status)


Urls.api.add_router("", people)
Urls.api.add_router("", messages)
Urls.urlpatterns = [
    path("_allauth/browser/v1/", include("xuncheng.foundation.people.urls")),
    path("api/v1/stream", stream),
    path("api/v1/", Urls.api.urls),
]


class Browser(Client):
    """A browser that keeps cookies and sends the CSRF token of the page, as the screens do."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **defaults)
        self.get("/_allauth/browser/v1/config")

    def send(self, method: str, path: str, data: Any = None) -> Any:
        """Send JSON; returns the response."""
        token = self.cookies["csrftoken"].value
        body = "" if data is None else json.dumps(data)
        return self.generic(method, path, body, "application/json", headers={"X-CSRFToken": token})

    def sign_in(self, username: str, password: str = PASSWORD) -> Any:
        """Try to sign in; returns the response."""
        return self.send(
            "POST", "/_allauth/browser/v1/auth/login", {"username": username, "password": password}
        )

    def who(self) -> str | int:
        """The name of whoever is signed in, or the status of the refusal."""
        answer = self.get("/api/v1/me")
        return answer.json()["username"] if answer.status_code == 200 else answer.status_code


@pytest.fixture
def new_browser(settings: Settings) -> type[Browser]:
    """Browsers that talk to the doors of people and messages."""
    settings.ROOT_URLCONF = Urls
    return Browser


def build() -> District:
    """Make the areas, the bureau, the streets and their teams."""
    area = _area("110199", "示范区", Area.Kind.DISTRICT, None)
    house = program("测试", REGISTER)
    bureau = add_organisation(Deed(house), OrganisationKind.BUREAU, "JSCG", "示范区城管局", "京示城管", area)
    street_a = _street(house, bureau, area, "110199001", "甲街道")
    street_b = _street(house, bureau, area, "110199002", "乙街道")
    return District(area, bureau, street_a, street_b)


def _street(house: Viewer, bureau: Organisation, district: Area, code: str, name: str) -> Street:
    area = _area(code, name, Area.Kind.STREET, district)
    kind = OrganisationKind.STREET
    organisation = add_organisation(Deed(house), kind, f"S{code}", name, name, area, bureau)
    team = add_team(Deed(house), organisation, TeamKind.ENFORCEMENT, f"T{code}", f"{name}执法队", area)
    return Street(area, organisation, team)


def _area(code: str, name: str, kind: Area.Kind, parent: Area | None) -> Area:
    own = code[len(parent.code) :] if parent else code
    path = f"{parent.path if parent else ''}{own}."
    with bare_act(path):
        return Area.objects.create(code=code, short_code=own, name=name, kind=kind, path=path, parent=parent)


@contextmanager
def bare_act(path: str = "110199.") -> Iterator[None]:
    """A transaction that leaves a trail entry, as an act does: for rows whose commands are not the point."""
    act, now = uuid7(), timezone.now()
    with transaction.atomic():
        set_scope(program("测试", ()), act)
        yield
        entry = [uuid7(), "thing", act, "thing.do", None, "测试", path, now, now, "", "", "{}", "{}"]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT trail_append({', '.join(['%s'] * len(entry))})", entry)


@pytest.fixture
def an_act() -> Callable[[], AbstractContextManager[None]]:
    """What an act is to the database."""
    return bare_act


def _empty() -> None:
    """Send away whoever is still connected, and empty all tables."""
    with psycopg.connect(address_as(settings.DATABASE_URL), autocommit=True) as database:
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = current_user AND pid <> pg_backend_pid()"
        )
    empty()
