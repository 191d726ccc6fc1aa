"""A table as a file brings it: spreadsheets (xlsx, xls, ods) and CSV, in the encodings that are written in China.

What comes out are rows by the headings that the mapping names, with the numbers that a spreadsheet shows. Blank rows are left out,
merged cells hold their value in each of their rows.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xuncheng.foundation.files.store import read_bytes
from xuncheng.rules.importing.cells import Cell, text_of
from xuncheng.rules.importing.mapping import TableMapping, read_mapping
from xuncheng.rules.importing.rows import digest_of, key_of
from xuncheng.rules.legal import RuleError, Text

MOST_BYTES = 60 * 1024 * 1024
MOST_ROWS = 200_000
MOST_UNPACKED = 800 * 1024 * 1024
_LOOKED_THROUGH = 20
"""How many rows are looked through for the headings."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",\t;|"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TRIED = ("utf-8", "gb18030")
"""UTF-8 first: hardly a text of GB 18030 is one of UTF-8 by chance, while many a text of UTF-8 would pass for GB 18030."""

Grid = list[list[Cell]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the table (from 1), its cells by heading, the key by which it is known again, and its digest."""

    number: int
    cells: Mapping[str, Cell]
    key: str
    digest: str
    twin: int = 0
    """The number of the first row with the same key, where this one is not it."""


def rows_of(content: bytes, mapping: TableMapping) -> tuple[TableRow, ...]:
    """The rows of a table that hold something. Raises `RuleError` (field `file`) for what is no such table.

    Codes: `table_unreadable`, `table_too_large`, `sheet_missing`, `headings_missing`, `encoding_unknown`.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(
            "table_too_large", f"文件超过{MOST_BYTES >> 20} MB", f"larger than {MOST_BYTES >> 20} MB"
        )
    grid, merged = (
        _spreadsheet(content, mapping) if _is_spreadsheet(content) else (_csv(content, mapping), ())
    )
    at, columns = _headings(grid, mapping)
    blank = {number for number, cells in enumerate(grid) if not any(text_of(cell) for cell in cells)}
    _spread(grid, merged, at)
    found = list(_found(grid, at, columns, mapping, blank))
    if len(found) > MOST_ROWS:
        raise _wrong("table_too_large", f"超过{MOST_ROWS}行，请分成几个文件", f"more than {MOST_ROWS} rows")
    return tuple(found)


@lru_cache(maxsize=2)
def kept_rows_of(sha256: str, mapping: str) -> tuple[TableRow, ...]:
    """The rows of a file in the store by a mapping's text; those read last are remembered, since an import comes back for them."""
    return rows_of(read_bytes(sha256), read_mapping(mapping))


def _is_spreadsheet(content: bytes) -> bool:
    return content.startswith((_ZIP, _OLE))


def _spreadsheet(content: bytes, mapping: TableMapping) -> tuple[Grid, Merged]:
    _check_unpacked(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = book.sheet_names
            if mapping.sheet and mapping.sheet not in names:
                raise _wrong(
                    "sheet_missing", f"没有工作表“{mapping.sheet}”，现有：{'、'.join(names)}",
                    f"no sheet “{mapping.sheet}”; there are: {', '.join(names)}",
                )  # fmt: skip
            sheet = book.get_sheet_by_name(mapping.sheet or names[0])
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + _LOOKED_THROUGH)
            return [[_plain(cell) for cell in row] for row in rows], sheet.merged_cell_ranges or ()
    except PasswordError as wrong:
        raise _wrong("table_unreadable", "文件有密码保护", "the file is protected by a password") from wrong
    except (CalamineError, IndexError, OSError) as wrong:
        raise _wrong(
            "table_unreadable", "不是可以读取的电子表格", "not a spreadsheet that can be read"
        ) from wrong


def _check_unpacked(content: bytes) -> None:
    """Refuse a file that would fill the memory once it is unpacked."""
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as wrong:
        raise _wrong(
            "table_unreadable", "不是可以读取的电子表格", "not a spreadsheet that can be read"
        ) from wrong
    if size > MOST_UNPACKED:
        raise _wrong("table_too_large", "解压后过大", "too large once it is unpacked")


def _plain(cell: Any) -> Cell:
    """A cell as the rules read it; hours of a day and lengths of time are words."""
    return cell if isinstance(cell, str | bool | int | float | date) else str(cell)


def _csv(content: bytes, mapping: TableMapping) -> Grid:
    text = _decoded(content, mapping.encoding)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as wrong:
        raise _wrong("table_unreadable", f"CSV格式有误：{wrong}", f"not a CSV: {wrong}") from wrong


def _decoded(content: bytes, named: str) -> str:
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    for encoding in (named,) if named else (marked,) if marked else _TRIED:
        try:
            text = content.decode(encoding)
        except LookupError as wrong:
            raise _wrong("encoding_unknown", f"没有编码“{named}”", f"no encoding “{named}”") from wrong
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise _wrong(
        "encoding_unknown",
        "无法识别文件编码，请在映射中写明encoding，或者另存为UTF-8",
        "the encoding is not recognised: name it in the mapping (encoding), or save the file as UTF-8",
    )


def _headings(grid: Grid, mapping: TableMapping) -> tuple[int, dict[str, int]]:
    """In which row the headings stand, and the column of each that the mapping names."""
    wanted = {_bare(heading): heading for heading in mapping.headings}
    rows = [mapping.heading - 1] if mapping.heading else range(min(len(grid), _LOOKED_THROUGH))
    best: tuple[int, int, list[str]] = (-1, 0, [])
    for at in rows:
        names = [_bare(text_of(cell) or "") for cell in grid[at]] if at < len(grid) else []
        hits = len(wanted.keys() & set(names))
        best = max(best, (hits, -at, names), key=lambda one: one[:2])
    _, at, names = best
    lost = [heading for bare, heading in wanted.items() if bare not in names]
    twice = [wanted[name] for name, times in Counter(names).items() if times > 1 and name in wanted]
    if lost or twice:
        raise _wrong(
            "headings_missing", f"表格缺少列：{'、'.join(lost) or '无'}；重复的列：{'、'.join(twice) or '无'}",
            f"columns missing: {', '.join(lost) or 'none'}; twice: {', '.join(twice) or 'none'}",
        )  # fmt: skip
    return -at, {heading: names.index(bare) for bare, heading in wanted.items()}


def _bare(heading: str) -> str:
    return re.sub(r"\s+", "", heading)


def _spread(grid: Grid, merged: Merged, headings: int) -> None:
    """Write the value of merged cells into each of them, below the headings."""
    for (top, left), (bottom, right) in merged:
        if top <= headings:
            continue
        for row in grid[top : bottom + 1]:
            width = min(right + 1, len(row))
            row[left:width] = [grid[top][left]] * (width - left)


def _found(
    grid: Grid, headings: int, columns: Mapping[str, int], mapping: TableMapping, blank: set[int]
) -> Iterator[TableRow]:
    times: Counter[str] = Counter()
    firsts: dict[str, int] = {}
    for at in range(headings + 1, len(grid)):
        cells = {name: grid[at][place] if place < len(grid[at]) else None for name, place in columns.items()}
        if at in blank or not any(text_of(cell) for cell in cells.values()):
            continue
        digest, key = digest_of(cells), key_of(mapping, cells)
        first = firsts.setdefault(key, at + 1) if key else 0
        times[digest] += 1
        # Without a key of its own a row is known again by all that it says; two alike are two
        yield TableRow(
            at + 1,
            cells,
            key or f"{digest}/{times[digest]}",
            digest,
            first if first not in (0, at + 1) else 0,
        )


def _wrong(code: str, zh: str, en: str) -> RuleError:
    return RuleError(code, Text(f"表格文件：{zh}", f"Table: {en}"), field="file")
