"""Goods in the warehouse: taken in with a title, placed where there is room, at one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from tests.domains import road, signed
from tests.domains.custody import store
from tests.domains.road import said
from tests.domains.town import HOUSE, Person, Town
from uuid_utils.compat import uuid7

from xuncheng.domains.custody.models import CustodyItem, Placement
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.domains.documents.queries import latest
from xuncheng.foundation.trail.scope import reading, set_scope

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def keeper(town: Town) -> Person:
    return store.keeper(town)


@pytest.fixture
def warehouse(town: Town, keeper: Person) -> str:
    return store.warehouse(keeper, town.district.path)


@pytest.fixture
def case(town: Town) -> str:
    return store.decided(town, town.a)


def test_a_thing_is_taken_in_with_photos_label_and_both_names(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    drawn = signed.drawn(keeper)
    done = keeper.send(
        "item.receive", warehouse=warehouse, case=case, photos=[store.photo(keeper)], giver_signature=[drawn], **store.thing()
    ).json()  # fmt: skip
    assert [one["title"] for one in done["documents"]] == ["物品入库保管记录"]
    page = store.shown(keeper, done["result"])
    assert page["state"]["code"] == "confiscated"
    assert page["number"] == f"物{page['label']}"
    assert page["owner"] == "刘示范"
    assert page["place"] is None
    assert [(one["giver"], one["receiver"]) for one in page["handovers"]] == [("张一", "郑库管")]
    assert len(page["files"]) == 2
    assert "不向当事人收取" in page["keeping_cost"]["zh"]
    assert page["id"] in [one["id"] for one in town.officer.get("/goods", q=page["label"])["items"]]


@pytest.mark.parametrize(("missing", "name"), [("giver", "张一"), ("receiver", "郑库管")])
def test_both_sign_or_say_why_not(
    town: Town, keeper: Person, warehouse: str, case: str, missing: str, name: str
) -> None:
    """Neither the keeper nor whoever brings it goes without a signature, drawn or excused (行政强制法第二十六条)."""
    given = store.thing() | {"photos": [store.photo(keeper)], f"{missing}_refusal": ""}
    problem = keeper.refused("item.receive", warehouse=warehouse, case=case, **given)
    assert (problem["code"], [one["field"] for one in problem["errors"]]) == (
        "unsigned",
        [f"{missing}_refusal"],
    )
    assert name in problem["title"]
    assert problem["basis"][0]["label"].startswith("行政强制法第二十六条")
    with reading(HOUSE):
        assert not CustodyItem.objects.filter(case_id=case).exists()


def test_the_record_says_who_drew_and_who_signed_on_paper(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    store.receive(keeper, warehouse, case, giver_signature=[signed.drawn(keeper)])
    with reading(HOUSE):
        record = latest(UUID(case), "custody_record")
    assert record is not None
    giver, receiver = record.data["giver"], record.data["receiver"]
    assert (giver["name"], bool(giver["drawn"]), giver["refusal"]) == ("张一", True, None)
    assert (receiver["name"], receiver["drawn"], receiver["refusal"]) == ("郑库管", None, ON_PAPER)


def test_nothing_is_taken_in_that_was_neither_seized_nor_confiscated(
    town: Town, keeper: Person, warehouse: str
) -> None:
    fined = road.ordinary(town, town.a, "decide").key
    problem = keeper.refused(
        "item.receive", warehouse=warehouse, case=fined, photos=[store.photo(keeper)], **store.thing()
    )
    assert problem["code"] == "no_title"
    assert "行政强制法" in problem["basis"][0]["label"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"perishable": True}, "keeps_until"),
        ({"giver": "郑库管"}, "receiver"),
        ({"photos": []}, "input.photos"),
    ],
)
def test_what_is_missing_is_named(
    keeper: Person, warehouse: str, case: str, given: dict[str, Any], field: str
) -> None:
    about = store.thing() | {"photos": [store.photo(keeper)]} | given
    problem = keeper.refused("item.receive", warehouse=warehouse, case=case, **about)
    assert [one["field"] for one in problem["errors"]] == [field]


def test_a_warehouse_takes_only_from_the_area_that_it_serves(town: Town, keeper: Person, case: str) -> None:
    other = store.warehouse(keeper, town.b.area.path, "乙街道库房")
    problem = keeper.refused(
        "item.receive", warehouse=other, case=case, photos=[store.photo(keeper)], **store.thing()
    )
    assert [one["field"] for one in problem["errors"]] == ["warehouse"]


def test_placed_moved_and_every_stay_is_kept(town: Town, keeper: Person, warehouse: str, case: str) -> None:
    first, second = store.place(keeper, warehouse), store.place(keeper, warehouse, "甲-2", column=2)
    item = store.receive(keeper, warehouse, case)
    assert keeper.refused("item.move", item, place=first)["code"] == "item_not_placed"
    town.clock.pass_by(hours=1)
    keeper.does("item.place", item, place=first)
    assert keeper.refused("item.place", item, place=second)["code"] == "item_placed"
    assert [one["field"] for one in keeper.refused("item.move", item, place=first)["errors"]] == ["place"]
    town.clock.pass_by(hours=1)
    keeper.does("item.move", item, place=second)
    stays = store.shown(keeper, item)["placements"]
    assert [(one["place"], one["until"] is None) for one in stays] == [("甲-1", False), ("甲-2", True)]
    assert stays[0]["until"] == stays[1]["since"]
    plan = {one["code"]: one["fill"] for one in keeper.get(f"/warehouses/{warehouse}")["places"]}
    assert plan == {"甲-1": 0, "甲-2": 50}


def test_a_full_place_says_so(keeper: Person, warehouse: str, case: str) -> None:
    yard = store.place(keeper, warehouse, tricycle=2, box=40)
    item = store.receive(keeper, warehouse, case, quantity=2)
    keeper.does("item.place", item, place=yard)
    box = store.receive(keeper, warehouse, case, "box", quantity=5)
    problem = keeper.refused("item.place", box, place=yard)
    assert (problem["code"], problem["title_zh"]) == (
        "place_full",
        "库位甲-1已满：还能放0箱箱装物品，放不下5箱",
    )
    assert [one["field"] for one in problem["errors"]] == ["place"]
    truck = store.receive(keeper, warehouse, case, "muck_truck")
    assert keeper.refused("item.place", truck, place=yard)["code"] == "category_not_taken"
    smaller = {
        "code": "甲-1",
        "kind": "yard",
        "row": 1,
        "column": 1,
        "room": [{"category": "tricycle", "most": 1}],
    }
    assert keeper.refused("place.set", warehouse, **smaller)["code"] == "place_in_use"


def test_a_place_of_another_warehouse_is_refused(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    elsewhere = store.place(keeper, store.warehouse(keeper, town.district.path, "第二库房"))
    item = store.receive(keeper, warehouse, case)
    assert [one["field"] for one in keeper.refused("item.place", item, place=elsewhere)["errors"]] == [
        "place"
    ]


def test_two_places_never_share_a_spot_on_the_plan(keeper: Person, warehouse: str) -> None:
    store.place(keeper, warehouse)
    given = {"code": "甲-2", "kind": "yard", "row": 1, "column": 1, "room": [{"category": "box", "most": 1}]}
    assert keeper.refused("place.set", warehouse, **given)["code"] == "spot_taken"


def at_once(*calls: Any) -> list[Any]:
    """Do all at the same time, each on a connection of its own."""

    def do(call: Any) -> Any:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(do, calls))


def test_of_two_who_place_the_same_thing_at_once_one_succeeds(
    keeper: Person, warehouse: str, case: str
) -> None:
    places = [store.place(keeper, warehouse, f"甲-{at}", column=at) for at in (1, 2)]
    item = store.receive(keeper, warehouse, case)
    answers = at_once(*(lambda one=one: keeper.send("item.place", item, place=one) for one in places))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(store.shown(keeper, item)["placements"]) == 1


def test_of_two_things_for_the_last_room_one_finds_it_taken(
    keeper: Person, warehouse: str, case: str
) -> None:
    yard = store.place(keeper, warehouse, tricycle=1)
    items = [store.receive(keeper, warehouse, case) for _ in range(2)]
    answers = at_once(*(lambda one=one: keeper.send("item.place", one, place=yard) for one in items))
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert next(a for a in answers if a.status_code == 422).json()["code"] == "place_full"


def test_the_database_itself_keeps_a_thing_from_being_at_two_places(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    """Without any of the program's locks: two transactions write a stay of the same thing at the same time.

    The second writes when the first has written and not yet committed. Two that wrote at once might wait for each
    other: the database would end one of them as a deadlock, which keeps the thing in one place too.
    """
    places = [store.place(keeper, warehouse, f"甲-{at}", column=at) for at in (1, 2)]
    item = store.receive(keeper, warehouse, case)
    now = town.clock.now
    written, second_begins = Event(), Event()

    def lay(place: str, before: Callable[[], Any], after: Callable[[], Any]) -> str:
        act = uuid7()
        entry = [
            uuid7(),
            "thing",
            act,
            "thing.do",
            None,
            "测试",
            town.a.area.path,
            now,
            now,
            "",
            "",
            "{}",
            "{}",
        ]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                set_scope(HOUSE, act)
                before()
                Placement.objects.create(item_id=item, place_id=place, during=DateTimeTZRange(now, None))
                after()
                cursor.execute(f"SELECT trail_append({', '.join(['%s'] * len(entry))})", entry)
        except IntegrityError as refused:
            return refused.__cause__.diag.constraint_name  # type: ignore[union-attr] # psycopg's
        return "laid"

    def hand_over() -> None:
        written.set()
        second_begins.wait(10)

    def begin() -> None:
        written.wait(10)
        second_begins.set()

    answers = at_once(
        lambda: lay(places[0], lambda: None, hand_over),
        lambda: lay(places[1], begin, lambda: None),
    )
    assert answers == ["laid", "one_place_at_a_time"]


def test_an_act_is_not_done_before_the_last_one(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    yard = store.place(keeper, warehouse)
    item = store.receive(keeper, warehouse, case)
    town.clock.pass_by(minutes=10)
    keeper.does("item.place", item, place=yard)
    body = {
        "id": uuid7(),
        "on": item,
        "at": "2026-03-02T09:00:00+08:00",
        "input": {"place": store.place(keeper, warehouse, "甲-2", column=2)},
    }
    response = keeper.call("POST", "/api/v1/acts/item.move", body)
    assert response.status_code == 422, response.content.decode()
    assert [one["field"] for one in response.json()["errors"]] == ["at"]


def test_an_officer_of_the_street_sees_its_things_and_the_districts_warehouse(
    town: Town, keeper: Person, warehouse: str, case: str
) -> None:
    item = store.receive(keeper, warehouse, case)
    assert store.shown(town.officer, item)["possible_acts"] == []
    assert town.officer.get(f"/warehouses/{warehouse}")["holding"] == 1
    other = town.b.officers[0]
    assert other.call("GET", f"/api/v1/goods/{item}").status_code == 404
    assert other.get(f"/warehouses/{warehouse}")["holding"] == 0
    assert (
        said(town.officer.refused("item.place", item, place=store.place(keeper, warehouse)))[0] == "no_grant"
    )


def test_lists_narrow_and_export_says_the_same(town: Town, keeper: Person, warehouse: str, case: str) -> None:
    item = store.receive(keeper, warehouse, case, name="试验牌电动车", category="e_bike")
    label = store.shown(keeper, item)["label"]
    for query in (
        {"q": label}, {"q": label.replace("-", "")}, {"q": "试验牌"}, {"category": "e_bike", "warehouse": warehouse},
        {"unplaced": "true", "warehouse": warehouse}, {"open": "true", "state": "confiscated", "warehouse": warehouse},
        {"street": town.a.area.code, "from": "2026-03-01", "to": "2026-03-31", "warehouse": warehouse},
    ):  # fmt: skip
        assert item in [one["id"] for one in keeper.get("/goods", **query)["items"]], query
    assert keeper.get("/goods", q=label, state="held")["items"] == []
    response = keeper.http.get("/api/v1/goods/export", {"q": label}, headers=keeper.headers)
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined] # a stream
    assert "试验牌电动车" in text
    assert len(text.splitlines()) == 2
    with reading(HOUSE):
        assert CustodyItem.objects.get(pk=item).area_path == town.a.area.path
