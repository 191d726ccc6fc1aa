"""Subscriptions and deliveries as the API shows them. Secrets are shown nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xuncheng.foundation.places.queries import names_by_path
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.webhooks import queries
from xuncheng.gateways.webhooks.models import (
    ACTIVE,
    DEAD,
    DELIVERY_STATES,
    FAILED,
    OPEN,
    SUBSCRIPTION_STATES,
    WAITING,
    Delivery,
    Subscription,
)
from xuncheng.gateways.webhooks.steps import ACTS, obstacles, reason_of
from xuncheng.rules.delivering import FORMS
from xuncheng.rules.legal import Text

Row = dict[str, Any]


def subscription_rows(viewer: Viewer, rows: Sequence[Subscription]) -> list[Row]:
    """Subscriptions as their list shows them."""
    found = queries.counts(viewer, [row.pk for row in rows])
    areas = names_by_path(row.area_path for row in rows)
    return [_subscription_row(row, found[row.pk], areas) for row in rows]


def _subscription_row(row: Subscription, found: Mapping[str, int], areas: Mapping[str, Row]) -> Row:
    return {
        "id": row.pk, "name": row.name, "owner": {"id": row.owner_id, "name": row.owner.name}, "url": row.url,
        "form": coded(row.form, FORMS),
        "events": row.events, "area": areas.get(row.area_path), "state": coded(row.state, SUBSCRIPTION_STATES),
        "reason": words(reason_of(row)), "since": row.since, "added_at": row.added_at,
        **{state: found.get(state, 0) for state in (WAITING, FAILED, DEAD)},
    }  # fmt: skip


def subscription_page(row: Subscription, viewer: Viewer) -> Row:
    """A subscription with what may be done with it, and its trail."""
    (item,) = subscription_rows(viewer, [row])
    return {
        **item, "possible_acts": acts_out(viewer, ACTS, row.area_path, obstacles(row)),
        "timeline": timeline(row.pk), "version": version_of(row.pk),
    }  # fmt: skip


def delivery_rows(_: Viewer, rows: Sequence[Delivery]) -> list[Row]:
    """Deliveries as their list shows them."""
    return [_delivery_row(row) for row in rows]


def _delivery_row(row: Delivery) -> Row:
    spec = REGISTER.get(row.name)
    label = spec.label if spec else Text(row.name, row.name)
    return {
        "id": row.pk, "subscription": {"id": row.subscription_id, "name": row.subscription.name}, "event": row.event,
        "act": {"code": row.name, **words(label)}, "kind": row.kind, "object": row.chain, "number": row.number, "seq": row.seq,
        "state": coded(row.state, DELIVERY_STATES), "attempts": row.attempts, "taken_at": row.taken_at, "tried_at": row.tried_at,
        "next_at": row.next_at if _is_to_be_tried(row) else None, "status": row.status, "error": row.error,
        "answered_ms": row.answered_ms,
    }  # fmt: skip


def _is_to_be_tried(row: Delivery) -> bool:
    return row.state in OPEN and row.subscription.state == ACTIVE
