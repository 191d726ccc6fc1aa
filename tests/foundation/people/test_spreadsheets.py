"""Lists as spreadsheets: what stands in the cells, and how much memory many rows take."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from xuncheng.foundation.people.spreadsheets import MOST_SIGNS, TYPE, write_xlsx, xlsx_stream

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEAD = ["案源编号", "情况描述", "登记时间", "期限", "金额", "退回次数", "备注"]
ROW = [
    "20261120-000001", "=HYPERLINK(\"http://example.invalid\")", datetime(2026, 11, 20, 1, 30, tzinfo=UTC), date(2026, 11, 23),
    Decimal("600.50"), 2, None,
]  # fmt: skip
FEW, MANY = 1_000, 40_000
MOST_MORE = 8 * 1024
"""How many KiB many rows may take beyond what few take."""
PROGRAM = """
import io, resource, sys
from xuncheng.foundation.people.spreadsheets import write_xlsx
row = ["20261120-000001", "水果摊占用盲道，行人只能走机动车道。", "待处置", "12345热线", "积水潭街道", "示范路12号门前", 2]
with open(sys.argv[2], "wb") as file:
    write_xlsx(file, ["列"] * 7, (row for _ in range(int(sys.argv[1]))))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def cells(content: bytes) -> dict[str, tuple[str, str]]:
    """Type and text of each cell of the only sheet, by its address."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # made here
    return {
        one.get("r"): (one.get("t", "n"), "".join(one.itertext())) for one in sheet.iterfind(".//m:c", NS)
    }


def test_text_stays_text_and_values_are_values() -> None:
    # Given a row whose words look like a formula
    into = io.BytesIO()
    # When it is written
    assert write_xlsx(into, HEAD, [ROW]) == 1
    found = cells(into.getvalue())
    # Then the words are words, the moment is China's, and what is empty is no cell
    assert found["A1"][1] == "案源编号"
    assert found["B2"] == ("inlineStr", ROW[1])
    assert float(found["C2"][1]) == pytest.approx(46346 + 9.5 / 24)
    assert found["D2"] == ("n", "46349")
    assert found["E2"] == ("n", "600.50")
    assert found["F2"] == ("n", "2")
    assert "G2" not in found
    assert b"<f>" not in into.getvalue()


def test_what_is_too_long_for_a_cell_is_cut_there() -> None:
    into = io.BytesIO()
    write_xlsx(into, ["列"], [["长" * (MOST_SIGNS + 5)]])
    assert len(cells(into.getvalue())["A2"][1]) == MOST_SIGNS


def test_it_is_sent_as_a_file() -> None:
    response = xlsx_stream("reports", HEAD, iter([ROW, ROW]))
    content = b"".join(response.streaming_content)
    assert response["Content-Type"] == TYPE
    assert response["Content-Disposition"] == 'attachment; filename="reports.xlsx"'
    assert "A3" in cells(content)


def test_many_rows_take_no_more_memory_than_few(tmp_path: object) -> None:
    """The highest that a process of its own took, with forty times the rows."""

    def taken(rows: int) -> int:
        done = subprocess.run(  # this very interpreter
            [sys.executable, "-c", PROGRAM, str(rows), f"{tmp_path}/{rows}.xlsx"], check=True, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        return int(done.stdout)

    assert taken(MANY) - taken(FEW) < MOST_MORE
