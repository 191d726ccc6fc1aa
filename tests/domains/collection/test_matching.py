"""The bank's file: taken whole or refused, and each line settled where it belongs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains import road
from tests.domains.collection import bank
from tests.domains.road import File
from tests.domains.town import HOUSE, Clock, Person, Town

from xuncheng.domains.collection.jobs import settle
from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(scope="module")
def clerk(town: Town) -> Person:
    return bank.clerk(town)


@pytest.fixture(scope="module")
def code(town: Town, clerk: Person) -> str:
    return bank.register(clerk, town.district.path)[1]


@pytest.fixture
def served(town: Town) -> File:
    """A case whose decision of 600 yuan was served."""
    return road.ordinary(town, town.a, "serve_decision")


def standing(key: str) -> dict[str, Decimal]:
    with reading(HOUSE):
        return {str(account): sum_ for account, sum_ in balances_of(UUID(key)).items() if sum_}


def lines(clerk: Person, file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clerk.get(f"/bank-files/{file}/lines", limit=200)["items"]
    return found


def test_a_line_pays_the_case_that_it_names(clerk: Person, code: str, served: File) -> None:
    # Given two parts, one by the number of the case typed in another way, one by that of the decision
    page = served.page()
    decision = next(one["number"] for one in page["documents"] if one["kind"] == "decision")
    typed = page["number"].replace("〔", "[").replace("〕", "] ")
    # When the file is taken in
    file = bank.take(clerk, bank.content(code, bank.line(typed, "200"), bank.line(decision, "400.00")))
    # Then both are payments of the case, with their postings
    page = served.page()
    assert [(one["amount"], one["way"], one["paid_on"]) for one in page["payments"]] == [
        ("200.00", "bank", "2026-03-02"), ("400.00", "bank", "2026-03-02"),
    ]  # fmt: skip
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}
    assert [one["act"] for one in page["timeline"]].count("fine.pay") == 2
    shown = clerk.get(f"/bank-files/{file}")
    assert (shown["waiting"], shown["paid"], shown["held"], shown["differences"]) == (0, "600.00", "0.00", 0)
    assert [one["pays"][0]["id"] for one in lines(clerk, file)] == [served.key] * 2
    # And the part that had been too little at first is no difference any more
    (lacking,) = [one for one in bank.differences(clerk) if one["link"] and one["link"]["id"] == served.key]
    assert (lacking["kind"]["code"], lacking["amount"], lacking["resolution"]["code"]) == (
        "too_little", "400.00", "paid_since",
    )  # fmt: skip


def test_gb18030_is_read_as_well(clerk: Person, code: str, served: File) -> None:
    text = bank.content(code, bank.line(bank.number_of(served), "600"))
    bank.take(clerk, text, "gb18030")
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}


def test_the_same_file_twice_does_nothing(clerk: Person, code: str, served: File) -> None:
    text = bank.content(code, bank.line(bank.number_of(served), "600"))
    bank.take(clerk, text)
    problem = bank.send(clerk, text).json()
    assert problem["code"] == "bank_file_taken"
    assert settle() == 0
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}


def test_another_content_in_the_same_batch_is_refused(clerk: Person, code: str) -> None:
    first, second = (bank.content(code, bank.line("无此案", "1"), batch=900) for _ in range(2))
    bank.take(clerk, first)
    assert bank.send(clerk, second).json()["code"] == "bank_batch_taken"


def test_every_faulty_line_is_named_and_nothing_is_taken(clerk: Person, code: str, served: File) -> None:
    number = bank.number_of(served)
    good, bad = bank.line(number, "600"), bank.line(number, "1.234")
    before = clerk.get("/bank-files")["count"]
    problem = bank.send(
        clerk, bank.content(code, good, bad, bank.line("", "1"), bank.line(number, "1", day="2026-03-01"))
    ).json()
    assert problem["code"] == "bank_file_faulty"
    assert [one["message_zh"][:4] for one in problem["errors"]] == ["第4行：", "第5行：", "第6行："]
    assert clerk.get("/bank-files")["count"] == before
    assert standing(served.key) == {"receivable.fine": 600, "due_to_treasury": 600}


def test_a_serial_that_came_before_is_refused(clerk: Person, code: str) -> None:
    bank.take(clerk, bank.content(code, bank.line("无此案", "1", serial="S-1")))
    problem = bank.send(clerk, bank.content(code, bank.line("无此案", "2", serial="S-1"))).json()
    assert problem["code"] == "bank_file_faulty"
    assert "流水号S-1以前已报送" in problem["errors"][0]["message_zh"]


def test_an_unknown_bank_and_a_day_ahead_are_refused(clerk: Person, code: str) -> None:
    assert bank.send(clerk, bank.content("XX", bank.line("无此案", "1"))).json()["code"] == "bank_unknown"
    ahead = bank.content(code, bank.line("无此案", "1", day="2026-03-03"), day="2026-03-03")
    assert bank.send(clerk, ahead).json()["code"] == "bank_file_faulty"


def test_taking_in_leaves_a_job_that_settles(clerk: Person, code: str) -> None:
    key = bank.send(clerk, bank.content(code, bank.line("无此案", "1"))).json()["result"]
    assert ProcrastinateJob.objects.filter(task_name="collection.settle_file", args={"file": key}).exists()
    assert clerk.get(f"/bank-files/{key}")["waiting"] == 1
    assert settle(UUID(key)) == 1
    assert clerk.get(f"/bank-files/{key}")["waiting"] == 0


@pytest.mark.parametrize(("amount", "payer", "kind", "held", "owed"), [
    ("700", "刘示范", "too_much", "100.00", 0),
    ("500", "刘示范", "too_little", "0.00", 100),
    ("600", "王某", "other_payer", "600.00", 600),
])  # fmt: skip
def test_what_differs_is_listed(
    clerk: Person, code: str, served: File, amount: str, payer: str, kind: str, held: str, owed: int
) -> None:
    file = bank.take(clerk, bank.content(code, bank.line(bank.number_of(served), amount, payer)))
    (found,) = [one for one in bank.differences(clerk, state="open") if one["file"] == file]
    assert found["kind"]["code"] == kind
    assert found["amount"] == (held if held != "0.00" else "100.00")
    (line,) = lines(clerk, file)
    assert line["held"] == held
    assert standing(served.key).get("receivable.fine", 0) == owed


def test_an_unknown_number_is_held(clerk: Person, code: str) -> None:
    file = bank.take(clerk, bank.content(code, bank.line("京示城管立字〔2020〕999999号", "50")))
    (line,) = lines(clerk, file)
    assert (line["held"], line["pays"]) == ("50.00", [])
    assert standing(line["id"]) == {"bank": 50, "suspense": 50}


def test_money_before_service_is_held_and_the_reason_kept(clerk: Person, code: str, town: Town) -> None:
    decided = road.ordinary(town, town.a, "decide")
    file = bank.take(clerk, bank.content(code, bank.line(bank.number_of(decided), "600")))
    (found,) = [one for one in bank.differences(clerk) if one["file"] == file]
    assert found["kind"]["code"] == "not_payable"
    assert clerk.get(f"/differences/{found['id']}")["note"]
    assert decided.page()["payments"] == []
    # Once it was served, the same money pays it, as of the day on which it came
    decided.go({"serve": road.ORDINARY["serve_decision"]}, "serve")
    clerk.does("difference.apply", found["id"], reason="决定书已送达。")
    assert [(one["amount"], one["paid_on"]) for one in decided.page()["payments"]] == [
        ("600.00", "2026-03-02")
    ]
    assert standing(decided.key) == {"bank": 600, "due_to_treasury": 600}
    (line,) = lines(clerk, file)
    assert (line["paid"], line["held"]) == ("600.00", "0.00")
    assert standing(line["id"]) == {}


def test_what_an_officer_entered_by_hand_is_not_paid_again(clerk: Person, code: str, served: File) -> None:
    receipt = road.receipt()
    served.act(served.officer, "fine.pay", amount="600", way="bank", receipt=receipt)
    number = bank.number_of(served)
    file = bank.take(clerk, bank.content(code, bank.line(number, "600", receipt=receipt)))
    assert standing(served.key) == {"bank": 600, "due_to_treasury": 600}
    (line,) = lines(clerk, file)
    assert (line["paid"], line["pays"][0]["id"]) == ("600.00", served.key)
    # but the same receipt with another sum is looked at
    file = bank.take(clerk, bank.content(code, bank.line(number, "60", receipt=receipt)))
    (found,) = [one for one in bank.differences(clerk) if one["file"] == file]
    assert found["kind"]["code"] == "receipt_used"


def test_money_on_time_is_on_time_though_the_file_comes_late(
    clerk: Person, code: str, served: File, clock: Clock
) -> None:
    paid_on = clock.today
    clock.on(3, 22)
    bank.take(clerk, bank.content(code, bank.line(bank.number_of(served), "600", day=paid_on), day=paid_on))
    refused = served.officer.refused("latefee.impose", served.key, amount="18")
    assert refused["status"] == 409


def test_a_deposit_puts_money_taken_on_the_spot_into_the_bank(clerk: Person, code: str, town: Town) -> None:
    file = road.simple(town, town.a, "lodge")
    file.act(file.officer, "fine.pay", amount="50", way="on_the_spot", receipt=road.receipt())
    file.act(file.officer, "fine.hand_in", receiver="财务科")
    number = bank.number_of(file)
    wrong = bank.take(clerk, bank.content(code, bank.line(number, "40", "示城管", kind="缴存")))
    (found,) = [one for one in bank.differences(clerk) if one["file"] == wrong]
    assert found["kind"]["code"] == "deposit_differs"
    bank.take(clerk, bank.content(code, bank.line(number, "50", "示城管", kind="缴存")))
    assert standing(file.key) == {"bank": 50, "due_to_treasury": 50}
    # and what was noted by hand with the same voucher is not put in again
    other = road.simple(town, town.a, "lodge")
    other.act(other.officer, "fine.pay", amount="50", way="on_the_spot", receipt=road.receipt())
    other.act(other.officer, "fine.hand_in", receiver="财务科")
    other.act(other.officer, "fine.deposit", voucher="JK-0009")
    told = bank.line(bank.number_of(other), "50", "示城管", kind="缴存", receipt="JK-0009")
    file_key = bank.take(clerk, bank.content(code, told))
    assert standing(other.key) == {"bank": 50, "due_to_treasury": 50}
    assert lines(clerk, file_key)[0]["held"] == "0.00"
