"""The demo's warehouses as scripts see them: the places in them, and the lots of goods that cases bring there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from xuncheng.rules.custody import CATEGORIES
from xuncheng.server.demo.generate.script import DEMO

SCRIPT = "warehouses"
"""Name of the script that sets them up."""


@dataclass(frozen=True)
class Warehouse:
    """One warehouse. `places` are code, kind, row, column and capacity of each place."""

    code: str
    name: str
    address: str
    phone: str
    hours: str
    at: tuple[float, float]
    places: Sequence[tuple[str, str, int, int, Mapping[str, int]]]


@dataclass(frozen=True)
class Goods:
    """One line of a lot: so many of a category, and the place where they are put (warehouse/place)."""

    category: str
    name: str
    quantity: int
    condition: str
    place: str

    @property
    def warehouse(self) -> str:
        """The code of the warehouse in which they lie."""
        return self.place.partition("/")[0]

    @property
    def perishable(self) -> bool:
        """Whether they do not keep."""
        return self.category == "food"

    @property
    def unit(self) -> str:
        """The unit in which they are counted."""
        return CATEGORIES[self.category].unit.zh

    @property
    def kind(self) -> str:
        """What the list of seizure calls their kind."""
        return CATEGORIES[self.category].label.zh


@dataclass(frozen=True)
class Lot:
    """What one case brings, and what becomes of it."""

    fate: str
    goods: Sequence[Goods]


@dataclass(frozen=True)
class Store:
    """The locality's `warehouses.toml`. `keys` are the rows of warehouses and places by K1, K1/A-01."""

    warehouses: Sequence[Warehouse]
    lots: Mapping[str, Lot]
    keys: Mapping[str, UUID]


def read_store(folder: Path) -> Store:
    """Read `warehouses.toml` of a locality. Raises TypeError or KeyError for a table that lacks something."""
    data = tomllib.loads((folder / "warehouses.toml").read_text(encoding="utf-8"))
    warehouses = [Warehouse(**row) for row in data["warehouse"]]
    lots = {name: _lot(**row) for name, row in data["lot"].items()}
    return Store(warehouses, lots, _keys(warehouses))


def _lot(fate: str, goods: Sequence[Sequence[Any]]) -> Lot:
    return Lot(fate, [Goods(*row) for row in goods])


def _keys(warehouses: Sequence[Warehouse]) -> dict[str, UUID]:
    """The act that sets something up gives it its own id, and acts are numbered in the order of the table."""
    numbers = count(1)
    names = (
        name for one in warehouses for name in (one.code, *(f"{one.code}/{row[0]}" for row in one.places))
    )
    return {name: uuid5(DEMO, f"{SCRIPT}/{number}") for name, number in zip(names, numbers, strict=False)}
