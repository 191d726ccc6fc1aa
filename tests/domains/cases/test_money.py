"""Money: what is paid against which receipt, and what a late payment costs."""

from __future__ import annotations

import pytest
from tests.domains import road
from tests.domains.road import File, receipt
from tests.domains.town import Clock, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def owing(town: Town) -> File:
    """A case whose party owes 600 until 17 March 2026, fifteen days after service."""
    return road.ordinary(town, town.a, "publish")


def pay(file: File, amount: str, **more: str) -> dict[str, str]:
    """What a payment is entered with."""
    return {"amount": amount, "way": "bank", "receipt": receipt()} | more


def test_the_time_to_pay(owing: File) -> None:
    page = owing.page()
    assert (page["due"], page["due_label"]["zh"]) == ("2026-03-17", "当事人缴纳罚款")
    assert page["waits_for"] == "party"


def test_in_parts(town: Town, owing: File) -> None:
    owing.act(town.officer, "fine.pay", **pay(owing, "200"))
    assert owing.page()["stage"]["code"] == "served"
    owing.act(town.officer, "fine.pay", **pay(owing, "400", payer="刘家人"))
    page = owing.page()
    assert page["stage"]["code"] == "performed"
    assert [(one["amount"], one["payer"]) for one in page["payments"]] == [
        ("200.00", "刘示范"),
        ("400.00", "刘家人"),
    ]


@pytest.mark.parametrize("amount", ["600.01", "0"])
def test_not_more_than_is_owed(town: Town, owing: File, amount: str) -> None:
    problem = town.officer.refused("fine.pay", owing.key, **pay(owing, amount))
    assert problem["code"] == "paid_too_much"


def test_a_receipt_serves_once(town: Town, owing: File) -> None:
    used = pay(owing, "200")
    owing.act(town.officer, "fine.pay", **used)
    problem = town.officer.refused("fine.pay", owing.key, **used)
    assert [error["field"] for error in problem["errors"]] == ["receipt"]
    other = road.ordinary(town, town.a, "serve_decision")
    assert town.officer.refused("fine.pay", other.key, **used)["status"] == 422


def test_no_payment_without_a_receipt(town: Town, owing: File) -> None:
    problem = town.officer.refused("fine.pay", owing.key, **pay(owing, "600", receipt=""))
    assert problem["code"] == "no_receipt"
    assert [basis["label"] for basis in problem["basis"]] == ["行政处罚法第七十条"]


def test_officers_take_no_money_in_the_ordinary_procedure(town: Town, owing: File) -> None:
    problem = town.officer.refused("fine.pay", owing.key, **pay(owing, "600", way="on_the_spot"))
    assert problem["code"] == "officer_takes_money"
    assert [basis["label"] for basis in problem["basis"]] == ["行政处罚法第六十七条第一款、第六十七条第二款"]


def test_officers_take_up_to_a_hundred_on_the_spot(town: Town) -> None:
    cheap = road.simple(town, town.a, "lodge", penalty={"kinds": ["fine"], "amount": "100"})
    cheap.act(town.officer, "fine.pay", **pay(cheap, "100", way="on_the_spot"))
    dear = road.simple(town, town.a, "lodge", penalty={"kinds": ["fine"], "amount": "150"})
    problem = town.officer.refused("fine.pay", dear.key, **pay(dear, "150", way="on_the_spot"))
    assert problem["code"] == "officer_takes_money"
    dear.act(
        town.officer,
        "fine.pay",
        **pay(dear, "150", way="on_the_spot", reason="当事人系外地来京，事后难以执行"),
    )


