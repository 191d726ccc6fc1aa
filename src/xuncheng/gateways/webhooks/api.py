"""HTTP for subscriptions of other systems and their deliveries. Whatever is done with them is an act."""

from __future__ import annotations

from django.db.models import QuerySet
from ninja import Router

from xuncheng.foundation.people.listing import Column, Listing, serve
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.webhooks import page, queries, schemas
from xuncheng.gateways.webhooks.models import Delivery, Subscription
from xuncheng.rules.legal import Text

router = Router(tags=["webhooks"])


def _subscriptions(viewer: Viewer, query: schemas.SubscriptionQuery) -> QuerySet[Subscription]:
    found = queries.readable_by(viewer)
    return found.filter(state=query.state) if query.state else found


_SUBSCRIPTIONS: Register[Subscription] = Register(
    one="subscription", called=Text("该订阅", "subscription"), detail=schemas.SubscriptionOut, door=queries.readable_by,
    shown=page.subscription_page,
    listing=Listing(
        name="webhooks", title="Subscriptions to events", query=schemas.SubscriptionQuery, page=schemas.SubscriptionList,
        about="Subscriptions of other systems, the newest first unless asked otherwise", sortings=queries.SORTINGS,
        found=_subscriptions, shown=page.subscription_rows,
        columns=(
            Column("名称", "Name", "name"),
            Column("接收系统的用户", "User", "owner"),
            Column("推送形式", "Form", "form"),
            Column("接收地址", "Address", "url"),
            Column("订阅的事件", "Events", "events"),
            Column("区域", "Area", "area"),
            Column("状态", "State", "state"),
            Column("原因", "Reason", "reason"),
            Column("待发送", "Waiting", "waiting"),
            Column("未送达", "Failed", "failed"),
            Column("死信", "Dead letters", "dead"),
            Column("订阅时间", "Subscribed", "added_at"),
        ),
    ),
)  # fmt: skip
add_register(router, _SUBSCRIPTIONS)


def _deliveries(viewer: Viewer, query: schemas.DeliveryQuery) -> QuerySet[Delivery]:
    found = queries.deliveries_readable_by(viewer)
    if query.subscription:
        found = found.filter(subscription=query.subscription)
    return found.filter(state=query.state) if query.state else found


serve(
    router, "/webhook-deliveries",
    Listing(
        name="webhook-deliveries", title="Deliveries of events", query=schemas.DeliveryQuery, page=schemas.DeliveryList,
        about="Deliveries (of one subscription, where it is named), the newest first unless asked otherwise",
        found=_deliveries, sortings=queries.NEWEST, shown=page.delivery_rows,
        columns=(
            Column("订阅", "Subscription", "subscription"),
            Column("事件", "Event", "act"),
            Column("事件编号", "Event id", "event"),
            Column("对象", "Object", "number"),
            Column("序号", "No. in its trail", "seq"),
            Column("状态", "State", "state"),
            Column("失败次数", "Failures", "attempts"),
            Column("产生时间", "Taken", "taken_at"),
            Column("最近发送", "Last tried", "tried_at"),
            Column("下次发送", "Next", "next_at"),
            Column("应答状态", "Status", "status"),
            Column("错误", "Error", "error"),
            Column("应答用时（毫秒）", "Answered in (ms)", "answered_ms"),
        ),
    ),
)  # fmt: skip
