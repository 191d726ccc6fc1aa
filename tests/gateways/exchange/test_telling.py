"""A platform is told what becomes of its own work orders: taken in, progress, sent back, result; and of nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import Clock, Town
from tests.gateways.exchange.platform import Platform, hire, listens, send, settled
from tests.gateways.webhooks.receiver import Receiver, Say

pytestmark = pytest.mark.usefixtures("unprinted")


def said(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in receiver.got]


def test_from_the_acknowledgement_to_the_result(hotline: Platform, receiver: Receiver) -> None:
    listens(hotline, receiver)
    hotline.says(hotline.order("GD-1001"))
    settled(hotline, "GD-1001")
    send()
    messages = said(receiver)
    assert [(one["kind"], one["stage"]["code"]) for one in messages] == [
        ("accepted", "submitted"), ("progress", "verified"), ("progress", "judged"), ("progress", "dispatched"),
        ("progress", "handled"), ("result", "answered"),
    ]  # fmt: skip
    last = messages[-1]
    assert last["number"] == "GD-1001"
    assert last["our_number"] == hotline.report("GD-1001").number
    assert last["text"] == "您反映的占道摊点已清理，感谢监督。"
    assert {one["text"] for one in messages[:-1]} == {""}  # what the bureau says within itself stays there
    assert receiver.got[0].verified()["number"] == "GD-1001"
    assert receiver.got[0].headers["content-type"] == "application/json"


def test_not_ours_it_goes_back_with_the_reason(town: Town, hotline: Platform, receiver: Receiver) -> None:
    listens(hotline, receiver)
    hotline.says(hotline.order("GD-1002"))
    key = str(hotline.report("GD-1002").pk)
    town.dispatcher.does("report.reject", key, reason="不属于本单位职责，请转交通运输部门")
    send()
    assert [(one["kind"], one["text"]) for one in said(receiver)] == [
        ("accepted", ""),
        ("returned", "不属于本单位职责，请转交通运输部门"),
    ]


def test_withdrawn_it_is_confirmed(hotline: Platform, receiver: Receiver) -> None:
    listens(hotline, receiver)
    hotline.says(hotline.order("GD-1003"))
    hotline.says({"kind": "withdraw", "id": "CH-9", "number": "GD-1003", "text": "市民撤回"})
    send()
    assert [one["kind"] for one in said(receiver)] == ["accepted", "withdrawn"]


def test_of_others_it_hears_nothing(town: Town, hotline: Platform, receiver: Receiver) -> None:
    listens(hotline, receiver)
    other = hire(town, "neighbour-platform", "response")
    other.says(other.order("GD-1004"))
    road.judge(town, town.a)
    assert send() == 0
    assert receiver.got == []


def test_a_failing_platform_is_told_again_in_order(
    clock: Clock, hotline: Platform, receiver: Receiver
) -> None:
    """Given a platform that fails twice, then it is told everything once it works, and the result after the progress."""
    listens(hotline, receiver)
    answers = iter([Say(500), Say(503)])
    receiver.answer = lambda _: next(answers, Say())
    hotline.says(hotline.order("GD-1005"))
    settled(hotline, "GD-1005")
    for _ in range(4):
        send()
        clock.pass_by(minutes=5)
    kinds = [one["kind"] for one in said(receiver)]
    assert kinds == ["accepted"] * 3 + ["progress"] * 4 + ["result"]
    assert len({one["id"] for one in said(receiver)}) == 6


def test_dead_it_is_sent_again_by_hand(
    town: Town, clock: Clock, hotline: Platform, receiver: Receiver
) -> None:
    key = listens(hotline, receiver)
    receiver.answer = lambda _: Say(500)
    hotline.says(hotline.order("GD-1006"))
    for _ in range(8):
        send()
        clock.pass_by(hours=25)
    receiver.answer = lambda _: Say()
    if town.admin.get(f"/webhooks/{key}")["state"]["code"] == "paused":
        town.admin.does("webhook.resume", key)
    dead = town.admin.get("/webhook-deliveries", subscription=key, state="dead")["items"]
    if dead:
        town.admin.does("webhook.replay", key, what="dead")
    send()
    assert said(receiver)[-1]["kind"] == "accepted"
    (one,) = town.admin.get("/webhook-deliveries", subscription=key)["items"]
    assert one["state"]["code"] == "delivered"


def test_all_since_some_time_is_sent_again(
    clock: Clock, town: Town, hotline: Platform, receiver: Receiver
) -> None:
    key = listens(hotline, receiver)
    since = clock.now
    hotline.says(hotline.order("GD-1007"))
    road.judge(town, town.a)
    send()
    town.admin.does("webhook.replay", key, what="since", since=since.isoformat())
    send()
    assert [one["number"] for one in said(receiver)] == ["GD-1007", "GD-1007"]


def test_only_a_registered_platform_is_told(town: Town, hotline: Platform, receiver: Receiver) -> None:
    words = {
        "name": "冒名", "owner": town.citizen.key, "url": receiver.url, "events": "report.*", "secret": "",
        "form": "work_order", "area_path": town.district.path,
    }  # fmt: skip
    problem = town.admin.refused("webhook.subscribe", **words)
    assert problem["errors"][0]["field"] == "owner"


def test_a_folder_is_the_platform_s_own(town: Town, hotline: Platform, receiver: Receiver) -> None:
    words = {
        "name": "别人的文件夹", "owner": hotline.person.key, "url": "folder:../others", "events": "report.*", "secret": "",
        "form": "work_order_file", "area_path": town.district.path,
    }  # fmt: skip
    assert town.admin.refused("webhook.subscribe", **words)["errors"][0]["field"] == "url"
