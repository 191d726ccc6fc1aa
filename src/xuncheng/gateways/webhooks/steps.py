"""What may be done with a subscription in which state, asked by the acts themselves and by its page."""

from __future__ import annotations

from collections.abc import Mapping

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.gateways.webhooks.models import ACTIVE, ENDED, PAUSED, Subscription
from xuncheng.rules.legal import Text

GONE = Text("接收方答复410，不再接收", "The receiver answered 410: it wants no more")
OWNER_GONE = Text("接收系统的用户已停用", "The user of the receiving system is no longer active")
FAILED_LONG = Text("接收方持续一天没有接收", "The receiver has taken nothing for a day")
_OWN = {one.zh: one for one in (GONE, OWNER_GONE, FAILED_LONG)}
"""Why the program itself pauses a subscription; of other reasons there is what a person wrote."""


def reason_of(subscription: Subscription) -> Text:
    """Why it was paused or ended: the program's own reasons in both languages, a person's as he wrote it."""
    return _OWN.get(subscription.reason) or Text(subscription.reason, subscription.reason)


ACTS = (
    "webhook.change", "webhook.rotate", "webhook.pause", "webhook.resume", "webhook.replay", "webhook.end",
)  # fmt: skip
"""Acts on a subscription, in the order in which its page offers them."""


def obstacle(act: str, subscription: Subscription) -> Refused | None:
    """Why the act cannot be done on the subscription as it is; None where it can."""
    if subscription.state == ENDED:
        return Refused("subscription_ended", Text("该订阅已终止", "This subscription has ended"))
    if act == "webhook.pause" and subscription.state != ACTIVE:
        return Refused("subscription_paused", Text("该订阅已暂停", "This subscription is paused already"))
    if act == "webhook.resume" and subscription.state != PAUSED:
        return Refused("subscription_active", Text("该订阅没有暂停", "This subscription is not paused"))
    return None


def obstacles(subscription: Subscription) -> Mapping[str, Refused | None]:
    """Of each act why it cannot be done now."""
    return {act: obstacle(act, subscription) for act in ACTS}


def check(act: str, subscription: Subscription) -> None:
    """Refuse an act that the state of the subscription does not allow. Raises `Refused`."""
    if found := obstacle(act, subscription):
        raise found
