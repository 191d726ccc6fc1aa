"""The scripts of the warehouse keeper: setting up, taking in, giving back or disposing, taking stock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import zip_longest
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings

from xuncheng.domains.custody.commands import disposing, keeping, receiving, settling, stocktaking, warehouses
from xuncheng.domains.custody.queries import items, stocktakes
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.foundation.people.models import Officer, User
from xuncheng.foundation.trail.scope import reading
from xuncheng.server.demo.generate.clock import Clock
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.photographs import take_photograph
from xuncheng.server.demo.generate.script import Script, Step
from xuncheng.server.demo.generate.store import SCRIPT, Goods, Lot
from xuncheng.server.demo.generate.town import Town

KEEPER = "keeper"
_KEEPS = timedelta(days=6)
_EARLIER = 40
"""How many days ago stock was taken at which everything was there."""
_EXPLAINED = "盘亏1件，疑为标签脱落，正在查找；盘盈1件，系另一库房的物品误放本库，已通知移回。"
_WITNESS = "孔示证"
_ON_PAPER = {"giver_refusal": ON_PAPER, "receiver_refusal": ON_PAPER}
"""Both signed the paper itself."""
_SOLD = {"buyer": "示范区虚构水产果品店", "proceeds": Decimal("480.00"), "voucher": "示变000001"}
_AUCTIONED = {"buyer": "示范区虚构百货商行", "proceeds": Decimal("1260.00"), "voucher": "示拍000001"}

DISPOSALS: Mapping[str, tuple[Callable[..., Any], str, Mapping[str, Any]]] = {
    "auctioned": (disposing.auction_item, "委托拍卖机构公开拍卖，价高者得，价款已上缴国库。", _AUCTIONED),
    "destroyed": (disposing.destroy_item, "在生活垃圾转运站监督下粉碎销毁，全程录像。", {}),
    "handed_over": (
        disposing.hand_over_item, "当面清点，移交烟草专卖行政主管部门处理。",
        {"receiver": "吕示接", "authority": "示范区烟草专卖局", **_ON_PAPER},
    ),
}  # fmt: skip
"""How confiscated goods go: by which act, what is said of it, and what else is entered."""


def keeper_of(town: Town) -> User:
    """The warehouse keeper of the district."""
    return town.users[KEEPER]


def keeper_scripts(town: Town, first: datetime, now: datetime) -> dict[str, Script]:
    """What the keeper does beside the cases: both warehouses set up on the first day, and stock taken twice."""
    calendar = town.locality.calendar
    recent = now - timedelta(days=1)
    while not calendar.is_workday(Clock(recent, Random(0), town.locality).today):  # noqa: S311 - a story, no secret
        recent -= timedelta(days=1)
    return {
        SCRIPT: _set_up(town, first),
        "stocktaking-1": _stock_taken(town, "K1", _morning(town, now - timedelta(days=_EARLIER))),
        "stocktaking-2": _stock_taken(town, "K2", _morning(town, recent), other="K1"),
    }


def _morning(town: Town, day: datetime) -> Clock:
    clock = Clock(day, Random(f"{town.locality.area_code}/keeping"), town.locality)  # noqa: S311 - a story, no secret
    clock.now = clock.now_here.replace(hour=9, minute=10)
    return clock


def _set_up(town: Town, first: datetime) -> Script:
    clock, keys = _morning(town, first), town.store.keys
    for one in town.store.warehouses:
        lon, lat = one.at
        yield _by_keeper(
            town, clock, warehouses.set_warehouse, code=one.code, name=one.name, address=one.address, phone=one.phone,
            hours=one.hours, area_path=f"{settings.LOCALITY.area_code}.", lon=lon, lat=lat,
        )  # fmt: skip
        for code, kind, row, column, most in one.places:
            room = [
                warehouses.Room(category=category, most=number) for category, number in sorted(most.items())
            ]
            clock.minutes(1, 2)
            yield _by_keeper(
                town, clock, warehouses.set_place, warehouse=keys[one.code], code=code, kind=kind, row=row, column=column,
                room=room,
            )  # fmt: skip
        clock.minutes(5, 9)


def _by_keeper(town: Town, clock: Clock, command: Callable[..., Any], **arguments: Any) -> Step:
    return Step(clock.now, town.viewer(keeper_of(town)), command, arguments)


def _stock_taken(town: Town, code: str, clock: Clock, other: str = "") -> Script:
    """All labels are scanned; with `other` the first is not found, and one of that warehouse lies here."""
    viewer = town.viewer(keeper_of(town))
    taking = yield _by_keeper(town, clock, stocktaking.open_stocktake, warehouse=town.store.keys[code])
    with reading(viewer):
        labels = list(stocktakes.lines_of(taking).values_list("label", flat=True))
        elsewhere = items.matching(
            viewer, items.ItemFilter(state="held", warehouse=town.store.keys.get(other))
        ).order_by("label")
        strange = elsewhere.values_list("label", flat=True).first() if other else None
    scanned = [*labels[1:], strange] if labels and strange else labels
    clock.minutes(15, 30)
    if scanned:
        yield _by_keeper(town, clock, stocktaking.scan_labels, stocktake=taking, codes=scanned)
    clock.minutes(10, 20)
    remarks = "" if scanned == labels else _EXPLAINED
    yield _by_keeper(town, clock, stocktaking.close_stocktake, stocktake=taking, remarks=remarks)


def taken_in(c: Course, case: Any, lot: Lot, lines: Sequence[UUID]) -> Script:
    """The handler hands the goods over, the keeper photographs them and puts them in their places; the things as rows.

    `lines` are their lines in the list of seizure, none for what a decision confiscated.
    """
    found, keys = [], c.town.store.keys
    for goods, line in zip_longest(lot.goods, lines):
        c.clock.minutes(15, 40)
        photo = yield _photograph(c, goods)
        until = c.clock.today + _KEEPS if goods.perishable else None
        item = yield c.act(
            keeper_of(c.town), receiving.receive_item, warehouse=keys[goods.warehouse], case=case.pk, category=goods.category,
            name=goods.name, quantity=goods.quantity, condition=goods.condition, photos=[photo], giver=c.handler.name,
            listed=line, perishable=goods.perishable, keeps_until=until, **_ON_PAPER,
        )  # fmt: skip
        c.clock.minutes(3, 9)
        found.append((yield c.act(keeper_of(c.town), keeping.place_item, item=item, place=keys[goods.place])))
    return found


def _photograph(c: Course, goods: Goods) -> Step:
    """A photograph that the keeper takes as the goods come in."""
    lon, lat = next(one.at for one in c.town.store.warehouses if one.code == goods.warehouse)
    scene = {"scene": "goods", "seed": c.serial, "place": goods.name, "title": goods.name}
    return Step(c.clock.now, c.town.viewer(keeper_of(c.town)), take_photograph, scene, place=(lon, lat))


def sold_early(c: Course, things: Sequence[Any]) -> Script:
    """What does not keep is sold with the head's approval, on evidence of its price; the proceeds are kept."""
    for item in things:
        if item.perishable:
            c.clock.minutes(60, 90)
            price = yield c.photograph(c.head, "询价单")
            reasons = "鲜活物品，不易保管。"
            yield c.act(
                c.head, settling.approve_early_disposal, item=item, reasons=reasons, price_evidence=[price]
            )
            c.clock.minutes(60, 90)
            yield from _disposed(c, item, disposing.auction_item, "询价三家，价高者得，货款当场交清。", _SOLD)


