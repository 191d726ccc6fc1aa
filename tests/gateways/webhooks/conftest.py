"""The door is tested as the town uses it, with a real receiver at the other end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.webhooks.hooks import Hook, subscribe
from tests.gateways.webhooks.receiver import Receiver, listening

__all__ = ["clock", "db", "town", "unprinted"]

Hooking = Callable[..., Hook]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Another system that listens."""
    with listening() as one:
        yield one


@pytest.fixture
def hook(town: Town, clock: object, receiver: Receiver) -> Iterator[Hooking]:
    """Subscribe the receiver: `hook("report.*")`, for street A unless another area is named; ended afterwards."""
    made: list[Hook] = []

    def make(events: str = "report.*", **given: object) -> Hook:
        street = given.pop("street", town.a)
        one = subscribe(town, receiver, events, street, **given)  # type: ignore[arg-type] # a street, and words
        made.append(one)
        return one

    yield make
    for one in made:
        if one.page()["state"]["code"] != "ended":
            town.admin.does("webhook.end", one.key, reason="试验结束")
