"""What whoever takes calls looks up: earlier calls of a number, and places by name."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.gis.geos import Point
from pytest_django import DjangoAssertNumQueries
from tests.database import analyze
from tests.domains.town import START, Clock, Person, Town, multiply

from xuncheng.domains.intake.callers import caller_of, callers_of, tidy
from xuncheng.domains.intake.hotline import reported_at
from xuncheng.domains.intake.queries import readable_by
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

pytestmark = pytest.mark.usefixtures("clock")
EVERYTHING = program("测试", ())


def call_in(town: Town, phone: str, text: str = "店外占道摆放货物", **given: Any) -> str:
    """A report by telephone; its key."""
    caller = {"reporter_name": "陈示范", "reporter_phone": phone}
    done = town.dispatcher.does("report.submit", text=text, **caller, **town.a.point | given)
    return str(done["result"])


def calls(person: Person, phone: str) -> list[dict[str, Any]]:
    """The earlier calls of a number."""
    response = person.call("POST", "/api/v1/reports/calls", {"phone": phone})
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def places(person: Person, q: str) -> list[tuple[str, str]]:
    """The places that are offered: of what kind, and their names."""
    return [(one["kind"]["code"], one["name"]) for one in person.get("/reports/places", q=q)["items"]]


class TestNumbers:
    """How numbers are told apart."""

    @pytest.mark.parametrize(
        ("typed", "digits"),
        [
            ("13800138000", "13800138000"), ("138 0013-8000", "13800138000"), ("+86 13800138000", "13800138000"),
            ("0086-138-0013-8000", "13800138000"), ("(010) 8888 0000", "01088880000"), ("12345", ""), ("", ""), ("未留", ""),
        ],
    )  # fmt: skip
    def test_the_same_number_is_the_same_however_it_is_typed(self, typed: str, digits: str) -> None:
        assert tidy(typed) == digits

    def test_the_hash_is_keyed(self, settings: Any) -> None:
        settings.SECRET_KEY = "eins"
        before = caller_of("13800138000")
        assert "13800138000" not in before
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "zwei", ["eins"]
        assert caller_of("13800138000") != before
        assert before in callers_of("13800138000")
        assert callers_of("12345") == []


class TestEarlierCalls:
    """Earlier calls of one number."""

    def test_they_are_found_masked_and_newest_first(self, town: Town, clock: Clock) -> None:
        # Given two calls from one mobile, typed in different ways, and one from another
        first = call_in(town, "13800138001", "夜间噪声，回电13800138001")
        clock.pass_by(hours=1)
        second = call_in(town, "+86 138-0013-8001")
        call_in(town, "13800138009")
        # Then both are found, and neither name nor number is read from them
        found = calls(town.dispatcher, "138 0013 8001")
        assert [one["id"] for one in found] == [second, first]
        assert "陈示范" not in str(found)
        assert "13800138001" not in str(found)

    def test_nobody_who_may_not_look_at_reporters_is_told(self, town: Town) -> None:
        done = town.citizen.does("report.submit", text="占道", reporter_phone="13800138002", **town.a.point)
        assert calls(town.citizen, "13800138002") == []
        assert [one["id"] for one in calls(town.dispatcher, "13800138002")] == [done["result"]]

    def test_another_street_is_told_nothing(self, town: Town) -> None:
        call_in(town, "13800138003")
        assert len(calls(town.officer, "13800138003")) == 1
        assert calls(town.b.officers[0], "13800138003") == []

    @pytest.mark.parametrize("phone", ["", "12345", "无"])
    def test_what_is_nobody_s_number_finds_nothing(self, town: Town, phone: str) -> None:
        call_in(town, phone)
        assert calls(town.dispatcher, phone) == []

    def test_an_index_finds_them(self, town: Town, many: None) -> None:
        viewer = viewer_of(town.dispatcher.user.pk)
        assert viewer
        with reading(viewer, lists=True):
            rows = readable_by(viewer).filter(caller__in=callers_of("13800138004"), caller__gt="")
            plan = rows.order_by("-submitted_at", "-id").explain()
        assert "report_newest_of_caller" in plan, plan


class TestPlaces:
    """Places that a caller may mean."""

    def test_areas_and_addresses_of_earlier_reports(self, town: Town) -> None:
        for _ in range(2):
            call_in(town, "", address="官园示范市场东门")
        call_in(town, "", address="官园示范市场西门")
        found = town.dispatcher.get("/reports/places", q="官园示范")["items"]
        assert [(one["name"], one["times"]) for one in found] == [
            ("官园示范市场东门", 2),
            ("官园示范市场西门", 1),
        ]
        assert found[0]["point"] == pytest.approx([town.a.point["lon"], town.a.point["lat"]])
        assert places(town.dispatcher, "甲街") == [("area", "甲街道")]
        assert places(town.dispatcher, " ") == []

    def test_addresses_in_another_street_are_not_told(self, town: Town) -> None:
        call_in(town, "", address="保密示范胡同一号")
        assert places(town.b.officers[0], "保密示范") == []
        assert places(town.officer, "保密示范") == [("report", "保密示范胡同一号")]

    def test_few_queries(self, town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        _ = places(town.dispatcher, "示范")
        with django_assert_num_queries(7):
            places(town.dispatcher, "示范")

    def test_an_index_finds_addresses(self, town: Town, many: None) -> None:
        viewer = viewer_of(town.dispatcher.user.pk)
        assert viewer
        with reading(viewer, lists=True):
            plan = reported_at(viewer, "很长的示范路12").explain()
        assert "report_by_address" in plan, plan


@pytest.fixture(scope="module")
def many(town: Town) -> None:
    """A thousand reports from as many addresses and numbers."""
    key = call_in(town, "13800138004")
    with reading(EVERYTHING):
        row = readable_by(EVERYTHING).get(pk=key)
    multiply(
        row, 1000, number=lambda at: f"H-{at:04}", submitted_at=lambda _: START, address=lambda at: f"很长的示范路{at}号",
        caller=lambda at: f"{at:064}", point=lambda at: Point(116.35 + at / 1e6, 39.92, srid=4326),
    )  # fmt: skip
    analyze("intake_report")
