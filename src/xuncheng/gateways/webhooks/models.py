"""Subscriptions of other systems to events, the secrets that sign what they get, and each delivery."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from uuid_utils.compat import uuid7

from xuncheng.rules.delivering import EVENT
from xuncheng.rules.legal import Text

ACTIVE, PAUSED, ENDED = "active", "paused", "ended"

SUBSCRIPTION_STATES = {
    ACTIVE: Text("启用", "active"),
    PAUSED: Text("已暂停", "paused"),
    ENDED: Text("已终止", "ended"),
}

WAITING, DELIVERED, FAILED, DEAD, WITHHELD = "waiting", "delivered", "failed", "dead", "withheld"

DELIVERY_STATES = {
    WAITING: Text("待发送", "waiting"),
    DELIVERED: Text("已送达", "delivered"),
    FAILED: Text("未送达，将重试", "failed, to be tried again"),
    DEAD: Text("死信", "dead letter"),
    WITHHELD: Text("未发送（无权查看）", "withheld: the owner may not see it"),
}
"""What may become of a delivery. Those in `OPEN` still go on."""

OPEN = (WAITING, FAILED)
_STILL_OPEN = models.Q(state__in=OPEN)


class Subscription(models.Model):
    """One other system that hears of acts: of those that `events` name, in one area, as far as its owner may see them.

    The owner is a user for whom only programs work: what he may see bounds what is sent. `events` are patterns such as
    `report.*`. `since` is when it came into its state, `reason` why it was paused or ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=100)
    form = models.CharField(max_length=20, default=EVENT, db_default=EVENT)
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=80))
    state = models.CharField(max_length=10, default=ACTIVE)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    added_at = models.DateTimeField()
    area_path = models.CharField(max_length=60, db_collation="C")

    class Meta:
        db_table = "webhooks_subscription"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(SUBSCRIPTION_STATES)), name="subscription_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["-added_at", "-id"], name="subscription_newest", include=["area_path"]),
        )

    def __str__(self) -> str:
        return self.name


class Secret(models.Model):
    """What signs the deliveries of a subscription, closed under a key of the installation (`secrets.py`).

    `until` is set for one that was replaced: until then it signs as well, so that the receiver can change over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="secrets")
    closed = models.TextField()
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "webhooks_secret"
        constraints = (
            models.UniqueConstraint(
                fields=["subscription"], condition=models.Q(until=None), name="one_newest_secret"
            ),
        )


class Delivery(models.Model):
    """One act on its way to one subscription. What is sent is read from the trail when it is sent; here stands only how far it is.

    `event` is the id of the act and of the event. While it is open, `next_at` is when it is to be tried; `sending_until` is set
    while somebody tries it, and passed over afterwards: whoever died in the middle leaves it to the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="deliveries", db_index=False
    )
    event = models.UUIDField()
    name = models.CharField(max_length=60, help_text="the act")
    chain = models.UUIDField(help_text="the object that the act was done on")
    seq = models.IntegerField(help_text="its place in the trail of the object")
    kind = models.CharField(max_length=30, help_text="kind of the object")
    number = models.CharField(max_length=200, blank=True, help_text="what the object is called")
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="failures in a row")
    next_at = models.DateTimeField()
    sending_until = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(help_text="when the act came out of the outbox")
    tried_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status of the last answer")
    error = models.CharField(max_length=300, blank=True)
    answered_ms = models.PositiveIntegerField(null=True, help_text="milliseconds until the last answer")

    class Meta:
        db_table = "webhooks_delivery"
        constraints = (
            models.UniqueConstraint(
                fields=["subscription", "chain", "seq"], name="one_delivery_of_each_event"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(DELIVERY_STATES)), name="delivery_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["subscription", "next_at"], condition=_STILL_OPEN, name="delivery_due"),
            models.Index(
                fields=["subscription", "chain", "seq"], condition=_STILL_OPEN, name="delivery_open_of_chain"
            ),
            models.Index(
                fields=["subscription", "tried_at"],
                condition=models.Q(state=DELIVERED),
                name="delivery_last_delivered",
            ),
            models.Index(fields=["-taken_at", "-id"], name="delivery_newest"),
            models.Index(fields=["state", "-taken_at", "-id"], name="delivery_newest_by_state"),
            models.Index(fields=["subscription", "-taken_at", "-id"], name="delivery_newest_of"),
            models.Index(
                fields=["subscription", "state", "-taken_at", "-id"], name="delivery_newest_by_both"
            ),
        )
