"""The lists of deliveries are read from an index, in its order, also under row-level security."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from tests.database import address_as
from tests.domains import road
from tests.domains.town import HOUSE, Town, pass_on
from tests.gateways.webhooks.conftest import Hooking

from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.webhooks import queries

pytestmark = pytest.mark.usefixtures("clock")

MANY = """
    INSERT INTO webhooks_delivery (id, subscription_id, event, name, chain, seq, kind, number, state, attempts, next_at, taken_at, error)
    SELECT gen_random_uuid(), subscription_id, gen_random_uuid(), name, gen_random_uuid(), 1, kind, '', state, 0, next_at,
           taken_at - n * interval '1 minute', ''
      FROM webhooks_delivery, generate_series(1, 3000) AS n
     WHERE subscription_id = %s
"""


@pytest.fixture
def subscription(town: Town, hook: Hooking) -> str:
    """One with so many deliveries that PostgreSQL tells a better index from a good one."""
    one = hook()
    road.submit(town, town.a)
    pass_on()
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL), autocommit=True) as owner:
        owner.execute(MANY, [one.key])
        owner.execute("ANALYZE webhooks_delivery")
    return one.key


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


@pytest.mark.parametrize("order", sorted(queries.NEWEST))
@pytest.mark.parametrize(
    ("of_one", "state", "index"),
    [
        (False, "", "delivery_newest"),
        (False, "waiting", "delivery_newest_by_state"),
        (True, "", "delivery_newest_of"),
        (True, "waiting", "delivery_newest_by_both"),
    ],
)
def test_deliveries(subscription: str, of_one: bool, state: str, index: str, order: str) -> None:
    with reading(HOUSE, lists=True), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
        found = queries.deliveries_readable_by(HOUSE)
        found = found.filter(subscription=subscription) if of_one else found
        found = found.filter(state=state) if state else found
        asked = found.order_by(*queries.NEWEST[order].order())[:51]
        plan = list(nodes(json.loads(asked.explain(format="json"))[0]["Plan"]))
    assert index in {node.get("Index Name") for node in plan}
    assert not [node for node in plan if node["Node Type"] in ("Sort", "Seq Scan")]
