"""Earlier reports that may be the same as one (重复件), looked for among few and many reports, through HTTP.

The same reports of the demo are asked about in both databases, where their copies lie at the same places: with many reports
there are a hundred times as many around each. Both take turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from random import Random

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds, p95
from bench.web import Client, serving

READER = "dispatcher"
ROUNDS, WARM = 400, 40
MOST_MILLISECONDS = 20

# Such as are open: for these it is asked.
_ASKED = """
SELECT id::text FROM intake_report
 WHERE status IN ('submitted', 'verified', 'judged', 'dispatched') ORDER BY submitted_at DESC LIMIT 500
"""

_AROUND = """
SELECT count(*) FROM intake_report r JOIN intake_report a ON a.cell = r.cell AND a.submitted_at > now() - interval '90 days'
 WHERE r.id = ANY (%s::uuid[])
"""


def measure(few: Database, many: Database, tokens: Mapping[str, str], tell: Tell) -> Figures:
    """Ask both in turn."""
    asked = [[str(key) for (key,) in one.query(_ASKED)] for one in (few, many)]
    tell(f"what may be the same: {ROUNDS} times in each database")
    times: tuple[list[float], list[float]] = ([], [])
    with serving(few) as web_of_few, serving(many) as web_of_many:
        clients = [Client(web.port, tokens[READER]) for web in (web_of_few, web_of_many)]
        chance = Random(1)  # noqa: S311 # which reports are asked about is no secret
        for turn in range(-WARM, ROUNDS):
            for client, keys, kept in zip(clients, asked, times, strict=True):
                path = f"/reports/{chance.choice(keys)}/duplicates"
                took = milliseconds(partial(client.fetch, path))
                if turn >= 0:
                    kept.append(took)
    return Figures([_figure(*times)], _around(many, asked[1]))


def _figure(few: list[float], many: list[float]) -> Measurement:
    return Measurement(
        "what may be the same as a report, with many reports, p95", p95(many), "ms", p95(many) / p95(few),
        f"with few: {p95(few):.1f} ms", f"< {MOST_MILLISECONDS} ms", p95(many) < MOST_MILLISECONDS,
    )  # fmt: skip


def _around(database: Database, keys: list[str]) -> str:
    ((count,),) = database.query(_AROUND, [keys])
    each = int(str(count)) / len(keys)
    return f"In the cell of each report that was asked about lie {each:,.0f} reports of the last ninety days."
