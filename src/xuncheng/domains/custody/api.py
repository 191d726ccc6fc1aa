"""HTTP for custody: things, their labels, warehouses, stock-takings, and the public look-up."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from xuncheng.domains.custody import labels, page, schemas
from xuncheng.domains.custody.queries import items, stocktakes, warehouses
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Limit, Listing, serve, with_streets
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["custody"])


GOODS = Listing(
    name="goods", title="Goods in custody", about="Things in custody that the viewer may see, newest first unless asked otherwise",
    query=schemas.GoodsQuery, page=schemas.GoodsPage, sortings=items.SORTINGS, shown=with_streets(page.item_row),
    found=lambda viewer, query: items.listed(items.matching(viewer, query.filter())),
    columns=(
        Column("物品编号", "Item no.", "number"),
        Column("标签号", "Label", "label"),
        Column("类别", "Kind", "category"),
        Column("名称", "Name", "name"),
        Column("数量", "Quantity", "quantity"),
        Column("单位", "Unit", "unit"),
        Column("状态", "State", "state"),
        Column("当事人", "Party", "owner"),
        Column("案号", "Case no.", "case.number"),
        Column("街道", "Street", "street"),
        Column("库房", "Warehouse", "warehouse"),
        Column("库位", "Place", "place"),
        Column("入库时间", "Taken in", "received_at"),
        Column("变动时间", "Last moved", "moved_at"),
        Column("价款（元）", "Proceeds (CNY)", lambda _, row: row.proceeds),
    ),
)  # fmt: skip
serve(router, "/goods", GOODS)


@router.get("/goods/seized", response=list[schemas.SeizedOut], summary="Seized objects to be taken in")
def list_seized(
    request: ViewerRequest, q: Annotated[str, Query(max_length=100)] = ""
) -> list[dict[str, Any]]:
    """Objects that were seized and lie in no warehouse yet; `q` are words of the name, the party or the case number."""
    with reading(request.viewer):
        return [page.to_take_in(item) for item in items.to_take_in(request.viewer, q)]


@router.get("/goods/{uuid:key}", response=schemas.GoodsOut, summary="A thing in custody")
def show_goods(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One thing: where it lies and lay, through whose hands it went, its photos, and what may be done with it now."""
    with reading(request.viewer):
        return page.item_page(items.one(request.viewer, key), request.viewer)


@router.get("/goods/{uuid:key}/label.svg", summary="The QR code of a thing as SVG")
def label_svg(request: ViewerRequest, key: UUID) -> HttpResponse:
    """The QR code, which leads to the page of the thing."""
    with reading(request.viewer):
        item = items.one(request.viewer, key)
    return HttpResponse(labels.qr_svg(item, _origin(request)), content_type="image/svg+xml")


@router.get("/goods/{uuid:key}/label.png", summary="The QR code of a thing as PNG")
def label_png(request: ViewerRequest, key: UUID) -> HttpResponse:
    """The same as PNG."""
    with reading(request.viewer):
        item = items.one(request.viewer, key)
    return HttpResponse(labels.qr_png(item, _origin(request)), content_type="image/png")


@router.get("/goods/{uuid:key}/label.pdf", summary="The label of a thing as PDF")
def label_pdf(request: ViewerRequest, key: UUID) -> HttpResponse:
    """The label to print."""
    with reading(request.viewer):
        item = items.one(request.viewer, key)
    response = HttpResponse(labels.label_pdf(item, _origin(request)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="label-{item.label}.pdf"'
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@router.get("/warehouses", response=schemas.Warehouses, summary="Warehouses")
def list_warehouses(request: ViewerRequest, q: str = "") -> dict[str, Any]:
    """The warehouses that serve the viewer's areas."""
    with reading(request.viewer):
        found = warehouses.with_numbers(warehouses.readable_by(request.viewer).filter(name__contains=q))
        return {"items": [page.warehouse_row(row) for row in found]}


@router.get("/warehouses/{uuid:key}", response=schemas.WarehouseOut, summary="A warehouse")
def show_warehouse(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One warehouse with the plan of its places and how full each is."""
    with reading(request.viewer):
        return page.warehouse_page(warehouses.one(request.viewer, key), request.viewer)


@router.get("/places/storage", response=schemas.PlaceChoices, summary="Places to choose from")
def list_places(request: ViewerRequest, q: str = "", warehouse: UUID | None = None) -> dict[str, Any]:
    """Places in warehouses, by a part of the code."""
    with reading(request.viewer):
        found = warehouses.places_to_choose(request.viewer, warehouse, q)
        return {"items": [page.place_choice(row) for row in found]}


@router.get("/stocktakes", response=schemas.StocktakePage, summary="Stock-takings")
def list_stocktakes(
    request: ViewerRequest,
    warehouse: UUID | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:
    """Stock-takings, newest first; a keyset page."""
    with reading(request.viewer, lists=True):
        found = stocktakes.readable_by(request.viewer)
        found = found.filter(warehouse=warehouse) if warehouse else found
        told = keyset_page(found, stocktakes.NEWEST, cursor, limit, exact=exact)
        return {
            "items": [page.stocktake_row(row) for row in told.rows],
            "next": told.next,
            "count": told.count,
        }


@router.get("/stocktakes/{uuid:key}", response=schemas.StocktakeOut, summary="A stock-taking")
def show_stocktake(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One stock-taking, label by label."""
    with reading(request.viewer):
        return page.stocktake_page(stocktakes.one(request.viewer, key), request.viewer)
