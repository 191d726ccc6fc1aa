"""What becomes of goods: confiscated ones are disposed of by two, before a witness, with a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.domains import signed
from tests.domains.custody import store
from tests.domains.town import HOUSE, Person, Town

from xuncheng.domains.documents.queries import latest
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture
def keeper(town: Town) -> Person:
    return store.keeper(town)


@pytest.fixture
def item(town: Town, keeper: Person) -> str:
    """A confiscated tricycle at its place."""
    warehouse = store.warehouse(keeper, town.district.path)
    item = store.receive(keeper, warehouse, store.decided(town, town.a))
    keeper.does("item.place", item, place=store.place(keeper, warehouse))
    town.clock.pass_by(days=1)
    return item


def disposal(town: Town, keeper: Person, **more: Any) -> dict[str, Any]:
    """What is entered of a disposal, by two officers who had nothing to do with the case."""
    return {
        "officers": town.b.both, "witnesses": "孙见证", "account": "公开处理。", "photos": [store.photo(keeper)],
    } | more  # fmt: skip


SALE = {"buyer": "示范再生资源有限公司", "proceeds": "1200.00", "voucher": "示财0001"}


def test_sold_at_auction_with_its_record(town: Town, keeper: Person, item: str) -> None:
    done = keeper.does("item.auction", item, **disposal(town, keeper), **SALE)
    assert [one["title"] for one in done["documents"]] == ["罚没（没收）物品处理记录"]
    record = keeper.get(f"/documents/{done['documents'][0]['id']}")["data"]
    assert record["manner"] == "拍卖、变卖"
    assert record["proceeds"] == "1200.00"
    page = store.shown(keeper, item)
    assert (page["state"]["code"], page["proceeds"], page["place"]) == ("auctioned", "1200.00", None)
    assert page["placements"][0]["until"] is not None
    assert {one["refusal"]["code"] for one in page["possible_acts"]} == {"item_state"}
    assert record["number"] in [
        one["number"] for one in town.officer.get(f"/cases/{page['case']['id']}")["documents"]
    ]


@pytest.mark.parametrize(("act", "state"), [("item.destroy", "destroyed"), ("item.hand_over", "handed_over")])
def test_destroyed_or_handed_over(town: Town, keeper: Person, item: str, act: str, state: str) -> None:
    more = {"receiver": "钱接收", "authority": "示范区文化市场管理机构"} if act == "item.hand_over" else {}
    keeper.does(act, item, **disposal(town, keeper), **more)
    page = store.shown(keeper, item)
    assert page["state"]["code"] == state
    assert len(page["handovers"]) == (2 if more else 1)


@pytest.mark.parametrize("missing", ["giver", "receiver"])
def test_whoever_gives_and_whoever_takes_sign_for_what_is_handed_over(
    town: Town, keeper: Person, item: str, missing: str
) -> None:
    given = disposal(town, keeper) | {"receiver": "钱接收", "authority": "示范区文化市场管理机构"}
    problem = keeper.refused("item.hand_over", item, **given, **{f"{missing}_refusal": ""})
    assert (problem["code"], problem["errors"][0]["field"]) == ("unsigned", f"{missing}_refusal")
    assert store.shown(keeper, item)["state"]["code"] == "confiscated"
    keeper.does("item.hand_over", item, **given, **{f"{missing}_signature": [signed.drawn(keeper)]})
    with reading(HOUSE):
        record = latest(UUID(store.shown(keeper, item)["case"]["id"]), "goods_disposal")
    assert record is not None
    said = {"giver": record.data["given_by"], "receiver": record.data["taken_by"]}
    assert [name for name, one in said.items() if one["drawn"]] == [missing]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"officers": "one"}, "too_few_disposers", "officers"),
        ({"witnesses": "、"}, "no_witness", "witnesses"),
        ({"officers": "investigators"}, "posts_apart", "officers"),
    ],
)
def test_who_must_be_there(
    town: Town, keeper: Person, item: str, given: dict[str, str], code: str, field: str
) -> None:
    who = {"one": [town.b.both[0]], "investigators": town.a.both}
    told = {name: who.get(value, value) for name, value in given.items()}
    problem = keeper.refused("item.destroy", item, **disposal(town, keeper) | told)
    assert (problem["code"], problem["errors"][0]["field"]) == (code, field)
    assert problem["basis"]


def test_nothing_confiscated_is_given_back(keeper: Person, item: str) -> None:
    problem = keeper.refused("item.return", item, receiver="刘示范", identity="110105194912310021")
    assert problem["code"] == "item_state"
    assert "行政强制法" in problem["basis"][0]["label"]
