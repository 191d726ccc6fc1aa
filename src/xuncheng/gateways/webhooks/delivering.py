"""What the database knows of sending: which deliveries are due, and what became of each.

A delivery is taken by noting until when it is being sent, in a transaction of its own, and not by holding a lock while a receiver
thinks. Whoever dies in the middle leaves a note that runs out, and the delivery is taken again: at least once, never lost.

Events of one object reach a subscription in their order: a later one waits until the one before was delivered or is dead.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.gateways.webhooks.commands import pause
from xuncheng.gateways.webhooks.models import DEAD, DELIVERED, FAILED, OPEN, WITHHELD, Delivery, Subscription
from xuncheng.gateways.webhooks.posting import TIMEOUT_SECONDS, Answer
from xuncheng.gateways.webhooks.queries import deliveries_readable_by, readable_by
from xuncheng.gateways.webhooks.steps import FAILED_LONG, GONE
from xuncheng.rules.delivering import is_delivered, is_gone, retry_after, wait_after
from xuncheng.rules.legal import Text

SENDER = program("事件推送", ["webhook.pause"])
"""Finds what is due; the one act that it may do is to pause a subscription."""

LEASE = timedelta(seconds=3 * TIMEOUT_SECONDS)
"""How long a delivery counts as being sent: well beyond the time that a receiver has to answer."""

EACH = 4
"""How many deliveries of one subscription may be under way at once, so that a slow receiver does not hold up the others."""

PAUSED_AFTER = timedelta(hours=24)
"""A receiver that took nothing for so long is not tried any more until somebody resumes the subscription."""

_LONGEST_ERROR = 300
_CHANCES = 1000

# Of each active subscription the first few that are due and are the first open ones of their object. What of an object still
# lies in the outbox comes before what was taken of it: another relay may not have committed yet.
_CLAIM = """
WITH due AS (
    SELECT d.id, d.next_at
      FROM webhooks_subscription s
     CROSS JOIN LATERAL (
        SELECT d.id, d.next_at
          FROM webhooks_delivery d
         WHERE d.subscription_id = s.id AND d.state IN ('waiting', 'failed') AND d.next_at <= %(now)s
           AND (d.sending_until IS NULL OR d.sending_until <= %(now)s)
           AND NOT EXISTS (
               SELECT FROM webhooks_delivery e
                WHERE e.subscription_id = d.subscription_id AND e.chain = d.chain AND e.seq < d.seq
                  AND e.state IN ('waiting', 'failed'))
           AND NOT EXISTS (SELECT FROM messages_outbox o WHERE o.chain = d.chain AND o.seq < d.seq)
         ORDER BY d.next_at, d.seq
         LIMIT greatest(0, %(each)s - (
               SELECT count(*) FROM webhooks_delivery f
                WHERE f.subscription_id = s.id AND f.state IN ('waiting', 'failed') AND f.sending_until > %(now)s))
           FOR UPDATE SKIP LOCKED
     ) d
     WHERE s.state = 'active'
     ORDER BY d.next_at
     LIMIT %(limit)s
)
UPDATE webhooks_delivery d SET sending_until = %(until)s, tried_at = %(now)s
  FROM due WHERE d.id = due.id
RETURNING d.id, d.subscription_id
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that was taken to be sent now."""

    delivery: UUID
    subscription: UUID


def claim(limit: int) -> list[Claimed]:
    """Take up to `limit` deliveries that are due."""
    now = timezone.now()
    given: dict[str, Any] = {"now": now, "until": now + LEASE, "each": EACH, "limit": limit}
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(SENDER)
        cursor.execute(_CLAIM, given)
        return [Claimed(*row) for row in cursor.fetchall()]


def note(claimed: Claimed, answer: Answer) -> None:
    """Note what became of an attempt, and pause a subscription whose receiver wants no more or has failed for long."""
    with transaction.atomic():
        set_scope(SENDER)
        delivery = deliveries_readable_by(SENDER).select_for_update(of=("self",)).get(pk=claimed.delivery)
        why = _noted(delivery, answer) if delivery.state in OPEN else None
    if why:
        pause_for(claimed.subscription, why)


def withhold(claimed: Claimed) -> None:
    """Note that a delivery is not sent, since the owner of its subscription may not see the act."""
    with transaction.atomic():
        set_scope(SENDER)
        _still_open(claimed).update(state=WITHHELD, sending_until=None)


def give_back(claimed: Claimed) -> None:
    """Note that a delivery is not being sent after all."""
    with transaction.atomic():
        set_scope(SENDER)
        _still_open(claimed).update(sending_until=None)


def _still_open(claimed: Claimed) -> Any:
    return Delivery.objects.filter(pk=claimed.delivery, state__in=OPEN)


def _noted(delivery: Delivery, answer: Answer) -> Text | None:
    """Write down the answer; why the subscription is to be paused, if it is."""
    delivery.sending_until, delivery.status, delivery.answered_ms = None, answer.status, answer.ms
    delivery.error = answer.error[:_LONGEST_ERROR]
    if answer.status is not None and is_delivered(answer.status):
        delivery.state, delivery.failing_since = DELIVERED, None
        delivery.save()
        return None
    return _failed(delivery, answer)


def _failed(delivery: Delivery, answer: Answer) -> Text | None:
    now = timezone.now()
    delivery.attempts += 1
    delivery.failing_since = delivery.failing_since or now
    asked = retry_after(answer.retry_after, now)
    wait = wait_after(delivery.attempts, secrets.randbelow(_CHANCES) / _CHANCES, asked)
    gone = answer.status is not None and is_gone(answer.status)
    delivery.state = DEAD if wait is None and not gone else FAILED
    delivery.next_at = now + (wait or timedelta(0))
    delivery.save()
    if delivery.state == FAILED:
        _hold_back_others(delivery)
    return GONE if gone else FAILED_LONG if _has_failed_long(delivery, now) else None


def _hold_back_others(delivery: Delivery) -> None:
    """What comes after it on the same object waits for it anyway: it need not be looked at before."""
    behind = Delivery.objects.filter(
        subscription=delivery.subscription_id, chain=delivery.chain, seq__gt=delivery.seq, state__in=OPEN
    )
    behind.filter(next_at__lt=delivery.next_at).update(next_at=delivery.next_at)


def _has_failed_long(delivery: Delivery, now: datetime) -> bool:
    if delivery.failing_since is None or now - delivery.failing_since < PAUSED_AFTER:
        return False
    delivered = Delivery.objects.filter(subscription=delivery.subscription_id, state=DELIVERED)
    last = delivered.aggregate(last=Max("tried_at"))["last"]
    return last is None or now - last >= PAUSED_AFTER


def pause_for(subscription: UUID, why: Text) -> None:
    """Pause a subscription by the program's own act; one that was paused or ended meanwhile stays as it is."""
    try:
        pause(Deed(SENDER), _given(subscription), why.zh)
    except Refused:
        return


def _given(subscription: UUID) -> Subscription:
    with transaction.atomic():
        set_scope(SENDER)
        return readable_by(SENDER).get(pk=subscription)
