"""Somebody signs in at another system, which listens for logout tokens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains.town import Hiring, Person, Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.webhooks.receiver import Receiver, listening
from tests.server.api.test_oidc import HOST, PASSWORD, Browser
from uuid_utils.compat import uuid7

from xuncheng.foundation.people.oidc.gone import WORK

__all__ = ["clock", "db", "town", "unprinted"]


@pytest.fixture(autouse=True)
def _here(clock: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The installation is known by the address that the tests call, and nothing of another test waits."""
    monkeypatch.setattr(settings, "ADDRESS", HOST)
    yield
    ProcrastinateJob.objects.filter(task_name=WORK).delete()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The server of the other system."""
    with listening() as one:
        yield one


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
