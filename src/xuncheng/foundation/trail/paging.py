"""Keyset pages: a page begins after the last row of the one before, so that page 1,000 costs what page 1 does."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from django.db.models import F, Model, Q, QuerySet

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

M = TypeVar("M", bound=Model)
CAP = 1000
"""How far lists count: beyond it they say 1000+ (an exact count is asked for)."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """A column to sort by (a day or a time, unless it is `text` or a `number`), and then by key; rows without a value come last."""

    column: str
    descending: bool
    text: bool = False
    number: bool = False

    def order(self) -> tuple[Any, Any]:
        """The ORDER BY of the list."""
        field = F(self.column)
        if self.descending:
            return field.desc(), F("pk").desc()
        return field.asc(), F("pk").asc()

    def after(self, value: Any, key: UUID) -> tuple[Q, ...]:
        """Rows that come after the one with this value and key: conditions each for one stretch of an index."""
        beyond = "lt" if self.descending else "gt"
        if value is None:
            return (Q(**{f"{self.column}__isnull": True, f"pk__{beyond}": key}),)
        later = Q(**{f"{self.column}__{beyond}": value}) | Q(**{self.column: value, f"pk__{beyond}": key})
        # The bound says again what follows from the rest, in the one form in which an index can begin there.
        stretch = Q(**{f"{self.column}__{beyond}e": value}) & later
        return (stretch,) if self.descending else (stretch, Q(**{f"{self.column}__isnull": True}))


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; `capped` when there are at least so many."""

    value: int
    capped: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows, the cursor of the next page (None at the end), and the count."""

    rows: list[M]
    next: str | None
    count: Count


Portions = Callable[[Any], Iterable[Q]]
"""Conditions that cut a list into portions, in its order, from a value of its column on (None: from the beginning): one is read only
where those before it hold too few rows. For what no index has in order, so that it is found as a whole and then sorted."""


def _whole(_: Any) -> Iterable[Q]:
    return (Q(),)


def page(
    found: QuerySet[M], sorting: Sorting, cursor: str | None, limit: int, *, exact: bool = False,
    portions: Portions | None = None,
) -> Page[M]:  # fmt: skip
    """One page of a list. Raises `Refused` (`invalid_input`) for a cursor that is none of ours."""
    value, key = _read(cursor, sorting) if cursor else (None, None)
    stretches = sorting.after(value, key) if key else (Q(),)
    cut = portions or _whole
    parts = [one & portion for one in stretches for portion in cut(value)]
    rows, ended, left = _in_turn(found.order_by(*sorting.order()), parts, limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    following = _write(sorting, getattr(more, sorting.column), more.pk) if more is not None else None
    if exact or cursor or portions is None:
        return Page(rows[:limit], following, count(found, cut(None), exact=exact))
    return Page(rows[:limit], following, count(found, left, known=ended))


def _in_turn(ordered: QuerySet[M], parts: Iterable[Q], enough: int) -> tuple[list[M], int, list[Q]]:
    """Rows of the parts, one part after the other until there are enough; how many hold those that were read to their end; the others."""
    rows: list[M] = []
    ended, left = 0, []
    for part in parts:
        some = list(ordered.filter(part)[:enough]) if len(rows) < enough else None
        rows += some or ()
        if some is None or len(some) == enough:
            left.append(part)
        else:
            ended += len(some)
    return rows[:enough], ended, left


class Walk:
    """Reads a list to its end, so many rows at a time; between two readings the list may be put together anew."""

    def __init__(self, size: int) -> None:
        self.size, self.ended = size, False
        self._last: tuple[Any, UUID] | None = None

    def read(self, found: QuerySet[M], sorting: Sorting) -> list[M]:
        """The next rows; none, or fewer than asked for, at the end."""
        stretches = sorting.after(*self._last) if self._last else (Q(),)
        ordered = (found.filter(one).order_by(*sorting.order())[: self.size] for one in stretches)
        rows = list(islice(chain.from_iterable(ordered), self.size))
        self.ended = len(rows) < self.size
        if rows:
            self._last = getattr(rows[-1], sorting.column), rows[-1].pk
        return rows


def count(found: QuerySet[Any], parts: Iterable[Q] = (Q(),), *, known: int = 0, exact: bool = False) -> Count:
    """How many rows there are in these parts of the list, beside those that are known, up to the cap unless an exact count is asked for."""
    bare = found.order_by().select_related(None).prefetch_related(None).values("pk")
    if exact:
        return Count(bare.count(), capped=False)
    number = known
    for part in parts:
        if number > CAP:
            break
        number += bare.filter(part)[: CAP + 1 - number].count()
    return Count(min(number, CAP), capped=number > CAP)


def _write(sorting: Sorting, value: date | str | int | None, key: UUID) -> str:
    place = [sorting.column, value.isoformat() if isinstance(value, date) else value, str(key)]
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _read(cursor: str, sorting: Sorting) -> tuple[date | str | int | None, UUID]:
    try:
        column, text, key = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if column != sorting.column:
            raise ValueError(column)
        return _kept(sorting, text), UUID(key)
    except (ValueError, TypeError, AttributeError, binascii.Error) as wrong:
        raise invalid(FieldError("cursor", Text("分页游标无效", "This cursor is not one of ours"))) from wrong


def _kept(sorting: Sorting, written: Any) -> date | str | int | None:
    """The value as the cursor keeps it, for its column. Raises `ValueError`, `TypeError` for what is none."""
    if sorting.number:
        return int(written)
    return str(written) if sorting.text else _value(written)


def _value(text: str | None) -> date | None:
    if text is None:
        return None
    value = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if not EARLIEST <= value.year <= LATEST:
        raise ValueError(text)
    return value


EARLIEST, LATEST = 1900, 2999
"""Years near enough for reckoning with them."""
