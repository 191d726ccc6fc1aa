"""A register over HTTP from a table: the keyset list, its export as CSV, and the page of one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import Schema, csv_stream
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
Limit = Annotated[int, Query(ge=1, le=200)]

EXPORT_ROWS = 200_000
"""More rows than this one export does not hold."""
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Register(Generic[M]):
    """A register as its routes are made from it.

    `query`: what it is narrowed by, with a `sort` among `sortings` (another one means the first of them) and a `filter()` that
    `found` takes. `columns`: of the export, each under its head, from an entry and its row.
    """

    path: str
    one: str
    title: str
    note: str
    called: Text
    query: type[Schema]
    page: type[Schema]
    detail: type[Schema]
    door: Callable[[Viewer], QuerySet[M]]
    found: Callable[[Viewer, Any], QuerySet[M]]
    sortings: Mapping[str, Sorting]
    row: Callable[[M], Row]
    shown: Callable[[M, Viewer], Row]
    columns: Mapping[str, Callable[[M, Row], Any]]

    def sorting(self, asked: str) -> Sorting:
        """The order that is asked for, or the register's own."""
        return self.sortings.get(asked) or next(iter(self.sortings.values()))


def add_register(router: Router, register: Register[M], operations: str) -> None:
    """Add the three routes of a register: the list, `/export` and `/{key}`. `operations` begins their operation ids."""
    path, plural = f"/{register.path}", register.path.replace("-", "_")
    add = router.add_api_operation
    add(
        path, ["GET"], _listing(register), response=register.page, summary=register.title,
        operation_id=f"{operations}_list_{plural}", description=f"{register.note}; a keyset page.",
    )  # fmt: skip
    add(
        f"{path}/export", ["GET"], _exporting(register), summary=f"{register.title} as CSV",
        operation_id=f"{operations}_export_{plural}", description="The same list as a CSV file, streamed.",
    )  # fmt: skip
    add(
        f"{path}/{{uuid:key}}", ["GET"], _showing(register), response=register.detail,
        summary=f"{register.called.en[:1].upper()}{register.called.en[1:]}",
        operation_id=f"{operations}_show_{register.one}", description="One of them, and what may be done.",
    )  # fmt: skip


def _listing(register: Register[M]) -> Callable[..., Row]:
    def list_rows(
        request: ViewerRequest, query: Any, cursor: str | None = None, limit: Limit = 50, exact: bool = False
    ) -> Row:
        with reading(request.viewer, lists=True):
            found = register.found(request.viewer, query.filter())
            rows = keyset_page(found, register.sorting(query.sort), cursor, limit, exact=exact)
            return {"items": [register.row(one) for one in rows.rows], "next": rows.next, "count": rows.count}

    return _asking(list_rows, register)


def _exporting(register: Register[M]) -> Callable[..., StreamingHttpResponse]:
    def export_rows(request: ViewerRequest, query: Any) -> StreamingHttpResponse:
        return csv_stream(register.path, tuple(register.columns), _lines(register, request.viewer, query))

    return _asking(export_rows, register)


def _lines(register: Register[M], viewer: Viewer, query: Any) -> Iterator[tuple[Any, ...]]:
    with reading(viewer, lists=True):
        found = register.found(viewer, query.filter()).order_by(*register.sorting(query.sort).order())
        for one in found[:EXPORT_ROWS].iterator(chunk_size=_AT_ONCE):
            row = register.row(one)
            yield tuple(told(one, row) for told in register.columns.values())


def _showing(register: Register[M]) -> Callable[..., Row]:
    def show_one(request: ViewerRequest, key: UUID) -> Row:
        with reading(request.viewer):
            return register.shown(entry(register.door, request.viewer, key, register.called), request.viewer)

    return show_one


def entry(door: Callable[[Viewer], QuerySet[M]], viewer: Viewer, key: UUID, called: Text) -> M:
    """The row of that key behind a door. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = door(viewer).filter(pk=key).first()
    if found is None:
        raise not_found(called)
    return found


def _asking(function: Callable[..., Any], register: Register[M]) -> Callable[..., Any]:
    """The function, which says to the framework what this register is narrowed by."""
    function.__annotations__["query"] = Annotated[register.query, Query(...)]
    return function
