"""The door is tested as the town's neighbours use it, by HTTP, with the demo's services and some more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from tests.domains.town import HOUSE, Hiring, Person, Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.open311.door import Caller, Form

from xuncheng.domains.intake.commands import register_sender
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Text
from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import Attribute, Datatype, OpenDoor, Service

__all__ = ["clock", "db", "town", "unprinted"]

PRIVATE = Service("HW-009", "HW-009", private=True, notice=Text("仅反馈给您本人。", "Only you are told."))
GONE = Service("GONE", "SR-999", Text("已废止事项", "Something of the past"))
WIDE = Service(
    "WIDE", "SR-028", Text("各种问题", "All kinds of questions"),
    attributes=(
        Attribute("LINE", Datatype.STRING, Text("一行", "A line")), Attribute("WORDS", Datatype.TEXT, Text("几行", "Some lines")),
        Attribute("NOTE", Datatype.STRING, Text("请注意安全", "Take care"), asked=False),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def locality(clock: Any, monkeypatch: pytest.MonkeyPatch) -> Locality:
    """The demo's locality with three services more: one that is private, one without a matter in force, one that asks everything."""
    found: Locality = settings.LOCALITY
    assert found.door is not None
    more = {one.code: one for one in (PRIVATE, GONE, WIDE)}
    changed = replace(found, door=replace(found.door, services=found.door.services | more))
    monkeypatch.setattr(settings, "LOCALITY", changed)
    return changed


@pytest.fixture
def door(locality: Locality) -> OpenDoor:
    """What the locality says of the door."""
    assert locality.door is not None
    return locality.door


@pytest.fixture(autouse=True)
def _nobody_has_called(town: Town) -> Iterator[None]:
    """Each test has all its calls before it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM open311_callcount")
    return


def key_of(person: Person) -> str:
    """The key with which a person's program calls."""
    return person.headers["Authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="module")
def city(town: Town) -> Person:
    """The account of a neighbouring city's platform: it may report in the district and sees nothing there."""
    register_sender(Deed(HOUSE), "linshi", "邻市诉求平台", "open311")
    return Hiring(town.bureau, town.district, town.roles).person("linshi", "邻市诉求平台", "citizen")


@pytest.fixture(scope="module")
def firm(town: Town) -> Person:
    """The account of a company's app, registered as well."""
    register_sender(Deed(HOUSE), "shili-app", "示例随手拍", "open311")
    return Hiring(town.bureau, town.district, town.roles).person("shili-app", "示例随手拍", "citizen")


@pytest.fixture
def neighbour(city: Person) -> Caller:
    """That city's program."""
    return Caller(key_of(city))


@pytest.fixture
def other(firm: Person) -> Caller:
    """Another sender's program."""
    return Caller(key_of(firm))


@pytest.fixture
def stranger() -> Caller:
    """A program without a key."""
    return Caller()


@pytest.fixture
def litter(town: Town) -> Form:
    """A request that asks for nothing more: litter in street A."""
    return {
        "service_code": "SR-028",
        "lat": town.a.point["lat"],
        "long": town.a.point["lon"],
        "description": "示范公园门口垃圾未清。",
    }


@pytest.fixture
def stall(town: Town) -> Form:
    """A request with everything: a stall in street B."""
    return {
        "service_code": "SR-010", "lat": town.b.point["lat"], "long": town.b.point["lon"], "address_string": "示范路12号东侧",
        "description": "人行道上有人摆摊卖水果，影响通行。", "attribute[WHERE]": "pavement", "attribute[GOODS][]": ["fruit", "other"],
        "attribute[HOW_MANY]": "3", "attribute[SEEN]": "2026-03-02T08:30:00+08:00", "email": "shili@example.org",
        "device_id": "tt222111", "account_id": "123456", "first_name": "示例", "last_name": "张", "phone": "13800138000",
        "media_url": "https://example.org/photos/1.jpg", "jurisdiction_id": "shifan.example",
    }  # fmt: skip


def issued(person: Person) -> Caller:
    """A program of the person with a fresh key."""
    token: Any = issue_token(Deed(HOUSE), person.user, "开放接口", 30)
    return Caller(token.secret)
