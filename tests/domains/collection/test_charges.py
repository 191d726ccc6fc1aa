"""Fees and compensations: receivables of their own, beside the fines and never among them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains.collection import bank
from tests.domains.town import Clock, Person, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(scope="module")
def clerk(town: Town) -> Person:
    return bank.clerk(town)


@pytest.fixture
def charge(town: Town, clerk: Person) -> str:
    """A fee of 1,200 yuan for a road; its key."""
    return bank.charge(clerk, town.a.area.path)


def shown(clerk: Person, key: str) -> dict[str, Any]:
    found: dict[str, Any] = clerk.get(f"/charges/{key}")
    return found


def test_a_charge_is_paid_in_parts_waived_and_given_back(clerk: Person, town: Town, charge: str) -> None:
    key, code = bank.register(clerk, town.district.path)
    number = shown(clerk, charge)["number"]
    bank.take(clerk, bank.content(code, bank.line(number, "1000", "示范建筑公司")))
    page = shown(clerk, charge)
    assert (page["owed"], page["paid"]) == ("200.00", "1000.00")
    assert clerk.refused("charge.waive", charge, amount="201", reason="减免")["code"] == "balance_exceeded"
    clerk.does("charge.waive", charge, amount="200", reason="提前恢复道路，经批准减免。")
    over = clerk.refused("charge.refund", charge, amount="1001", voucher="TF-1", reason="退还")
    assert over["code"] == "balance_exceeded"
    clerk.does("charge.refund", charge, amount="300", voucher="TF-1", reason="缩短占用时间。")
    page = shown(clerk, charge)
    assert (page["owed"], page["waived"], page["refunded"]) == ("0.00", "200.00", "300.00")
    assert [one["event"]["code"] for one in page["movements"]] == [
        "compensation.assessed", "compensation.paid", "compensation.waived", "refund.owed", "refund.paid_bank",
    ]  # fmt: skip
    assert {one["name"]: one["allowed"] for one in page["possible_acts"]} == {
        "charge.waive": False, "charge.refund": True,
    }  # fmt: skip
    acts = ["charge.assess", "charge.pay", "charge.waive", "charge.refund"]
    assert sorted(one["act"] for one in page["timeline"]) == sorted(acts)
    # What went back does not go to the treasury, and what does is the charge's own
    clerk.does("bank.remit", key, through="2026-03-02", amount="700", voucher=f"GK-{code}")


def test_a_charge_is_owed_beside_the_fines(clerk: Person, charge: str, clock: Clock) -> None:
    number = shown(clerk, charge)["number"]
    (owed,) = clerk.get("/receivables", q=number)["items"]
    assert (owed["account"]["code"], owed["name"], owed["link"]["kind"]) == (
        "receivable.compensation", "示范建筑公司", "charge",
    )  # fmt: skip
    assert clerk.get("/receivables", account="receivable.fine", q=number)["items"] == []
    clock.on(4, 20)
    (late,) = clerk.get("/receivables", overdue=True, q=number)["items"]
    assert late["urgency"] == "overdue"


def test_more_than_a_charge_is_held(clerk: Person, town: Town, charge: str) -> None:
    _, code = bank.register(clerk, town.district.path)
    number = shown(clerk, charge)["number"]
    file = bank.take(clerk, bank.content(code, bank.line(number, "1300", "示范建筑公司")))
    (found,) = [one for one in bank.differences(clerk) if one["file"] == file]
    assert (found["kind"]["code"], found["amount"], found["link"]["kind"]) == ("too_much", "100.00", "charge")


@pytest.mark.parametrize(("wrong", "field"), [
    ({"kind": "tax"}, "kind"), ({"due_on": "2026-03-01"}, "due_on"), ({"amount": "0"}, "amount"), ({"area_path": "999."}, "area_path"),
])  # fmt: skip
def test_what_a_charge_is_refused_for(clerk: Person, town: Town, wrong: dict[str, str], field: str) -> None:
    problem = clerk.refused("charge.assess", **(bank.owing(town.a.area.path) | wrong))
    assert [one["field"].split(".")[-1] for one in problem["errors"]] == [field]
