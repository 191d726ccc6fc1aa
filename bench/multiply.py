"""Makes a large database of a small one: every report and case of the demo, copied by SQL some hundred times.

Copies keep their street, status, matter, team and facts, so that they are distributed as the demo's are; times
are moved back by up to a quarter of their age, so that what is open stays new and the copies of one do not lie
together. Every copy has its report, case, party and
the head of its trail. One in ten, like the originals, is whole: it also has the documents, evidence, payments,
files and trail entries. Their hashes are copied and not computed anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, LiteralString

import psycopg
from psycopg import sql

_AT_ONCE = 25
"""Copies made by one statement, between two moves of the progress bar."""

WHOLE = 10
"""One copy in so many is whole, unless more are asked for."""

Expressions = dict[LiteralString, LiteralString]
Connection = psycopg.Connection[tuple[Any, ...]]


class Kind(Enum):
    """What a row belongs to: reports and cases are copied a different number of times."""

    REPORT = "intake_report"
    CASE = "cases_case"


@dataclass(frozen=True)
class Copied:
    """Rows of one table: what differs in a copy `k`, which rows are meant, and whether only whole copies have them."""

    table: LiteralString
    kind: Kind
    changed: Expressions = field(default_factory=dict)
    where: LiteralString = "true"
    only_whole: bool = True


def _key(column: LiteralString, copy: LiteralString = "k") -> LiteralString:
    """The key that the row has in a copy. Like a real one it grows with time, so that it goes to its index's end."""
    return f"(lpad(to_hex({copy}), 8, '0') || right(md5({copy} || {column}::text), 24))::uuid"


def _earlier(column: LiteralString, since: LiteralString, row: LiteralString = "id") -> LiteralString:
    """The time moved back, by up to a quarter of what has gone by since another; alike for all of a row's times."""
    return f"{column} - (now() - {since}) * ((uuid_hash_extended({row}, k) & 65535) / 262144.0)"


_SUBMITTED = _earlier("submitted_at", "submitted_at")
_ENTRY: Expressions = {
    "chain": _key("chain"), "act_id": _key("act_id"), "at": _earlier("at", "at", "chain"),
    "received_at": _earlier("received_at", "received_at", "chain"),
}  # fmt: skip
_FILE: Expressions = {"id": _key("id"), "attached_to": _key("attached_to")}
_ON_REPORT: LiteralString = "chain IN (SELECT id FROM intake_report)"
_ON_CASE: LiteralString = "chain IN (SELECT id FROM cases_case)"

TABLES = (
    Copied(
        "intake_report", Kind.REPORT,
        {
            "id": _key("id"), "submitted_at": _SUBMITTED, "due_at": _earlier("due_at", "submitted_at"),
            "closed_at": _earlier("closed_at", "closed_at"),
            "verified_at": _earlier("verified_at", "submitted_at"), "checked_at": _earlier("checked_at", "submitted_at"),
            "merged_into_id": _key("merged_into_id"),
            "words": f"ts_delete(words, intake_marks(submitted_at, area_path)) || array_to_tsvector(intake_marks({_SUBMITTED}, area_path))",
            "sender_number": "CASE sender_number WHEN '' THEN '' ELSE sender_number || '-' || k END",
            "number": f"to_char(({_SUBMITTED}) AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD-') || right(number, 6) || lpad(k::text, 4, '0')",
        },
        only_whole=False,
    ),
    Copied("trail_head", Kind.REPORT, {"chain": _key("chain")}, _ON_REPORT, only_whole=False),
    Copied("trail_entry", Kind.REPORT, _ENTRY, _ON_REPORT),
    Copied("files_storedfile", Kind.REPORT, _FILE, "attached_to IN (SELECT id FROM intake_report)"),
    Copied("subjects_party", Kind.CASE, {"id": _key("id")}, only_whole=False),
    Copied(
        "cases_case", Kind.CASE,
        {
            "id": _key("id"), "number": "number || '-' || k", "party_id": _key("party_id"), "opened_at": _earlier("opened_at", "opened_at"),
            "report_id": _key("report_id", "((k - 1) %% %(reports)s + 1)"), "bundle_id": "NULL",
        },
        only_whole=False,
    ),
    Copied("cases_deadline", Kind.CASE, {"id": _key("id"), "case_id": _key("case_id")}, only_whole=False),
    Copied("trail_head", Kind.CASE, {"chain": _key("chain")}, _ON_CASE, only_whole=False),
    Copied("trail_entry", Kind.CASE, _ENTRY, _ON_CASE),
    Copied(
        "documents_document", Kind.CASE,
        {"id": _key("id"), "number": "number || '-' || k", "subject_id": _key("subject_id"), "made_by_act": _key("made_by_act")},
        "subject_id IN (SELECT id FROM cases_case)",
    ),
    Copied("documents_service", Kind.CASE, {"id": _key("id"), "document_id": _key("document_id")}),
    Copied("cases_evidence", Kind.CASE, {"id": _key("id"), "case_id": _key("case_id"), "document_id": _key("document_id")}),
    Copied("cases_evidence_officers", Kind.CASE, {"id": "nextval('cases_evidence_officers_id_seq')", "evidence_id": _key("evidence_id")}),
    Copied("files_storedfile", Kind.CASE, _FILE, "attached_to IN (SELECT id FROM cases_evidence)"),
    Copied("cases_payment", Kind.CASE, {"id": _key("id"), "receipt": "receipt || '-' || k", "case_id": _key("case_id")}),
)  # fmt: skip


