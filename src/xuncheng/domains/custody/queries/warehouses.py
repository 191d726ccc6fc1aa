"""Reading warehouses: those that serve the viewer's areas, and the places in them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xuncheng.domains.custody.models import StoragePlace, Warehouse
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.custody import PRESENT
from xuncheng.rules.legal import Text

PLACES_OFFERED = 50


def readable_by(viewer: Viewer) -> QuerySet[Warehouse]:
    """Warehouses in the areas that the viewer sees, and those above that serve them."""
    above = {
        "".join(f"{part}." for part in path.split(".")[:depth])
        for path in viewer.scope(today())
        for depth in range(1, path.count("."))
    }
    return Warehouse.objects.filter(in_scope(viewer) | Q(area_path__in=above)).order_by("code")


def with_numbers(found: QuerySet[Warehouse]) -> QuerySet[Warehouse]:
    """Warehouses, with how many things of the viewer's areas each holds, and how many of them lie at no place yet."""
    here = Q(items__state__in=PRESENT)
    return found.annotate(holding=Count("items", here), unplaced=Count("items", here & Q(items__place=None)))


def one(viewer: Viewer, key: UUID) -> Warehouse:
    """One warehouse. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    warehouse = with_numbers(readable_by(viewer)).filter(pk=key).first()
    if warehouse is None:
        raise not_found(Text("该库房", "warehouse"))
    return warehouse


def places_of(warehouse: Warehouse) -> QuerySet[StoragePlace]:
    """The places of a warehouse as the plan shows them."""
    # lint: own door: the warehouse came through its door
    return StoragePlace.objects.filter(warehouse=warehouse).order_by("row", "column")


def places_to_choose(viewer: Viewer, warehouse: UUID | None, q: str) -> QuerySet[StoragePlace]:
    """Places of the viewer's warehouses, or of one of them, by the beginning of the code."""
    # lint: own door: narrowed to the warehouses that came through theirs
    found = StoragePlace.objects.filter(warehouse__in=readable_by(viewer).order_by())
    if warehouse:
        found = found.filter(warehouse=warehouse)
    return (
        found.filter(code__contains=q)
        .select_related("warehouse")
        .order_by("warehouse__code", "row", "column")[:PLACES_OFFERED]
    )
