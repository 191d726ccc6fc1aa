"""Earlier reports that may be the same thing: what is proposed, to whom, and how it is found."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.database import analyze
from tests.domains import road
from tests.domains.town import NORTH, SOUTH, START, WEST, Clock, Person, Town, multiply

from xuncheng.domains.intake.duplicates import OF_CELL, Asked, candidates, statement
from xuncheng.domains.intake.queries import readable_by
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.reporting.duplicates import REACH

pytestmark = pytest.mark.usefixtures("clock")
STALL = "地铁口有流动摊贩占道卖水果，行人走不过去"
AGAIN = "流动摊贩在地铁口占道经营，卖水果的"
NOISE = "工地深夜施工，噪声很大"


Place = dict[str, float]
_SPOTS = count(1)


@pytest.fixture
def spot(town: Town) -> Place:
    """A corner of street A at which nothing was reported yet: the next is half a kilometre off."""
    north, east = divmod(next(_SPOTS), 3)
    return {"lon": WEST + 0.001 + 0.006 * east, "lat": SOUTH + 0.001 + 0.0045 * north}


def report(town: Town, place: Place, text: str, east: float = 0) -> str:
    """A report from so many metres to the east of a place in street A; its key."""
    point = place | {"lon": place["lon"] + east / 85_300}
    done = town.officer.does("report.submit", text=text, source="hotline", address="地铁站东北口", **point)
    return str(done["result"])


def of(person: Person, key: str) -> list[dict[str, Any]]:
    """What is proposed for a report on file."""
    found: list[dict[str, Any]] = person.get(f"/reports/{key}/duplicates")["items"]
    return found


def typed(person: Person, text: str, **given: Any) -> list[dict[str, Any]]:
    """What is proposed while a report is typed."""
    response = person.call("POST", "/api/v1/reports/duplicates", {"text": text, **given})
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def test_the_same_stall_reported_twice_is_proposed_with_its_reasons(
    town: Town, spot: Place, clock: Clock
) -> None:
    # Given a stall that was reported in the morning, and noise at the same place
    first, _ = report(town, spot, STALL), report(town, spot, NOISE)
    # When somebody else calls two hours later from thirty metres off
    clock.pass_by(hours=2)
    second = report(town, spot, AGAIN, east=30)
    # Then the stall alone is proposed
    (one,) = of(town.dispatcher, second)
    assert one["id"] == first
    assert one["leads"] is True
    labels = [reason["label"]["zh"] for reason in one["reasons"]]
    assert labels[0] == "相距约30米"
    assert labels[1].startswith("用词相近：")
    assert "摊贩" in labels[1]
    assert labels[2] == "相隔2小时"
    assert one["points"] == sum(reason["points"] for reason in one["reasons"])
    # And it is merged by the act that there is
    town.dispatcher.does("report.merge", second, lead=first, reason="同一摊点")
    assert of(town.dispatcher, first) == []


def test_a_report_that_is_being_typed_finds_the_same(town: Town, spot: Place) -> None:
    first = report(town, spot, STALL)
    assert [one["id"] for one in typed(town.dispatcher, AGAIN, **spot)] == [first]
    assert typed(town.dispatcher, NOISE, **spot) == []
    assert typed(town.dispatcher, "") == []


def test_beyond_reach_nothing_is_proposed(town: Town, spot: Place) -> None:
    report(town, spot, STALL)
    far = report(town, spot, STALL, east=230)
    assert of(town.dispatcher, far) == []


def test_without_a_place_the_words_and_the_matter_have_to_say_it(town: Town, clock: Clock) -> None:
    key = road.judge(town, town.a, "SR-010")
    clock.pass_by(hours=48)
    text = town.dispatcher.get(f"/reports/{key}")["text"]
    assert key not in [one["id"] for one in typed(town.dispatcher, text)]
    assert [one["id"] for one in typed(town.dispatcher, text, matter="SR-010")] == [key]
    assert typed(town.dispatcher, text, matter="SR-028") == []


def test_answered_lately_is_proposed_though_it_leads_no_more(town: Town, spot: Place, clock: Clock) -> None:
    key = report(town, spot, STALL)
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    town.dispatcher.does("report.dispatch", key, team=town.a.team.pk)
    town.officer.does("report.handle", key, outcome="已劝离")
    town.dispatcher.does("report.check", key, passed=True, findings="现场已恢复")
    town.dispatcher.does("report.feedback", key, answer="已劝离，感谢反映")
    clock.pass_by(hours=30 * 24 - 1)
    assert [(one["id"], one["leads"]) for one in typed(town.dispatcher, STALL, **spot)] == [(key, False)]
    clock.pass_by(hours=2)
    assert typed(town.dispatcher, STALL, **spot) == []


def test_later_reports_are_not_proposed(town: Town, spot: Place, clock: Clock) -> None:
    first = report(town, spot, STALL)
    clock.pass_by(hours=1)
    report(town, spot, STALL)
    assert of(town.dispatcher, first) == []


def test_telephones_in_the_words_are_masked(town: Town, spot: Place) -> None:
    report(town, spot, f"{STALL}，联系电话13800138000")
    (one,) = typed(town.dispatcher, AGAIN, **spot)
    assert "13800138000" not in one["summary"]


def test_whoever_sees_another_street_is_proposed_nothing_of_this_one(town: Town, spot: Place) -> None:
    report(town, spot, STALL)
    stranger_here = town.b.officers[0]
    assert typed(stranger_here, STALL, **spot) == []
    # A citizen sees his own alone
    assert typed(town.citizen, STALL, **spot) == []


@pytest.mark.parametrize("given", [{"lon": 181, "lat": 39}, {"lon": 116, "lat": -91}, {"text": "长" * 4001}])
def test_what_cannot_be_is_refused_by_name(town: Town, given: dict[str, Any]) -> None:
    response = town.dispatcher.call("POST", "/api/v1/reports/duplicates", {"text": STALL, **given})
    assert response.status_code == 422
    assert response.json()["errors"]


@pytest.fixture(scope="module")
def many(town: Town) -> Point:
    """A thousand reports in a row, ten metres from each other; the point at which they begin."""
    begin = {"lon": WEST + 0.001, "lat": NORTH - 0.001}
    key = report(town, begin, STALL)
    everything = program("测试", ())
    with reading(everything):
        row = readable_by(everything).get(pk=key)
    multiply(
        row, 1000, number=lambda at: f"D-{at:04}", submitted_at=lambda _: START,
        point=lambda at: Point(begin["lon"] + at / 8530, begin["lat"], srid=4326),
    )  # fmt: skip
    analyze("intake_report")
    return Point(begin["lon"], begin["lat"], srid=4326)


def test_an_index_finds_what_is_near_under_row_level_security(town: Town, many: Point) -> None:
    viewer = viewer_of(town.officer.user.pk)
    assert viewer
    text, values = statement(Asked(STALL, START, many))
    with reading(viewer, lists=True), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {text}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using report_newest_of_cell on intake_report" in plan, plan
    assert "Sort" not in plan, plan
    assert "Seq Scan on intake_report" not in plan, plan


def test_one_query_however_many_there_are(
    town: Town, many: Point, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = viewer_of(town.officer.user.pk)
    assert viewer
    with reading(viewer, lists=True), django_assert_num_queries(1):
        found = candidates(Asked(STALL, START, many))
    assert found
    assert len(found) <= 9 * OF_CELL
    assert all(one.metres is not None and one.metres <= REACH for one in found)
