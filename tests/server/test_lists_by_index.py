"""The lists that people look at all day are read from an index, in its order, also under row-level security.

With sorting and sequential reading forbidden PostgreSQL still does either where no index gives the order; so
what is looked for in its plan is the index, and the condition with which it is entered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from tests.database import address_as, empty

from xuncheng.domains.cases import queries as cases
from xuncheng.domains.cases.queries import CaseFilter
from xuncheng.domains.insight import cases as case_figures
from xuncheng.domains.insight import reports
from xuncheng.domains.intake import queries as intake
from xuncheng.domains.intake.queries import ReportFilter
from xuncheng.domains.subjects import queries as subjects
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.insight.stretches import Kind, around

pytestmark = pytest.mark.django_db

See = Callable[[Viewer], AbstractContextManager[None]]

STREET, DISTRICT = "110199.001.", "110199."
JANUARY = {"since": date(2026, 1, 1), "until": date(2026, 1, 31)}
SOMEBODY = UUID(int=1)

# Who looks, at what, in which order; by which index, entered with which columns.
REPORTS: list[tuple[str, dict[str, Any], str, str, set[str]]] = [
    (DISTRICT, {}, "-submitted_at", "report_newest", set()),
    (DISTRICT, JANUARY, "-submitted_at", "report_newest", {"submitted_at"}),
    (DISTRICT, {"q": "202601"}, "-submitted_at", "report_newest", {"submitted_at"}),
    (DISTRICT, {"status": "answered"}, "-submitted_at", "report_newest_by_status", {"status"}),
    (
        DISTRICT,
        {"status": "judged", "source": "patrol"},
        "-submitted_at",
        "report_newest_open_by_source",
        {"status", "source"},
    ),
    (DISTRICT, {"matter": "SR-010"}, "-submitted_at", "report_newest_of_matter", {"matter_id"}),
    (
        DISTRICT,
        {"matter": "SR-010", "status": "answered"},
        "-submitted_at",
        "report_newest_of_matter_by",
        {"matter_id", "status"},
    ),
    (DISTRICT, {"mine": True}, "-submitted_at", "report_newest_of_reporter", {"submitted_by_id"}),
    (DISTRICT, {}, "due", "report_by_due", set()),
    (DISTRICT, {"status": "judged"}, "due", "report_due", {"status"}),
    (DISTRICT, {"urgency": "overdue"}, "due", "report_by_due", {"due_at"}),
    (DISTRICT, {"supervised": True}, "due", "report_supervised", set()),
    (DISTRICT, {"asking": True}, "due", "report_asking", set()),
    (DISTRICT, {"mark": "returned", **JANUARY}, "-submitted_at", "report_newest_returned", {"submitted_at"}),
    (DISTRICT, {"mark": "reworked", **JANUARY}, "-submitted_at", "report_newest_reworked", {"submitted_at"}),
    (DISTRICT, {"mark": "merged", **JANUARY}, "-submitted_at", "report_newest_merged", {"submitted_at"}),
    (DISTRICT, {"mark": "late", **JANUARY}, "-submitted_at", "report_newest_late", {"submitted_at"}),
    (DISTRICT, {"mark": "unjudged", **JANUARY}, "-submitted_at", "report_newest_unjudged", {"submitted_at"}),
    (DISTRICT, {"mark": "verified", **JANUARY}, "-submitted_at", "report_newest", {"submitted_at"}),
    (STREET, {}, "-submitted_at", "report_newest_of_street", {"street"}),
    (STREET, {"status": "answered"}, "-submitted_at", "report_newest_by_both", {"street", "status"}),
    (STREET, {"matter": "SR-010"}, "-submitted_at", "report_newest_of_matter_there", {"street", "matter_id"}),
    (STREET, {}, "due", "report_by_due_of_street", {"street"}),
    (STREET, {"status": "judged"}, "due", "report_due_of_street", {"street", "status"}),
]

CASES: list[tuple[str, dict[str, Any], str, str, set[str]]] = [
    (DISTRICT, {}, "-opened_at", "case_newest", set()),
    (DISTRICT, {"stage": "archived"}, "-opened_at", "case_newest_by_stage", {"stage"}),
    (DISTRICT, {"matter": "SR-010"}, "-opened_at", "case_newest_of_matter", {"matter_id"}),
    (DISTRICT, {"handler": SOMEBODY}, "-opened_at", "case_newest_of_handler", {"handler_id"}),
    (DISTRICT, {}, "due", "case_by_due", set()),
    (STREET, {}, "-opened_at", "case_newest_of_street", {"street"}),
    (STREET, {"stage": "archived"}, "-opened_at", "case_newest_by_both", {"street", "stage"}),
    (STREET, {}, "due", "case_by_due_of_street", {"street"}),
]


MANY = """
    INSERT INTO intake_report (id, number, text, source, status, area_path, address, reporter_name, reporter_phone,
        submitted_at, due_at, outcome, answer)
    SELECT gen_random_uuid(), n, '', 'patrol', (ARRAY['judged', 'submitted', 'verified', 'answered'])[n %% 4 + 1],
        format('110199.%%s.001.', lpad((n %% 15 + 1)::text, 3, '0')), '', '', '',
        now() - n * interval '1 hour', CASE WHEN n %% 4 < 3 THEN now() - n * interval '1 minute' END, '', ''
    FROM generate_series(1, %s) AS n
