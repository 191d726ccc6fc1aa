"""A collecting bank and its files, by HTTP: what the tests of collection, permissions and queries all begin with."""

from __future__ import annotations

from itertools import count, cycle
from typing import Any

from tests.domains.road import File
from tests.domains.town import Hiring, Person, Town
from tests.domains.uploads import upload

from xuncheng.domains.collection.jobs import settle

_NUMBERS = count(1)
_BATCHES = cycle(range(1, 900))
HEAD = "流水号,缴款编号,缴款人,金额,缴款日期,票据号码,种类"


def clerk(town: Town, name: str = "冯财务") -> Person:
    """A finance clerk of the district."""
    return Hiring(town.bureau, town.district, town.roles).person(
        f"clerk-{next(_NUMBERS)}", name, "finance_clerk"
    )


def register(by: Person, path: str, name: str = "示范银行官园支行") -> tuple[str, str]:
    """A bank that collects for the area; its key and its code."""
    code = f"SF{next(_NUMBERS):03}"
    done = by.does(
        "bank.register", code=code, name=name, account="0000 0000 0000", agreement="示代收〔2026〕1号", agreed_on="2026-01-05",
        filed_on="2026-01-12", area_path=path,
    )  # fmt: skip
    return done["result"], code


def line(number: str, amount: str, payer: str = "刘示范", *, day: Any = "2026-03-02", **more: str) -> str:
    """One line of a file; serial and receipt are new unless given."""
    at = next(_NUMBERS)
    serial, receipt = more.get("serial", f"L{at:08}"), more.get("receipt", f"JB{at:06}")
    return f"{serial},{number},{payer},{amount},{day},{receipt},{more.get('kind', '缴款')}"


def content(code: str, *lines: str, day: Any = "2026-03-02", batch: int | None = None) -> str:
    """The text of a file with its head and its total."""
    total = sum(float(one.split(",")[3]) for one in lines)
    head = f"XCDS1,{code},{day},{batch or next(_BATCHES)}"
    return "\r\n".join([head, HEAD, *lines, f"合计,{len(lines)},{total:.2f}", ""])


def send(by: Person, text: str, encoding: str = "utf-8") -> Any:
    """Upload a file and send the act that takes it in; the response."""
    key = upload(by, "代收.csv", text.encode(encoding))
    return by.send("bankfile.take", file=[key])


def take(by: Person, text: str, encoding: str = "utf-8") -> str:
    """Take in a file and settle its lines; its key."""
    response = send(by, text, encoding)
    assert response.status_code == 200, response.content.decode()
    key: str = response.json()["result"]
    settle()
    return key


def number_of(file: File) -> str:
    """The number of the case."""
    return str(file.page()["number"])


def differences(by: Person, **query: Any) -> list[dict[str, Any]]:
    """The differences, newest first."""
    found: list[dict[str, Any]] = by.get("/differences", limit=200, **query)["items"]
    return found


def owing(path: str) -> dict[str, Any]:
    """What is entered of a fee for a road."""
    return {
        "kind": "road_fee", "debtor": "示范建筑公司", "place": "示范路12号门前", "grounds": "占用人行道40平方米，30日，每平方米每日1元。",
        "payee": "示范区市政维护中心", "amount": "1200", "due_on": "2026-04-01", "area_path": path,
    }  # fmt: skip


def charge(by: Person, path: str, **more: Any) -> str:
    """A fee for a road; its key."""
    return str(by.does("charge.assess", **(owing(path) | more))["result"])
