"""Differences, each resolved by an act with its reason; the reconciliation of a day; what goes to the treasury."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from tests.database import address_as
from tests.domains import road
from tests.domains.collection import bank
from tests.domains.road import File
from tests.domains.town import HOUSE, Clock, Person, Town

from xuncheng.domains.money.queries import balances_of, trial_balance
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(scope="module")
def clerk(town: Town) -> Person:
    return bank.clerk(town)


@pytest.fixture
def registered(town: Town, clerk: Person) -> tuple[str, str]:
    """A bank of its own for each test: key and code."""
    return bank.register(clerk, town.district.path)


@pytest.fixture
def code(registered: tuple[str, str]) -> str:
    return registered[1]


@pytest.fixture
def served(town: Town) -> File:
    return road.ordinary(town, town.a, "serve_decision")


def standing(key: str) -> dict[str, Decimal]:
    with reading(HOUSE):
        return {str(account): sum_ for account, sum_ in balances_of(UUID(key)).items() if sum_}


def differing(clerk: Person, code: str, *lines: str) -> dict[str, Any]:
    """The difference that a file of these lines leaves."""
    file = bank.take(clerk, bank.content(code, *lines))
    (found,) = [one for one in bank.differences(clerk, state="open") if one["file"] == file]
    return found


def test_too_much_is_given_back(clerk: Person, code: str, served: File, clock: Clock) -> None:
    found = differing(clerk, code, bank.line(bank.number_of(served), "700"))
    assert clerk.refused("difference.accept", found["id"], reason="算了")["code"] == "money_held"
    problem = clerk.refused(
        "difference.refund", found["id"], reason="多缴", voucher="TK-1", refunded_on="2026-03-01"
    )
    assert problem["errors"][0]["field"] == "refunded_on"
    clerk.does("difference.refund", found["id"], reason="当事人多缴100元。", voucher="TK-1")
    page = clerk.get(f"/differences/{found['id']}")
    assert (page["open"], page["resolution"]["code"], page["reason"]) == (
        "0.00",
        "refunded",
        "当事人多缴100元。",
    )
    assert {one["allowed"] for one in page["possible_acts"]} == {False}
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}
    again = clerk.refused("difference.refund", found["id"], reason="再退", voucher="TK-2")
    assert again["code"] == "difference_resolved"


def test_held_money_is_moved_to_two_cases(clerk: Person, code: str, town: Town, served: File) -> None:
    other = road.ordinary(town, town.b, "serve_decision")
    found = differing(clerk, code, bank.line("写错的编号", "1000"))
    one = {"payment_number": bank.number_of(served), "amount": "600", "reason": "编号写错，经核实为本案。"}
    clerk.does("difference.apply", found["id"], **one)
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}
    rest = {"payment_number": bank.number_of(other), "reason": "其余属本案。"}
    assert clerk.refused("difference.apply", found["id"], **rest)["errors"][0]["field"] == "receipt"
    assert (
        clerk.refused("difference.apply", found["id"], **rest, amount="401")["errors"][0]["field"] == "amount"
    )
    clerk.does("difference.apply", found["id"], **rest, receipt=road.receipt())
    assert standing(other.key) == {"receivable.fine": 200, "bank": 400, "due_to_treasury": 600}
    page = clerk.get(f"/differences/{found['id']}")
    assert [one["id"] for one in page["pays"]] == [served.key, other.key]
    assert (page["open"], page["resolution"]["code"]) == ("0.00", "applied")


def test_held_money_is_not_moved_where_nothing_can_be_paid(clerk: Person, code: str, town: Town) -> None:
    decided = road.ordinary(town, town.a, "decide")
    found = differing(clerk, code, bank.line("写错的编号", "600"))
    given = {"reason": "属本案。"}
    assert clerk.refused("difference.apply", found["id"], **given)["errors"][0]["field"] == "payment_number"
    refused = clerk.refused("difference.apply", found["id"], payment_number=bank.number_of(decided), **given)
    assert refused["status"] == 409
    assert clerk.get(f"/differences/{found['id']}")["open"] == "600.00"


def test_what_is_lacking_is_explained(clerk: Person, code: str, served: File) -> None:
    found = differing(clerk, code, bank.line(bank.number_of(served), "500"))
    refused = clerk.refused("difference.refund", found["id"], reason="退款", voucher="TK-3")
    assert refused["code"] == "nothing_held"
    assert clerk.refused("difference.accept", found["id"], reason="")["status"] == 422
    clerk.does("difference.accept", found["id"], reason="当事人承诺下周补缴。")
    assert standing(served.key)["receivable.fine"] == 100


def test_a_day_is_reconciled_once_and_its_differences_are_explained(
    clerk: Person, registered: tuple[str, str], served: File
) -> None:
    key, code = registered
    found = differing(clerk, code, bank.line(bank.number_of(served), "700"))
    (row,) = [one for one in clerk.get("/bank-days")["banks"] if one["bank"] == key]
    assert (row["total"], row["paid"], row["held"], row["differences"]) == ("700.00", "600.00", "100.00", 1)
    problem = clerk.refused("bankday.close", key, day="2026-03-02")
    assert problem["code"] == "difference_unexplained"
    clerk.does("difference.refund", found["id"], reason="多缴。", voucher=f"TK-{code}")
    remarks = {"remarks": "另有手工登记的款项，银行次日报送。"}
    clerk.does("bankday.close", key, day="2026-03-02", **remarks)
    assert clerk.refused("bankday.close", key, day="2026-03-02", **remarks)["code"] == "day_reconciled"
    assert clerk.refused("bankday.close", key, day="2026-03-03")["errors"][0]["field"] == "day"
    (row,) = [one for one in clerk.get("/bank-days")["banks"] if one["bank"] == key]
    assert (row["closed_at"] is not None, row["refunded"]) == (True, "100.00")


def test_what_no_file_tells_of_is_shown(clerk: Person, code: str, served: File, clock: Clock) -> None:
    clock.on(3, 12)
    receipt = road.receipt()
    served.act(served.officer, "fine.pay", amount="600", way="bank", receipt=receipt)
    assert [one["receipt"] for one in clerk.get("/bank-days")["unclaimed"]] == [receipt]
    told = bank.line(bank.number_of(served), "600", receipt=receipt, day="2026-03-12")
    bank.take(clerk, bank.content(code, told, day="2026-03-12"))
    assert clerk.get("/bank-days")["unclaimed"] == []


def test_a_day_with_lines_that_wait_is_not_reconciled(clerk: Person, registered: tuple[str, str]) -> None:
    key, code = registered
    bank.send(clerk, bank.content(code, bank.line("无此案", "1")))
    assert clerk.refused("bankday.close", key, day="2026-03-02", remarks="有")["code"] == "lines_waiting"


def test_what_was_collected_goes_to_the_treasury(
    clerk: Person, registered: tuple[str, str], served: File, town: Town
) -> None:
    key, code = registered
    other = road.ordinary(town, town.b, "serve_decision")
    bank.take(
        clerk,
        bank.content(code, bank.line(bank.number_of(served), "700"), bank.line(bank.number_of(other), "200")),
    )
    assert [one["to_remit"] for one in clerk.get("/banks")["items"] if one["id"] == key] == ["800.00"]
    given = {"through": "2026-03-02", "voucher": f"GK-{code}"}
    problem = clerk.refused("bank.remit", key, amount="900", **given)
    assert (problem["code"], problem["errors"][0]["message_zh"]) == ("remittance_differs", "账上为800.00")
    clerk.does("bank.remit", key, amount="800", **given)
    assert standing(served.key) == {"treasury": 600, "due_to_treasury": 600}
    assert standing(other.key) == {"receivable.fine": 400, "treasury": 200, "due_to_treasury": 600}
    again = clerk.refused("bank.remit", key, through="2026-03-02", amount="800", voucher=f"GK2-{code}")
    assert again["code"] == "nothing_to_remit"
    assert clerk.refused("bank.remit", key, amount="1", **given)["errors"][0]["field"] == "voucher"


def test_what_went_back_is_not_remitted(
    clerk: Person, registered: tuple[str, str], served: File, town: Town
) -> None:
    key, code = registered
    bank.take(clerk, bank.content(code, bank.line(bank.number_of(served), "600")))
    served.act(town.head, "decision.revoke", reasons="适用法律有误。")
    served.act(
        served.officer, "fine.refund", remedy=1, refund="600", voucher="TK-9", refunded_on=town.clock.today
    )
    assert standing(served.key) == {}
    given = {"through": "2026-03-02", "voucher": f"GK-{code}"}
    assert clerk.refused("bank.remit", key, amount="600", **given)["code"] == "nothing_to_remit"


def test_what_is_in_the_treasury_goes_back_from_there(
    clerk: Person, registered: tuple[str, str], served: File, town: Town
) -> None:
    key, code = registered
    bank.take(clerk, bank.content(code, bank.line(bank.number_of(served), "600")))
    clerk.does("bank.remit", key, through="2026-03-02", amount="600", voucher=f"GK-{code}")
    served.act(town.head, "decision.revoke", reasons="适用法律有误。")
    assert standing(served.key) == {"treasury": 600, "refunds_payable": 600}
    served.act(clerk, "fine.refund", remedy=1, refund="600", voucher="TK-10", refunded_on=town.clock.today)
    assert standing(served.key) == {}


@pytest.mark.parametrize("statement", [
    "UPDATE collection_bankline SET paid = paid + 1 WHERE settled_at IS NOT NULL",
    "UPDATE collection_bankline SET held = 0 WHERE held > 0",
    "UPDATE collection_difference SET open = 0 WHERE resolved_at IS NULL",
    "UPDATE collection_difference SET resolved_at = now() WHERE resolved_at IS NULL",
])  # fmt: skip
def test_the_database_lets_nothing_of_a_line_be_lost(clerk: Person, code: str, statement: str) -> None:
    differing(clerk, code, bank.line("写错的编号", "10"))
    scope = "SELECT set_config('xuncheng.scope', '{110199.}', true), set_config('xuncheng.act', gen_random_uuid()::text, true)"
    with psycopg.connect(address_as(settings.DATABASE_URL)) as program:
        program.execute(scope)
        with pytest.raises(psycopg.errors.CheckViolation):
            program.execute(statement)
        program.rollback()


def test_money_on_the_spot_is_watched_until_it_is_in_the_bank(
    clerk: Person, town: Town, clock: Clock
) -> None:
    file = road.simple(town, town.a, "lodge")
    file.act(file.officer, "fine.pay", amount="50", way="on_the_spot", receipt=road.receipt())

    def spot() -> list[tuple[str, str, str]]:
        found = clerk.get("/spot-money")["items"]
        return [
            (one["account"]["code"], one["due"], one["urgency"])
            for one in found if one["link"]["id"] == file.key
        ]  # fmt: skip

    assert spot() == [("officer", "2026-03-04", "ok")]
    clock.on(3, 5)
    assert spot() == [("officer", "2026-03-04", "overdue")]
    file.act(clerk, "fine.hand_in", receiver="冯财务")
    assert spot() == [("agency", "2026-03-09", "ok")]
    file.act(clerk, "fine.deposit", voucher="JK-0100", deposited_on="2026-03-05")
    assert spot() == []


def test_lists_are_narrowed_and_exported(clerk: Person, code: str, served: File, clock: Clock) -> None:
    number = bank.number_of(served)
    bank.take(clerk, bank.content(code, bank.line(number, "200")))
    (owed,) = clerk.get("/receivables", q=number)["items"]
    assert (owed["account"]["code"], owed["charged"], owed["settled"], owed["owed"], owed["due"]) == (
        "receivable.fine", "600.00", "200.00", "400.00", "2026-03-17",
    )  # fmt: skip
    assert clerk.get("/receivables", q=number, account="receivable.late_fee")["items"] == []
    assert clerk.get("/receivables", q=number, overdue=True)["items"] == []
    clock.on(3, 18)
    (late,) = clerk.get("/receivables", q=number, overdue=True)["items"]
    assert late["urgency"] == "overdue"
    (paid,) = clerk.get("/movements", q=number, paid=True)["items"]
    assert (paid["event"]["code"], paid["amount"], paid["day"]) == ("fine.paid_bank", "200.00", "2026-03-02")
    for name in ("receivables", "movements", "differences"):
        response = clerk.call("GET", f"/api/v1/{name}/export?q={number}")
        rows = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined] # a stream
        assert len(rows) > 1, name


def test_after_all_this_the_books_balance(town: Town) -> None:
    with reading(HOUSE):
        found = trial_balance(HOUSE)
    assert sum(line.debit for line in found) == sum(line.credit for line in found) > 0
