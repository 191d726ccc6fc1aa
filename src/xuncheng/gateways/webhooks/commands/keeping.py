"""Acts that keep a subscription going: pausing it, resuming it, sending again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import AwareDatetime

from xuncheng.foundation.trail.acts import REGISTER, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.gateways.webhooks.commands.subscribing import Reason
from xuncheng.gateways.webhooks.models import ACTIVE, DEAD, OPEN, PAUSED, WAITING, Delivery, Subscription
from xuncheng.gateways.webhooks.rows import row_of, wanted
from xuncheng.gateways.webhooks.steps import check
from xuncheng.rules.delivering import named_by
from xuncheng.rules.legal import Text

LONGEST_BACK = timedelta(days=92)
"""How far back events may be sent again."""

MOST_AGAIN = 20_000
"""How many events one act may have sent again."""

_AT_ONCE = 1000

AGAIN = {
    "dead": Text("全部死信", "all dead letters"),
    "one": Text("一次未送达的推送", "one delivery"),
    "since": Text("某一时间以来的全部事件", "all events since some time"),
}
"""What may be sent again."""

Since = Annotated[
    AwareDatetime | None,
    field("起始时间（选“某一时间以来”时填写）", "Since (for events since some time)", "datetime"),
]
Which = Annotated[
    Delivery | None, field("哪一次推送（选“一次”时填写）", "Which delivery (for one)", "ref", ref="delivery")
]

_ANEW: dict[str, Any] = {"state": WAITING, "attempts": 0, "failing_since": None, "error": ""}
"""A delivery that begins from the start."""


@act("webhook.pause", Text("暂停订阅", "Pause a subscription"), on="subscription")
def pause(deed: Deed, subscription: Subscription, reason: Reason) -> Subscription:
    """Send nothing more for a while. What happens meanwhile is kept and sent once it is resumed.

    The program pauses a subscription itself whose receiver wants no more (410) or has failed for a day.
    """
    check(deed.name, subscription)
    subscription.state, subscription.reason, subscription.since = PAUSED, reason, deed.at
    subscription.save(update_fields=["state", "reason", "since"])
    return subscription


@act("webhook.resume", Text("恢复订阅", "Resume a subscription"), on="subscription")
def resume(deed: Deed, subscription: Subscription) -> Subscription:
    """Send again, beginning with what was kept; what failed before has all its attempts anew."""
    check(deed.name, subscription)
    subscription.state, subscription.reason, subscription.since = ACTIVE, "", deed.at
    subscription.save(update_fields=["state", "reason", "since"])
    subscription.deliveries.filter(state__in=OPEN).update(**_ANEW, next_at=deed.received_at)
    return subscription


@act("webhook.replay", Text("重新推送", "Send again"), on="subscription")
def replay(
    deed: Deed,
    subscription: Subscription,
    what: Annotated[str, field("重新推送什么", "What to send again", "choice", choices=AGAIN)] = "dead",
    since: Since = None,
    delivery: Which = None,
) -> Subscription:  # fmt: skip
    """Send again: all dead letters, one delivery, or every event since a time that the subscription covers. Each keeps its id.

    Events since a time are read from the trail, whether they were delivered or not. Raises `Refused`: `nothing_to_replay`,
    `too_much_to_replay`, or `invalid_input` for a time or a delivery that is missing or does not fit.
    """
    check(deed.name, subscription)
    if what == "since":
        number = _again_since(deed, subscription, _checked_since(deed, since))
    else:
        number = _again(deed, _chosen(subscription, what, delivery))
    if not number:
        raise Refused("nothing_to_replay", Text("没有需要重新推送的事件", "There is nothing to send again"))
    deed.outputs["replayed"] = number
    return subscription


def _chosen(subscription: Subscription, what: str, delivery: Delivery | None) -> QuerySet[Delivery]:
    if what == "dead":
        return subscription.deliveries.filter(state=DEAD)
    if delivery is None or delivery.subscription_id != subscription.pk:
        sentence = Text("请选择该订阅的一次推送", "Choose a delivery of this subscription")
        raise invalid(FieldError("delivery", sentence))
    return subscription.deliveries.filter(pk=delivery.pk)


def _again(deed: Deed, chosen: QuerySet[Delivery]) -> int:
    return chosen.update(**_ANEW, next_at=deed.received_at)


def _checked_since(deed: Deed, since: datetime | None) -> datetime:
    if since is None:
        raise invalid(FieldError("since", Text("请填写起始时间", "Say since when")))
    if not deed.received_at - LONGEST_BACK <= since <= deed.received_at:
        days = LONGEST_BACK.days
        sentence = Text(f"起始时间应当在最近{days}天内", f"It must lie within the last {days} days")
        raise invalid(FieldError("since", sentence))
    return since


def _again_since(deed: Deed, subscription: Subscription, since: datetime) -> int:
    """Take the events since then from the trail once more: those that the subscription has begin from the start."""
    entries = TrailEntry.objects.filter(
        received_at__gte=since,
        area_path__begins=subscription.area_path,
        name__in=named_by(subscription.events, REGISTER),
    )
    number = entries[: MOST_AGAIN + 1].count()
    if number > MOST_AGAIN:
        raise Refused(
            "too_much_to_replay",
            Text(
                f"该时间以来的事件超过{MOST_AGAIN}件，请选择较近的时间",
                f"Over {MOST_AGAIN} events since then: choose a later time",
            ),
        )
    for some in _in_pieces(entries.iterator(_AT_ONCE)):
        rows = [row_of(subscription, entry, deed.received_at) for entry in wanted(subscription, some)]
        Delivery.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["subscription", "chain", "seq"],
            update_fields=[*_ANEW, "next_at"],
        )  # fmt: skip
    return number


def _in_pieces(rows: Iterator[TrailEntry]) -> Iterator[list[TrailEntry]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some
