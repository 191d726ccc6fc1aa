"""Subscribing another system on the desk, and looking after what it was sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import Desk, Find, fill_in
from tests.gateways.webhooks.receiver import Receiver, Say, listening

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

HUB = "示范协同平台"
POINT = {"lon": 116.366, "lat": 39.913}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as one:
        yield one


def report(window: Window) -> None:
    """An act that the receiver is to hear of."""
    dispatcher = window("dispatcher")
    dispatcher.go("/")
    dispatcher.beside("report.submit", text="店外占道摆放货物", source="patrol", **POINT)


def arrived(receiver: Receiver, number: int) -> None:
    until = time.monotonic() + 20
    while len(receiver.got) < number:
        assert time.monotonic() < until, "the event did not arrive"
        time.sleep(0.1)


def test_another_system_is_subscribed_fails_and_gets_it_again(
    window: Window, picture: Picture, receiver: Receiver
) -> None:
    # Given the demo's user for whom only a program works, when the administrator subscribes it, with a secret that the form makes
    admin, name = window("admin"), f"协同平台{int(time.time()) % 100_000}"
    admin.go("/webhooks")
    admin.page.get_by_role("button", name="订阅事件").click()
    form = admin.page.locator("form.act-form")
    form.wait_for()
    fill_in(form, name=name, url=receiver.url, events="report.*", owner=Find(HUB), area_path=Find("示范区"))
    form.get_by_role("button", name="生成").click()
    secret = form.locator('[id$="-secret"]').input_value()
    form.locator("button[type=submit]").click()
    expect(admin.page.get_by_role("heading", level=1)).to_contain_text(name)
    admin.check()
    assert secret not in admin.page.content()

    # Then it gets what is done, signed with that secret
    report(window)
    arrived(receiver, 1)
    assert receiver.got[0].verified(secret) == receiver.got[0].event

    # When it wants no more, the subscription is paused and says why
    receiver.answer = lambda _: Say(410)
    report(window)
    arrived(receiver, 2)
    admin.page.wait_for_timeout(500)
    admin.page.reload()
    expect(admin.page.locator("main")).to_contain_text("接收方答复410")
    expect(admin.page.locator("main")).to_contain_text("未送达，将重试")
    admin.check()
    picture(admin, "webhook")

    # And once it is resumed, what failed arrives
    receiver.answer = lambda _: Say()
    admin.do("恢复订阅")
    arrived(receiver, 3)
    assert receiver.ids()[1] == receiver.ids()[2]
    admin.go("/webhooks?state=active")
    expect(admin.page.get_by_role("row").filter(has_text=name)).to_contain_text("启用")
    admin.check()
    picture(admin, "webhooks")


def test_who_may_not_subscribe_is_not_shown_the_menu(window: Window) -> None:
    head = window("head")
    head.go("/")
    head.settle()
    expect(head.page.get_by_role("navigation").first).not_to_contain_text("系统对接")
    admin = window("admin")
    admin.go("/")
    expect(admin.page.get_by_role("navigation").first).to_contain_text("系统对接")
