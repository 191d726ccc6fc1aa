"""Seized goods in a warehouse: with their title, under the term of the measure, and out again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.custody import store
from tests.domains.custody.test_seizure import file, held, measure, returned
from tests.domains.road import File, said
from tests.domains.town import Clock, Person, Town

__all__ = ["file"]


@pytest.fixture
def keeper(town: Town) -> Person:
    return store.keeper(town)


@pytest.fixture
def warehouse(town: Town, keeper: Person) -> str:
    return store.warehouse(keeper, town.a.area.path)


def lines(file: File) -> list[str]:
    """The keys of the lines of the list."""
    return [item["id"] for item in measure(file)["items"]]


def taken_in(file: File, keeper: Person, warehouse: str, line: int = 0, **more: Any) -> str:
    """An object of the list taken into the warehouse; its key."""
    return store.receive(keeper, warehouse, file.key, "box", listed=lines(file)[line], **more)


def test_goods_are_taken_in_with_the_list_as_their_title(
    town: Town, file: File, keeper: Person, warehouse: str
) -> None:
    # Given objects that were seized; they wait to be taken in
    held(file)
    waiting = [one for one in keeper.get("/goods/seized") if one["case"]["id"] == file.key]
    assert [(one["name"], one["until"]) for one in waiting] == [
        ("折叠货架", "2026-04-01"),
        ("冰鲜鱼", "2026-04-01"),
    ]
    # When the keeper takes one in
    item = taken_in(file, keeper, warehouse)
    # Then it is held under the term of the measure, which list and page show, and no longer waits
    shown = store.shown(keeper, item)
    assert (shown["state"]["code"], shown["until"], shown["urgency"]) == ("held", "2026-04-01", "ok")
    assert [(clock["due"], clock["label"]["zh"]) for clock in shown["clocks"]] == [
        ("2026-04-01", "查封、扣押期限")
    ]
    listed = [one for one in keeper.get("/goods?open=true")["items"] if one["id"] == item]
    assert listed[0]["until"] == "2026-04-01"
    assert [one["name"] for one in keeper.get("/goods/seized") if one["case"]["id"] == file.key] == ["冰鲜鱼"]


def test_a_line_of_another_case_is_no_title(town: Town, file: File, keeper: Person, warehouse: str) -> None:
    held(file)
    other = road.ordinary(town, town.a, "inspect")
    given = store.thing("box") | {"photos": [store.photo(keeper)], "listed": lines(file)[0]}
    problem = keeper.refused("item.receive", warehouse=warehouse, case=other.key, **given)
    assert [error["field"] for error in problem["errors"]] == ["listed"]


def test_without_a_measure_nothing_is_taken_in(
    town: Town, file: File, keeper: Person, warehouse: str
) -> None:
    key = held(file)
    line = lines(file)[0]
    file.act(town.head, "seizure.lift", seizure=key, ground="unrelated", reasons="经查与本案无关。")
    given = store.thing("box") | {"photos": [store.photo(keeper)], "listed": line}
    assert keeper.refused("item.receive", warehouse=warehouse, case=file.key, **given)["code"] == "no_title"


def test_once_the_term_is_over_nothing_more_is_taken_in(
    town: Town, file: File, keeper: Person, warehouse: str, clock: Clock
) -> None:
    held(file)
    line = lines(file)[0]
    clock.on(4, 2)
    given = store.thing("box") | {"photos": [store.photo(keeper)], "listed": line}
    assert keeper.refused("item.receive", warehouse=warehouse, case=file.key, **given)["code"] == "no_title"


def test_the_term_of_the_measure_moves_the_goods(
    town: Town, file: File, keeper: Person, warehouse: str, clock: Clock
) -> None:
    # Given goods in the warehouse whose measure is extended in time
    key = held(file)
    item = taken_in(file, keeper, warehouse)
    clock.on(3, 31)
    assert store.shown(keeper, item)["urgency"] == "near"
    file.act(town.head, "seizure.extend", seizure=key, reasons="案情复杂。")
    file.act(file.officer, "seizure.tell_extension", seizure=key, delivered=True)
    assert store.shown(keeper, item)["until"] == "2026-05-01"
    # When the sixtieth day is over, then the goods cry for their return
    clock.on(5, 2)
    assert store.shown(keeper, item)["urgency"] == "overdue"


def test_the_party_takes_them_before_the_measure_is_settled(
    town: Town, file: File, keeper: Person, warehouse: str
) -> None:
    # Given goods whose measure was lifted; while it was not, nothing went out
    key = held(file)
    item = taken_in(file, keeper, warehouse)
    giving = {"receiver": "刘示范", "identity": "000000199001010000"}
    assert keeper.refused("item.return", item, **giving)["code"] == "not_returnable"
    file.act(town.head, "seizure.lift", seizure=key, ground="no_violation", reasons="没有违法行为。")
    # Then the measure is not settled while they lie there
    given = {"seizure": key, "officers": file.street.both, "receiver": "刘示范"}
    assert said(town.officer.refused("seizure.return", file.key, **given))[:2] == ("goods_in_warehouse", 409)
    # And is once the party has them
    keeper.does("item.return", item, **giving)
    returned(file, key)
    assert measure(file)["state"]["code"] == "settled"
    assert store.shown(keeper, item)["clocks"] == []


def test_perishables_sold_in_the_warehouse_stand_in_the_list(
    town: Town, file: File, keeper: Person, warehouse: str
) -> None:
    held(file)
    item = taken_in(file, keeper, warehouse, 1, perishable=True, keeps_until="2026-03-05")
    town.head.does("item.approve_early", item, reasons="不易保管。", price_evidence=[store.photo(town.head)])
    sale = {
        "officers": town.b.both, "witnesses": "孙见证", "account": "公开处理。",
        "photos": [store.photo(keeper)], "buyer": "示范水产", "proceeds": "300.00", "voucher": "FS01",
    }  # fmt: skip
    keeper.does("item.auction", item, **sale)
    assert [one["sold_for"] for one in measure(file)["items"]] == [None, "300.00"]


def test_once_the_term_is_over_perishables_are_returned_and_not_sold(
    town: Town, file: File, keeper: Person, warehouse: str, clock: Clock
) -> None:
    held(file)
    item = taken_in(file, keeper, warehouse, 1, perishable=True, keeps_until="2026-05-05")
    clock.on(4, 2)
    given = {"reasons": "不易保管。", "price_evidence": [store.photo(town.head)]}
    assert town.head.refused("item.approve_early", item, **given)["code"] == "seizure_term_over"


def test_a_decision_takes_over_the_title(town: Town, file: File, keeper: Person, warehouse: str) -> None:
    file.penalty = dict(store.CONFISCATED)
    key = held(file)
    item = taken_in(file, keeper, warehouse)
    for step in list(road.ORDINARY)[3 : list(road.ORDINARY).index("waive") + 1]:
        town.clock.pass_by(minutes=5)
        road.ORDINARY[step](file)
    file.act(file.officer, "hearing.waive", signed=True)
    file.act(town.head, "decision.make", **store.CONFISCATED)
    file.act(town.head, "seizure.handle", seizure=key, outcome="confiscated", reasons="处罚决定已没收。")
    keeper.does("item.confiscate", item)
    shown = store.shown(keeper, item)
    assert (shown["state"]["code"], shown["until"]) == ("confiscated", None)
