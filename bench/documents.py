"""How fast a document is laid out and signed: one after the other, and a thousand by as many processes as the machine has cores.

The documents are the newest of the demo, of every kind as often as it occurs, made again of the fields that were stored
with them, signed with the agency's key, and thrown away. No two are alike: one that is made a second time would find most
of its layout in the typesetter's memory. The thousand are what a worker's jobs would do, without the database.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from tempfile import NamedTemporaryFile
from typing import Any

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds

RENDERED_MS, SIGNED_MS, THOUSAND_S = 12, 100, 75
CORES = 2
"""The machine for which the thousand are promised."""

ALONE = 200
"""Documents that are made one after the other, by which one is judged."""

_WARM = 20
"""Documents made before those that count: fonts are read, templates parsed."""

Fields = tuple[str, dict[str, Any]]
"""Kind of a document, and what it says."""

_NEWEST = (
    "SELECT coalesce(json_agg(json_build_array(kind, data)), '[]')::text"
    " FROM (SELECT kind, data FROM documents_document ORDER BY made_at DESC, id LIMIT %s) AS newest"
)


def measure(database: Database, documents: int, tell: Tell) -> Figures:
    """Make the newest documents of the database again: some one after the other, then so many at once."""
    tell(f"{ALONE} documents laid out and signed, then {documents:,} by all processors")
    ((newest,),) = database.query(_NEWEST, [_WARM + ALONE + documents])
    with NamedTemporaryFile("w", suffix=".json") as file:
        file.write(str(newest))
        file.flush()
        found = json.loads(database.run(sys.executable, "-m", "bench.documents", file.name, str(documents)))
    rendered, signed, many = found["rendered"], found["signed"], found["many"]
    alone = (rendered + signed) * documents / 1000
    rows = [
        Measurement(
            f"a document of {found['pages']:.1f} pages laid out, warm, on average", rendered, "ms", rendered / found["cold"],
            f"the first in its process: {found['cold']:.0f} ms", f"< {RENDERED_MS} ms", rendered < RENDERED_MS,
        ),
        Measurement(
            "a document signed (RSA 2048, PAdES B-B)", signed, "ms", signed / rendered, "laying it out", f"< {SIGNED_MS} ms",
            signed < SIGNED_MS,
        ),
        Measurement(
            f"{documents:,} documents laid out and signed by {found['processes']} processes", many, "s", many / alone,
            f"one after the other, reckoned: {alone:.0f} s", f"< {THOUSAND_S} s on {CORES} cores",
            many < THOUSAND_S if documents == 1000 else None,
        ),
    ]  # fmt: skip
    return Figures(rows, f"A signed file has {found['bytes'] / 1024:,.0f} KiB on average.")


def _figures(newest: Sequence[Fields], documents: int) -> dict[str, float]:
    """Milliseconds of one, seconds of many; pages and bytes of one."""
    from xuncheng.domains.documents.render import render
    from xuncheng.domains.documents.signing import agency

    warm, alone, many = newest[:_WARM], newest[_WARM : _WARM + ALONE], newest[-documents:]
    cold = milliseconds(partial(render, *warm[0]))
    signer = agency()
    for one in warm:
        signer.sign(render(*one).pdf)
    rendered = _each([partial(render, *one) for one in alone])
    printed = [render(*one) for one in alone]
    signed = _each([partial(signer.sign, one.pdf) for one in printed])
    processes = os.cpu_count() or 1
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start) as pool:
        list(pool.map(_make, _dealt(warm, processes)))  # the processes have started
        at_once = milliseconds(lambda: list(pool.map(_make, _dealt(many, processes * 8))))
    return {
        "cold": cold, "rendered": rendered, "signed": signed, "many": at_once / 1000, "processes": processes,
        "pages": mean(one.pages for one in printed), "bytes": mean(len(signer.sign(one.pdf)) for one in printed[:_WARM]),
    }  # fmt: skip


def _each(made: Sequence[Callable[[], object]]) -> float:
    """How many milliseconds one takes on average."""
    return mean(milliseconds(make) for make in made)


def _dealt(documents: Sequence[Fields], parts: int) -> Iterator[Sequence[Fields]]:
    """The documents in as many parts, which differ by one at most."""
    yield from (documents[part::parts] for part in range(parts))


def _start() -> None:
    import django

    django.setup()


def _make(documents: Sequence[Fields]) -> None:
    """Make them one after the other."""
    from xuncheng.domains.documents.render import render
    from xuncheng.domains.documents.signing import agency

    signer = agency()
    for one in documents:
        signer.sign(render(*one).pdf)


if __name__ == "__main__":
    _start()
    print(json.dumps(_figures(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2]))))
