"""Reading: what everybody is shown and what not, what a sender sees of his own, filters, pages, order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains.town import START, Clock, Person, Town, multiply
from tests.gateways.open311.conftest import key_of
from tests.gateways.open311.door import Caller, Form, in_json, in_xml, report_of

from xuncheng.foundation.people.memory import MEMORY


def numbers(rows: list[dict[str, Any]]) -> list[str]:
    """Which requests the rows are."""
    return [row["service_request_id"] for row in rows]


def acted(town: Town, number: str, *acts: str) -> None:
    """Go on with a report, one act after the other."""
    key = str(report_of(number).pk)
    given: dict[str, dict[str, Any]] = {
        "verify": {}, "judge": {"matter": town.matters["SR-010"]}, "dispatch": {"team": town.a.team.pk},
        "handle": {"outcome": "已清理。"}, "check": {"passed": True, "findings": "已清理。"},
        "feedback": {"answer": "已清理，感谢张示例来电（13800138000）。"},
        "reject": {"reason": "与已受理的事项重复。"},
    }  # fmt: skip
    for act in acts:
        person = town.officer if act == "handle" else town.dispatcher
        person.does(f"report.{act}", key, **given[act])


DONE = ("verify", "judge", "dispatch", "handle", "check", "feedback")


def test_a_request_is_shown_as_the_specification_says(
    town: Town, neighbour: Caller, stranger: Caller, stall: Form
) -> None:
    number = neighbour.does(stall)
    row = stranger.request(number)
    assert row == {
        "service_request_id": number, "status": "open", "status_notes": "已受理，正在核实", "service_name": "占道摆摊",
        "service_code": "SR-010", "description": "人行道上有人摆摊卖水果，影响通行。", "agency_responsible": "示范区城市管理综合行政执法局",
        "service_notice": "本局将核实您反映的情况，属于本局职责的依法处理并答复。", "requested_datetime": "2026-03-02T09:00:00+08:00",
        "updated_datetime": "2026-03-02T09:00:00+08:00", "expected_datetime": row["expected_datetime"], "address": "示范路12号东侧",
        "address_id": None, "zipcode": None, "lat": town.b.point["lat"], "long": town.b.point["lon"], "media_url": None,
    }  # fmt: skip
    (one,) = in_xml(stranger.get(f"requests/{number}.xml"), "requests")
    assert {part.tag: part.text for part in one} == {
        name: None if value is None else str(value) for name, value in row.items()
    }


def test_it_goes_its_way_and_is_closed_with_its_answer(
    town: Town, neighbour: Caller, stranger: Caller, litter: Form, clock: Clock
) -> None:
    number = neighbour.does(litter)
    clock.pass_by(hours=1)
    acted(town, number, *DONE[:3])
    row = stranger.request(number, lang="en")
    assert (row["status"], row["status_notes"]) == ("open", "Being dealt with")
    assert row["agency_responsible"] == town.a.team.name
    assert row["updated_datetime"] == "2026-03-02T10:00:00+08:00"
    clock.pass_by(days=2)
    acted(town, number, *DONE[3:])
    row = stranger.request(number)
    assert (row["status"], row["expected_datetime"]) == ("closed", None)
    assert row["updated_datetime"] == "2026-03-04T10:00:00+08:00"


class TestWhatOthersAreNotTold:
    """Nobody but the sender is told who reported, nor what the words hold of anybody."""

    def test_the_reporter(self, neighbour: Caller, stranger: Caller, other: Caller, stall: Form) -> None:
        number = neighbour.does(
            stall
            | {
                "description": "我是张示例，摊主车号京A12345，电话13900139000，身份证110101199003074514，a.b@example.org"
            }
        )
        for caller in (stranger, other):
            for ending in ("json", "xml"):
                told = caller.get(f"requests/{number}.{ending}").content.decode()
                for word in (
                    "张示例",
                    "13800138000",
                    "13900139000",
                    "110101199003074514",
                    "京A12345",
                    "example.org",
                    "tt222111",
                    "123456",
                ):
                    assert word not in told
        assert "张某" in stranger.request(number)["description"]

    def test_the_words_of_the_answer(
        self, town: Town, neighbour: Caller, stranger: Caller, stall: Form
    ) -> None:
        number = neighbour.does(stall | {"lat": town.a.point["lat"], "long": town.a.point["lon"]})
        acted(town, number, *DONE)
        assert stranger.request(number)["status_notes"] == "已清理，感谢张某来电（＊）。"
        assert (
            neighbour.request(number, api_key=neighbour.key)["status_notes"]
            == "已清理，感谢张示例来电（13800138000）。"
        )

    def test_where_somebody_lives(self, neighbour: Caller, stranger: Caller, litter: Form) -> None:
        number = neighbour.does(litter | {"address_string": "示范小区3号楼2单元501室"})
        assert "501" not in str(stranger.request(number)["address"])

    def test_what_was_rejected(self, town: Town, neighbour: Caller, stranger: Caller, litter: Form) -> None:
        """Given a request that is rejected, and one whose rejection was answered, then only their sender sees them."""
        for acts in (("reject",), ("reject", "feedback")):
            number = neighbour.does(litter)
            acted(town, number, *acts)
            in_json(stranger.get(f"requests/{number}.json"), "errors", 404)
            assert number not in numbers(stranger.requests())
            assert stranger.requests(service_request_id=number) == []
            row = neighbour.request(number, api_key=neighbour.key)
            assert row["status"] == "closed"
            assert row["status_notes"]
            assert number in numbers(neighbour.requests(own="true", api_key=neighbour.key))

    def test_what_is_private(self, neighbour: Caller, stranger: Caller, other: Caller, litter: Form) -> None:
        number = neighbour.does(litter | {"service_code": "HW-009"})
        for caller in (stranger, other):
            in_json(caller.get(f"requests/{number}.json", api_key=caller.key), "errors", 404)
            assert number not in numbers(caller.requests(api_key=caller.key))
        assert number not in numbers(neighbour.requests(api_key=neighbour.key))
        assert neighbour.request(number, api_key=neighbour.key)["service_code"] == "HW-009"
        assert number in numbers(neighbour.requests(own="true", api_key=neighbour.key))

    def test_what_came_another_way(self, town: Town, stranger: Caller) -> None:
        key = town.dispatcher.does("report.submit", text="来电反映占道", source="hotline", **town.a.point)[
            "result"
        ]
        number = town.dispatcher.get(f"/reports/{key}")["number"]
        in_json(stranger.get(f"requests/{number}.json"), "errors", 404)
        assert town.dispatcher.call("GET", f"/open311/v2/requests/{number}.json").status_code == 404

    def test_what_citizens_report_here_about_a_service(self, town: Town, stranger: Caller) -> None:
        given = {"text": "公园门口垃圾", "service": "SR-028", **town.a.point}
        key = town.citizen.does("report.submit", **given)["result"]
        assert stranger.request(town.citizen.get(f"/reports/{key}")["number"])["service_code"] == "SR-028"

    def test_nor_does_a_key_show_more_than_its_own(
        self, town: Town, neighbour: Caller, other: Caller, litter: Form
    ) -> None:
        number = neighbour.does(litter)
        assert number not in numbers(other.requests(own="true", api_key=other.key))
        officer = Caller(key_of(town.officer))
        assert officer.request(number, api_key=officer.key)["media_url"] is None


def test_the_sender_sees_it_as_he_sent_it(neighbour: Caller, stall: Form) -> None:
    number = neighbour.does(stall | {"description": "摊主车号京A12345"})
    row = neighbour.request(number, api_key=neighbour.key)
    assert (row["description"], row["media_url"]) == ("摊主车号京A12345", "https://example.org/photos/1.jpg")
    in_json(neighbour.get("requests.json", own="true"), "errors", 403)
    in_json(neighbour.get("requests.json", own="true", api_key="wrong"), "errors", 403)


LATER = START.replace(month=6, day=1)
"""A time from which on there are no other requests."""


@pytest.fixture(scope="class")
def three(town: Town, city: Person) -> list[str]:
    """Requests of day 1, 2 and 100 from then on; the second is closed on day 100."""
    program, made = Caller(key_of(city)), []
    for day, code, street in ((0, "SR-028", town.a), (1, "SR-028", town.a), (99, "SR-010", town.b)):
        town.clock.now = LATER + timedelta(days=day)
        form = {"service_code": code, "lat": street.point["lat"], "long": street.point["lon"]}
        made.append(program.does(form | ({"attribute[WHERE]": "other"} if code == "SR-010" else {})))
    town.clock.now = LATER + timedelta(days=99, hours=1)
    acted(town, made[1], *DONE)
    return made


class TestFilters:
    """By what a list is narrowed."""

    @pytest.fixture(autouse=True)
    def _afterwards(self, three: list[str], clock: Clock) -> None:
        clock.now = LATER + timedelta(days=99, hours=2)

    def test_without_days_it_is_of_ninety_days(self, stranger: Caller, three: list[str]) -> None:
        assert numbers(stranger.requests()) == [three[2]]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"start_date": "2026-06-01T00:00:00Z"}, [1, 0]),
            ({"start_date": "2026-06-02"}, [1]),
            ({"end_date": "2026-06-01T09:00:00+08:00"}, [0]),
            ({"end_date": "2026-06-01T09:00:00 08:00"}, [0]),
            ({"start_date": "2026-06-01T00:00:00Z", "end_date": "2026-06-03T00:00:00Z"}, [1, 0]),
            ({"start_date": "2026-06-01T00:00:00Z", "end_date": "2026-12-31T00:00:00Z"}, []),
            ({"start_date": "2026-06-01T00:00:00Z", "end_date": "2026-09-08T12:00:00Z"}, [2]),
            ({"start_date": "2026-07-01", "end_date": "2026-06-01"}, []),
            ({"start_date": "2026-06-01", "status": "closed"}, [1]),
            ({"start_date": "2026-06-01", "status": "open"}, [0]),
            ({"start_date": "2026-06-01", "status": "open,closed"}, [1, 0]),
            ({"service_code": "SR-028"}, []),
            ({"service_code": "SR-010,SR-028"}, [2]),
            ({"updated_after": "2026-09-08T09:00:00+08:00"}, [1, 2]),
            ({"updated_since": "2026-09-08T09:30:00+08:00"}, [1]),
            ({"updated_before": "2026-09-08T10:00:00+08:00"}, [2]),
            ({"updated_after": "2026-09-08T00:00:00+08:00", "service_code": "SR-028"}, [1]),
            ({"updated_after": "2026-09-08T00:00:00+08:00", "start_date": "2026-09-01"}, [2]),
            ({"updated_after": "2026-09-08T00:00:00+08:00", "end_date": "2026-09-01"}, [1]),
            ({"start_date": "", "status": "", "page": "", "service_request_id": ""}, [2]),
        ],
    )  # fmt: skip
    def test_by(self, stranger: Caller, three: list[str], query: dict[str, str], found: list[int]) -> None:
        assert numbers(stranger.requests(**query)) == [three[at] for at in found]

    def test_numbers_override_all_else(self, stranger: Caller, three: list[str]) -> None:
        asked = f"{three[0]}, {three[2]},20260101-999999"
        assert numbers(stranger.requests(service_request_id=asked, status="closed")) == [three[2], three[0]]

    @pytest.mark.parametrize(
        "query",
        [
            {"start_date": "2026-06-02T00:00:00"}, {"end_date": "gestern"}, {"updated_after": "2026-13-01T00:00:00Z"},
            {"start_date": "0001-01-01"}, {"end_date": "9999-12-31T23:59:59-23:59"}, {"status": "done"}, {"page": "0"}, {"page": "x"},
            {"page_size": "1001"}, {"page": "101"}, {"own": "maybe"}, {"lang": "fr"},
        ],
    )  # fmt: skip
    def test_what_is_no_filter_is_named(self, stranger: Caller, query: dict[str, str]) -> None:
        (error,) = in_json(stranger.get("requests.json", **query), "errors", 400)
        assert error["description"].startswith(f"{next(iter(query))}：")

    def test_no_such_service(self, stranger: Caller) -> None:
        in_json(stranger.get("requests.json", service_code="SR-028,NONE"), "errors", 404)

    def test_what_the_sender_polls(self, neighbour: Caller, other: Caller, three: list[str]) -> None:
        asked = {"own": "true", "updated_after": "2026-09-08T09:30:00+08:00"}
        assert numbers(neighbour.requests(**asked, api_key=neighbour.key)) == [three[1]]
        assert other.requests(**asked, api_key=other.key) == []


MUCH_LATER = START.replace(month=12, day=20)


@pytest.fixture(scope="class")
def many(town: Town, city: Person) -> int:
    """Twelve hundred requests, one a minute."""
    program = Caller(key_of(city))
    form = {"service_code": "SR-028", "lat": town.a.point["lat"], "long": town.a.point["lon"]}
    town.clock.now = MUCH_LATER
    row = report_of(program.does(form))
    multiply(
        row, 1200, number=lambda at: f"V-{at:04}", submitted_at=lambda at: town.clock.now + timedelta(minutes=at),
        updated_at=lambda at: town.clock.now + timedelta(minutes=at),
    )  # fmt: skip
    return 1200


class TestVolume:
    """A thousand rows at most, by pages, with as many queries for a thousand as for one."""

    @pytest.fixture(autouse=True)
    def _day_after(self, many: int, clock: Clock) -> None:
        clock.now = MUCH_LATER + timedelta(days=1)

    def test_a_thousand_at_most_the_newest_first(self, stranger: Caller) -> None:
        rows = stranger.requests()
        assert len(rows) == 1000
        assert numbers(rows)[0] == "V-1199"
        assert [row["requested_datetime"] for row in rows] == sorted(
            (row["requested_datetime"] for row in rows), reverse=True
        )

    @pytest.mark.parametrize("query", [{}, {"updated_after": "2026-12-20"}])
    def test_pages_hold_each_once(self, stranger: Caller, query: dict[str, str]) -> None:
        seen: list[str] = []
        for page in range(1, 9):
            seen += numbers(stranger.requests(page=page, page_size=160, **query))
        assert len(seen) == len(set(seen)) == 1201

    def test_as_many_queries_for_a_thousand_as_for_one(self, stranger: Caller, neighbour: Caller) -> None:
        for query in ({}, {"updated_after": "2026-12-20"}, {"own": "true", "api_key": neighbour.key}):
            assert asked(stranger, page_size=1, **query) == asked(stranger, **query) == 4 + ("own" in query)


def asked(caller: Caller, **query: Any) -> int:
    """How often the database is asked: for the count of calls, the scope, the rows, the names of their services, and whose key it is."""
    caller.requests(**query)
    MEMORY.forget(None)
    with CaptureQueriesContext(connection) as queries:
        caller.requests(**query)
    return len([one for one in queries if one["sql"] not in ("BEGIN", "COMMIT")])
