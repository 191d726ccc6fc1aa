"""Lists of reports by HTTP: pages, filters, counts, and the export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import pytest
from tests.domains import road
from tests.domains.town import START, Clock, Person, Town, multiply

from xuncheng.domains.intake.marks import MARKS
from xuncheng.domains.intake.models import Report
from xuncheng.domains.intake.queries import readable_by
from xuncheng.domains.intake.schemas import MarkName
from xuncheng.foundation.trail import paging
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

ROWS = 1000
EVERYTHING = program("测试", ())


@pytest.fixture(scope="module", autouse=True)
def many(town: Town) -> list[Report]:
    """A thousand reports of street A, one a minute; every third has no limit, and limits repeat."""
    key = road.submit(town, town.a)
    with reading(EVERYTHING):
        row = readable_by(EVERYTHING).get(pk=key)
    return multiply(
        row, ROWS,
        number=lambda at: f"0-{at:04}", text=lambda at: f"第{at}件",
        submitted_at=lambda at: START - timedelta(minutes=at), due_at=lambda at: None if at % 3 == 0 else START + timedelta(hours=at % 7),
    )  # fmt: skip


pytestmark = pytest.mark.usefixtures("clock")


def walk(person: Person, **query: Any) -> Iterator[dict[str, Any]]:
    """All rows of a list, page by page."""
    cursor: str | None = ""
    while cursor is not None:
        page = person.get("/reports", **query, **({"cursor": cursor} if cursor else {}))
        yield from page["items"]
        cursor = page["next"]


@pytest.mark.parametrize("sort", ["-submitted_at", "submitted_at", "due"])
def test_pages_hold_every_row_once(town: Town, sort: str) -> None:
    rows = list(walk(town.officer, sort=sort, limit=137))
    assert len({row["id"] for row in rows}) == len(rows) == ROWS + 1
    column = sort.removeprefix("-")
    values = [row[column] for row in rows if row[column] is not None]
    assert values == sorted(values, reverse=sort.startswith("-"))


def test_rows_without_a_limit_come_last(town: Town) -> None:
    limits = [row["due"] for row in walk(town.officer, sort="due", limit=137)]
    known = len(limits) - limits.count(None)
    assert None not in limits[:known]
    assert limits[known:] == [None] * (ROWS // 3 + 1)


@pytest.mark.parametrize("sort", ["-submitted_at", "submitted_at", "due"])
def test_rows_that_arrive_between_pages_neither_lose_nor_double_any(
    town: Town, clock: Clock, sort: str
) -> None:
    """Given a page that was read, when reports arrive, then the next pages still hold each other row once."""
    rows = walk(town.officer, sort=sort, limit=100)
    seen = [next(rows)["id"]]
    clock.pass_by(minutes=1)
    arrived = {road.submit(town, town.a, "刚刚到来") for _ in range(3)}
    seen += [row["id"] for row in rows]
    assert len(seen) == len(set(seen))
    everything = {row["id"] for row in walk(town.officer, limit=200)}
    assert everything - set(seen) <= arrived


@pytest.mark.parametrize("cursor", ["x", "W10", "bm90IG91cnM"])
def test_a_cursor_that_is_none(town: Town, cursor: str) -> None:
    response = town.officer.call("GET", f"/api/v1/reports?cursor={cursor}")
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["cursor"]


def test_a_cursor_of_another_order(town: Town) -> None:
    cursor = town.officer.get("/reports", sort="due", limit=1)["next"]
    assert town.officer.call("GET", f"/api/v1/reports?cursor={cursor}").status_code == 422


def test_a_page_may_not_be_longer_than_two_hundred(town: Town) -> None:
    assert town.officer.call("GET", "/api/v1/reports?limit=201").status_code == 422


def test_counts_stop_at_the_cap(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "CAP", 100)
    assert town.officer.get("/reports", limit=1)["count"] == {"value": 100, "capped": True}
    assert town.officer.get("/reports", limit=1, q="0-00")["count"] == {"value": 100, "capped": False}
    exact = town.officer.get("/reports", limit=1, exact=1)["count"]
    assert exact["value"] >= ROWS + 1
    assert exact["capped"] is False


class TestFilters:
    """What a list is narrowed by."""

    def test_street(self, town: Town) -> None:
        key = road.submit(town, town.b)
        assert [row["id"] for row in town.dispatcher.get("/reports", street="110199002")["items"]] == [key]
        assert town.officer.get("/reports", street="110199002")["items"] == []
        assert town.officer.call("GET", "/api/v1/reports?street=甲街道").status_code == 422

    def test_status_matter_and_source(self, town: Town) -> None:
        key = road.judge(town, town.a, "SR-028")
        for query in ({"status": "judged"}, {"matter": "SR-028"}):
            assert [row["id"] for row in town.officer.get("/reports", **query)["items"]] == [key]
        assert town.officer.get("/reports", status="judged", source="hotline")["items"] == []

    def test_days_are_days_in_china(self, town: Town, clock: Clock) -> None:
        clock.on(3, 20, hour=0)
        at_midnight = road.submit(town, town.a)
        clock.pass_by(seconds=-1)
        before = road.submit(town, town.a)
        assert [row["id"] for row in walk(town.officer, **{"from": "2026-03-20"})] == [at_midnight]
        assert [row["id"] for row in walk(town.officer, **{"from": "2026-03-19", "to": "2026-03-19"})] == [
            before
        ]

    def test_number(self, town: Town) -> None:
        rows = list(walk(town.officer, q="0-001"))
        assert sorted(row["number"] for row in rows) == [f"0-001{at}" for at in range(10)]

    def test_words_of_the_text_or_the_address(self, town: Town) -> None:
        given = {"text": "商户门外音响声大。", "address": "官园示范巷 3 号", **town.a.point}
        key = town.officer.does("report.submit", **given)["result"]
        for words in ("音响", "官园示范巷", "声大。"):
            assert [row["id"] for row in walk(town.officer, q=words)] == [key]
            assert town.b.officers[0].get("/reports", q=words)["items"] == []

    def test_marks_are_those_of_the_table(self, town: Town) -> None:
        assert set(get_args(MarkName)) == set(MARKS)
        for mark in MARKS:
            town.officer.get("/reports", mark=mark, limit=1)
        assert town.officer.call("GET", "/api/v1/reports?mark=lost").status_code == 422

    def test_class_of_the_matter(self, town: Town) -> None:
        key = road.judge(town, town.a, "HW-009")
        assert [row["id"] for row in town.officer.get("/reports", event="*")["items"]] == [key]
        for event in ("0201", "9999"):
            assert town.officer.get("/reports", event=event)["items"] == []

    def test_what_lies_in_no_street(self, town: Town) -> None:
        key = town.dispatcher.does("report.submit", text="区内道路遗撒", source="hotline", address="示范路")[
            "result"
        ]
        assert [row["id"] for row in town.dispatcher.get("/reports", street="110199")["items"]] == [key]

    def test_urgency(self, town: Town, clock: Clock) -> None:
        clock.pass_by(hours=3, minutes=30)
        for urgency in ("overdue", "near"):
            rows = list(walk(town.officer, urgency=urgency, q="0-", limit=200))
            assert {row["urgency"] for row in rows} == {urgency}
        dues = {row["due"] for row in walk(town.officer, urgency="overdue", q="0-", limit=200)}
        assert len(dues) == 4  # hours 0 to 3 are over

    def test_mine(self, town: Town) -> None:
        key = town.citizen.does("report.submit", text="店外占道经营", **town.a.point)["result"]
        assert [row["id"] for row in town.citizen.get("/reports", mine=1)["items"]] == [key]
        assert key in [row["id"] for row in town.officer.get("/reports")["items"]]
        assert town.officer.get("/reports", mine=1, q="店外占道经营")["items"] == []

    def test_who_sees_no_area_sees_what_he_submitted(self, town: Town) -> None:
        road.submit(town, town.a)
        key = town.citizen.does("report.submit", text="店外占道经营", **town.a.point)["result"]
        seen = town.citizen.get("/reports")["items"]
        assert seen[0]["id"] == key
        assert seen == town.citizen.get("/reports", mine=1)["items"]


def export(person: Person, **query: str) -> list[list[str]]:
    """The rows of the export, without its head."""
    response: Any = person.http.get("/api/v1/reports/export", query, headers=person.headers)
    assert response.status_code == 200
    assert response.streaming
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff案源编号,")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_export_holds_the_whole_list(town: Town) -> None:
    rows = export(town.officer, q="0-")
    assert len(rows) == ROWS
    assert rows[0][:4] == ["0-0000", "第0件", "待核实", "巡查发现"]
    assert rows[1][7:9] == ["2026-03-02 08:59", "2026-03-02 10:00"]


def test_the_export_is_as_wide_as_the_scope(town: Town) -> None:
    road.submit(town, town.b, "乙街道之事")
    assert all("乙街道" not in str(row) for row in export(town.officer))
    assert any("乙街道之事" in row for row in export(town.dispatcher))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(town: Town, clock: Clock, sign: str) -> None:
    clock.on(4, 1)
    words = f'{sign}HYPERLINK("http://example.org")'
    key = town.officer.does("report.submit", text=words, address=words, **town.a.point)["result"]
    number = town.officer.get(f"/reports/{key}")["number"]
    (row,) = [row for row in export(town.officer, **{"from": "2026-04-01"}) if row[0] == number]
    assert row[1] == f"'{words}"
    assert row[5] == f"'{words}"
