"""Performance on the party's behalf by HTTP (代履行): ordinary and at once, what forbids it, and what it costs him."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import HOUSE, Town

from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.calendar import Calendar
from xuncheng.rules.money_books import Account

WHAT = {
    "target": "人行道上的建筑垃圾约三立方米，清除并恢复路面。",
    "reasons": "责令改正期满未清除。",
    "hazard": "traffic",
}
HOW = {"manner": "清运车装运，人工清扫。", "performer": "示范清运服务有限公司", "estimate": "300.00"}
DONE = {
    "course": "装运两车，清扫路面。", "performer_signed": True, "signed_by": "witness", "signer": "赵见证",
}  # fmt: skip
COST = {"evidenced": "280.00", "items": "清运车一台班，280.00元，发票0001", "cost": "280.00"}
SPILL = {
    "target": "主路上散落的渣土约两立方米。", "place_kind": "road", "object_kind": "spill", "unable": "驾驶人没有清运工具。",
    "performer": "示范清运服务有限公司", **DONE,
}  # fmt: skip


def days(file: File, count: int) -> date:
    day: date = file.town.clock.today + timedelta(days=count)
    return day


def workday(file: File, ahead: int, *, worked: bool = True) -> datetime:
    """Ten o'clock on the first day of that kind so many days ahead or later."""
    when: datetime = file.town.clock.now.replace(hour=10, minute=0) + timedelta(days=ahead)
    while Calendar().is_workday(when.date()) is not worked:
        when += timedelta(days=1)
    return when


def refuse(file: File, name: str, person: Any = None, **given: Any) -> str:
    """The code with which an act is refused."""
    code: str = (person or file.officer).refused(name, file.key, **given)["code"]
    return code


def unmet(town: Town) -> File:
    """A case in which the party did not do what he was ordered to: the re-check found it undone."""
    file = road.ordinary(town, town.a, "review")
    file.act(
        file.officer, "correction.order", requirement="清除建筑垃圾", until=town.clock.today, delivered=True
    )
    town.clock.pass_by(days=1)
    file.act(
        file.officer, "correction.recheck", officers=file.street.both, corrected=False, findings="仍未清除。", **road.lasted(town)
    )  # fmt: skip
    return file


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    """The same, decided and paid."""
    file = unmet(town)
    for step in ("conclude", "notice", "serve_notice", "waive", "decide", "serve_decision", "publish", "pay"):
        town.clock.pass_by(minutes=5)
        road.ORDINARY[step](file)
    return file


def reminded(file: File) -> File:
    file.act(file.officer, "behalf.remind", perform_by=days(file, 5), delivered=True, **WHAT)
    return file


def decided(file: File) -> File:
    reminded(file).town.clock.pass_by(days=6)
    file.act(file.town.head, "behalf.decide", planned_at=workday(file, 8), **HOW)
    file.act(file.officer, "behalf.serve", delivered=True)
    return file


def warned(file: File) -> datetime:
    """The party was reminded of the day, which the clock is set to."""
    when = workday(decided(file), 8)
    file.act(file.officer, "behalf.warn", delivered=True, planned_at=when)
    file.town.clock.now = when + timedelta(hours=3)
    return when


def done(file: File) -> File:
    when = warned(file)
    file.act(file.officer, "behalf.carry_out", officers=file.street.both, carried_out_at=when, **DONE)
    return file


def charged(file: File) -> File:
    done(file).act(file.town.head, "behalf.charge", pay_by=days(file, 15), **COST)
    return file


def pay(amount: str, **more: Any) -> dict[str, Any]:
    return {"cost_paid": amount, "receipt": road.receipt()} | more


def standing(file: File, account: Account) -> Decimal:
    """What stands on an account of the case."""
    with reading(HOUSE):
        return balances_of(UUID(file.key))[account]


def owed(file: File) -> Decimal:
    """What the books say that the party owes for it."""
    return standing(file, Account.BEHALF)


