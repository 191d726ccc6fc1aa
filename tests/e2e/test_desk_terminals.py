"""Terminals on the desk: what was refused to an officer is settled by him, and a lost phone is locked by the administrator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.desk import SHANGHAI, Desk
from uuid_utils.compat import uuid7

pytestmark = pytest.mark.browser
Window = Callable[..., Desk]
Picture = Callable[[Desk, str], None]

SECRET = "a secret of the test"  # nobody's
POINT = {"lon": 116.366, "lat": 39.945}


class Phone:
    """A phone of whoever is signed in at a window of the desk."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk = desk
        proof = hashlib.sha256(SECRET.encode()).hexdigest()
        given = {"name": name, "platform": "Android 15 / Chrome 143", "version": "1.4.0", "proof": proof}
        self.key = desk.beside("terminal.register", **given)["id"]

    def calls(self, path: str, body: Any = None) -> Any:
        """One call of the app; the answer."""
        cookies = self.desk.page.context.cookies()
        token = next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
        headers = {
            "X-CSRFToken": token, "Referer": self.desk.url, "X-Terminal": f"{self.key}.{SECRET}", "X-App-Version": "1.4.0",
        }  # fmt: skip
        return self.desk.page.request.post(f"{self.desk.url}/api/v1{path}", data=body or {}, headers=headers)

    def sends(self, *acts: dict[str, Any]) -> list[str]:
        """Send acts; what became of each."""
        now = datetime.now(SHANGHAI).isoformat()
        sent = [
            {"seq": at, "id": str(uuid7()), "at": now, "name": "report.submit", "input": act}
            for at, act in enumerate(acts, start=1)
        ]
        states: list[str] = []
        while len(states) < len(sent):  # what there was no time for is sent again
            answer = self.calls("/sync", {"format": 1, "sent_at": now, "acts": sent[len(states) :]})
            assert answer.ok, answer.text()
            found = [one["state"] for one in answer.json()["results"]]
            states += [state for state in found if state != "waiting"]
        return states


def test_what_was_refused_is_settled_and_a_lost_phone_is_locked(
    window: Window, picture: Picture, cookies: dict[str, Any]
) -> None:
    # Given an officer who reported two things without a network, one of them wrongly
    officer, name = window("officer-a"), f"巡查手机{datetime.now(SHANGHAI):%H%M%S}"
    officer.go("/")
    phone = Phone(officer, name)
    right = {"text": "示范路便道上堆放建筑垃圾", "source": "patrol", **POINT}
    assert phone.sends(right, right | {"source": "moon"}) == ["done", "refused"]

    # Then what was refused stands in the list with the reason
    officer.go("/field-acts")
    row = officer.page.get_by_role("row").filter(has_text=name).first
    expect(officer.page.locator("main")).to_contain_text("填写的内容有误")
    officer.check()
    picture(officer, "field-acts")

    # When he opens it and withdraws it
    row = officer.page.get_by_role("row").filter(has_text="填写的内容有误").first
    row.get_by_role("link").first.click()
    main = officer.page.locator("main")
    expect(main).to_contain_text("示范路便道上堆放建筑垃圾")
    officer.check()
    picture(officer, "field-act")
    officer.do("撤回离线行为", reason="来源选错，已另行上报")
    expect(main).to_contain_text("已撤回")
    expect(main).to_contain_text("来源选错，已另行上报")

    # And the administrator finds the phone, with its version, and locks it
    admin = window("admin")
    admin.go("/admin/terminals")
    expect(admin.page.get_by_role("row").filter(has_text=name)).to_contain_text("1.4.0")
    admin.check()
    picture(admin, "terminals")
    admin.open_row(name)
    admin.do("锁定移动终端", reason="巡查时遗失")
    cookies.pop("officer-a")  # his sessions end with it: in the next test he signs in anew
    expect(admin.page.locator("main")).to_contain_text("已锁定")
    expect(admin.page.locator("main")).to_contain_text("巡查时遗失")
    admin.check()
    picture(admin, "terminal")

    # Then the phone hears of it
    answer = phone.calls("/sync/key")
    assert (answer.status, answer.json()["code"]) == (403, "terminal_locked")
