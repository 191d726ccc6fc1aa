"""The benchmark in its smallest form: two cases, multiplied, behind web processes, with every kind of page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bench.database import Database
from bench.multiply import multiply
from bench.tokens import tokens
from django.db import connection
from tests.domains import road
from tests.domains.town import Town

from bench import lists
from xuncheng.server.cluster import Role

READERS = ("a1", "b1", "dispatcher", "head", "reviewer")


@pytest.fixture(scope="module")
def few(town: Town, unprinted: None) -> Iterator[Database]:
    """The town with a case from each street."""
    for street in (town.a, town.b):
        road.simple(town, street, "pay")
    here = Database(connection.settings_dict["NAME"])
    connection.close()
    yield from copy("few", here)


@pytest.fixture(scope="module")
def secrets(few: Database) -> dict[str, str]:
    return tokens(few, *READERS)


@pytest.fixture(scope="module")
def many(few: Database, secrets: dict[str, str]) -> Iterator[Database]:
    """Eleven of each, so that the last copy is a whole one."""
    for database in copy("many", few):
        multiply(database.dsn(Role.SUPERUSER), 11 * 2, 11 * 2, lambda _done: None)
        yield database


def copy(name: str, of: Database) -> Iterator[Database]:
    database = Database(f"xuncheng_bench_test_{name}")
    try:
        database.create(of)
        yield database
    finally:
        database.drop()


def count(database: Database, table: str, condition: str = "true") -> int:
    ((number,),) = database.query(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608 # constants
    return int(str(number))


def test_copies_are_as_the_originals(few: Database, many: Database) -> None:
    """Eleven times the rows that lists show, twice those of a whole case, and every report with the number of its day."""
    for table in ("intake_report", "cases_case", "subjects_party"):
        assert count(many, table) == 11 * count(few, table) > 0
    for table in ("documents_document", "cases_evidence", "cases_payment"):
        assert count(many, table) == 2 * count(few, table) > 0
    strange = "left(number, 8) <> to_char(submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD')"
    assert count(many, "intake_report", strange) == 0


def test_every_kind_of_page_is_measured(
    few: Database, many: Database, secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page answers in both databases; how fast, two cases do not show."""
    for name, value in {"READERS": READERS, "ROUNDS": 20, "_WARM": 0}.items():
        monkeypatch.setattr(lists, name, value)

    figures = lists.measure(few, many, secrets, lambda _what: None)

    assert [row.baseline.partition(":")[0] for row in figures.rows] == ["with 2 reports"] * 4
