"""A register over HTTP from a table: its list and file, and the page of one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from ninja import Router

from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Item, Listing, serve
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Register(Generic[M]):
    """A register as its routes are made from it: its list, and how one entry is found, called and shown."""

    listing: Listing[M]
    one: str
    called: Text
    detail: type[Schema]
    door: Callable[[Viewer], QuerySet[M]]
    shown: Callable[[M, Viewer], Item]


def add_register(router: Router, register: Register[M]) -> None:
    """Add the three routes of a register: the list, its file, and the page of one entry."""
    path = f"/{register.listing.name}"
    serve(router, path, register.listing)
    router.add_api_operation(
        f"{path}/{{uuid:key}}", ["GET"], _showing(register), response=register.detail,
        summary=f"{register.called.en[:1].upper()}{register.called.en[1:]}",
        operation_id=f"show_{register.one}", description="One of them, and what may be done.",
    )  # fmt: skip


def _showing(register: Register[M]) -> Callable[..., Item]:
    def show_one(request: ViewerRequest, key: UUID) -> Item:
        with reading(request.viewer):
            return register.shown(entry(register.door, request.viewer, key, register.called), request.viewer)

    return show_one


def entry(door: Callable[[Viewer], QuerySet[M]], viewer: Viewer, key: UUID, called: Text) -> M:
    """The row of that key behind a door. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = door(viewer).filter(pk=key).first()
    if found is None:
        raise not_found(called)
    return found
