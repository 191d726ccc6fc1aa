"""`python -m bench`: measure every figure in one run, print them, and write a whole run into docs/benchmarks.md.

It makes databases of its own in the private cluster, or in that which DATABASE_URL names, and drops them. A whole run
takes about a quarter of an hour and 10 GB of disk. It ends with 1 where something that was promised is missed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench.measurement import HEAD, Figures, Tell
from bench.run import FIGURES, SMALL, WHOLE, Run
from rich.console import Console
from rich.table import Table

from bench import machine, page
from xuncheng.server import cluster
from xuncheng.server.terminal import complain
from xuncheng.server.trouble import Trouble

LAWS = "XUNCHENG_BENCH_LAWS"
"""Names a folder of Markdown laws to search in, if the option does not."""


def main() -> int:
    """Run what is asked for."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the databases are dropped
    chosen = options.only or list(FIGURES)
    whole = not options.small and len(chosen) == len(FIGURES)
    tell = _clock()
    tell("a whole run takes about a quarter of an hour" if whole else f"measuring {', '.join(chosen)}")
    when, load = datetime.now(UTC), os.getloadavg()
    with ExitStack() as undoing:
        _start_database(undoing, tell)
        run = Run(SMALL if options.small else WHOLE, options.laws, options.keep, tell, undoing)
        figures = {FIGURES[name].title: _measured(run, name) for name in chosen}
        described = machine.described(load, os.getloadavg())
    _print(figures)
    if whole:
        page.write(page.in_markdown(f"{when:%Y-%m-%d %H:%M} UTC", described, figures))
    return int(any(row.kept is False for one in figures.values() for row in one.rows))


def _measured(run: Run, name: str) -> Figures:
    """What was measured is told at once: a fault in what comes later does not lose it."""
    figures = FIGURES[name].measure(run)
    for row in figures.rows:
        run.tell(" · ".join(row.cells))
    return figures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(FIGURES), help="measure only these")
    parser.add_argument("--small", action="store_true", help="a hundredth of the data: to see that it runs")
    parser.add_argument(
        "--keep", action="store_true", help="keep the database with the demo for the next run"
    )
    given = os.environ.get(LAWS)
    parser.add_argument(
        "--laws", type=Path, default=Path(given) if given else None,
        help=f"folder of Markdown laws to search in, besides those of the demo (or {LAWS})",
    )  # fmt: skip
    return parser.parse_args()


def _clock() -> Tell:
    """Tells what is done, and how long after the start."""
    started = time.monotonic()
    return lambda what: print(f"{time.monotonic() - started:5.0f} s  {what}", flush=True)


def _start_database(undoing: ExitStack, tell: Tell) -> None:
    if cluster.external() or cluster.alive(cluster.VAR):
        return
    tell("starting the database")
    cluster.ensure(cluster.VAR)
    undoing.callback(cluster.stop, cluster.VAR)


def _print(figures: Mapping[str, Figures]) -> None:
    shown = Table(*HEAD)
    for one in figures.values():
        for row in one.rows:
            shown.add_row(*row.cells)
    console = Console()
    console.print(shown)
    for title, one in figures.items():
        console.print(f"\n{title}\n{one.notes}", highlight=False, markup=False)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        complain(trouble.text)
        sys.exit(1)
