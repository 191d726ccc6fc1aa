"""How much memory a long file takes in a worker of its own: what a page takes, however many pages there are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from tests.domains import road
from tests.domains.town import HOUSE, Town, multiply

from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.scope import reading

FEW, MANY, AT_ONCE = 2_000, 8_000, 500
MOST_MORE_KIB = 12 * 1024
"""How much more the file with many rows may take than the one with few."""

PROGRAM = """
import resource
import django
django.setup()
from importlib import import_module
import_module("xuncheng.server.api")
from xuncheng.foundation.exports.making import make_next
make_next()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_kib(files: Path) -> int:
    """The highest that a process of its own took, which made the export that waits."""
    address = urlsplit(settings.DATABASE_URL)
    name = connection.settings_dict["NAME"]
    own = {"DATABASE_URL": urlunsplit(address._replace(path=f"/{name}")), "XUNCHENG_FILES": str(files)}
    done = subprocess.run(  # this very interpreter
        [sys.executable, "-c", PROGRAM], env=os.environ | own, check=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    return int(done.stdout)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_many_rows_take_no_more_memory_than_few(
    town: Town, unprinted: None, tmp_path: Path, format_: str
) -> None:
    # Given a street with a few thousand reports, and then with four times as many
    with reading(HOUSE):
        have = Report.objects.count()
        one = Report.objects.get(pk=road.submit(town, town.a, "占道堆放建材，行人只能走机动车道。"))
    taken = []
    for rows in (FEW, MANY):
        for part in range(0, rows, AT_ONCE):
            multiply(one, AT_ONCE, number=lambda at, part=part, rows=rows: f"{have}-{rows}-{part + at}")
        key = town.officer.does("export.ask", listing="reports", format=format_)["result"]
        # When each is made into a file
        taken.append(peak_kib(tmp_path))
        found = town.officer.get(f"/exports/{key}")
        assert (found["state"]["code"], found["rows"] >= rows) == ("done", True)
    # Then the longer one takes no more memory
    assert taken[1] - taken[0] < MOST_MORE_KIB
