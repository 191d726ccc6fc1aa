"""HTTP for parties: those to choose from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router

from xuncheng.domains.subjects import queries
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["parties"])


class PartyItem(Schema):
    """A party as lists show it: numbers masked."""

    id: UUID
    kind: str
    name: str
    identity: str
    phone: str
    address: str


class Parties(Schema):
    """Parties to choose from."""

    items: list[PartyItem]


@router.get("/parties", response=Parties, summary="Parties to choose from")
def list_parties(request: ViewerRequest, q: str = "") -> dict[str, Any]:
    """Parties of the viewer's areas, by the beginning of the name or the whole number."""
    with reading(request.viewer):
        return {"items": [queries.shown(party) for party in queries.search(request.viewer, q)]}
