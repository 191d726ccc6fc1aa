"""Monitoring devices by HTTP: two reviews by two people, marked, published (行政处罚法第四十一条)."""

from __future__ import annotations

import pytest
from tests.domains import devices
from tests.domains.road import said
from tests.domains.town import Town

ART = "行政处罚法第四十一条第一款"


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


def state(town: Town, device: str) -> str:
    code: str = town.reviewer.get(f"/devices/{device}")["state"]["code"]
    return code


def test_it_is_reviewed_twice_marked_and_published(town: Town) -> None:
    # Given a new device, each step brings it one further
    device = devices.add(town, town.a)
    assert state(town, device) == "legal"
    town.reviewer.does("device.review", device, part="legal", passed=True, opinion="依据充分。")
    assert state(town, device) == "technical"
    town.admin.does("device.review", device, part="technical", passed=True, opinion="检定合格。")
    assert state(town, device) == "unpublished"
    # Then it is in use once its place is published, until it is withdrawn
    devices.publish(town, device)
    assert state(town, device) == "in_use"
    page = town.reviewer.get(f"/devices/{device}")
    assert (page["legal"]["by"], page["technical"]["by"]) == ("孙审核", "周管理")
    town.admin.does("device.withdraw", device, reason="设备损坏")
    assert state(town, device) == "withdrawn"


def test_one_person_does_not_do_both_reviews(town: Town) -> None:
    device = devices.add(town, town.a)
    town.admin.does("device.review", device, part="legal", passed=True, opinion="依据充分。")
    problem = town.admin.refused("device.review", device, part="technical", passed=True, opinion="合格。")
    assert said(problem)[:3] == ("same_reviewer", 409, ART)


def test_a_review_that_fails_takes_an_earlier_one_back(town: Town) -> None:
    device = devices.in_use(town, town.a)
    town.reviewer.does("device.review", device, part="legal", passed=False, opinion="依据已废止。")
    assert state(town, device) == "legal"


def test_nothing_is_published_before_the_reviews_nor_without_a_sign(town: Town) -> None:
    given = {"url": devices.URL, "published_on": town.clock.today}
    device = devices.add(town, town.a, sign="")
    assert said(town.admin.refused("device.publish", device, **given))[:3] == (
        "device_not_reviewed",
        409,
        ART,
    )
    devices.review(town, device)
    assert said(town.admin.refused("device.publish", device, **given))[:3] == ("device_unmarked", 409, ART)


def test_what_is_withdrawn_stays_so(town: Town) -> None:
    device = devices.in_use(town, town.a)
    town.admin.does("device.withdraw", device, reason="设备损坏")
    assert town.admin.refused("device.withdraw", device, reason="再次停用")["code"] == "device_withdrawn"
    problem = town.reviewer.refused("device.review", device, part="legal", passed=True, opinion="合法。")
    assert problem["code"] == "device_withdrawn"


def test_a_place_outside_the_district_and_a_number_that_is_taken(town: Town) -> None:
    device = town.reviewer.get(f"/devices/{devices.add(town, town.a)}")
    about = {
        "kind": "camera",
        "place": "示范路口",
        "basis": "行政处罚法",
        "standard": "GB/T 28181",
        "number": device["number"],
    }
    assert town.admin.refused("device.add", **about, **town.a.point)["code"] == "device_known"
    problem = town.admin.refused("device.add", **about, lon=100.0, lat=20.0)
    assert [error["field"] for error in problem["errors"]] == ["lon"]


def test_the_list_is_of_the_viewers_area(town: Town) -> None:
    ours, theirs = devices.add(town, town.a), devices.add(town, town.b)
    found = {one["id"] for one in town.officer.get("/devices", limit=200)["items"]}
    assert ours in found
    assert theirs not in found
    assert town.officer.call("GET", f"/api/v1/devices/{theirs}").status_code == 404
    place = town.officer.get("/devices", q="示范路12号")["items"]
    assert place
