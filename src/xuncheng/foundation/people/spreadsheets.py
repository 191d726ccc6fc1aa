"""Lists as spreadsheets (Office Open XML): written row by row into a file beside, never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import StreamingHttpResponse
from xlsxwriter.worksheet import Worksheet

from xuncheng.foundation.trail.deed import SHANGHAI

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SIGNS = 32_767
"""How many signs a cell holds; what is longer is cut there."""
PIECE = 256 * 1024
_DAY, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": _DAY,
}  # fmt: skip


def xlsx_stream(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A spreadsheet of these rows: text stays text, so that no cell is taken for a formula; days, times and sums are values."""
    response = StreamingHttpResponse(_pieces(head, rows), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def write_xlsx(into: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the spreadsheet; returns how many rows it has below its heading. One row is in memory at a time."""
    book = xlsxwriter.Workbook(into, _OPTIONS)
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": _MOMENT})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(head) - 1, 0), 18)
    sheet.write_row(0, 0, head, bold)
    written = 0
    for written, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, written, column, value, moment)
    book.close()
    return written


def _write(sheet: Worksheet, row: int, column: int, value: Any, moment: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.astimezone(SHANGHAI).replace(tzinfo=None), moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value)
    elif value is not None and value != "":
        sheet.write_string(row, column, str(value)[:MOST_SIGNS])


def _pieces(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    with TemporaryFile() as file:
        write_xlsx(file, head, rows)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
