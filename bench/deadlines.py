"""How fast the hourly sweeps go over the running periods of 200,000 open cases.

A database of its own: the demo without its closed cases, multiplied, with the periods' ends spread over a year, so that some
are over, some end soon and most lie ahead. Two sweeps are timed, each as the worker does it: that which warns of what ends soon
or is over (`jobs/warnings.py`), and the look for cases whose period ran out (`jobs/lapses.py`). The first finds everybody
unwarned, as if the worker had stood still for a month; the second is that of a worker just started, to whom everybody was
told already; the third, an hour later, that of a worker that knows what it has settled.
"""

from __future__ import annotations

import json
import sys

import psycopg
from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds

from xuncheng.server.cluster import Role

SWEPT_S = 10

_OPEN_ONLY = """
SET session_replication_role = replica;
DELETE FROM cases_deadline WHERE case_id IN (SELECT id FROM cases_case WHERE waits_for = '');
DELETE FROM cases_case WHERE waits_for = '';
"""

# The facts keep their days, so that the look at what ran out judges each case that it finds anew.
_SPREAD = """
SET session_replication_role = replica;
UPDATE cases_deadline SET due_on = current_date - 35 + (uuid_hash_extended(id, 1) & 2147483647)::int % 365;
UPDATE cases_case SET due_on = current_date - 35 + (uuid_hash_extended(id, 1) & 2147483647)::int % 365;
VACUUM (ANALYZE) cases_deadline;
VACUUM (ANALYZE) cases_case;
"""


def keep_open_cases(database: Database) -> None:
    """Drop what is closed, before the rest is multiplied."""
    _as_superuser(database, _OPEN_ONLY)


def spread(database: Database) -> None:
    """Let the periods end on different days."""
    _as_superuser(database, _SPREAD)


def measure(database: Database, tell: Tell) -> Figures:
    """Sweep over all cases of a database twice."""
    ((cases, periods),) = database.query(
        "SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM cases_deadline)"
    )
    tell(f"deadline sweeps over {cases:,} open cases")
    found = json.loads(database.run(sys.executable, "-m", "bench.deadlines"))
    first, started, later = (found[name] / 1000 for name in ("first", "started", "later"))
    rows = [
        Measurement(
            f"deadline sweep over {cases:,} open cases", later, "s", later / first,
            f"the first one, with {found['told']:,} warnings to give: {first:.1f} s", f"< {SWEPT_S} s", later < SWEPT_S,
        ),
        Measurement(
            "the same by a worker just started, nothing being new", started, "s", started / first, "the first one",
            f"< {SWEPT_S} s", started < SWEPT_S,
        ),
    ]  # fmt: skip
    return Figures(rows, f"{periods:,} periods run. The look at what ran out found {found['moved']:,} cases.")


def _as_superuser(database: Database, statements: str) -> None:
    with psycopg.connect(database.dsn(Role.SUPERUSER), autocommit=True) as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(statement.encode())


def _figures() -> dict[str, float]:
    from django.utils import timezone

    from xuncheng.domains.cases.jobs import lapses, warnings
    from xuncheng.domains.cases.jobs.lapses import moved
    from xuncheng.domains.cases.jobs.warnings import warn_of_deadlines

    now = timezone.now()
    told: list[int] = []
    found: list[int] = []

    def sweep() -> None:
        told.append(warn_of_deadlines(now))
        found.append(len(moved(now.date())))

    first = milliseconds(sweep)
    for settled in (lapses.RIGHT, warnings.TOLD):
        settled.keep({})
    started, later = milliseconds(sweep), milliseconds(sweep)
    return {"first": first, "started": started, "later": later, "told": told[0], "moved": found[0]}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_figures()))
