"""Non-contact cases by HTTP: from the record of a device to the decision (非现场执法, 行政处罚法第四十一条)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.domains import devices, road
from tests.domains.road import File, said
from tests.domains.town import Town

GOOD = {"genuine": True, "clear": True, "complete": True, "accurate": True, "opinion": "画面清晰，要素齐全。"}
TOLD = {"lookup": "“示范城管”公众号"}


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


def record(file: File, device: str, **given: Any) -> None:
    """A record of the device becomes part of the case."""
    at = file.town.clock.now - timedelta(hours=1)
    file.act(
        file.officer,
        "record.take",
        **{"device": device, "recorded_at": at, "content": "货物占用人行道约三平方米。"} | given,
    )


@pytest.fixture
def device(town: Town) -> str:
    key = devices.in_use(town, town.a)
    town.clock.pass_by(days=1)
    return key


def test_from_the_record_to_the_decision(town: Town, device: str) -> None:
    """Nobody goes to the scene: a reviewed record stands for the inspection."""
    # Given a case on a record alone
    file = road.ordinary(town, town.a, "file")
    record(file, device)
    assert (file.page()["waits_for"], file.page()["next_act"]) == ("reviewer", "record.review")
    # When it is reviewed, and the party is told
    file.act(town.reviewer, "record.review", **GOOD)
    file.act(file.officer, "violation.tell", **TOLD)
    # Then the case goes on to its decision, and its file is complete
    steps = list(road.ORDINARY)[list(road.ORDINARY).index("order") :]
    file.go({name: road.ORDINARY[name] for name in steps}, "archive")
    page = file.page()
    assert page["stage"]["code"] == "archived"
    assert {"record_review", "violation_notice", "decision"} <= {one["kind"] for one in page["documents"]}
    assert [(one["kind"]["code"], one["state"]["code"]) for one in page["evidence"]] == [
        ("electronic", "accepted")
    ]


def test_on_the_spot_procedure_as_well(town: Town, device: str) -> None:
    file = road.simple(town, town.a, "recheck")
    record(file, device)
    problem = file.officer.refused("rights.tell", file.key, **file.penalty)
    assert said(problem)[:3] == ("record_unreviewed", 409, "行政处罚法第四十一条第二款")
    file.act(town.reviewer, "record.review", **GOOD)
    assert file.officer.refused("rights.tell", file.key, **file.penalty)["code"] == "violation_untold"
    file.act(file.officer, "violation.tell", **TOLD)
    file.act(file.officer, "rights.tell", **file.penalty)
    file.act(file.officer, "decision.make", delivered=True, **file.penalty)


class TestTheDevice:
    """行政处罚法第四十一条第一款."""

    @pytest.fixture
    def file(self, town: Town) -> File:
        return road.ordinary(town, town.a, "file")

    def refused(self, file: File, device: str, **given: Any) -> dict[str, Any]:
        at = file.town.clock.now
        return file.officer.refused(
            "record.take",
            file.key,
            **{"device": device, "recorded_at": at, "content": "占用人行道。"} | given,
        )

    def test_unreviewed(self, town: Town, file: File) -> None:
        problem = self.refused(file, devices.add(town, town.a))
        assert said(problem)[:3] == ("device_unlawful", 409, "行政处罚法第四十一条第一款")

    def test_unpublished(self, town: Town, file: File) -> None:
        assert (
            self.refused(file, devices.review(town, devices.add(town, town.a)))["code"] == "device_unlawful"
        )

    def test_a_record_from_before_it_was_published(self, town: Town, file: File, device: str) -> None:
        before = town.clock.now - timedelta(days=2)
        assert self.refused(file, device, recorded_at=before)["code"] == "device_unlawful"

    def test_withdrawn(self, town: Town, file: File, device: str) -> None:
        town.admin.does("device.withdraw", device, reason="设备损坏")
        assert self.refused(file, device)["code"] == "device_unlawful"

    def test_a_record_from_tomorrow(self, town: Town, file: File, device: str) -> None:
        problem = self.refused(file, device, recorded_at=town.clock.now + timedelta(days=1))
        assert problem["code"] == "recorded_in_future"


class TestTheRecord:
    """第四十一条第二款, 第三款."""

    @pytest.fixture
    def file(self, town: Town, device: str) -> File:
        file = road.ordinary(town, town.a, "order")
        record(file, device)
        return file

    def test_nothing_is_concluded_on_an_unreviewed_one(self, town: Town, file: File) -> None:
        about = {"course": "依法调查。", "established": "占道属实。", "proposal": "罚款六百元。"}
        problem = file.officer.refused("investigation.conclude", file.key, **about)
        assert said(problem) == ("record_unreviewed", 409, "行政处罚法第四十一条第二款", ["监控记录审核"])

    def test_no_notice_before_the_party_was_told(self, town: Town, file: File) -> None:
        file.act(town.reviewer, "record.review", **GOOD)
        file.act(
            file.officer,
            "investigation.conclude",
            course="依法调查。",
            established="占道属实。",
            proposal="罚款六百元。",
        )
        problem = file.officer.refused("notice.give", file.key, reasons="情节一般。", **road.FINE)
        assert said(problem) == ("violation_untold", 409, "行政处罚法第四十一条第三款", ["违法行为告知书"])

    def test_one_that_fails_is_excluded(self, town: Town, file: File) -> None:
        file.act(town.reviewer, "record.review", **GOOD | {"clear": False})
        states = {one["title"][:4]: one["state"]["code"] for one in file.page()["evidence"]}
        assert states["监控记录"] == "excluded"
        assert file.officer.refused("violation.tell", file.key, **TOLD)["code"] == "nothing_to_tell"

    def test_the_handler_does_not_review_it(self, town: Town, file: File) -> None:
        assert file.officer.refused("record.review", file.key, **GOOD)["status"] == 403

    def test_one_after_the_other(self, town: Town, file: File, device: str) -> None:
        at = town.clock.now
        problem = file.officer.refused(
            "record.take", file.key, device=device, recorded_at=at, content="再次占道。"
        )
        assert problem["code"] == "record_unreviewed"

    def test_the_party_learns_how_to_look_it_up(self, town: Town, file: File) -> None:
        file.act(town.reviewer, "record.review", **GOOD)
        problem = file.officer.refused("violation.tell", file.key, lookup="")
        assert said(problem)[:3] == ("no_way_to_look_up", 409, "行政处罚法第四十一条第三款")