"""


@pytest.fixture(scope="module", autouse=True)
def many_reports(django_db_setup: None) -> Iterator[None]:
    """So many reports, of which PostgreSQL knows, that it tells a better index from a good one."""
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        owner.execute("ALTER TABLE intake_report DISABLE TRIGGER USER")
        owner.execute(MANY, [5_000])
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("ALTER TABLE intake_report ENABLE TRIGGER USER")
        owner.execute("ANALYZE intake_report")
    yield
    empty()


@pytest.fixture(autouse=True)
def planned(db: None) -> None:
    """PostgreSQL takes an index wherever one helps, however few rows there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )


def plan_of(found: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """The nodes of the plan."""
    waiting = [json.loads(found.explain(format="json"))[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.get("Plans", [])


def check(found: QuerySet[Any], index: str, entered: set[str]) -> None:
    plan = list(plan_of(found[:51]))
    scans = {node["Index Name"]: node.get("Index Cond", "") for node in plan if "Index Name" in node}

    assert index in scans, [node["Node Type"] for node in plan] + list(scans)
    assert all(column in scans[index] for column in entered), scans[index]
    assert not [node for node in plan if node["Node Type"] == "Sort"]


@pytest.mark.parametrize(("area", "wanted", "sort", "index", "entered"), REPORTS)
def test_reports(
    area: str, wanted: dict[str, Any], sort: str, index: str, entered: set[str],
    viewer_of: Callable[..., Viewer], scoped: See,
) -> None:  # fmt: skip
    viewer = viewer_of("report.judge", path=area)

    with scoped(viewer):
        found = intake.matching(viewer, ReportFilter(**wanted)).order_by(*intake.SORTINGS[sort].order())

        check(found, index, entered)


@pytest.mark.parametrize(("area", "wanted", "sort", "index", "entered"), CASES)
def test_cases(
    area: str, wanted: dict[str, Any], sort: str, index: str, entered: set[str],
    viewer_of: Callable[..., Viewer], scoped: See,
) -> None:  # fmt: skip
    viewer = viewer_of("case.file", path=area)

    with scoped(viewer):
        found = cases.matching(viewer, CaseFilter(**wanted)).order_by(*cases.SORTINGS[sort].order())

        check(found, index, entered)


@pytest.mark.parametrize(
    ("counted", "area", "index", "entered"),
    [
        (reports.counted, DISTRICT, "report_newest", "submitted_at"),
        (reports.counted, STREET, "report_newest_of_street", "street"),
        (case_figures.decided, DISTRICT, "case_by_decision", "decided_on"),
    ],
)
def test_figures_read_the_days_that_they_count(
    counted: Callable[..., Any],
    area: str,
    index: str,
    entered: str,
    viewer_of: Callable[..., Viewer],
    scoped: See,
) -> None:
    viewer = viewer_of("report.judge", path=area)
    month = around(Kind.MONTH, date(2026, 1, 5), date(2026, 2, 1))

    with scoped(viewer), CaptureQueriesContext(connection) as asked:
        counted(viewer, month, "")

        (statement,) = [one["sql"] for one in asked if "GROUPING SETS" in one["sql"]]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"using {index}" in plan, plan
    assert re.search(rf"Index Cond: \(+{entered}\b", plan), plan


@pytest.mark.parametrize(
    ("act", "index", "entered"),
    [
        ("report.judge", "report_due", {"status"}),
        ("report.handle", "report_due_of_team", {"team_id"}),
        ("report.check", "report_due", {"status"}),
        ("report.extend", "report_asking", set()),
        ("report.report_back", "report_supervised", set()),
    ],
)
def test_reports_that_wait(
    act: str, index: str, entered: set[str], viewer_of: Callable[..., Viewer], scoped: See
) -> None:
    viewer = viewer_of(act)

    with scoped(viewer):
        ((named, found),) = intake.waiting_for(viewer, SOMEBODY, frozenset({act}))

        assert named == act
        check(found.order_by("due_at", "id"), index, entered)


@pytest.mark.parametrize(
    ("acts", "place", "index", "entered"),
    [
        (set(), 0, "case_waiting_of_handler", {"handler_id"}),
        ({"decision.make", "case.file"}, 1, "case_waiting", {"waits_for"}),
        ({"legality.review"}, 1, "case_waiting", {"waits_for"}),
    ],
)
def test_cases_that_wait(
    acts: set[str], place: int, index: str, entered: set[str],
    viewer_of: Callable[..., Viewer], scoped: See,
) -> None:  # fmt: skip
    viewer = viewer_of(*acts)

    with scoped(viewer):
        found = cases.waiting_for(viewer, frozenset(acts))[place]

        check(found.order_by("due_on", "id"), index, entered)


def test_parties_by_the_beginning_of_their_name(viewer_of: Callable[..., Viewer], scoped: See) -> None:
    viewer = viewer_of("party.register")

    with scoped(viewer):
        found = subjects.readable_by(viewer).filter(name__begins="示范")

        scans = {
            node["Index Name"]: node.get("Index Cond") for node in plan_of(found) if "Index Name" in node
        }
    assert "name" in (scans["party_name_begins"] or "")
