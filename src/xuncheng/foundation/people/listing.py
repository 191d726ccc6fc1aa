"""Lists over HTTP. One row says what a list is: where its rows come from, how it may be sorted, its columns in a file.

`serve` makes its two routes of it: a keyset page, and the whole list as a file that is written row by row. A list whose page is
made otherwise has its file by the same columns (`file_of`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Annotated, Any, Generic, Literal, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Query, Router

from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.spreadsheets import xlsx_stream
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import Portions, Sorting, Walk, page
from xuncheng.foundation.trail.queries import versions_of
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.schemas import Schema, csv_stream, csv_text
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

M = TypeVar("M", bound=Model)
Item = dict[str, Any]
Language = Literal["zh", "en"]
FileFormat = Literal["csv", "xlsx"]
"""CSV in UTF-8, or a spreadsheet of Office Open XML."""

Limit = Annotated[int, Query(ge=1, le=200)]
"""How many rows a page has."""

EXPORT_ROWS = 200_000
"""How many rows a file has at the most."""

AT_ONCE = 1000
"""How many rows of a file are read at once."""
_SEPARATOR = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, and where its value stands.

    `value` is a path into the item as the API shows it ("street.name"), or a function of the item and its row where the page says less.
    """

    zh: str
    en: str
    value: str | Callable[[Item, Any], Any]

    def cell(self, item: Item, row: Any, language: Language) -> Any:
        """What stands in the file for one row."""
        found = _at(item, self.value) if isinstance(self.value, str) else self.value(item, row)
        return _plain(found, language)


@dataclass(frozen=True, slots=True)
class Listing(Generic[M]):
    """A list. `found` narrows by the query, `shown` says its rows as the API does; the first sorting is the usual one.

    `portions` says of a query and a sorting how pages are best read, None where an index has the rows in order.
    """

    name: str
    title: str
    about: str
    query: type[Schema]
    page: type[Schema]
    found: Callable[[Viewer, Any], QuerySet[M]]
    sortings: Mapping[str, Sorting]
    shown: Callable[[Viewer, Sequence[M]], Sequence[Item]]
    columns: Sequence[Column]
    portions: Callable[[Any, Sorting], Portions | None] | None = None

    def sorting(self, query: Any) -> Sorting:
        """By what the list is sorted. Raises `Refused` (`invalid_input`) for a sorting that it does not have."""
        asked = getattr(query, "sort", "") or next(iter(self.sortings))
        if asked not in self.sortings:
            ways = "、".join(self.sortings)
            raise invalid(
                FieldError(
                    "sort",
                    Text(f"只能按以下方式排序：{ways}", f"Sorted by one of: {', '.join(self.sortings)}"),
                )
            )
        return self.sortings[asked]

    def rows(self, viewer: Viewer, query: Any) -> Iterator[tuple[Item, M]]:
        """What the file is written of, read so many at a time: each item with its row."""
        with reading(viewer, lists=True):
            rows = self.found(viewer, query).order_by(*self.sorting(query).order())[:EXPORT_ROWS]
            reader = rows.iterator(chunk_size=AT_ONCE)
            while some := list(islice(reader, AT_ONCE)):
                yield from zip(self.shown(viewer, some), some, strict=True)

    def pages(self, viewer: Viewer, query: Any) -> Iterator[list[tuple[Item, M]]]:
        """The same, page by page, each in a transaction of its own: for whoever takes long over the rows."""
        sorting, walk = self.sorting(query), Walk(AT_ONCE)
        while not walk.ended:
            with reading(viewer, lists=True):
                rows = walk.read(self.found(viewer, query), sorting)
                shown = list(zip(self.shown(viewer, rows), rows, strict=True))
            if shown:
                yield shown


LISTINGS: dict[str, Listing[Any]] = {}
"""Every list that is served, by its path."""

Writer = Callable[[IO[bytes], Sequence[str], Iterable[Sequence[Any]]], int]
"""Writes headings and rows into a file, one row in memory at a time; returns how many rows there were."""


