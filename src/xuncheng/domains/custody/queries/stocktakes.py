"""Reading stock-takings: one door, narrowed by the viewer's scope."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from xuncheng.domains.custody.models import Stocktake, StocktakeLine
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

NEWEST = Sorting("opened_at", descending=True)


def readable_by(viewer: Viewer) -> QuerySet[Stocktake]:
    """Stock-takings of warehouses in the areas that the viewer sees."""
    return Stocktake.objects.filter(in_scope(viewer)).select_related("warehouse", "place")


def one(viewer: Viewer, key: UUID) -> Stocktake:
    """One stock-taking. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    stocktake = readable_by(viewer).filter(pk=key).first()
    if stocktake is None:
        raise not_found(Text("该盘点", "stock-taking"))
    return stocktake


def lines_of(stocktake: Stocktake) -> QuerySet[StocktakeLine]:
    """The labels of a stock-taking, what is still to be found first."""
    # lint: own door: the stock-taking came through its door
    return StocktakeLine.objects.filter(stocktake=stocktake).select_related("item__place").order_by("label")