def handed_out(c: Course, things: Sequence[Any], who: Somebody) -> Script:
    """The party takes the goods, or what they were sold for."""
    receiver = who.details.get("representative", who.name)
    identity = who.details["identity"]
    for item in things:
        c.clock.minutes(4, 12)
        more = {"voucher": "示退000001"} if item.perishable else {}
        command = settling.return_proceeds if item.perishable else settling.return_item
        yield c.act(
            keeper_of(c.town), command, item=item, receiver=receiver, identity=identity, receiver_refusal=ON_PAPER,
            **more,
        )  # fmt: skip


def confiscated(c: Course, case: Any) -> Script:
    """What the decision confiscates, if anything, comes into a warehouse, and goes as its lot says."""
    if not c.goods or "confiscation" not in c.turns:
        return
    lot = c.town.store.lots[c.goods]
    c.clock.office(0, 1)
    things = yield from taken_in(c, case, lot, ())
    if lot.fate in DISPOSALS:
        for item in things:
            c.clock.office(8, 15)
            yield from _disposed(c, item, *DISPOSALS[lot.fate])


def _disposed(
    c: Course, item: Any, command: Callable[..., Any], account: str, more: Mapping[str, Any]
) -> Script:
    """Two who did not investigate dispose of it before a witness, and photograph it."""
    photo = yield c.photograph(keeper_of(c.town), "处理现场")
    yield c.act(
        keeper_of(c.town), command, item=item, officers=_others(c), witnesses=_WITNESS, account=account, photos=[photo],
        witness_refusal=ON_PAPER, **more,
    )  # fmt: skip


def _others(c: Course) -> list[Officer]:
    """Two of another team."""
    other = next(crew for crew in c.town.crews.values() if crew is not c.crew)
    return list(other.officers)[:2]
