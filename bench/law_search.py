"""How well the law search finds, and how fast.

For each query of the three sets, the expected article (or one of those that answer as well) must be among the
first three. Times are taken over all queries through HTTP, and beside them in a process of their own without it.
docs/law-search.md says where the sets come from.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

from bench.database import PROGRAM, Database
from bench.measurement import Figures, Measurement, Tell, milliseconds, p95
from bench.web import Client, serving

from xuncheng.domains.law.numerals import read_number

SETS = ("law_queries", "law_queries_tuning", "law_queries_unseen")
PROMISED_SET, PROMISED_HITS = SETS[0], 25
MOST_MILLISECONDS = 15

_ROUNDS = 20

READER = "officer-a"
"""Who searches."""

Row = Mapping[str, str]


def measure(database: Database, token: str, folder: Path | None, tell: Tell) -> Figures:
    """Take in a folder of laws if there is one, then search. Nothing is promised for the few laws of the demo alone."""
    if folder:
        tell(f"taking in the laws of {folder.name}")
        # It fails where it found a file that is no law, having taken in all others.
        database.run(PROGRAM, "law", "import", str(folder), check=False)
    queries = {name: list(_rows(name)) for name in SETS}
    typed = [row["query"] for rows in queries.values() for row in rows]
    tell(f"{_ROUNDS} times {len(typed)} searches")
    with serving(database) as web:
        client = Client(web.port, token)
        found = {name: _found(client, rows) for name, rows in queries.items()}
        through_http = [
            milliseconds(partial(_search, client, query)) for _ in range(_ROUNDS) for query in typed
        ]
    without = json.loads(database.run(sys.executable, "-m", "bench.law_search", *typed))
    ((articles,),) = database.query("SELECT count(*) FROM law_article")
    hits = found[PROMISED_SET]
    rows = [
        Measurement(
            f"law search over {articles:,} articles, p95", p95(through_http), "ms", p95(through_http) / p95(without),
            f"without HTTP: {p95(without):.1f} ms", f"< {MOST_MILLISECONDS} ms",
            p95(through_http) < MOST_MILLISECONDS if folder else None,
        ),
        Measurement(
            "expected article among the first three", hits, "queries", hits / len(queries[PROMISED_SET]),
            f"{len(queries[PROMISED_SET])} queries", f"≥ {PROMISED_HITS}", hits >= PROMISED_HITS if folder else None,
        ),
    ]  # fmt: skip
    others = ", ".join(f"{found[name]} of {len(queries[name])} of `{name}.csv`" for name in SETS[1:])
    return Figures(rows, f"Of the other two sets, {others} (see [law-search.md](law-search.md)).")


def _rows(name: str) -> Iterator[Row]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _search(client: Client, query: str) -> bytes:
    return client.fetch(f"/laws/search?q={quote(query)}")


def _found(client: Client, rows: Sequence[Row]) -> int:
    """Of how many queries the expected article is among the first three."""
    return sum(bool(_expected(row) & _first_three(json.loads(_search(client, row["query"])))) for row in rows)


def _expected(row: Row) -> set[tuple[str, int]]:
    wanted = [f"{row['statute']}{row['article']}", *filter(None, row["also"].split(";"))]
    parted = (re.fullmatch(r"(.*?)(\d+)", one) for one in wanted)
    return {(match[1], int(match[2])) for match in parted if match}


def _first_three(answer: Mapping[str, list[dict[str, str]]]) -> set[tuple[str, int]]:
    labels = ((hit["law"], re.match("第(.+?)条", hit["label"])) for hit in answer["items"][:3])
    return {(law, read_number(match[1])) for law, match in labels if match}


def _without_http(typed: Sequence[str]) -> list[float]:
    """Milliseconds of each search in this process."""
    from xuncheng.domains.law.queries import search_articles
    from xuncheng.foundation.trail.viewer import program

    viewer, today = program("bench", {"law.read"}), date.today()  # noqa: DTZ011 # only which law is in force
    for query in typed:
        search_articles(viewer, query, today)
    return [
        milliseconds(partial(search_articles, viewer, query, today))
        for _ in range(_ROUNDS)
        for query in typed
    ]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_without_http(sys.argv[1:])))
