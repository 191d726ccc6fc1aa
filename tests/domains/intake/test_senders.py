"""The register of those who send reports under numbers of their own."""

from __future__ import annotations

import pytest
from tests.domains.town import Town

pytestmark = pytest.mark.usefixtures("clock")


def test_a_sender_is_found_changed_and_switched_off(town: Town) -> None:
    # Given two senders, one of which sends no more
    kept = town.admin.does("sender.register", code="xj-12345", name="示范县热线", source="hotline")["result"]
    gone = town.admin.does("sender.register", code="xj-old", name="示范县旧平台", source="transfer")["result"]
    town.admin.does("sender.retire", gone)

    # When one is called otherwise, and somebody is named there
    town.admin.does("sender.change", kept, name="示范县12345热线", contact="张示例 010-00000000")

    # Then the register has it so, by name, by code and by state, and its page says what may be done
    def found(**asked: str) -> list[str]:
        return [one["name"] for one in town.admin.get("/sender-register", **asked)["items"]]

    assert found(q="示范县") == ["示范县12345热线", "示范县旧平台"]
    assert found(q="xj-", state="active") == ["示范县12345热线"]
    assert found(q="xj-", state="retired", sort="-code") == ["示范县旧平台"]
    page = town.admin.get(f"/sender-register/{gone}")
    assert page["state"]["code"] == "retired"
    assert {one["name"]: one["allowed"] for one in page["possible_acts"]} == {
        "sender.change": True,
        "sender.retire": False,
    }
    assert [one["act"] for one in town.admin.get(f"/sender-register/{kept}")["timeline"]] == [
        "sender.register",
        "sender.change",
    ]


def test_senders_are_changed_by_administrators_alone(town: Town) -> None:
    sender = town.admin.does("sender.register", code="xj-safe", name="示范镇平台", source="response")[
        "result"
    ]
    assert town.dispatcher.refused("sender.change", sender, name="改名")["code"] == "no_grant"
    assert town.dispatcher.get(f"/sender-register/{sender}")["possible_acts"] == []
    assert town.citizen.get("/sender-register")["items"] == []
    assert town.citizen.call("GET", f"/api/v1/sender-register/{sender}").status_code == 404
