"""The statements that pgbench is given beside the acts: they write what the tables of today ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection

SCRIPTS = sorted((Path(__file__).parents[2] / "bench").glob("*.sql"))
INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]+)\)")

_ASKED = """
SELECT column_name FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL
   AND is_identity = 'NO' AND is_generated = 'NEVER'
"""


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_nothing_that_a_row_must_have_is_left_out(script: Path) -> None:
    """Given the columns without which the table takes no row, then each insert of the script gives them."""
    inserts = INSERT.findall(script.read_text())
    assert inserts
    for table, columns in inserts:
        given = {column.strip() for column in columns.split(",")}
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [table])
            asked = {name for (name,) in cursor.fetchall()}
        assert asked - given == set(), table
