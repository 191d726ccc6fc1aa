"""Reading, writing and locking rows by statements that are put together once.

Every act resolves its references, locks its object and writes a few rows. Django's ORM makes each of these statements
anew, which takes longer than PostgreSQL needs to carry it out. Here it makes them once for a model; what comes in and
goes out is converted by the model's own fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import local
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model, QuerySet

M = TypeVar("M", bound=Model)

Converter = Callable[[Any, Any, Any], Any]
_ANY_KEY = UUID(int=0)


@dataclass(frozen=True)
class _Reading:
    """A statement that reads rows of a model: the names of its columns, and what turns some of them into values."""

    statement: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Converter, ...], Any], ...]


def fetch(model: type[M], keys: Sequence[UUID]) -> dict[UUID, M]:
    """The rows with these keys, as far as the database shows them, by key."""
    return {row.pk: row for row in _read(model, _fetching(model), [list(keys)])}


def lock(model: type[M], key: UUID) -> M | None:
    """The row with this key, locked for the rest of the transaction; None where the database shows none."""
    return next(iter(_read(model, _locking(model), [key])), None)


def insert(row: Model, **tied: Iterable[Model]) -> None:
    """Write a new row as it is: no default of the database is asked for.

    `tied` are the rows that it is tied to by a many-to-many field, under the name of the field; they are at most those of one.
    """
    statement, fields = _inserting(type(row), *tied)
    keys = [[other.pk for other in others] for others in tied.values()]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*_values(row, fields), *keys])
    row._state.adding = False


def change(row: Model, names: Sequence[str]) -> tuple[str, list[Any]]:
    """The statement that writes some columns of a row that is there, and its parameters: to be sent with another one."""
    statement, fields = _changing(type(row), tuple(names))
    return statement, [*_values(row, fields), row.pk]


def _read(model: type[M], reading: _Reading, parameters: Sequence[Any]) -> list[M]:
    with connection.cursor() as cursor:
        cursor.execute(reading.statement, parameters)
        found = cursor.fetchall()
    return [model.from_db(connection.alias, reading.names, _converted(row, reading)) for row in found]


def _converted(row: Sequence[Any], reading: _Reading) -> list[Any]:
    values = list(row)
    for place, converters, expression in reading.converters:
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    return values


def _values(row: Model, fields: Sequence[Field[Any, Any]]) -> list[Any]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


class _OfThread(local):
    """What a thread has put together. What reads geometries may not be used by two threads."""

    def __init__(self) -> None:
        self.fetching: dict[type[Model], _Reading] = {}
        self.locking: dict[type[Model], _Reading] = {}


_KNOWN = _OfThread()


def _fetching(model: type[Model]) -> _Reading:
    known = _KNOWN.fetching
    if model not in known:
        known[model] = _reading(model._base_manager.order_by(), ' WHERE "id" = ANY(%s)')
    return known[model]


def _locking(model: type[Model]) -> _Reading:
    known = _KNOWN.locking
    if model not in known:
        known[model] = _reading(model._base_manager.select_for_update(of=("self",)).filter(pk=_ANY_KEY))
    return known[model]


def _reading(rows: QuerySet[Any], condition: str = "") -> _Reading:
    compiler = rows.query.get_compiler(connection=connection)
    statement, _ = compiler.as_sql()
    expressions = [expression for expression, *_ in compiler.select]
    names = tuple(expression.target.attname for expression in expressions)
    converters = tuple(
        (place, tuple(found), expression)
        for place, (found, expression) in compiler.get_converters(expressions).items()
    )
    return _Reading(statement + condition, names, converters)


@cache
def _inserting(model: type[Model], tie: str | None = None) -> tuple[str, tuple[Field[Any, Any], ...]]:
    fields = tuple(field for field in model._meta.local_concrete_fields if not field.generated)
    columns = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join("%s" for _ in fields)
    statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own tables
    return (_tying(model, tie, statement) if tie else statement), fields


def _tying(model: type[Model], name: str, statement: str) -> str:
    field = model._meta.get_field(name)
    table, own, other = field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name()  # type: ignore[union-attr] # a many-to-many field
    made = f'WITH made AS ({statement} RETURNING "id")'
    return f'{made} INSERT INTO {_quoted(table)} ({_quoted(own)}, {_quoted(other)}) SELECT "id", unnest(%s) FROM made'  # noqa: S608 - as above


@cache
def _changing(model: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[Field[Any, Any], ...]]:
    fields = tuple(model._meta.get_field(name) for name in names)
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)  # type: ignore[union-attr] # columns, no relations
    return f'UPDATE {_quoted(model._meta.db_table)} SET {changes} WHERE "id" = %s', fields  # type: ignore[return-value] # noqa: S608 - as above


def _quoted(name: str | None) -> str:
    """A name for a statement. Only what has no column of its own has none, and that is never asked for."""
    return connection.ops.quote_name(name or "")
