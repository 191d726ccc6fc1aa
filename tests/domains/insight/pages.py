"""Reading a page of figures as a test does: line by line, cell by cell, and following what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.domains.town import Person


def line(page: Mapping[str, Any], table: str, code: str = "") -> dict[str, tuple[Any, Any]]:
    """The figures of one line of a table, now and before."""
    (found,) = [one for one in page["tables"] if one["code"] == table]
    (row,) = [row for row in found["rows"] if row["code"] == code]
    return {
        figure: (cell["value"], cell["before"])
        for figure, cell in zip(found["figures"], row["cells"], strict=True)
    }


def cells(page: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every cell, with the place where it stands and the code of its figure."""
    for table in page["tables"]:
        for row in table["rows"]:
            for figure, cell in zip(table["figures"], row["cells"], strict=True):
                yield f"{table['code']} {row['code']} {figure}", figure, cell


def rows_behind(person: Person, page: Mapping[str, Any], cell: Mapping[str, Any]) -> int:
    """How many rows the list holds that a cell opens."""
    found = person.get(f"/{page['opens']}", **cell["opens"], exact=1, limit=1)
    number: int = found["count"]["value"]
    return number


def differing(person: Person, page: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """The cells that count another number than the list behind them holds: what they count, and what it holds."""
    followed = {
        name: (cell["value"], rows_behind(person, page, cell))
        for name, _, cell in cells(page)
        if cell["opens"] is not None and not isinstance(cell["value"], str)
    }
    assert len(followed) > 10
    return {name: counts for name, counts in followed.items() if counts[0] != counts[1]}
