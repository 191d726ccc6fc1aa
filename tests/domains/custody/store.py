"""A warehouse and things in it, by HTTP: what the tests of custody, of permissions and of queries all begin with."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.domains import road
from tests.domains.town import Hiring, Person, Street, Town
from tests.domains.uploads import picture, upload

CONFISCATED = {"kinds": ["confiscate_goods", "fine"], "amount": "600.00"}
_NUMBERS = count(1)


def keeper(town: Town, name: str = "郑库管") -> Person:
    """A warehouse keeper of the district."""
    return Hiring(town.bureau, town.district, town.roles).person(
        f"keeper-{next(_NUMBERS)}", name, "warehouse_keeper"
    )


def warehouse(by: Person, path: str, name: str = "示范区第一库房") -> str:
    """A warehouse that serves the area; its key."""
    done = by.does(
        "warehouse.set", code=f"W{next(_NUMBERS)}", name=name, address="示范路99号", area_path=path, phone="000-0001",
        hours="工作日9时至17时",
    )  # fmt: skip
    return done["result"]


def place(by: Person, of: str, code: str = "甲-1", row: int = 1, column: int = 1, **room: int) -> str:
    """A place of the warehouse, for two tricycles unless said otherwise; its key."""
    most = [{"category": name, "most": number} for name, number in (room or {"tricycle": 2}).items()]
    return by.does("place.set", of, code=code, kind="yard", row=row, column=column, room=most)["result"]


def decided(town: Town, street: Street, **about: Any) -> str:
    """A case whose decision confiscates goods; its key."""
    file = road.ordinary(town, street, "waive", penalty=dict(CONFISCATED), **about)
    file.act(file.officer, "hearing.waive", signed=True)
    file.act(town.head, "decision.make", **CONFISCATED)
    return file.key


def thing(category: str = "tricycle", **more: Any) -> dict[str, Any]:
    """What is entered of a thing."""
    return {
        "category": category, "name": "样例牌三轮车", "quantity": 1, "condition": "蓝色，左侧有划痕。", "giver": "张一",
    } | more  # fmt: skip


def photo(by: Person) -> str:
    """A photo that he just took."""
    return upload(by, "照片.png", picture())


def receive(by: Person, into: str, case: str, category: str = "tricycle", **more: Any) -> str:
    """Take a thing in; its key."""
    given = thing(category) | {"photos": [photo(by)]} | more
    return by.does("item.receive", warehouse=into, case=case, **given)["result"]


def shown(by: Person, item: str) -> dict[str, Any]:
    """The page of a thing."""
    return by.get(f"/goods/{item}")