def test_money_taken_on_the_spot_goes_to_the_agency_and_to_the_bank(town: Town) -> None:
    # Given a fine taken on the spot on Monday 2 March 2026
    file = road.simple(town, town.a, "lodge")
    file.act(town.officer, "fine.pay", **pay(file, "50", way="on_the_spot"))
    page = file.page()
    assert (page["due"], page["due_label"]["zh"]) == ("2026-03-04", "上缴当场收缴的罚款")
    assert (page["waits_for"], page["next_act"]) == ("handler", "fine.hand_in")
    problem = town.head.refused("case.close", file.key)
    assert (problem["code"], problem["basis"][0]["label"]) == ("money_not_deposited", "行政处罚法第七十一条")
    # When it is handed in, it is the agency's turn
    file.act(town.officer, "fine.hand_in", receiver="财务科")
    assert (file.page()["due_label"]["zh"], file.page()["next_act"]) == (
        "当场收缴的罚款缴付银行",
        "fine.deposit",
    )
    assert town.officer.refused("fine.deposit", file.key, voucher="")["status"] == 422
    file.act(town.officer, "fine.deposit", voucher="JK-0001")
    file.act(town.head, "case.close")


class TestLateFee:
    """Three per cent of the fine for each day, never more than the fine (第七十二条第一款第一项)."""

    def test_in_time_there_is_none(self, town: Town, owing: File, clock: Clock) -> None:
        clock.on(3, 17, hour=23)
        assert town.officer.refused("latefee.impose", owing.key, amount="18")["code"] == "not_overdue"
        owing.act(town.officer, "fine.pay", **pay(owing, "600"))
        owing.act(town.head, "case.close")

    def test_what_was_paid_in_time_is_not_late_because_it_was_entered_late(
        self, town: Town, owing: File, clock: Clock
    ) -> None:
        clock.on(3, 22)
        early = town.officer.refused("fine.pay", owing.key, **pay(owing, "600", paid_on="2026-02-28"))
        assert [error["field"] for error in early["errors"]] == ["paid_on"]
        ahead = town.officer.refused("fine.pay", owing.key, **pay(owing, "600", paid_on="2026-03-23"))
        assert ahead["code"] == "paid_in_future"
        owing.act(town.officer, "fine.pay", **pay(owing, "600", paid_on="2026-03-17"))
        owing.act(town.head, "case.close")

    def test_five_days_late(self, town: Town, owing: File, clock: Clock) -> None:
        clock.on(3, 22)
        owing.act(town.officer, "fine.pay", **pay(owing, "600"))
        problem = town.head.refused("case.close", owing.key)
        assert (problem["code"], [one["zh"] for one in problem["missing"]]) == (
            "late_fee_open",
            ["加处罚款决定"],
        )
        clock.on(4, 1)
        problem = town.officer.refused("latefee.impose", owing.key, amount="270")
        assert (problem["code"], problem["status"]) == ("late_fee_differs", 422)
        assert problem["title_zh"] == "按每日百分之三计算，应加处90.00元"
        assert [basis["label"] for basis in problem["basis"]] == ["行政处罚法第七十二条第一款第一项"]
        owing.act(town.officer, "latefee.impose", amount="90")
        assert owing.page()["documents"][-1]["kind"] == "late_fee_decision"
        owing.act(town.officer, "fine.pay", **pay(owing, "90"))
        owing.act(town.head, "case.close")
        assert "罚款逾期缴纳" in [one["zh"] for one in owing.page()["unusual"]]

    def test_while_the_fine_is_not_paid_it_grows_to_the_fine_itself(
        self, town: Town, owing: File, clock: Clock
    ) -> None:
        clock.on(3, 20)
        problem = town.officer.refused("latefee.impose", owing.key, amount="600")
        assert "54.00元" in problem["title_zh"]
        clock.on(6, 1)
        problem = town.officer.refused("latefee.impose", owing.key, amount="600.01")
        assert problem["code"] == "late_fee_above_fine"
        owing.act(town.officer, "latefee.impose", amount="600")
        assert town.officer.refused("latefee.impose", owing.key, amount="600")["code"] == "late_fee_imposed"

    def test_part_of_the_fine_paid_does_not_end_it(self, town: Town, owing: File, clock: Clock) -> None:
        clock.on(3, 18)
        owing.act(town.officer, "fine.pay", **pay(owing, "100"))
        clock.on(3, 27)
        problem = town.officer.refused("latefee.impose", owing.key, amount="18")
        assert "180.00元" in problem["title_zh"]
