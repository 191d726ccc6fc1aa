"""Things, warehouses and stock-takings as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from xuncheng.domains.cases.queries import NEAR_DAYS
from xuncheng.domains.custody.models import (
    CustodyItem,
    MeasureItem,
    Stocktake,
    StocktakeLine,
    StoragePlace,
    Warehouse,
)
from xuncheng.domains.custody.queries import items as item_queries
from xuncheng.domains.custody.queries import stocktakes, warehouses
from xuncheng.foundation.files.queries import attached_to, file_out
from xuncheng.foundation.places.queries import street_names, street_out
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import day_of, today
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import basis_out, coded, refusal_out, urgency, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.custody import (
    CATEGORIES,
    KEEPING_COST,
    PLACE_KINDS,
    STATES,
    STEPS,
    filling,
    reckon,
    refusal,
)
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.model import Refusal
from xuncheng.rules.procedure.periods import PERIODS

Row = dict[str, Any]
TERM = PERIODS["seizure"]
NEAR = timedelta(days=NEAR_DAYS)
LABELS = {code: category.label for code, category in CATEGORIES.items()}

BRING = (
    Text("当事人本人有效身份证件原件", "The party's own identity document"),
    Text("扣押（没收）清单或者解除决定书", "The list of goods, or the decision that lifts the measure"),
    Text(
        "委托他人领取的，授权委托书和受托人身份证件",
        "If somebody else comes: the mandate and his identity document",
    ),
)


def item_row(item: CustodyItem, streets: dict[str, str]) -> Row:
    """A thing as lists show it."""
    return {
        "id": item.pk, "number": item.number, "label": item.label, "category": coded(item.category, LABELS),
        "unit": words(CATEGORIES[item.category].unit), "name": item.name, "quantity": item.quantity,
        "state": coded(item.state, STATES), "owner": item.owner, "case": {"id": item.case_id, "number": item.case.number},
        "street": street_out(item.street, streets), "warehouse": {"id": item.warehouse_id, "name": item.warehouse.name},
        "place": item.place.code if item.place else None, "perishable": item.perishable, "keeps_until": item.keeps_until,
        "received_at": item.received_at, "moved_at": item.moved_at, "until": item_queries.term_of(item),
        "urgency": urgency(item_queries.term_of(item), NEAR),
    }  # fmt: skip


def item_page(item: CustodyItem, viewer: Viewer) -> Row:
    """The whole page of a thing."""
    return {
        **item_row(item, street_names()), "condition": item.condition, "proceeds": item.proceeds,
        "check_code": item.case.check_code, "keeping_cost": words(KEEPING_COST),
        "placements": [
            {"place": one.place.code, "since": one.during.lower, "until": one.during.upper}
            for one in item_queries.placements_of(item)
        ],
        "handovers": [
            {"act": one.act, "label": words(REGISTER[one.act].label), "giver": one.giver, "receiver": one.receiver, "at": one.at}
            for one in item_queries.handovers_of(item)
        ],
        "clocks": list(_clocks(item)),
        "files": [file_out(file) for file in attached_to(viewer, [item.pk])],
        "version": version_of(item.pk),
        "possible_acts": [
            _possible(step.name, step.refusal, STEPS[step.name].label) for step in item_queries.steps(viewer, item)
        ],
        "timeline": timeline(item.pk),
    }  # fmt: skip


def _clocks(item: CustodyItem) -> Iterator[Row]:
    due = item_queries.term_of(item)
    if due:
        yield {
            "label": words(TERM.label),
            "due": due,
            "urgency": urgency(due, NEAR),
            "basis": basis_out(TERM.basis),
        }


def _possible(name: str, found: Refusal | None, label: Text) -> Row:
    return {
        "name": name, "label": words(label), "allowed": found is None, "refusal": refusal_out(found) if found else None,
        "basis": basis_out(REGISTER[name].basis),
    }  # fmt: skip


def to_take_in(item: MeasureItem) -> Row:
    """An object to choose, that was seized and lies in no warehouse yet."""
    case = item.measure.case
    return {
        "id": item.pk, "name": item.name, "quantity": item.quantity, "unit": item.unit, "owner": case.party.name,
        "case": {"id": case.pk, "number": case.number}, "until": item.measure.until,
    }  # fmt: skip


def warehouse_row(warehouse: Warehouse) -> Row:
    """A warehouse as lists show it."""
    return {
        "id": warehouse.pk, "code": warehouse.code, "name": warehouse.name, "address": warehouse.address,
        "phone": warehouse.phone, "hours": warehouse.hours,
        "holding": warehouse.holding, "unplaced": warehouse.unplaced,  # type: ignore[attr-defined] # annotated by `with_numbers`
    }  # fmt: skip


def warehouse_page(warehouse: Warehouse, viewer: Viewer) -> Row:
    """The whole page of a warehouse: its plan, what may be done."""
    return {
        **warehouse_row(warehouse), "point": (warehouse.point.x, warehouse.point.y) if warehouse.point else None,
        "places": [_place(place) for place in warehouses.places_of(warehouse)], "version": version_of(warehouse.pk),
        "possible_acts": _granted(viewer, warehouse.area_path, "place.set"), "timeline": timeline(warehouse.pk),
    }  # fmt: skip


def _granted(viewer: Viewer, path: str, *names: str, hindrance: Refusal | None = None) -> list[Row]:
    return [
        _possible(name, hindrance, REGISTER[name].label) for name in names if viewer.may(name, path, today())
    ]


def fill_of(place: StoragePlace) -> int:
    """How full a place is, in percent, rounded up: 100 is full."""
    return -int(-filling(place.capacity, place.stored.items()) * 100 // 1)


def _place(place: StoragePlace) -> Row:
    return {
        "id": place.pk, "code": place.code, "kind": coded(place.kind, PLACE_KINDS), "row": place.row, "column": place.column,
        "fill": fill_of(place),
        "room": [
            {
                "category": coded(category, LABELS), "unit": words(CATEGORIES[category].unit), "most": most,
                "stored": place.stored.get(category, 0),
            }
            for category, most in sorted(place.capacity.items())
        ],
    }  # fmt: skip


def place_choice(place: StoragePlace) -> Row:
    """A place to choose."""
    return {
        "id": place.pk, "code": place.code, "warehouse": {"id": place.warehouse_id, "name": place.warehouse.name},
        "fill": fill_of(place),
    }  # fmt: skip


def stocktake_row(stocktake: Stocktake) -> Row:
    """A stock-taking as lists show it."""
    return {
        "id": stocktake.pk, "number": stocktake.number,
        "warehouse": {"id": stocktake.warehouse_id, "name": stocktake.warehouse.name},
        "place": stocktake.place.code if stocktake.place else None, "opened_at": stocktake.opened_at,
        "closed_at": stocktake.closed_at, "expected": stocktake.expected, "found": stocktake.found,
        "missing": stocktake.missing, "surplus": stocktake.surplus,
    }  # fmt: skip


CLOSED = Refusal("stocktake_closed", Text("盘点已经结束", "That stock-taking has ended"), ())


def stocktake_page(stocktake: Stocktake, viewer: Viewer) -> Row:
    """The whole page of a stock-taking: every label, and how it stands."""
    lines = list(stocktakes.lines_of(stocktake))
    told = reckon(
        [one.label for one in lines if one.expected], [one.label for one in lines if one.scanned_at]
    )
    now = {"found": len(told.found), "missing": len(told.missing), "surplus": len(told.surplus)}
    over = CLOSED if stocktake.closed_at else None
    return {
        **stocktake_row(stocktake), **now, "remarks": stocktake.remarks, "lines": [_line(one) for one in lines],
        "version": version_of(stocktake.pk), "timeline": timeline(stocktake.pk),
        "possible_acts": _granted(
            viewer, stocktake.area_path, "stocktake.scan", "stocktake.close", hindrance=over
        ),
    }  # fmt: skip


def _line(line: StocktakeLine) -> Row:
    item = line.item
    seen = "found" if line.expected else "surplus"
    return {
        "label": line.label, "outcome": seen if line.scanned_at else "missing", "id": item.pk if item else None,
        "number": item.number if item else None, "name": item.name if item else None,
        "place": item.place.code if item and item.place else None, "scanned_at": line.scanned_at,
    }  # fmt: skip


def where(found: Iterable[CustodyItem]) -> Row:
    """What the public look-up answers."""
    items = list(found)
    held_at = {item.warehouse_id: item.warehouse for item in items}
    return {
        "items": [
            {
                "name": item.name, "quantity": item.quantity, "unit": words(CATEGORIES[item.category].unit),
                "state": coded(item.state, STATES), "since": day_of(item.moved_at), "may_collect": _may_collect(item),
            }
            for item in items
        ],
        "places": [
            {"name": one.name, "address": one.address, "phone": one.phone, "hours": one.hours} for one in held_at.values()
        ],
        "bring": [words(text) for text in BRING], "keeping_cost": words(KEEPING_COST),
    }  # fmt: skip


def _may_collect(item: CustodyItem) -> bool:
    holding = item_queries.holding_of(item, today())
    return any(refusal(act, holding) is None for act in ("item.return", "item.return_proceeds"))
