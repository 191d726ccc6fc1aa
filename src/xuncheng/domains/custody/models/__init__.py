"""The tables of custody."""

from xuncheng.domains.custody.models.measures import Measure, MeasureItem, MeasureKind
from xuncheng.domains.custody.models.stocktake import Stocktake, StocktakeLine
from xuncheng.domains.custody.models.warehouse import (
    CustodyItem,
    Handover,
    Placement,
    StoragePlace,
    Warehouse,
)

__all__ = [
    "CustodyItem",
    "Handover",
    "Measure",
    "MeasureItem",
    "MeasureKind",
    "Placement",
    "Stocktake",
    "StocktakeLine",
    "StoragePlace",
    "Warehouse",
]
