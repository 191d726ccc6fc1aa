"""Every list alike, from the table of routes: its pages, its sortings, its search, its file in both languages, its queries.

A list is a route that also has a file. Whatever is said here of one holds for all of them, also for those to come.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.domains.town import Person, Town
from tests.server.api.growth import MORE, Growth
from tests.server.api.routes import TABLE
from tests.server.api.test_query_counts import reader_of_everything

from xuncheng.foundation.people.memory import MEMORY
from xuncheng.server.openapi import document

PATHS = document()["paths"]
EXPORTS = sorted(route.removeprefix("GET ") for route in TABLE if route.endswith("/export"))
FIGURES = {"/bank-days", "/lawyers", "/statistics/cases", "/statistics/reports"}
"""Files of figures: their pages are no lists of rows."""
LISTS = [path.removesuffix("/export") for path in EXPORTS if path.removesuffix("/export") not in FIGURES]
HAN = re.compile(r"[\u4e00-\u9fff]")
SOME = 20
NOTHING_SAYS_SO = "没有这样的字样"
FIXED = {"/matters": 200}
"""Lists that are ordered by what was searched for, and so are read in one page here."""


def parameters(path: str) -> set[str]:
    """What a list may be asked."""
    return {one["name"] for one in PATHS[f"/api/v1{path}"]["get"].get("parameters", ())}


class Reader(NamedTuple):
    """Who reads the lists, and of which object those are that hang on one, by the beginning of their path."""

    person: Person
    keys: Mapping[str, str]

    def address(self, path: str, query: Mapping[str, Any]) -> str:
        start, hangs, rest = path.partition("{key}")
        return f"/api/v1{start}{self.keys[start] if hangs else ''}{rest}?{urlencode(query)}"

    def page(self, path: str, **query: Any) -> dict[str, Any]:
        response: Any = self.person.call("GET", self.address(path, query))
        assert response.status_code == 200, response.content.decode()
        return response.json()  # type: ignore[no-any-return] # the JSON of a page

    def all(self, path: str, **query: Any) -> list[Any]:
        """The keys of all rows, page after page."""
        keys: list[Any] = []
        cursor: str | None = ""
        while cursor is not None:
            more = {"cursor": cursor} if cursor else {}
            page = self.page(path, limit=SOME, **query, **more)
            assert len(page["items"]) <= SOME
            keys += [_key(one) for one in page["items"]]
            cursor = page["next"]
        return keys

    def file_of(self, path: str, language: str) -> list[list[str]]:
        response: Any = self.person.call("GET", self.address(f"{path}/export", {}), Accept_Language=language)
        assert response.status_code == 200
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))


def _key(item: Mapping[str, Any]) -> str:
    return str(item.get("id") or sorted(item.items(), key=str))


@pytest.fixture(scope="module")
def reader(town: Town, unprinted: None) -> Reader:
    """Somebody who reads everything, with fifty rows in each list and more."""
    person = reader_of_everything(town)
    growth = Growth(town, town.a, person)
    growth.grow()
    keys = {"/bank-files/": growth.collected["bankfile"], "/power-lists/": growth.powers["list"]}
    return Reader(person, keys)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_read_page_by_page_and_nothing_twice(reader: Reader, path: str) -> None:
    keys = reader.all(path)
    assert len(keys) > SOME
    assert len(set(keys)) == len(keys)
    exact = {"exact": "true"} if "exact" in parameters(path) else {}
    assert reader.page(path, limit=1, **exact)["count"] == {"value": len(keys), "capped": False}


@pytest.mark.parametrize("path", [path for path in LISTS if "sort" in parameters(path)])
def test_a_list_is_sorted_in_each_of_its_ways_and_in_no_other(reader: Reader, path: str) -> None:
    # Given what it answers to a sorting that there is not
    refused: Any = reader.person.call("GET", reader.address(path, {"sort": "colour"}))
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    ways = error["message_en"].removeprefix("Sorted by one of: ").split(", ")
    assert refused.json()["errors"][0]["field"] == "sort"
    # Then each of the ways that it names shows the same rows, and the other way round in reverse
    usual = reader.all(path)
    for way in ways:
        keys = reader.all(path, sort=way)
        assert sorted(keys) == sorted(usual)
        if f"-{way}" in ways:
            assert keys[0] != reader.all(path, sort=f"-{way}")[0]
    # And its file refuses the same
    assert reader.person.call("GET", reader.address(f"{path}/export", {"sort": "colour"})).status_code == 422


@pytest.mark.parametrize("path", [path for path in LISTS if "q" in parameters(path)])
def test_a_list_holds_only_what_is_searched_for(reader: Reader, path: str) -> None:
    found = reader.page(path, q=NOTHING_SAYS_SO)
    assert (found["items"], found["count"]["value"]) == ([], 0)


@pytest.mark.parametrize("path", LISTS + sorted(FIGURES))
def test_the_file_of_a_list_has_headings_in_the_reader_s_language(reader: Reader, path: str) -> None:
    chinese, english = (reader.file_of(path, language) for language in ("zh-CN", "en-GB"))
    assert all(HAN.search(heading) for heading in chinese[0])
    assert not any(HAN.search(heading) for heading in english[0])
    assert all(english[0])
    assert len(chinese) == len(english) > 1
    assert {len(row) for row in (*chinese, *english)} == {len(chinese[0])}


@pytest.mark.parametrize("path", LISTS)
def test_the_file_of_a_list_has_all_its_rows(reader: Reader, path: str) -> None:
    assert len(reader.file_of(path, "zh")) - 1 == len(reader.all(path))


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_page_asks_the_database_no_more_often(reader: Reader, path: str) -> None:
    assert asked(reader, path, 1) == asked(reader, path, MORE)


def asked(reader: Reader, path: str, limit: int) -> int:
    """How often the database is asked for a page; what is kept in memory is there already."""
    address = reader.address(path, {"limit": limit})
    reader.person.call("GET", address)
    MEMORY.forget(None)
    with CaptureQueriesContext(connection) as found:
        assert reader.person.call("GET", address).status_code == 200
    return len(found)
