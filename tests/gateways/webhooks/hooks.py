"""Subscribing a receiver, and sending to it what was done meanwhile."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.domains.town import Hiring, Person, Street, Town, pass_on
from tests.gateways.webhooks.receiver import SECRET, Receiver

from xuncheng.foundation.people.models import User
from xuncheng.gateways.webhooks.sending import send_due


@dataclass(frozen=True)
class Hook:
    """A subscription, and who listens."""

    town: Town
    key: str
    receiver: Receiver

    def page(self) -> dict[str, Any]:
        found: dict[str, Any] = self.town.admin.get(f"/webhooks/{self.key}")
        return found

    def send(self) -> int:
        """What the worker does: take what was done, and send what is due; how many attempts there were."""
        pass_on()
        return send_due()

    def deliveries(self, state: str = "") -> list[dict[str, Any]]:
        """Its deliveries, the oldest first."""
        page = self.town.admin.get(
            "/webhook-deliveries", subscription=self.key, state=state, sort="taken_at", limit=200
        )
        items: list[dict[str, Any]] = page["items"]
        return sorted(items, key=lambda one: (one["object"], one["seq"]))

    def states(self) -> list[str]:
        return [one["state"]["code"] for one in self.deliveries()]


def hub(town: Town, street: Street) -> str:
    """The user of the receiving system in a street: nobody signs in as him, and he sees the business of the street; his key."""
    name = f"hub-{street.area.code}"
    found = User.objects.filter(username=name).first()
    if found is None:
        person = Hiring(town.bureau, town.district, town.roles).person(
            name, f"{street.area.name}对接", "clerk", street.team
        )
        return person.key
    return str(found.pk)


def subscribe(
    town: Town, receiver: Receiver, events: str, street: Street, by: Person | None = None, **given: Any
) -> Hook:
    """Subscribe the receiver to what happens in a street."""
    words = {
        "name": "示范区协同平台", "owner": hub(town, street), "url": receiver.url, "events": events, "secret": SECRET,
        "area_path": street.area.path,
    } | given  # fmt: skip
    pass_on()  # what was done before is no event for it
    return Hook(town, (by or town.admin).does("webhook.subscribe", **words)["result"], receiver)


def orders(receiver: Receiver) -> dict[str, list[int]]:
    """Of each object the places of its events, in the order in which they first came."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in receiver.got:
        if one.seq not in found[one.chain]:
            found[one.chain].append(one.seq)
    return dict(found)
