"""The row that says that an act is to be told to a subscription, and whether it is at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import orjson

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.gateways.webhooks.forms import OTHERS
from xuncheng.gateways.webhooks.models import Delivery, Subscription
from xuncheng.rules.delivering import names

_LONGEST_NUMBER = 200


def wants(subscription: Subscription, entry: TrailEntry) -> bool:
    """Whether the subscription is about this act: done in its area, and named by one of its patterns."""
    if not entry.area_path.startswith(subscription.area_path):
        return False
    return any(names(pattern, entry.name) for pattern in subscription.events)


def wanted(subscription: Subscription, entries: Sequence[TrailEntry]) -> Sequence[TrailEntry]:
    """Those of the acts that the subscription is to be told, by its form."""
    named = [entry for entry in entries if wants(subscription, entry)]
    form = OTHERS.get(subscription.form)
    return form.wanted(subscription, named) if form and named else named


def row_of(subscription: Subscription, entry: TrailEntry, at: datetime) -> Delivery:
    """The delivery of an act, due at once."""
    number = str(orjson.loads(entry.output).get("number") or "")
    return Delivery(
        subscription=subscription, event=entry.act_id, name=entry.name, chain=entry.chain, seq=entry.seq,
        kind=entry.chain_type, number=number[:_LONGEST_NUMBER], next_at=at, taken_at=at,
    )  # fmt: skip
