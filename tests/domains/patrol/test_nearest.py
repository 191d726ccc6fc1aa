"""The nearest on duty are found by the index, also under row-level security, and they are the nearest in metres."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains import patrols
from tests.domains.patrol import many
from tests.domains.town import Person, Town

from xuncheng.domains.patrol.queries.positions import latest_readable_by
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.coordinates import metres_between

COUNT = 2_000


@pytest.fixture(scope="module")
def dispatcher(town: Town) -> Person:
    """A dispatcher who sees two thousand people on duty."""
    many.on_duty(town, COUNT)
    patrols.see(town.dispatcher, town.a)
    return town.dispatcher


def nearest(dispatcher: Person, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = dispatcher.get("/positions/nearest", lon=116.355, lat=39.921, **query)[
        "items"
    ]
    return items


def test_they_are_the_nearest_in_metres(town: Town, dispatcher: Person) -> None:
    """A degree east is shorter than a degree north: by degrees others would be the nearest."""
    viewer = viewer_of(dispatcher.user.pk)
    assert viewer is not None
    with reading(viewer):
        everybody = [
            (metres_between((116.355, 39.921), (one.point.x, one.point.y)), str(one.person_id))
            for one in latest_readable_by(viewer)
        ]
    assert len(everybody) == COUNT
    expected = [key for _, key in sorted(everybody)[:10]]
    found = nearest(dispatcher)
    assert [one["person"]["id"] for one in found] == expected
    assert [one["metres"] for one in found] == pytest.approx(
        [away for away, _ in sorted(everybody)[:10]], abs=1.5
    )


@pytest.mark.parametrize("free", ["true", "false"])
def test_they_are_read_from_the_index_in_its_order(dispatcher: Person, free: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(nearest(dispatcher, free=free)) == 10
    (statement,) = [one["sql"] for one in asked if "<->" in one["sql"]]
    viewer = viewer_of(dispatcher.user.pk)
    assert viewer is not None
    with reading(viewer, lists=True), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "using latest_nearest on patrol_latest" in plan, plan
    assert "Sort" not in plan, plan


def test_it_asks_no_more_often_for_more(dispatcher: Person) -> None:
    def asked(limit: int) -> int:
        nearest(dispatcher, limit=limit)
        with CaptureQueriesContext(connection) as found:
            nearest(dispatcher, limit=limit)
        return len(found)

    assert asked(1) == asked(50)
