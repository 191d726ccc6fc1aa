"""Pages of features are read from indexes, also deep in the list, under row-level security."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from tests.gateways.open311.test_by_index import NOW, _many_reports, scans

from xuncheng.gateways.ogc.asking import ReportsAsked
from xuncheng.gateways.ogc.collections import COLLECTIONS

__all__ = ["_many_reports"]

pytestmark = pytest.mark.django_db(transaction=True)

REPORTS = COLLECTIONS["reports"]
BOX = "116.3,39.9,116.4,40.0"


def deep(**asked: Any) -> QuerySet[Any]:
    """A page in the middle of the list, as its cursor begins it."""
    found = REPORTS.narrowed(REPORTS.found(), ReportsAsked.model_validate(asked))
    (stretch,) = REPORTS.sorting.after(NOW, UUID(int=7))
    return found.filter(stretch).order_by(*REPORTS.sorting.order())[:1001]


@pytest.mark.parametrize(
    ("asked", "index", "entered"),
    [
        ({}, "report_open_newest", "submitted_at"),
        ({"bbox": BOX}, "report_open_newest", "submitted_at"),
        ({"status": "open", "datetime": "2026-02-01T00:00:00Z/2026-02-10T00:00:00Z"}, "report_open_newest", "submitted_at"),
        ({"service_code": "SR-010", "bbox": BOX}, "report_open_of_service", "service"),
    ],
)  # fmt: skip
def test_pages_of_reports(asked: dict[str, Any], index: str, entered: str) -> None:
    found = scans(deep(**asked))
    assert entered in found[index], found


def test_single_reports() -> None:
    found = scans(REPORTS.found().filter(number="17"))
    assert any("number" in condition for condition in found.values()), found
