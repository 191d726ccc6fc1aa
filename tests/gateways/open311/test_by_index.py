"""What the door is asked is read from an index in its order, also under row-level security, however many reports there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from tests.database import address_as, empty

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.open311 import reading as door
from xuncheng.gateways.open311.asking import Asked

pytestmark = pytest.mark.django_db(transaction=True)

SENDER = Viewer(UUID(int=1), "邻市诉求平台")
NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)

MANY = """
    INSERT INTO intake_report (id, number, text, source, status, area_path, address, reporter_name, reporter_phone, outcome, answer,
        submitted_at, updated_at, service, open_to_all)
    SELECT gen_random_uuid(), n, '', 'open311', (ARRAY['submitted', 'answered'])[n %% 2 + 1], '110199.001.001.', '', '', '', '', '',
        %(now)s - n * interval '1 hour', %(now)s - n * interval '1 minute', (ARRAY['SR-010', 'SR-028', ''])[n %% 3 + 1], n %% 3 < 2
    FROM generate_series(1, 5000) AS n
"""


@pytest.fixture(autouse=True)
def _many_reports(db: None) -> Iterator[None]:
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        owner.execute("ALTER TABLE intake_report DISABLE TRIGGER USER")
        owner.execute(MANY, {"now": NOW})
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        owner.execute("ALTER TABLE intake_report ENABLE TRIGGER USER")
        owner.execute("ANALYZE intake_report")
    yield
    empty()


def scans(found: QuerySet[Any]) -> dict[str, str]:
    """The indexes that are read, and with which condition; sorting anything fails the test."""
    with reading(door.READER, lists=True):
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
            )
        waiting = [json.loads(found.explain(format="json"))[0]["Plan"]]
    nodes = []
    while waiting:
        nodes.append(waiting.pop())
        waiting += nodes[-1].get("Plans", [])
    assert not [node for node in nodes if node["Node Type"] == "Sort"]
    return {node["Index Name"]: node.get("Index Cond", "") for node in nodes if "Index Name" in node}


@pytest.mark.parametrize(
    ("asked", "own", "index", "entered"),
    [
        ({}, False, "report_open_newest", {"submitted_at"}),
        ({"status": "closed"}, False, "report_open_newest", {"submitted_at"}),
        ({"start_date": "2026-02-01", "end_date": "2026-02-10"}, False, "report_open_newest", {"submitted_at"}),
        ({"service_code": "SR-010"}, False, "report_open_of_service", {"service", "submitted_at"}),
        ({"updated_after": "2026-03-02T08:00:00Z"}, False, "report_open_changed", {"updated_at"}),
        ({}, True, "report_newest_of_reporter", {"submitted_by_id", "submitted_at"}),
        ({"updated_after": "2026-03-02T08:00:00Z"}, True, "report_changed_of_sender", {"submitted_by_id", "updated_at"}),
    ],
)  # fmt: skip
def test_lists(asked: dict[str, Any], own: bool, index: str, entered: set[str]) -> None:
    first = door._own(SENDER) if own else door.open_to_all()
    found = scans(door._narrowed(first, Asked(**asked), NOW)[:1000])
    assert index in found, found
    assert all(column in found[index] for column in entered), found[index]


def test_single_requests() -> None:
    found = scans(door.shown_to(SENDER).filter(number="17"))
    assert any("number" in condition for condition in found.values()), found
