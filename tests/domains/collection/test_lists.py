"""Lists of files, days and charges: narrowed, and taken away as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from tests.domains.collection import bank
from tests.domains.town import Person, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(scope="module")
def clerk(town: Town) -> Person:
    return bank.clerk(town)


def exported(clerk: Person, path: str) -> list[dict[str, str]]:
    """The rows of an export by the words of its head."""
    response: Any = clerk.call("GET", f"/api/v1{path}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_files_are_narrowed_by_bank_day_and_what_is_open(clerk: Person, town: Town) -> None:
    # Given a charge that is owed, a file that pays it, and one of the day after that pays nobody's
    number = clerk.get(f"/charges/{bank.charge(clerk, town.a.area.path)}")["number"]
    key, code = bank.register(clerk, town.district.path, "示范银行西街支行")
    line = bank.line(number, "1200", "示范建筑公司", day="2026-03-01")
    paid = bank.take(clerk, bank.content(code, line, day="2026-03-01"))
    open_one = bank.take(clerk, bank.content(code, bank.line("写错", "50")))

    def found(**query: Any) -> list[str]:
        return [one["id"] for one in clerk.get("/bank-files", bank=key, **query)["items"]]

    assert found() == [open_one, paid]
    assert found(**{"from": "2026-03-02"}) == [open_one]
    assert found(to="2026-03-01") == [paid]
    assert found(open=True) == [open_one]
    # Then the export says the same
    rows = exported(clerk, f"/bank-files/export?bank={key}&to=2026-03-01")
    assert [(row["代收机构"], row["日期"], row["合计（元）"]) for row in rows] == [
        ("示范银行西街支行", "2026-03-01", "1200.00")
    ]


def test_days_are_exported_with_what_differs_and_when_they_were_closed(clerk: Person, town: Town) -> None:
    # Given two days of a bank, of which one was reconciled
    number = clerk.get(f"/charges/{bank.charge(clerk, town.a.area.path)}")["number"]
    key, code = bank.register(clerk, town.district.path, "示范银行北街支行")
    bank.take(
        clerk,
        bank.content(code, bank.line(number, "1200", "示范建筑公司", day="2026-02-27"), day="2026-02-27"),
    )
    bank.take(clerk, bank.content(code, bank.line("写错", "50", day="2026-02-26"), day="2026-02-26"))
    clerk.does("bankday.close", key, day="2026-02-27", remarks="核对无误。")
    rows = [
        row
        for row in exported(clerk, "/bank-days/export?from=2026-02-26&to=2026-02-28")
        if "北街" in row["代收机构"]
    ]
    told = [
        (row["日期"], row["银行合计（元）"], row["入账（元）"], row["待查（元）"], row["差异"], row["说明"])
        for row in rows
    ]
    assert told == [
        ("2026-02-27", "1200.00", "1200.00", "0.00", "0", "核对无误。"),
        ("2026-02-26", "50.00", "0.00", "50.00", "1", ""),
    ]  # fmt: skip
    # And another month holds none of them
    assert exported(clerk, "/bank-days/export?to=2026-01-31") == []


def test_charges_are_exported_and_narrowed_to_what_is_owed(clerk: Person, town: Town) -> None:
    key = bank.charge(clerk, town.a.area.path, debtor="示范园林公司")
    number = clerk.get(f"/charges/{key}")["number"]
    (row,) = exported(clerk, f"/charges/export?q={number}")
    assert (row["缴费人"], row["应收（元）"], row["已缴（元）"], row["尚欠（元）"]) == (
        "示范园林公司", "1200.00", "0.00", "1200.00",
    )  # fmt: skip
    assert [one["id"] for one in clerk.get("/charges", q=number, owed=True)["items"]] == [key]
    clerk.does("charge.waive", key, amount="1200", reason="提前恢复道路，经批准减免。")
    assert clerk.get("/charges", q=number, owed=True)["items"] == []
    assert exported(clerk, f"/charges/export?q={number}&owed=true") == []
