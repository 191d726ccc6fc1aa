"""Figures of cases and penalties: each is what its definition says, and the list that it opens holds as many rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import road
from tests.domains.insight.pages import cells, differing, line
from tests.domains.road import File
from tests.domains.town import Clock, Person, Town

from xuncheng.domains.cases.marks import MARKS
from xuncheng.domains.cases.schemas import MarkName

MARCH = {"period": "month", "on": "2026-03-20"}
WARNED = {"kinds": ["warning"], "amount": "0"}

pytestmark = pytest.mark.usefixtures("unprinted", "clock")


@pytest.fixture(scope="module")
def busy(town: Town, unprinted: None) -> Town:
    """February: one case. March: in street A one that was fined and closed, one with a warning, one proposed; in B one decided."""
    town.clock.on(2, 10)
    File(town, town.a).go(road.ORDINARY, "propose")
    town.clock.on(3, 2)
    File(town, town.a).go(road.ORDINARY, "archive")
    town.clock.on(3, 3)
    File(town, town.a, matter="SR-028", penalty=dict(WARNED)).go(road.SIMPLE, "decide")
    File(town, town.a).go(road.ORDINARY, "propose")
    File(town, town.b).go(road.ORDINARY, "decide")
    return town


@pytest.fixture(autouse=True)
def end_of_march(busy: Town, clock: Clock) -> None:
    clock.on(3, 30)


def test_every_figure_counts_what_its_definition_says(town: Town) -> None:
    page = town.head.get("/statistics/cases", **MARCH)
    assert line(page, "total") == {"cases": (4, 1), "decided": (3, 0), "closed": (1, 0), "pressing": (2, 0)}
    assert line(page, "total_penalties") == {
        "decisions": (3, 0), "fined": (2, 0), "fines": ("1200.00", "0.00"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "asked", [MARCH, MARCH | {"street": "110199001"}, {"period": "year", "on": "2026-03-20"}]
)
@pytest.mark.parametrize("who", ["head", "officer"])
def test_every_figure_opens_a_list_of_as_many_rows(town: Town, who: str, asked: dict[str, str]) -> None:
    person: Person = getattr(town, who)
    assert differing(person, person.get("/statistics/cases", **asked)) == {}


def test_every_sum_opens_the_cases_that_it_adds_up(town: Town) -> None:
    page = town.head.get("/statistics/cases", **MARCH)
    sums = [cell for _, figure, cell in cells(page) if figure == "fines"]
    assert len(sums) > 5
    for cell in sums:
        found = town.head.get("/cases", **cell["opens"], limit=200)["items"]
        assert sum((Decimal(row["amount"]) for row in found), Decimal()) == Decimal(cell["value"])


def test_by_procedure_and_stage(town: Town) -> None:
    page = town.head.get("/statistics/cases", **MARCH)
    assert line(page, "procedure", "simple")["cases"] == (1, 0)
    assert line(page, "procedure", "ordinary")["cases"] == (3, 1)
    assert line(page, "procedure_penalties", "simple") == {
        "decisions": (1, 0), "fined": (0, 0), "fines": ("0.00", "0.00"),
    }  # fmt: skip
    (stages,) = [one for one in page["tables"] if one["code"] == "stage"]
    assert {row["code"]: row["cells"][0]["value"] for row in stages["rows"]}["archived"] == 1


def test_a_street_sees_its_own(town: Town) -> None:
    page = town.officer.get("/statistics/cases", **MARCH)
    assert line(page, "total")["cases"] == (3, 1)
    assert line(page, "total_penalties")["decisions"] == (2, 0)
    assert line(town.officer.get("/statistics/cases", street="110199002", **MARCH), "total")["cases"] == (
        0,
        0,
    )
    assert "乙街道" not in str(page)


def test_a_citizen_counts_nothing(town: Town) -> None:
    assert line(town.citizen.get("/statistics/cases"), "total")["cases"] == (0, 0)


def test_who_is_signed_out_is_told_so(town: Town) -> None:
    assert town.stranger.call("GET", "/api/v1/statistics/cases").status_code == 401
    assert town.stranger.call("GET", "/api/v1/statistics/cases/export").status_code == 401


def test_the_file_holds_every_figure(town: Town) -> None:
    page = town.head.get("/statistics/cases", **MARCH)
    response: Any = town.head.http.get("/api/v1/statistics/cases/export", MARCH, headers=town.head.headers)
    rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) - 1 == len(list(cells(page)))
    assert any("罚款金额,1200.00,0.00," in row for row in rows)


def test_two_statements_count_it_all(town: Town) -> None:
    town.head.get("/statistics/cases", **MARCH)
    with CaptureQueriesContext(connection) as asked:
        town.head.get("/statistics/cases", **MARCH)
    assert len([one for one in asked if "GROUPING SETS" in one["sql"]]) == 2
    assert len(asked) <= 10


def test_marks_are_those_of_the_table(town: Town) -> None:
    assert set(get_args(MarkName)) == set(MARKS)
    assert town.officer.call("GET", "/api/v1/cases?mark=lost").status_code == 422


@pytest.mark.parametrize(
    ("query", "number"), [({"decided_from": "2026-03-01"}, 3), ({"decided_to": "2026-03-01"}, 0)]
)
def test_cases_are_listed_by_the_day_of_their_decision(
    town: Town, query: dict[str, str], number: int
) -> None:
    assert town.head.get("/cases", **query)["count"]["value"] == number