class TestOrdinary:
    """行政强制法第五十条、第五十一条."""

    def test_from_the_reminder_to_the_last_fen(self, town: Town, file: File) -> None:
        # Given that it was done and charged, half of it is paid, and the case is not closed before the rest is
        charged(file)
        assert owed(file) == Decimal("280.00")
        file.act(file.officer, "behalf.pay", **pay("100.00"))
        problem = town.head.refused("case.close", file.key)
        assert "behalf_unsettled" in said(problem)[0] or "代履行办结并结清费用" in said(problem)[3]
        assert refuse(file, "behalf.pay", **pay("180.01")) == "cost_paid_too_much"
        assert refuse(file, "behalf.pay", **pay("180.00", receipt="")) == "no_receipt"
        file.act(file.officer, "behalf.pay", **pay("180.00"))
        assert owed(file) == 0
        # When what was done is found done, the case is closed; each paper is in its file
        file.act(
            file.officer,
            "correction.recheck",
            officers=file.street.both,
            corrected=True,
            findings="已代履行清除。",
            **road.lasted(town),
        )
        file.act(town.head, "case.close")
        page = file.page()
        assert {
            "behalf_reminder", "behalf_decision", "behalf_last_reminder", "behalf_record", "behalf_cost_decision", "behalf_payment",
        } <= {one["kind"] for one in page["documents"]}  # fmt: skip
        assert [one["purpose"]["code"] for one in page["payments"]] == ["fine", "behalf", "behalf"]
        section = next(one for one in page["facts"]["sections"] if one["title"]["zh"] == "代履行")
        assert {row["label"]["zh"]: row["value"] for row in section["rows"]}["代履行费用"] == "280.00元"

    def test_the_party_performs_himself(self, town: Town, file: File) -> None:
        # Given the second reminder; when two officers find it done, nothing is done on his behalf
        when = warned(file)
        assert (
            refuse(file, "behalf.performed", officers=file.street.both[:1], findings="已清除。")
            == "two_certified_officers"
        )
        file.act(file.officer, "behalf.performed", officers=file.street.both, findings="已自行清除。")
        given = {"officers": file.street.both, "carried_out_at": when} | DONE
        assert refuse(file, "behalf.carry_out", **given) == "behalf_day_ahead"
        assert (
            refuse(file, "behalf.charge", town.head, pay_by=days(file, 5), **COST) == "behalf_not_chargeable"
        )

    def test_only_what_was_ordered_and_found_undone(self, town: Town, clock: object, unprinted: None) -> None:
        file = road.ordinary(town, town.a, "serve_decision")
        problem = file.officer.refused(
            "behalf.remind", file.key, perform_by=days(file, 5), delivered=True, **WHAT
        )
        assert said(problem) == ("duty_not_unmet", 409, "行政强制法第五十条", ["责令限期改正并经复查未改正"])

    @pytest.mark.parametrize(
        ("change", "code", "article"),
        [
            ({"hazard": ""}, "no_hazard", "行政强制法第五十条"),
            ({"structure": True}, "structure_on_behalf", "行政强制法第四十四条"),
            ({"delivered": False}, "not_delivered", "行政处罚法第六十一条第一款"),
        ],
    )
    def test_what_a_reminder_needs(self, file: File, change: dict[str, Any], code: str, article: str) -> None:
        given = {"perform_by": days(file, 5), "delivered": True} | WHAT | change
        assert said(file.officer.refused("behalf.remind", file.key, **given))[::2][:2] == (code, article)

    def test_decided_once_the_reminder_is_over_and_answered(self, town: Town, file: File) -> None:
        plan = HOW | {"planned_at": workday(reminded(file), 20)}
        assert refuse(file, "behalf.decide", town.head, **plan) == "behalf_reminder_open"
        file.act(file.officer, "behalf.object", note="请求宽限。")
        town.clock.pass_by(days=6)
        assert refuse(file, "behalf.decide", town.head, **plan) == "behalf_objected"
        file.act(file.officer, "behalf.answer", note="理由不成立。")
        for change, code in (
            ({"estimate": "0"}, "no_estimate"), ({"interested": True}, "performer_interested"),
            ({"planned_at": plan["planned_at"].replace(hour=23)}, "planned_at_night"),
            ({"planned_at": workday(file, 8, worked=False)}, "planned_on_holiday"),
        ):  # fmt: skip
            assert refuse(file, "behalf.decide", town.head, **plan | change) == code
        file.act(town.head, "behalf.decide", **plan)

    def test_three_full_working_days_before(self, town: Town, file: File) -> None:
        # Given a decision that was served; 2 March 2026 is a Monday, and today is Monday 9 March
        decided(file)
        first = workday(file, 0)
        for _ in range(3):
            first = first.replace() + timedelta(days=1)
            while not Calendar().is_workday(first.date()):
                first += timedelta(days=1)
        plan = {"delivered": True}
        problem = file.officer.refused("behalf.warn", file.key, planned_at=first, **plan)
        assert said(problem)[::2][:2] == ("behalf_too_soon", "行政强制法第五十一条第一款第二项、第六十九条")
        file.act(
            file.officer,
            "behalf.warn",
            planned_at=workday(file, (first.date() - town.clock.today).days + 1),
            **plan,
        )

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"cut_off": True}, "supply_cut_off"),
            ({"violence": True}, "violence_used"),
            ({"performer_signed": False}, "performer_did_not_sign"),
            ({"signed_by": ""}, "record_unsigned"),
        ],
    )
    def test_how_it_is_done(self, town: Town, file: File, change: dict[str, Any], code: str) -> None:
        when = warned(file)
        given = {"officers": file.street.both, "carried_out_at": when} | DONE
        assert refuse(file, "behalf.carry_out", **given | change) == code

    def test_on_its_day_and_by_day(self, town: Town, file: File) -> None:
        when = warned(file)
        given = {"officers": file.street.both} | DONE
        assert (
            refuse(file, "behalf.carry_out", carried_out_at=when - timedelta(days=1), **given)
            == "performed_on_another_day"
        )
        assert (
            refuse(file, "behalf.carry_out", carried_out_at=when.replace(hour=5), **given)
            == "performed_at_night"
        )

    def test_no_more_than_it_cost(self, town: Town, file: File) -> None:
        done(file)
        due = {"pay_by": days(file, 15)}
        above = COST | {"cost": "280.01"} | due
        assert refuse(file, "behalf.charge", town.head, **above) == "cost_above_evidence"
        dear = COST | {"cost": "310.00", "evidenced": "310.00"} | due
        assert refuse(file, "behalf.charge", town.head, **dear) == "cost_above_estimate"
        file.act(town.head, "behalf.charge", excess="现场材料多于预估。", **dear)
        assert owed(file) == Decimal("310.00")

    def test_what_cannot_be_got_is_written_off(self, town: Town, file: File) -> None:
        charged(file).act(file.officer, "behalf.pay", **pay("80.00"))
        assert refuse(file, "behalf.waive", town.head, grounds="") == "no_grounds"
        file.act(town.head, "behalf.waive", grounds="当事人死亡，无遗产可供执行。")
        assert owed(file) == 0

    def test_it_may_be_stopped_and_ended(self, town: Town, file: File) -> None:
        decided(file).act(town.head, "behalf.suspend", grounds="第三人对标的主张权利。")
        plan = {"delivered": True, "planned_at": workday(file, 10)}
        assert refuse(file, "behalf.warn", **plan) == "behalf_stopped"
        file.act(town.head, "behalf.resume")
        file.act(file.officer, "behalf.warn", **plan)
        file.act(town.head, "behalf.end", grounds="标的物灭失。")

    def test_what_was_done_for_him_is_no_correction_of_his(
        self, town: Town, clock: object, unprinted: None
    ) -> None:
        # Given a case not decided yet, in which it was done on his behalf
        file = unmet(town)
        recheck = {"officers": file.street.both, "findings": "复查。", **road.lasted(town)}
        done(file)
        problem = file.officer.refused("correction.recheck", file.key, corrected=True, **recheck)
        assert said(problem)[::2][:2] == ("corrected_on_behalf", "行政强制法第五十条")


