"""Reading publications as somebody who is not signed in, and what the tests of them share."""

from __future__ import annotations

from typing import Any

from tests.domains.road import File
from tests.domains.town import Town

NAME, ID, PHONE, HOME = "刘示范", "11010519491231002X", "13800138000", "示范区甲街道示范路12号3单元"
FACTS = f"当事人{NAME}（{ID}，电话138-0013-8000，住{HOME}）驾驶京A12345货车，在人行道上摆放货物约三平方米。"


def open_list(town: Town, **query: Any) -> list[dict[str, Any]]:
    """What somebody who is not signed in finds."""
    items: list[dict[str, Any]] = town.stranger.get("/public/publications", limit=200, **query)["items"]
    return items


def open_rows(file: File, **query: Any) -> list[dict[str, Any]]:
    """The same of one case, by the number of its decision."""
    return open_list(file.town, q=number(file), **query)


def number(file: File) -> str:
    found = [one for one in file.page()["documents"] if one["kind"] == "decision"]
    return str(found[-1]["number"])


def section(file: File) -> dict[str, Any]:
    return dict(file.officer.get(f"/cases/{file.key}/publication"))


def revoke(file: File, **given: Any) -> None:
    file.act(file.town.head, "decision.revoke", reasons="认定事实有误。", **given)
