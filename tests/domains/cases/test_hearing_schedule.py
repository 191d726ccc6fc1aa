"""The schedule of hearings: a row from the request to the end, in a list, a calendar and a file."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Person, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

DEAR = {"kinds": ["fine"], "amount": "4000.00"}
"""Above what a citizen is fined without the offer of a hearing."""


@pytest.fixture
def asked(town: Town) -> File:
    """A case whose party asked for a hearing on 2 March 2026."""
    file = road.ordinary(town, town.a, "serve_notice", penalty=dict(DEAR))
    file.act(town.officer, "hearing.request")
    return file


def convene(file: File, day: str, place: str = "第一会议室") -> None:
    given = {"hearing_on": day, "presider": file.town.reviewer.key, "recorder": "周记录", "place": place}
    file.act(file.town.officer, "hearing.convene", **given)


def of(file: File, person: Person | None = None, **query: Any) -> list[dict[str, Any]]:
    """The hearings of the case in the schedule."""
    items = (person or file.town.head).get("/hearings", **query)["items"]
    return [one for one in items if one["case"]["id"] == file.key]


def test_a_request_says_the_first_lawful_day(asked: File) -> None:
    (row,) = of(asked)
    # 2 March is a Monday: seven full working days later it is the 12th
    assert (row["state"]["code"], row["day"], row["earliest"]) == ("requested", None, "2026-03-12")
    assert row["requested_on"] == "2026-03-02"


def test_a_hearing_that_is_set_has_day_place_presider_and_the_days_left(asked: File) -> None:
    convene(asked, "2026-03-20")
    (row,) = of(asked)
    assert (row["state"]["code"], row["day"], row["days_left"], row["earliest"]) == (
        "set",
        "2026-03-20",
        18,
        None,
    )
    assert (row["place"], row["presider"]["name"], row["notified_on"]) == (
        "第一会议室",
        "孙审核",
        "2026-03-02",
    )
    assert row["starts_at"].startswith("2026-03-20T01:30")


def test_convening_anew_adjourns_what_was_set(asked: File) -> None:
    convene(asked, "2026-03-20")
    convene(asked, "2026-03-27", "第二会议室")
    assert [(row["state"]["code"], row["day"]) for row in of(asked)] == [
        ("adjourned", "2026-03-20"),
        ("set", "2026-03-27"),
    ]
    assert [row["day"] for row in of(asked, ahead=True)] == ["2026-03-27"]
    assert [row["day"] for row in of(asked, sort="-day")] == ["2026-03-27", "2026-03-20"]


def test_a_hearing_held_ends_in_the_schedule(town: Town, asked: File, clock: Clock) -> None:
    convene(asked, "2026-03-20")
    clock.on(3, 20, hour=10)
    asked.act(
        town.reviewer, "hearing.hold", absent=False, recorder="周记录", started_at="2026-03-20T09:30:00+08:00",
        speeches=[{"speaker": "刘示范", "words": "请求从轻处罚。"}],
    )  # fmt: skip
    (row,) = of(asked, state="held")
    assert (row["ended_on"], row["days_left"], row["urgency"]) == ("2026-03-20", None, "none")


def test_what_is_given_up_or_overtaken_is_no_longer_ahead(town: Town, asked: File) -> None:
    asked.act(town.officer, "hearing.waive", signed=True)
    assert [row["state"]["code"] for row in of(asked)] == ["waived"]
    other = road.ordinary(town, town.a, "serve_notice", penalty=dict(DEAR))
    other.act(town.officer, "hearing.request")
    other.act(town.officer, "notice.give", reasons="情节较轻。", kinds=["fine"], amount="3500.00")
    assert [row["state"]["code"] for row in of(other)] == ["void"]
    never = road.ordinary(town, town.a, "serve_notice", penalty=dict(DEAR))
    never.act(town.officer, "hearing.waive", signed=True)
    assert [(row["state"]["code"], row["requested_on"]) for row in of(never)] == [("waived", None)]


def test_a_terminated_case_has_no_hearing_ahead(town: Town, asked: File) -> None:
    convene(asked, "2026-03-20")
    asked.act(town.head, "case.terminate", reason="当事人死亡。")
    assert of(asked, ahead=True) == []


def test_the_schedule_is_narrowed_by_presider_day_and_street(town: Town, asked: File) -> None:
    convene(asked, "2026-03-20")
    assert of(asked, presider=town.reviewer.key)
    assert of(asked, presider=town.head.key) == []
    assert of(asked, **{"from": "2026-03-20", "to": "2026-03-20"})
    assert of(asked, **{"from": "2026-03-21"}) == []
    assert of(asked, street=town.a.area.code)
    assert of(asked, street=town.b.area.code) == []


def test_who_sees_another_street_sees_no_hearing_of_this_one(town: Town, asked: File) -> None:
    assert of(asked, town.b.officers[0]) == []


def test_the_calendar_counts_what_is_set_and_the_file_has_it(town: Town, asked: File) -> None:
    before = _count(town, "2026-03-25")
    convene(asked, "2026-03-25")
    assert _count(town, "2026-03-25") == before + 1
    response = town.head.http.get(
        "/api/v1/hearings/export", {"from": "2026-03-25"}, headers=town.head.headers
    )
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined] # a stream
    number = of(asked)[0]["case"]["number"]
    (line,) = [line for line in text.splitlines() if number in line]
    assert "已通知,2026-03-25,09:30,第一会议室,孙审核" in line


def _count(town: Town, day: str) -> int:
    days = town.head.get("/hearings/calendar", **{"from": day, "to": day})["days"]
    return sum(row["hearings"] for row in days)
