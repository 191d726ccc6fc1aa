"""What is sent: the event as the owner of the subscription may see it, what signs it, and where it goes.

Nothing of it is kept with the delivery. It is read anew from the trail each time that it is sent, by the rights that the owner has
at that moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.queries import entry_at
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.webhooks import secrets
from xuncheng.gateways.webhooks.delivering import SENDER, Claimed, give_back, pause_for, withhold
from xuncheng.gateways.webhooks.event import CONTENT_TYPE, event_of, written
from xuncheng.gateways.webhooks.forms import OTHERS, Form
from xuncheng.gateways.webhooks.models import Delivery
from xuncheng.gateways.webhooks.queries import deliveries_readable_by
from xuncheng.gateways.webhooks.steps import OWNER_GONE
from xuncheng.rules.reachable import Receiver, receiver_of


@dataclass(frozen=True, slots=True)
class Letter:
    """One event, ready to be sent."""

    url: str
    event: str
    body: bytes
    keys: Sequence[bytes]
    form: Form | None = None

    @property
    def receiver(self) -> Receiver:
        """Where it goes. Raises `RuleError` for no address."""
        return receiver_of(self.url)

    def headers(self, timestamp: int) -> dict[str, str]:
        """The headers of an attempt at that time (Unix seconds), signed for it."""
        return {
            "Content-Type": self.form.content_type if self.form else CONTENT_TYPE, "User-Agent": "Xuncheng-Webhooks/1",
            "webhook-id": self.event, "webhook-timestamp": str(timestamp),
            "webhook-signature": secrets.signature(self.keys, self.event, timestamp, self.body),
        }  # fmt: skip


def letter_of(claimed: Claimed) -> Letter | None:
    """The letter of a delivery that was taken; None for one that is not to be sent, which is noted.

    What the owner may not see is withheld. An owner who is no longer active pauses the subscription.
    """
    with reading(SENDER):
        delivery = deliveries_readable_by(SENDER).get(pk=claimed.delivery)
        keys = secrets.keys(claimed.subscription, timezone.now())
    viewer = viewer_of(delivery.subscription.owner_id)
    if viewer is None:
        give_back(claimed)
        pause_for(claimed.subscription, OWNER_GONE)
        return None
    form = OTHERS.get(delivery.subscription.form)
    body = _of_form(form, delivery) if form else _event(viewer, delivery)
    if body is None:
        withhold(claimed)
        return None
    return Letter(delivery.subscription.url, str(delivery.event), body, keys, form)


def _event(viewer: Viewer, delivery: Delivery) -> bytes | None:
    with reading(viewer):
        entry = entry_at(delivery.chain, delivery.seq)
        return written(event_of(entry, viewer)) if entry and _may_see(viewer, delivery, entry) else None


def _of_form(form: Form, delivery: Delivery) -> bytes | None:
    """What another form makes of the act. Its own table says what the receiver is told, whatever else its owner may see."""
    with reading(SENDER):
        entry = entry_at(delivery.chain, delivery.seq)
        return form.body(delivery.subscription, entry) if entry else None


def _may_see(viewer: Viewer, delivery: Delivery, entry: TrailEntry) -> bool:
    """Also what a program did itself it is told only in its areas, and in that of the subscription."""
    path = entry.area_path
    return path.startswith(viewer.scope(today())) and path.startswith(delivery.subscription.area_path)
