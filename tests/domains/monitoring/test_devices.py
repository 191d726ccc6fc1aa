"""Monitoring devices by HTTP: two reviews by two people, marked, published (行政处罚法第四十一条)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import devices, road
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


def test_the_list_is_narrowed_by_kind_state_street_and_words(town: Town) -> None:
    used, waiting = devices.in_use(town, town.a), devices.add(town, town.a)
    elsewhere = devices.add(town, town.b)

    def found(**query: str) -> set[str]:
        return {one["id"] for one in town.admin.get("/devices", limit=200, **query)["items"]}

    assert used in found(state="in_use")
    assert used not in found(state="legal")
    assert {waiting, elsewhere} <= found(state="legal")
    assert elsewhere not in found(street=town.a.area.code)
    assert {used, waiting} <= found(kind="camera")
    assert not {used, waiting} & found(kind="noise")
    number = town.admin.get(f"/devices/{used}")["number"]
    assert found(q=number) == {used}
    assert town.admin.call("GET", "/api/v1/devices?state=broken").status_code == 422


def test_each_device_stands_in_the_list_of_its_state(town: Town) -> None:
    """The state that a row says is the one it is found by."""
    devices.add(town, town.a, sign="")
    for one in town.admin.get("/devices", limit=200)["items"]:
        listed = town.admin.get("/devices", limit=200, state=one["state"]["code"])["items"]
        assert one["id"] in {row["id"] for row in listed}


def test_the_export_is_the_list(town: Town) -> None:
    device = devices.in_use(town, town.a)
    number = town.admin.get(f"/devices/{device}")["number"]
    response: Any = town.admin.call("GET", f"/api/v1/devices/export?q={number}")
    head, row = b"".join(response.streaming_content).decode("utf-8-sig").strip().splitlines()
    assert head.startswith("设备编号,设备类型,设置地点")
    assert row.startswith(f"{number},视频监控,示范路12号路口")
    assert "在用" in row


def test_sorted_by_number_the_list_goes_on_page_by_page(town: Town) -> None:
    # Given three devices, when the list is read one by one by their numbers
    numbers = sorted(town.admin.get(f"/devices/{devices.add(town, town.a)}")["number"] for _ in range(3))
    read, cursor = [], None
    while True:
        given = {"cursor": cursor} if cursor else {}
        page = town.admin.get("/devices", sort="number", limit=1, **given)
        read += [row["number"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    # Then each stands in it once, in order
    assert [number for number in read if number in numbers] == numbers


def test_its_page_says_what_it_lacks_and_what_may_be_done(town: Town) -> None:
    device = devices.add(town, town.a, sign="")
    page = town.admin.get(f"/devices/{device}")
    assert [one["code"] for one in page["lacks"]] == ["legal", "technical", "unmarked", "unpublished"]
    assert {basis["label"] for one in page["lacks"] for basis in one["basis"]} == {
        "行政处罚法第四十一条第一款"
    }
    assert page["areas"]
    acts = {one["name"]: one["refusal"] and one["refusal"]["code"] for one in page["possible_acts"]}
    assert acts == {
        "device.review": None, "device.mark": None, "device.publish": "device_not_reviewed", "device.withdraw": None,
    }  # fmt: skip
    assert town.officer.get(f"/devices/{device}")["possible_acts"] == []
    town.admin.does("device.mark", device, sign="“电子监控”标牌")
    devices.review(town, device)
    page = town.admin.get(f"/devices/{device}")
    assert [one["code"] for one in page["lacks"]] == ["unpublished"]
    assert [one["title"] for one in page["documents"]] == ["电子技术监控设备审核表"]
    assert [one["act"] for one in page["timeline"]][:2] == ["device.add", "device.mark"]


def test_what_is_forbidden_on_its_page_is_refused_when_it_is_done(town: Town) -> None:
    device = devices.in_use(town, town.a)
    town.admin.does("device.withdraw", device, reason="设备损坏")
    page = town.admin.get(f"/devices/{device}")
    assert {one["refusal"]["code"] for one in page["possible_acts"]} == {"device_withdrawn"}
    given = {
        "device.mark": {"sign": "新标牌"}, "device.publish": {"url": devices.URL, "published_on": town.clock.today},
        "device.withdraw": {"reason": "再次停用"}, "device.review": {"part": "legal", "passed": True, "opinion": "合法。"},
    }  # fmt: skip
    for act, entered in given.items():
        assert town.admin.refused(act, device, **entered)["code"] == "device_withdrawn"


def test_its_records_say_which_may_not_be_used_and_why(town: Town) -> None:
    """Given a device in use, when it recorded, then the record stands on its page; after its withdrawal a later one may not be used."""
    device = devices.in_use(town, town.a)
    file = road.ordinary(town, town.a, "inspect")
    about = {"lawful": True, "kind": "electronic", "title": "路口录像", "proves": "占道"} | file.team
    item = file.act(file.officer, "evidence.collect", device=device, **about)["result"]
    (record,) = town.officer.get(f"/devices/{device}/records")["items"]
    assert (record["id"], record["case"]["number"], record["unusable"]) == (item, file.page()["number"], [])
    town.admin.does("device.withdraw", device, reason="设备损坏")
    (record,) = town.officer.get(f"/devices/{device}/records")["items"]
    assert "第四十一条第一款" in record["unusable"][0]["zh"]
    assert town.b.officers[0].call("GET", f"/api/v1/devices/{device}/records").status_code == 404