class TestAtOnce:
    """行政强制法第五十二条."""

    @pytest.fixture
    def file(self, town: Town, clock: object, unprinted: None) -> File:
        return road.ordinary(town, town.a, "inspect")

    def test_whoever_was_not_there_is_told_afterwards(self, town: Town, file: File) -> None:
        given = SPILL | {"officers": file.street.both, "carried_out_at": town.clock.now}
        assert refuse(file, "behalf.immediate", present=False, **given | {"unable": ""}) == "party_able"
        file.act(file.officer, "behalf.immediate", present=False, **given)
        page = file.page()
        assert (page["next_act"], page["waits_for"]) == ("behalf.tell", "handler")
        assert {"immediate_behalf_decision", "behalf_record"} <= {one["kind"] for one in page["documents"]}
        charge = COST | {"pay_by": days(file, 15)}
        assert refuse(file, "behalf.charge", town.head, **charge) == "behalf_not_chargeable"
        file.act(file.officer, "behalf.tell", delivered=True)
        assert file.page()["documents"][-1]["kind"] == "behalf_notice"
        file.act(town.head, "behalf.charge", **charge)

    def test_whoever_was_there_need_not_be_told(self, town: Town, file: File) -> None:
        given = SPILL | {"officers": file.street.both, "carried_out_at": town.clock.now}
        file.act(file.officer, "behalf.immediate", present=True, **given)
        assert refuse(file, "behalf.tell", delivered=True) == "behalf_told"
        file.act(town.head, "behalf.waive", grounds="环卫日常保洁顺带清除，未另行支出。")
        file.act(town.head, "case.terminate", reason="情节轻微。")
        file.act(town.head, "case.close")
        file.act(file.officer, "case.archive")


