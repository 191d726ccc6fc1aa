"""Forced demolition by HTTP (强制拆除): by the party himself, by force, and everything that forbids it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Town

from xuncheng.rules.calendar import Calendar

WHAT = {
    "structure": "院内东侧单层砖混房屋，二十六平方米。",
    "reasons": "未取得建设工程规划许可证，无法改正。",
}
APPROVAL = {"approval": "示政批〔2026〕12号", "manner": "机械拆除，人工清理。"}
GOODS = {
    "course": "清点并搬离物品后机械拆除。", "goods": "木桌，2张\n铁皮柜，1个", "confirmed_by": "committee",
    "kept_at": "示范街道临时存放点", "video": "SX-01", "cut_off": False,
}  # fmt: skip


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    """A case whose decision was served."""
    return road.ordinary(town, town.a, "publish")


def days(file: File, count: int) -> date:
    day: date = file.town.clock.today + timedelta(days=count)
    return day


def ordered(file: File) -> File:
    """The duty was imposed and served."""
    file.act(file.town.head, "duty.impose", perform_by=days(file, 15), **WHAT)
    file.act(file.officer, "duty.serve", delivered=True)
    return file


def announced(file: File) -> File:
    ordered(file).act(file.officer, "demolition.announce", perform_by=days(file, 15))
    return file


def reminded(file: File) -> File:
    announced(file).town.clock.pass_by(days=16)
    file.act(file.officer, "enforcement.remind", perform_by=days(file, 10), delivered=True)
    return file


def decided(file: File) -> File:
    reminded(file).act(file.officer, "duty.contest", note="当事人已申请行政复议。")
    file.town.clock.pass_by(days=11)
    file.act(file.officer, "duty.contest_end", note="复议维持，诉讼驳回，判决生效。", upheld=True)
    file.act(file.town.head, "enforcement.decide", **APPROVAL)
    return file


def workday(file: File, *, worked: bool = True) -> datetime:
    """Ten o'clock on the next working day, or day of rest."""
    when = file.town.clock.now.replace(hour=10, minute=0) + timedelta(days=1)
    while Calendar().is_workday(when.date()) is not worked:
        when += timedelta(days=1)
    return when


def scheduled(file: File) -> datetime:
    when = workday(decided(file))
    file.act(file.officer, "enforcement.schedule", delivered=True, planned_at=when)
    return when


def refuse(file: File, name: str, person: Any = None, **given: Any) -> str:
    """The code with which an act is refused."""
    code: str = (person or file.officer).refused(name, file.key, **given)["code"]
    return code


