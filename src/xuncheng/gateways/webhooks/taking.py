"""Taking acts from the relay: each becomes a delivery for every subscription that is about it, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from xuncheng.foundation.messages.takers import taker
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.webhooks.models import Delivery
from xuncheng.gateways.webhooks.queries import taking
from xuncheng.gateways.webhooks.rows import row_of, wanted

_TAKER = program("事件推送", ())


@taker
def take(entries: Sequence[TrailEntry]) -> None:
    """Note for each subscription which of these acts it is to be told. An act that it has already is not noted again."""
    subscriptions, now = taking(_TAKER), timezone.now()
    rows = [
        row_of(subscription, entry, now)
        for subscription in subscriptions
        for entry in wanted(subscription, entries)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