def serve(router: Router, path: str, listing: Listing[Any]) -> None:
    """The two routes of a list: its page at `path`, its file at `path`/export."""
    LISTINGS[path.removeprefix("/")] = listing

    def rows(
        request: ViewerRequest, query: Any, cursor: str | None = None, limit: Limit = 50, exact: bool = False
    ) -> Item:
        sorting = listing.sorting(query)
        with reading(request.viewer, lists=True):
            portions = listing.portions(query, sorting) if listing.portions else None
            narrowed = listing.found(request.viewer, query)
            found = page(narrowed, sorting, cursor, limit, exact=exact, portions=portions)
            items = listing.shown(request.viewer, found.rows)
            return {"items": items, "next": found.next, "count": found.count}

    def file(request: ViewerRequest, query: Any, format: FileFormat = "csv") -> StreamingHttpResponse:  # noqa: A002 # its name in the address
        listing.sorting(query)
        return file_of(request, listing.name, listing.columns, listing.rows(request.viewer, query), format)

    called, parameters = listing.name.replace("-", "_"), cast(Any, Query)
    rows.__doc__ = f"{listing.about}; a keyset page."
    file.__doc__ = "The same list as a file (CSV or a spreadsheet), written row by row, sorted as asked."
    for view in (rows, file):
        view.__annotations__["query"] = parameters[listing.query]
    page_route = router.get(
        path, response=listing.page, by_alias=True, operation_id=f"list_{called}", summary=listing.title
    )
    file_route = router.get(
        f"{path}/export", operation_id=f"export_{called}", summary=f"{listing.title}, as a file"
    )
    page_route(rows)
    file_route(file)


def file_of(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[tuple[Item, Any]],
    kind: FileFormat | None = None,
) -> StreamingHttpResponse:
    """A file of these columns, with headings and words in the reader's language; `rows` are items, each with its row.

    It is CSV, or a spreadsheet where `kind`, or else `format` in the address, asks for one (xlsx).
    """
    language = language_of(request)
    head = [column.en if language == "en" else column.zh for column in columns]
    lines = ([column.cell(item, row, language) for column in columns] for item, row in rows)
    write = xlsx_stream if (kind or request.GET.get("format")) == "xlsx" else csv_stream
    return write(name, head, lines)


def csv_file(into: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """A `Writer` of CSV."""
    written = 0
    for line, text in enumerate(
        csv_text(head, rows), start=-1
    ):  # before the rows come a mark and the headings
        into.write(text.encode())
        written = line
    return written


def with_streets(item: Callable[[M, dict[str, str]], Item]) -> Callable[[Viewer, Sequence[M]], list[Item]]:
    """The `shown` of a list whose rows name their streets: the names are read once for all of them."""

    def shown(_: Viewer, rows: Sequence[M]) -> list[Item]:
        streets = street_names()
        return [item(row, streets) for row in rows]

    return shown


def with_versions(
    shown: Callable[[Viewer, Sequence[M]], Sequence[Item]],
) -> Callable[[Viewer, Sequence[M]], list[Item]]:
    """The `shown` of a list whose rows may be chosen for an act: each with its version, read once for all of them."""

    def versioned(viewer: Viewer, rows: Sequence[M]) -> list[Item]:
        versions = versions_of(row.pk for row in rows)
        return [
            item | {"version": versions.get(row.pk, 0)}
            for item, row in zip(shown(viewer, rows), rows, strict=True)
        ]

    return versioned


def language_of(request: HttpRequest) -> Language:
    """In which language the caller wants to be answered; Chinese is the house's own."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    known = (code[:2] for code, _ in asked if code[:2] in ("zh", "en"))
    return "en" if next(known, "zh") == "en" else "zh"


def _at(item: Item, path: str) -> Any:
    found: Any = item
    for name in path.split("."):
        found = found[name] if found is not None else None
    return found


def _plain(value: Any, language: Language) -> Any:
    """A value as a cell says it: labels and sentences in the reader's language, things by their names."""
    if isinstance(value, Text):
        return value.en if language == "en" else value.zh
    if isinstance(value, dict):
        return value.get(language, value.get("name", ""))
    if isinstance(value, list | tuple):
        return _SEPARATOR[language].join(str(_plain(one, language)) for one in value)
    if isinstance(value, bool):
        return _plain(YES if value else NO, language)
    return value


YES, NO = Text("是", "yes"), Text("否", "no")
