"""Figures of reports: each is what its definition says, and the list that it opens holds as many rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.insight.pages import cells, differing, line
from tests.domains.portal import citizen
from tests.domains.town import Clock, Hiring, Person, Street, Town

from xuncheng.domains.insight.reports import COLUMNS
from xuncheng.rules.insight.figures import REPORT_FIGURES

MARCH = {"period": "month", "on": "2026-03-20"}


def handle(town: Town, street: Street, report: str, *, hours: float = 0) -> None:
    """The team of the street deals with it, so many hours later."""
    town.clock.pass_by(hours=hours)
    street.officers[0].does("report.handle", report, outcome="已劝导，货物清理完毕")


def check(town: Town, report: str, *, passed: bool = True) -> None:
    town.dispatcher.does("report.check", report, passed=passed, findings="现场查看")


def answer(town: Town, report: str) -> None:
    town.dispatcher.does("report.feedback", report, answer="已处置，感谢反映")


def rated(town: Town, score: int, *, solved: bool = True) -> None:
    """A citizen reports on the portal, is answered, and says what he thinks of it."""
    cache.clear()
    done = citizen.reports(town.stranger, **town.a.point).json()
    (report,) = [row["id"] for row in town.dispatcher.get("/reports", q=done["number"])["items"]]
    town.dispatcher.does("report.reject", report, reason="不属于城市管理事项")
    answer(town, report)
    said = citizen.rates(town.stranger, done["number"], done["code"], score=score, solved=solved)
    assert said.status_code == 200, said.content.decode()


@pytest.fixture(scope="module")
def busy(town: Town) -> Town:
    """February: two reports in street A. March: one of each fate there, one in street B, and some that were rated."""
    citizen.open_portal(town)
    town.clock.on(2, 10)
    for _ in range(2):
        road.submit(town, town.a)
    town.clock.on(3, 10)
    closed, late, again, back, lead, twin, open_ = (road.dispatch(town, town.a) for _ in range(7))
    handle(town, town.a, closed)
    check(town, closed)
    answer(town, closed)
    handle(town, town.a, again)
    check(town, again, passed=False)
    town.officer.does("report.return", back, reason="不属于本队职责")
    town.dispatcher.does("report.merge", twin, lead=lead, reason="同一处摊位")
    road.submit(town, town.a)
    road.submit(town, town.b)
    road.judge(town, town.b, "SR-028")
    rated(town, 5)
    rated(town, 2, solved=False)
    handle(town, town.a, late, hours=24 * 12)
    check(town, late)
    answer(town, late)
    assert open_
    return town


pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def end_of_march(busy: Town, clock: Clock) -> None:
    clock.on(3, 25)


def totals(page: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The figures of the whole, now and before."""
    return line(page, "total")


