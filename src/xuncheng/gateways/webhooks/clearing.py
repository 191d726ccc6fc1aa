"""Clearing away deliveries that are over: what happened stands in the trail, from which it can be sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from xuncheng.foundation.trail.scope import set_scope
from xuncheng.gateways.webhooks.delivering import SENDER
from xuncheng.gateways.webhooks.models import DEAD, DELIVERED, WITHHELD, Delivery

KEPT = {
    DELIVERED: timedelta(days=30),
    WITHHELD: timedelta(days=30),
    DEAD: timedelta(days=180),
}
"""For how long after it was taken a delivery is kept that is over."""


def clear_old(now: datetime) -> int:
    """Clear away what is over for longer than it is kept; returns how many there were."""
    with transaction.atomic():
        set_scope(SENDER)
        return sum(
            Delivery.objects.filter(state=state, taken_at__lt=now - kept).delete()[0]
            for state, kept in KEPT.items()
        )
