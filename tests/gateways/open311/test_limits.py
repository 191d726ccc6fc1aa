"""Nobody calls more often than the locality's rates say; all threads and processes count together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from tests.domains.town import Clock, Person
from tests.gateways.open311.conftest import issued
from tests.gateways.open311.door import Caller, Form, in_json, in_xml

from xuncheng.gateways.open311 import limits
from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor, Rate

KINDS = ("post", "read", "read_without_key", "wrong_key")


@pytest.fixture(autouse=True)
def _few(locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three calls of each kind a minute."""
    rates = dict.fromkeys(KINDS, Rate(3, 60))
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, rates=rates)))


def test_posts_are_counted_for_each_sender_whatever_his_key(
    neighbour: Caller, other: Caller, city: Person, litter: Form, clock: Clock
) -> None:
    clock.pass_by(seconds=15)
    for _ in range(3):
        neighbour.does(litter)
    response = issued(city).send(litter)
    (error,) = in_json(response, "errors", 429)
    assert error["description"] == "调用过于频繁：每60秒最多3次，请稍后再试"
    assert response["Retry-After"] == "45"
    other.does(litter)
    clock.pass_by(seconds=45)
    neighbour.does(litter)


def test_reads_without_a_key_are_counted_for_each_address(stranger: Caller, neighbour: Caller) -> None:
    for path in ("services.json", "requests.json", "discovery.json"):
        assert stranger.get(path).status_code == 200
    in_xml(stranger.get("requests.xml"), "errors", 429)
    in_json(stranger.get("services/SR-010.json", lang="en"), "errors", 429)
    for _ in range(3):
        neighbour.requests(api_key=neighbour.key)
    assert neighbour.get("requests.json", api_key=neighbour.key).status_code == 429
    elsewhere = stranger.http.get("/open311/v2/services.json", REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 200


def test_keys_that_are_none_are_counted(litter: Form) -> None:
    said = [Caller(f"guess-{at}").send(litter).status_code for at in range(5)]
    assert said == [403, 403, 403, 429, 429]


def test_many_at_once_are_counted_one_by_one(clock: Clock) -> None:
    """Given twenty calls at once where three are allowed, then three pass."""

    def call(_: int) -> bool:
        try:
            limits.count({"post": Rate(3, 60)}, "post", "somebody")
        except limits.TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(call, range(20))) == 3


def test_old_counts_are_forgotten_and_hold_nobodys_name(
    neighbour: Caller, litter: Form, clock: Clock
) -> None:
    neighbour.does(litter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT caller FROM open311_callcount")
        assert all(len(caller) == 64 for (caller,) in cursor.fetchall())
    assert limits.forget_old() == 0
    clock.pass_by(days=1, minutes=2)
    assert limits.forget_old() > 0
