"""Taking stock: what is there, what is missing, what is there that ought not to be."""

from __future__ import annotations

import pytest
from tests.domains.custody import store
from tests.domains.town import Person, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def keeper(town: Town) -> Person:
    return store.keeper(town)


@pytest.fixture
def warehouse(town: Town, keeper: Person) -> str:
    return store.warehouse(keeper, town.district.path)


@pytest.fixture
def labels(town: Town, keeper: Person, warehouse: str) -> list[str]:
    """Three things at a place; their labels."""
    yard, case = store.place(keeper, warehouse, tricycle=9), store.decided(town, town.a)
    items = [store.receive(keeper, warehouse, case) for _ in range(3)]
    for item in items:
        keeper.does("item.place", item, place=yard)
    return [store.shown(keeper, item)["label"] for item in items]


def test_one_is_missing_and_one_is_surplus(
    town: Town, keeper: Person, warehouse: str, labels: list[str]
) -> None:
    stocktake = keeper.does("stocktake.open", warehouse=warehouse)["result"]
    later = store.receive(keeper, warehouse, store.decided(town, town.a))
    surplus = store.shown(keeper, later)["label"]
    link = f"https://xuncheng.example/goods/label/{labels[0]}"
    keeper.does("stocktake.scan", stocktake, codes=[link, labels[1].replace("-", ""), labels[1]])
    keeper.does("stocktake.scan", stocktake, codes=[labels[1], surplus])
    running = keeper.get(f"/stocktakes/{stocktake}")
    assert [running[name] for name in ("expected", "found", "missing", "surplus")] == [3, 2, 1, 1]
    problem = keeper.refused("stocktake.close", stocktake)
    assert (problem["code"], problem["title_zh"]) == (
        "difference_unexplained",
        "盘亏1件、盘盈1件，应当说明差异原因",
    )
    keeper.does("stocktake.close", stocktake, remarks="一辆外借拍照，一辆盘点中入库。")
    page = keeper.get(f"/stocktakes/{stocktake}")
    assert [page[name] for name in ("expected", "found", "missing", "surplus")] == [3, 2, 1, 1]
    outcomes = {line["label"]: line["outcome"] for line in page["lines"]}
    assert outcomes == {labels[0]: "found", labels[1]: "found", labels[2]: "missing", surplus: "surplus"}
    listed = keeper.get("/stocktakes", warehouse=warehouse)["items"][0]
    assert [listed[name] for name in ("found", "missing", "surplus")] == [2, 1, 1]


def test_all_there_needs_no_words(keeper: Person, warehouse: str, labels: list[str]) -> None:
    stocktake = keeper.does("stocktake.open", warehouse=warehouse)["result"]
    keeper.does("stocktake.scan", stocktake, codes=labels)
    keeper.does("stocktake.close", stocktake)
    assert keeper.refused("stocktake.scan", stocktake, codes=labels)["code"] == "stocktake_closed"
    assert keeper.refused("stocktake.close", stocktake)["code"] == "stocktake_closed"
    assert {one["allowed"] for one in keeper.get(f"/stocktakes/{stocktake}")["possible_acts"]} == {False}


def test_a_place_is_counted_by_itself(town: Town, keeper: Person, warehouse: str, labels: list[str]) -> None:
    empty = store.place(keeper, warehouse, "甲-2", column=2)
    stocktake = keeper.does("stocktake.open", warehouse=warehouse, place=empty)["result"]
    keeper.does("stocktake.scan", stocktake, codes=[labels[0]])
    page = keeper.get(f"/stocktakes/{stocktake}")
    assert (page["expected"], page["surplus"]) == (0, 1)
    assert page["lines"][0]["place"] == "甲-1"


def test_one_at_a_time(keeper: Person, warehouse: str) -> None:
    keeper.does("stocktake.open", warehouse=warehouse)
    assert keeper.refused("stocktake.open", warehouse=warehouse)["code"] == "stocktake_running"


def test_a_label_of_nothing_is_surplus_and_an_unreadable_one_is_refused(
    keeper: Person, warehouse: str
) -> None:
    stocktake = keeper.does("stocktake.open", warehouse=warehouse)["result"]
    problem = keeper.refused("stocktake.scan", stocktake, codes=["26-000001-00"])
    assert (problem["code"], problem["errors"][0]["field"]) == ("label_unreadable", "codes")
    keeper.does("stocktake.scan", stocktake, codes=["9999999952"])
    (line,) = keeper.get(f"/stocktakes/{stocktake}")["lines"]
    assert (line["outcome"], line["id"]) == ("surplus", None)