class TestRemedies:
    """行政复议法第四十二条, 行政强制法第四十条第四项、第四十一条."""

    def test_a_stop_order_stops_it_until_it_is_lifted(self, town: Town, file: File) -> None:
        decided(file)
        today = town.clock.today
        about = {
            "applicant": "刘示范",
            "lodged_on": today,
            "received_by_us": today,
            "kind": "reconsideration",
        }
        town.reviewer.does("remedy.lodge", file.key, **about)
        stop = {"remedy": 1, "reasons": "复议机关通知停止执行。"}
        town.reviewer.does("remedy.stop_execution", file.key, ordered_by="body", **stop)
        plan = {"delivered": True, "planned_at": workday(file, 10)}
        assert refuse(file, "behalf.warn", **plan) == "execution_stopped"
        town.reviewer.does("remedy.lift_stop", file.key, remedy=1, reasons="复议机关决定解除。")
        file.act(file.officer, "behalf.warn", **plan)

    def test_a_decision_that_falls_ends_it(self, town: Town, file: File) -> None:
        decided(file)
        town.head.does("decision.revoke", file.key, reasons="认定事实有误。")
        plan = {"delivered": True, "planned_at": workday(file, 10)}
        assert refuse(file, "behalf.warn", **plan) == "behalf_not_served"

    def test_what_was_paid_for_it_goes_back_with_the_fine(self, town: Town, file: File) -> None:
        charged(file).act(file.officer, "behalf.pay", **pay("100.00"))
        town.head.does("decision.revoke", file.key, reasons="认定事实有误。")
        # Then nothing is owed any more, and fine and cost go back
        assert owed(file) == 0
        assert standing(file, Account.REFUNDS) == Decimal("700.00")
        assert refuse(file, "behalf.pay", **pay("180.00")) == "behalf_cost_not_owed"
        file.act(
            file.officer,
            "fine.refund",
            remedy=1,
            refund="700.00",
            voucher="TF-9",
            refunded_on=town.clock.today,
        )
        road.withdraw(file)
        file.act(town.head, "case.close")