class TestDemolition:
    """行政强制法第三十五条至第四十四条."""

    def test_the_party_demolishes_by_himself(self, town: Town, file: File) -> None:
        # Given an announced date; the case is not closed while the duty is open
        announced(file)
        file.act(file.officer, "fine.pay", amount="600.00", way="bank", receipt=road.receipt())
        assert said(town.head.refused("case.close", file.key))[:3] == (
            "demolition_open", 409, "行政强制法第三十四条、第四十条",
        )  # fmt: skip
        # When two officers find it demolished, the case is closed
        assert (
            refuse(file, "duty.performed", officers=file.street.both[:1], findings="已拆除。")
            == "two_certified_officers"
        )
        file.act(file.officer, "duty.performed", officers=file.street.both, findings="已自行拆除。")
        assert said(town.head.refused("case.close", file.key))[0] == "publication_open"
        file.act(town.head, "publication.publish_order", checked=True, shown_until=days(file, 182))
        file.act(town.head, "case.close")

    def test_by_force(self, town: Town, file: File) -> None:
        # Given the decision to enforce and its day
        when = scheduled(file)
        assert (
            refuse(file, "demolition.carry_out", officers=file.street.both, carried_out_at=when, **GOODS)
            == "enforcement_day_ahead"
        )
        town.clock.now = when + timedelta(hours=8)
        fit = {"officers": file.street.both, "carried_out_at": when} | GOODS
        # Then it is done by day, on video, with the goods confirmed and without cutting anything off
        for change, code in (
            ({"cut_off": True}, "supply_cut_off"), ({"video": ""}, "not_on_video"), ({"confirmed_by": ""}, "goods_not_confirmed"),
            ({"officers": file.street.both[:1]}, "two_certified_officers"),
            ({"carried_out_at": when - timedelta(days=1)}, "enforced_on_another_day"),
            ({"carried_out_at": when - timedelta(hours=5)}, "enforced_at_night"),
        ):  # fmt: skip
            assert refuse(file, "demolition.carry_out", **fit | change) == code
        file.act(file.officer, "demolition.carry_out", **fit)
        kinds = {one["kind"] for one in file.page()["documents"]}
        assert {
            "demolition_order",
            "demolition_announcement",
            "demolition_reminder",
            "enforcement_decision",
            "demolition_record",
        } <= kinds

    def test_no_force_before_both_remedies_are_over(self, town: Town, file: File) -> None:
        reminded(file).town.clock.pass_by(days=11)
        # Given that sixty days passed, but not six months
        for step in (0, 60):
            town.clock.pass_by(days=step)
            problem = town.head.refused("enforcement.decide", file.key, **APPROVAL)
            assert said(problem)[:3] == ("remedies_open", 409, "行政强制法第四十四条")
        # When both lapsed, the government's approval is still needed
        town.clock.pass_by(days=120)
        assert (
            refuse(file, "enforcement.decide", town.head, **APPROVAL | {"approval": ""})
            == "no_government_approval"
        )
        file.act(town.head, "enforcement.decide", **APPROVAL)

    def test_a_remedy_that_goes_on_holds_it_up(self, town: Town, file: File) -> None:
        reminded(file).act(file.officer, "duty.contest", note="当事人起诉。")
        town.clock.pass_by(days=200)
        assert refuse(file, "enforcement.decide", town.head, **APPROVAL) == "remedies_open"
        file.act(file.officer, "duty.contest_end", note="判决撤销。", upheld=False)
        assert refuse(file, "enforcement.decide", town.head, **APPROVAL) == "self_demolition_open"

    def test_reminded_and_answered_first(self, town: Town, file: File) -> None:
        assert (
            refuse(announced(file), "enforcement.remind", perform_by=days(file, 9), delivered=True)
            == "self_demolition_open"
        )
        town.clock.pass_by(days=200)
        assert refuse(file, "enforcement.decide", town.head, **APPROVAL) == "reminder_open"
        file.act(file.officer, "enforcement.remind", perform_by=days(file, 10), delivered=True)
        file.act(file.officer, "enforcement.object", note="请求延期。")
        town.clock.pass_by(days=11)
        assert refuse(file, "enforcement.decide", town.head, **APPROVAL) == "objection_open"
        file.act(file.officer, "enforcement.answer", note="理由不成立。")
        file.act(town.head, "enforcement.decide", **APPROVAL)

    def test_neither_at_night_nor_on_a_holiday(self, town: Town, file: File) -> None:
        day, rest = workday(decided(file)), workday(file, worked=False)
        night = day.replace(hour=23)
        plan = {"delivered": True}
        assert refuse(file, "enforcement.schedule", planned_at=night, **plan) == "planned_at_night"
        assert refuse(file, "enforcement.schedule", planned_at=rest, **plan) == "planned_on_holiday"
        file.act(
            file.officer, "enforcement.schedule", planned_at=rest, urgency="墙体倾斜，随时可能倒塌。", **plan
        )

    def test_a_stop_order_forbids_every_step(self, town: Town, file: File) -> None:
        ordered(file).act(town.head, "enforcement.suspend", grounds="法院裁定停止执行。")
        problem = file.officer.refused("demolition.announce", file.key, perform_by=days(file, 15))
        assert said(problem)[0] == "enforcement_stopped"
        file.act(town.head, "enforcement.resume")
        file.act(file.officer, "demolition.announce", perform_by=days(file, 15))

    def test_an_unknown_owner_has_fifteen_days(self, town: Town, file: File) -> None:
        ordered(file)
        assert (
            refuse(file, "demolition.announce", perform_by=days(file, 14), owner_unknown=True)
            == "announcement_too_short"
        )
        file.act(file.officer, "demolition.announce", perform_by=days(file, 15), owner_unknown=True)
        file.act(town.head, "enforcement.end", grounds="标的物灭失。")

    def test_works_in_progress_need_no_announcement(self, town: Town, clock: object, unprinted: None) -> None:
        file = road.ordinary(town, town.a, "file")
        file.act(file.officer, "works.stop", perform_by=days(file, 3), delivered=True, **WHAT)
        assert refuse(file, "enforcement.decide", town.head, **APPROVAL) == "self_demolition_open"
        town.clock.pass_by(days=4)
        file.act(town.head, "enforcement.decide", **APPROVAL)
