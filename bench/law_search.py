"""How well the law search finds, and how fast: `python bench/law_search.py [--http URL --token TOKEN]`.

For each query of the three sets, the expected article (or one of those that answer as well) must be among the
first three. Times are taken over all queries, in this process, and through HTTP if an address is given.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import quantiles

import django
import httpx

SETS = ("law_queries", "law_queries_tuning", "law_queries_unseen")
ROUNDS = 20

Hits = list[tuple[str, str]]
Search = Callable[[str], Hits]


def main() -> None:
    options = _options()
    django.setup()
    queries = {name: list(_rows(name)) for name in SETS}
    search = _in_process()
    for name, rows in queries.items():
        missed = [row for row in rows if not _expected(row) & _first_three(search(row["query"]))]
        print(f"{name:22} {len(rows) - len(missed)}/{len(rows)} among the first three")
        for row in missed:
            print(
                f"    missed: {row['query']} -> {row['statute']} {row['article']}; first: {search(row['query'])[:1]}"
            )
    typed = [row["query"] for rows in queries.values() for row in rows]
    _report("in process", search, typed)
    if options.http:
        _report("HTTP", _through_http(options.http, options.token), typed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--http", help="address of a running platform")
    parser.add_argument("--token", default="", help="token of a user of it")
    return parser.parse_args()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _expected(row: dict[str, str]) -> set[tuple[str, int]]:
    wanted = [f"{row['statute']}{row['article']}", *filter(None, row["also"].split(";"))]
    parted = (re.fullmatch(r"(.*?)(\d+)", one) for one in wanted)
    return {(match[1], int(match[2])) for match in parted if match}


def _first_three(hits: Hits) -> set[tuple[str, int]]:
    from xuncheng.domains.law.numerals import read_number

    labels = ((law, re.match("第(.+?)条", label)) for law, label in hits[:3])
    return {(law, read_number(match[1])) for law, match in labels if match}


def _in_process() -> Search:
    from xuncheng.domains.law.queries import search_articles
    from xuncheng.foundation.trail.viewer import program

    viewer, today = program("bench", {"law.read"}), date.today()  # noqa: DTZ011 # only which law is in force

    def search(query: str) -> Hits:
        return [(hit.law, hit.label) for hit in search_articles(viewer, query, today).items]

    return search


def _through_http(address: str, token: str) -> Search:
    client = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=10)

    def search(query: str) -> Hits:
        answer = client.get("/api/v1/laws/search", params={"q": query}).raise_for_status().json()
        return [(hit["law"], hit["label"]) for hit in answer["items"]]

    return search


def _report(where: str, search: Search, typed: list[str]) -> None:
    for query in typed:
        search(query)
    times = sorted(_milliseconds(search, query) for _ in range(ROUNDS) for query in typed)
    cuts = quantiles(times, n=100)
    print(
        f"{where:22} p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, max {times[-1]:.1f} ms, {len(times)} searches"
    )


def _milliseconds(search: Search, query: str) -> float:
    start = time.perf_counter()
    search(query)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
