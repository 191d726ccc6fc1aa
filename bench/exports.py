"""The longest file of a list: 200,000 reports as a spreadsheet, made by a process of its own as the worker makes it.

Timed is from the beginning to the file in the store; its memory is the highest that the process took, beside what it took before it
began: most of that is the program itself. `python -m bench.exports` asks and makes.
"""

from __future__ import annotations

import json
import sys
import time

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell

MOST_MIB = 100
"""What is promised: how much the file may take beside the program, in MiB."""
READER = "head"


def measure(database: Database, tell: Tell) -> Figures:
    """Make the file of all reports that the head of the bureau sees."""
    tell("the longest file of a list")
    found = json.loads(database.run(sys.executable, "-m", "bench.exports"))
    more = (found["peak"] - found["before"]) / 1024
    row = Measurement(
        f"{found['rows']:,} rows as a spreadsheet: memory", more, "MiB", found["peak"] / found["before"],
        f"the program before it began: {found['before'] / 1024:.0f} MiB", f"< {MOST_MIB} MiB", more < MOST_MIB,
    )  # fmt: skip
    return Figures(
        [row],
        f"{found['seconds']:.0f} s, {found['rows'] / found['seconds']:,.0f} rows/s, {found['size'] / 2**20:.1f} MiB.",
    )


def _make() -> dict[str, float]:
    from importlib import import_module
    from resource import RUSAGE_SELF, getrusage

    import_module("xuncheng.server.api")
    from xuncheng.foundation.exports.commands import ask_export
    from xuncheng.foundation.exports.making import make_next
    from xuncheng.foundation.exports.queries import readable_by
    from xuncheng.foundation.people.viewers import viewer_named
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.scope import reading

    viewer = viewer_named(READER)
    if viewer is None:
        raise RuntimeError(f"there is no {READER}")
    asked = ask_export(Deed(viewer), "reports")
    before, begun = getrusage(RUSAGE_SELF).ru_maxrss, time.monotonic()
    make_next()
    seconds, peak = time.monotonic() - begun, getrusage(RUSAGE_SELF).ru_maxrss
    with reading(viewer):
        made = readable_by(viewer).get(pk=asked.pk)
    if made.size is None:
        raise RuntimeError(f"the file was not made: {made.state} {made.refusal}")
    return {"before": before, "peak": peak, "seconds": seconds, "rows": made.rows, "size": made.size}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_make()))