def test_every_figure_counts_what_its_definition_says(town: Town) -> None:
    found = totals(town.head.get("/statistics/reports", **MARCH))
    assert found == {
        "reports": (12, 2), "verified": (8, 0), "merged": (1, 0), "returned": (1, 0), "reworked": (1, 0), "checked": (2, 0),
        "in_time": (3, 0), "late": (1, 0), "in_time_share": (0.75, None), "overdue": (7, 2),
        "rated": (2, 0), "satisfied": (1, 0), "satisfied_share": (0.5, None), "score": (3.5, None), "unsolved": (1, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "asked", [MARCH, MARCH | {"street": "110199001"}, {"period": "year", "on": "2026-03-20"}]
)
@pytest.mark.parametrize("who", ["head", "officer"])
def test_every_figure_opens_a_list_of_as_many_rows(town: Town, who: str, asked: dict[str, str]) -> None:
    person: Person = getattr(town, who)
    page = person.get("/statistics/reports", **asked)
    assert differing(person, page) == {}


def test_parts_add_up_to_the_whole(town: Town) -> None:
    page = town.head.get("/statistics/reports", **MARCH)
    for table in page["tables"]:
        assert sum(row["cells"][0]["value"] for row in table["rows"]) == 12, table["code"]


def test_parts_are_named_as_elsewhere(town: Town) -> None:
    page = town.head.get("/statistics/reports", **MARCH)
    assert line(page, "source", "citizen") == {"reports": (2, 0)}
    assert line(page, "event", "0501") == {"reports": (7, 0)}
    assert line(page, "matter", "SR-028") == {"reports": (1, 0)}
    assert line(page, "matter", "-") == {"reports": (4, 2)}
    (states,) = [one for one in page["tables"] if one["code"] == "status"]
    assert {row["code"]: row["group"]["zh"] for row in states["rows"] if row["group"]}[
        "dispatched"
    ] == "任务处理"


def test_a_running_month_is_compared_with_as_many_days(town: Town) -> None:
    period = town.head.get("/statistics/reports")["period"]
    assert (period["since"], period["until"]) == ("2026-03-01", "2026-03-25")
    assert period["before"] == {"since": "2026-02-01", "until": "2026-02-25"}


def test_a_day_is_a_day_in_china(town: Town, clock: Clock) -> None:
    clock.on(4, 10, hour=0)
    road.submit(town, town.a)
    clock.pass_by(seconds=-1)
    road.submit(town, town.a)
    for day in ("2026-04-09", "2026-04-10"):
        page = town.head.get("/statistics/reports", **{"period": "days", "from": day, "to": day})
        assert totals(page)["reports"][0] == 1


class TestScope:
    """Who sees which streets."""

    def test_a_street_sees_its_own(self, town: Town) -> None:
        page = town.officer.get("/statistics/reports", **MARCH)
        assert totals(page)["reports"] == (10, 2)
        (streets,) = [one for one in page["tables"] if one["code"] == "street"]
        assert [row["code"] for row in streets["rows"]] == ["110199001"]

    def test_the_district_sees_all_also_those_without_a_report(self, town: Town) -> None:
        page = town.head.get(
            "/statistics/reports", period="days", **{"from": "2026-01-01", "to": "2026-01-31"}
        )
        assert (
            line(page, "street", "110199001")["reports"]
            == line(page, "street", "110199002")["reports"]
            == (0, 0)
        )

    def test_another_street_is_nothing(self, town: Town) -> None:
        page = town.officer.get("/statistics/reports", street="110199002", **MARCH)
        assert totals(page)["reports"] == (0, 0)
        assert "乙街道" not in str(page)

    def test_a_citizen_counts_nothing_not_even_his_own(self, town: Town, clock: Clock) -> None:
        clock.on(4, 20)
        town.citizen.does("report.submit", text="店外占道经营", **town.a.point)
        assert totals(town.citizen.get("/statistics/reports"))["reports"] == (0, 0)

    def test_a_mark_tells_a_citizen_nothing_of_his_report(self, town: Town) -> None:
        assert town.citizen.get("/reports", mark="unjudged")["items"] == []

    def test_who_is_signed_out_is_told_so(self, town: Town) -> None:
        assert town.stranger.call("GET", "/api/v1/statistics/reports").status_code == 401
        assert town.stranger.call("GET", "/api/v1/statistics/reports/export").status_code == 401


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("period=days", "from"),
        ("period=days&from=2026-03-01", "to"),
        ("period=days&from=2026-03-02&to=2026-03-01", "to"),
        ("period=days&from=2020-01-01&to=2026-03-01", "to"),
        ("period=decade", "period"),
        ("street=甲街道", "street"),
    ],
)
def test_what_does_not_fit_is_named(town: Town, query: str, field: str) -> None:
    response = town.head.call("GET", f"/api/v1/statistics/reports?{query}")
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_the_file_holds_every_figure(town: Town) -> None:
    page = town.head.get("/statistics/reports", **MARCH)
    response: Any = town.head.http.get("/api/v1/statistics/reports/export", MARCH, headers=town.head.headers)
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:5] == ["起始日", "截止日", "统计表", "代码", "项目"]
    assert len(rows) - 1 == len(list(cells(page)))
    assert [row[2:9] for row in rows if row[6] == "按期办结率" and row[3] == ""] == [
        ["合计", "", "合计", "", "按期办结率", "0.75", ""]
    ]
    sheet: Any = town.head.http.get("/api/v1/statistics/reports/export", MARCH | {"format": "xlsx"}, headers=town.head.headers)  # fmt: skip
    assert b"".join(sheet.streaming_content).startswith(b"PK")


def test_all_is_counted_by_one_statement(town: Town) -> None:
    town.head.get("/statistics/reports", **MARCH)
    with CaptureQueriesContext(connection) as asked:
        town.head.get("/statistics/reports", **MARCH)
    counting = [one["sql"] for one in asked if "GROUPING SETS" in one["sql"]]
    assert len(counting) == 1
    assert counting[0].count("(in_stretch") == len(COLUMNS) + 1
    assert len(asked) <= 8


def test_every_figure_names_acts_that_there_are(town: Town) -> None:
    figures = town.head.get("/statistics/reports")["figures"]
    assert [one["code"] for one in figures] == [one.code for one in REPORT_FIGURES]
    assert all(act["zh"] != act["code"] for one in figures for act in one["acts"])


def test_the_deputy_of_two_streets_sees_both(town: Town) -> None:
    both = Hiring(town.bureau, town.district, town.roles).person("both", "秦两街", "officer", town.a.team)
    town.grant(both, "officer", town.b.area)
    assert totals(both.get("/statistics/reports", **MARCH))["reports"] == (12, 2)
