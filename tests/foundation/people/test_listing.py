"""Lists as one row says them: their columns, their languages, their sortings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict

from xuncheng.domains.intake.api import REPORTS
from xuncheng.foundation.people.listing import Column, file_of, language_of
from xuncheng.foundation.people.spreadsheets import TYPE
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

ITEM = {
    "number": "B001",
    "street": {"code": "110105001", "name": "示范街道"},
    "state": {"code": "open", "zh": "待办", "en": "open"},
    "due": None,
    "reasons": [{"zh": "疑难", "en": "complex"}, {"zh": "重大", "en": "major"}],
    "late": True,
}


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("number", "B001", "B001"),
        ("street", "示范街道", "示范街道"),
        ("street.code", "110105001", "110105001"),
        ("state", "待办", "open"),
        ("due.name", None, None),
        ("reasons", "疑难、重大", "complex, major"),
        ("late", "是", "yes"),
        (lambda _, row: row.text, "原文", "原文"),
        (lambda item, _: Text(item["number"], "no. 1"), "B001", "no. 1"),
    ],
)
def test_a_cell_says_what_the_page_says(value: Any, zh: object, en: object) -> None:
    column, row = Column("列", "column", value), SimpleNamespace(text="原文")
    assert (column.cell(ITEM, row, "zh"), column.cell(ITEM, row, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "zh"), ("en-GB,zh;q=0.5", "en"), ("de, zh-CN", "zh"), ("fr, en;q=0.1", "en"), ("x", "zh")],
)
def test_the_reader_s_language(asked: str, language: str) -> None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = asked
    assert language_of(request) == language


def test_a_list_is_sorted_as_asked_or_as_usual() -> None:
    assert REPORTS.sorting(SimpleNamespace(sort="due")).column == "due_at"
    assert REPORTS.sorting(SimpleNamespace()).column == "submitted_at"


def test_a_sorting_that_a_list_does_not_have_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        REPORTS.sorting(SimpleNamespace(sort="colour"))
    (error,) = refused.value.errors
    assert (error.field, "due" in error.message.zh) == ("sort", True)


def test_a_file_is_csv_unless_a_spreadsheet_is_asked_for() -> None:
    columns, rows = [Column("编号", "No.", "number")], [({"number": "B001"}, None)]
    types = {}
    for asked in ("", "csv", "xlsx"):
        request = HttpRequest()
        request.GET = QueryDict(f"format={asked}")
        types[asked] = file_of(request, "reports", columns, rows)["Content-Type"]
    assert types == {"": "text/csv; charset=utf-8", "csv": "text/csv; charset=utf-8", "xlsx": TYPE}
