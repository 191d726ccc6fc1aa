"""HTTP for the filters of lists that are kept under a name."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from xuncheng.foundation.people import queries
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.queries import versions_of
from xuncheng.foundation.trail.schemas import Named, Schema
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["people"])


class SavedFilterItem(Schema):
    """A filter; `query` is what the address of the list has."""

    id: UUID
    listing: str
    name: str
    query: dict[str, str]
    owner: Named
    mine: bool
    shared: bool
    version: int


class SavedFilterList(Schema):
    """All that there are of a list, one's own first."""

    items: list[SavedFilterItem]


@router.get(
    "/filters",
    response=SavedFilterList,
    operation_id="list_filters",
    summary="Filters kept of a list",
    description="The caller's own, and those that others of his organisation share.",
)
def list_filters(
    request: ViewerRequest, listing: Annotated[str, Query(max_length=60)] = ""
) -> dict[str, Any]:
    """The filters of a list, or of all lists."""
    with reading(request.viewer):
        found = queries.filters_readable_by(request.viewer)
        rows = list(found.filter(listing=listing) if listing else found)
        versions = versions_of(row.pk for row in rows)
    mine = request.viewer.id
    rows.sort(key=lambda row: (row.owner_id != mine, row.name))
    return {
        "items": [
            {
                "id": row.pk, "listing": row.listing, "name": row.name, "query": row.query,
                "owner": {"id": row.owner_id, "name": row.owner.name}, "mine": row.owner_id == mine,
                "shared": row.shared_with_id is not None, "version": versions.get(row.pk, 0),
            }
            for row in rows
        ]
    }  # fmt: skip
