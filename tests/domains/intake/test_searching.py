"""Reports are found by their words, also among very many."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.database import analyze
from tests.domains import road
from tests.domains.town import Person, Town, multiply, one_act

from xuncheng.domains.intake.models import Report
from xuncheng.domains.intake.queries import SORTINGS, ReportFilter, matching, readable_by
from xuncheng.domains.intake.searching import by_weeks
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(scope="module")
def stall(town: Town) -> str:
    """A report in street A."""
    return road.submit(town, town.a, "幸福菜市场门口有人占道烧烤，油烟扰民")


def found(person: Person, q: str, **narrowed: str) -> set[str]:
    return {row["id"] for row in person.get("/reports", q=q, **narrowed)["items"]}


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


SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def of_weeks(town: Town) -> list[str]:
    """Reports of one wording through more than a year, in the first and last seconds of each week; their keys, the newest first."""
    everything = program("测试", ())
    with reading(everything):
        row = readable_by(everything).defer(None).get(pk=road.submit(town, town.a, "常年反复出现的积水"))
    here = row.submitted_at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = here - timedelta(days=here.weekday())
    edges = [monday - timedelta(weeks=back) + timedelta(seconds=by) for back in range(60) for by in (-1, 0)]
    copies = multiply(row, len(edges), number=lambda at: f"M-{at:04}", submitted_at=lambda at: edges[at])
    found = sorted([row, *copies], key=lambda one: (one.submitted_at, str(one.pk)), reverse=True)
    return [str(one.pk) for one in found]


def test_what_is_found_is_read_week_by_week_without_a_gap(town: Town, of_weeks: list[str]) -> None:
    """Given reports of sixty weeks, when they are looked for page by page, then each comes once, the newest first."""
    read: list[str] = []
    cursor = None
    while cursor is not None or not read:
        page = town.officer.get("/reports", q="反复 积水", limit=7, **({"cursor": cursor} if cursor else {}))
        read += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert read == of_weeks


def test_each_report_lies_in_one_portion(town: Town, of_weeks: list[str]) -> None:
    everything = program("测试", ())
    with reading(everything):
        wanted = matching(everything, ReportFilter(q="反复 积水")).order_by(
            *SORTINGS["-submitted_at"].order()
        )
        portions = [[str(row.pk) for row in wanted.filter(portion)] for portion in by_weeks(None)]
    assert [key for portion in portions for key in portion] == of_weeks
    assert [bool(portion) for portion in portions] == [False, True, True, True]


@pytest.mark.parametrize(("limit", "statements"), [(3, 2), (10, 3), (70, 4)])
def test_older_weeks_are_read_only_where_the_newest_hold_too_few(
    town: Town, of_weeks: list[str], limit: int, statements: int
) -> None:
    """Given two such reports a week, when a page is read, then no week is asked for that it does not need."""
    with CaptureQueriesContext(connection) as asked:
        page = town.officer.get("/reports", q="反复 积水", limit=limit)
    assert [row["id"] for row in page["items"]] == of_weeks[:limit]
    pages = [one for one in asked if 'ORDER BY "intake_report"."submitted_at" DESC' in one["sql"]]
    assert len(pages) == statements


def test_what_moves_to_another_street_is_found_there(town: Town) -> None:
    """Given a report that lies in another street than was thought, when it is looked for, then there, and here no more."""
    key = road.submit(town, town.a, "垃圾桶倒在盲道中央")
    assert found(town.dispatcher, "盲道 垃圾桶", street=town.a.area.code) == {key}
    with one_act():
        Report.objects.filter(pk=key).update(area_path=town.b.area.path)
    assert found(town.b.officers[0], "盲道 垃圾桶") == {key}
    assert found(town.officer, "盲道 垃圾桶") == set()
    assert found(town.dispatcher, "盲道 垃圾桶", street=town.a.area.code) == set()
    assert found(town.dispatcher, "盲道 垃圾桶", street=town.b.area.code) == {key}