def multiply(
    database: str, reports: int, cases: int, tell: Callable[[float], None], whole: int = WHOLE
) -> None:
    """Copy until there are so many, or a few more. `database` is a superuser's connection string; `tell` hears of progress.

    One copy in `whole` is whole.

    No trigger and no row-level security is asked: nothing here is an act.
    """
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        times = {
            Kind.REPORT: _times(connection, Kind.REPORT, reports),
            Kind.CASE: _times(connection, Kind.CASE, cases),
        }
        _set_originals_aside(connection)
        with _without_indexes(connection):
            _fill(connection, times, whole, lambda done: tell(0.6 * done))
            _lay_in_order_of_time(connection)
        connection.execute("VACUUM (ANALYZE, FREEZE)")
        connection.execute("CHECKPOINT")
        tell(1.0)


def _times(connection: Connection, kind: Kind, wanted: int) -> int:
    """How many copies of each row make so many, or a few more."""
    (there,) = _one(connection, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(kind.value)))
    if not there:
        raise ValueError(f"{kind.value} is empty: there is nothing to copy")
    return max(0, math.ceil(wanted / int(there)) - 1)


def _set_originals_aside(connection: Connection) -> None:
    for number, rows in enumerate(TABLES):
        statement = sql.SQL("CREATE TEMP TABLE {} AS SELECT * FROM {} WHERE {}")
        connection.execute(
            statement.format(_original(number), sql.Identifier(rows.table), sql.SQL(rows.where))
        )


def _original(number: int) -> sql.Identifier:
    return sql.Identifier(f"original_{number}")


def _fill(connection: Connection, times: dict[Kind, int], whole: int, tell: Callable[[float], None]) -> None:
    total = max(1, sum(times[rows.kind] for rows in TABLES))
    done = 0
    for number, rows in enumerate(TABLES):
        statement = _copying(connection, number, rows, whole)
        for first in range(1, times[rows.kind] + 1, _AT_ONCE):
            last = min(first + _AT_ONCE - 1, times[rows.kind])
            connection.execute(
                statement, {"first": first, "last": last, "reports": max(1, times[Kind.REPORT])}
            )
            done += last - first + 1
            tell(done / total)


def _copying(connection: Connection, number: int, rows: Copied, whole: int) -> sql.Composed:
    """The statement that makes the copies `first` to `last` of some rows."""
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        " AND is_generated = 'NEVER'",
        [rows.table],
    )
    columns: list[Any] = [name for (name,) in found]
    values = [
        sql.SQL(rows.changed[name]) if name in rows.changed else sql.Identifier(name) for name in columns
    ]
    return sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values}"
        " FROM generate_series(%(first)s::int, %(last)s::int) AS k, {original} WHERE {which}"
    ).format(
        table=sql.Identifier(rows.table), columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(values), original=_original(number),
        which=sql.SQL("k %% {} = 0").format(sql.Literal(whole)) if rows.only_whole else sql.SQL("true"),
    )  # fmt: skip


_BY_TIME = {"intake_report": "submitted_at", "cases_case": "opened_at"}


def _lay_in_order_of_time(connection: Connection) -> None:
    """Copies are written original by original; in life what is reported on one day lies together."""
    for table, column in _BY_TIME.items():
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        for statement in (
            "CREATE INDEX bench_by_time ON {table} ({column})", "CLUSTER {table} USING bench_by_time", "DROP INDEX bench_by_time",
        ):  # fmt: skip
            connection.execute(sql.SQL(statement).format(**names))


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Fill first and index then, which is several times faster; what is unique stays, as it has to be proved."""
    found = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY (%s) AND NOT indisunique",
        [list({rows.table for rows in TABLES})],
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        connection.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in found:
            connection.execute(definition)


def _one(connection: Connection, statement: sql.Composed) -> tuple[Any, ...]:
    row = connection.execute(statement).fetchone()
    assert row is not None
    return row
