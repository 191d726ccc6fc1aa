"""Sending again what did not arrive, or all since a time; and signing with a new secret while the old one still signs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from standardwebhooks.webhooks import WebhookVerificationError
from tests.domains import road
from tests.domains.town import HOUSE, Town, pass_on
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.hooks import Hook, orders
from tests.gateways.webhooks.receiver import OTHER, SECRET, Receiver

from xuncheng.foundation.trail.scope import set_scope
from xuncheng.gateways.webhooks.clearing import clear_old
from xuncheng.gateways.webhooks.models import Delivery
from xuncheng.rules.delivering import ATTEMPTS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


# --- again --------------------------------------------------------------------------------------------------


def die(one: Hook, town: Town, receiver: Receiver, number: int) -> list[str]:
    """So many dead letters; the keys of their objects."""
    reports = [road.submit(town, town.a) for _ in range(number)]
    pass_on()
    with transaction.atomic():
        set_scope(HOUSE)
        Delivery.objects.filter(subscription=one.key).update(state="dead", attempts=ATTEMPTS)
    return reports


def test_dead_letters_are_sent_again(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook()
    reports = die(one, town, receiver, 3)
    dead = one.deliveries("dead")
    town.admin.does("webhook.replay", one.key, what="one", delivery=dead[0]["id"])
    one.send()
    assert [got.headers["webhook-id"] for got in receiver.got] == [dead[0]["event"]]
    town.admin.does("webhook.replay", one.key, what="dead")
    one.send()
    assert orders(receiver).keys() == set(reports)
    assert town.admin.refused("webhook.replay", one.key, what="dead")["code"] == "nothing_to_replay"


def test_all_since_a_time_is_sent_again_from_the_trail(town: Town, receiver: Receiver, hook: Hooking) -> None:
    """Given what was done before the subscription, and what was cleared away since."""
    before = road.judge(town, town.a)
    elsewhere = road.judge(town, town.b)
    since = town.clock.now
    town.clock.pass_by(hours=1)
    one = hook("report.submit report.judge")
    after = road.submit(town, town.a)
    one.send()
    ids = set(receiver.ids())
    assert clear_old(town.clock.now + timedelta(days=31)) >= 1
    town.admin.does("webhook.replay", one.key, what="since", since=since - timedelta(seconds=1))
    one.send()
    found = orders(receiver)
    assert (found[before], found[after]) == ([1, 3], [1])
    assert elsewhere not in found
    assert ids <= set(receiver.ids())
    # Once more, and each comes again under its id
    sent = len(set(receiver.ids()))
    town.admin.does("webhook.replay", one.key, what="since", since=since - timedelta(seconds=1))
    one.send()
    assert len(set(receiver.ids())) == sent


def test_what_cannot_be_replayed_is_refused(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one, other = hook(), hook("case.*")
    die(one, town, receiver, 1)
    (dead,) = one.deliveries()

    def fields(**given: Any) -> list[str]:
        problem = town.admin.refused("webhook.replay", other.key, **given)
        return [error["field"] for error in problem["errors"]]

    assert fields(what="since") == ["since"]
    assert fields(what="since", since=town.clock.now + timedelta(hours=1)) == ["since"]
    assert fields(what="since", since=town.clock.now - timedelta(days=100)) == ["since"]
    assert fields(what="one") == ["delivery"]
    assert fields(what="one", delivery=dead["id"]) == ["delivery"]
    assert fields(what="everything") == ["what"]


# --- secrets ------------------------------------------------------------------------------------------------


def test_after_a_rotation_both_secrets_sign_for_the_locality_s_hours(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    town.admin.does("webhook.rotate", one.key, secret=OTHER)
    road.submit(town, town.a)
    one.send()
    assert receiver.got[0].verified(SECRET) == receiver.got[0].verified(OTHER)
    town.clock.pass_by(hours=settings.LOCALITY.receivers.overlap_hours, seconds=1)
    road.submit(town, town.a)
    one.send()
    assert receiver.got[1].verified(OTHER)
    with pytest.raises(WebhookVerificationError):
        receiver.got[1].verified(SECRET)


def test_the_one_before_the_one_before_signs_no_more(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook()
    third = "whsec_" + "QUJD" * 11
    town.admin.does("webhook.rotate", one.key, secret=OTHER)
    town.admin.does("webhook.rotate", one.key, secret=third)
    road.submit(town, town.a)
    one.send()
    (got,) = receiver.got
    assert got.verified(OTHER) == got.verified(third)
    with pytest.raises(WebhookVerificationError):
        got.verified(SECRET)
