"""What runs on a timetable or follows from acts: old deliveries are cleared away, and administrators hear of a pause."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.queries import holders_of
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.gateways.webhooks.clearing import clear_old
from xuncheng.gateways.webhooks.delivering import SENDER
from xuncheng.gateways.webhooks.queries import readable_by
from xuncheng.gateways.webhooks.steps import reason_of
from xuncheng.rules.legal import Text

_log = logging.getLogger(__name__)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="webhooks.clear_old", pass_context=False)
def clear_old_deliveries(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each night, clear away deliveries that are over for long."""
    if count := clear_old(timezone.now()):
        _log.info("cleared %s old deliveries", count)


@subscriber("webhook.pause")
def tell_of_pause(entry: TrailEntry) -> Iterator[NotificationDraft]:
    """A subscription was paused: tell whoever may resume it, but not whoever paused it himself."""
    subscription = readable_by(SENDER).get(pk=entry.chain)
    title = Text(f"事件订阅已暂停：{subscription.name}", f"Subscription paused: {subscription.name}")
    for person in holders_of("webhook.resume", entry.area_path):
        if person != entry.actor_id:
            yield NotificationDraft(person, title, reason_of(subscription), f"/webhooks/{entry.chain}")
