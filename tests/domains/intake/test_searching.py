"""Reports are found by their words, also among very many."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.database import analyze
from tests.domains import road
from tests.domains.town import Person, Town, multiply

from xuncheng.domains.intake.queries import ReportFilter, matching, readable_by
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(scope="module")
def stall(town: Town) -> str:
    """A report in street A."""
    return road.submit(town, town.a, "幸福菜市场门口有人占道烧烤，油烟扰民")


def found(person: Person, q: str) -> set[str]:
    return {row["id"] for row in person.get("/reports", q=q)["items"]}


@pytest.mark.parametrize(
    "typed",
    ["占道烧烤", "烧烤 占道", "油烟", "菜市场", "幸福菜市场", " 扰民 ", "占道，烧烤！", "占道 & !烧烤"],
)
def test_words_in_any_order_find_it(town: Town, stall: str, typed: str) -> None:
    assert stall in found(town.officer, typed)


@pytest.mark.parametrize("typed", ["占道停车", "噪声", "，", "'", "烧烤 | 噪声", "\\", "a:b"])
def test_what_it_does_not_hold_does_not_find_it(town: Town, stall: str, typed: str) -> None:
    assert stall not in found(town.officer, typed)


def test_spaces_alone_ask_for_nothing(town: Town, stall: str) -> None:
    assert stall in found(town.officer, "  ")


def test_another_street_does_not_find_it(town: Town, stall: str) -> None:
    assert stall not in found(town.b.officers[0], "占道烧烤")


def test_the_number_of_its_sender_finds_it(town: Town) -> None:
    """Given a work order of the hotline, when its number is typed as the hotline writes it, then it is found."""
    sender = town.admin.does("sender.register", code="hl", name="示范热线", source="hotline")["result"]
    key = town.dispatcher.does(
        "report.submit",
        text="路灯不亮",
        source="hotline",
        sender=sender,
        sender_number="HL-2026-77",
        **town.a.point,
    )["result"]
    assert found(town.officer, "HL-2026-77") == found(town.officer, "hl-2026-77") == {key}
    assert found(town.officer, "HL-2026-7") == set()


def test_an_index_finds_words_under_row_level_security(town: Town, stall: str) -> None:
    everything = program("测试", ())
    with reading(everything):
        row = readable_by(everything).get(pk=stall)
    multiply(row, 1000, number=lambda at: f"W-{at:04}")
    analyze("intake_report")
    viewer = viewer_of(town.officer.user.pk)
    assert viewer
    with reading(viewer, lists=True), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = matching(viewer, ReportFilter(q="路灯")).order_by("-submitted_at", "-id")[:51].explain()
    assert "report_by_words" in plan, plan
