"""Acts that begin a subscription, change it, give it a new secret, and end it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.conf import settings

from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.acts import REGISTER, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.gateways.webhooks import secrets
from xuncheng.gateways.webhooks.addresses import addresses_of
from xuncheng.gateways.webhooks.forms import OTHERS
from xuncheng.gateways.webhooks.models import DEAD, ENDED, OPEN, Subscription
from xuncheng.gateways.webhooks.steps import check
from xuncheng.rules.delivering import EVENT, FORMS, named_by, patterns_of
from xuncheng.rules.legal import Text
from xuncheng.rules.reachable import receiver_of

Name = Annotated[str, field("名称", "Name", "text", min_length=1, max_length=100)]
Owner = Annotated[User, field("接收系统的用户", "User of the receiving system", "ref", ref="user")]
Url = Annotated[str, field("接收地址", "Address", "text", min_length=8, max_length=500)]
Events = Annotated[
    str,
    field(
        "订阅的事件（如 report.*，每行一个；* 为全部）", "Events (such as report.*, one a line; * for all)", "longtext",
        min_length=1, max_length=2000,
    ),
]  # fmt: skip
NewSecret = Annotated[
    str,
    field(
        "签名密钥（交给接收方，办理后不再显示）", "Signing secret (for the receiver; not shown again)", "secret",
        max_length=120, secret=True,
    ),
]  # fmt: skip
Reason = Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=300)]


@act("webhook.subscribe", Text("订阅事件", "Subscribe to events"))
def subscribe(
    deed: Deed,
    name: Name,
    owner: Owner,
    url: Url,
    events: Events,
    secret: NewSecret,
    area_path: Area = "",
    form: Annotated[str, field("推送形式", "Form", "choice", choices=FORMS)] = EVENT,
) -> Subscription:
    """Let another system hear of acts in an area: each is sent to its address as a CloudEvent, signed with the secret.

    The owner is a user for whom only programs work; the other system is told what he may see, and no more. Raises `Refused` or
    `RuleError` naming the field: an address that cannot or may not be called, a pattern that names no act, an owner who signs in
    himself or sees nothing of the area, a secret that is none. In another form than events, what is told is what that form's
    own table says, and not what the owner may see.
    """
    path = area_of(deed, area_path)
    subscription = Subscription(
        owner=owner, name=name.strip(), form=form, url=_checked(owner, form, url), events=_checked_events(events), since=deed.at,
        added_at=deed.at, area_path=path,
    )  # fmt: skip
    _check_owner(deed, owner, path, form)
    secrets.key_of(secret)
    subscription.save(force_insert=True)
    secrets.keep(subscription, secret, deed.received_at, _overlap())
    return subscription


@act("webhook.change", Text("修改订阅", "Change a subscription"), on="subscription")
def change(deed: Deed, subscription: Subscription, name: Name, url: Url, events: Events) -> Subscription:
    """Give a subscription another name, address or other events. What waits to be sent goes to the new address.

    Whose it is and which area it covers does not change: end it, and subscribe anew.
    """
    check(deed.name, subscription)
    subscription.name, subscription.url, subscription.events = (
        name.strip(),
        _checked(subscription.owner, subscription.form, url),
        _checked_events(events),
    )
    subscription.save(update_fields=["name", "url", "events"])
    return subscription


@act("webhook.rotate", Text("更换签名密钥", "Change the signing secret"), on="subscription")
def rotate(deed: Deed, subscription: Subscription, secret: NewSecret) -> Subscription:
    """Sign with a new secret from now on. For the hours that the locality sets the one before signs as well (`overlap_hours`)."""
    check(deed.name, subscription)
    secrets.keep(subscription, secret, deed.received_at, _overlap())
    return subscription


@act("webhook.end", Text("终止订阅", "End a subscription"), on="subscription")
def end(deed: Deed, subscription: Subscription, reason: Reason) -> Subscription:
    """End a subscription: nothing is taken or sent for it any more, its secrets are forgotten. What became of its deliveries stays."""
    check(deed.name, subscription)
    subscription.state, subscription.reason, subscription.since = ENDED, reason, deed.at
    subscription.save(update_fields=["state", "reason", "since"])
    subscription.deliveries.filter(state__in=OPEN).update(state=DEAD, error="ended")
    secrets.forget(subscription)
    return subscription


def _overlap() -> timedelta:
    return timedelta(hours=settings.LOCALITY.receivers.overlap_hours)


def _checked(owner: User, form: str, url: str) -> str:
    """The address, once it can and may be called, and fits the form. Raises `RuleError` or `Refused`."""
    if form not in FORMS:
        raise invalid(FieldError("form", Text("请选择推送形式", "Choose a form")))
    other = OTHERS.get(form)
    if other:
        other.check(owner, url)
    if other is None or other.drop is None:
        addresses_of(receiver_of(url))
    return url


def _checked_events(text: str) -> list[str]:
    """The patterns in what was entered. Raises `Refused` for one that names no act, `RuleError` for what is no pattern."""
    patterns = patterns_of(text)
    empty = [pattern for pattern in patterns if not named_by([pattern], REGISTER)]
    if empty:
        words = "、".join(empty)
        raise invalid(
            FieldError("events", Text(f"没有这样的事件：{words}", f"There are no such events: {words}"))
        )
    return list(patterns)


def _check_owner(deed: Deed, owner: User, path: str, form: str) -> None:
    if owner.has_usable_password():
        raise Refused(
            "owner_signs_in",
            Text(
                "订阅应当属于一个没有密码、只供程序使用的用户",
                "A subscription belongs to a user without a password, for whom only programs work",
            ),
            errors=(FieldError("owner", Text("该用户本人登录", "This user signs in himself")),),
        )
    if form != EVENT:
        return
    viewer = viewer_of(owner.pk)
    if viewer is None or not path.startswith(viewer.scope(deed.day)):
        raise Refused(
            "owner_sees_nothing",
            Text(
                "该用户看不到该区域的业务：请先授予他该区域的角色",
                "This user does not see the business of the area: give him a role there first",
            ),
            errors=(FieldError("owner", Text("看不到该区域", "Does not see the area")),),
        )
